"""What became of each code between one roster and the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import attrs

from .naming import canonical, stems
from .store import Columns
from .units import Event

__all__ = ["events_of"]


@attrs.frozen
class _Side:
    """One roster, read for comparison: names, and who has a name inside a district and level."""

    names: Mapping[str, str]
    keys: Mapping[str, str]
    holders: Mapping[tuple[str, int, str], list[str]]


def _place(code: str, key: str) -> tuple[str, int, str]:
    return code[:6], len(code), key


def _side(cols: Columns, roster: int) -> _Side:
    names, keys = {}, {}
    holders = defaultdict(list)
    for row, code in enumerate(cols.codes):
        name = cols.name(row, roster)
        if name is not None:
            names[code], keys[code] = name, canonical(name)
            holders[_place(code, keys[code])].append(code)
    return _Side(names, keys, holders)


def _moves(cols: Columns, old: _Side, new: _Side) -> dict[str, str]:
    """Code → code, where one code only goes and one only comes under a stem in a district."""

    def alone(side: _Side, other: _Side) -> dict[tuple[str, int, str], list[str]]:
        found = defaultdict(list)
        for code, name in side.names.items():
            if code not in other.names:
                level, key = cols.levels[len(code)], side.keys[code]
                if level != "community":  # 永顺地区 that becomes 永顺镇 is one place
                    key = next(iter(stems(name, level)), key)
                found[_place(code, key)].append(code)
        return found

    came = alone(new, old)
    return {
        codes[0]: came[place][0]
        for place, codes in alone(old, new).items()
        if len(codes) == 1 and len(came.get(place, ())) == 1
    }


def _reuse(code: str, old: _Side, new: _Side) -> str | None:
    """The code that has taken the name, or had it: the name and the code went separate ways."""
    for here, there in ((old, new), (new, old)):
        key = here.keys[code]
        for other in there.holders.get(_place(code, key), ()):
            if other != code and here.keys.get(other) != key:
                return other
    return None


def _changed(code: str, old: _Side, new: _Side) -> tuple[str, str | None] | None:
    """The kind of a change of name at one code, and the code not to be confused with it."""
    if old.names[code] == new.names[code]:
        return None
    if old.keys[code] == new.keys[code]:
        return "restyled", None
    other = _reuse(code, old, new)
    return ("reused", other) if other else ("renamed", None)


def _between(cols: Columns, first: int) -> Iterator[Event]:
    old, new = _side(cols, first), _side(cols, first + 1)
    since, until = cols.rosters[first].id, cols.rosters[first + 1].id
    moves = _moves(cols, old, new)
    arrived = set(moves.values())
    for code in cols.codes:
        before, after = old.names.get(code), new.names.get(code)
        if before and after:
            change = _changed(code, old, new)
            if change:
                yield Event(change[0], code, since, until, before, after, change[1])
        elif before:
            other = moves.get(code)
            after = new.names[other] if other else None
            yield Event("moved" if other else "gone", code, since, until, before, after, other)
        elif after and code not in arrived:
            yield Event("new", code, since, until, None, after)


def events_of(cols: Columns) -> dict[str, tuple[Event, ...]]:
    """The events of every code that has any, in order of time.

    A move stands under both of its codes. The rosters can't tell a renamed unit from a new unit
    that was given a freed code; such a change is ``renamed``, unless the name itself is found at
    another code of the district (``reused``).
    """
    found: dict[str, list[Event]] = defaultdict(list)
    for first in range(len(cols.rosters) - 1):
        for event in _between(cols, first):
            found[event.code].append(event)
            if event.kind == "moved" and event.other:
                found[event.other].append(event)
    return {code: tuple(events) for code, events in sorted(found.items())}
