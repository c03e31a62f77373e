"""One step of a case, in plain Python: the specification that every other way is held against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import attrs

from ..errors import ChartError, StepError, one_of, shown
from ..evaluate.truth import truth
from ..expr import fields_of
from ..values import UNKNOWN, Truth
from .apply import applied, value_of
from .calendar import Calendar
from .chart import AUTO, Chart, Datum, EventType, Move, rings
from .snapshot import Event, Snapshot

__all__ = [
    "BUDGET",
    "Interpreter",
    "Sight",
    "checked_event",
    "endless",
    "fallen_due",
    "not_open",
    "organs_of",
    "two_open",
]

# So many moves by themselves after one event are a chart that runs in a circle.
BUDGET = 20


class Sight:
    """How guards see a case at a step: the event, what the rules said, what the case remembers.

    Args:
        chart: The chart.
        snapshot: Where the case stands.
        event: What happens.
    """

    def __init__(self, chart: Chart, snapshot: Snapshot, event: Event) -> None:
        self._chart, self._snapshot, self._event = chart, snapshot, event

    def __call__(self, field: str) -> Any:
        """Return the value of a field of guards, ``UNKNOWN`` where nothing is known."""
        stem, _, asked = field.rpartition(".")
        datum = self._chart.datum.get(stem)
        if datum is not None and datum.kind in ("text", "texts"):
            held = value_of(f"${stem}", self._snapshot, self._event) or []
            listed = [held] if isinstance(held, str) else held
            return len(listed) if asked == "count" else self._event.by in listed
        found = value_of(f"${field}", self._snapshot, self._event)
        if found is None:  # what a case counts itself begins at nought
            return 0 if field in self._chart.counted else UNKNOWN
        return found

    def since(self, field: str, bound: date) -> Truth:
        """Return unknown: no datum is a day."""
        return UNKNOWN

    def assumptions(self, field: str) -> frozenset[str]:
        """Return nothing: charts assume nothing."""
        return frozenset()


@attrs.frozen
class Interpreter:
    """Makes the steps of a chart. It holds no case and reads no clock.

    Args:
        chart: The chart, checked.
        calendar: The working days.
    """

    chart: Chart
    calendar: Calendar

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
        return attrs.evolve(snapshot, moves=tuple(moves))

    def _choose(self, snapshot: Snapshot, event: Event, *, may_rest: bool) -> Move | None:
        """The one move that is open; ``None`` where there may be none and is none."""
        moves = self.chart.open.get((snapshot.state, event.type), ())
        look = Sight(self.chart, snapshot, event)
        found = [(move, truth(move.when, look, self.chart.fields)) for move in moves]
        certain = [move for move, is_open in found if is_open is True]
        if len(certain) > 1:
            raise two_open(self.chart, certain)
        if certain:
            return certain[0]
        if may_rest:
            return None
        raise not_open(self.chart, snapshot, event, look)


def fallen_due(snapshot: Snapshot, clock: str) -> Snapshot:
    """The snapshot after a clock rang, before any move."""
    clocks = {c: at for c, at in snapshot.clocks.items() if c != clock}
    overdue, rang = (tuple(dict.fromkeys((*s, clock))) for s in (snapshot.overdue, snapshot.rang))
    return attrs.evolve(snapshot, clocks=clocks, overdue=overdue, rang=rang, moves=())


def checked_event(chart: Chart, snapshot: Snapshot, event: Event) -> Event:
    """The event with its sender filled in; raises StepError if the chart does not take it."""
    kind = chart.event_named(event.type)
    by = _sender(kind, snapshot, event)
    for name in kind.needs:
        if event.data.get(name) is None:
            raise _bad(f"{kind.id} needs {name}", f"{kind.zh}须写明 {name}", name, None)
    known = {*kind.needs, *kind.takes}
    for name, value in event.data.items():
        if name not in known:
            en, zh = one_of(sorted(known))
            raise _bad(f"{kind.id} takes no {name}", f"{kind.zh}没有 {name}", name, value, en, zh)
        _check_value(chart.datum[name], value)
    return attrs.evolve(event, type=kind.id, by=by)


def _sender(kind: EventType, snapshot: Snapshot, event: Event) -> str:
    """Who sends it, where only one may; raises StepError for another."""
    if not kind.who:
        return event.by
    allowed = [a for who in kind.who for a in organs_of(who, snapshot)]
    if not event.by and len(allowed) == 1:
        return allowed[0]
    role = event.by.partition("@")[0]
    if event.by and any(event.by == a or role == a.partition("@")[0] for a in allowed):
        return event.by
    en, zh = one_of(allowed)
    raise _bad(
        f"{kind.id} is not for {event.by or 'a sender who is not named'} to send",
        f"{kind.zh}不能由 {event.by or '未写明的单位'} 报送",
        *("by", event.by or None, en, zh),
    )


def organs_of(who: str, snapshot: Snapshot) -> tuple[str, ...]:
    """Whom a ``who`` of a chart means: those of its first word that names anybody."""
    for word in who.split():
        held = (snapshot.values.get(word[1:]) or ()) if word.startswith("$") else word
        if held:
            return (held,) if isinstance(held, str) else tuple(held)
    return ()


def _check_value(datum: Datum, value: Any) -> None:
    """Raise StepError for a value that is not of the datum's kind."""
    if value is None:
        return
    match datum.kind:
        case "flag":
            fits = isinstance(value, bool)
        case "count":
            fits = type(value) is int and 0 <= value <= 99
        case "choice":
            fits = value in datum.choices
        case "text":
            fits = isinstance(value, str) and bool(value)
        case _:
            fits = isinstance(value, list | tuple) and all(isinstance(v, str) and v for v in value)
            fits = fits and len(set(value)) == len(value)
    if not fits:
        en, zh = one_of(datum.choices) if datum.choices else (f"a {datum.kind}", datum.kind)
        raise _bad(
            f"{datum.id} cannot be {shown(value)}",
            f"{datum.zh}不能是 {shown(value)}",
            *(datum.id, value, en, zh),
        )


def not_open(chart: Chart, snapshot: Snapshot, event: Event, look: Sight) -> StepError:
    """Why no move is open: a fact is missing, or this is not for this state."""
    moves = chart.open.get((snapshot.state, event.type), ())
    state, kind = chart.state[snapshot.state], chart.event[event.type]
    missing = sorted(
        {
            field
            for m in moves
            if truth(m.when, look, chart.fields) is UNKNOWN
            for field in _unknown(m, look)
        }
    )
    if missing:
        return _bad(
            f"{kind.id} cannot be taken before {', '.join(missing)} is known",
            f"{kind.zh}须先查明 {'、'.join(missing)}",
            *(missing[0], None, "say it with the event", "请随事件写明"),
        )
    events = sorted({e for s, e in chart.open if s == state.id and e in chart.event})
    return _bad(
        f"{kind.id} is not open in state {state.id}" + (" as told" if moves else ""),
        f"状态“{state.zh}”下不能{'如此' if moves else ''}{kind.zh}",
        *("event", event.type, *one_of(events, [chart.event[e].zh for e in events])),
    )


def _unknown(move: Move, look: Sight) -> Iterable[str]:
    return (f for f in fields_of(move.when) if look(f) is UNKNOWN)


def _bad(
    en: str, zh: str, field: str, value: Any, hint_en: str | None = None, hint_zh: str | None = None
) -> StepError:
    return StepError(en, zh, field=field, value=value, hint_en=hint_en, hint_zh=hint_zh)


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
