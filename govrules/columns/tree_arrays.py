"""Trees as arrays: what a look-up finds as numbers, and where each number leads.

    after = steps[node, code[look[node], row]]        until every row stands at a leaf

Of the cells that a look-up may find few are met at any one node: of two thousand answers, one.
So what follows is found by hash; a table of every cell at every node grows with their product.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..classes.decision_class import Classes
from ..classes.tree import Tree
from ..evaluate.trace import Cell, LookUp, cell_of
from ..locks import ForkSafeLock
from ..values import UNKNOWN
from .kernel import Ints
from .steps import MISSING, Steps, step_of

__all__ = ["CellNumbers", "TreeArrays", "by_leaf"]


class CellNumbers:
    """A number for each cell of each look-up; 0 is what is found where nothing is said."""

    def __init__(self, classes: Classes) -> None:
        self._assumed = {f: cell_of(v, frozenset((f,))) for f, v in classes.assumed.items()}
        self._of: dict[LookUp, dict[Cell, int]] = {}

    def of(self, look: LookUp, cell: Cell) -> int:
        """The number of a cell; of a bound 0 and 1, of an answer the answer's own."""
        if isinstance(look, tuple):
            return int(cell)
        known = self.known(look)
        return known.setdefault(cell, len(known))

    def known(self, field: str) -> dict[Cell, int]:
        """Cell → number."""
        return self._of.setdefault(field, {self._assumed.get(field, UNKNOWN): 0})


class TreeArrays:
    """A tree as arrays; what was planted since is added when it is next used.

    Args:
        tree: The tree.
        numbers: The numbers of cells.
        lock: What whoever plants holds.
    """

    def __init__(self, tree: Tree[Any], numbers: CellNumbers, lock: ForkSafeLock) -> None:
        self.tree, self._numbers, self._lock = tree, numbers, lock
        self.looks: list[LookUp] = []
        self._at: dict[LookUp, int] = {}
        self.edges_read = 0
        self._look: Ints = np.empty(0, np.int32)
        self._steps = Steps()
        self._leaves_read = 0
        self._bound: dict[str, Ints] = {}
        self._failed: list[int] = []

    def refresh(self) -> None:
        """Bring the arrays up to date."""
        tree = self.tree
        with self._lock:
            looks, edges = tree.looks[len(self._look) :], tree.edges[self.edges_read :]
        if not edges:
            return
        for look in looks:
            if look not in self._at:
                self._at[look] = len(self.looks)
                self.looks.append(look)
        at = np.array([self._at[look] for look in looks], np.int32)
        self._look = np.concatenate([self._look, at])
        self.edges_read += len(edges)
        of = self._numbers.of
        cells = [of(self.looks[self._look[node]], cell) for node, cell, _ in edges]
        node, after = np.array([(node, after) for node, _, after in edges], np.int64).T
        self._steps.put(step_of(node, np.array(cells, np.int64)), after)

    def bound(self) -> dict[str, Ints]:
        """Field → for each leaf, the number of the cell that it makes of the field; −1: none."""
        self._read_leaves()
        return self._bound

    def failed(self) -> list[int]:
        """The leaves that are errors."""
        self._read_leaves()
        return self._failed

    def _read_leaves(self) -> None:
        leaves = self.tree.leaves[:]
        if self._leaves_read == len(leaves):
            return
        self._leaves_read = len(leaves)
        self._failed = [n for n, leaf in enumerate(leaves) if leaf.error is not None]
        fields = dict.fromkeys(field for leaf in leaves for field, _, _ in leaf.bound)
        self._bound = {field: np.full(len(leaves), -1, np.int32) for field in fields}
        for number, leaf in enumerate(leaves):
            for field, value, assumptions in leaf.bound:
                cell = self._numbers.of(field, cell_of(value, assumptions))
                self._bound[field][number] = cell

    def walk(self, codes: Ints, at: Ints, rows: Ints) -> tuple[Ints, Ints]:
        """Walk rows until each stands at a leaf (below zero) or does not know the way.

        Args:
            codes: Look-up × row → cell.
            at: Row → node; where it ends is written here.
            rows: The rows to walk.

        Returns:
            The rows that do not know the way, and the step that each misses.
        """
        lost, steps = [], []
        while rows.size:
            node = at[rows]
            step = step_of(node, codes[self._look[node], rows])
            after = self._steps.find(step)
            missing = after == MISSING
            if missing.any():
                lost.append(rows[missing])
                steps.append(step[missing])
            at[rows] = np.where(missing, node, after)
            rows = rows[after >= 0]
        nothing: Ints = np.empty(0, np.int64)
        return np.concatenate([nothing, *lost]), np.concatenate([nothing, *steps])


def by_leaf(leaf: Ints, of: Callable[[int], int]) -> Ints:
    """What a function says of each row's leaf, asked once a leaf."""
    if not leaf.size:
        return leaf.astype(np.int32)
    met = np.flatnonzero(np.bincount(leaf))
    lut: Ints = np.full(int(leaf.max()) + 1, -1, np.int32)
    lut[met] = [of(n) for n in met.tolist()]
    return lut[leaf]
