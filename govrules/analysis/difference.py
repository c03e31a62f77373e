"""What changes owner between two rule sets or two days, exactly, and that no other matter does.

Each possible owner has a region of matters in either. Where the two are the same diagram nothing
changes; what lies in one and not in the other is told as sentences, from whom to whom. Beside them
stand the rules of the questions that gather (who helps, which duties) that are others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from ..diagrams import Region, Regions
from ..errors import PolicyError
from ..values import OneOf
from .beside_owner import Beside, beside_owner
from .caseload import NOBODY, Weight
from .context import AnalysisContext
from .gathered import Altered, altered

__all__ = ["Difference", "Moved", "diff"]

UNSETTLED = ("无或尚不能定", "nobody, or not settled")
TEXTS = {
    "none": ("没有一件事项的权责机关有变化（已证明）。", "No matter changes owner (proved)."),
    "moved": (
        "{old} → {new}：{count} 种{weight}，例如 {matter}",
        "{old} → {new}: {count} kinds{weight}, e.g. {matter}",
    ),
    "weight": ("（所给事项中 {n} 件）", " ({n} of the matters given)"),
    "caseload": (
        "所给 {matters} 件事项：{moved} 件换了权责机关，{same} 件不变，"
        "{open} 件所述事实不足以确定归谁，{bad} 件不能认定。",
        "Of the {matters} matters given {moved} change owner and {same} keep it; {open} do not say "
        "enough for it to be known, {bad} cannot be decided.",
    ),
    "gathered": (
        "汇集类问题（由谁协助、有何义务等）另有规则变化：",
        "Besides, rules of questions that gather (who helps, which duties) are others:",
    ),
    "begins": ("  {rule} 开始适用，例如 {where}", "  {rule} begins to apply, e.g. {where}"),
    "ends": ("  {rule} 不再适用，例如 {where}", "  {rule} no longer applies, e.g. {where}"),
    "applies": (
        "  {rule} 所适用的事项不同，例如 {where}",
        "  {rule} applies to other matters, e.g. {where}",
    ),
    "says": ("  {rule} 所定的内容不同，例如 {where}", "  {rule} says something else, e.g. {where}"),
    "any": ("任何事项", "any matter"),
    "rest": (
        "此外权责机关没有变化（已证明）：其余 {count} 种事项权责机关相同。",
        "No other matter changes owner (proved): the other {count} kinds have the same one.",
    ),
    "beside": (
        "权责机关之外，以下问题的规则有变动，处置、承办等可能随之不同：",
        "Beside the owner, rules of these questions differ; what is done and who leads may be "
        "otherwise:",
    ),
    "alike": (
        "确定处置、承办等事的规则没有变动。",
        "The rules of what is done and who leads are the same.",
    ),
}


@attrs.frozen
class Moved:
    """Matters that change owner alike.

    Args:
        old: The owner before, ``role@level``; several joined by ``|``, ``-`` for none settled.
        new: The owner after.
        matters: How many kinds of matters: combinations of cells.
        matter: The smallest of them, as a record.
        before: What is decided of it before.
        after: What is decided of it after.
    """

    old: str
    new: str
    matters: int
    matter: Mapping[str, Any] = attrs.field(hash=False)
    before: Mapping[str, Any] = attrs.field(hash=False)
    after: Mapping[str, Any] = attrs.field(hash=False)


@attrs.frozen
class Difference:
    """What changes owner, from whom to whom.

    Args:
        moved: The changes, the widest first.
        same: How many kinds of matters keep their owner.
        beside: The rules of what is done and who leads that differ.
        weight: How many matters of a caseload do, where one was given.
        names: Owner or rule → what it is called in Chinese and in English.
        gathered: The rules of questions that gather which apply otherwise or say something else.
    """

    moved: tuple[Moved, ...]
    same: int
    beside: tuple[Beside, ...] = ()
    weight: Weight | None = None
    names: Mapping[str, tuple[str, str]] = attrs.field(factory=dict, hash=False, repr=False)
    gathered: tuple[Altered, ...] = ()

    def explain(self, lang: str = "en") -> str:
        """The difference in ``"en"`` or ``"zh"``, a sentence for each change."""
        side = 0 if lang == "zh" else 1
        lines = [self._sentence(m, side) for m in self._told()] or [TEXTS["none"][side]]
        if self.moved:
            lines.append(TEXTS["rest"][side].format(count=self.same))
        lines.append(TEXTS["beside" if self.beside else "alike"][side])
        lines += [f"  {each.text(lang)}" for each in self.beside]
        if self.weight is not None:
            figures = {**attrs.asdict(self.weight), "moved": sum(self.weight.moved.values())}
            lines.append(TEXTS["caseload"][side].format_map(figures))
        if self.gathered:
            lines += [TEXTS["gathered"][side], *(self._altered(a, side) for a in self.gathered)]
        return "\n".join(lines)

    def _told(self) -> list[Moved]:
        """The changes: by a caseload, if there is one, those of most matters first."""
        weighs = {} if self.weight is None else self.weight.moved
        return sorted(self.moved, key=lambda m: -weighs.get((m.old, m.new), 0))

    def _sentence(self, moved: Moved, side: int) -> str:
        weight = ""
        if self.weight is not None:
            n = self.weight.moved.get((moved.old, moved.new), 0)
            weight = TEXTS["weight"][side].format(n=n)
        return TEXTS["moved"][side].format(
            old=self.names[moved.old][side],
            new=self.names[moved.new][side],
            count=moved.matters,
            weight=weight,
            matter=", ".join(f"{k}={v}" for k, v in moved.matter.items()),
        )

    def _altered(self, one: Altered, side: int) -> str:
        where = ", ".join(f"{k}={v}" for k, v in one.where.items()) or TEXTS["any"][side]
        return TEXTS[one.how][side].format(rule=self.names[one.rule][side], where=where)

    def to_dict(self) -> dict[str, Any]:
        """The difference as plain JSON values; each change with its ``cases`` of a caseload."""
        found: dict[str, Any] = {
            "moved": [attrs.asdict(m) for m in self.moved],
            "same": self.same,
            "beside": [attrs.asdict(b) for b in self.beside],
            "gathered": [attrs.asdict(a) for a in self.gathered],
        }
        if self.weight is not None:
            for each in found["moved"]:
                each["cases"] = self.weight.moved.get((each["old"], each["new"]), 0)
            figures = attrs.asdict(self.weight, filter=lambda a, _: a.name != "moved")
            found["caseload"] = figures
        return found


def diff(
    one: AnalysisContext,
    other: AnalysisContext,
    on: date | None = None,
    other_on: date | None = None,
    weighed: Callable[[tuple[date, date]], Weight] | None = None,
) -> Difference:
    """Say which matters have another owner under other rules, or on another day.

    Args:
        one: The jurisdiction before.
        other: The jurisdiction after; it may be the same.
        on: The day of the law before; that in force where not given.
        other_on: The day of the law after.
        weighed: Weighs a caseload by the two days, if it is to be.

    Raises:
        PolicyError: they do not declare the same fields, or do not say whose a matter is.
    """
    days = (on or one.since, other_on or other.since)
    before, after = _side_by_side(one, other, days)
    owners = [_owners(context, regions) for context, regions in ((one, before), (other, after))]
    moved = [
        Moved(old, new, before.count(region), *_shown(one, other, before, region, days))
        for old, new, region in _changes(before, *owners)
    ]
    same = before.count(before.everything) - sum(m.matters for m in moved)
    told = sorted(moved, key=lambda m: (-m.matters, m.old, m.new))
    names = {id: _called(one, id) for id in sorted({i for m in moved for i in (m.old, m.new)})}
    gathered = tuple(altered(one, other, days))
    names |= {a.rule: _cited(one, other, a.rule) for a in gathered}
    weight = None if weighed is None else weighed(days)
    beside = beside_owner(one, other, days)
    return Difference(tuple(told), same, beside, weight, names, gathered)


def _cited(one: AnalysisContext, other: AnalysisContext, id: str) -> tuple[str, str]:
    """The rule and its provision in Chinese and in English."""
    context = other if id in other.rules.rules else one
    cite = context.rules.rules[id].rule.cite
    return f"{id}（{cite.text(context.law, 'zh')}）", f"{id} ({cite.text(context.law, 'en')})"


def _called(context: AnalysisContext, owner: str) -> tuple[str, str]:
    """The owner's name in Chinese and in English, where it has one."""
    if owner == NOBODY:
        return UNSETTLED
    roles, organs = context.rules.roles, owner.split("|")
    zh, en = ([roles.name(o, lang) if o in roles else o for o in organs] for lang in ("zh", "en"))
    return "、".join(zh), " or ".join(en)


