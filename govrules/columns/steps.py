"""What follows each cell at each node of a tree: a hash table in arrays, asked for many rows.

Open addressing: a step is at the slot that its hash gives, or at the first free one after it.
"""

from __future__ import annotations

import numpy as np

from .kernel import Ints

__all__ = ["MISSING", "Steps", "step_of"]

MISSING = -(1 << 31)
"""What follows a step that is not there."""

FREE = np.iinfo(np.int64).min
# 2⁶⁴ / φ: multiplied by it, neighbouring numbers lie far apart, and the high bits tell them apart.
FACTOR = np.uint64(0x9E3779B97F4A7C15)


def step_of(node: Ints, cell: Ints) -> Ints:
    """A node and a cell as one number; of a cell below zero it is that of no step."""
    return (node.astype(np.int64) << 32) + cell


class Steps:
    """Steps, and what follows each."""

    def __init__(self) -> None:
        self._count = 0
        self._lay_out(10)

    def _lay_out(self, bits: int) -> None:
        self._shift, self._last = np.uint64(64 - bits), (1 << bits) - 1
        self._keys: Ints = np.full(1 << bits, FREE, np.int64)
        self._after: Ints = np.full(1 << bits, MISSING, np.int32)

    def put(self, steps: Ints, after: Ints) -> None:
        """Add steps that are not there yet, each once."""
        self._count += len(steps)
        if 2 * self._count > len(self._keys):  # half of it stays free, so that slots are found soon
            held = self._keys != FREE
            steps = np.concatenate([self._keys[held], steps])
            after = np.concatenate([self._after[held], after])
            self._lay_out(int(4 * self._count).bit_length())
        slot = self._slot(steps)
        while steps.size:
            free = self._keys[slot] == FREE
            self._keys[slot[free]] = steps[free]  # of several for one slot the last
            placed = self._keys[slot] == steps
            self._after[slot[placed]] = after[placed]
            steps, after, slot = steps[~placed], after[~placed], self._next(slot[~placed])

    def find(self, steps: Ints) -> Ints:
        """What follows each step, ``MISSING`` where it is not there."""
        slot = self._slot(steps)
        after: Ints = self._after[slot]  # a free slot has ``MISSING``
        left = np.flatnonzero(self._is_other(slot, steps))
        slot = slot[left]
        while left.size:
            slot = self._next(slot)
            after[left] = self._after[slot]
            on = self._is_other(slot, steps[left])
            left, slot = left[on], slot[on]
        return after

    def _is_other(self, slot: Ints, steps: Ints) -> Ints:
        """Whether a slot holds another step."""
        held = self._keys[slot]
        other: Ints = (held != steps) & (held != FREE)
        return other

    def _slot(self, steps: Ints) -> Ints:
        slot: Ints = ((steps.view(np.uint64) * FACTOR) >> self._shift).view(np.int64)
        return slot

    def _next(self, slot: Ints) -> Ints:
        return (slot + 1) & self._last
