"""A question that gathers: every rule that applies counts, and no rule stands before another.

Rules that read alike are one diagram, and the others have nothing to do with them: one of them all
would hold every combination.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..classes.learner import Group
from ..rules import RuleSet
from ..values import UNKNOWN
from .diagram import Diagram, readers_of
from .leaf import Leaf
from .shelf import Shelf
from .store import NO_LIMIT, Reduced

__all__ = ["Gathering"]


class Gathering(Diagram):
    """A group of rules that read alike, as one diagram: each leaf names those that apply.

    Args:
        rules: The rule set.
        group: The question, and which of its rules.
        answers: Field → the values that an earlier question's answer may have.
        most: How many states it may take before ``TooLargeError``.
        shelf: Where diagrams are kept.
    """

    def __init__(
        self,
        rules: RuleSet,
        group: Group,
        answers: Mapping[str, Sequence[Any]],
        *,
        most: int = NO_LIMIT,
        shelf: Shelf | None = None,
    ) -> None:
        readers = group.rules or readers_of(rules, group.question)
        super().__init__(rules, group.question, readers, answers, group.id)
        self._most = most
        self.root = self._root(shelf)

    def _combined(self) -> int:
        ids, nodes = tuple(r.id for r in self.readers), tuple(map(self.holds, self.readers))
        return self.store.combine((ids, nodes), self._reduce, most=self._most)

    def _reduce(self, ids: tuple[str, ...], nodes: tuple[int, ...]) -> Reduced:
        """The same state without the rules that do not apply."""
        false = self.conditions.false
        left = [(id, n) for id, n in zip(ids, nodes, strict=True) if n != false]
        if not all(self.store.is_terminal(n) for _, n in left):
            return tuple(id for id, _ in left), tuple(n for _, n in left)
        by_truth: dict[Any, list[str]] = {True: [], UNKNOWN: []}
        for id, n in left:
            by_truth[self.store.values[n]].append(id)
        return self.store.terminal(Leaf(rules=tuple(by_truth[True]), live=tuple(by_truth[UNKNOWN])))