def _side_by_side(
    one: AnalysisContext, other: AnalysisContext, days: tuple[date, date]
) -> tuple[Regions, Regions]:
    """The regions of both over the same cells, so that equal regions are equal numbers."""
    fields = [[f.canonical() for f in c.rules.declared.values()] for c in (one, other)]
    if fields[0] != fields[1] or None in (one.layout.owner, other.layout.owner):
        raise PolicyError(
            "the two do not declare the same fields, or do not say whose a matter is",
            "两者声明的字段不同，或没有说明事项归谁的问题",
            field="fields",
            hint_en="compare versions of one pack",
            hint_zh="请比较同一规则包的两个版本",
        )
    return Regions.beside(one.owner_chain, other.owner_chain, days)


def _owners(context: AnalysisContext, regions: Regions) -> dict[str, Region]:
    """Owner → the matters that it owns; those of nobody that is settled are left over."""
    question = str(context.layout.owner)
    found: dict[str, list[Any]] = {}
    for value in context.owner_chain.values(question):
        found.setdefault(_name(context, value), []).append(value)
    owned = {
        name: region
        for name, values in found.items()
        if (region := regions.holding(question, frozenset(values))) != regions.nothing
    }
    owned[NOBODY] = regions.outside(regions.either(*owned.values()))
    return owned


def _name(context: AnalysisContext, value: Any) -> str:
    seated = context.rules.roles.seated
    each = value.values if isinstance(value, OneOf) else (value,)
    return "|".join(sorted(seated(v) for v in each if isinstance(v, str))) or NOBODY


def _changes(
    regions: Regions, before: Mapping[str, Region], after: Mapping[str, Region]
) -> Iterator[tuple[str, str, Region]]:
    for old, here in before.items():
        if here == after.get(old):
            continue
        lost = regions.both(here, regions.outside(after.get(old, regions.nothing)))
        for new, there in after.items():
            if new != old and (region := regions.both(lost, there)) != regions.nothing:
                yield old, new, region


def _shown(
    one: AnalysisContext,
    other: AnalysisContext,
    regions: Regions,
    region: Region,
    days: tuple[date, date],
) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]:
    """The smallest matter of a region, and what is decided of it on either side."""
    matter = regions.smallest(region) or {}
    day = one.rules.day_field
    records = [{**matter, day: str(on)} for on in days]
    plain = {k: v for k, v in matter.items() if k != day or days[0] == days[1]}
    return plain, one.decided(records[0]), other.decided(records[1])
