"""From answers to a decision: what the rules amount to anywhere, then the organs of this place.

    evaluate ─▶ template (once per decision class) ─▶ fill (organs seated, the matter echoed)

A template depends only on the facts that the evaluation looked at, so that all matters of one
decision class share it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from ..rules import (
    Ask,
    Conclusion,
    Decision,
    Duty,
    DutyDue,
    Facts,
    Note,
    Organ,
    RuleSet,
)
from ..values import OneOf
from .answer import Answer, Evaluation
from .ask import is_askable, next_questions
from .organs import Seat, Units, seat
from .otherwise import alternatives
from .reasons import assumptions, defeats, reasons, remarks
from .recall import Recall

__all__ = ["Layout", "Outcome", "Parts", "Template", "fill", "outcome", "template"]

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
    """What composing needs beside the evaluation.

    Args:
        rules: The rule set.
        layout: Which questions make up a decision.
        units: The territory; without it organs are named for any place.
        duties: The duties that rules may impose.
        digest: Of the rules and the territory.
        members: The values that stand for each other, to be named together.
    """

    rules: RuleSet
    layout: Layout
    units: Units | None
    duties: Mapping[str, Duty]
    digest: str
    members: Callable[[str, Any], list[Any]] | None = None
    recall: Recall = attrs.field(init=False, eq=False, repr=False)

    @recall.default
    def _make_recall(self) -> Recall:
        return Recall(self.rules, self.layout.place, self.units, self.members)


@attrs.frozen
class Outcome:
    """The decision in codes; organs are ``role@level``, not yet seated."""

    disposition: str
    lead: str | None = None
    lead_is_provisional: bool = False
    by: str | None = None
    prohibited: bool = False
    candidates: tuple[str, ...] = ()
    assist: tuple[str, ...] = ()
    supervise: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    must_not_lead: tuple[str, ...] = ()
    duties: tuple[DutyDue, ...] = ()
    notes: tuple[Note, ...] = ()
    missing: str | None = None
    is_open: bool = False
    wants_place: bool = False
    questions: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = attrs.field(default=(), eq=False)


@attrs.frozen
class Template:
    """A decision short of its place: the outcome, and every text that needs no unit's name."""

    outcome: Outcome
    texts: Mapping[str, Any]


def outcome(found: Evaluation, parts: Parts) -> Outcome:
    """What the answers amount to, in codes."""
    answer = found.answers[parts.layout.final]
    if not answer.is_determined or answer.values[0] is None:
        return _undecided(found, parts, missing=None, wants_place=False)
    value: Conclusion = answer.values[0]
    lead = value.get("lead")
    seated = _seat(found, parts, lead)
    if seated is not None and (seated.is_vague or seated.missing):
        return _undecided(
            found, parts, missing=lead if seated.missing else None, wants_place=seated.is_vague
        )
    behind = [q for q in found.behind(parts.layout.final) if found.answers[q].is_determined]
    answers = [found.answers[q] for q in (*behind, *parts.layout.adds)]
    return Outcome(
        value.get("disposition"), lead=lead, by=value.get("by"),
        prohibited=value.get("prohibited") is True, questions=tuple(behind),
        answers=tuple(answers), **_lists(found, parts, answers),
    )  # fmt: skip


def _undecided(
    found: Evaluation, parts: Parts, *, missing: str | None, wants_place: bool
) -> Outcome:
    layout = parts.layout
    answer = found.answers[layout.final]
    behind = found.behind(layout.final)
    answers = [found.answers[q] for q in (*behind, *layout.adds)]
    disputes = [d for a in answers for d in a.disputes]
    is_open = not answer.is_determined and is_askable(found, layout.final)
    common: dict[str, Any] = {"candidates": _candidates(answer), "questions": behind}
    if disputes and not is_open and not wants_place:
        organ = disputes[0].verdict.adjudicator or ""
        known = organ in found.rules.roles  # a pack may not know the organ that the law names
        return Outcome(
            layout.adjudicate, lead=found.rules.roles.seated(organ) if known else None,
            answers=tuple(answers),
            **common, **_lists(found, parts, answers),
        )  # fmt: skip
    holder = found.answers[layout.provisional] if layout.provisional else None
    lead = holder.values[0] if holder is not None and holder.is_determined else None
    if not isinstance(lead, str) or (s := _seat(found, parts, lead)) is None or s.missing:
        lead = None
    elif holder is not None:
        answers.append(holder)
    return Outcome(
        layout.undetermined, lead=lead, lead_is_provisional=lead is not None, missing=missing,
        is_open=is_open, wants_place=wants_place, answers=tuple(answers),
        **common, **_lists(found, parts, answers),
    )  # fmt: skip


