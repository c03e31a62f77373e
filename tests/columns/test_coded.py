"""Columns in codes: which row has which error."""

import numpy as np
from govrules.columns.coded import Coded, Faults
from govrules.errors import RecordError

ONE, TWO, THREE = (RecordError(name, name) for name in ("one", "two", "three"))


def column(codes: list[int], errors: dict[int, RecordError]) -> Coded:
    return Coded(np.array(codes, np.int32), np.zeros(3, np.int32), errors, None)


def test_a_batch_without_errors_has_no_column_of_them() -> None:
    """Most batches can be read whole, and pay nothing for it."""
    found = Faults.of([column([0, 1], {}), column([1, 1], {})], 2)
    assert found.of_row is None
    assert list(found.errors) == []


def test_a_row_has_the_error_of_the_first_column_that_cannot_be_read() -> None:
    """One error a row, in the order of the columns; the other rows have none."""
    found = Faults.of([column([0, 1, 2], {1: ONE}), column([0, 1, 0], {0: TWO, 1: THREE})], 3)
    assert found.of_row is not None
    told = [None if n < 0 else found.errors[n] for n in found.of_row]
    assert told == [TWO, ONE, TWO]


def test_a_code_of_null_may_be_at_fault() -> None:
    """The last code stands for null, and is a code like others."""
    found = Faults.of([column([2, 0], {2: ONE})], 2)
    assert found.of_row is not None
    assert [n >= 0 for n in found.of_row] == [True, False]
