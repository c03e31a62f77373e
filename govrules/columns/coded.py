"""A column in codes, what each code contributes, and the rows that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from ..errors import GovrulesError
from .kernel import Ints

__all__ = ["Coded", "Entries", "Faults"]


@attrs.frozen(eq=False)
class Entries:
    """The entries of a dictionary as read on a day: what each contributes, or why none.

    Args:
        values: The entries.
        numbers: The number of the contribution of each, and of null; ``UNREADABLE`` where an
            entry can't be read.
        errors: The errors of those, by entry.
    """

    values: Any
    numbers: Ints
    errors: Mapping[int, GovrulesError]


@attrs.frozen(eq=False)
class Coded:
    """A column as codes, and the number of the contribution of each code; the last is null.

    ``values`` is what the codes stand for in one era; ``errors`` has those of the codes that can't
    be read.
    """

    codes: Ints
    numbers: Ints
    values: Any
    errors: Mapping[int, GovrulesError]


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
