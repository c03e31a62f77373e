"""From answers to a decision: what the rules amount to anywhere, then the organs of this place.

    evaluate ─▶ template (once per decision class) ─▶ fill (organs seated, the matter echoed)

A template depends only on the facts that the evaluation looked at, so that all matters of one
decision class share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ..evaluate.answer import Evaluation
from ..evaluate.reference import evaluate
from ..rules import Duty, Facts
from .counterfactuals import alternatives
from .decision import Decision
from .next_questions import Evaluate, next_questions, plain_asks
from .outcome import Outcome, Parts, settled
from .reasons import assumptions, gave_way, reasons, remarks
from .record import Ask, DutyDue, Note, Organ

__all__ = ["Template", "fill", "template", "told"]


@attrs.frozen
class Template:
    """A decision short of its place: the outcome, and every text that needs no unit's name."""

    outcome: Outcome
    texts: Mapping[str, Any]


def told(result: Outcome, parts: Parts) -> dict[str, Any]:
    """The texts that follow from the outcome alone; of a decision class these are all."""
    rules, layout = parts.rules, parts.layout
    slot = next(q for q in rules.questions if q.id == layout.final).slot("disposition")
    choice = next(c for c in slot.choices if c.code == result.disposition)
    return {
        "disposition_zh": choice.zh,
        "disposition_en": choice.en,
        "ask": (*plain_asks(rules, result.asks), *_ask_place(result, parts)),
        "because": reasons(rules, result.because),
        "defeated": tuple(gave_way(rules, *one) for one in result.defeated),
        "assumed": assumptions(rules, result.assumed),
        "duties": tuple(_due(parts.duties[code], cite) for code, cite in result.duties),
        "otherwise": (),
        "notes": remarks(
            rules, result.because, result.unfiled, no_rule=result.no_rule, others=result.others
        ),
    }


def template(
    found: Evaluation, result: Outcome, parts: Parts, evaluate: Evaluate = evaluate
) -> Template:
    """A matter's texts: also what to ask first, and what would have changed the result.

    Args:
        found: What was found, from no more facts than the evaluation looked at.
        result: What that amounts to.
        parts: The jurisdiction.
        evaluate: What tries other facts.
    """
    texts = told(result, parts)
    if result.asks:
        asks = next_questions(found, parts.layout.final, evaluate)
        texts["ask"] = (*asks, *_ask_place(result, parts))
    if result.disposition not in (parts.layout.undetermined, parts.layout.adjudicate):
        texts["otherwise"] = alternatives(found, settled(found, parts))
    return Template(result, texts)


def _ask_place(result: Outcome, parts: Parts) -> tuple[Ask, ...]:
    if not result.wants_place:
        return ()
    return (
        Ask(
            parts.layout.place,
            "请说明更具体的地点（街乡或社区村）",
            "which subdistrict or community is it?",
            (),
            1.0,
        ),
    )


def _due(d: Duty, cite: str) -> DutyDue:
    return DutyDue(d.code, d.zh, d.en, d.clock_zh, d.clock_en, cite)


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
        held_by=organ(result.held_by) if result.held_by else None,
        by=organ(result.by) if result.by else None,
        prohibited=result.prohibited,
        candidates=_distinct(map(organ, result.candidates)) if result.candidates else (),
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


def _distinct(organs: Iterable[Organ]) -> tuple[Organ, ...]:
    """The organs, one that is known by two roles only once."""
    return tuple({(o.name, o.unit) if o.unit else o: o for o in organs}.values())


def _role_missing(there: Organ) -> Note:
    return Note(
        "role_missing",
        f"依规则应由{there.role_zh}承办，但该处（{there.unit}）未设此机关",
        f"the rules name a {there.role_en}, but none sits at {there.unit}",
    )
