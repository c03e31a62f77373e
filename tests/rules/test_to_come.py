"""Days to come: no clock is read; where the caller says what day it is, later days are noted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.errors import RecordError

LATE = "2999-01-01"
NOTE = "on is 2999-01-01, after today (2026-11-29): decided by the rules on file"


def told(decision: Any) -> int:
    return sum("after today" in note.en for note in decision.notes)


@pytest.mark.parametrize("engine", ["classes", "reference"])
@pytest.mark.parametrize("today", ["2026-11-29", date(2026, 11, 29), "2026年11月29日"])
def test_a_day_to_come_is_noted(
    small: Jurisdiction, town: ModuleType, engine: Any, today: Any
) -> None:
    """The decision is what it was, with a note in both languages; by either engine."""
    matter = town.matter(on=LATE)
    plain = small.decide(matter, engine=engine)
    noted = small.decide(matter, engine=engine, today=today)
    assert plain.notes == ()
    assert noted.notes[0].en.startswith(NOTE)
    assert "晚于今日（2026-11-29）" in noted.notes[0].zh
    assert {**noted.to_dict(), "notes": []} == plain.to_dict()


@pytest.mark.parametrize("on", ["2026-11-29", "2021-03-01", None])
def test_a_day_that_has_come_is_not(small: Jurisdiction, town: ModuleType, on: str | None) -> None:
    """Today itself, a day before it, and a matter without a day have no note."""
    assert told(small.decide(town.matter(on=on), today="2026-11-29")) == 0


@pytest.mark.parametrize("today", ["soon", "2026-13-01", "", "unknown", 7])
def test_what_is_no_today(small: Jurisdiction, town: ModuleType, today: Any) -> None:
    """What is no day is refused by name, before anything is decided."""
    with pytest.raises(RecordError, match="today") as caught:
        small.decide_many([town.matter()], today=today)
    assert caught.value.field == "today"


def test_rows_and_files(small: Jurisdiction, town: ModuleType, tmp_path: Path) -> None:
    """Each row has its note; of a file the summary says how many rows there are."""
    pa = pytest.importorskip("pyarrow")
    days = [LATE, "2021-03-01", None, datetime(2026, 11, 29, 15, tzinfo=UTC).isoformat(), "no day"]
    rows = [town.matter(id=str(n), on=on) for n, on in enumerate(days)]
    found = list(small.decide_many(rows, today="2026-11-28"))
    assert [told(row) for row in found[:4]] == [1, 0, 0, 1]
    table = pa.table({key: [row.get(key) for row in rows] for key in rows[0]})
    summary = small.decide_file(table, tmp_path / "d.parquet", today="2026-11-28")
    (note,) = summary.notes
    assert note.text("en").startswith("2 rows are of days after today (2026-11-28)")
    assert "2 行的日期晚于今日" in note.text("zh")
    assert small.decide_file(table, tmp_path / "d.parquet", today=LATE).notes == ()
    with pytest.raises(RecordError, match="today is for the runner local"):
        small.decide_file(table, tmp_path / "d", today=LATE, runner="dask")
