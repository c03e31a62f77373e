"""Facts that remember which of them were looked at, and in what order.

Of a day it is remembered only on which side of which bounds it was found to lie, so that all days
between them are one case.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeAlias

import attrs

from ..rules import Facts
from ..values import Period

__all__ = ["Look", "TracedFacts", "trace"]

# A look-up: a field, or a field and a bound ("is the day on or after it?").
Look: TypeAlias = str | tuple[str, date]


class _Day(date):
    """A day that notes the bounds it is compared with."""

    _field: str
    _seen: dict[Look, None]

    @classmethod
    def noting(cls, day: date, field: str, seen: dict[Look, None]) -> _Day:
        """The day, with the look-ups to note in."""
        made = cls(day.year, day.month, day.day)
        made._field, made._seen = field, seen
        return made

    def _not_before(self, bound: date) -> bool:
        self._seen.setdefault((self._field, bound))
        return date.__ge__(self, bound)

    def __ge__(self, other: date) -> bool:
        return self._not_before(other)

    def __lt__(self, other: date) -> bool:
        return not self._not_before(other)

    def __gt__(self, other: date) -> bool:
        return self._not_before(other + timedelta(days=1))

    def __le__(self, other: date) -> bool:
        return not self._not_before(other + timedelta(days=1))


class _Tracked(dict[str, Any]):
    """A copy of the facts for an engine's use; keys that it sets itself are its own."""

    def __init__(self, values: dict[str, Any], seen: dict[Look, None]) -> None:
        super().__init__({
            k: _Day.noting(v, k, seen) if isinstance(v, date) else v for k, v in values.items()
        })  # fmt: skip
        self._seen = seen
        self._own: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        if key not in self._own:
            self._seen.setdefault(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        if key not in self._own:
            self._seen.setdefault(key)
        return super().__getitem__(key)

    def __setitem__(self, key: str, value: Any) -> None:
        self._own.add(key)
        super().__setitem__(key, value)

    def pop(self, key: str, *default: Any) -> Any:
        self._own.add(key)
        return super().pop(key, *default)


@attrs.frozen
class TracedFacts(Facts):
    """Facts whose look-ups are noted in ``seen``, in order."""

    seen: dict[Look, None] = attrs.field(factory=dict, eq=False)

    def fresh(self) -> dict[str, Any]:
        """A copy whose look-ups are noted."""
        return _Tracked(dict(self.values), self.seen)

    def looked_at(self) -> Facts:
        """The facts that were looked at, and no others; of a day, between which bounds it lies."""
        values = {
            k: self.between(k, v) if isinstance(v, date) else v
            for k, v in self.values.items()
            if k in self.seen
        }
        return Facts(values, frozenset(f for f in self.assumed if f in self.seen))

    def between(self, field: str, day: date) -> Period:
        """The days that no look-up told apart from this one."""
        bounds = [look[1] for look in self.seen if isinstance(look, tuple) and look[0] == field]
        return Period(
            max((b for b in bounds if b <= day), default=None),
            min((b for b in bounds if b > day), default=None),
        )


def trace(facts: Facts) -> TracedFacts:
    """The same facts, traced."""
    return TracedFacts(facts.values, facts.assumed, facts.id, facts.notes)
