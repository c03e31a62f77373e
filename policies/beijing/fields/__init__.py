"""What may be known of a matter in Beijing: the fields of the record vocabulary."""

from __future__ import annotations

from govrules import Field, Territory
from govrules.rules import CodeList

from . import circumstances, matter, owner, screening, tasks, unit, work_order

__all__ = ["declare"]


def declare(territory: Territory, items: CodeList, place_classes: CodeList) -> tuple[Field, ...]:
    """Declare the fields, with the trees that three of them take codes from."""
    return (
        *matter.declare(territory, items, place_classes),
        *circumstances.FIELDS,
        *unit.FIELDS,
        *screening.FIELDS,
        *owner.FIELDS,
        *tasks.FIELDS,
        *work_order.FIELDS,
    )
