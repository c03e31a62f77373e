"""Conditions as diagrams of their truth value: true, false or unknown (Kleene)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias, assert_never

from ..expr import All, Between, Const, Expr, Is, Not, Same, Some, Under
from ..values import UNKNOWN, Truth, not3
from .store import Reduced
from .variables import Variables, same_of

__all__ = ["Conditions"]

Memo: TypeAlias = dict[bool, dict[Any, int]]


class Conditions:
    """The diagrams of conditions over some variables.

    Args:
        variables: The variables; every field that a condition names is one.
        memo: What has been joined, where it is shared.
        cell: Only matters in this cell of the variable that is asked first.
    """

    def __init__(
        self, variables: Variables, memo: Memo | None = None, cell: int | None = None
    ) -> None:
        self.variables, self.store, self._cell = variables, variables.store, cell
        self.true, self.false, self.unknown = map(self.store.terminal, (True, False, UNKNOWN))
        self._of: dict[Expr, int] = {}
        self._memo: Memo = {True: {}, False: {}} if memo is None else memo

    def inside(self, cell: int) -> Conditions:
        """The same conditions within one cell of the variable that is asked first."""
        return Conditions(self.variables, self._memo, cell)

    def of(self, expr: Expr) -> int:
        """The diagram of a condition."""
        found = self._of.get(expr)
        if found is None:
            found = self._of[expr] = self._made(expr)
        return found

    def _made(self, expr: Expr) -> int:
        match expr:
            case Const(value):
                return self.leaf(value)
            case Not(part):
                return self.no(self.of(part))
            case All(parts):
                return self.every(map(self.of, parts))
            case Some(parts):
                return self.some(map(self.of, parts))
            case Is() | Under() | Between():
                return self.variables.tested(expr, self.leaf, self._cell)
            case Same(first, second):
                return self.variables.node(same_of(first, second), self.leaf, self._cell)
            case _:
                assert_never(expr)

    def leaf(self, value: Truth) -> int:
        """The terminal of a truth value."""
        return self.unknown if value is UNKNOWN else self.true if value else self.false

    def no(self, part: int) -> int:
        """Kleene's negation of a diagram."""
        return self.store.map(part, lambda value: self.leaf(not3(value)))

    def sure(self, part: int) -> int:
        """Whether a diagram is known to be true: false where it is open."""
        return self.store.map(part, lambda value: self.leaf(value is True))

    def every(self, parts: Iterable[int]) -> int:
        """Kleene's conjunction of diagrams."""
        return self._joined(parts, True)

    def some(self, parts: Iterable[int]) -> int:
        """Kleene's disjunction of diagrams."""
        return self._joined(parts, False)

    def _joined(self, parts: Iterable[int], neutral: bool) -> int:
        nothing, decides = (self.leaf(v) for v in (neutral, not neutral))

        def reduce(tags: Any, nodes: tuple[int, ...]) -> Reduced:
            left = {n for n in nodes if n != nothing}
            if decides in left:
                return decides
            if left <= {self.unknown}:
                return self.unknown if left else nothing
            return tags, tuple(sorted(left))

        return self.store.combine((None, tuple(parts)), reduce, memo=self._memo[neutral])