def _seat(found: Evaluation, parts: Parts, value: Any) -> Seat | None:
    if not isinstance(value, str):
        return None
    return seat(value, None, parts.rules.roles, found.values, place_field=parts.layout.place)


def _candidates(answer: Answer) -> tuple[str, ...]:
    leads: dict[str, None] = {}
    for value in answer.values:
        one = value.get("lead") if value is not None else None
        for lead in one.values if isinstance(one, OneOf) else (one,):
            if isinstance(lead, str):
                leads[lead] = None
    return tuple(leads)


def _lists(found: Evaluation, parts: Parts, answers: Sequence[Answer]) -> dict[str, Any]:
    organs: dict[str, dict[str, None]] = {part: {} for part in ORGANS}
    duties: dict[str, DutyDue] = {}
    for rule in (rule for answer in answers for rule in answer.winners):
        for slot, terms in rule.then.many:
            for term in terms:
                if slot == "duties":
                    d = parts.duties[term]
                    duties.setdefault(term, DutyDue(d.code, d.zh, d.en, d.clock_zh, d.clock_en,
                                                    rule.rule.cite.key))  # fmt: skip
                    continue
                value = found.values.get(term[1:]) if str(term).startswith("$") else term
                seated = _seat(found, parts, value)
                if seated is not None and not seated.missing:
                    organs[slot][str(value)] = None
    notes = remarks(found, found.answers[parts.layout.final], answers)
    return {**{k: tuple(v) for k, v in organs.items()},
            "duties": tuple(duties.values()), "notes": notes}  # fmt: skip


def template(found: Evaluation, result: Outcome, parts: Parts) -> Template:
    """The texts of a decision: reasons, questions to ask, what would have changed it.

    Args:
        found: What was found, from no more facts than the evaluation looked at.
        result: What that amounts to.
        parts: The jurisdiction.
    """
    rules, layout = parts.rules, parts.layout
    final = found.answers[layout.final]
    slot = final.question.slot("disposition")
    choice = next(c for c in slot.choices if c.code == result.disposition)
    is_decided = result.disposition not in (layout.undetermined, layout.adjudicate)
    asks: tuple[Ask, ...] = next_questions(found, layout.final) if result.is_open else ()
    if result.wants_place:
        place = rules.fields[layout.place]
        asks = (*asks, Ask(place.id, "请说明更具体的地点（街乡或社区村）",
                           "which subdistrict or community is it?", (), 1.0))  # fmt: skip
    return Template(
        result,
        {
            "disposition_zh": choice.zh,
            "disposition_en": choice.en,
            "ask": asks,
            "because": reasons(rules, result.answers),
            "defeated": defeats(rules, result.answers),
            "assumed": assumptions(rules, final.support) if is_decided else (),
            "duties": result.duties,
            "otherwise": alternatives(found, result.questions) if is_decided else (),
            "notes": result.notes,
        },
    )


def fill(made: Template, facts: Facts, parts: Parts) -> Decision:
    """The decision of one matter: the template with its organs seated and its facts echoed."""
    result = made.outcome
    matter, about, organ = parts.recall.of(facts)
    texts = made.texts
    if facts.notes or result.missing is not None:
        notes = [Note("reading", zh, en) for zh, en in facts.notes]
        if result.missing is not None:
            notes.append(_role_missing(organ(result.missing)))
        texts = {**texts, "notes": (*notes, *texts["notes"])}
    return Decision(
        id=facts.id,
        policies=parts.digest,
        matter=matter,
        about=about,
        disposition=result.disposition,
        disposition_zh=texts["disposition_zh"],
        disposition_en=texts["disposition_en"],
        lead=organ(result.lead) if result.lead else None,
        lead_is_provisional=result.lead_is_provisional,
        by=organ(result.by) if result.by else None,
        prohibited=result.prohibited,
        candidates=tuple(map(organ, result.candidates)) if result.candidates else (),
        assist=tuple(map(organ, result.assist)) if result.assist else (),
        supervise=tuple(map(organ, result.supervise)) if result.supervise else (),
        copy_to=tuple(map(organ, result.copy_to)) if result.copy_to else (),
        must_not_lead=tuple(map(organ, result.must_not_lead)) if result.must_not_lead else (),
        ask=texts["ask"],
        because=texts["because"],
        defeated=texts["defeated"],
        assumed=texts["assumed"],
        duties=texts["duties"],
        otherwise=texts["otherwise"],
        notes=texts["notes"],
    )


def _role_missing(there: Organ) -> Note:
    return Note(
        "role_missing",
        f"依规则应由{there.role_zh}承办，但该处（{there.unit}）未设此机关",
        f"the rules name a {there.role_en}, but none sits at {there.unit}",
    )
