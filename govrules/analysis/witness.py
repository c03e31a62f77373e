"""A matter that meets a condition: found by trying its alternatives, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import Any, assert_never

import attrs

from ..expr import All, Between, Const, Expr, Is, Not, Same, Some, Under
from ..rules import Field, RuleSet
from ..values import is_under

__all__ = ["Witnesses"]

# So many ways to meet a condition are tried; each costs an evaluation.
MOST_TRIED = 12
DAY = timedelta(1)


@attrs.frozen
class _Room:
    """The values that a field may still have.

    Args:
        among: Those of a choice or flag, ``None`` for all.
        under: Lists of codes: the value lies under one of each.
        outside: Codes under which it does not lie.
        low: The first day or number.
        high: The day after the last, or the number after it.
    """

    among: frozenset[Any] | None = None
    under: tuple[tuple[str, ...], ...] = ()
    outside: tuple[str, ...] = ()
    low: Any = None
    high: Any = None


Rooms = Mapping[str, _Room]
EMPTY = _Room()


class Witnesses:
    """Finds records that meet conditions of a rule set.

    A field that a question works out is left to the rules, unless a record may give it: what is
    found is to be confirmed by an evaluation.
    """

    def __init__(self, rules: RuleSet) -> None:
        self._rules, self._fields = rules, rules.fields
        self._codes: dict[Any, str | None] = {}

    def records(self, *conditions: Expr) -> Iterator[dict[str, Any]]:
        """Records that meet all of the conditions, the first alternatives first.

        Args:
            conditions: In codes, as ``Compiled.when`` is.
        """
        states = self._all([(c, True) for c in conditions], {})
        for rooms in islice(states, MOST_TRIED):
            values = {field: self._pick(field, room) for field, room in sorted(rooms.items())}
            if None not in values.values():
                yield self._record(values)

    def _record(self, values: Mapping[str, Any]) -> dict[str, Any]:
        record: dict[str, Any] = {}
        for field, value in values.items():
            whole, _, member = field.partition(".")
            declared = self._rules.declared.get(whole)
            if declared is not None and declared.kind == "set":
                record.setdefault(whole, [])
                record[whole] += [member] if value else []
            elif declared is not None:
                record[field] = str(value) if isinstance(value, date) else value
        return {k: "none" if v == [] else v for k, v in record.items()}

    def _all(self, wanted: list[tuple[Expr, bool]], rooms: Rooms) -> Iterator[Rooms]:
        if not wanted:
            yield rooms
            return
        (expr, sign), *rest = wanted
        for narrowed in self._one(expr, sign, rooms):
            yield from self._all(rest, narrowed)

    def _one(self, expr: Expr, sign: bool, rooms: Rooms) -> Iterator[Rooms]:
        match expr:
            case Const(value):
                yield from [rooms] if value is sign else []
            case Not(part):
                yield from self._one(part, not sign, rooms)
            case All(parts) | Some(parts) if isinstance(expr, All) is sign:
                yield from self._all([(p, sign) for p in parts], rooms)
            case All(parts) | Some(parts):
                for part in parts:
                    yield from self._one(part, sign, rooms)
            case Is() | Under() | Between():
                for room in self._narrowed(expr, sign, rooms.get(expr.field, EMPTY)):
                    yield {**rooms, expr.field: room}
            case Same():  # left to the evaluation that confirms
                yield rooms
            case _:
                assert_never(expr)

    def _narrowed(self, atom: Is | Under | Between, sign: bool, room: _Room) -> Iterator[_Room]:
        field = self._fields[atom.field]
        match atom:
            case Is(_, values) if field.tree is None:
                every = _values(field) if room.among is None else room.among
                left = every & frozenset(values) if sign else every - frozenset(values)
                if left:
                    yield attrs.evolve(room, among=left)
            case Is(_, codes) | Under(_, codes) if sign:
                yield attrs.evolve(room, under=(*room.under, tuple(map(str, codes))))
            case Is(_, codes) | Under(_, codes):
                yield attrs.evolve(room, outside=(*room.outside, *map(str, codes)))
            case Between(_, low, high):
                for start, end in [(low, high)] if sign else [(None, low), (high, None)]:
                    if sign or (start, end) != (None, None):
                        yield from _within(room, start, end)

    def _pick(self, field: str, room: _Room) -> Any:
        """A value of the room, ``None`` if there is none."""
        declared = self._fields[field]
        if declared.tree is not None:
            return self._code(field, room)
        if room.among is not None:
            return min(room.among, key=lambda v: (v is not True, str(v)))
        if room.low is not None:
            return room.low
        return room.high - (DAY if isinstance(room.high, date) else 1)

    def _code(self, field: str, room: _Room) -> str | None:
        key = (field, room.under, room.outside)
        if key not in self._codes:
            tree: Any = self._fields[field].tree
            self._codes[key] = next((c for c in tree if _fits(tree, c, room)), None)
        return self._codes[key]


def _values(field: Field) -> frozenset[Any]:
    return frozenset((True, False) if field.kind == "flag" else (c.code for c in field.choices))


def _within(room: _Room, low: Any, high: Any) -> Iterable[_Room]:
    low = low if room.low is None else room.low if low is None else max(low, room.low)
    high = high if room.high is None else room.high if high is None else min(high, room.high)
    if low is None or high is None or low < high:
        yield attrs.evolve(room, low=low, high=high)


def _fits(tree: Any, code: str, room: _Room) -> bool:
    if not tree.is_leaf(code) or (room.outside and is_under(tree, code, room.outside) is not False):
        return False
    return all(is_under(tree, code, codes) is True for codes in room.under)
