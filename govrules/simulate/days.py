"""How long the orders of a flow take: each act a part of the clock that it is under."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ..charts import Calendar, Clock
from ..errors import GovrulesError, RecordError
from .matters import EPOCH, NO_DAY
from .streams import Streams

__all__ = ["Days"]

Ints: TypeAlias = "NDArray[Any]"
# A calendar is read no further than this after the last day on which an order begins.
REACH = 370


class Days:
    """The day of each order, and when its clocks began.

    An act takes one day up to the whole period of its clock, evenly; where the clock has begun
    with an earlier holder, that may be too late.

    Args:
        first: The day of each order since 1970, ``NO_DAY`` where it has none; shape: (orders,).
        calendar: The working days.
        clocks: The clocks of the chart.
        streams: Where the parts are drawn from.

    Attributes:
        sent: The day on which each was dispatched last, or its first; ``NO_DAY`` where not known.
        is_late: Which orders had an act after its clock had run out.
    """

    def __init__(
        self, first: Ints, calendar: Calendar, clocks: Sequence[Clock], streams: Streams
    ) -> None:
        self._known = first != NO_DAY
        start = first[self._known].min() if self._known.any() else 0
        self._first = np.where(self._known, first, start).astype(np.int32)
        self._day = self._first.copy()
        self._since = np.full((len(clocks), len(self._day)), NO_DAY, np.int32)
        self.sent = np.where(self._known, self._first, NO_DAY)
        self.is_late = np.zeros(len(self._day), bool)
        self._streams, self._calendar, self._clocks = streams, calendar, clocks
        self._work = self._workdays(calendar)

    def _workdays(self, calendar: Calendar) -> Ints:
        known = self._first[self._known]
        if not len(known) or not any(c.unit == "workday" for c in self._clocks):
            return np.zeros(1, np.int32)
        days = range(int(known.min()), int(known.max()) + REACH)
        work = []
        for day in days:
            try:
                if calendar.is_workday(EPOCH + timedelta(days=day)):
                    work.append(day)
            except GovrulesError:
                if day <= int(known.max()):
                    raise
                break  # holidays to come: an error only if an order gets that far
        return np.array(work, np.int32)

    def pass_by(self, rows: Ints, clocks: Ints, starts: Ints, turn: Ints, event: str) -> None:
        """Let time pass for one act of some orders.

        Args:
            rows: Their numbers; shape: (acting,).
            clocks: The clock that each act is under, −1 for none.
            starts: The clocks that the act starts, a bit each.
            turn: How often each order was dispatched before.
            event: What is done.
        """
        for number in np.unique(clocks[clocks >= 0]):
            mine = clocks == number
            some, clock = rows[mine], self._clocks[number]
            part = 1 - self._streams.uniform(f"days {event}", some, turn[mine])
            self._day[some] = self._after(self._day[some], part * clock.amount, clock.unit)
            since = self._since[number, some]
            due = self._after(since, np.full(len(some), float(clock.amount)), clock.unit)
            self.is_late[some] |= (since != NO_DAY) & (self._day[some] > due)
        for number in range(len(self._clocks)):
            begun = rows[(starts >> number) & 1 == 1]
            self._since[number, begun] = self._day[begun]

    def _after(self, day: Ints, amount: NDArray[Any], unit: str) -> Ints:
        if unit == "workday":
            at = np.searchsorted(self._work, day, side="right") + np.ceil(amount).astype(int) - 1
            if len(at) and at.max() >= len(self._work):
                last = EPOCH + timedelta(days=int(self._work[-1]))
                self._calendar.is_workday(last + timedelta(days=int(REACH)))  # says how far it is
                raise RecordError(
                    f"orders go on for more than {REACH} days",
                    f"工单超过 {REACH} 天仍未结束",
                    field="rounds",
                    hint_en="give fewer rounds",
                    hint_zh="请减少 rounds",
                )
            days: Ints = self._work[at]
            return days
        whole = np.ceil(amount) if unit == "day" else np.floor(amount / 24)
        return (day + whole).astype(np.int32)

    def note_sent(self, rows: Ints) -> None:
        """Note that orders are dispatched on the day that they have come to."""
        self.sent[rows] = np.where(self._known[rows], self._day[rows], NO_DAY)

    def passed(self) -> Ints:
        """The days that each order took, −1 where its first day is not known."""
        return np.where(self._known, self._day - self._first, -1)
