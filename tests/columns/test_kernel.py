"""The kernel gives what its definition says, in blocks and in threads."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("pyarrow")
np = pytest.importorskip("numpy")

from govrules.columns.kernel import BLOCK, Organs, Program, run  # noqa: E402


def made(rows: int, seed: int = 0) -> tuple[Any, list[Any], Any]:
    """Tables over three columns, and rows of them."""
    rng = np.random.default_rng(seed)
    sizes, strides = (3, 50, 7), (350, 7, 1)
    luts = tuple((np.arange(n) * s).astype(np.uint16) for n, s in zip(sizes, strides, strict=True))
    table = rng.integers(-1, 20, 1050).astype(np.int32)
    offsets = (rng.integers(0, 3, (2, 20)) * 11).astype(np.int32)
    organs = Organs(
        rng.integers(0, 900, (2, 20)).astype(np.int32), offsets, np.arange(33, dtype=np.int32)
    )
    columns = [rng.integers(0, n, rows).astype(np.int32) for n in sizes]
    return Program(luts, table, organs), columns, rng.integers(0, 11, rows).astype(np.int32)


@pytest.mark.parametrize("rows", [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 5])
@pytest.mark.parametrize("threads", [1, 3])
def test_each_row_is_what_the_definition_says(rows: int, threads: int) -> None:
    """One gather a column, one for the class, one for each organ; at the edge of a block as well."""
    program, columns, place = made(rows)
    classes, organs = run(program, columns, place, threads=threads)
    expected = program.table[
        sum(lut[c].astype(int) for lut, c in zip(program.luts, columns, strict=True))
    ]
    assert (classes == expected).all()
    known = classes >= 0
    own = program.organs
    at = own.offset[:, classes[known]] + place[known]
    assert (organs[:, known] == own.base[:, classes[known]] + own.unit[at]).all()


def test_without_places_there_are_classes_alone() -> None:
    """Organs are not worked out where no place column is given."""
    program, columns, place = made(100)
    assert (run(program, columns)[0] == run(program, columns, place)[0]).all()
