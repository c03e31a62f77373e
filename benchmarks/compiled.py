"""A jurisdiction's tables for the bare kernel: columns of integers, a code list for each.

What ``ClassByKey`` does inside, for columns that are integers already: the engine's own encoders say
what each code contributes, its traversal finds the classes of the keys that occur. Nothing of the
rules is written here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from math import prod
from typing import Any

import numpy as np
from govrules import Jurisdiction
from govrules.classes.decision_class import DecisionClass
from govrules.columns.encode import Encoder
from govrules.columns.kernel import Ints, Program
from govrules.columns.organs import OrganNames
from govrules.columns.traverse import Traversal

__all__ = ["Compiled"]


class Compiled:
    """Tables over encoded columns.

    Args:
        jurisdiction: What decides.
        columns: Column → the fields in it, each with its values. A column of several fields
            holds every combination of their values, the first field's varying fastest.
            The first column varies slowest in the key: put first what is nearly always the same.
        place: The column that holds the place.
        day: As of when codes are read.
    """

    def __init__(
        self,
        jurisdiction: Jurisdiction,
        columns: Mapping[str, Mapping[str, Sequence[Any]]],
        place: str,
        day: date,
    ) -> None:
        self.classes = list[DecisionClass]()
        fields, classes = jurisdiction.fields, jurisdiction.classes
        self._number: dict[int, int] = {}
        encoders = {
            id: Encoder(fields[id], fields, classes.cells)
            for within in columns.values()
            for id in within
        }
        self._encoders = list(encoders.values())
        self._traversal = Traversal(classes, self._numbered)
        # For each column: what its codes contribute to each of its fields, and which of these.
        self._said: list[Ints] = []
        cells: list[Ints] = []
        for within in columns.values():
            said = [encoders[id].numbers(values, day)[0] for id, values in within.items()]
            rows = np.array([row[::-1] for row in product(*reversed(said))], np.int32)
            distinct, cell = np.unique(rows, axis=0, return_inverse=True)
            self._said.append(distinct)
            cells.append(cell.ravel())
        self._sizes = [len(distinct) for distinct in self._said]
        # A column whose codes all contribute the same is no part of the key.
        self.names = [name for name, size in zip(columns, self._sizes, strict=True) if size > 1]
        self._strides = [prod(self._sizes[n + 1 :]) for n in range(len(cells))]
        self.table: Ints = np.full(prod(self._sizes), -1, np.int32)
        kind = np.uint16 if len(self.table) <= 1 << 16 else np.uint32
        self.luts = tuple(
            (c * stride).astype(kind)
            for c, stride, size in zip(cells, self._strides, self._sizes, strict=True)
            if size > 1
        )
        self.organs = OrganNames(jurisdiction.context)
        ((id, places),) = columns[place].items()
        self._units = self.organs.units(fields[id], places, day)

    def _numbered(self, found: DecisionClass) -> int:
        number = self._number.setdefault(id(found), len(self.classes))
        if number == len(self.classes):
            self.classes.append(found)
        return number

    def learn(self, columns: Sequence[Ints]) -> int:
        """Decide the keys that these rows have; how many were new."""
        keys = np.zeros(len(columns[0]), np.int64)
        for lut, column in zip(self.luts, columns, strict=True):
            keys += lut[column]
        met = np.flatnonzero(np.bincount(keys, minlength=len(self.table)))
        new = met[self.table[met] < 0]
        if new.size:
            cells = [
                new // stride % size
                for stride, size in zip(self._strides, self._sizes, strict=True)
            ]
            self.table[new] = self._traversal.run(
                self._encoders,
                [
                    number
                    for said, cell in zip(self._said, cells, strict=True)
                    for number in said[cell].T
                ],
            )
        return len(new)

    def program(self) -> Program:
        """The tables as far as they are known."""
        return Program(self.luts, self.table, self.organs.tables(self.classes, self._units))
