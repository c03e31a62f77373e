"""Fields: names that mean one thing, values to choose from, attributes that there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from ..errors import did_you_mean
from ..faults import Faults
from ..rules import CodeList, Field
from ..rules.field import Kind
from ..territory import ATTRIBUTES, Territory
from .parts import Parts, fault

__all__ = ["check_fields"]

KINDS = get_args(Kind)
NO_VALUES = ("it has nothing to choose from", "没有可选的值")


def check_fields(parts: Parts, faults: Faults) -> None:
    """Find fields that mean two things, take no value, or read what is not there."""
    names: dict[str, str] = {}
    trees: set[int] = set()
    made = {one.field for one in parts.blueprint.law.overtaken}  # no header is ever called so
    for field in parts.fields:
        place = f"field {field.id}"
        for name in (field.zh, field.en):
            other = field.id if field.id in made else names.setdefault(name.casefold(), field.id)
            if other != field.id:
                faults.add(
                    fault(
                        place,
                        f"two fields are called {name!r}: {other} and {field.id}",
                        f"两个字段同名 {name!r}：{other} 与 {field.id}",
                        field="zh" if name == field.zh else "en",
                        value=name,
                        hint=("a header of that name would mean either", "以此为表头时无从分辨"),
                    )
                )
        _check_values(field, place, faults)
        _check_reads(parts, field, place, faults)
        tree = field.tree
        if isinstance(tree, CodeList) and tree is not parts.roles and id(tree) not in trees:
            trees.add(id(tree))
            _check_items(tree, faults)


def _check_values(field: Field, place: str, faults: Faults) -> None:
    if field.kind not in KINDS:
        hint = did_you_mean(field.kind, KINDS)
        en, zh = f"there is no kind of field {field.kind!r}", f"没有 {field.kind!r} 这种字段"
        faults.add(fault(place, en, zh, field="kind", value=field.kind, hint=hint))
    elif field.kind in ("choice", "set"):
        if not field.choices:
            hint = ("give its choices", "请列出可选值")
            faults.add(fault(place, *NO_VALUES, field="choices", value=None, hint=hint))
        for name in _doubled(c.zh for c in field.choices):
            faults.add(
                fault(
                    place,
                    f"two of its values are called {name!r}",
                    f"两个值同名 {name!r}",
                    field="choices",
                    value=name,
                    hint=("give each a name of its own", "请分别命名"),
                )
            )
    elif field.kind == "code" and (field.tree is None or not any(True for _ in field.tree)):
        hint = ("give a tree that has codes; is its table empty?", "请给出代码表；该表是否为空？")
        faults.add(fault(place, *NO_VALUES, field="tree", value=None, hint=hint))


def _check_reads(parts: Parts, field: Field, place: str, faults: Faults) -> None:
    """A field that is worked out of another's attribute."""
    if field.reads is None:
        return
    source, attribute = field.reads
    of = parts.field.get(source)
    if of is None or of.kind != "code":
        known = [id for id, f in parts.field.items() if f.kind == "code"]
        faults.add(
            fault(
                place,
                f"it reads an attribute of {source!r}, which is no field of codes",
                f"reads 所读的 {source!r} 不是代码字段",
                field="reads",
                value=source,
                hint=did_you_mean(source, known),
            )
        )
        return
    known = _attributes(of.tree)
    if known and attribute not in known:
        faults.add(
            fault(
                place,
                f"it reads {attribute!r} of {source!r}, which has no such attribute",
                f"reads 所读的 {source!r} 没有属性 {attribute!r}",
                field="reads",
                value=attribute,
                hint=did_you_mean(attribute, known),
            )
        )


def _attributes(tree: object) -> list[str]:
    """The attributes that codes of a tree have; none where that is not known."""
    if isinstance(tree, Territory):
        return [*ATTRIBUTES, *tree.levels]
    if isinstance(tree, CodeList):
        return list(dict.fromkeys(name for code in tree for name in tree[code].attributes))
    return []


def _check_items(tree: CodeList, faults: Faults) -> None:
    for name in _doubled(tree[code].zh for code in tree):
        codes = [code for code in tree if tree[code].zh == name]
        faults.add(
            fault(
                f"list {tree.id}",
                f"{name!r} is the name of {', '.join(codes)}",
                f"{name!r} 同为 {'、'.join(codes)} 的名称",
                field="zh",
                value=name,
                hint=("give each a name of its own", "请分别命名"),
            )
        )


def _doubled(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]
