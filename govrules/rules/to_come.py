"""Days to come: decided by the rules on file, and said to be. No clock is read here.

What day it is the caller says, so that the same call gives the same bytes tomorrow.
"""

from __future__ import annotations

from datetime import date

import attrs

from ..errors import RecordError
from ..values import UNKNOWN
from .facts import Facts
from .field import Field

__all__ = ["as_today", "rows_to_come", "with_note_to_come"]


def as_today(value: object, field: Field) -> date:
    """The day that a caller says it is; raises RecordError.

    Args:
        value: A day in any form that records have; a moment is a day in the zone of the field.
        field: The field that says the day of a matter.
    """
    day = attrs.evolve(field, id="today", zh="今日").read(value)
    if day is UNKNOWN:
        raise RecordError(
            "today is empty",
            "今日（today）为空",
            field="today",
            value=value,
            hint_en="give a day, or leave it out",
            hint_zh="请给出日期，或不给此项",
        )
    found: date = day
    return found


def with_note_to_come(facts: Facts, field: Field, today: date) -> Facts:
    """The same facts; with a note where their day is after today."""
    day = facts.get(field.id)
    if not isinstance(day, date) or day <= today:
        return facts
    note = (
        f"{field.zh}（{field.id}）为 {day}，晚于今日（{today}）：依现有规则认定，届时规则可能已改",
        f"{field.id} is {day}, after today ({today}): decided by the rules on file, "
        "which may have changed by then",
    )
    return attrs.evolve(facts, notes=(*facts.notes, note))


def rows_to_come(rows: int, field: Field, today: date) -> RecordError:
    """What is to be said of a file of which so many rows are of days after today."""
    return RecordError(
        f"{rows} rows are of days after today ({today}): decided by the rules on file, "
        "which may have changed by then",
        f"{rows} 行的{field.zh}晚于今日（{today}）：依现有规则认定，届时规则可能已改",
        field=field.id,
        value=str(today),
    )
