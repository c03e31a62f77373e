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

__all__ = ["Look", "Looks", "NotedDay", "TracedFacts", "trace"]

# A look-up: a field; a field and a bound ("is the day on or after it?"); a question and None
# ("what was its answer?").
Look: TypeAlias = str | tuple[str, date | None]


class Looks(dict[Look, Any]):
    """The look-ups so far, in order, with what they found; and what they imply of days."""

    def __init__(self) -> None:
        super().__init__()
        self._within: dict[str, tuple[date, date]] = {}

    def clear(self) -> None:
        """Begin anew."""
        super().clear()
        self._within.clear()

    def since(self, field: str, day: date, bound: date) -> bool:
        """Whether the day is on or after the bound; noted unless earlier look-ups imply it."""
        low, high = self._within.get(field, (date.min, date.max))
        if bound <= low:
            return True
        if bound >= high:
            return False
        found = self[field, bound] = date.__ge__(day, bound)
        self._within[field] = (bound, high) if found else (low, bound)
        return found


class NotedDay(date):
    """A day that notes the bounds it is compared with."""

    _field: str
    _seen: Looks

    @classmethod
    def noting(cls, day: date, field: str, seen: Looks) -> NotedDay:
        """The day, with the look-ups to note in."""
        made = cls(day.year, day.month, day.day)
        made._field, made._seen = field, seen
        return made

    def _not_before(self, bound: date) -> bool:
        return self._seen.since(self._field, self, bound)

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

    def __init__(self, values: dict[str, Any], seen: Looks) -> None:
        super().__init__(
            {
                k: NotedDay.noting(v, k, seen) if isinstance(v, date) else v
                for k, v in values.items()
            }
        )
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

    seen: Looks = attrs.field(factory=Looks, eq=False)

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
        bounds = [
            look[1]
            for look in self.seen
            if isinstance(look, tuple) and look[0] == field and look[1]
        ]
        return Period(
            max((b for b in bounds if b <= day), default=None),
            min((b for b in bounds if b > day), default=None),
        )


def trace(facts: Facts) -> TracedFacts:
    """The same facts, traced."""
    return TracedFacts(facts.values, facts.assumed, facts.id, facts.notes)
