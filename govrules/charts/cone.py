"""What of a chart bears on where a case can get to: the rest is left out of the proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from ..evaluate.truth import truth
from ..expr import atoms, fields_at, fields_of
from ..lazy import lazy
from .apply import MOST_LISTED
from .chart import AUTO, DECIDED, Chart, Do, Move, rings
from .check import Known
from .snapshot import Snapshot

__all__ = ["Cone"]

CLOCK_VERBS = ("start", "restart", "stop")


@attrs.frozen(slots=False)
class Cone:
    """The moves, data and clocks that decide in which state a case is, and who answers for it.

    Two snapshots that agree in them have the same future, so one of them is enough to look at.

    Args:
        chart: The chart.
        data: The data.
        clocks: The clocks.
        moves: The moves.
    """

    chart: Chart
    data: frozenset[str]
    clocks: frozenset[str]
    moves: tuple[Move, ...]

    @classmethod
    def of(cls, chart: Chart, watched: str = "") -> Cone:
        """The cone of a chart; a watched clock, and who owes what it waits for, are in it.

        The clocks that hold a ruling organ to its time are always in it.
        """
        rulers = {s.owner for s in chart.states if s.rules}
        clocks = {
            c.id for c in chart.clocks if c.id == watched or (not watched and c.who in rulers)
        }
        data = set(_held([s.owner for s in chart.states if not s.final]))
        data.update(_held(chart.clock[c].who for c in clocks))
        size = -1
        while size != (size := len(data) + len(clocks)):
            for one in chart.moves:
                if _bears(chart, one, data, clocks):
                    data.update(_read(chart, one, data))
                    clocks.update(c for c in chart.clock if rings(c) == one.event)
        moves = tuple(m for m in chart.moves if _bears(chart, m, data, clocks))
        return cls(chart, frozenset(data), frozenset(clocks), moves)

    @lazy
    def events(self) -> Mapping[str, tuple[str, ...]]:
        """State → the kinds of events that may bear on a case in it."""
        found: dict[str, dict[str, None]] = {}
        for one in self.moves:
            found.setdefault(one.source, {})[one.event] = None
        return {state: tuple(events) for state, events in found.items()}

    def following(self, state: str, event: str) -> tuple[Move, ...]:
        """The moves that one step may make: those of the event, and by themselves after it."""
        found = {m.id: m for m in self.moves if (m.source, m.event) == (state, event)}
        states = [m.target for m in found.values()]
        for at in states:
            for one in self.moves:
                if (one.source, one.event) == (at, AUTO) and one.id not in found:
                    found[one.id] = one
                    states.append(one.target)
        return tuple(found.values())

    def reads(self, moves: Iterable[Move]) -> frozenset[str]:
        """The data on which it depends which of some moves is made, and what it does."""
        chart = self.chart
        return self.data & {name for m in moves for name in _read(chart, m, set(self.data))}

    def values(self, name: str, moves: Iterable[Move]) -> tuple[Any, ...]:
        """One value of each kind that some moves tell apart in a field of guards."""
        field = self.chart.fields[name]
        values: Iterable[Any] = (True, False)
        if field.kind == "count":
            values = range(MOST_LISTED + 1)
        elif field.kind == "choice":
            values = [c.code for c in field.choices]
        if any(f"${name}" in do.words for m in moves for do in m.does):
            moves = self.moves  # it is kept, and told apart later
        tests = [a for m in moves for a in atoms(m.when) if name in fields_at(a)]
        if any(fields_at(a) != (name,) for a in tests):
            return tuple(values)
        kinds: dict[tuple[object, ...], Any] = {}
        for value in values:
            look = Known({name: value}.__getitem__)
            kinds.setdefault(tuple(truth(a, look, self.chart.fields) for a in tests), value)
        return tuple(kinds.values())

    @lazy
    def most(self) -> int:
        """The count from which on no guard tells one from a higher one."""
        names = {f for m in self.moves for f in fields_of(m.when)}
        counts = [n for n in names if self.chart.fields[n].kind == "count"]
        return max((v for n in counts for v in self.values(n, self.moves)), default=1)

    def key(self, snapshot: Snapshot) -> tuple[object, ...]:
        """What of a snapshot bears on its future."""
        held = (self._held(snapshot.values.get(name)) for name in sorted(self.data))
        clocks = (
            tuple(sorted(self.clocks.intersection(names)))
            for names in (snapshot.clocks, snapshot.overdue, snapshot.rang)
        )
        return (snapshot.state, *held, *clocks)

    def _held(self, value: object) -> object:
        if type(value) is int:
            return min(value, self.most)
        return tuple(sorted(value)) if isinstance(value, list) else value


def _bears(chart: Chart, move: Move, data: set[str], clocks: set[str]) -> bool:
    """Whether a move can change what the cone holds so far."""
    kind = chart.event.get(move.event)
    if move.source != move.target or move.event == AUTO or (kind is not None and kind.contests):
        return True
    return _lets_go(chart, move) or any(_touches(do, data, clocks) for do in move.does)


def _lets_go(chart: Chart, move: Move) -> bool:
    """Whether a move back to its own state may let the case leave that by itself.

    What happens by itself there was tried when the case came; it is otherwise only where no event
    has come yet, or where it depends on what an event brings.
    """
    state = move.target
    guards = [m.when for m in chart.moves if (m.source, m.event) == (state, AUTO)]
    if not guards or state == chart.states[0].id:
        return bool(guards)
    coming = {m.event for m in chart.moves if m.target == state}
    kinds = [kind for kind in chart.events if AUTO in coming or kind.id in coming]
    brought = {name for kind in kinds for name in (*kind.needs, *kind.takes)}
    brought.update(DECIDED if any(kind.asks for kind in kinds) else ())
    return any(
        name in brought or name.rpartition(".")[0] in brought or name.endswith(".by")
        for guard in guards
        for name in fields_of(guard)
    )


def _touches(do: Do, data: set[str], clocks: set[str]) -> bool:
    return do.words[0] in (clocks if do.verb in CLOCK_VERBS else data)


def _read(chart: Chart, move: Move, data: set[str]) -> Iterator[str]:
    """The data on which it depends whether a move is open, and what it does."""
    for name in fields_of(move.when):
        stem = name.rpartition(".")[0]
        yield stem if stem in chart.datum else name
    kind = chart.event.get(move.event)
    yield from _held(kind.who if kind is not None else ())
    for do in move.does:
        if do.verb not in CLOCK_VERBS and do.words[0] in data:
            yield from _held(do.words[1:])


def _held(words: Iterable[str]) -> Iterator[str]:
    """The data that words of a chart name: ``$lead`` is one, ``$by`` and ``$now`` are none."""
    for word in (w for text in words for w in text.split()):
        if word.startswith("$") and word not in ("$by", "$now"):
            yield word[1:]
