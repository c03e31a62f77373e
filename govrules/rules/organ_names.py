"""Organs as people say them: 区交通部门, 怀柔区水务局, 镇政府.

What is said is the name of a unit or of a level, then what the organ is called; the roles declare
the latter (``Role.aliases``). Only the level is read: the unit is that of the matter's place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import attrs

__all__ = ["SaidOrgan", "said_organs"]

# How the name of a unit ends, or of a level begins → the level of which it is.
LEVEL_OF = {
    "街道": "subdistrict",
    "地区": "subdistrict",
    "市": "city",
    "区": "district",
    "县": "district",
    "镇": "subdistrict",
    "乡": "subdistrict",
}


class Called(Protocol):
    """What is read of a role."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def zh(self) -> str:
        """Its Chinese name."""

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels at which it sits."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """What else it is called."""


@attrs.frozen
class SaidOrgan:
    """What a text may mean.

    Args:
        code: ``role@level``, or the role where no level was said.
        unit: The unit that was named with it (怀柔区); empty where none was.
    """

    code: str
    unit: str = ""


def said_organs(text: str, roles: Iterable[Called]) -> tuple[SaidOrgan, ...]:
    """The organs that a text may mean, those by the longest alias only.

    Args:
        text: What was said, such as 怀柔区水务局.
        roles: The roles, with what they are called.
    """
    found: dict[int, list[SaidOrgan]] = {}
    for role in roles:
        for alias in (*role.aliases, role.zh):
            if text.endswith(alias) and (organ := _organ(text.removesuffix(alias), alias, role)):
                found.setdefault(len(alias), []).append(organ)
    return tuple(dict.fromkeys(found[max(found)])) if found else ()


def _organ(before: str, alias: str, role: Called) -> SaidOrgan | None:
    """The organ, if what stands before its name is nothing, a level, or a unit of its level."""
    only = role.levels[0] if len(role.levels) == 1 else None
    if not before:
        return SaidOrgan(f"{role.code}@{only}" if only else role.code)
    unit = before.removesuffix("级")
    word = next((w for w in LEVEL_OF if unit.endswith(w)), "")
    if not word and (word := next((w for w in LEVEL_OF if alias.startswith(w)), "")):
        unit = before + word  # 康庄 + 镇政府: the alias says of what level it is
    level = LEVEL_OF.get(word)
    if level not in role.levels:
        return None
    return SaidOrgan(f"{role.code}@{level}", unit if unit != word else "")
