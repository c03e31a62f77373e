"""How many matters of a caseload change owner: each decided on both sides, counted in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import attrs

from ..decision.outcome import Outcome
from ..rules import Field

if TYPE_CHECKING:
    import pyarrow as pa

    from ..classes.decision_class import Classes

__all__ = ["NOBODY", "Side", "Weight", "weigh"]

NOBODY = "-"
# Whose it is hangs on a fact that the matter does not say, or on a place that is too vague.
OPEN = ("open", "unseated")
Move: TypeAlias = tuple[str, str]


class Side(Protocol):
    """What decides tables; a jurisdiction does."""

    @property
    def classes(self) -> Classes:
        """The classes of its decisions, by code."""

    def decide_table(self, data: Any, *, keep: Any = None) -> pa.Table:
        """Decide a whole table."""


@attrs.frozen
class Weight:
    """How a caseload changes owner.

    Args:
        matters: How many matters it has.
        moved: (the owner before, the owner after) → how many matters.
        same: How many keep their owner.
        open: How many do not say enough for it to be known, on one side or the other.
        bad: How many cannot be decided.
    """

    matters: int = 0
    moved: Mapping[Move, int] = attrs.field(factory=dict, hash=False)
    same: int = 0
    open: int = 0
    bad: int = 0

    def plus(self, other: Weight) -> Weight:
        """Both caseloads as one."""
        return Weight(
            self.matters + other.matters,
            dict(Counter(self.moved) + Counter(other.moved)),
            self.same + other.same,
            self.open + other.open,
            self.bad + other.bad,
        )


def weigh(sides: tuple[Side, Side], table: pa.Table, day: Field, days: tuple[date, date]) -> Weight:
    """Decide every matter as if it had come on the day of either side, and count the owners.

    Args:
        sides: What decides before, and after.
        table: The matters.
        day: The field of a matter's day, whose values those days replace.
        days: The days that are compared.

    Raises:
        RecordError: for a column that cannot be used.
    """
    dayless = table.drop_columns([n for n in table.column_names if n in (day.id, day.zh)])
    before, after = (
        _owners(side, dayless.append_column(day.id, [[on] * table.num_rows]))
        for side, on in zip(sides, days, strict=True)
    )
    return _counted(Counter(zip(before, after, strict=True)))


def _owners(side: Side, table: pa.Table) -> list[str | None]:
    """The owner of each matter; ``""`` where it is open, ``None`` where it cannot be decided."""
    from ..columns.arrow import numbered

    numbers, codes = numbered(side.decide_table(table, keep=[])["decision_class"])
    owners = [*(owner_of(side.classes[code].outcome) for code in codes), None]
    return [owners[n] for n in numbers.tolist()]


def owner_of(outcome: Outcome | None) -> str | None:
    """Name the owner as a difference does, ``""`` where it is open; ``None`` without an outcome."""
    if outcome is None:
        return None
    if outcome.owner_status in OPEN:
        return ""
    return outcome.owner or "|".join(sorted(outcome.owner_among)) or NOBODY


def _counted(pairs: Mapping[tuple[str | None, str | None], int]) -> Weight:
    moved, same, still_open, bad = dict[Move, int](), 0, 0, 0
    for (old, new), count in pairs.items():
        if old is None or new is None:
            bad += count
        elif not old or not new:
            still_open += count
        elif old == new:
            same += count
        else:
            moved[old, new] = count
    return Weight(sum(pairs.values()), moved, same, still_open, bad)
