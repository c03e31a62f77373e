"""The kernel's inner loops in Numba (extra ``fast``): compiled on first use, then cached."""

# mypy: disable-error-code="no-untyped-def,untyped-decorator,misc"
from __future__ import annotations

from typing import Any

from numba import njit

__all__ = ["add", "own", "take"]


@njit(nogil=True, cache=True, boundscheck=False)
def take(lut, column, out) -> None:
    """``out = lut[column]``."""
    for i in range(column.shape[0]):
        out[i] = lut[column[i]]


@njit(nogil=True, cache=True, boundscheck=False)
def _add(lut, column, key) -> None:
    for i in range(column.shape[0]):
        key[i] += lut[column[i]]


@njit(nogil=True, cache=True, boundscheck=False)
def _own(base, offset, unit, classes, place, out) -> None:
    for i in range(classes.shape[0]):
        c = classes[i]
        if c >= 0:
            out[i] = base[c] + unit[offset[c] + place[i]]


def add(lut: Any, column: Any, key: Any, part: Any) -> None:
    """``key += lut[column]``."""
    _add(lut, column, key)


def own(owners: Any, classes: Any, place: Any, out: Any, buffer: Any) -> None:
    """``out = base[class] + unit[offset[class] + place]``."""
    _own(owners.base, owners.offset, owners.unit, classes, place, out)
