"""Dated lists: of a flag that there is, under a provision that there is, with what they say."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import GovrulesError, did_you_mean
from ..expr import Const, Expr, check
from ..faults import Faults
from ..rules import DatedList
from .parts import Parts, fault

__all__ = ["check_lists"]


def check_lists(parts: Parts, faults: Faults) -> None:
    """Find lists that no rule could use."""
    seen: set[str] = set()
    for one in parts.blueprint.lists:
        place = f"list {one.id}"
        for found in _faults(parts, one, place, seen):
            faults.add(found)
        seen.add(one.id)
        with faults.at(place):
            parts.blueprint.law.check(one.cite)
        for when in (one.excludes, one.gated):
            with faults.at(place):
                _check_condition(when, parts)


def _check_condition(when: object, parts: Parts) -> None:
    if not isinstance(when, Expr):
        raise fault(
            "",
            f"excludes is {when!r}, which is no condition",
            f"excludes 为 {when!r}，不是条件",
            field="excludes",
            value=when,
            hint=("write a condition, or leave it out", "请写条件，或不填"),
        )
    if not isinstance(when, Const):
        check(when, parts.field)


def _faults(parts: Parts, one: DatedList, place: str, seen: set[str]) -> Iterator[GovrulesError]:
    if one.id in seen:
        yield fault(
            place,
            f"two lists are called {one.id!r}",
            f"两份清单同名 {one.id!r}",
            field="id",
            value=one.id,
            hint=("give each an id of its own", "请分别编号"),
        )
    flags = [id for id, f in parts.field.items() if f.kind == "flag"]
    if one.field not in flags:
        yield fault(
            place,
            f"its field {one.field!r} is no flag",
            f"其字段 {one.field!r} 不是已声明的是非字段",
            field="field",
            value=one.field,
            hint=did_you_mean(one.field, flags),
        )
    for role in one.gates:
        if role not in parts.roles.roles:
            yield fault(
                place,
                f"it bars {role!r}, which is no role",
                f"gates 中的 {role!r} 不是角色",
                field="gates",
                value=role,
                hint=did_you_mean(role, parts.roles.roles),
            )
    yield from _entry_faults(parts, one, place)


def _entry_faults(parts: Parts, one: DatedList, place: str) -> Iterator[GovrulesError]:
    id, codes = one.codes or ("", ())
    if one.public and not codes and not one.changes:
        yield fault(
            place,
            "it is public and has no entries",
            "标为已公布，却没有条目",
            field="codes",
            value=None,
            hint=("give its codes, or public=False", "请给出 codes，或改为 public=False"),
        )
    if one.codes is not None:
        field = parts.field.get(id)
        if field is None or field.tree is None:
            known = [name for name, f in parts.field.items() if f.tree is not None]
            yield fault(
                place,
                f"its entries are codes of {id!r}, which is no field of codes",
                f"条目所属的 {id!r} 不是代码字段",
                field="codes",
                value=id,
                hint=did_you_mean(id, known),
            )
        else:
            for code in codes:
                if code not in field.tree:
                    yield fault(
                        place,
                        f"its entry {code!r} is no code of {id!r}",
                        f"条目 {code!r} 不是 {id!r} 的代码",
                        field="codes",
                        value=code,
                        hint=did_you_mean(code, list(field.tree)),
                    )
    if one.count is not None and one.count < len(codes):
        yield fault(
            place,
            f"it has {len(codes)} entries, and count says {one.count}",
            f"有 {len(codes)} 条，而 count 为 {one.count}",
            field="count",
            value=one.count,
            hint=("correct one of the two", "请更正其一"),
        )
