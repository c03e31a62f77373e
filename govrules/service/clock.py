"""The one clock: when an answer was given, and the day that a form proposes.

No decision reads it. What is decided follows from what is asked, today as tomorrow.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

__all__ = ["now", "today"]


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def today(zone: tzinfo | None) -> date:
    """The day where matters lie."""
    return now().astimezone(zone).date()
