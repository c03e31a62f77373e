"""Facts that remember which of them were looked at, and in what order."""

from __future__ import annotations

from typing import Any

import attrs

from ..rules import Facts

__all__ = ["TracedFacts", "trace"]


class _Tracked(dict[str, Any]):
    """A copy of the facts for an engine's use; keys that it sets itself are its own."""

    def __init__(self, values: dict[str, Any], seen: dict[str, None]) -> None:
        super().__init__(values)
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

    seen: dict[str, None] = attrs.field(factory=dict, eq=False)

    def fresh(self) -> dict[str, Any]:
        """A copy whose look-ups are noted."""
        return _Tracked(dict(self.values), self.seen)

    def looked_at(self) -> Facts:
        """The facts that were looked at, and no others."""
        return Facts(
            {k: v for k, v in self.values.items() if k in self.seen},
            frozenset(f for f in self.assumed if f in self.seen),
        )


def trace(facts: Facts) -> TracedFacts:
    """The same facts, traced."""
    return TracedFacts(facts.values, facts.assumed, facts.id, facts.notes)
