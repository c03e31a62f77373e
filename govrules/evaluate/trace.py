"""Noting what an evaluation looks at, in what order, and what it finds there.

Two matters for which every look-up of an evaluation finds the same have the same answers: that is
what decision classes rest on. Of a day it is noted only on which side of which bounds it lies, so
that all days between them are one case.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from ..rules import Facts
from ..values import UNKNOWN, Period, Truth
from .known import Known

__all__ = ["KNOWN", "Cell", "LookUp", "Noted", "cell_of", "find_in"]

LookUp: TypeAlias = str | tuple[str, date | None]
"""A field; a field and a bound ("is the day on or after it?"); a question and ``None`` ("what was
its answer?")."""

Cell: TypeAlias = Any
"""What a look-up finds: a value, with the assumed fields that it rests on where it does."""

KNOWN = "known"  # what a look-up of a day finds first; bounds come after


def cell_of(value: Any, assumptions: frozenset[str]) -> Cell:
    """Say what a look-up of a field finds."""
    if assumptions:
        return (value, _shared(assumptions))
    return KNOWN if isinstance(value, date) else value


@lru_cache(maxsize=4096)
def _shared(assumptions: frozenset[str]) -> frozenset[str]:
    """One object for equal sets, since so many cells hold them."""
    return assumptions


def find_in(known: Known, look: LookUp) -> Cell:
    """Look a field or a bound up, as an evaluation did that was noted."""
    if isinstance(look, str):
        return cell_of(known(look), known.assumptions(look))
    field, bound = look
    assert bound is not None
    return known.since(field, bound)


class Noted(Known):
    """What is known of a matter, with each look-up noted.

    What the evaluation works out itself is kept apart (``bound``) and its look-ups are not noted:
    they follow from the others.

    Args:
        known: What is known; it stays as it is.

    Attributes:
        seen: Look-up → what it found, in the order of looking.
        bound: The fields that the evaluation has bound.
    """

    def __init__(self, known: Known) -> None:
        self._given, self._assumed = known._given, known._assumed
        self.values = dict(known.values)
        self.assumptions_behind = dict(known.assumptions_behind)
        self.seen: dict[LookUp, Cell] = {}
        self.bound: dict[str, None] = {}
        self._within: dict[str, tuple[date, date]] = {}

    def _note(self, field: str) -> None:
        if field not in self.bound and field not in self.seen:
            self.seen[field] = cell_of(super().__call__(field), super().assumptions(field))

    def __call__(self, field: str) -> Any:
        """Return the field's value, noted."""
        self._note(field)
        return self.values.get(field, UNKNOWN)

    def since(self, field: str, bound: date) -> Truth:
        """Say whether the field's day is on or after the bound; noted unless it is implied."""
        day = self.values[field]
        if field in self.bound or isinstance(day, Period):
            return super().since(field, bound)
        low, high = self._within.get(field, (date.min, date.max))
        if bound <= low or bound >= high:
            return bound <= low
        found: bool = day >= bound
        self.seen[field, bound] = found
        self._within[field] = (bound, high) if found else (low, bound)
        return found

    def assumptions(self, field: str) -> frozenset[str]:
        """Return the assumed fields that the field's value rests on, noted."""
        self._note(field)
        return super().assumptions(field)

    def given(self, field: str) -> Any:
        """Return what the record itself says of the field, noted."""
        self._note(field)
        return super().given(field)

    def bind(self, field: str, value: Any, assumptions: frozenset[str]) -> None:
        """Set a field to a value of the evaluation's own."""
        self.bound[field] = None
        super().bind(field, value, assumptions)

    def looked_at(self) -> Facts:
        """Return the facts that were looked at, and no others; of a day, where it lies."""
        values = {
            field: self._between(field, value) if isinstance(value, date) else value
            for field, value in self._given.items()
            if field in self.seen
        }
        return Facts(values, frozenset(f for f in self._assumed if f in self.seen))

    def _between(self, field: str, day: date) -> Period:
        """The days that no look-up told apart from this one."""
        low, high = self._within.get(field, (date.min, date.max))
        return Period(None if low == date.min else low, None if high == date.max else high)
