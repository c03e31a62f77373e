"""Organs: which role sits at which unit, which roles are one body, and that some unit has none."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import NotFoundError, PolicyError, did_you_mean
from .store import Columns
from .units import Line, LineLike, Organ, Role, RoleLike

__all__ = ["LINE_KINDS", "bodies", "has_role", "read_lines", "read_roles", "role_named"]

LINE_KINDS = (
    "block_block",
    "block_line",
    "delegation",
    "dispatch",
    "guidance",
    "joint_enforcement",
    "legal_review",
    "line_line",
    "support",
)
"""授权委托, 派出, 指导, 支援保障: the kinds of functional line."""


def read_roles(roles: Iterable[RoleLike]) -> tuple[Role, ...]:
    """The roles, in order of their codes; raises PolicyError where two have one code."""
    found: dict[str, Role] = {}
    for role in roles:
        if role.code in found:
            raise PolicyError(
                f"role {role.code} is declared twice",
                f"角色 {role.code} 重复声明",
                field="role",
                value=role.code,
            )
        found[role.code] = Role(
            role.code, role.zh, role.en, tuple(role.levels), tuple(role.kinds), tuple(role.names)
        )
    return tuple(found[code] for code in sorted(found))


def read_lines(
    lines: Iterable[LineLike], roles: tuple[Role, ...], levels: Iterable[str]
) -> tuple[Line, ...]:
    """The functional lines, sorted; raises PolicyError where an end is no role at that level."""
    known = {role.code: role for role in roles}
    found = []
    for line in lines:
        where = f"line {line.from_role} → {line.to_role}"
        _one_of(line.kind, LINE_KINDS, "kind", where)
        for code, level in ((line.from_role, line.from_level), (line.to_role, line.to_level)):
            _one_of(code, known, "role", where)
            _one_of(level, [v for v in levels if v in known[code].levels], "level", where)
        found.append(
            Line(
                line.kind,
                line.from_role,
                line.from_level,
                line.to_role,
                line.to_level,
                line.cite,
                line.since,
                line.until,
            )
        )
    return tuple(sorted(found, key=lambda v: (v.from_role, v.to_role, v.kind, str(v))))


def _one_of(value: str, known: Iterable[str], field: str, where: str) -> None:
    known = list(known)
    if value not in known:
        hint_en, hint_zh = did_you_mean(value, known)
        raise PolicyError(
            f"no {field} {value!r} here",
            f"此处没有 {field} {value!r}",
            field=field,
            value=value,
            place=where,
            hint_en=hint_en,
            hint_zh=hint_zh,
        )


def role_named(roles: tuple[Role, ...], code: str) -> Role:
    """The role of that code; raises NotFoundError."""
    for role in roles:
        if role.code == code:
            return role
    hint_en, hint_zh = did_you_mean(code, (role.code for role in roles))
    raise NotFoundError(
        f"the territory has no role {code!r}",
        f"辖区中没有角色 {code!r}",
        field="role",
        value=code,
        hint_en=hint_en or "give the roles to with_organs()",
        hint_zh=hint_zh or "请用 with_organs() 给出角色",
    )


def has_role(cols: Columns, role: Role, row: int, roster: int) -> bool:
    """Whether an organ of the role sits at the unit, as a roster that has the unit shows it."""
    if cols.level(row) not in role.levels:
        return False
    return not role.kinds or cols.kind(row, roster) in role.kinds


def bodies(cols: Columns, roles: Iterable[Role], row: int, roster: int) -> list[Organ]:
    """The bodies at a unit, in order of their roles.

    Roles that are called alike there are one body, known by the role that fewest kinds of unit
    have: of "subdistrict office" and "subdistrict office or township government", the first.
    """
    kind = cols.kind(row, roster)
    called: dict[str, list[Role]] = {}
    for role in roles:
        if has_role(cols, role, row, roster):
            called.setdefault(dict(role.names).get(kind, role.code), []).append(role)
    found = [_body(alike, cols.codes[row], cols.level(row)) for alike in called.values()]
    return sorted(found, key=lambda organ: organ.role)


def _body(roles: list[Role], code: str, level: str) -> Organ:
    main = min(roles, key=lambda role: (not role.kinds, len(role.kinds), role.code))
    return Organ(main.code, code, level, main.zh, main.en, tuple(role.code for role in roles))
