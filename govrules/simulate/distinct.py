"""Which numbers occur in a column, found without sorting it."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["cases", "distinct"]

Ints: TypeAlias = "NDArray[Any]"
# A table of this many places is made where numbers lie within as many; else they are sorted.
MOST_PLACES = 1 << 23


def distinct(numbers: Ints) -> tuple[Ints, Ints]:
    """The distinct numbers in their order, and where among them each is.

    Args:
        numbers: Whole numbers, none negative; shape: (rows,).
    """
    most = int(numbers.max()) + 1 if len(numbers) else 0
    if most > MOST_PLACES:
        found, where = np.unique(numbers, return_inverse=True)
        return found, where
    occurs = np.zeros(most, bool)
    occurs[numbers] = True
    found = np.flatnonzero(occurs)
    place = np.zeros(most, np.int64)
    place[found] = np.arange(len(found))
    return found, place[numbers]


def cases(*columns: Ints) -> tuple[list[Ints], Ints]:
    """The distinct combinations of columns, a column each, and where among them each row is.

    Args:
        columns: Whole numbers, not below −2; shape: (rows,) each.
    """
    key, wide = np.zeros(len(columns[0]), np.int64), []
    for column in columns:
        wide.append(int(column.max()) + 3 if len(column) else 1)
        key = key * wide[-1] + column + 2
    found, where = distinct(key)
    parts = []
    for width in reversed(wide):
        parts.append(found % width - 2)
        found = found // width
    return parts[::-1], where
