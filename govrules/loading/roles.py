"""Roles: where they can sit, at which kinds of unit, and by what they are named."""

from __future__ import annotations

from difflib import get_close_matches

from ..errors import GovrulesError, did_you_mean
from ..faults import Faults
from ..rules import Role
from ..rules.codes import OR, levels_of
from ..territory.division_codes import BODY_KINDS, CHINA, OFFICE_KINDS
from .parts import Parts, fault

__all__ = ["check_roles"]

# What a unit can be anywhere: a national role names kinds that a city need not have.
KINDS = (*OFFICE_KINDS, *BODY_KINDS)


def check_roles(parts: Parts, faults: Faults) -> None:
    """Find roles that no unit of the territory can have, and two that cannot be told apart."""
    codes: dict[str, Role] = {}
    names: dict[str, str] = {}
    for role in parts.role_list:
        place = role.place
        if role.code in codes:
            faults.add(_twice(place, "code", role.code, codes[role.code].place))
            continue
        codes[role.code] = role
        if (other := names.setdefault(role.zh, role.code)) != role.code:
            faults.add(_twice(place, "zh", role.zh, codes[other].place))
        _check_levels(parts, role, place, faults)
        _check_kinds(parts, role, place, faults)
        _check_named_by(parts, role, place, faults)


def _twice(place: str, field: str, name: str, other: str) -> GovrulesError:
    return fault(
        place,
        f"two roles are called {name!r}",
        f"两个角色同名 {name!r}",
        field=field,
        value=name,
        hint=(f"give it another name than {other}", f"请与 {other} 区分"),
    )


def _check_levels(parts: Parts, role: Role, place: str, faults: Faults) -> None:
    """A level that no unit has is some body's own (a company), unless it is a misspelt one."""
    levels, known = parts.levels, (*parts.levels, *CHINA.values())
    for level in (*role.levels, *filter(None, (role.rank,))):
        if level in levels or (OR in level and {*levels_of(level)} <= {*role.levels}):
            continue
        near = get_close_matches(level, known, n=1, cutoff=0.75)
        if level in known or OR in level or near or not level.isidentifier():
            faults.add(
                fault(
                    place,
                    f"it sits at {level!r}, and no unit of the territory is of that level",
                    f"所在层级 {level!r}，区划中没有这一层级的单位",
                    field="levels",
                    value=level,
                    hint=did_you_mean(level, levels),
                )
            )


def _check_kinds(parts: Parts, role: Role, place: str, faults: Faults) -> None:
    for field, kinds in (("kinds", role.kinds), ("names", tuple(k for k, _ in role.names))):
        for kind in kinds:
            if kind not in parts.kinds and kind not in KINDS:
                faults.add(
                    fault(
                        place,
                        f"{field} has the kind {kind!r}, which no unit is of",
                        f"{field} 中的类别 {kind!r}，没有单位属于该类",
                        field=field,
                        value=kind,
                        hint=did_you_mean(kind, parts.kinds),
                    )
                )
    territorial = [level for level in role.levels if level in parts.levels]
    if role.kinds and role.levels and not territorial:
        faults.add(
            fault(
                place,
                f"it has kinds of unit, and sits at no level of units ({', '.join(role.levels)})",
                f"列有单位类别，却不在任何区划层级（{'、'.join(role.levels)}）",
                field="kinds",
                value="|".join(role.kinds),
                hint=(f"levels: {', '.join(parts.levels)}", f"层级：{'、'.join(parts.levels)}"),
            )
        )


def _check_named_by(parts: Parts, role: Role, place: str, faults: Faults) -> None:
    if role.named_by is None:
        return
    known = [id for id, f in parts.field.items() if f.tree is parts.roles]
    if role.named_by not in known:
        faults.add(
            fault(
                place,
                f"it is named by {role.named_by!r}, which is no field of organs",
                f"named_by 所指的 {role.named_by!r} 不是机关字段",
                field="named_by",
                value=role.named_by,
                hint=did_you_mean(role.named_by, known),
            )
        )
