"""Decisions made without a case in the ledger: by the library, in many, by threads at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import attrs
import govrules
import govrules.cases
import pytest
from govrules.cases.recording import Decided, Recorder
from govrules.errors import LedgerError, RecordError

MATTERS: list[dict[str, Any]] = [
    {"kind": "violation", "item": "犬便不清除", "place": "西城区/大栅栏街道", "on": day}
    for day in ("2020-03-01", "2021-03-01", "2022-03-01")
]


@pytest.fixture
def recorder(url: str, beijing_pack: govrules.Jurisdiction) -> Iterator[Recorder]:
    made = govrules.cases.recorder(url, jurisdiction=beijing_pack)
    yield made
    made.close()


@pytest.mark.parametrize("ask", ["ranked", "plain"])
def test_many_decisions_are_kept_once(
    cases: Any, beijing_pack: govrules.Jurisdiction, ask: Any
) -> None:
    """Decisions of ``decide_many`` are records of the chain, and replay makes them again."""
    for fresh in (3, 0):
        decided = zip(MATTERS, beijing_pack.decide_many(MATTERS, ask=ask), strict=True)
        assert cases.record(decided, at="2024-03-01T09:00", ask=ask) == fresh
    kept = list(cases.ledger.records())
    assert [(r.kind, r.case, r.at) for r in kept] == [("decision", "", "2024-03-01T09:00:00")] * 3
    assert cases.verify() == cases.replay() == []


def test_a_row_without_a_decision_is_left_out(
    cases: Any, beijing_pack: govrules.Jurisdiction
) -> None:
    """What could not be decided is no decision; days are kept as they are written."""
    from datetime import date

    rows: list[dict[str, Any]] = [{"item": "没有这个事项"}, {**MATTERS[0], "on": date(2021, 3, 1)}]
    assert cases.record(zip(rows, beijing_pack.decide_many(rows), strict=True)) == 1
    assert cases.replay() == []


def test_threads_write_side_by_side(
    recorder: Recorder, beijing_pack: govrules.Jurisdiction
) -> None:
    """Requests of many threads are all kept, each under its number, in one whole chain."""
    decision = beijing_pack.decide(MATTERS[0])

    def keep(n: int) -> int:
        return recorder.keep([Decided(MATTERS[0], decision, f"{n // 2}")])

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(keep, range(16))) == 8


def test_a_version_that_is_not_here_is_told(
    recorder: Recorder, beijing_pack: govrules.Jurisdiction
) -> None:
    """A decision of rules that the ledger does not know could never be made again."""
    decision = attrs.evolve(beijing_pack.decide(MATTERS[0]), policies="0123")
    with pytest.raises(LedgerError, match="the version 0123 of the rules is not here"):
        recorder.keep([Decided(MATTERS[0], decision)])


def test_another_way_of_asking_is_told(cases: Any) -> None:
    """Only the ways in which ``decide`` asks can be replayed."""
    with pytest.raises(RecordError, match="ask"):
        cases.record([], ask="loudly")


def test_a_service_writes_what_it_answers(
    url: str, cases: Any, beijing_pack: govrules.Jurisdiction
) -> None:
    """What is answered is in the ledger with what was asked, a line that is an error is not."""
    pytest.importorskip("starlette")
    from govrules.errors import RecordError
    from govrules.files.rows import Row, RowError
    from govrules.service.desk import FrontDesk
    from govrules.service.settings import Settings

    desk = FrontDesk(beijing_pack, Settings(ledger=url))
    answer = desk.decide(MATTERS[0], "r1")
    bad = RowError("line 2", None, RecordError("no", "否"))
    lines = desk.decide_rows([Row("line 1", MATTERS[1]), bad], "r2", "plain")
    desk.close()
    assert len(lines) == 2
    kept = {r.id: r for r in cases.ledger.records()}
    assert list(kept) == ["decision:r1:", "decision:r2:line 1"]
    assert all(r.at for r in kept.values())
    assert answer.to_json() in {cases.ledger.text(k) for k in _texts(kept.values())}
    assert cases.verify() == cases.replay() == []


def _texts(records: Any) -> list[str]:
    import json

    return [json.loads(r.body)["decision"] for r in records]
