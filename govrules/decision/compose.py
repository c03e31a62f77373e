"""From an outcome to a decision: its texts, then the organs of this place.

    evaluate ─▶ outcome ─▶ template (its texts) ─▶ compose (organs seated, the matter echoed)

A template depends only on the facts that the evaluation looked at, so that all matters in which it
sees the same share one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from ..evaluate.answer import Evaluation
from ..rules import Duty, Facts, PlaceWords
from .counterfactuals import alternatives
from .decision import Decision
from .findings import findings
from .next_questions import next_questions, plain_asks
from .outcome import DecisionContext, Outcome, settled
from .overruled import overruled
from .reasons import Weights, assumptions, gave_way, reasons, remarks, whichever
from .record import Alternative, Ask, Assumption, Defeated, DutyDue, Note, Organ, Reason

__all__ = ["Template", "Texts", "compose", "template_of", "texts_of"]


@attrs.frozen
class Texts:
    """What a decision says that needs no unit's name; see ``DecisionRecord``."""

    disposition_zh: str
    disposition_en: str
    ask: tuple[Ask, ...]
    because: tuple[Reason, ...]
    defeated: tuple[Defeated, ...]
    assumed: tuple[Assumption, ...]
    duties: tuple[DutyDue, ...]
    notes: tuple[Note, ...]
    otherwise: tuple[Alternative, ...] = ()
    owner_because: tuple[Reason, ...] = ()


@attrs.frozen
class Template:
    """A decision short of its place."""

    outcome: Outcome
    texts: Texts
    _said: dict[str | None, Texts] = attrs.field(init=False, eq=False, repr=False, factory=dict)

    def texts_at(self, kind: str | None, words: PlaceWords) -> Texts:
        """The texts as they are said at a kind of place; worked out once for each."""
        found = self._said.get(kind)
        if found is None:
            found = self._said[kind] = _said_at(self.texts, kind, words)
        return found


def _said_at(texts: Texts, kind: str | None, words: PlaceWords) -> Texts:
    said: dict[str, Any] = {
        part: tuple(_part_at(each, kind, words) for each in getattr(texts, part))
        for part in ("ask", "because", "defeated", "duties", "otherwise", "owner_because")
    }
    return attrs.evolve(texts, **said)


def _part_at(part: Any, kind: str | None, words: PlaceWords) -> Any:
    """A part of the texts with its words said: the part itself where it has none."""
    changed = {
        a.name: words.say(text, kind, "en" if a.name.endswith("en") else "zh")
        for a in attrs.fields(type(part))
        if isinstance(text := getattr(part, a.name), str) and "{" in text
    }
    return attrs.evolve(part, **changed) if changed else part


def texts_of(outcome: Outcome, context: DecisionContext) -> Texts:
    """Write the texts that follow from an outcome alone; a decision class has no others."""
    rules, layout = context.rules, context.layout
    slot = next(q for q in rules.questions if q.id == layout.final).slot("disposition")
    names = {c.code: c for c in slot.choices}
    choice = names[outcome.disposition]
    weights = Weights(layout.final, layout.adds, layout.provisional, context.owner_questions)
    return Texts(
        choice.zh,
        choice.en,
        ask=(*_ask_place(outcome, context), *plain_asks(rules, outcome.asks)),
        because=reasons(rules, outcome.because, weights),
        defeated=tuple(gave_way(rules, *lost) for lost in outcome.defeated),
        assumed=assumptions(rules, outcome.assumed),
        duties=tuple(_due(context.duties[code], cite) for code, cite in outcome.duties),
        notes=(
            *remarks(
                rules,
                outcome.because,
                outcome.unfiled,
                not_in_force=outcome.not_in_force,
                no_rule=outcome.no_rule,
                others=outcome.others,
            ),
            *whichever(
                rules, outcome.stays_open, [names[code] for code in outcome.or_else], outcome.clash
            ),
        ),
        owner_because=reasons(rules, outcome.owner_because, weights),
    )


def template_of(
    found: Evaluation, outcome: Outcome, context: DecisionContext, *, is_ranked: bool = True
) -> Template:
    """Write a matter's texts: also what to ask first, and what would have changed the result.

    Args:
        found: What was found, from no more facts than the evaluation looked at.
        outcome: What that amounts to.
        context: The jurisdiction.
        is_ranked: Whether to try out which missing fact would help most.
    """
    texts = texts_of(outcome, context)
    if outcome.asks and is_ranked:
        asks = next_questions(found, context.layout.final, context.layout.asked_first)
        texts = attrs.evolve(texts, ask=(*_ask_place(outcome, context), *asks))
    if outcome.disposition not in context.layout.open:
        texts = attrs.evolve(texts, otherwise=alternatives(found, settled(found, context)))
    return Template(outcome, texts)


