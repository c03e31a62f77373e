"""Trees of look-ups: which answer every case that was met leads to.

kind? ─ violation ─▶ item? ─ dog_waste ─▶ on ≥ 2020-07-01? ─ yes ─▶ leaf 17
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias

import attrs

from ..decision.outcome import Outcome
from ..errors import GovrulesError
from ..evaluate.answer import Answer
from ..evaluate.trace import Look
from ..rules import Compiled

__all__ = ["KNOWN", "Cell", "Leaf", "Tree", "cell_of", "key_of"]

Cell: TypeAlias = Any
"""What a look-up finds: a value, with the assumed fields that it rests on where it does."""

KNOWN = "known"  # what a look-up of a day finds first; bounds come after


def cell_of(value: Any, rests: frozenset[str] | None) -> Cell:
    """What a look-up of a field finds."""
    if rests:
        return (value, rests)
    return KNOWN if isinstance(value, date) else value


@attrs.frozen(eq=False)
class Leaf:
    """An answer, and what it makes known to the questions that come after.

    Args:
        number: Its number in the tree.
        answer: The answer; ``None`` where there can be none.
        bound: Field, its value from now on (``UNKNOWN``: not known), and what that rests on.
        error: Why there can be no answer.
        outcome: In the last tree, instead of an answer: what all of them amount to.
    """

    number: int
    answer: Answer | None = None
    bound: tuple[tuple[str, Any, frozenset[str]], ...] = ()
    error: GovrulesError | None = None
    outcome: Outcome | None = None


class Tree:
    """Look-ups, and where each cell leads: to another look-up, or to a leaf.

    Attributes:
        looks: Node → the look-up there.
        leaves: The leaves, each once.
        edges: Every (node, cell, what follows), in the order in which they were planted; what
            follows is a node, or −1 less the leaf's number.
        root: Where to begin; ``None`` while the tree is empty.
    """

    def __init__(self) -> None:
        self.looks: list[Look] = []
        self._branches: list[dict[Cell, int]] | None = []
        self.leaves: list[Leaf] = []
        self.edges: list[tuple[int, Cell, int]] = []
        self.root: int | None = None
        self._number: dict[Any, int] = {}

    @property
    def branches(self) -> list[dict[Cell, int]]:
        """Node → cell → what follows; of a tree read from a file, made when first wanted."""
        if self._branches is None:
            self._branches = [{} for _ in self.looks]
            for node, cell, after in self.edges:
                self._branches[node][cell] = after
        return self._branches

    def fill(self, looks: list[Look], edges: list[tuple[int, Cell, int]], root: int | None) -> None:
        """Give an empty tree all of its nodes; its leaves come before."""
        self.looks, self.edges, self.root, self._branches = looks, edges, root, None

    def leaf(self, key: Any, **content: Any) -> Leaf:
        """The leaf of that content, told apart by ``key``."""
        if key not in self._number:
            self._number[key] = len(self.leaves)
            self.leaves.append(Leaf(len(self.leaves), **content))
        return self.leaves[self._number[key]]

    def plant(self, path: Mapping[Look, Cell], leaf: Leaf) -> None:
        """Add a path; which look-up comes next follows from what the ones before found."""
        end = -1 - leaf.number
        steps = list(path.items())
        if self.root is None:
            self.root = self._node(steps[0][0]) if steps else end
        at = self.root
        for number, (look, cell) in enumerate(steps):
            assert self.looks[at] == look
            after = self.branches[at].get(cell)
            if after is None:
                last = number + 1 == len(steps)
                after = end if last else self._node(steps[number + 1][0])
                self.link(at, cell, after)
            at = after
        assert at == end

    def absorb(self, other: Tree, cell_here: Callable[[Look, Cell], Cell]) -> list[int]:
        """Add what another tree of the same kind holds.

        Args:
            other: The tree.
            cell_here: Look-up and its cell there → the same cell here.

        Returns:
            For each of its leaves, the number here.
        """
        if self.root is None and not self.leaves:
            self.__dict__.update(other.__dict__)
            return list(range(len(self.leaves)))
        leaf = [
            self.leaf(
                key,
                **attrs.asdict(
                    other.leaves[n], recurse=False, filter=lambda a, _: a.name != "number"
                ),
            ).number
            for key, n in other._number.items()
        ]
        if other.root is None:
            return leaf
        if self.root is None:
            self.root = (
                self._node(other.looks[0]) if other.root >= 0 else -1 - leaf[-1 - other.root]
            )
        mine = {other.root: self.root}
        for node, there, after in other.edges:  # those that lead to a node come first
            here, cell = mine[node], cell_here(other.looks[node], there)
            known = self.branches[here].get(cell)
            if known is None:
                known = -1 - leaf[-1 - after] if after < 0 else self._node(other.looks[after])
                self.link(here, cell, known)
            mine[after] = known
        return leaf

    def _node(self, look: Look) -> int:
        self.looks.append(look)
        self.branches.append({})
        return len(self.looks) - 1

    def link(self, node: int, cell: Cell, after: int) -> None:
        """Say what follows where a look-up finds a cell."""
        self.edges.append((node, cell, after))
        self.branches[node][cell] = after


def key_of(
    answer: Answer | None, bound: Any, error: GovrulesError | None, result: Outcome | None = None
) -> Any:
    """What tells a leaf from others of its tree."""
    if answer is None:
        return (bound, error.text("en") if error is not None else None, result)

    def ids(rules: Iterable[Compiled]) -> tuple[str, ...]:
        return tuple(r.id for r in rules)

    return (
        bound,
        answer.values,
        ids(answer.winners),
        ids(answer.live),
        answer.support,
        tuple((d.rule.id, d.by.id) for d in answer.defeated),
        tuple((d.first.id, d.second.id) for d in answer.disputes),
    )
