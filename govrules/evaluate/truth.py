"""Whether a condition holds of what is known, and on which assumptions that rests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..expr import All, Between, Const, Expr, Is, Not, Some, Under
from ..rules import Field
from ..values import UNKNOWN, OneOf, Period, Truth, Unknown, all3, any3, is_under, not3

__all__ = ["support", "truth"]


def truth(expr: Expr, values: Mapping[str, Any], fields: Mapping[str, Field]) -> Truth:
    """Whether the condition holds of what is known: true, false or unknown (Kleene)."""
    if isinstance(expr, All):
        return all3(truth(part, values, fields) for part in expr.parts)
    if isinstance(expr, Some):
        return any3(truth(part, values, fields) for part in expr.parts)
    if isinstance(expr, Not):
        return not3(truth(expr.part, values, fields))
    if isinstance(expr, Const):
        return expr.value
    value = values.get(expr.field, UNKNOWN)
    if isinstance(value, OneOf):
        found: set[Truth] = {_atom(expr, v, fields) for v in value.values}
        return found.pop() if len(found) == 1 else UNKNOWN
    return _atom(expr, value, fields)


def _atom(atom: Is | Under | Between, value: Any, fields: Mapping[str, Field]) -> Truth:
    if isinstance(value, Unknown):
        return UNKNOWN
    if value is None:  # the question has no answer: nothing is true of it
        return False
    if isinstance(atom, Between) and isinstance(value, Period):  # a day known to lie in it
        inside = value.overlap(Period(atom.low, atom.high))  # type: ignore[arg-type]
        return False if inside is None else (True if inside == value else UNKNOWN)
    if isinstance(atom, Between):
        low: Any = atom.low
        above = low is None or bool(low <= value)
        return above and (atom.high is None or bool(value < atom.high))
    tree = fields[atom.field].tree
    if isinstance(atom, Under):
        assert tree is not None
        return is_under(tree, value, atom.codes)
    if tree is None or tree.is_leaf(value):
        return bool(value in atom.values)
    return UNKNOWN if any(value in tree.path(str(v)) for v in atom.values) else False


def support(
    expr: Expr,
    values: Mapping[str, Any],
    fields: Mapping[str, Field],
    rests: Mapping[str, frozenset[str]],
) -> frozenset[str]:
    """Assumed fields that suffice for the condition's truth value; the fewest of each branch."""
    if isinstance(expr, Const):
        return frozenset()
    if isinstance(expr, Not):
        return support(expr.part, values, fields, rests)
    if isinstance(expr, Is | Under | Between):
        return rests.get(expr.field, frozenset())
    now = truth(expr, values, fields)
    if now is isinstance(expr, All) or now is UNKNOWN:  # every part was needed
        return frozenset().union(*(support(p, values, fields, rests) for p in expr.parts))
    best: frozenset[str] | None = None
    for part in expr.parts:  # one part was enough: the first that rests on least
        if truth(part, values, fields) is now:
            found = support(part, values, fields, rests)
            best = found if best is None or len(found) < len(best) else best
            if not best:
                break
    return best or frozenset()
