"""Random numbers by name: each is a function of seed, name, row and turn, and of nothing else.

So a matter draws the same numbers whatever happens to its neighbours: two runs that differ in one
parameter differ by that parameter alone (common random numbers).
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Streams"]

Ints: TypeAlias = "NDArray[Any]"
Floats: TypeAlias = "NDArray[np.float64]"
# SplitMix64 (Steele, Lea, Flood 2014): a counter is mixed until each bit hangs on all of it.
GAMMA = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


class Streams:
    """The random streams of one seed.

    Args:
        seed: Whatever has a text; the same text gives the same numbers.
    """

    def __init__(self, seed: object) -> None:
        self._seed = seed

    def uniform(self, name: str, rows: Ints, turn: Ints | int = 0) -> Floats:
        """Draw numbers of a stream, from 0 to below 1.

        Args:
            name: The stream.
            rows: The numbers of the matters; shape: (rows,).
            turn: How often each has drawn of it before.
        """
        start = int.from_bytes(sha256(f"{self._seed}:{name}".encode()).digest()[:8], "little")
        with np.errstate(over="ignore"):
            mixed = _mixed(rows.astype(np.uint64) * GAMMA + np.uint64(start))
            mixed = _mixed(mixed + (np.asarray(turn).astype(np.uint64) + np.uint64(1)) * GAMMA)
        drawn: Floats = (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return drawn


def _mixed(z: Ints) -> Ints:
    z = (z ^ (z >> np.uint64(30))) * FIRST
    z = (z ^ (z >> np.uint64(27))) * SECOND
    mixed: Ints = z ^ (z >> np.uint64(31))
    return mixed
