"""Walking many matters down the tables at once, each look-up one gather for all of them.

    after = trans[base[node] + code[look[node], row]]        until every row stands at a leaf

A matter comes as the numbers of what its columns contribute (:mod:`.encode`). Where a row is the
first of its case the tables learn it from the reference evaluator, and the walk goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np

from ..classes.decision_class import Classes, DecisionClass
from ..classes.tree import Cell, Leaf, Tree, cell_of
from ..errors import GovrulesError
from ..evaluate.trace import Look
from ..values import UNKNOWN
from .encode import Encoder, merge
from .kernel import Ints

__all__ = ["Walker"]

MISSING = -(1 << 31)


class _Numbers:
    """A number for each cell of each look-up; 0 is what is found where nothing is said."""

    def __init__(self, classes: Classes) -> None:
        self._assumed = {f: cell_of(v, frozenset((f,))) for f, v in classes.assumed.items()}
        self._of: dict[Look, dict[Cell, int]] = {}

    def of(self, look: Look, cell: Cell) -> int:
        """The number of a cell; of a bound 0 and 1, of an answer the answer's own."""
        if isinstance(look, tuple):
            return int(cell)
        known = self.known(look)
        return known.setdefault(cell, len(known))

    def known(self, field: str) -> dict[Cell, int]:
        """Cell → number."""
        return self._of.setdefault(field, {self._assumed.get(field, UNKNOWN): 0})


class _Flat:
    """A tree as arrays; what was planted since is added when it is next used."""

    def __init__(self, tree: Tree, numbers: _Numbers) -> None:
        self.tree, self._numbers = tree, numbers
        self.looks: list[Look] = []
        self._at: dict[Look, int] = {}
        self._edges: list[tuple[int, int, int]] = []
        self._done = 0
        self._widths: tuple[int, ...] = ()
        self.look: Ints = np.empty(0, np.int32)
        self.base: Ints = np.empty(0, np.int64)
        self.trans: Ints = np.empty(0, np.int32)
        self._leaves_read = 0
        self._bound: dict[str, Ints] = {}
        self._failed: list[int] = []

    def refresh(self, width: Callable[[Look], int]) -> None:
        """Bring the arrays up to date; ``width`` tells how many cells a look-up has by now."""
        tree = self.tree
        for look in tree.looks[len(self.look) :]:
            if look not in self._at:
                self._at[look] = len(self.looks)
                self.looks.append(look)
        for node, cell, after in tree.edges[self._done :]:
            self._edges.append((node, self._numbers.of(tree.looks[node], cell), after))
        widths = tuple(map(width, self.looks))
        if self._done == len(tree.edges) and widths == self._widths:
            return
        self._done, self._widths = len(tree.edges), widths
        self.look = np.array([self._at[look] for look in tree.looks], np.int32)
        each = np.array(widths, np.int64)[self.look]
        self.base = np.concatenate([[0], np.cumsum(each)[:-1]])
        self.trans = np.full(int(each.sum()), MISSING, np.int32)
        if self._edges:
            node, cell, after = np.array(self._edges, np.int64).T
            self.trans[self.base[node] + cell] = after

    def bound(self) -> dict[str, Ints]:
        """Field → for each leaf, the number of the cell that it makes of the field; −1: none."""
        self._read_leaves()
        return self._bound

    def failed(self) -> list[int]:
        """The leaves that are errors."""
        self._read_leaves()
        return self._failed

    def _read_leaves(self) -> None:
        leaves = self.tree.leaves
        if self._leaves_read == len(leaves):
            return
        self._leaves_read = len(leaves)
        self._failed = [x.number for x in leaves if x.error is not None]
        self._bound = {f: np.full(len(leaves), -1, np.int32) for x in leaves for f, _, _ in x.bound}
        for x in leaves:
            for field, value, rests in x.bound:
                self._bound[field][x.number] = self._numbers.of(field, cell_of(value, rests))

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
            step = self.base[node] + codes[self.look[node], rows]
            after = self.trans[step]
            missing = after == MISSING
            if missing.any():
                lost.append(rows[missing])
                steps.append(step[missing])
            at[rows] = np.where(missing, node, after)
            rows = rows[after >= 0]
        nothing: Ints = np.empty(0, np.int64)
        return np.concatenate([nothing, *lost]), np.concatenate([nothing, *steps])


