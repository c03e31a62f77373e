"""Eras: the days between which dated codes mean the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import combinations

from ..values import DatedTree

__all__ = ["Eras"]


class Eras:
    """Numbers for the days between which dated codes mean the same.

    A roster speaks for its own day; between two of them a unit that stands in neither is read in
    the nearer one. So it may matter whether a day is before, on or after that of a roster, and
    to which of two it is nearer.

    Args:
        trees: The code trees; those that are not dated add no days.
    """

    def __init__(self, trees: Iterable[object]) -> None:
        dated = [tree for tree in trees if isinstance(tree, DatedTree)]
        days = sorted({roster.day.toordinal() for tree in dated for roster in tree.rosters})
        middles = {(a + b + 1) // 2 for a, b in combinations(days, 2)}
        self._bounds = sorted({*days, *(d + 1 for d in days), *middles})

    def of(self, day: date | None) -> int | None:
        """The number of the day's era; ``None`` where no day is known."""
        return None if day is None else bisect_right(self._bounds, day.toordinal())

    def first_day(self, day: date) -> date:
        """The first day of the day's era, which stands for all of it."""
        era = bisect_right(self._bounds, day.toordinal())
        return date.fromordinal(self._bounds[era - 1]) if era else date.min
