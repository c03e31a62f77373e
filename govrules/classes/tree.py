"""Trees of look-ups: what every case that was met leads to.

    kind? ─ violation ─▶ item? ─ dog_fouling ─▶ on ≥ 2020-07-01? ─ yes ─▶ leaf 17

Which look-up comes next follows from what the ones before found, so a path that an evaluation took
can be planted, and the next matter for which every look-up finds the same walks to its leaf.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Generic, TypeVar

from ..evaluate.trace import Cell, LookUp

__all__ = ["Tree"]

T = TypeVar("T")


class Tree(Generic[T]):
    """Look-ups, and where each cell leads: to another look-up, or to a leaf.

    One thread plants at a time; any number may walk meanwhile: a node is linked when it is whole.

    Attributes:
        looks: Node → the look-up there.
        leaves: The content of each leaf.
        edges: Every (node, cell, what follows), in the order in which they were planted; what
            follows is a node, or −1 less the leaf's number.
        root: Where to begin; ``None`` while the tree is empty.
    """

    def __init__(self) -> None:
        self.looks: list[LookUp] = []
        self.leaves: list[T] = []
        self.edges: list[tuple[int, Cell, int]] = []
        self.root: int | None = None
        self._branches: list[dict[Cell, int]] = []
        self._number: dict[Hashable, int] = {}

    def find(self, cell: Callable[[LookUp], Cell]) -> int | None:
        """Walk to a leaf.

        Args:
            cell: What a look-up finds.

        Returns:
            The leaf's number; ``None`` where no such case has been planted.
        """
        at = self.root
        while at is not None and at >= 0:
            at = self._branches[at].get(cell(self.looks[at]))
        return None if at is None else -1 - at

    def leaf(self, key: Hashable, content: T) -> int:
        """Number the leaf that ``key`` tells apart from others; its content is kept once."""
        number = self._number.get(key)
        if number is None:
            number = self._number[key] = len(self.leaves)
            self.leaves.append(content)
        return number

    def plant(self, path: Mapping[LookUp, Cell], leaf: int) -> None:
        """Add a path to a leaf; where another thread has planted it first, nothing changes."""
        end = -1 - leaf
        steps = list(path.items())
        if self.root is None:
            self.root = self._node(steps[0][0]) if steps else end
        at = self.root
        for number, (look, cell) in enumerate(steps):
            assert self.looks[at] == look, "an evaluation looked elsewhere after the same finds"
            after = self._branches[at].get(cell)
            if after is None:
                is_last = number + 1 == len(steps)
                after = end if is_last else self._node(steps[number + 1][0])
                self.link(at, cell, after)
            at = after
        assert at == end, "the same finds led to two leaves"

    def _node(self, look: LookUp) -> int:
        self._branches.append({})
        self.looks.append(look)
        return len(self.looks) - 1

    def link(self, node: int, cell: Cell, after: int) -> None:
        """Say what follows where a look-up finds a cell."""
        self.edges.append((node, cell, after))
        self._branches[node][cell] = after

    def restore(
        self, looks: list[LookUp], edges: list[tuple[int, Cell, int]], root: int | None
    ) -> None:
        """Give an empty tree, whose leaves are there, all of its nodes and edges.

        Raises:
            IndexError: if an edge leads where there is nothing.
        """
        self._branches = [{} for _ in looks]
        self.looks, self.edges, self.root = looks, edges, root
        targets = {-1 - n for n in range(len(self.leaves))} | set(range(len(looks)))
        for node, cell, after in edges:
            self._branches[node][cell] = after
        if not targets.issuperset(after for _, _, after in edges):
            raise IndexError("an edge leads where there is nothing")

    def absorb(self, other: Tree[T], cell_here: Callable[[LookUp, Cell], Cell]) -> list[int]:
        """Add what another tree of the same kind holds.

        Args:
            other: The tree.
            cell_here: Look-up and its cell there → the same cell here.

        Returns:
            For each of its leaves, the number here.
        """
        leaf = [self.leaf(key, other.leaves[n]) for key, n in other._number.items()]
        if other.root is None:
            return leaf

        def here(after: int) -> int:
            return -1 - leaf[-1 - after] if after < 0 else self._node(other.looks[after])

        if self.root is None:
            self.root = here(other.root)
        mine = {other.root: self.root}
        for node, there, after in other.edges:  # those that lead to a node come first
            cell, at = cell_here(other.looks[node], there), mine[node]
            known = self._branches[at].get(cell)
            if known is None:
                known = here(after)
                self.link(at, cell, known)
            mine[after] = known
        return leaf
