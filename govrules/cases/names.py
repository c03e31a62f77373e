"""Organs of a case, as keys (``role@unit``) and in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from ..decision.organ import seat
from ..decision.record import Organ
from ..errors import GovrulesError, RecordError, did_you_mean, shown
from ..jurisdiction import Jurisdiction

__all__ = ["Names", "answers", "called_in", "key_of"]


def key_of(organ: Organ) -> str:
    """The key of an organ: its role at its unit, or at its level where it sits at none."""
    return f"{organ.role}@{organ.unit or organ.level}"


def answers(decision: Any) -> dict[str, Any]:
    """What a decision says, under the names by which charts read it."""
    lead: Organ | None = decision.lead
    made: dict[str, Any] = {
        "decided.disposition": decision.disposition,
        "decided.has_lead": lead is not None and not decision.lead_is_provisional,
        "decided.assist": sorted(map(key_of, decision.assist)),
        "decided.copy_to": sorted(map(key_of, decision.copy_to)),
    }
    if lead is not None:
        made["decided.lead"] = key_of(lead)
        made["decided.lead_role"] = f"{lead.role}@{lead.level}"
    for name, organ in (("owner", decision.owner), ("by", decision.by)):
        if organ is not None:
            made[f"decided.{name}"] = key_of(organ)
    return made


def called_in(jurisdiction: Jurisdiction, lang: str) -> Callable[[str], str]:
    """What names the organs of charts, ``role@level``, in a language."""
    roles = jurisdiction.rules.roles
    return lambda organ: roles.name(organ, lang) if organ in roles else organ


class Names:
    """Names the organs of a jurisdiction.

    Args:
        jurisdiction: Whose roles and units they are.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._roles, self._territory = jurisdiction.rules.roles, jurisdiction.territory
        self.of = cache(self._of)

    def __call__(self, key: str, lang: str = "zh") -> str:
        """The organ's name in ``"zh"`` or ``"en"``; the key itself where it is none of ours."""
        return self.of(key)[0 if lang == "zh" else 1]

    def _of(self, key: str) -> tuple[str, str]:
        code, _, unit = key.partition("@")
        role = self._roles.roles.get(code)
        if role is None:
            return key, key
        if not unit.isdecimal():
            return role.zh, role.en
        try:
            where = self._territory.unit(unit)
            organ = seat(role, where.level, where.kind, where).organ
        except GovrulesError:
            return f"{role.zh}（{unit}）", f"{role.en} ({unit})"
        return organ.name, organ.name_en

    def check(self, field: str, key: str) -> None:
        """Raise RecordError if a text names no organ, with the nearest that there is."""
        code, _, unit = key.partition("@")
        if code not in self._roles.roles:
            en, zh = did_you_mean(code, self._roles.roles)
            raise RecordError(
                f"{field} cannot be {shown(key)}: there is no role {shown(code)}",
                f"{field} 不能是 {shown(key)}：没有角色 {shown(code)}",
                field=field,
                value=key,
                hint_en=en or "write role@unit; govrules items shows the roles",
                hint_zh=zh or "请写“角色@区划代码”，如 housing@110105",
            )
        if unit not in self._territory:
            raise RecordError(
                f"{field} cannot be {shown(key)}: there is no unit {shown(unit)}",
                f"{field} 不能是 {shown(key)}：没有区划 {shown(unit)}",
                field=field,
                value=key,
                hint_en=f"write {code}@ and the code of a unit; govrules places finds it",
                hint_zh=f"请写 {code}@ 加区划代码；代码可用 govrules places 查找",
            )

    def unit(self, key: str, level: str) -> str | None:
        """The unit of a level at or above an organ, ``None`` where it sits at none."""
        unit = key.partition("@")[2]
        try:
            return self._territory.ancestor(unit, level) if unit.isdecimal() else None
        except GovrulesError:
            return None
