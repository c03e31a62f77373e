"""Queues: how long orders wait for the staff of those to whom they were dispatched, in columns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..charts import Calendar, Clock, china
from ..columns.arrow import numbered
from ..errors import no_such
from .distinct import distinct
from .matters import EPOCH, NO_DAY
from .serving import by_due, first_come, serve
from .staff import Staff
from .streams import Streams

__all__ = ["Queue", "queue"]

Array: TypeAlias = "NDArray[Any]"
Order: TypeAlias = Literal["arrival", "due"]
RULES = ("arrival", "due")
GROUPS = ("owner", "unit", "role", "disposition")
# Hours of a working day; everything is timed in working hours.
DAY = 8.0
# Days past the last dispatch in which clocks may run out.
BEYOND = 120


@attrs.frozen(eq=False)
class Queue:
    """What waits where.

    Args:
        table: An order a row, of those that a staffed organ has: ``order`` (its row among the
            matters), ``owner``, ``unit``, ``role``, ``disposition``, ``people``, ``arrival``,
            ``begin``, ``end``, ``due`` (working hours since the first working day), ``hours`` (of
            work).
        unstaffed: How many orders have an owner of whom no staff is given.
    """

    table: pa.Table
    unstaffed: int

    def late(self, by: str = "owner") -> pa.Table:
        """Who is late: ``owner`` (or whatever it is by), ``rows``, ``late``, ``share``; most first.

        Args:
            by: ``owner``, ``unit``, ``role`` or ``disposition``; raises RecordError for others.
        """
        late = pc.greater(self.table["end"], self.table["due"]).cast(pa.int64())
        found = self._by(by, late, "late", "sum")
        share = pc.divide(found["late"].cast(pa.float64()), found["rows"].cast(pa.float64()))
        found = found.append_column("share", share)
        return found.sort_by([("late", "descending"), ("share", "descending"), (by, "ascending")])

    def waiting(self, by: str = "owner") -> pa.Table:
        """How long orders wait: by what, ``rows``, ``days`` (of work, the mean); longest first."""
        wait = pc.divide(pc.subtract(self.table["begin"], self.table["arrival"]), DAY)
        found = self._by(by, wait, "days", "mean")
        return found.sort_by([("days", "descending"), (by, "ascending")])

    def load(self) -> pa.Table:
        """How busy each owner's staff is.

        Returns:
            ``owner``, ``people``, ``rows``, ``hours`` (of work) and ``load``: these hours as a
            share of those that there were until the last order was done. Busiest first.
        """
        t = self.table
        found = t.group_by(["owner", "people"]).aggregate(
            [("hours", "count"), ("hours", "sum"), ("end", "max")]
        )
        owner, people, rows, hours, end = found.columns
        load = pc.divide(hours, pc.multiply(people.cast(pa.float64()), end))
        columns = {"owner": owner, "people": people, "rows": rows, "hours": hours, "load": load}
        return pa.table(columns).sort_by([("load", "descending"), ("owner", "ascending")])

    def _by(self, by: str, values: Any, name: str, how: str) -> pa.Table:
        if by not in GROUPS:
            raise no_such("by", by, GROUPS)
        table = pa.table({by: self.table[by], name: values})
        found = table.group_by(by).aggregate([(name, "count"), (name, how)])
        return found.select([by, f"{name}_count", f"{name}_{how}"]).rename_columns(
            [by, "rows", name]
        )


def queue(
    orders: Any,
    staff: Staff,
    *,
    seed: int = 1,
    order: Order = "arrival",
    clock: str = "solve",
    calendar: Calendar | None = None,
    compiled: bool | None = None,
) -> Queue:
    """Let orders wait for the staff of their owners; see ``Orders.queue``."""
    if order not in RULES:
        raise no_such("order", order, RULES)
    clocks = orders.stages.chart.clock
    if clock not in clocks:
        raise no_such("clock", clock, clocks)
    staff.check(orders.jurisdiction)
    table = orders.table()
    at, words = numbered(table["owner"])
    desks = [staff.of(w) for w in words]
    staffed = np.array([d is not None for d in desks] + [False])[at]
    mine = np.flatnonzero(staffed & (orders.sent != NO_DAY))
    said = orders.dispositions
    hours = np.array([[d.mean(w) if d else 0.0 for w in said.words] for d in desks] or [[]])
    streams = Streams(seed)
    mean = hours[at[mine], said.codes[mine]] if len(mine) else np.zeros(0)
    work = -np.log1p(-streams.uniform("hours", mine)) * mean
    days = _Workdays(orders.sent[mine], calendar or china(), clocks[clock])
    arrival = days.arrival + streams.uniform("arrival", mine) * DAY * days.is_work
    people = np.array([d.people if d else 0 for d in desks], np.int64)
    begin = _served(at[mine], people, arrival, work, days.due, order, compiled)
    taken = table.take(pa.array(mine))
    parts = [(w, *w.partition("@")[::2]) for w in words] or [("", "", "")]
    names, roles, units = (np.array(p, object)[at[mine]] for p in zip(*parts, strict=True))
    return Queue(
        pa.table(
            {
                "order": mine,
                "owner": pa.array(names, pa.string()),
                "unit": pa.array(units, pa.string()),
                "role": pa.array(roles, pa.string()),
                "disposition": taken["disposition"].cast(pa.string()),
                "people": people[at[mine]],
                "arrival": arrival,
                "begin": begin,
                "end": begin + work,
                "due": days.due,
                "hours": work,
            }
        ),
        int(((at >= 0) & ~staffed).sum()),
    )


def _served(
    desk: Array,
    people: Array,
    arrival: Array,
    hours: Array,
    due: Array,
    order: Order,
    compiled: bool | None,
) -> Array:
    """When work on each order begins, each desk by itself."""
    sort = np.lexsort((arrival, desk))
    met, of = distinct(desk)
    bounds = np.searchsorted(of[sort], np.arange(len(met) + 1))
    begun = np.zeros(len(desk))
    # More people than orders change nothing, and a list of each is made.
    busy = np.minimum(people[met], np.diff(bounds))
    given = (bounds, busy, arrival[sort], hours[sort])
    if order == "due":
        serve(by_due, compiled=compiled)(*given, due[sort], begun)
    else:
        serve(first_come, compiled=compiled)(*given, begun)
    found = np.empty(len(desk))
    found[sort] = begun
    return found


class _Workdays:
    """Days as hours of work: when each order arrives, and when its clock runs out."""

    def __init__(self, sent: Array, calendar: Calendar, clock: Clock) -> None:
        if not len(sent):
            self.arrival = self.due = np.zeros(0)
            self.is_work = np.zeros(0, bool)
            return
        first, last = int(sent.min()), int(sent.max())
        span = np.arange(first, last + BEYOND)
        work = np.array([calendar.is_workday(_day(d)) for d in span])
        before = np.concatenate([[0], np.cumsum(work)])  # days of work before each day
        self.is_work = work[sent - first]
        self.arrival = before[sent - first] * DAY
        if clock.unit == "workday":
            done = before[sent - first + 1] + clock.amount
        else:
            whole = clock.amount if clock.unit == "day" else clock.amount // 24
            done = before[np.minimum(sent - first + whole + 1, len(span))]
        self.due = done * DAY


def _day(number: Any) -> date:
    return EPOCH + timedelta(days=int(number))
