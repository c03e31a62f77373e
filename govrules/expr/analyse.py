"""Walking a condition: its atoms, its fields, and whether one condition contains another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, assert_never

from .nodes import All, Atom, Between, Const, Expr, Is, Not, Same, Some, Under

__all__ = [
    "as_of",
    "atoms",
    "conjuncts",
    "fields_at",
    "fields_of",
    "implies",
    "is_at_most",
    "lies_within",
]

Covers = Callable[[str, str, str], bool]


def atoms(expr: Expr) -> Iterator[Atom]:
    """Every atom of the condition, from left to right."""
    match expr:
        case Const():
            return
        case Is() | Under() | Between() | Same():
            yield expr
        case Not(part):
            yield from atoms(part)
        case All(parts) | Some(parts):
            for each in parts:
                yield from atoms(each)
        case _:
            assert_never(expr)


def fields_at(atom: Atom) -> tuple[str, ...]:
    """The fields that one atom looks at, in the order in which it names them."""
    match atom:
        case Is(field) | Under(field) | Between(field):
            return (field,)
        case Same(first, second):
            return (first, second)
        case _:
            assert_never(atom)


def fields_of(expr: Expr) -> tuple[str, ...]:
    """The fields that the condition looks at, sorted."""
    return tuple(sorted({field for atom in atoms(expr) for field in fields_at(atom)}))


def as_of(expr: Expr, field: str, day: date) -> Expr:
    """What is left of a condition when a day is known.

    Args:
        expr: The condition.
        field: The field that holds the day.
        day: The day.
    """
    match expr:
        case Between(id, low, high) if id == field:
            return Const(_is_within(day, low, high))
        case Not(part):
            held = as_of(part, field, day)
            return Const(not held.value) if isinstance(held, Const) else Not(held)
        case All(parts) | Some(parts):
            idle = Const(isinstance(expr, All))
            left = [p for p in (as_of(p, field, day) for p in parts) if p != idle]
            if Const(not idle.value) in left:
                return Const(not idle.value)
            return left[0] if len(left) == 1 else type(expr)(left) if left else idle
        case _:
            return expr


def _is_within(day: date, low: Any, high: Any) -> bool:
    return (low is None or low <= day) and (high is None or day < high)


def conjuncts(expr: Expr) -> tuple[Expr, ...]:
    """The parts that must all hold: the condition itself, unless it is an ``All``."""
    match expr:
        case All(parts):
            return tuple(inner for part in parts for inner in conjuncts(part))
        case Const() | Is() | Under() | Between() | Same() | Not() | Some():
            return (expr,)
        case _:
            assert_never(expr)


def implies(a: Expr, b: Expr, covers: Covers) -> bool:
    """Whether ``b`` holds wherever ``a`` does, as far as their form shows.

    Sound and not complete: ``True`` is a proof, ``False`` only says that the form shows none.

    Args:
        a: The condition thought to be the narrower one.
        b: The condition thought to be the wider one.
        covers: ``covers(field, upper, lower)``: whether code ``lower`` lies at or below ``upper``.
    """
    if a == b or a == Const(False) or b == Const(True):
        return True
    if isinstance(b, All):
        return all(implies(a, part, covers) for part in b.parts)
    if isinstance(b, Some) and any(implies(a, part, covers) for part in b.parts):
        return True
    match a:
        case Some(parts):
            return all(implies(part, b, covers) for part in parts)
        case All(parts):
            return any(implies(part, b, covers) for part in parts)
        case Not(part):
            return isinstance(b, Not) and implies(b.part, part, covers)
        case Const():
            return False
        case Is() | Under() | Between() | Same():
            return _atom_implies(a, b, covers)
        case _:
            assert_never(a)


def _atom_implies(a: Atom, b: Expr, covers: Covers) -> bool:
    match a, b:
        case Is(field, values), Is(other, more) if field == other:
            return set(values) <= set(more)
        case Is(field, values), Not(Is(other, barred)) if field == other:
            return not set(values) & set(barred)
        case Under(field, codes), Under(other, above) if field == other:
            return all(any(covers(field, up, low) for up in above) for low in codes)
        case Between(), Between() if a.field == b.field:
            return lies_within(a, b)
        case Same(), Same():  # which of the two is named first makes no difference
            return set(fields_at(a)) == set(fields_at(b))
    return False


def lies_within(a: Between, b: Between) -> bool:
    """Whether the first span, of days or numbers, lies within the second."""
    low = b.low is None or is_at_most(b.low, a.low)
    return low and (b.high is None or is_at_most(a.high, b.high))


def is_at_most(low: date | int | None, high: date | int | None) -> bool:
    """Whether one bound is the other or lies before it; never where one of them is open."""
    if isinstance(low, date) and isinstance(high, date):
        return low <= high
    return isinstance(low, int) and isinstance(high, int) and low <= high
