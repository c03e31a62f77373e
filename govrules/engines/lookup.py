"""Finding classes by key: a table over the cells where it is small, else the keys that occur."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod

import numpy as np

from .kernel import Engine, Ints, Owners, Program, run

__all__ = ["Lookup"]

# Above this many keys (64 MB of classes) a table is not laid out; keys are met one by one.
MOST_KEYS = 1 << 24
ROOM = 1.5


class Lookup:
    """The keys of one set of columns, and the classes found for them so far."""

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._strides: list[int] = []
        self._table: Ints = np.empty(0, np.int32)
        self._met: dict[int, int] = {}

    def run(
        self, columns: Sequence[Ints], numbers: Sequence[Ints], sizes: Sequence[int],
        resolve: Callable[[Sequence[int]], int], place: Ints, owners: Callable[[], Owners], *,
        engine: Engine, threads: int,
    ) -> tuple[Ints, Ints]:  # fmt: skip
        """Classes and owners of the rows.

        Args:
            columns: Codes, one array a column.
            numbers: For each column, code → number of its contribution.
            sizes: How many contributions each column has.
            resolve: The class of a combination of contributions.
            place: The place column's codes.
            owners: Makes the owner tables of the classes known by then.
            engine: The kernel to use.
            threads: How many threads share the rows.
        """
        self._make_room(sizes)
        if prod(self._sizes) > MOST_KEYS:
            return self._by_occurrence(columns, numbers, resolve, place, owners, engine, threads)
        kind = np.int16 if prod(self._sizes) <= 1 << 15 else np.int32
        luts = tuple((n * s).astype(kind) for n, s in zip(numbers, self._strides, strict=True))
        while True:
            classes, owned = run(Program(luts, self._table, owners()), columns, place,
                                 engine=engine, threads=threads)  # fmt: skip
            if not self._learn(classes, columns, luts, resolve):
                return classes, owned

    def _make_room(self, sizes: Sequence[int]) -> None:
        """Lay the keys out anew where a column has outgrown its room."""
        if len(sizes) == len(self._sizes) and all(
            n <= room for n, room in zip(sizes, self._sizes, strict=True)
        ):
            return
        self._sizes = [n if n <= 3 else int(n * ROOM) + 1 for n in sizes]
        self._strides = [prod(self._sizes[i + 1 :]) for i in range(len(sizes))]
        total = prod(self._sizes)
        self._table = np.full(total if total <= MOST_KEYS else 0, -1, np.int32)
        self._met = {}

    def _learn(
        self, classes: Ints, columns: Sequence[Ints], luts: Sequence[Ints],
        resolve: Callable[[Sequence[int]], int],
    ) -> bool:  # fmt: skip
        """Decide the keys not met before; whether there were any."""
        if not classes.size or classes.min() >= 0:
            return False
        rows = np.flatnonzero(classes < 0)
        keys = sum(lut[column[rows]].astype(np.int64)
                   for lut, column in zip(luts, columns, strict=True))  # fmt: skip
        for key in np.unique(keys).tolist():
            self._table[key] = resolve(self._parts_of(key))
        return True

    def _parts_of(self, key: int) -> list[int]:
        return [key // stride % size
                for stride, size in zip(self._strides, self._sizes, strict=True)]  # fmt: skip

    def _by_occurrence(
        self, columns: Sequence[Ints], numbers: Sequence[Ints],
        resolve: Callable[[Sequence[int]], int], place: Ints, owners: Callable[[], Owners],
        engine: Engine, threads: int,
    ) -> tuple[Ints, Ints]:  # fmt: skip
        """The same with the distinct keys that occur numbered first: the table is then theirs."""
        if prod(self._sizes) >= 1 << 62:
            keys = _narrowed(columns, numbers)
            distinct, rows = np.unique(keys, axis=0, return_inverse=True)
            found = [self._class(tuple(k), k, resolve) for k in distinct.tolist()]
        else:
            keys = np.zeros(len(columns[0]), np.int64)
            for column, number, stride in zip(columns, numbers, self._strides, strict=True):
                keys += (number.astype(np.int64) * stride)[column]
            distinct, rows = _distinct(keys)
            found = [self._class(k, self._parts_of(k), resolve) for k in distinct.tolist()]
        table = np.array(found, np.int32)
        identity = np.arange(len(table), dtype=np.int32)
        program = Program((identity,), table, owners())
        return run(program, [rows.reshape(-1)], place, engine=engine, threads=threads)

    def _class(
        self, key: object, parts: Sequence[int], resolve: Callable[[Sequence[int]], int]
    ) -> int:
        number = self._met.get(key)  # type: ignore[call-overload]
        if number is None:
            number = self._met[key] = resolve(parts)  # type: ignore[index]
        return int(number)


def _narrowed(columns: Sequence[Ints], numbers: Sequence[Ints]) -> Ints:
    """One row of contribution numbers for each row, where no single number could hold the key."""
    return np.stack([n[c] for n, c in zip(numbers, columns, strict=True)], axis=1)


def _distinct(keys: Ints) -> tuple[Ints, Ints]:
    """The distinct keys in order, and which of them each row has.

    Hashing (Arrow) rather than sorting: several times as fast, and the order is restored after.
    """
    import pyarrow as pa

    coded = pa.array(keys).dictionary_encode()
    met = coded.dictionary.to_numpy()
    order = np.argsort(met, kind="stable")
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return met[order], rank[coded.indices.to_numpy()]
