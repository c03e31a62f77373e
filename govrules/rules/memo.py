"""A memo: what was worked out lately, bounded, and safe to share between threads."""

from __future__ import annotations

from typing import Generic, TypeVar

__all__ = ["Memo"]

K = TypeVar("K")
V = TypeVar("V")


class Memo(Generic[K, V]):
    """Values by key, of which those not asked for lately are forgotten.

    There are two generations. New and wanted values go into the young one; when it is full, it
    becomes the old one and what was old is forgotten. Both are one tuple that is swapped whole:
    no thread sees a part of it, none waits, and the worst that two at once can do is forget
    early. A value is never changed once it is here.

    Args:
        most: How many values the young generation holds; twice as many are kept at most.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: tuple[dict[K, V], dict[K, V]] = ({}, {})

    def get(self, key: K) -> V | None:
        """The value, ``None`` if it is not remembered."""
        young, old = self._kept
        found = young.get(key)
        if found is None and (found := old.get(key)) is not None:
            self.put(key, found)
        return found

    def young(self) -> dict[K, V]:
        """The young generation, to look in where even a call counts; to be read alone."""
        return self._kept[0]

    def put(self, key: K, value: V) -> None:
        """Remember a value."""
        young, _ = self._kept
        if len(young) < self._most:
            young[key] = value
        else:
            self._kept = ({key: value}, young)

    def __len__(self) -> int:
        return sum(map(len, self._kept))
