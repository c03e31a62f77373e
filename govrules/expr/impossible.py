"""Conditions that no matter can meet, as far as their form shows: parts that exclude each other.

Sound and not complete, as ``implies``: what is found cannot hold, and what only values show (an
item that is never a service) is left to a proof over all matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any, TypeAlias, assert_never

from ..values import CodeTree
from .analyse import conjuncts, lies_within
from .nodes import All, Atom, Between, Const, Expr, Is, Not, Same, Some, Under

__all__ = ["Clash", "clash_of"]

Clash: TypeAlias = tuple[Expr, ...]
"""The parts that cannot hold together: two that exclude each other, or one that never holds."""

Types: TypeAlias = Mapping[str, Any]
# So many ways of meeting alternatives are tried; a longer condition is left to the proof.
MOST_WAYS = 64


def clash_of(expr: Expr, fields: Types) -> Clash | None:
    """Find parts of a condition that cannot hold together; ``None`` where its form shows none.

    Args:
        expr: The condition, in codes.
        fields: What its fields are: ``kind``, ``choices``, ``most`` and ``tree`` are read.
    """
    plain = _pushed(expr, negated=False)
    if plain == Const(False):
        return (expr,)
    parts = conjuncts(plain)
    if (found := _clash(parts, fields)) is not None:
        return found
    choices = [p.parts for p in parts if isinstance(p, Some)]
    ways = 1
    for branches in choices:
        ways *= len(branches)
    if not choices or ways > MOST_WAYS:
        return None
    fixed = [p for p in parts if not isinstance(p, Some)]
    first: Clash | None = None
    for way in product(*choices):
        found = clash_of(All((*fixed, *way)), fields)
        if found is None:
            return None
        first = first or found
    return first


def _pushed(expr: Expr, *, negated: bool) -> Expr:
    """The condition with ``not`` at the atoms only."""
    match expr:
        case Const(value):
            return Const(value is not negated)
        case Not(part):
            return _pushed(part, negated=not negated)
        case All(parts) | Some(parts):
            inner = [_pushed(p, negated=negated) for p in parts]
            is_all = isinstance(expr, All) is not negated
            if any(p == Const(not is_all) for p in inner):
                return Const(not is_all)
            kept = [p for p in inner if p != Const(is_all)]
            if not kept:
                return Const(is_all)
            return kept[0] if len(kept) == 1 else All(kept) if is_all else Some(kept)
        case Is() | Under() | Between() | Same():
            return Not(expr) if negated else expr
        case _:
            assert_never(expr)


def _clash(parts: Iterable[Expr], fields: Types) -> Clash | None:
    """Parts about one field of which no value meets both."""
    by_field: dict[str, list[Expr]] = {}
    for part in parts:
        atom = part.part if isinstance(part, Not) else part
        if isinstance(atom, Is | Under | Between) and atom.field in fields:
            before = by_field.setdefault(atom.field, [])
            if part not in before:
                for other in (part, *before):
                    if _exclude(other, part, fields[atom.field]):
                        return (part,) if other is part else (other, part)
                before.append(part)
    return _nothing_left(by_field, fields)


def _nothing_left(by_field: Mapping[str, list[Expr]], fields: Types) -> Clash | None:
    """The parts that together leave a choice, a flag or a count no value, though no two do."""
    for field, parts in by_field.items():
        values = _values(fields[field], parts)
        if len(parts) > 2 and values and not any(all(_met(p, v) for p in parts) for v in values):
            return tuple(parts)
    return None


def _values(field: Any, parts: Iterable[Expr]) -> tuple[Any, ...]:
    """All values of a field that has few, ``None`` for no answer; nothing for one that has many.

    Of a count, one value for each way in which the bounds of the parts can turn out.
    """
    match field.kind:
        case "flag":
            return (None, True, False)
        case "choice":
            return (None, *(c.code for c in field.choices))
        case "count":
            spans = [p.part if isinstance(p, Not) else p for p in parts]
            bounds = [b for p in spans if isinstance(p, Between) for b in (p.low, p.high)]
            near = {n for b in bounds if isinstance(b, int) for n in (b - 1, b)}
            return (None, *sorted(n for n in {0, field.most, *near} if 0 <= n <= field.most))
    return ()


def _met(part: Expr, value: Any) -> bool:
    """Whether a value of a choice, a flag or a count meets one part."""
    if isinstance(part, Not):
        return not _met(part.part, value)
    if isinstance(part, Is):
        return value in part.values
    if isinstance(part, Between):
        if value is None:
            return False
        return (part.low is None or part.low <= value) and (part.high is None or value < part.high)
    return True


def _exclude(first: Expr, second: Expr, field: Any) -> bool:
    """Whether no value meets both parts; the same part twice asks whether any meets it."""
    if values := _values(field, (first, second)):
        return not any(_met(first, v) and _met(second, v) for v in values)
    if field.kind == "day":
        return _days_exclude(first, second)
    if field.tree is not None:
        return _codes_exclude(first, second, field.tree)
    return False


def _days_exclude(first: Expr, second: Expr) -> bool:
    """Whether two spans of days have no day in common; one may be told by what it leaves out."""
    match first, second:
        case Between(), Between():
            return _is_empty(first, second)
        case Between(), Not(Between() as left_out):
            return lies_within(first, left_out)
        case Not(Between() as left_out), Between():
            return lies_within(second, left_out)
    return False


def _is_empty(a: Between, b: Between) -> bool:
    lows: list[Any] = [x.low for x in (a, b) if x.low is not None]
    highs: list[Any] = [x.high for x in (a, b) if x.high is not None]
    return bool(lows and highs and max(lows) >= min(highs))


def _codes_exclude(first: Expr, second: Expr, tree: CodeTree) -> bool:
    """Whether two sets of branches of a tree have no code in common."""
    match first, second:
        case ((Is() | Under()), (Is() | Under())):
            return not any(
                _meet(a, b, tree, first, second) for a in _codes(first) for b in _codes(second)
            )
        case ((Is() | Under()) as inner, Not((Is() | Under()) as left_out)) | (
            Not((Is() | Under()) as left_out),
            (Is() | Under()) as inner,
        ):
            return all(_lies_under(a, left_out, tree) for a in _codes(inner))
    return False


def _codes(atom: Atom) -> tuple[str, ...]:
    match atom:
        case Is(_, values):
            return tuple(str(v) for v in values)
        case Under(_, codes):
            return codes
        case Between() | Same():
            return ()
        case _:
            assert_never(atom)


def _path(code: str, tree: CodeTree) -> tuple[str, ...]:
    return tree.path(code) if code in tree else (code,)


def _meet(a: str, b: str, tree: CodeTree, first: Expr, second: Expr) -> bool:
    """Whether some code is at or below both; of a code that must be exact, only itself is."""
    at_or_below_a = a in _path(b, tree) if isinstance(first, Under) else a == b
    at_or_below_b = b in _path(a, tree) if isinstance(second, Under) else a == b
    return at_or_below_a or at_or_below_b


def _lies_under(code: str, atom: Atom, tree: CodeTree) -> bool:
    path = _path(code, tree)
    return any(c in path if isinstance(atom, Under) else c == code for c in _codes(atom))
