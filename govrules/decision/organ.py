"""Seating a role at a unit: which organ a conclusion means at this place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

import attrs

from ..rules import Role, Roles
from ..rules.codes import levels_of
from ..values import UNKNOWN
from .record import Organ

__all__ = [
    "ANYWHERE",
    "LEVELS",
    "Named",
    "Seat",
    "Units",
    "nowhere",
    "organ_at",
    "role_and_level",
    "seat",
    "territorial",
    "with_chinese",
]

# Every level of unit there may be; a territory has some of them.
LEVELS = ("province", "city", "district", "subdistrict", "community")
# What a level is called where a text leaves open which of several is meant.
CALLED = {
    "province": "省",
    "city": "市",
    "district": "区",
    "subdistrict": "街乡",
    "community": "社区",
}
# Where pinyin alone would not say which unit is meant.
WITH_CHINESE = ("subdistrict", "community")
# Words that begin as the name of a level does and say none: 市民热线 is for citizens.
WORDS = (
    *("市民", "市场", "市容", "市政", "市区", "市郊", "区域", "区划", "区块", "县域", "县城"),
    *("镇区", "乡镇", "乡村", "街道", "街乡", "街区", "村镇", "村庄"),
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

    @property
    def kind(self) -> str:
        """What kind of unit it is: a street, a township, …."""


class Units(Protocol):
    """What is asked of a territory; ``govrules.territory.Territory`` is one."""

    def ancestor(self, code: str, level: str) -> str | None:
        """The unit of that level at or above a code."""

    def unit(self, code: str, on: date | None = None) -> Named:
        """The unit as it stood on that day."""

    def whole(self, level: str) -> str | None:
        """The unit of that level in which all others lie, if there is one."""


@attrs.frozen
class AnyUnit:
    """Whichever unit of a level the matter lies in."""

    zh: str
    en: str
    code: str | None = None
    kind: str = ""


ANYWHERE = {
    "province": AnyUnit("本省", "the province"),
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


def organ_at(
    value: str,
    units: Units | None,
    roles: Roles,
    look: Callable[[str], Any],
    *,
    place_field: str = "place",
    day_field: str = "on",
) -> Seat:
    """Seat a role at the place of a matter, or at any such place.

    Args:
        value: ``role@level``.
        units: The territory; without it the organ is named for any such place.
        roles: The roles.
        look: Field → value: the place, the day, and a field that names a role more exactly.
        place_field: The field that says where.
        day_field: The field that says on which day.
    """
    role, level = role_and_level(value, roles, look)
    where = territorial(level)
    if where not in LEVELS:
        return Seat(nowhere(role, level))
    kind = look(f"{place_field}@{where}")
    if kind is UNKNOWN:
        return Seat(nowhere(role, level), is_vague=True)
    if units is None:
        return seat(role, level, kind, ANYWHERE[where])
    unit = units.ancestor(look(place_field), where)
    assert unit is not None  # the place is precise enough: its kind at this level is known
    on = look(day_field)
    return seat(role, level, kind, units.unit(unit, on if isinstance(on, date) else None))


def role_and_level(value: str, roles: Roles, look: Callable[[str], Any]) -> tuple[Role, str]:
    """Take ``role@level`` apart; a fact may name a role of the same sort more exactly."""
    code, _, level = value.partition("@")
    role = roles.roles[code]
    if role.named_by and isinstance(said := look(role.named_by), str):
        named_code, _, named_level = said.partition("@")
        named = roles.roles[named_code]
        if named.body == role.body and level in named.levels and named_level in ("", level):
            role = named
    return role, level


def seat(role: Role, level: str, kind: str, unit: Named) -> Seat:
    """Name the organ that a role is at a unit.

    Args:
        role: The role.
        level: The level at which it sits, as the rules have it.
        kind: The kind of the unit (``street``, ``township``, …).
        unit: The unit.
    """
    zh, en, proper = _name(role, unit.zh), role.en, ""
    if template := dict(role.names).get(kind):
        name_zh, name_en, proper = (*template.split("/"), "", "")[:3]
        zh, en = name_zh.replace("{unit}", unit.zh), name_en or en
    is_romanized = unit.code is not None and unit.en != unit.zh
    en = proper.replace("{unit}", unit.en) if proper and is_romanized else f"{en}, {unit.en}"
    if is_romanized and level in WITH_CHINESE:
        en = with_chinese(en, zh)
    if len(choice := levels_of(level)) > 1:
        words = "、".join(CALLED.get(one, one) for one in reversed(choice))
        zh, en = f"{zh}（法条未定{words}级）", f"{en} (level not named: {' or '.join(choice)})"
    organ = Organ(role.code, role.zh, role.en, role.rank or level, unit.code, zh, en)
    return Seat(organ, missing=bool(role.kinds) and kind not in role.kinds)


def with_chinese(en: str, zh: str) -> str:
    """An English name with the Chinese one beside it: Niujie Subdistrict (牛街街道)."""
    return en if en == zh else f"{en} ({zh})"


def nowhere(role: Role, level: str) -> Organ:
    """The organ without a unit: its level is no unit's, or which one is not known."""
    return Organ(role.code, role.zh, role.en, role.rank or level, None, role.zh, role.en)


def territorial(level: str) -> str:
    """The level of unit at which an organ sits: the first of those that a text leaves open."""
    return levels_of(level)[0]


def _name(role: Role, unit: str) -> str:
    """北京市 + 市人民政府 is 北京市人民政府: the level is not said twice.

    Only a role of one level has it in its name: 市场监督管理部门 sits at the district too. Where
    that is not enough to go by, the role's ``names`` say what it is called.
    """
    says_level = len(role.levels) == 1 and not role.zh.startswith(WORDS)
    return unit + (role.zh[1:] if says_level and role.zh[0] == unit[-1] else role.zh)
