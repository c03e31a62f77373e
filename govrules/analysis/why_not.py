"""Why an organ does not own a matter, and the smallest change of facts that would make it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from ..diagrams import NOT_SAID, Regions
from ..errors import NotFoundError, did_you_mean
from ..evaluate import Evaluation, evaluate, truth
from ..expr import to_text
from ..rules import Compiled, Facts, RuleSet, read_facts
from ..values import UNKNOWN
from .context import AnalysisContext
from .organs import organs_in

__all__ = ["Change", "Obstacle", "WhyNot", "why_not"]

TEXTS = {
    "defeated": ("适用，但 {by} 在先（{why}）", "applies, and {by} comes first ({why})"),
    "false": ("不适用：{parts}", "does not apply: {parts}"),
    "unknown": ("尚不能定：{parts}", "not settled: {parts}"),
    "owns": ("{organ} 就是权责机关。", "{organ} does own it."),
    "never": (
        "改动哪些事实，{organ} 都不会成为权责机关。",
        "No change of facts would make {organ} the owner.",
    ),
    "change": ("最少改动以下事实，权责机关即为 {organ}：", "{organ} would own it if:"),
    "rules": ("与之有关的规则：", "The rules that would name it:"),
    "from": ("{field}：{old} → {new}", "{field}: {old} → {new}"),
}


@attrs.frozen
class Change:
    """One fact that would have to be another.

    Args:
        field: Which.
        old: What the matter says, ``None`` where it says nothing.
        new: What it would have to say.
    """

    field: str
    old: Any
    new: Any

    def to_dict(self) -> dict[str, Any]:
        """The change as plain JSON values."""
        return _plain({"field": self.field, "old": self.old, "new": self.new})


@attrs.frozen
class Obstacle:
    """A rule that would name the organ, and what keeps it from doing so.

    Args:
        rule: Its id.
        state: ``defeated``, ``false`` or ``unknown``.
        by: The rule that comes first, where it is defeated, and the principle in (zh, en).
        parts: Otherwise, the parts of its condition that do not hold, as text.
    """

    rule: str
    state: str
    by: tuple[str, str, str] | None = None
    parts: tuple[str, ...] = ()


@attrs.frozen
class WhyNot:
    """Why an organ does not own a matter.

    Args:
        organ: The organ, as ``role@level``.
        owns: Whether it does.
        obstacles: The rules that would name it, nearest first.
        changes: The fewest facts that would have to change; ``None`` where none would do.
        matter: The record with these changes.
        decision: What is decided of it.
    """

    organ: str
    owns: bool
    obstacles: tuple[Obstacle, ...]
    changes: tuple[Change, ...] | None
    matter: Mapping[str, Any] | None = attrs.field(default=None, hash=False)
    decision: Mapping[str, Any] | None = attrs.field(default=None, hash=False)

    def explain(self, lang: str = "en") -> str:
        """The answer in ``"en"`` or ``"zh"``."""
        side, organ = (0 if lang == "zh" else 1), self.organ
        if self.owns:
            return TEXTS["owns"][side].format(organ=organ)
        lines = [TEXTS["rules"][side]] if self.obstacles else []
        for o in self.obstacles:
            by, *why = o.by or ("", "", "")
            said = TEXTS[o.state][side].format(by=by, why=why[side], parts=", ".join(o.parts))
            lines.append(f"  {o.rule}  {said}")
        if self.changes is None:
            return "\n".join([*lines, TEXTS["never"][side].format(organ=organ)])
        lines.append(TEXTS["change"][side].format(organ=organ))
        for c in self.changes:
            old, new = ("—" if v is None else str(v) for v in (c.old, c.new))
            lines.append("  " + TEXTS["from"][side].format(field=c.field, old=old, new=new))
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """The answer as plain JSON values."""
        return {
            "organ": self.organ,
            "owns": self.owns,
            "obstacles": [attrs.asdict(o) for o in self.obstacles],
            "changes": None if self.changes is None else [c.to_dict() for c in self.changes],
            "matter": None if self.matter is None else _plain(self.matter),
            "decision": self.decision,
        }


def why_not(context: AnalysisContext, matter: Mapping[str, Any], organ: str) -> WhyNot:
    """Say what keeps an organ from owning a matter, and what would make it the owner.

    Args:
        context: The jurisdiction; its layout names the question of whose a matter is.
        matter: A record.
        organ: ``role@level``.

    Raises:
        NotFoundError: there is no such organ, or no question says whose a matter is.
        RecordError: the record cannot be read.
    """
    organ = _known(context, organ)
    rules = context.rules
    facts = read_facts(matter, rules.declared, day_field=rules.day_field)
    found = evaluate(rules, facts)
    question = str(context.layout.owner)
    if _owner(found, question, rules.roles.seated) == organ:
        return WhyNot(organ, True, (), ())
    obstacles = tuple(_obstacles(context, found, organ))
    day = facts.get(rules.day_field)
    regions = Regions(context.owner_chain, None if day is UNKNOWN else day, rule_by_rule=False)
    meant = frozenset(
        v
        for v in context.owner_chain.values(question)
        if isinstance(v, str) and rules.roles.seated(v) == organ
    )
    region = regions.holding(question, meant)
    if question in regions.matters.level:  # to be told that it is the owner is no change of facts
        region = regions.both(region, regions.saying(question, (NOT_SAID,)))
    path = regions.nearest(region, facts)
    if path is None:
        return WhyNot(organ, False, obstacles, None)
    changes = tuple(_changes(regions, path, facts))
    said = {c.field: c.new for c in changes if c.new is not None}
    changed = {**_without(matter, changes, rules), **regions.matters.joined(said)}
    return WhyNot(organ, False, obstacles, changes, changed, context.decided(changed))


def _known(context: AnalysisContext, organ: str) -> str:
    roles = context.rules.roles
    if context.layout.owner is None or organ not in roles:
        en, zh = did_you_mean(organ, list(roles))
        raise NotFoundError(
            f"no organ {organ!r}",
            f"没有机关 {organ!r}",
            field="owner",
            value=organ,
            hint_en=en or "write role@level, as decisions do",
            hint_zh=zh or "请写作 角色@层级，与认定书相同",
        )
    return roles.seated(organ)


def _owner(found: Evaluation, question: str, seated: Any) -> Any:
    value = found.look(question)
    return seated(value) if isinstance(value, str) else None


def _obstacles(context: AnalysisContext, found: Evaluation, organ: str) -> Iterator[Obstacle]:
    """The rules that would name the organ as owner; those that apply come first."""
    made = [
        _obstacle(found, rule)
        for question in context.decision.owner_questions
        for rule in context.rules_of(question)
        if organ in {context.rules.roles.seated(o) for o in organs_in(rule, ("organ", question))}
    ]
    order = ("defeated", "unknown", "false")
    kept = sorted(made, key=lambda o: (order.index(o.state), len(o.parts), o.rule))
    yield from kept[:5]


def _obstacle(found: Evaluation, rule: Compiled) -> Obstacle:
    answer = found.answers[rule.rule.question]
    for defeat in answer.defeated:
        if defeat.rule is rule:
            return Obstacle(
                rule.id, "defeated", (defeat.by.id, defeat.verdict.zh, defeat.verdict.en)
            )
    fields = found.rules.fields
    values = [(part, truth(part, found.look, fields)) for part in rule.parts]
    false = [to_text(part) for part, value in values if value is False]
    open_ = [to_text(part) for part, value in values if value is UNKNOWN]
    return Obstacle(rule.id, "false" if false else "unknown", None, tuple(false or open_))


def _changes(regions: Regions, path: Mapping[int, int], facts: Facts) -> Iterator[Change]:
    for level, cell in sorted(path.items()):
        field = regions.matters.order[level]
        if regions.differs(field, cell, facts):
            new = regions.matters.cells[field][cell]
            old = facts.get(field)
            yield Change(field, None if old is UNKNOWN else old, None if new is NOT_SAID else new)


def _without(
    matter: Mapping[str, Any], changes: Iterable[Change], rules: RuleSet
) -> dict[str, Any]:
    """The matter without what changes say anew, under whatever name it says it."""
    gone = {c.field.partition(".")[0] for c in changes}
    names = {n for f in gone if f in rules.declared for n in (f, rules.declared[f].zh)}
    return {k: v for k, v in matter.items() if k.strip() not in names}


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as JSON has them: days as text."""
    return {k: str(v) if isinstance(v, date) else v for k, v in values.items()}
