"""What is known of a matter while it is evaluated: its facts, then each answer as it is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from ..rules import Facts
from ..values import UNKNOWN, OneOf, Period, Truth

__all__ = ["Known", "Look", "is_since"]

NOTHING: frozenset[str] = frozenset()


class Look(Protocol):
    """How conditions see a matter. Every look-up goes through here, so that it can be noted."""

    def __call__(self, field: str) -> Any:
        """Return the field's value: ``UNKNOWN``, ``OneOf`` several, ``None`` for no answer."""

    def since(self, field: str, bound: date) -> Truth:
        """Say whether the field's day is on or after the bound."""

    def assumptions(self, field: str) -> frozenset[str]:
        """Return the assumed fields that the field's value rests on."""


class Known:
    """The facts of a matter, and what answers have made of them.

    Args:
        values: Field → value; a field that is absent is unknown.
        assumed: The fields whose value is assumed.

    Attributes:
        values: Field → value, answers included.
        assumptions_behind: Field → the assumed fields that its value rests on.
    """

    def __init__(self, values: Mapping[str, Any], assumed: Iterable[str] = ()) -> None:
        self._given, self._assumed = values, frozenset(assumed)
        self.values = dict(values)
        self.assumptions_behind = {field: frozenset((field,)) for field in self._assumed}

    @classmethod
    def of(cls, facts: Facts) -> Known:
        """Begin with the facts of a matter."""
        return cls(facts.values, facts.assumed)

    def __call__(self, field: str) -> Any:
        """Return the field's value, ``UNKNOWN`` where there is none."""
        return self.values.get(field, UNKNOWN)

    def since(self, field: str, bound: date) -> Truth:
        """Say whether the field's day, or every day of its period, is on or after the bound."""
        return is_since(self.values[field], bound)

    def assumptions(self, field: str) -> frozenset[str]:
        """Return the assumed fields that the field's value rests on."""
        return self.assumptions_behind.get(field, NOTHING)

    def is_firm(self, fields: Iterable[str]) -> bool:
        """Say whether none of the fields rests on an assumption."""
        return not any(map(self.assumptions_behind.get, fields))

    def is_assumed(self, field: str) -> bool:
        """Say whether the record leaves the field out and its value is the declared assumption."""
        return field in self._assumed

    def given(self, field: str) -> Any:
        """Return what the record itself says of the field, or what is assumed of it."""
        return self._given.get(field, UNKNOWN)

    def learn(self, field: str, values: Iterable[Any], rests: frozenset[str]) -> None:
        """Take in an answer: the values that remain possible, and the assumptions behind them."""
        left = tuple(dict.fromkeys(values))
        value = UNKNOWN if UNKNOWN in left else left[0] if len(left) == 1 else OneOf(left)
        self.bind(field, value, rests)

    def bind(self, field: str, value: Any, rests: frozenset[str]) -> None:
        """Set a field to a value; ``UNKNOWN`` takes back what was known of it."""
        if value is UNKNOWN:
            self.values.pop(field, None)
        else:
            self.values[field] = value
        self.assumptions_behind[field] = rests


def is_since(day: date | Period, bound: date) -> Truth:
    """Say whether a day, or every day of a period, is on or after the bound."""
    if not isinstance(day, Period):
        return day >= bound
    if day.start is not None and day.start >= bound:
        return True
    return False if day.end is not None and day.end <= bound else UNKNOWN
