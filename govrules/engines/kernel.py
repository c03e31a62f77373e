"""The kernel: from encoded columns to classes and owners, a few gathers a row.

    key   = lut₁[column₁] + lut₂[column₂] + …      each lut holds cell × stride
    class = table[key]
    owner = base[class] + unit[level[class], place]

In blocks that stay in the processor's cache; in NumPy, or in Numba where it is installed and
asked for. Both give the same results bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

__all__ = ["BLOCK", "Owners", "Program", "run"]

Ints: TypeAlias = npt.NDArray[Any]
Engine = Literal["numpy", "numba"]

# Rows a block: its buffers take about half a megabyte, so that they stay in the L2 cache.
BLOCK = 65_536


@attrs.frozen(eq=False)
class Owners:
    """How a class names its owner.

    Args:
        base: Class → where its block of owners begins.
        offset: Class → where the units of its level begin in ``unit``.
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
        owners: How classes name owners; ``None`` where only classes are wanted.
    """

    luts: tuple[Ints, ...]
    table: Ints
    owners: Owners | None = None


def run(
    program: Program, columns: Sequence[Ints], place: Ints | None = None, *,
    engine: Engine = "numpy", threads: int = 1,
    out: tuple[Ints, Ints] | None = None,
) -> tuple[Ints, Ints]:  # fmt: skip
    """Classes and owners of encoded rows.

    Args:
        program: The tables.
        columns: One array of codes for each lut, all of one length.
        place: The place column's codes, for owners.
        engine: ``"numpy"`` or ``"numba"``.
        threads: How many threads share the rows.
        out: Arrays to write into: classes (int32) and owners (int32).

    Returns:
        Classes and owners; a class of −1 has not been decided yet, and its owner means nothing.
    """
    rows = len(columns[0])
    classes, owners = out or (np.empty(rows, np.int32), np.empty(rows, np.int32))
    steps = _steps(engine)
    # Whole blocks to each thread, so that where a thread begins makes no difference.
    share = -(-rows // (threads * BLOCK)) * BLOCK or BLOCK
    spans = [(start, min(rows, start + share)) for start in range(0, rows, share)]

    def work(span: tuple[int, int]) -> None:
        _blocks(program, columns, place, classes, owners, span, steps)

    if len(spans) < 2:
        for span in spans:
            work(span)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, spans))
    return classes, owners


def _blocks(
    program: Program, columns: Sequence[Ints], place: Ints | None, classes: Ints, owners: Ints,
    span: tuple[int, int], steps: _Steps,
) -> None:  # fmt: skip
    kind = program.luts[0].dtype
    key, part = np.empty(BLOCK, kind), np.empty(BLOCK, kind)
    buffer = np.empty((2, BLOCK), np.int32)
    for start in range(span[0], span[1], BLOCK):
        stop = min(span[1], start + BLOCK)
        k, p = key[: stop - start], part[: stop - start]
        steps.first(program.luts[0], columns[0][start:stop], k)
        for lut, column in zip(program.luts[1:], columns[1:], strict=True):
            steps.add(lut, column[start:stop], k, p)
        steps.classify(program.table, k, classes[start:stop])
        if program.owners is not None and place is not None:
            steps.own(program.owners, classes[start:stop], place[start:stop],
                      owners[start:stop], buffer[:, : stop - start])  # fmt: skip


@attrs.frozen
class _Steps:
    """The inner loops of an engine."""

    first: Callable[[Ints, Ints, Ints], None]
    add: Callable[[Ints, Ints, Ints, Ints], None]
    classify: Callable[[Ints, Ints, Ints], None]
    own: Callable[[Owners, Ints, Ints, Ints, Ints], None]


def _take(lut: Ints, column: Ints, out: Ints) -> None:
    np.take(lut, column, out=out, mode="clip")  # clip: codes are in range, and it skips a copy


def _add(lut: Ints, column: Ints, key: Ints, part: Ints) -> None:
    np.take(lut, column, out=part, mode="clip")
    np.add(key, part, out=key)


def _own(owners: Owners, classes: Ints, place: Ints, out: Ints, buffer: Ints) -> None:
    at, unit = buffer
    np.take(owners.offset, classes, out=at, mode="clip")
    np.add(at, place, out=at)
    np.take(owners.unit, at, out=unit, mode="clip")
    np.take(owners.base, classes, out=out, mode="clip")
    np.add(out, unit, out=out)


def _steps(engine: Engine) -> _Steps:
    if engine == "numba":
        from . import kernel_numba as fast

        return _Steps(fast.take, fast.add, fast.take, fast.own)
    return _Steps(_take, _add, _take, _own)
