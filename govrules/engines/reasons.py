"""The reasons of a decision, each rule with its article; what lost, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from ..rules import Assumption, Defeated, Note, Reason, RuleSet
from ..values import UNKNOWN, OneOf, Period
from .answer import Answer, Evaluation

__all__ = ["assumptions", "defeats", "reasons", "remarks"]


def reasons(rules: RuleSet, answers: Iterable[Answer]) -> tuple[Reason, ...]:
    """The rules that apply and were not defeated, in the order of the questions."""
    found: dict[str, Reason] = {}
    for compiled in (c for answer in answers for c in answer.winners):
        r = compiled.rule
        if r.id in found:
            continue
        note_zh = "；".join(filter(None, (r.note_zh, r.reading_zh and f"解读：{r.reading_zh}")))
        note_en = "; ".join(filter(None, (r.note_en, r.reading_en and f"reading: {r.reading_en}")))
        found[r.id] = Reason(
            r.id, r.question, r.cite.key, r.cite.text(rules.law, "zh"),
            r.cite.text(rules.law, "en"), r.zh, r.en, note_zh, note_en, r.chain,
        )  # fmt: skip
    return tuple(found.values())


def defeats(rules: RuleSet, answers: Iterable[Answer]) -> tuple[Defeated, ...]:
    """The rules that applied and lost; of two that an organ must rank, the pair."""
    found = [(d.rule.id, d.by.id, d.verdict) for a in answers for d in a.defeated]
    found += [(d.first.id, d.second.id, d.verdict) for a in answers for d in a.disputes]
    return tuple(_defeat(rules, *one) for one in found)


def _defeat(rules: RuleSet, rule: str, by: str, verdict: Any) -> Defeated:
    cite = verdict.cite.key if verdict.cite is not None else rules.rules[by].rule.cite.key
    contested = verdict.kind == "adjudicate"
    return Defeated(rule, by, verdict.principle, cite, verdict.zh, verdict.en, contested)


def assumptions(rules: RuleSet, support: Iterable[str]) -> tuple[Assumption, ...]:
    """The declared assumptions that the result rests on."""
    fields = [rules.fields[id] for id in sorted(support)]
    return tuple(
        Assumption(f.id, f.assume, f"{f.zh}：{f.label(f.assume)}",
                   f"{f.en}: {f.label(f.assume, 'en')}")
        for f in fields
    )  # fmt: skip


def _some_day(on: Any) -> date | None:
    """The day, or any day of the period in which it is known to lie."""
    if isinstance(on, Period):
        return on.start or (on.end - timedelta(days=1) if on.end else None)
    return on if isinstance(on, date) else None


def remarks(found: Evaluation, final: Answer, answers: Iterable[Answer]) -> tuple[Note, ...]:
    """What the reader must not miss, whatever the place."""
    notes: dict[Note, None] = {}
    if final.values == (None,):
        notes[Note("no_rule", "没有规则适用于这一事项", "no rule applies to this matter")] = None
    law = found.rules.law
    day = _some_day(found.values.get(found.rules.day_field))
    for compiled in (c for answer in answers for c in answer.winners):
        cite = compiled.rule.cite
        zh, en = cite.text(law, "zh"), cite.text(law, "en")
        if any(isinstance(v, OneOf) for _, v in compiled.then.one):
            notes[Note(
                "undivided", f"{zh}并列数个机关而未划分，须由其商定或由共同上级指定",
                f"{en} names several organs without dividing the work; they agree, or their "
                "common superior designates one",
            )] = None  # fmt: skip
        if day is not None and law.check(cite, day) is UNKNOWN:
            notes[Note(
                "text_version", f"{zh}：该日的文本未收录，条号与内容依所收录的文本",
                f"{en}: the text of that day is not on file; number and content are those of "
                "the text that is",
            )] = None  # fmt: skip
    return tuple(notes)
