"""Seating a role at a unit: which organ a conclusion means at this place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

import attrs

from ..rules import Note, Organ, Roles

__all__ = ["Seat", "Units", "seat"]

LEVELS = ("city", "district", "subdistrict", "community")


class Named(Protocol):
    """A unit as it stood on a day."""

    @property
    def zh(self) -> str:
        """Its Chinese name."""

    @property
    def en(self) -> str:
        """Its English name."""

    @property
    def kind(self) -> str:
        """Its kind."""


class Units(Protocol):
    """What is asked of a territory; ``govrules.territory.Territory`` is one."""

    def ancestor(self, code: str, level: str) -> str | None:
        """The unit of that level at or above a code."""

    def unit(self, code: str, on: date | None = None) -> Named:
        """The unit as it stood on that day."""


@attrs.frozen
class Seat:
    """An organ, and what stands in the way of naming it: a vague place, or no such organ."""

    organ: Organ
    is_vague: bool = False
    missing: Note | None = None


def seat(
    value: str, place: Any, units: Units, roles: Roles, values: Mapping[str, Any],
    day_field: str = "on",
) -> Seat:  # fmt: skip
    """The organ that ``role@level`` means at a place.

    Args:
        value: ``role@level``.
        place: The unit's code, or ``UNKNOWN``.
        units: The territory.
        roles: The roles.
        values: Field → value, for a role that another field names more exactly.
        day_field: The field that holds the day.
    """
    role, _, level = value.partition("@")
    known = roles.roles[role]
    if known.named_by and isinstance(named := values.get(known.named_by), str):
        known = roles.roles[named.partition("@")[0]]
    territorial = {"district_or_city": "district"}.get(level, level)
    if territorial not in LEVELS:
        return Seat(Organ(known.code, known.zh, known.en, level, None, known.zh, known.en))
    unit = units.ancestor(place, territorial) if isinstance(place, str) else None
    if unit is None:
        organ = Organ(known.code, known.zh, known.en, level, None, known.zh, known.en)
        return Seat(organ, is_vague=True)
    on = values.get(day_field)
    here = units.unit(unit, on if isinstance(on, date) else None)
    zh, en = _names(known.zh, known.en, here.zh, here.en)
    for kind, template in known.names:
        if kind == here.kind:
            name_zh, _, name_en = template.partition("/")
            zh = name_zh.replace("{unit}", here.zh)
            en = f"{name_en}, {here.en}" if name_en else en
    if level == "district_or_city":
        zh, en = f"{zh}（法条未定市、区级）", f"{en} (level not named: district or city)"
    organ = Organ(known.code, known.zh, known.en, level, unit, zh, en)
    if known.kinds and here.kind not in known.kinds:
        return Seat(organ, missing=_missing(organ, here.zh, here.en))
    return Seat(organ)


def _names(role_zh: str, role_en: str, unit_zh: str, unit_en: str) -> tuple[str, str]:
    """北京市 + 市人民政府 is 北京市人民政府: a level already in the unit's name is not said twice."""
    if role_zh[0] == unit_zh[-1]:
        role_zh = role_zh[1:]
    return unit_zh + role_zh, f"{role_en}, {unit_en}"


def _missing(organ: Organ, unit_zh: str, unit_en: str) -> Note:
    return Note(
        "role_missing",
        f"{unit_zh}没有{organ.role_zh}：依规则应由其承办，但该处未设此机关",
        f"there is no {organ.role_en} at {unit_en}: the rules name one, but none sits there",
    )
