"""The outcomes that stand of those found under other rules, for many matters at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from ..classes.inherit import Inheritance
from ..classes.tree import Tree
from ..evaluate.trace import LookUp
from .batch import Batch
from .kernel import Ints
from .tree_arrays import TreeArrays, by_leaf

__all__ = ["Inherited"]


class Inherited:
    """An inheritance as arrays.

    Args:
        of: The inheritance.
        arrays: Lays out a tree.

    Attributes:
        outcomes: The tree of the outcomes.
        gates: Question whose rules have changed → its gate.
    """

    def __init__(self, of: Inheritance, arrays: Callable[[Tree[Any]], TreeArrays]) -> None:
        self._of = of
        self.outcomes = arrays(of.outcomes)
        self.gates = {q: arrays(gate.tree) for q, gate in of.gates.items()}

    def numbers(self, question: str, numbers: Ints, leaf: Ints) -> Ints:
        """The number there of each row's answer; ``ELSEWHERE`` where it has none.

        Args:
            question: A question whose rules have changed.
            numbers: The number of each row's answer here.
            leaf: The leaf of each row in the question's gate.
        """
        aside, firm = (
            by_leaf(numbers, partial(self._of.number, question, is_aside=is_aside))
            for is_aside in (True, False)
        )
        is_aside: Any = np.array(self.gates[question].tree.leaves, bool)
        return np.where(is_aside[leaf], aside, firm) if leaf.size else aside

    def leaves(self, batch: Batch, answers: dict[str, Ints]) -> Ints:
        """The leaf of each row in the tree of the outcomes; −1 where it has none.

        Args:
            batch: The rows, every question answered.
            answers: Changed question → the number there of each row's answer.
        """
        arrays = self.outcomes
        if arrays.tree.root is None:
            return np.full(batch.count, -1, np.int64)

        def code(look: LookUp) -> Ints:
            if isinstance(look, tuple) and look[1] is None and look[0] in answers:
                return answers[look[0]]  # where it has none, it leads nowhere
            return batch.code(look)

        at: Ints = np.full(batch.count, arrays.tree.root, np.int64)
        arrays.refresh()
        codes = np.stack([code(look) for look in arrays.looks] or [at])
        lost, _ = arrays.walk(codes, at, np.flatnonzero(at >= 0))
        found: Ints = -1 - at
        found[lost] = -1
        return found
