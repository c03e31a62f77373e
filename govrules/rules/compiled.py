"""A rule made ready for evaluation."""

from __future__ import annotations

from typing import Any

import attrs

from ..expr import Atom, Expr, atoms, fields_of
from ..expr.analyse import conjuncts
from ..values import Period
from .question import Conclusion
from .rule import Rule

__all__ = ["Compiled"]


@attrs.frozen(eq=False)
class Compiled:
    """A rule made ready: ``condition`` in codes, ``when`` with its days in force as well.

    ``refs`` are the fields that its conclusion refers to, ``reads`` also those of its condition;
    ``parts`` must all hold for ``when`` to, ``atoms`` are its tests. ``says`` is the one answer
    that it can give, where it refers to nothing and leaves nothing open.
    """

    rule: Rule
    condition: Expr
    when: Expr
    then: Conclusion
    period: Period
    refs: tuple[str, ...]
    says: tuple[Any, ...] | None = None
    reads: tuple[str, ...] = attrs.field(init=False)
    parts: tuple[Expr, ...] = attrs.field(init=False)
    atoms: tuple[Atom, ...] = attrs.field(init=False)

    @reads.default
    def _make_reads(self) -> tuple[str, ...]:
        return (*self.refs, *fields_of(self.condition))

    @parts.default
    def _make_parts(self) -> tuple[Expr, ...]:
        return conjuncts(self.when)

    @atoms.default
    def _make_atoms(self) -> tuple[Atom, ...]:
        return tuple(atoms(self.when))

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id
