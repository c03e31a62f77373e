"""Whether a condition holds of what is known: true, false or unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, assert_never

from ..expr import All, Between, Const, Expr, Is, Not, Same, Some, Under
from ..rules import Field, is_same
from ..values import UNKNOWN, OneOf, Period, Truth, Unknown, all3, any3, is_under, not3
from .known import Look

__all__ = ["Fields", "Held", "truth"]

Fields = Mapping[str, Field]


def truth(expr: Expr, look: Look, fields: Fields) -> Truth:
    """Say whether a condition holds: true, false or unknown (Kleene).

    Args:
        expr: The condition, checked against the fields.
        look: What is known of the matter.
        fields: The fields that a condition may name.
    """
    return Held(look, fields)(expr)


class Held:
    """Conditions held against what is known of a matter: each part once, however many share it.

    Args:
        look: What is known; it must not change meanwhile.
        fields: The fields that a condition may name.
    """

    def __init__(self, look: Look, fields: Fields) -> None:
        self._look, self._fields = look, fields
        # By identity: a rule set has one object for each condition. What is kept is not freed, so
        # that no other can take its place.
        self._found: dict[int, Truth] = {}
        self._kept: list[Expr] = []

    def __call__(self, expr: Expr) -> Truth:
        """Say whether a condition holds: true, false or unknown."""
        if (found := self._found.get(id(expr))) is None:
            found = self._found[id(expr)] = self._held(expr)
            self._kept.append(expr)
        return found

    def _held(self, expr: Expr) -> Truth:
        match expr:
            case Is() | Under() | Between():
                value, look, fields = self._look(expr.field), self._look, self._fields
                if isinstance(value, OneOf):
                    return _of_any(lambda one: _test(expr, one, look, fields), value)
                return _test(expr, value, look, fields)
            case Some(parts):
                return any3(map(self, parts))
            case Not(part):
                return not3(self(part))
            case All(parts):
                return all3(map(self, parts))
            case Const(value):
                return value
            case Same(first, second):
                look, fields = self._look, self._fields
                return _of_any(lambda one: _same(one, second, look, fields), look(first))
            case _:
                assert_never(expr)


def _of_any(test: Callable[[Any], Truth], value: Any) -> Truth:
    """The test of a value; of one of several it is known only where they all agree."""
    if not isinstance(value, OneOf):
        return test(value)
    results: set[Truth] = {test(one) for one in value.values}
    return results.pop() if len(results) == 1 else UNKNOWN


def _same(value: Any, second: str, look: Look, fields: Fields) -> Truth:
    """Whether the other field holds the same code as this value of the first."""
    tree = fields[second].tree
    assert tree is not None

    def compared(other: Any) -> Truth:
        if value is None or other is None:  # there is no answer, and so none that is the same
            return False
        if isinstance(value, Unknown) or isinstance(other, Unknown):
            return UNKNOWN
        return is_same(tree, value, other)

    return _of_any(compared, look(second))


def _test(test: Is | Under | Between, value: Any, look: Look, fields: Fields) -> Truth:
    if isinstance(value, Unknown):
        return UNKNOWN
    if value is None:  # the question has no answer: nothing is true of it
        return False
    match test:
        case Is(field, values):
            return _is(fields[field], value, values)
        case Under(field, codes):
            tree = fields[field].tree
            assert tree is not None
            return is_under(tree, value, codes)
        case Between(field, low, high) if isinstance(value, date | Period):
            return _lies_between(look, field, low, high)
        case Between(_, low, high):
            return (low is None or bool(low <= value)) and (high is None or bool(value < high))
        case _:
            assert_never(test)


def _lies_between(look: Look, field: str, low: Any, high: Any) -> Truth:
    after = True if low is None else look.since(field, low)
    if after is False or high is None:
        return after
    return all3((after, not3(look.since(field, high))))


def _is(field: Field, value: Any, values: tuple[Any, ...]) -> Truth:
    tree = field.tree
    if tree is None or tree.is_leaf(value):
        return bool(value in values)
    return UNKNOWN if any(value in tree.path(str(v)) for v in values) else False
