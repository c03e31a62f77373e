"""Steps are found again, and no others."""

from __future__ import annotations

import numpy as np
from govrules.columns.steps import MISSING, Steps, step_of
from hypothesis import given
from hypothesis import strategies as st

PAIRS = st.tuples(st.integers(0, 3_000_000), st.integers(0, 5_000))
PARTS = st.lists(st.lists(PAIRS, max_size=400), max_size=6)


def steps_of(pairs: list[tuple[int, int]]) -> np.ndarray:
    """The steps of pairs of a node and a cell."""
    node, cell = np.array(pairs, np.int64).reshape(-1, 2).T
    return step_of(node, cell)


@given(PARTS, st.lists(st.tuples(st.integers(0, 3_000_000), st.integers(-1, 5_000)), max_size=50))
def test_what_was_put_is_found_and_nothing_else(
    parts: list[list[tuple[int, int]]], others: list[tuple[int, int]]
) -> None:
    """As a dictionary finds it, however often the table had to grow."""
    known: dict[tuple[int, int], int] = {}
    steps = Steps()
    for part in parts:
        new = [pair for pair in dict.fromkeys(part) if pair not in known]
        after = range(len(known), len(known) + len(new))
        known.update(zip(new, after, strict=True))
        steps.put(steps_of(new), np.array(after, np.int64))
    asked = [*known, *others]
    assert steps.find(steps_of(asked)).tolist() == [known.get(pair, MISSING) for pair in asked]


def test_many_steps_of_one_node() -> None:
    """A node at which every cell leads on, and its neighbour at which none does."""
    steps, cells = Steps(), np.arange(100_000)
    steps.put(step_of(np.zeros_like(cells), cells), cells)
    assert (steps.find(step_of(np.zeros_like(cells), cells)) == cells).all()
    assert (steps.find(step_of(np.ones_like(cells), cells)) == MISSING).all()
