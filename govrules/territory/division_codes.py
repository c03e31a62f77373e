"""What a statistical division code says by itself: its level and its kind.

A code grows by a group of digits a level; ``110102013001`` is ``11`` + ``01`` + ``02`` + ``013`` +
``001``. The ranges of the last two groups are those of the National Bureau of Statistics and of
GB/T 10114. The kind is read from them and never from the name, with one exception: a street
(街道) and an area (地区, an area office) share the range 001–099, so there the name of the roster
decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = [
    "BODY_KINDS",
    "CHINA",
    "CITY",
    "MUNICIPALITIES",
    "MUNICIPALITY",
    "OFFICE_KINDS",
    "VILLAGE_KINDS",
    "kind_of",
    "padded_prefixes",
]

MUNICIPALITY: Final[Mapping[int, str]] = MappingProxyType(
    {2: "city", 6: "district", 9: "subdistrict", 12: "community"}
)
"""Digits of a code → level, in a city that answers to the State Council (four levels)."""

MUNICIPALITIES: Final = ("11", "12", "31", "50")
"""Beijing, Tianjin, Shanghai, Chongqing: provinces that are one city."""

CHINA: Final[Mapping[int, str]] = MappingProxyType(
    {2: "province", 4: "city", 6: "district", 9: "subdistrict", 12: "community"}
)
"""Digits of a code → level, in the whole country and in a province (five levels)."""

CITY: Final[Mapping[int, str]] = MappingProxyType(
    {4: "city", 6: "district", 9: "subdistrict", 12: "community"}
)
"""Digits of a code → level, in one city of a province, with districts or counties (four levels)."""

OFFICE_KINDS: Final = ("street", "area", "town", "township", "zone")
"""街道, 地区(办事处), 镇, 乡, 功能区: the kinds of the subdistrict level."""

BODY_KINDS: Final = ("residents", "villagers", "quasi_residents", "quasi_villagers")
"""居委会, 村委会, 类居委会, 类村委会: the kinds of the community level."""

VILLAGE_KINDS: Final = ("villagers", "quasi_villagers")
"""The kinds of the community level that make a subdistrict one with villages."""

_OFFICE = {"1": "town", "2": "township", "3": "township", "4": "zone", "5": "zone"}
_BODY = {
    "0": "residents",
    "1": "residents",
    "2": "villagers",
    "3": "villagers",
    "4": "quasi_residents",
    "5": "quasi_villagers",
}


def kind_of(code: str, level: str, zh: str) -> str:
    """The kind of a unit: of ``OFFICE_KINDS``, of ``BODY_KINDS``, or, higher up, its level.

    Args:
        code: The division code.
        level: The level of the unit.
        zh: Its name, read only to tell a street from an area inside 001–099.
    """
    if level == "subdistrict":
        return _OFFICE.get(code[6]) or ("area" if zh.endswith("地区") else "street")
    if level == "community":
        return _BODY.get(code[9], "residents")
    return level


def padded_prefixes(code: str) -> tuple[str, ...]:
    """The shorter codes that a code filled up with zeros stands for, the longest first.

    ``110102013000`` → ``110102013``; ``110000`` → ``1100``, ``11``. Four digits that end a
    municipality's dummy city (``1101`` 市辖区) lead to its two.
    """
    found: list[str] = []
    for size, shorter, fillers in (
        (12, 9, ("000",)),
        (9, 6, ("000",)),
        (6, 4, ("00",)),
        (4, 2, ("00", "01", "02")),  # the dummy cities: 市辖区 and 县
    ):
        if len(code) == size and code.endswith(fillers):
            code = code[:shorter]
            found.append(code)
    return tuple(found)
