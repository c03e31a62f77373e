"""One step of a case, in plain Python: the specification that every other way is held against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import attrs

from ..errors import ChartError
from ..evaluate.truth import truth
from .apply import applied
from .calendar import Calendar
from .chart import AUTO, Chart, Move, rings
from .sight import Sight
from .snapshot import Event, Snapshot
from .taking import checked_event, not_open

__all__ = ["BUDGET", "Interpreter", "endless", "fallen_due", "two_open"]

# So many moves by themselves after one event are a chart that runs in a circle.
BUDGET = 20
# Answers to guards remembered: those of a work order are some hundred.
MOST_MET = 10_000


@attrs.frozen
class Interpreter:
    """Makes the steps of a chart. It holds no case and reads no clock.

    Args:
        chart: The chart, checked.
        calendar: The working days.
    """

    chart: Chart
    calendar: Calendar
    _met: dict[tuple[Any, ...], tuple[Move, ...]] = attrs.field(
        init=False, eq=False, repr=False, factory=dict
    )

    def start(self) -> Snapshot:
        """Where a case begins."""
        return Snapshot(self.chart.states[0].id)

    def step(self, snapshot: Snapshot, event: Event, now: datetime) -> Snapshot:
        """Say where a case stands after an event; nothing else changes.

        Args:
            snapshot: Where it stood.
            event: What happened.
            now: When.

        Raises:
            StepError: the event is not open in this state, its sender may not send it, what it
                brings cannot be read, or a fact is missing on which the step depends. The
                snapshot stands as it was.
            ChartError: two moves are open at once, or moves made by themselves do not end.
        """
        event = checked_event(self.chart, snapshot, event)
        return self._run(snapshot, event, now)

    def ring(self, snapshot: Snapshot, clock: str, now: datetime) -> Snapshot:
        """Say where a case stands after a clock rang: overdue, and moved if the chart says so."""
        snapshot = fallen_due(snapshot, clock)
        event = Event(rings(clock))
        if (snapshot.state, event.type) not in self.chart.open:
            return snapshot
        return self._run(snapshot, event, now, may_rest=True)

    def _run(
        self, snapshot: Snapshot, event: Event, now: datetime, *, may_rest: bool = False
    ) -> Snapshot:
        chosen = self._choose(snapshot, event, may_rest=may_rest)
        moves: list[str] = []
        while chosen is not None:
            moves.append(chosen.id)
            if len(moves) > BUDGET:
                raise endless(self.chart, moves)
            snapshot = applied(self.chart, chosen, snapshot, event, now, self.calendar)
            following = Event(AUTO, event.by, event.data, event.decided)
            chosen = self._choose(snapshot, following, may_rest=True)
        return snapshot.after(moves)

    def _choose(self, snapshot: Snapshot, event: Event, *, may_rest: bool) -> Move | None:
        """The one move that is open; ``None`` where there may be none and is none."""
        look = Sight(self.chart, snapshot, event)
        certain = self._certain(snapshot.state, event.type, look)
        if len(certain) > 1:
            raise two_open(self.chart, certain)
        if certain:
            return certain[0]
        if may_rest:
            return None
        raise not_open(self.chart, snapshot, event, look)

    def _certain(self, state: str, event: str, look: Sight) -> tuple[Move, ...]:
        """The moves whose guards hold; guards that were met with the same answers are not tried."""
        asked = self.chart.asked.get((state, event))
        if asked is None:
            return ()
        key = (state, event, *map(look, asked))
        found = self._met.get(key)
        if found is None:
            if len(self._met) >= MOST_MET:
                self._met.clear()
            moves, fields = self.chart.open[state, event], self.chart.fields
            found = tuple(m for m in moves if truth(m.when, look, fields) is True)
            self._met[key] = found
        return found


def fallen_due(snapshot: Snapshot, clock: str) -> Snapshot:
    """The snapshot after a clock rang, before any move."""
    clocks = {c: at for c, at in snapshot.clocks.items() if c != clock}
    overdue, rang = (tuple(dict.fromkeys((*s, clock))) for s in (snapshot.overdue, snapshot.rang))
    return Snapshot(snapshot.state, snapshot.values, clocks, overdue, rang)


def two_open(chart: Chart, moves: Iterable[Move]) -> ChartError:
    """The error of a chart in which two moves are open at once."""
    ids = [m.id for m in moves]
    return ChartError(
        f"chart {chart.id}: {' and '.join(ids)} are open at once, and nothing ranks them",
        f"流程 {chart.id}：{'、'.join(ids)} 同时可行，且无先后",
        field="when",
        value=ids,
        hint_en="narrow the guard of one of them",
        hint_zh="请收窄其中之一的条件",
    )


def endless(chart: Chart, moves: list[str]) -> ChartError:
    """The error of a chart whose moves by themselves run in a circle."""
    return ChartError(
        f"chart {chart.id}: moves made by themselves do not end: {', '.join(moves[-4:])} …",
        f"流程 {chart.id}：自动流转没有尽头：{'、'.join(moves[-4:])}……",
        field="event",
        value=AUTO,
        hint_en="let one of them end in a state without a move by itself",
        hint_zh="请让其中之一终于没有自动流转的状态",
    )