class _Column:
    """What the contributions of one column say of each field, as cell numbers; −1 is nothing."""

    def __init__(self, encoder: Encoder, classes: Classes, numbers: _Numbers) -> None:
        self.encoder, self._classes, self._numbers = encoder, classes, numbers
        self._done = 0
        self._cells: dict[str, dict[int, int]] = {}
        self._days: dict[str, dict[int, int]] = {}
        self._own: dict[str, dict[int, Any]] = {}
        self._luts: dict[Any, Ints] = {}

    def refresh(self) -> None:
        """Take in what the encoder has found since."""
        found = self.encoder.found
        if self._done == len(found):
            return
        for number in range(self._done, len(found)):
            one = found[number]
            for field in one.said:
                self._say(field, number, UNKNOWN)
            for field, value in (*one.values, *one.implied):
                self._own.setdefault(field, {})[number] = value
                self._say(field, number, self._classes.cells.of(field, value))
        self._done = len(found)
        self._luts.clear()

    def _say(self, field: str, number: int, value: Any) -> None:
        cell = self._numbers.of(field, cell_of(value, None))
        self._cells.setdefault(field, {})[number] = cell
        if isinstance(value, date):
            self._days.setdefault(field, {})[number] = value.toordinal()

    def speaks_of(self, field: str) -> bool:
        """Whether some contribution says something of the field."""
        return field in self._cells

    def cells(self, field: str) -> Ints:
        """Contribution → cell number."""
        return self._lut((field, "cell"), self._cells.get(field, {}))

    def days(self, field: str) -> Ints:
        """Contribution → the day as an ordinal."""
        return self._lut((field, "day"), self._days.get(field, {}))

    def values(self, field: str, numbering: dict[Any, int]) -> Ints:
        """Contribution → the number of the value itself, which a cell may hold with others."""
        said = self._own.get(field, {})
        return self._lut(
            (field, "own"), {n: numbering.setdefault(v, len(numbering)) for n, v in said.items()}
        )

    def errors(self) -> list[int]:
        """The contributions that cannot be read."""
        return [n for n, one in enumerate(self.encoder.found) if one.error is not None]

    def _lut(self, key: Any, said: dict[int, int]) -> Ints:
        if key not in self._luts:
            lut: Ints = np.full(self._done, -1, np.int32)
            lut[list(said)] = list(said.values())
            self._luts[key] = lut
        return self._luts[key]


class Walker:
    """Finds the classes of matters that come as the numbers of their contributions.

    Args:
        classes: The classes and their tables.
        encoders: One for each column, in the order in which a record is read.
        number: The number to give for a class.
    """

    def __init__(
        self, classes: Classes, encoders: Sequence[Encoder], number: Callable[[DecisionClass], int]
    ) -> None:
        self._classes, self._number = classes, number
        self._tables = classes.tables
        self._numbers = _Numbers(classes)
        self._columns = [_Column(e, classes, self._numbers) for e in encoders]
        self._flats = [_Flat(tree, self._numbers) for tree in self._tables.trees]
        self._last = _Flat(self._tables.last, self._numbers)
        self._checked = self._implied()

    def _implied(self) -> list[tuple[int, int, str]]:
        """Column, the column that may imply its field, and the field."""
        at = {c.encoder.field.id: n for n, c in enumerate(self._columns)}
        return [
            (n, at[field.reads[0]], id)
            for id, n in at.items()
            if (field := self._columns[n].encoder.field).reads is not None and field.reads[0] in at
        ]

    def run(self, numbers: Sequence[Ints]) -> Ints:
        """The class number of each row.

        Args:
            numbers: For each column the number of every row's contribution.
        """
        for column in self._columns:
            column.refresh()
        out: Ints = np.full(len(numbers[0]), -1, np.int32)
        self._unreadable(numbers, out)
        rows = np.flatnonzero(out < 0)
        if rows.size:
            found = _Rows(self, [n[rows] for n in numbers] if rows.size < out.size else numbers)
            out[rows] = found.classes()
        return out

    def _unreadable(self, numbers: Sequence[Ints], out: Ints) -> None:
        """Give the rows that cannot be read, or contradict themselves, the class of their error."""
        for column, mine in zip(self._columns, numbers, strict=True):
            for bad in column.errors():
                error = column.encoder.found[bad].error
                assert error is not None
                out[(mine == bad) & (out < 0)] = self._number(self._classes.broken(error))
        for own, source, field in self._checked:
            numbering: dict[Any, int] = {}
            a = self._columns[own].values(field, numbering)[numbers[own]]
            b = self._columns[source].values(field, numbering)[numbers[source]]
            for row in np.flatnonzero((a >= 0) & (b >= 0) & (a != b) & (out < 0)).tolist():
                out[row] = self._number(self.learn([int(n[row]) for n in numbers]))

    def learn(self, row: Sequence[int]) -> DecisionClass:
        """The class of one row, which the tables know from now on."""
        given = [c.encoder.found[n] for c, n in zip(self._columns, row, strict=True)]
        fields = self._classes.parts.rules.declared
        try:
            return self._classes.find(merge(given, fields, self._classes.assumed))
        except GovrulesError as error:
            return self._classes.broken(error)


