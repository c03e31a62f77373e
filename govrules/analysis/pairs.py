"""Which rules can meet in one matter, as far as the form of their conditions shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from ..expr import All, Between, Const, Expr, Is, Not, Same, Some, Under, check, implies
from ..expr.analyse import is_at_most
from ..rules import Compiled, Field, Roles
from ..values import is_under

__all__ = ["Meetings", "covers_in", "excludes"]

Fields = Mapping[str, Field]
# A code with more leaves below it is compared by its path, and not leaf by leaf.
MOST_LEAVES = 500


class Meetings:
    """Says of rules whether a matter can meet both.

    ``False`` is a proof from the form of the conditions; ``True`` only says that there is none.
    """

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._covers = covers_in(fields)
        self._marks: dict[str, Mapping[str, frozenset[Any]]] = {}

    def can_meet(self, first: Compiled, second: Compiled) -> bool:
        """Whether nothing shows that no matter meets both rules, days in force included."""
        one, other = self._mark(first), self._mark(second)
        if any(one[f].isdisjoint(other[f]) for f in one.keys() & other.keys()):
            return False
        return not excludes(first.when, second.when, self._fields, self._covers)

    def are_apart(self, first: Expr, second: Expr) -> bool:
        """Whether no matter can meet both conditions, as far as their form shows.

        Args:
            first: A condition, as written or in codes.
            second: Another.
        """
        one, other = (check(e, self._fields) for e in (first, second))
        return excludes(one, other, self._fields, self._covers)

    def contains(self, first: Expr, second: Expr) -> bool:
        """Whether the second condition holds wherever the first does, as far as form shows."""
        return implies(check(first, self._fields), check(second, self._fields), self._covers)

    def pairs(self, rules: list[Compiled]) -> Iterator[tuple[Compiled, Compiled]]:
        """Every two of the rules that conclude otherwise and can meet."""
        for a, b in combinations(rules, 2):
            if a.then.one != b.then.one and self.can_meet(a, b):
                yield a, b

    def _mark(self, r: Compiled) -> Mapping[str, frozenset[Any]]:
        """What a rule asks for outright, field by field, as sets that are quickly compared."""
        found = self._marks.get(r.id)
        if found is None:
            found = {}
            for part in r.parts:
                if isinstance(part, Is | Under) and (values := self._values(part)):
                    before = found.get(part.field)
                    found[part.field] = values if before is None else before & values
            self._marks[r.id] = found
        return found

    def _values(self, atom: Is | Under) -> frozenset[Any] | None:
        if isinstance(atom, Is):
            return None if _is_organ(self._fields[atom.field]) else frozenset(atom.values)
        leaves = getattr(self._fields[atom.field].tree, "leaves", ())
        if not leaves or len(leaves) > MOST_LEAVES:
            return None
        tree = self._fields[atom.field].tree
        assert tree is not None
        return frozenset(x for x in leaves if is_under(tree, x, atom.codes) is True)


def covers_in(fields: Fields) -> Any:
    """``covers(field, upper, lower)`` of these fields, as ``implies`` wants it."""

    def covers(field: str, upper: str, lower: str) -> bool:
        tree = fields[field].tree
        return tree is not None and is_under(tree, lower, (upper,)) is True

    return covers


def excludes(a: Expr, b: Expr, fields: Fields, covers: Any = None) -> bool:
    """Whether no matter can meet both conditions, as far as their form shows.

    Sound and not complete: ``True`` is a proof, ``False`` only says that the form shows none.

    Args:
        a: A condition.
        b: Another.
        fields: What they name.
        covers: See :func:`covers_in`; made of the fields where not given.
    """
    covers = covers or covers_in(fields)
    if Const(False) in (a, b):
        return True
    for one, other in ((a, b), (b, a)):  # alternatives first: each may be apart for its own reason
        if isinstance(one, Some):
            return all(excludes(part, other, fields, covers) for part in one.parts)
    for one, other in ((a, b), (b, a)):
        if isinstance(one, All):
            return any(excludes(part, other, fields, covers) for part in one.parts)
    for one, other in ((a, b), (b, a)):
        if isinstance(one, Not) and implies(other, one.part, covers):
            return True
    return _atoms_exclude(a, b, fields)


def _atoms_exclude(a: Expr, b: Expr, fields: Fields) -> bool:
    match a, b:
        case Is(field, values), Is(other, more) if field == other:
            return not _is_organ(fields[field]) and not set(values) & set(more)
        case Is(field, values), Under(other, codes) if field == other:
            return not any(_is_within(fields[field].tree, str(v), codes) for v in values)
        case Under(), Is():
            return _atoms_exclude(b, a, fields)
        case Under(field, codes), Under(other, more) if field == other:
            return not any(_related(fields[field].tree, x, y) for x in codes for y in more)
        case Between(), Between() if a.field == b.field:
            return _apart(a, b) or _apart(b, a)
        case Same(), Same():
            return False
    return False


def _apart(a: Between, b: Between) -> bool:
    return is_at_most(a.high, b.low)


def _is_organ(field: Field) -> bool:
    return isinstance(field.tree, Roles)


def _is_within(tree: Any, value: str, codes: tuple[str, ...]) -> bool:
    """Whether a matter of exactly this value can lie under one of the codes."""
    if isinstance(tree, Roles):
        return any(_related(tree, value, code) for code in codes)
    return is_under(tree, value, codes) is True


def _related(tree: Any, a: str, b: str) -> bool:
    """Whether a value can lie under both codes; seats of one role may be one organ."""
    if isinstance(tree, Roles):
        return tree.path(a)[0] == tree.path(b)[0]
    return a in tree.path(b) or b in tree.path(a)
