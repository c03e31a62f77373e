"""What a jurisdiction tells whoever counts or logs its decisions; it keeps no clock and no log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

import attrs

__all__ = ["Event", "Observer", "tell"]


@attrs.frozen
class Event:
    """One matter, table or file that was decided, or could not be.

    Args:
        what: Which of these it was.
        rows: How many matters; 1 for a matter.
        bad: How many of them could not be read or decided.
        dispositions: Disposition → matters, as far as they are counted.
        errors: Code of an error → matters; empty for a table, whose column ``error`` has them.
        learnt: How many cases the rules had to be asked for, being the first of their kind; 0 is
            a warm decision, ``None`` is not known. Other threads' cases may be counted with it.
        policies: The digest of the rules and the territory.
    """

    what: Literal["matter", "table", "file"]
    rows: int
    bad: int
    dispositions: Mapping[str, int]
    errors: Mapping[str, int]
    learnt: int | None
    policies: str

    def to_dict(self) -> dict[str, Any]:
        """The event as plain values, for a structured log line or the attributes of a span."""
        return attrs.asdict(self)


Observer: TypeAlias = Callable[[Event], object]


def tell(observer: Observer, event: Event) -> None:
    """Call the observer; what it raises is logged and harms no decision."""
    try:
        observer(event)
    except Exception:
        import logging

        logging.getLogger(__name__).exception("an observer failed 观察者出错")
