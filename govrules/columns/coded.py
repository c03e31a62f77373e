"""A column in codes, what each code contributes, and the rows that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from ..errors import GovrulesError
from .kernel import Ints

__all__ = ["UNREAD", "Coded", "Entries", "Faults"]


# In place of the number of a contribution, where no row has asked for it yet.
UNREAD = -2


@attrs.frozen(eq=False)
class Entries:
    """The entries of a dictionary as read on a day: what each contributes, or why none.

    Args:
        values: The entries.
        numbers: The number of the contribution of each, and of null; ``UNREADABLE`` where an
            entry can't be read, ``UNREAD`` where none has been.
        errors: The errors of those that can't be, by entry.
        units: Of places, for each level the unit of each entry, and of null.
    """

    values: Any
    numbers: Ints
    errors: Mapping[int, GovrulesError]
    units: Ints | None = None

    @classmethod
    def unread(cls, values: Any, units: Ints | None) -> Entries:
        """Entries of which none is read; ``units`` are what holds of all places."""
        numbers: Ints = np.full(len(values) + 1, UNREAD, np.int32)
        numbers[-1] = 0
        return cls(values, numbers, {}, units)

    def with_read(
        self,
        at: Ints,
        numbers: Sequence[int],
        errors: Mapping[int, GovrulesError],
        units: Ints | None,
    ) -> Entries:
        """The same with the entries in these places read; what was read before stays."""
        told = self.numbers.copy()
        told[at] = numbers
        known = {**self.errors, **{int(at[n]): error for n, error in errors.items()}}
        if self.units is None or units is None:
            return Entries(self.values, told, known)
        sits = self.units.copy()
        sits[:, at] = units
        return Entries(self.values, told, known, sits)


@attrs.frozen(eq=False)
class Coded:
    """A column as codes, and the number of the contribution of each code; null ends each era.

    ``errors`` has those of the codes that can't be read; ``units``, of places, for each level the
    unit of each code.
    """

    codes: Ints
    numbers: Ints
    errors: Mapping[int, GovrulesError]
    units: Ints | None

    @classmethod
    def of(cls, codes: Ints, eras: Sequence[Entries]) -> Coded:
        """A column whose codes go through the entries of one era after the other."""
        width = len(eras[0].numbers)
        units = [entries.units for entries in eras if entries.units is not None]
        return cls(
            codes,
            np.concatenate([entries.numbers for entries in eras]),
            {n * width + at: e for n, part in enumerate(eras) for at, e in part.errors.items()},
            np.concatenate(units, axis=1) if units else None,
        )


@attrs.frozen(eq=False)
class Faults:
    """The rows that can't be read: the number of each row's error, −1 where it has none.

    ``of_row`` is ``None`` where all rows can be read, as those of most batches can.
    """

    of_row: Ints | None
    errors: Sequence[GovrulesError]

    @classmethod
    def of(cls, columns: Iterable[Coded], rows: int) -> Faults:
        """Each row's first error, in the order of the columns."""
        faulty = [column for column in columns if column.errors]
        if not faulty:
            return cls(None, ())
        of_row: Ints = np.full(rows, -1, np.int32)
        errors: list[GovrulesError] = []
        for column in faulty:
            number: Ints = np.full(len(column.numbers), -1, np.int32)
            number[list(column.errors)] = range(len(errors), len(errors) + len(column.errors))
            errors += column.errors.values()
            found = number[column.codes]
            of_row = np.where(of_row < 0, found, of_row)
        return cls(of_row, errors)
