"""What a move does to a case: what it remembers, and which clocks run."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .calendar import Calendar, due
from .chart import Chart, Do, Move
from .snapshot import Event, Snapshot, moment_text

__all__ = ["applied", "value_of"]

# A list longer than this is no list of organs.
MOST_LISTED = 99


def value_of(word: str, snapshot: Snapshot, event: Event, now: datetime | None = None) -> Any:
    """The value that a word of a move means; ``None`` where nothing is known.

    Args:
        word: ``$datum``, ``$by`` (the sender), ``$now``; anything else is itself, ``yes`` and
            ``no`` being flags.
        snapshot: Where the case stands.
        event: What happens.
        now: When.
    """
    if not word.startswith("$"):
        return {"yes": True, "no": False}.get(word, word)
    name = word[1:]
    if name == "by":
        return event.by or None
    if name == "now":
        return None if now is None else moment_text(now)
    for held in (event.data, event.decided, snapshot.values):
        if name in held and held[name] is not None:
            return held[name]
    return None


def applied(
    chart: Chart, move: Move, snapshot: Snapshot, event: Event, now: datetime, calendar: Calendar
) -> Snapshot:
    """The snapshot after a move; a final state stops every clock."""
    values, clocks = dict(snapshot.values), dict(snapshot.clocks)
    overdue, rang = list(snapshot.overdue), snapshot.rang
    for do in move.does:
        if do.verb in ("start", "restart", "stop"):
            _set_clock(chart, do, clocks, overdue, rang, now, calendar)
        else:
            _remember(do, values, value_of(do.words[-1], snapshot, event, now))
    if chart.state[move.target].final:
        clocks, overdue = {}, []
    return Snapshot(move.target, values, clocks, tuple(overdue), rang, snapshot.moves)


def _set_clock(
    chart: Chart,
    do: Do,
    clocks: dict[str, str],
    overdue: list[str],
    rang: tuple[str, ...],
    now: datetime,
    calendar: Calendar,
) -> None:
    (name,) = do.words
    if do.verb in ("stop", "restart"):
        clocks.pop(name, None)
        overdue[:] = [c for c in overdue if c != name]
    is_spent = name in clocks or name in rang  # a second start buys no time
    if do.verb == "restart" or (do.verb == "start" and not is_spent):
        clocks[name] = moment_text(due(chart.clock[name], now, calendar))


def _remember(do: Do, values: dict[str, Any], value: Any) -> None:
    name = do.words[0]
    match do.verb:
        case "clear":
            values.pop(name, None)
        case "count":
            values[name] = min(int(values.get(name, 0)) + 1, MOST_LISTED)
        case "put":
            values.pop(name, None)
            if value is not None:
                values[name] = list(value) if isinstance(value, tuple) else value
        case _:
            given = [value] if isinstance(value, str) else list(value or ())
            held = list(values.get(name, ()))
            if do.verb == "add":
                values[name] = list(dict.fromkeys([*held, *given]))[:MOST_LISTED]
            else:
                values[name] = [h for h in held if h not in given]
