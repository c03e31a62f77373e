"""The events that a proof lets happen: one of each kind that the guards of a chart tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Any

import attrs

from ..expr import fields_of
from ..lazy import lazy
from .chart import DECIDED, EventType, Move
from .cone import Cone
from .snapshot import Event, Snapshot
from .taking import organs_of

__all__ = ["Tried"]

# Organs by which lists are told apart: never more than a guard counts.
MOST_ORGANS = 4
# What an event brings, and what the rules say at its step.
Case = tuple[dict[str, Any], dict[str, Any]]


@attrs.frozen(slots=False)
class Tried:
    """The events worth trying under a cone.

    Whom the rules name at a step that asks them is an organ of its own for disputes, for nobody
    rules on what it contests itself.

    Args:
        cone: The cone.
    """

    cone: Cone

    def of(self, snapshot: Snapshot) -> Iterator[Event]:
        """The events that may bear on a case that stands there."""
        for id in self.cone.events.get(snapshot.state, ()):
            kind = self.cone.chart.event.get(id)
            if kind is None:  # a clock, or a move by itself
                continue
            key = snapshot.state, id
            if key not in self._told:
                self._told[key] = list(self._cases(kind, self.cone.following(*key)))
            for by in self._senders(kind, snapshot):
                for data, decided in self._told[key]:
                    yield Event(id, by, data, decided)

    @lazy
    def _told(self) -> dict[tuple[str, str], list[Case]]:
        return {}

    def _senders(self, kind: EventType, snapshot: Snapshot) -> Iterable[str]:
        if kind.who:
            return dict.fromkeys(o for who in kind.who for o in organs_of(who, snapshot))
        return ("", *self.organs) if self._reads_sender else ("",)

    @lazy
    def organs(self) -> tuple[str, ...]:
        """The organs of which lists are made."""
        return tuple(
            f"organ{n}@unit" for n in range(1, max(2, min(MOST_ORGANS, self.cone.most)) + 1)
        )

    @lazy
    def _reads_sender(self) -> bool:
        guards = (f for m in self.cone.moves for f in fields_of(m.when))
        return any(f.endswith(".by") for f in guards) or any(
            "$by" in d.words for m in self.cone.moves for d in m.does
        )

    def _cases(self, kind: EventType, moves: tuple[Move, ...]) -> Iterator[Case]:
        """What an event may bring, with what the rules may say at that step."""
        reads = self.cone.reads(moves)
        names = [*kind.needs, *kind.takes]
        values = [self._values(n, moves, n in reads, may_lack=n in kind.takes) for n in names]
        for brought in product(*values):
            for said in self._decided(kind, moves, reads) if kind.asks else ({},):
                yield _given(names, brought), said

    def _values(
        self, name: str, moves: tuple[Move, ...], bears: bool, *, may_lack: bool
    ) -> list[Any]:
        """One value of each kind; just one where nothing depends on it."""
        if may_lack and not bears:
            return [None]
        found = self._all(name, moves)
        return [*found, *([None] if may_lack else [])] if bears else found[:1]

    def _all(self, name: str, moves: tuple[Move, ...]) -> list[Any]:
        datum = self.cone.chart.datum[name]
        match datum.kind:
            case "text":
                return list(self.organs) if self._reads_sender else ["something"]
            case "texts":
                sizes = (1, 2, 0, 3, 4)
                return [list(c) for n in sizes for c in combinations(self.organs, n)]
        return list(self.cone.values(name, moves)) or ["something"]

    def _decided(
        self, kind: EventType, moves: tuple[Move, ...], reads: frozenset[str]
    ) -> Iterator[dict[str, Any]]:
        names = sorted(n for n in reads if n in DECIDED)
        others = [n for n in names if DECIDED[n] in ("choice", "texts")]
        lead = "ruler@rules" if kind.contests else "lead@rules"
        for case in product(*(self._all(n, moves) for n in others)):
            said = _given(others, case)
            for has_lead in (True, False) if len(names) > len(others) else (True,):
                yield {**said, "decided.has_lead": has_lead, **(_named(lead) if has_lead else {})}


def _named(lead: str) -> dict[str, str]:
    return dict.fromkeys((n for n, kind in DECIDED.items() if kind == "text"), lead)


def _given(names: Iterable[str], values: Iterable[Any]) -> dict[str, Any]:
    return {n: v for n, v in zip(names, values, strict=True) if v is not None}