class _Rows:
    """Rows that are being walked: what is known of them so far."""

    def __init__(self, walker: Walker, numbers: Sequence[Ints]) -> None:
        self._w, self._numbers = walker, list(numbers)
        self._count = len(numbers[0])
        self._codes: dict[Look, Ints] = {}

    def classes(self) -> Ints:
        """The class number of each row."""
        w = self._w
        out: Ints = np.full(self._count, -1, np.int32)
        rows: Ints = np.arange(self._count)
        for unit, flat in zip(w._tables.units, w._flats, strict=True):
            leaf = self._leaves(flat)
            if flat.failed() and (bad := np.isin(leaf, flat.failed())).any():
                out[rows[bad]] = self._broken(flat.tree.leaves, leaf[bad])
                rows, leaf = rows[~bad], leaf[~bad]
                self._drop(bad)
            self._bind(flat, leaf)
            self._codes[unit.id, None] = leaf
        for question, units in w._tables.units_of.items():
            self._codes[question, None] = self._answers(question, units)
        leaf = self._leaves(w._last)
        out[rows] = self._gather(leaf, lambda n: w._number(self._class(w._last.tree.leaves[n])))
        return out

    def _answers(self, question: str, units: Sequence[str]) -> Ints:
        """The number of each row's answer to a question, from the leaves of its units."""
        number = self._w._tables.pools[question].number
        leaves = [self._codes.pop((unit, None)) for unit in units]
        if len(leaves) == 1:
            return self._gather(leaves[0], lambda n: number((n,)))
        together = np.ascontiguousarray(np.stack(leaves, axis=1).astype(np.int32))
        whole = together.view(f"V{together.itemsize * len(units)}").ravel()
        _, first, of = np.unique(whole, return_index=True, return_inverse=True)
        numbers = [number(tuple(row)) for row in together[first].tolist()]
        return np.array(numbers, np.int32)[of.reshape(-1)]

    def _class(self, leaf: Leaf) -> DecisionClass:
        assert leaf.outcome is not None
        return self._w._classes.of(leaf.outcome)

    def _broken(self, leaves: Sequence[Leaf], leaf: Ints) -> Ints:
        def number(n: int) -> int:
            error = leaves[n].error
            assert error is not None
            return self._w._number(self._w._classes.broken(error))

        return self._gather(leaf, number)

    def _gather(self, leaf: Ints, of: Callable[[int], int]) -> Ints:
        """What a function says of each row's leaf, asked once a leaf."""
        if not leaf.size:
            return leaf.astype(np.int32)
        met = np.flatnonzero(np.bincount(leaf))
        lut: Ints = np.full(int(leaf.max()) + 1, -1, np.int32)
        lut[met] = [of(n) for n in met.tolist()]
        return lut[leaf]

    def _drop(self, bad: Ints) -> None:
        self._numbers = [n[~bad] for n in self._numbers]
        self._codes = {look: code[~bad] for look, code in self._codes.items()}
        self._count -= int(bad.sum())

    def _bind(self, flat: _Flat, leaf: Ints) -> None:
        """Make the answers known to the questions that come after."""
        for field, lut in flat.bound().items():
            new = lut[leaf]
            self._codes[field] = np.where(new >= 0, new, self._code(field))

    def _leaves(self, flat: _Flat) -> Ints:
        """The leaf of each row in a question's tree; what is missing is learnt."""
        at: Ints = np.full(self._count, MISSING, np.int64)
        lost, steps = np.arange(self._count), np.zeros(self._count, np.int64)
        while lost.size:
            if flat.tree.root is not None:
                flat.refresh(self._width)
                at[at == MISSING] = flat.tree.root
                codes = np.stack([self._code(look) for look in flat.looks] or [np.zeros(0)])
                lost, steps = flat.walk(codes.astype(np.int64), at, lost[at[lost] >= 0])
            if lost.size:
                known = len(flat.tree.edges)
                _, first = np.unique(steps, return_index=True)
                for row in lost[first].tolist():
                    self._w.learn([int(n[row]) for n in self._numbers])
                # A tree of one leaf has no edges; else the row must know its way by now.
                if len(flat.tree.edges) == known and flat.tree.edges:
                    raise AssertionError("the walk and the tables read a row differently")
        return -1 - at

    def _width(self, look: Look) -> int:
        if isinstance(look, str):
            self._code(look)
            return len(self._w._numbers.known(look))
        if look[1] is not None:
            return 2
        return len(self._w._tables.pools[look[0]].answers)

    def _code(self, look: Look) -> Ints:
        """What a look-up finds for each row."""
        if look not in self._codes:
            if isinstance(look, str):
                self._codes[look] = self._said(look)
            else:
                assert look[1] is not None
                self._codes[look] = self._since(look[0], look[1])
        return self._codes[look]

    def _said(self, field: str) -> Ints:
        code: Ints = np.zeros(self._count, np.int32)
        for column, mine in zip(self._w._columns, self._numbers, strict=True):
            if column.speaks_of(field):
                said = column.cells(field)[mine]
                # What another column implies goes before "unknown" said outright.
                unknown = self._w._numbers.of(field, UNKNOWN)
                code = np.where((said >= 0) & ((said != unknown) | (code == 0)), said, code)
        return code

    def _since(self, field: str, bound: date) -> Ints:
        code: Ints = np.zeros(self._count, np.int32)
        for column, mine in zip(self._w._columns, self._numbers, strict=True):
            if column.speaks_of(field):
                code |= column.days(field)[mine] >= bound.toordinal()
        return code
