"""From answers to a decision record: organs seated, reasons gathered, the open named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ..rules import (
    Assumption,
    Conclusion,
    Decision,
    Defeated,
    Duty,
    DutyDue,
    Note,
    Organ,
    Reason,
    RuleSet,
)
from ..values import UNKNOWN, OneOf
from .answer import Answer, Dispute, Evaluation
from .ask import next_questions
from .organs import Seat, Units, seat
from .otherwise import alternatives

__all__ = ["Layout", "compose"]

ORGANS = ("assist", "supervise", "copy_to", "must_not_lead")


@attrs.frozen
class Layout:
    """Which questions make up a decision, and the codes for what is not decided.

    Args:
        final: The question whose parts are ``disposition``, ``lead``, ``by`` and ``prohibited``.
        adds: Questions of kind ``every`` that add organs and duties.
        provisional: The question that names who holds a matter until it can be decided.
        undetermined: The disposition where a fact is missing.
        adjudicate: The disposition where an organ must rank the law.
        place: The field that says where.
    """

    final: str
    adds: tuple[str, ...] = ()
    provisional: str | None = None
    undetermined: str = "undetermined"
    adjudicate: str = "adjudicate_law"
    place: str = "place"


@attrs.frozen
class Parts:
    """What composing needs beside the evaluation."""

    layout: Layout
    units: Units
    duties: Mapping[str, Duty]
    digest: str


def compose(found: Evaluation, parts: Parts) -> Decision:
    """The decision that the answers amount to."""
    layout = parts.layout
    answer = found.answers[layout.final]
    notes = [Note("reading", zh, en) for zh, en in found.facts.notes]
    if answer.is_determined and answer.values[0] is not None:
        conclusion = answer.values[0]
        lead = _seat(found, parts, conclusion.get("lead"))
        if lead is None or not (lead.is_vague or lead.missing):
            return _decided(found, parts, conclusion, lead, notes)
        if lead.missing:
            notes.append(lead.missing)
    return _undecided(found, parts, notes)


def _seat(found: Evaluation, parts: Parts, value: Any) -> Seat | None:
    if not isinstance(value, str):
        return None
    place = found.values.get(parts.layout.place, UNKNOWN)
    return seat(value, place, parts.units, found.rules.roles, found.values)


def _decided(
    found: Evaluation, parts: Parts, conclusion: Conclusion, lead: Seat | None, notes: list[Note]
) -> Decision:
    final = parts.layout.final
    behind = [q for q in found.behind(final) if found.answers[q].is_determined]
    by = _seat(found, parts, conclusion.get("by"))
    return _record(
        found, parts, conclusion.get("disposition"), behind, notes,
        lead=lead.organ if lead else None,
        by=by.organ if by else None,
        prohibited=conclusion.get("prohibited") is True,
        otherwise=alternatives(found, behind),
        support=found.answers[final].support,
    )  # fmt: skip


def _undecided(found: Evaluation, parts: Parts, notes: list[Note]) -> Decision:
    layout = parts.layout
    answer = found.answers[layout.final]
    asks = list(next_questions(found, layout.final)) if not answer.is_determined else []
    behind = found.behind(layout.final)
    disputes = [d for q in behind for d in found.answers[q].disputes]
    if answer.values == (None,):
        notes.append(Note("no_rule", "没有规则适用于这一事项", "no rule applies to this matter"))
    if answer.is_determined and not any(n.code == "role_missing" for n in notes):
        field = found.rules.fields[layout.place]
        asks.append(_ask_place(field))
    notes.extend(_undivided(found, behind))
    candidates = _candidates(found, parts, answer)
    if disputes and not asks:
        return _record(
            found, parts, layout.adjudicate, behind, notes, candidates=candidates,
            lead=_adjudicator(found, parts, disputes[0]), disputes=disputes,
        )  # fmt: skip
    provisional = found.answers[layout.provisional] if layout.provisional else None
    holder = None
    if provisional is not None and provisional.is_determined:
        holder = _seat(found, parts, provisional.values[0])
    return _record(
        found, parts, layout.undetermined, behind, notes, candidates=candidates,
        ask=tuple(asks), lead=holder.organ if holder and not holder.missing else None,
        lead_is_provisional=holder is not None and not holder.missing,
        provisional=provisional if holder else None, disputes=disputes,
    )  # fmt: skip


def _ask_place(field: Any) -> Any:
    from ..rules import Ask

    return Ask(field.id, "请说明更具体的地点（街乡或社区村）", "which subdistrict or community?", (), 1.0)


def _candidates(found: Evaluation, parts: Parts, answer: Answer) -> tuple[Organ, ...]:
    leads = [v.get("lead") for v in answer.values if v is not None]
    organs = []
    for value in leads:
        for one in value.values if isinstance(value, OneOf) else (value,):
            seated = _seat(found, parts, one)
            if seated is not None and seated.organ not in organs:
                organs.append(seated.organ)
    return tuple(organs)


def _undivided(found: Evaluation, questions: Iterable[str]) -> list[Note]:
    """Rules whose text names several organs without dividing the work between them."""
    notes = []
    for q in questions:
        for rule in found.answers[q].winners:
            if any(isinstance(v, OneOf) for _, v in rule.then.one):
                cite = rule.rule.cite
                law = found.rules.law
                notes.append(Note(
                    "undivided",
                    f"{cite.text(law, 'zh')}并列数个机关而未划分，须由其商定或由共同上级指定",
                    f"{cite.text(law, 'en')} names several organs without dividing the work; "
                    "they agree, or their common superior designates one",
                ))  # fmt: skip
    return notes


def _adjudicator(found: Evaluation, parts: Parts, dispute: Dispute) -> Organ:
    role = found.rules.roles.roles[dispute.verdict.adjudicator or ""]
    seated = _seat(found, parts, f"{role.code}@{role.levels[0]}")
    assert seated is not None
    return seated.organ


def _record(
    found: Evaluation, parts: Parts, disposition: str, questions: Iterable[str],
    notes: list[Note], *, support: frozenset[str] = frozenset(),
    disputes: Iterable[Dispute] = (), provisional: Answer | None = None, **fields: Any,
) -> Decision:  # fmt: skip
    rules = found.rules
    final = found.answers[parts.layout.final]
    label = next(s for s in final.question.slots if s.id == "disposition")
    choice = next(c for c in label.choices if c.code == disposition)
    answers = [found.answers[q] for q in questions]
    answers += [provisional] if provisional is not None else []
    adding = [found.answers[q] for q in parts.layout.adds]
    lists = _lists(found, parts, [*answers, *adding])
    defeats = [d for a in answers for d in a.defeated]
    return Decision(
        id=found.facts.id,
        policies=parts.digest,
        matter=_given(found),
        about_zh=_about(found, "zh"),
        about_en=_about(found, "en"),
        disposition=disposition,
        disposition_zh=choice.zh,
        disposition_en=choice.en,
        because=tuple(_reasons(rules, [*answers, *adding])),
        defeated=tuple([_defeat(rules, d.rule.id, d.by.id, d.verdict) for d in defeats]
                       + [_defeat(rules, d.first.id, d.second.id, d.verdict) for d in disputes]),
        assumed=tuple(_assumption(rules, id) for id in sorted(support)),
        notes=tuple(dict.fromkeys(notes)),
        **lists, **fields,
    )  # fmt: skip


def _given(found: Evaluation) -> dict[str, Any]:
    """The facts that the record gave, or that its codes imply; not what was assumed."""
    return {k: v for k, v in found.facts.values.items() if k not in found.facts.assumed}


def _about(found: Evaluation, lang: str) -> str:
    fields = found.rules.fields
    said = []
    for id, value in _given(found).items():
        if fields[id].reads is None:
            name = fields[id].zh if lang == "zh" else fields[id].en
            said.append(f"{name}={fields[id].label(value, lang)}")
    return ("；" if lang == "zh" else "; ").join(said)


def _lists(found: Evaluation, parts: Parts, answers: Iterable[Answer]) -> dict[str, Any]:
    organs: dict[str, list[Organ]] = {part: [] for part in ORGANS}
    duties: dict[str, DutyDue] = {}
    for answer in answers:
        for rule in answer.winners:
            for slot, terms in rule.then.many:
                for term in terms:
                    if slot == "duties":
                        due = parts.duties[term]
                        duties.setdefault(term, DutyDue(
                            due.code, due.zh, due.en, due.clock_zh, due.clock_en,
                            rule.rule.cite.key,
                        ))  # fmt: skip
                        continue
                    value = found.values.get(term[1:]) if str(term).startswith("$") else term
                    seated = _seat(found, parts, value)
                    if seated and not seated.missing and seated.organ not in organs[slot]:
                        organs[slot].append(seated.organ)
    return {**{k: tuple(v) for k, v in organs.items()}, "duties": tuple(duties.values())}


def _reasons(rules: RuleSet, answers: Iterable[Answer]) -> Iterable[Reason]:
    seen: set[str] = set()
    for answer in answers:
        for compiled in answer.winners:
            r = compiled.rule
            if r.id in seen:
                continue
            seen.add(r.id)
            note_zh = "；".join(filter(None, (r.note_zh, r.reading_zh and f"解读：{r.reading_zh}")))
            note_en = "; ".join(filter(None, (r.note_en, r.reading_en and f"reading: {r.reading_en}")))
            yield Reason(
                r.id, r.question, r.cite.key, r.cite.text(rules.law, "zh"),
                r.cite.text(rules.law, "en"), r.zh, r.en, note_zh, note_en, r.chain,
            )  # fmt: skip


def _defeat(rules: RuleSet, rule: str, by: str, verdict: Any) -> Defeated:
    cite = verdict.cite.key if verdict.cite is not None else rules.rules[by].rule.cite.key
    return Defeated(rule, by, verdict.principle, cite, verdict.zh, verdict.en)


def _assumption(rules: RuleSet, id: str) -> Assumption:
    f = rules.fields[id]
    return Assumption(id, f.assume, f"{f.zh}：{f.label(f.assume)}",
                      f"{f.en}: {f.label(f.assume, 'en')}")  # fmt: skip
