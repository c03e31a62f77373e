"""Finding classes by key: a table over the cells where it is small, else the keys met lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod

import numpy as np

from ..options import Kernel
from .kernel import BLOCK, Ints, Organs, Program, run

__all__ = ["MOST_KEYS", "ClassByKey"]

# Above this many keys (64 MB of classes) a table is not laid out; keys are met one by one.
MOST_KEYS = 1 << 24
ROOM = 1.5


class ClassByKey:
    """The keys of one set of columns, and the classes found for them.

    Args:
        resolve: The classes of rows, from the number of what each column contributes.
    """

    def __init__(self, resolve: Callable[[Sequence[Ints]], Ints]) -> None:
        self._resolve = resolve
        self._sizes: list[int] = []
        self._strides: list[int] = []
        self._table: Ints = np.empty(0, np.int32)
        self._slots: _Slots | None = None  # for keys too many for a table

    @property
    def nbytes(self) -> int:
        """How many bytes of memory the table takes, or what is kept in its place."""
        return self._table.nbytes + (self._slots.nbytes if self._slots is not None else 0)

    def run(
        self,
        columns: Sequence[Ints],
        numbers: Sequence[Ints],
        sizes: Sequence[int],
        place: Ints,
        organs: Callable[[], Organs],
        *,
        kernel: Kernel,
        threads: int,
    ) -> tuple[Ints, Ints]:
        """Classes and organs of the rows.

        Args:
            columns: Codes, one array a column.
            numbers: For each column, code → number of its contribution.
            sizes: How many contributions each column has.
            place: The place column's codes.
            organs: Makes the organ tables of the classes known by then.
            kernel: What gathers.
            threads: How many threads share the rows.
        """
        self._make_room(sizes)
        if prod(self._sizes) > MOST_KEYS:
            classes = self._by_occurrence(columns, numbers)
            identity = np.arange(max(int(classes.max()) + 1, 1), dtype=np.int32)
            program = Program((identity,), identity, organs())
            return run(program, [classes], place, kernel=kernel, threads=threads)
        kind = np.int16 if prod(self._sizes) <= 1 << 15 else np.int32
        luts = tuple((n * s).astype(kind) for n, s in zip(numbers, self._strides, strict=True))
        while True:
            classes, found = run(
                Program(luts, self._table, organs()), columns, place, kernel=kernel, threads=threads
            )
            if not self._learn(classes, columns, luts):
                return classes, found

    def _make_room(self, sizes: Sequence[int]) -> None:
        """Lay the keys out anew where a column has outgrown its room."""
        if len(sizes) == len(self._sizes) and all(
            n <= room for n, room in zip(sizes, self._sizes, strict=True)
        ):
            return
        self._sizes = [n if n <= 3 else int(n * ROOM) + 1 for n in sizes]
        if prod(self._sizes) > MOST_KEYS >= prod(sizes):
            self._sizes = list(sizes)  # no room to grow is better than no table
        self._strides = [prod(self._sizes[i + 1 :]) for i in range(len(sizes))]
        total = prod(self._sizes)
        self._table = np.full(total if total <= MOST_KEYS else 0, -1, np.int32)
        self._slots = None

    def _learn(self, classes: Ints, columns: Sequence[Ints], luts: Sequence[Ints]) -> bool:
        """Decide the keys not met before; whether there were any."""
        if not classes.size or classes.min() >= 0:
            return False
        rows = np.flatnonzero(classes < 0)
        keys = np.zeros(len(rows), np.int64)
        for lut, column in zip(luts, columns, strict=True):
            keys += lut[column[rows]]
        keys = np.unique(keys)
        self._table[keys] = self._resolve(self._parts_of(keys))
        return True

    def _parts_of(self, keys: Ints) -> list[Ints]:
        """For each column the number of its contribution to each key."""
        return [
            keys // stride % size for stride, size in zip(self._strides, self._sizes, strict=True)
        ]

    def _by_occurrence(self, columns: Sequence[Ints], numbers: Sequence[Ints]) -> Ints:
        """The same where the keys are too many for a table: those met lately are at hand."""
        classes = np.empty(len(columns[0]), np.int32)
        has_key = prod(self._sizes) < 1 << 62
        for start in range(0, len(classes), BLOCK):
            part = slice(start, min(start + BLOCK, len(classes)))
            if not has_key:
                found = [n[column[part]] for n, column in zip(numbers, columns, strict=True)]
                classes[part] = self._resolve(found)
                continue
            keys = np.zeros(part.stop - start, np.int64)
            for n, stride, column in zip(numbers, self._strides, columns, strict=True):
                keys += (n * np.int64(stride))[column[part]]
            classes[part] = self._hashed(keys)
        return classes

    def _hashed(self, keys: Ints) -> Ints:
        if self._slots is None:
            self._slots = _Slots()
        classes = self._slots.find(keys)
        missing = np.flatnonzero(classes < 0)
        if missing.size:
            distinct, at = np.unique(keys[missing], return_inverse=True)
            found = self._resolve(self._parts_of(distinct))
            self._slots.put(distinct, found)
            classes[missing] = found[at]
        return classes


class _Slots:
    """Keys and their classes, each at one of two slots that its hash gives; one may be taken over.

    A key that lost its slots is only found more slowly: the caller looks it up and puts it back.
    """

    def __init__(self, bits: int = 21) -> None:
        self._shift = np.uint64(64 - bits)
        self._keys: Ints = np.full(1 << bits, -1, np.int64)
        self._classes: Ints = np.zeros(1 << bits, np.int32)
        self.nbytes = self._keys.nbytes + self._classes.nbytes  # 24 MB

    def _slots(self, keys: Ints) -> tuple[Ints, Ints]:
        # Multiplicative hashing, by 2⁶⁴ / φ and by another odd number: the high bits count.
        factors = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)
        one, two = ((keys.view(np.uint64) * np.uint64(f)) >> self._shift for f in factors)
        return one.view(np.int64), two.view(np.int64)

    def find(self, keys: Ints) -> Ints:
        """The class of each key, −1 where both its slots hold others."""
        one, two = self._slots(keys)
        found: Ints = np.where(self._keys[one] == keys, self._classes[one], np.int32(-1))
        missing = np.flatnonzero(found < 0)
        at = two[missing]
        found[missing] = np.where(self._keys[at] == keys[missing], self._classes[at], -1)
        return found

    def put(self, keys: Ints, classes: Ints) -> None:
        """Give these keys a slot: the first if it is free, else the second."""
        one, two = self._slots(keys)
        slot = np.where(self._keys[one] < 0, one, two)
        self._keys[slot], self._classes[slot] = keys, classes
