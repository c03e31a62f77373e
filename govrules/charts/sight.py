"""How the guards of a chart see a case at a step."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..values import UNKNOWN, Truth
from .apply import value_of
from .chart import Chart
from .snapshot import Event, Snapshot

__all__ = ["Sight"]


class Sight:
    """How guards see a case at a step: the event, what the rules said, what the case remembers.

    Args:
        chart: The chart.
        snapshot: Where the case stands.
        event: What happens.
    """

    def __init__(self, chart: Chart, snapshot: Snapshot, event: Event) -> None:
        self._chart, self._snapshot, self._event = chart, snapshot, event

    def __call__(self, field: str) -> Any:
        """Return the value of a field of guards, ``UNKNOWN`` where nothing is known."""
        stem, _, asked = field.rpartition(".")
        datum = self._chart.datum.get(stem)
        if datum is not None and datum.kind in ("text", "texts"):
            held = value_of(f"${stem}", self._snapshot, self._event) or []
            listed = [held] if isinstance(held, str) else held
            return len(listed) if asked == "count" else self._event.by in listed
        found = value_of(f"${field}", self._snapshot, self._event)
        if found is None:  # what a case counts itself begins at nought
            return 0 if field in self._chart.counted else UNKNOWN
        return found

    def since(self, field: str, bound: date) -> Truth:
        """Return unknown: no datum is a day."""
        return UNKNOWN

    def assumptions(self, field: str) -> frozenset[str]:
        """Return nothing: charts assume nothing."""
        return frozenset()
