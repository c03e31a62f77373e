"""Seating a role at a unit: which organ a conclusion means at this place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

import attrs

from ..rules import Role, Roles
from .record import Organ

__all__ = ["LEVELS", "Seat", "Units", "seat", "territorial"]

LEVELS = ("city", "district", "subdistrict", "community")
# Words that begin as the name of a level does and say none: 市民热线 is for citizens.
WORDS = (
    "市民",
    "市场",
    "市容",
    "市政",
    "市区",
    "市郊",
    "区域",
    "区划",
    "区块",
    "县域",
    "县城",
    "镇区",
    "乡镇",
    "乡村",
    "街道",
    "街乡",
    "街区",
    "村镇",
    "村庄",
)


class Named(Protocol):
    """A unit as it stood on a day."""

    @property
    def code(self) -> str | None:
        """Its code."""

    @property
    def zh(self) -> str:
        """Its Chinese name."""

    @property
    def en(self) -> str:
        """Its English name."""


class Units(Protocol):
    """What is asked of a territory; ``govrules.territory.Territory`` is one."""

    def ancestor(self, code: str, level: str) -> str | None:
        """The unit of that level at or above a code."""

    def unit(self, code: str, on: date | None = None) -> Named:
        """The unit as it stood on that day."""


@attrs.frozen
class AnyUnit:
    """Whichever unit of a level the matter lies in."""

    zh: str
    en: str
    code: str | None = None


ANYWHERE = {
    "city": AnyUnit("本市", "the city"),
    "district": AnyUnit("所在区", "the district concerned"),
    "subdistrict": AnyUnit("所在街乡", "the subdistrict concerned"),
    "community": AnyUnit("所在社区村", "the community concerned"),
}


@attrs.frozen
class Seat:
    """An organ, and what stands in the way of naming it: a vague place, or no such organ."""

    organ: Organ
    is_vague: bool = False
    missing: bool = False


def seat(
    value: str,
    units: Units | None,
    roles: Roles,
    values: Mapping[str, Any],
    *,
    place_field: str = "place",
    day_field: str = "on",
) -> Seat:
    """The organ that ``role@level`` means at a place, or at any such place.

    Args:
        value: ``role@level``.
        units: The territory; without it the organ is named for any such place.
        roles: The roles.
        values: Field → value: the place, the day, and a field that names a role more exactly.
        place_field: The field that says where.
        day_field: The field that says on which day.
    """
    role, _, level = value.partition("@")
    known = roles.roles[role]
    if known.named_by and isinstance(named := values.get(known.named_by), str):
        known = roles.roles[named.partition("@")[0]]
    where = territorial(level)
    if where not in LEVELS:
        return Seat(Organ(known.code, known.zh, known.en, level, None, known.zh, known.en))
    kind_here = values.get(f"{place_field}@{where}")
    if kind_here is None:
        organ = Organ(known.code, known.zh, known.en, level, None, known.zh, known.en)
        return Seat(organ, is_vague=True)
    here = _here(units, values, place_field, where, day_field)
    unit = here.code
    zh, en = _name(known, here.zh), f"{known.en}, {here.en}"
    for kind, template in known.names:
        if kind == kind_here:
            name_zh, _, name_en = template.partition("/")
            zh = name_zh.replace("{unit}", here.zh)
            en = f"{name_en}, {here.en}" if name_en else en
    if level == "district_or_city":
        zh, en = f"{zh}（法条未定市、区级）", f"{en} (level not named: district or city)"
    organ = Organ(known.code, known.zh, known.en, level, unit, zh, en)
    if known.kinds and kind_here not in known.kinds:
        return Seat(organ, missing=True)
    return Seat(organ)


def territorial(level: str) -> str:
    """The level of unit at which an organ sits: the district where the text leaves it open."""
    return "district" if level == "district_or_city" else level


def _here(
    units: Units | None, values: Mapping[str, Any], place_field: str, level: str, day_field: str
) -> Named:
    if units is None:
        return ANYWHERE[level]
    unit = units.ancestor(values[place_field], level)
    assert unit is not None  # the place is precise enough: its kind at this level is known
    on = values.get(day_field)
    return units.unit(unit, on if isinstance(on, date) else None)


def _name(role: Role, unit: str) -> str:
    """北京市 + 市人民政府 is 北京市人民政府: the level is not said twice.

    Only a role of one level has it in its name: 市场监督管理部门 sits at the district too. Where
    that is not enough to go by, the role's ``names`` say what it is called.
    """
    says_level = len(role.levels) == 1 and not role.zh.startswith(WORDS)
    return unit + (role.zh[1:] if says_level and role.zh[0] == unit[-1] else role.zh)
