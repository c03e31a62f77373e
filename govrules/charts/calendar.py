"""Working days, as data: which days off there are, and which weekends are worked instead."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Protocol

import attrs

from ..errors import ChartError, GovrulesError
from .chart import Clock

__all__ = ["Calendar", "Fixed", "china", "due"]

END_OF_DAY = time(23, 59, 59)


class Calendar(Protocol):
    """What a clock in working days asks."""

    def is_workday(self, day: date) -> bool:
        """Whether work is done on that day; raises ChartError beyond what is known."""


@attrs.frozen
class Fixed:
    """A calendar of named days off and named days of work, weekends off otherwise.

    Args:
        off: Days off in the week: public holidays.
        on: Weekends that are worked instead (调休).
        first: The first day that it knows.
        last: The last one.
    """

    off: frozenset[date] = attrs.field(converter=frozenset)
    on: frozenset[date] = attrs.field(converter=frozenset)
    first: date = date.min
    last: date = date.max

    def is_workday(self, day: date) -> bool:
        """Whether work is done on that day; raises ChartError beyond what is known."""
        if not self.first <= day <= self.last:
            raise ChartError(
                f"the calendar of working days does not reach {day}: it knows {self.first} to "
                f"{self.last}",
                f"工作日历未及 {day}：只知 {self.first} 至 {self.last}",
                field="calendar",
                value=day,
                hint_en="install a newer chinesecalendar once the holidays are published, or give "
                "a calendar",
                hint_zh="节假日安排公布后请更新 chinesecalendar，或自行给出日历",
            )
        return day in self.on or (day.weekday() < 5 and day not in self.off)


@cache
def china() -> Fixed:
    """The working days of China with its make-up days, from ``chinesecalendar``.

    Raises:
        ChartError: if that library is not installed.
    """
    try:
        from chinese_calendar.constants import holidays, workdays
    except ImportError:
        raise ChartError(
            "working days need the library chinesecalendar",
            "计算工作日需要 chinesecalendar",
            field="calendar",
            hint_en="pip install 'govrules[cases]'",
            hint_zh="请执行 pip install 'govrules[cases]'",
        ) from None
    years = [d.year for d in holidays]
    # A year is known only where it is listed: the first and last of the list are whole years.
    return Fixed(holidays, workdays, date(min(years), 1, 1), date(max(years), 12, 31))


def due(clock: Clock, since: datetime, calendar: Calendar) -> datetime:
    """Say when a clock that starts at a moment rings.

    The day on which it starts is not counted; one in days ends with its last day.

    Raises:
        ChartError: if the calendar does not reach that far.
    """
    try:
        if clock.unit == "hour":
            return since + timedelta(hours=clock.amount)
        day, left = since.date(), clock.amount
        while left:
            day += timedelta(days=1)
            left -= clock.unit == "day" or calendar.is_workday(day)
        return datetime.combine(day, END_OF_DAY)
    except GovrulesError as error:
        raise error.at(f"clock {clock.id}") from None
