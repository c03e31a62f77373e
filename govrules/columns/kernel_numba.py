"""The kernel as one loop in Numba (extra ``fast``): compiled on first use, then cached on disk.

A row's columns, its class and its organs are done with while they are in the registers. Numbers
are taken as unsigned, since for signed ones Numba asks each index whether it counts from the end.
"""

# mypy: disable-error-code="no-untyped-def,untyped-decorator,misc"
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numba import njit
from numba.extending import overload

__all__ = ["work"]


def _key(luts, columns, row) -> Any:
    """The sum of ``lut[column[row]]``; for compiled code only."""
    raise NotImplementedError


@overload(_key)
def _halves(luts, columns, row) -> Any:
    """Unrolled while compiling, since the columns are of several types: by halves, to nest less."""
    half = len(luts) // 2
    if not half:
        return lambda luts, columns, row: luts[0][columns[0][row]]
    return lambda luts, columns, row: (
        _key(luts[:half], columns[:half], row) + _key(luts[half:], columns[half:], row)
    )


@njit(nogil=True, cache=True, boundscheck=False)
def _classify(luts, columns, table, classes) -> None:
    for row in range(classes.shape[0]):
        classes[row] = table[_key(luts, columns, row)]


@njit(nogil=True, cache=True, boundscheck=False)
def _decide(luts, columns, table, base, offset, unit, place, classes, organs) -> None:
    for row in range(classes.shape[0]):
        found = table[_key(luts, columns, row)]
        classes[row] = found
        if found >= 0:
            one = np.uint32(found)
            for organ in range(organs.shape[0]):
                organs[organ, row] = base[organ, one] + unit[offset[organ, one] + place[row]]


def work(program: Any, columns: Sequence[Any], place: Any, classes: Any, organs: Any) -> None:
    """Fill in classes and organs; see :func:`.kernel.run`."""
    # Sorted by their width, lest every order of the same columns be compiled anew.
    pairs = sorted(zip(program.luts, columns, strict=True), key=lambda pair: pair[1].itemsize)
    luts, codes = (tuple(map(_unsigned, some)) for some in zip(*pairs, strict=True))
    if program.organs is None or place is None:
        _classify(luts, codes, program.table, classes)
        return
    own = program.organs
    _decide(
        luts,
        codes,
        program.table,
        own.base,
        _unsigned(own.offset),
        own.unit,
        _unsigned(place),
        classes,
        organs,
    )


def _unsigned(numbers: Any) -> Any:
    """The same numbers, none of which is negative, as one type whether writable or not."""
    view = numbers.view(f"u{numbers.dtype.itemsize}")
    view.flags.writeable = False
    return view
