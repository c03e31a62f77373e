"""The kernel: from encoded columns to classes and their organs, a few gathers a row.

    key   = lut₁[column₁] + lut₂[column₂] + …      each lut holds cell × stride
    class = table[key]
    organ = base[class] + unit[level[class], place]      once for the lead, once for the owner

In NumPy, in blocks that stay in the processor's cache; or in Numba where it is installed and asked
for, in one loop. Both give the same results bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from ..options import Kernel, needed

__all__ = ["BLOCK", "Organs", "Program", "run"]

Ints: TypeAlias = npt.NDArray[Any]
Work: TypeAlias = "Callable[[Program, Sequence[Ints], Ints | None, Ints, Ints], None]"
"""Fills in classes and organs; one for each kernel."""

# Rows a block: its buffers take about half a megabyte, so that they stay in the L2 cache.
BLOCK = 65_536
# Columns of few codes are read as one by NumPy, as long as they have no more combinations.
MOST_JOINED = 4096


@attrs.frozen(eq=False)
class Organs:
    """How a class names the organs that a row tells: its lead and its owner.

    Args:
        base: For each organ told, class → where its block of names begins.
        offset: For each, class → where the units of its level begin in ``unit``.
        unit: For each level, and each value of the place column, the unit's number.
    """

    base: Ints
    offset: Ints
    unit: Ints


@attrs.frozen(eq=False)
class Program:
    """Tables ready to run.

    Args:
        luts: One for each column: code → cell × stride; the column's last code stands for null.
        table: Key → class; −1 where no matter with that key has been decided yet.
        organs: How classes name organs; ``None`` where only classes are wanted.
    """

    luts: tuple[Ints, ...]
    table: Ints
    organs: Organs | None = None


def run(
    program: Program,
    columns: Sequence[Ints],
    place: Ints | None = None,
    *,
    kernel: Kernel = "numpy",
    threads: int = 1,
    out: tuple[Ints, Ints] | None = None,
) -> tuple[Ints, Ints]:
    """Classes and organs of encoded rows.

    Args:
        program: The tables.
        columns: One array of codes for each lut, all of one length.
        place: The place column's codes, for organs.
        kernel: ``"numpy"`` or ``"numba"``.
        threads: How many threads share the rows.
        out: Arrays to write into: classes (int32), and a row of organs (int32) for each told.

    Returns:
        Classes and organs; a class of −1 has not been decided yet, and its organs mean nothing.

    Raises:
        GovrulesError: if Numba is wanted and not installed.
    """
    rows = len(columns[0])
    told = 0 if program.organs is None or place is None else len(program.organs.base)
    classes, organs = out or (np.empty(rows, np.int32), np.empty((told, rows), np.int32))
    work = _numba() if kernel == "numba" else _numpy
    # Whole blocks to each thread, so that where a thread begins makes no difference.
    share = -(-rows // (threads * BLOCK)) * BLOCK or BLOCK
    spans = [slice(start, min(rows, start + share)) for start in range(0, rows, share)]

    def run_one(span: slice) -> None:
        at = None if place is None else place[span]
        work(program, [c[span] for c in columns], at, classes[span], organs[:, span])

    if len(spans) < 2:
        for span in spans:
            run_one(span)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(run_one, spans))
    return classes, organs


def _numba() -> Work:
    needed("kernel", "numba", "fast", "numba")
    from .kernel_numba import work

    return work


def _numpy(
    program: Program, columns: Sequence[Ints], place: Ints | None, classes: Ints, organs: Ints
) -> None:
    """A gather at a time, in blocks: the buffers stay in the cache from one to the next."""
    groups = _joined(program.luts)
    key, part = np.empty((2, BLOCK), program.luts[0].dtype)
    code = np.empty(BLOCK, np.uint16)
    buffer = np.empty((2, BLOCK), np.int32)
    for start in range(0, len(classes), BLOCK):
        block = slice(start, min(len(classes), start + BLOCK))
        here = slice(0, block.stop - start)
        for n, (lut, members) in enumerate(groups):
            _take(lut, _code(members, columns, block, code[here]), (part if n else key)[here])
            if n:
                np.add(key[here], part[here], out=key[here])
        _take(program.table, key[here], classes[block])
        if program.organs is not None and place is not None:
            _seat(program.organs, classes[block], place[block], organs[:, block], buffer[:, here])


def _joined(luts: Sequence[Ints]) -> list[tuple[Ints, list[tuple[int, int]]]]:
    """The luts of few codes made into one, others as they are.

    Returns:
        Each lut, with the columns that it is for, and how many codes each of them has.
    """
    found: list[tuple[Ints, list[tuple[int, int]]]] = []
    for n in sorted(range(len(luts)), key=lambda n: len(luts[n])):
        size = len(luts[n])
        if found and len(found[-1][0]) * size <= MOST_JOINED:
            lut, members = found[-1]
            found[-1] = ((lut[:, None] + luts[n]).reshape(-1), [*members, (n, size)])
        else:
            found.append((luts[n], [(n, size)]))
    return found


def _code(
    members: Sequence[tuple[int, int]], columns: Sequence[Ints], block: slice, out: Ints
) -> Ints:
    """Some columns' codes as one number; a single column's as they are."""
    (first, _), *others = members
    code = columns[first][block]
    for n, size in others:
        np.multiply(code, size, out=out, dtype=out.dtype, casting="unsafe")
        code = np.add(out, columns[n][block], out=out, dtype=out.dtype, casting="unsafe")
    return code


def _take(lut: Ints, column: Ints, out: Ints) -> None:
    np.take(lut, column, out=out, mode="clip")  # clip: codes are in range, and it skips a copy


def _seat(organs: Organs, classes: Ints, place: Ints, out: Ints, buffer: Ints) -> None:
    at, unit = buffer
    for base, offset, organ in zip(organs.base, organs.offset, out, strict=True):
        _take(offset, classes, at)
        np.add(at, place, out=at)
        _take(organs.unit, at, unit)
        _take(base, classes, organ)
        np.add(organ, unit, out=organ)
