"""A batch of rows on its way down the trees: what each look-up finds for every row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from ..classes.decision_class import Classes
from ..evaluate.trace import LookUp, cell_of
from ..values import UNKNOWN
from .encode import Contribution, Encoder
from .kernel import Ints
from .tree_arrays import CellNumbers

__all__ = ["Batch", "ColumnCells"]

FIRM: frozenset[str] = frozenset()


class ColumnCells:
    """What the contributions of one column say of each field, as cell numbers; −1 is nothing."""

    def __init__(self, encoder: Encoder, classes: Classes, numbers: CellNumbers) -> None:
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
        cell = self._numbers.of(field, cell_of(value, FIRM))
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

    def _lut(self, key: Any, said: dict[int, int]) -> Ints:
        if key not in self._luts:
            lut: Ints = np.full(self._done, -1, np.int32)
            lut[list(said)] = list(said.values())
            self._luts[key] = lut
        return self._luts[key]


class Batch:
    """Rows, and what is known of them so far.

    Args:
        columns: What the contributions of each column say.
        cells: The numbers of cells.
        contributions: For each column the number of every row's contribution.
    """

    def __init__(
        self, columns: Sequence[ColumnCells], cells: CellNumbers, contributions: Sequence[Ints]
    ) -> None:
        self._columns, self._cells = columns, cells
        self._contributions = list(contributions)
        self._codes: dict[LookUp, Ints] = {}
        self.count = len(contributions[0])

    def row(self, number: int) -> list[Contribution]:
        """Return the contributions of one row."""
        pairs = zip(self._columns, self._contributions, strict=True)
        return [column.encoder.found[mine[number]] for column, mine in pairs]

    def drop(self, rows: Ints) -> None:
        """Let go of the rows that a mask marks."""
        self._contributions = [mine[~rows] for mine in self._contributions]
        self._codes = {look: code[~rows] for look, code in self._codes.items()}
        self.count -= int(rows.sum())

    def code(self, look: LookUp) -> Ints:
        """Return what a look-up finds for each row, by number."""
        if look not in self._codes:
            if isinstance(look, str):
                self._codes[look] = self._said(look)
            else:
                assert look[1] is not None  # answers are set as they are found
                self._codes[look] = self._since(look[0], look[1])
        return self._codes[look]

    def set_code(self, look: LookUp, code: Ints) -> None:
        """Say what a look-up finds for each row from now on."""
        self._codes[look] = code

    def bind(self, bound: dict[str, Ints], leaf: Ints) -> None:
        """Make the answers at these leaves known to the questions that come after."""
        for field, lut in bound.items():
            new = lut[leaf]
            self._codes[field] = np.where(new >= 0, new, self.code(field))

    def _said(self, field: str) -> Ints:
        code: Ints = np.zeros(self.count, np.int32)
        for column, mine in zip(self._columns, self._contributions, strict=True):
            if column.speaks_of(field):
                said = column.cells(field)[mine]
                # What another column implies goes before "unknown" said outright.
                unknown = self._cells.of(field, UNKNOWN)
                code = np.where((said >= 0) & ((said != unknown) | (code == 0)), said, code)
        return code

    def _since(self, field: str, bound: date) -> Ints:
        code: Ints = np.zeros(self.count, np.int32)
        for column, mine in zip(self._columns, self._contributions, strict=True):
            if column.speaks_of(field):
                code |= column.days(field)[mine] >= bound.toordinal()
        return code
