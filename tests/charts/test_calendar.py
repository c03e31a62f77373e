"""When a clock rings: working days with their make-up days, days, hours, and where data ends."""

from __future__ import annotations

from datetime import date, datetime
from types import ModuleType

import pytest
from govrules.charts import china
from govrules.charts.calendar import due
from govrules.errors import ChartError
from hypothesis import given
from hypothesis import strategies as st

FRIDAY = datetime(2024, 2, 2, 16, 0)


@pytest.mark.parametrize(
    ("since", "amount", "unit", "rings"),
    [
        (FRIDAY, 1, "workday", "2024-02-04T23:59:59"),  # a Sunday that is worked
        (datetime(2024, 2, 9, 9), 1, "workday", "2024-02-18T23:59:59"),  # after the festival
        (FRIDAY, 1, "day", "2024-02-03T23:59:59"),
        (FRIDAY, 30, "hour", "2024-02-03T22:00:00"),
    ],
)
def test_a_clock_rings(
    small_charts: ModuleType, since: datetime, amount: int, unit: str, rings: str
) -> None:
    """The day of the start is not counted, and a weekend that makes up for a holiday is."""
    clock = small_charts.clock(amount=amount, unit=unit)
    assert due(clock, since, china()).isoformat() == rings


def test_a_calendar_that_ends_too_early_says_so(small_charts: ModuleType) -> None:
    """Nobody guesses the holidays of a year that are not published."""
    clock = small_charts.clock(amount=40)
    with pytest.raises(ChartError) as caught:
        due(clock, datetime(2026, 12, 20), china())
    assert caught.value.text("en").startswith(
        "clock sign: the calendar of working days does not reach 2027-01-01: it knows 2004-01-01 "
    )
    assert "工作日历未及 2027-01-01" in caught.value.text("zh")


@given(st.dates(date(2005, 1, 1), date(2026, 11, 1)), st.integers(1, 30))
def test_working_days_are_counted(small_charts: ModuleType, day: date, amount: int) -> None:
    """Between the start and the ring lie as many working days as the clock says."""
    start = datetime.combine(day, datetime.min.time())
    end = due(small_charts.clock(amount=amount), start, china()).date()
    days = [date.fromordinal(n) for n in range(day.toordinal() + 1, end.toordinal() + 1)]
    assert sum(map(china().is_workday, days)) == amount
    assert china().is_workday(end)
