"""The observer is told of all that is decided, and can harm nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from govrules import Jurisdiction
from govrules.errors import RecordError
from govrules.observe import Event

GOOD = {"kind": "violation", "item": "litter", "place": "110101001", "on": "2021-03-01"}


@pytest.fixture
def fresh(town: ModuleType) -> Jurisdiction:
    """A town that has decided nothing yet."""
    return Jurisdiction(town.blueprint())


@pytest.fixture
def events(fresh: Jurisdiction) -> Iterator[list[Event]]:
    """What the observer of the town is told."""
    told: list[Event] = []
    fresh.observe(told.append)
    yield told
    fresh.observe(None)


def test_a_matter_is_cold_once(fresh: Jurisdiction, events: list[Event]) -> None:
    """The first matter of its kind is cold, the second warm, and both name the disposition."""
    decisions = [fresh.decide(GOOD), fresh.decide(GOOD)]
    assert [e.learnt for e in events] == [1, 0]
    assert {e.what for e in events} == {"matter"}
    assert [dict(e.dispositions) for e in events] == [{d.disposition: 1} for d in decisions]
    assert events[0].policies == fresh.digest
    assert events[0].to_dict()["rows"] == 1


def test_a_bad_matter_is_told_by_its_code(fresh: Jurisdiction, events: list[Event]) -> None:
    """A matter that cannot be read is counted under the code of its error, which is raised."""
    with pytest.raises(RecordError):
        fresh.decide(kind="x")
    list(fresh.decide_many([{"place": "nowhere"}, GOOD]))
    assert [dict(e.errors) for e in events] == [{"record_error": 1}, {"place_error": 1}, {}]
    assert [e.bad for e in events] == [1, 1, 0]


def test_a_table_and_a_file(fresh: Jurisdiction, events: list[Event], tmp_path: Path) -> None:
    """A table or file is one event with its counts."""
    pa = pytest.importorskip("pyarrow")
    table = pa.Table.from_pylist([GOOD, {**GOOD, "kind": "x"}, GOOD])
    fresh.decide_table(table)
    pa.csv = pytest.importorskip("pyarrow.csv")
    pa.csv.write_csv(table, tmp_path / "in.csv")
    fresh.decide_file(tmp_path / "in.csv", tmp_path / "out.csv")
    assert [(e.what, e.rows, e.bad, sum(e.dispositions.values())) for e in events] == [
        ("table", 3, 1, 2),
        ("file", 3, 1, 2),
    ]
    assert dict(events[1].errors) == {"record_error": 1}
    assert events[0].learnt


def test_an_observer_that_fails_harms_nothing(
    fresh: Jurisdiction, caplog: pytest.LogCaptureFixture
) -> None:
    """What an observer raises is logged, and the decision stands."""

    def fails(event: Event) -> None:
        raise ZeroDivisionError

    expected = fresh.decide(GOOD)
    fresh.observe(fails)
    with caplog.at_level(logging.ERROR, "govrules.observe"):
        assert fresh.decide(GOOD) == expected
        with pytest.raises(RecordError):
            fresh.decide(kind="x")
    assert len(caplog.messages) == 2
