"""Taking many matters down the trees at once, each look-up one gather for all of them.

A matter comes as the numbers of what its columns contribute (:mod:`.encode`). Where a row is the
first of its case the learner has the reference evaluator answer it, and the rows go on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from ..classes.decision_class import Classes, DecisionClass
from ..classes.tree import Tree
from ..errors import GovrulesError
from .batch import Batch, ColumnCells
from .encode import Contribution, Encoder, merge
from .inherited import Inherited
from .kernel import Ints
from .steps import MISSING
from .tree_arrays import CellNumbers, TreeArrays, by_leaf

__all__ = ["Traversal"]


class Traversal:
    """Finds the classes of matters that come as the numbers of their contributions.

    The trees are laid out once, whichever columns the matters come in.

    Args:
        classes: The classes and their learner.
        number: The number to give for a class.
        beside: Another, in which the trees that both learners share are laid out for both.
    """

    def __init__(
        self,
        classes: Classes,
        number: Callable[[DecisionClass], int],
        beside: Traversal | None = None,
    ) -> None:
        self._classes, self._number = classes, number
        self._learner = learner = classes.learner
        if beside is not None and beside._classes.assumed != classes.assumed:
            beside = None  # what is found where nothing is said differs
        self._cells: CellNumbers = CellNumbers(classes) if beside is None else beside._cells
        self._columns: dict[str, ColumnCells] = {}
        self._laid_out: dict[int, TreeArrays] = {} if beside is None else dict(beside._laid_out)
        self._groups = [self._arrays(tree) for tree in learner.trees]
        self._outcomes = self._arrays(learner.outcomes)
        self._inheritance: Inherited | None = None
        if learner.inheritance is not None:
            self._inheritance = Inherited(learner.inheritance, self._arrays)

    def _arrays(self, tree: Tree[Any]) -> TreeArrays:
        """A tree as arrays, laid out once."""
        if id(tree) not in self._laid_out:
            self._laid_out[id(tree)] = TreeArrays(tree, self._cells, self._learner.lock)
        return self._laid_out[id(tree)]

    def run(self, encoders: Sequence[Encoder], numbers: Sequence[Ints]) -> Ints:
        """The class number of each row.

        Args:
            encoders: One for each column, in the order in which a record is read.
            numbers: For each column the number of every row's contribution.
        """
        columns = [self._column(encoder) for encoder in encoders]
        out: Ints = np.full(len(numbers[0]), -1, np.int32)
        self._contradicting(columns, numbers, out)
        rows = np.flatnonzero(out < 0)
        if rows.size:
            readable = [n[rows] for n in numbers] if rows.size < out.size else numbers
            out[rows] = self._walked(Batch(columns, self._cells, readable))
        return out

    def _column(self, encoder: Encoder) -> ColumnCells:
        column = self._columns.get(encoder.field.id)
        if column is None:
            column = ColumnCells(encoder, self._classes, self._cells)
            self._columns[encoder.field.id] = column
        column.refresh()
        return column

    def _contradicting(
        self, columns: Sequence[ColumnCells], numbers: Sequence[Ints], out: Ints
    ) -> None:
        """Give the rows that contradict themselves the class of their error."""
        at = {column.encoder.field.id: n for n, column in enumerate(columns)}
        for own, column in enumerate(columns):
            field = column.encoder.field
            if field.reads is None or field.reads[0] not in at:  # nothing implies it
                continue
            source, numbering = at[field.reads[0]], dict[Any, int]()
            a = column.values(field.id, numbering)[numbers[own]]
            b = columns[source].values(field.id, numbering)[numbers[source]]
            for row in np.flatnonzero((a >= 0) & (b >= 0) & (a != b) & (out < 0)).tolist():
                given = [c.encoder.found[n[row]] for c, n in zip(columns, numbers, strict=True)]
                out[row] = self._number(self.learn(given))

    def learn(self, given: Sequence[Contribution]) -> DecisionClass:
        """The class of one row, by what its columns say; the learner knows it from now on."""
        fields = self._classes.context.rules.declared
        try:
            return self._classes.find(merge(given, fields, self._classes.assumed))
        except GovrulesError as error:
            return self._classes.broken(error)

    def _walked(self, batch: Batch) -> Ints:
        """The class number of each row of a batch."""
        learner = self._learner
        out: Ints = np.full(batch.count, -1, np.int32)
        rows: Ints = np.arange(batch.count)
        leaves: dict[str, Ints] = {}
        for group, arrays in zip(learner.groups, self._groups, strict=True):
            leaf = self._leaves(arrays, batch)
            failed = arrays.failed()
            if failed and (bad := np.isin(leaf, failed)).any():
                out[rows[bad]] = by_leaf(leaf[bad], partial(self._broken, arrays))
                rows, leaf = rows[~bad], leaf[~bad]
                batch.drop(bad)
                leaves = {id: earlier[~bad] for id, earlier in leaves.items()}
            batch.bind(arrays.bound(), leaf)
            leaves[group.id] = leaf
        for question, groups in learner.groups_of.items():
            answers = self._answers(question, [leaves[id] for id in groups])
            batch.set_code((question, None), answers)
        if self._inheritance is not None:
            leaf = self._inherited(batch)
            has = leaf >= 0
            out[rows[has]] = self._of_outcomes(self._inheritance.outcomes, leaf[has])
            rows = rows[~has]
            batch.drop(has)
        out[rows] = self._of_outcomes(self._outcomes, self._leaves(self._outcomes, batch))
        return out

    def _of_outcomes(self, arrays: TreeArrays, leaf: Ints) -> Ints:
        """The class number of each of these leaves of a last tree."""
        outcomes = arrays.tree.leaves
        return by_leaf(leaf, lambda n: self._number(self._classes.of(outcomes[n])))

    def _inherited(self, batch: Batch) -> Ints:
        """The leaf of each row in the tree of outcomes taken over; −1 where it has none."""
        assert self._inheritance is not None
        answers = {
            q: self._inheritance.numbers(q, batch.code((q, None)), self._leaves(gate, batch))
            for q, gate in self._inheritance.gates.items()
        }
        return self._inheritance.leaves(batch, answers)

    def _broken(self, arrays: TreeArrays, leaf: int) -> int:
        error = arrays.tree.leaves[leaf].error
        return self._number(self._classes.broken(error))

    def _answers(self, question: str, leaves: Sequence[Ints]) -> Ints:
        """The number of each row's answer to a question, from the leaves of its groups."""
        number = self._learner.answers[question].number
        if len(leaves) == 1:
            return by_leaf(leaves[0], lambda n: number((n,)))
        together = np.ascontiguousarray(np.stack(leaves, axis=1).astype(np.int32))
        whole = together.view(f"V{together.itemsize * len(leaves)}").ravel()
        _, first, of = np.unique(whole, return_index=True, return_inverse=True)
        numbers = [number(tuple(row)) for row in together[first].tolist()]
        return np.array(numbers, np.int32)[of.reshape(-1)]

    def _leaves(self, arrays: TreeArrays, batch: Batch) -> Ints:
        """The leaf of each row in a tree; what is missing is learnt."""
        at: Ints = np.full(batch.count, MISSING, np.int64)
        codes: Ints = np.empty((0, batch.count), np.int32)
        lost, steps = np.arange(batch.count), np.zeros(batch.count, np.int64)
        while lost.size:
            if arrays.tree.root is not None:
                arrays.refresh()
                at[at == MISSING] = arrays.tree.root
                new = [batch.code(look)[None] for look in arrays.looks[len(codes) :]]
                codes = np.concatenate([codes, *new])
                lost, steps = arrays.walk(codes, at, lost[at[lost] >= 0])
            if lost.size:
                _, first = np.unique(steps, return_index=True)
                for row in lost[first].tolist():
                    self.learn(batch.row(row))
                # A tree of one leaf has no edges; else the row must know its way by now.
                if arrays.tree.edges and len(arrays.tree.edges) == arrays.edges_read:
                    raise AssertionError("the traversal and the learner read a row differently")
        return -1 - at