def _ask_place(outcome: Outcome, context: DecisionContext) -> tuple[Ask, ...]:
    if not outcome.wants_place:
        return ()
    zh, en = "请说明更具体的地点（街乡或社区村）", "which subdistrict or community is it?"
    return (Ask(context.layout.place, zh, en, (), 1.0),)


def _due(d: Duty, cite: str) -> DutyDue:
    return DutyDue(d.code, d.zh, d.en, d.clock_zh, d.clock_en, cite, d.bearer_zh, d.bearer_en)


def compose(template: Template, facts: Facts, context: DecisionContext) -> Decision:
    """Make the decision of one matter: seat the organs of its template, and echo its facts."""
    outcome = template.outcome
    matter, about, organ, kind = context.labels.of(facts)
    texts = template.texts_at(kind, context.rules.words)
    lead = organ(outcome.lead) if outcome.lead else None
    notes = (*overruled(facts, context.rules), *texts.notes)
    if context.findings:
        found = findings(context.findings, outcome.because, facts, context.rules)
        notes = (*found, *notes)
    if facts.notes or outcome.missing is not None:
        reading = [Note("reading", zh, en) for zh, en in facts.notes]
        if outcome.missing is not None:
            reading.append(_role_missing(organ(outcome.missing)))
        notes = (*reading, *notes)
    return Decision(
        id=facts.id,
        policies=context.digest,
        matter=matter,
        about=about,
        disposition=outcome.disposition,
        disposition_zh=texts.disposition_zh,
        disposition_en=texts.disposition_en,
        lead=lead,
        lead_is_provisional=outcome.lead_is_provisional,
        held_by=organ(outcome.held_by) if outcome.held_by else None,
        by=organ(outcome.by) if outcome.by else None,
        prohibited=outcome.prohibited,
        candidates=_distinct(map(organ, outcome.candidates)) if outcome.candidates else (),
        assist=_helpers(map(organ, outcome.assist), lead) if outcome.assist else (),
        supervise=tuple(map(organ, outcome.supervise)) if outcome.supervise else (),
        copy_to=tuple(map(organ, outcome.copy_to)) if outcome.copy_to else (),
        must_not_lead=tuple(map(organ, outcome.must_not_lead)) if outcome.must_not_lead else (),
        ask=texts.ask,
        because=texts.because,
        defeated=texts.defeated,
        assumed=texts.assumed,
        duties=texts.duties,
        otherwise=texts.otherwise,
        notes=notes,
        owner=organ(outcome.owner) if outcome.owner else None,
        owner_status=outcome.owner_status,
        owner_among=_among(outcome, organ) if outcome.owner_among else (),
        owner_because=texts.owner_because,
    )


def _among(outcome: Outcome, organ: Callable[[str], Organ]) -> tuple[Organ, ...]:
    """The organs among which the owner is; one that no unit has there goes by its role's name."""
    found = _distinct(map(organ, outcome.owner_among))
    if outcome.owner_status != "unseated":
        return found
    return tuple(attrs.evolve(o, unit=None, name=o.role_zh, name_en=o.role_en) for o in found)


def _helpers(organs: Iterable[Organ], lead: Organ | None) -> tuple[Organ, ...]:
    """The organs that help: whoever leads is none of them, by whichever name or level."""
    return tuple(o for o in organs if lead is None or not _is_one(o, lead))


def _is_one(first: Organ, second: Organ) -> bool:
    """Whether two organs are one unit's, under one role or one name."""
    same = first.role == second.role or first.name == second.name
    return same and first.unit == second.unit


def _distinct(organs: Iterable[Organ]) -> tuple[Organ, ...]:
    """The organs, one that is known by two roles only once."""
    return tuple({(o.name, o.unit) if o.unit else o: o for o in organs}.values())


def _role_missing(there: Organ) -> Note:
    return Note(
        "role_missing",
        f"依规定应由{there.role_zh}承办，但该处未设此机关",
        f"the provisions name the {there.role_en}, and there is none at that place",
    )
