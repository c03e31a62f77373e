"""Walking a condition: its atoms, its fields, and whether one condition contains another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .nodes import All, Atom, Between, Const, Expr, Is, Not, Some, Under

__all__ = ["atoms", "conjuncts", "fields_of", "implies"]

Covers = Callable[[str, str, str], bool]


def atoms(expr: Expr) -> Iterator[Atom]:
    """Every atom of the condition, from left to right."""
    if isinstance(expr, Not):
        yield from atoms(expr.part)
    elif isinstance(expr, All | Some):
        for part in expr.parts:
            yield from atoms(part)
    elif not isinstance(expr, Const):
        yield expr


def fields_of(expr: Expr) -> tuple[str, ...]:
    """The fields that the condition looks at, sorted."""
    return tuple(sorted({atom.field for atom in atoms(expr)}))


def conjuncts(expr: Expr) -> tuple[Expr, ...]:
    """The parts that must all hold: the condition itself, unless it is an ``All``."""
    if not isinstance(expr, All):
        return (expr,)
    return tuple(inner for part in expr.parts for inner in conjuncts(part))


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
    if isinstance(a, Some):
        return all(implies(part, b, covers) for part in a.parts)
    if isinstance(b, Some) and any(implies(a, part, covers) for part in b.parts):
        return True
    if isinstance(a, All):
        return any(implies(part, b, covers) for part in a.parts)
    if isinstance(a, Not) and isinstance(b, Not):
        return implies(b.part, a.part, covers)
    return _atom_implies(a, b, covers)


def _atom_implies(a: Expr, b: Expr, covers: Covers) -> bool:
    if isinstance(a, Is) and isinstance(b, Is) and a.field == b.field:
        return set(a.values) <= set(b.values)
    if isinstance(a, Under) and isinstance(b, Under) and a.field == b.field:
        return all(any(covers(a.field, up, low) for up in b.codes) for low in a.codes)
    if isinstance(a, Between) and isinstance(b, Between) and a.field == b.field:
        low = b.low is None or (a.low is not None and bool(b.low <= a.low))  # type: ignore[operator]
        high = b.high is None or (a.high is not None and bool(a.high <= b.high))  # type: ignore[operator]
        return low and high
    if isinstance(a, Is) and isinstance(b, Not) and isinstance(b.part, Is):
        return a.field == b.part.field and not set(a.values) & set(b.part.values)
    return False
