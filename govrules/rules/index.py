"""Which rules can concern a matter, by the codes that are known of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..expr import Is, Under
from ..expr.analyse import conjuncts
from ..values import UNKNOWN, is_under
from .compiled import Compiled
from .field import Field

__all__ = ["RuleIndex"]

# Fewer rules than this are not worth telling apart by a field.
FEW = 8
# For as many items and places the rules left are remembered.
MOST_MATTERS = 1 << 14


class RuleIndex:
    """The rules of each question, found by the fields that tell many of them apart.

    Args:
        rules: Question → its rules, sorted by id.
        fields: What their conditions name.

    Attributes:
        discriminating: Question → the fields by which many of its rules are told apart.
    """

    def __init__(
        self, rules: Mapping[str, Sequence[Compiled]], fields: Mapping[str, Field]
    ) -> None:
        self._rules, self._fields = rules, fields
        self.discriminating = {question: self._discriminating(question) for question in rules}
        self._by_code = {
            (question, field): self._naming(question, field)
            for question, found in self.discriminating.items()
            for field in found
        }
        self._left = lru_cache(MOST_MATTERS)(self._not_ruled_out)

    def candidates(self, question: str, look: Callable[[str], Any]) -> tuple[Compiled, ...]:
        """The question's rules, less those that a known code already makes false, by id.

        Args:
            question: The question's id.
            look: Field → its value, ``UNKNOWN`` where it is not known.
        """
        return self._left(question, tuple([look(f) for f in self.discriminating[question]]))

    def _not_ruled_out(self, question: str, values: tuple[Any, ...]) -> tuple[Compiled, ...]:
        known = dict(zip(self.discriminating[question], values, strict=True))
        return tuple(r for r in self._pool(question, known) if not self._ruled_out(r, known))

    def _discriminating(self, question: str) -> tuple[str, ...]:
        """The identity fields by which many of the question's rules are told apart.

        Only what is given can be one: what an assumption keeps out must still be seen to.
        """
        counts: dict[str, int] = {}
        for r in self._rules[question]:
            for part in conjuncts(r.condition):
                if isinstance(part, Under | Is) and self._is_given(part.field):
                    counts[part.field] = counts.get(part.field, 0) + 1
        return tuple(sorted(f for f, n in counts.items() if n >= FEW))

    def _is_given(self, field: str) -> bool:
        f = self._fields[field]
        return f.identity and f.assume is UNKNOWN and field not in self._rules

    def _pool(self, question: str, known: Mapping[str, Any]) -> Sequence[Compiled]:
        """The rules that name a known code or one above it, and those that name none, by id."""
        for field, value in known.items():
            tree = self._fields[field].tree
            if tree is not None and isinstance(value, str) and tree.is_leaf(value):
                naming, others = self._by_code[question, field]
                named = {r.id: r for step in tree.path(value) for r in naming.get(step, ())}
                return sorted((*others, *named.values()), key=lambda r: r.id)
        return self._rules[question]

    def _naming(
        self, question: str, field: str
    ) -> tuple[dict[str, list[Compiled]], list[Compiled]]:
        """Code → the rules that hold only at or below it; and the rules that ask for no code."""
        naming: dict[str, list[Compiled]] = {}
        others: list[Compiled] = []
        for r in self._rules[question]:
            asked = [p for p in conjuncts(r.condition) if isinstance(p, Under) and p.field == field]
            for code in asked[0].codes if asked else ():
                naming.setdefault(code, []).append(r)
            if not asked:
                others.append(r)
        return naming, others

    def _ruled_out(self, r: Compiled, known: Mapping[str, Any]) -> bool:
        return any(
            isinstance(p, Under | Is)
            and isinstance(known.get(p.field), str)
            and self._is_false(p, known[p.field])
            for p in conjuncts(r.condition)
        )

    def _is_false(self, atom: Under | Is, value: str) -> bool:
        tree = self._fields[atom.field].tree
        if tree is None:
            return isinstance(atom, Is) and value not in atom.values
        if isinstance(atom, Is):
            return not any(value in tree.path(str(code)) for code in atom.values)
        return is_under(tree, value, atom.codes) is False
