"""Where a case stands, and what may happen to it: plain values, equal where they say the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Self

import attrs

from ..errors import StepError, shown

__all__ = ["Event", "Snapshot", "canonical", "moment_text"]


# Made once: ``json.dumps`` would make one anew at every call.
_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)


def canonical(value: Any) -> str:
    """The value as JSON in its one form: what is hashed is this."""
    return _CANONICAL.encode(value)


def moment_text(moment: datetime) -> str:
    """The moment as a ledger has it: local time to the second."""
    return moment.isoformat(timespec="seconds")


@attrs.frozen
class Event:
    """Something that happens to a case.

    Args:
        type: The kind of event, as the chart names it.
        by: Who sent it: ``role@unit``.
        data: What it brings: by datum.
        decided: What the rules said at this step, where they were asked: by name of ``DECIDED``.
    """

    type: str
    by: str = ""
    data: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    decided: Mapping[str, Any] = attrs.field(factory=dict, hash=False)


@attrs.frozen
class Snapshot:
    """Where a case stands.

    Args:
        state: The state.
        values: What the case remembers, by datum.
        clocks: The clocks that run: clock → the moment at which it rings.
        overdue: The clocks that rang before what they wait for was done, and still wait for it.
        rang: All clocks that ever rang of it.
        moves: The moves that the last step made, in order.
    """

    state: str
    values: Mapping[str, Any] = attrs.field(factory=dict, hash=False)
    clocks: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    overdue: tuple[str, ...] = ()
    rang: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()

    def after(self, moves: Iterable[str]) -> Self:
        """The same, reached by these moves."""
        kept = self.state, self.values, self.clocks, self.overdue, self.rang
        return type(self)(*kept, tuple(moves))

    def to_dict(self) -> dict[str, Any]:
        """The snapshot as plain JSON values."""
        return {
            "state": self.state,
            "values": dict(self.values),
            "clocks": dict(self.clocks),
            "overdue": list(self.overdue),
            "rang": list(self.rang),
            "moves": list(self.moves),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what ``to_dict`` wrote; raises StepError."""
        try:
            return cls(
                data["state"],
                dict(data["values"]),
                dict(data["clocks"]),
                tuple(data["overdue"]),
                tuple(data["rang"]),
                tuple(data["moves"]),
            )
        except (KeyError, TypeError, ValueError):
            raise StepError(
                f"it is no snapshot of a case: {shown(data)}",
                f"不是案件的状态记录：{shown(data)}",
                field="snapshot",
                value=data,
                hint_en="give what to_dict wrote",
                hint_zh="请给出 to_dict 写出的记录",
            ) from None
