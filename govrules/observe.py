"""What a jurisdiction tells whoever counts or logs its decisions; it keeps no clock and no log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

import attrs

__all__ = ["Event", "Observed", "Observer", "tell"]


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


class Observed:
    """What tells an observer of each matter, table and file that it decides.

    Attributes:
        digest: Of all that decides.
    """

    digest: str
    _observer: Observer | None = None

    def observe(self, observer: Observer | None) -> None:
        """Have every matter, table and file that is decided told to a function.

        It is called in the thread that decided, once the answer stands. What it raises is logged
        and harms no decision. It belongs to this object: neither a pickle nor a worker has it.

        Args:
            observer: Called with an :class:`govrules.observe.Event`; ``None`` to stop.
        """
        self._observer = observer

    def _tell(
        self,
        what: Literal["matter", "table", "file"],
        rows: int,
        *,
        bad: int = 0,
        dispositions: Mapping[str, int] | None = None,
        errors: Mapping[str, int] | None = None,
        learnt: int | None = None,
    ) -> None:
        if (observer := self._observer) is not None:
            counts = dict(dispositions or {}), dict(errors or {})
            tell(observer, Event(what, rows, bad, *counts, learnt, self.digest))
