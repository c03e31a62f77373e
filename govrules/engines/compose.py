"""From answers to a decision: what the rules amount to anywhere, then the organs of this place.

    evaluate ─▶ template (once per decision class) ─▶ fill (organs seated, the matter echoed)

A template depends only on the facts that the evaluation looked at, so that all matters of one
decision class share it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

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
from ..rules.facts import Eras
from ..values import OneOf
from .answer import Answer, Evaluation
from .ask import is_askable, next_questions
from .organs import LEVELS, Seat, Units, seat, territorial
from .otherwise import alternatives
from .reasons import assumptions, defeats, reasons, remarks

__all__ = ["Layout", "Parts", "Template", "fill", "template"]

MOST_KEPT = 200_000
# The fields said, and those told in words, each with the labels of its values.
_Order: TypeAlias = tuple[tuple[str, ...], tuple[tuple[str, dict[Any, tuple[str, str]]], ...]]
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
    # Names are worked out once for each unit and value; they follow from the rest.
    members: Callable[[str, Any], list[Any]] | None = None
    _organs: dict[Any, Organ] = attrs.field(factory=dict, eq=False, repr=False)
    _above: dict[Any, dict[str, str | None]] = attrs.field(factory=dict, eq=False, repr=False)
    _labels: dict[str, dict[Any, tuple[str, str]]] = attrs.field(factory=dict, eq=False, repr=False)
    _orders: dict[Any, _Order] = attrs.field(factory=dict, eq=False, repr=False)
    _levels: dict[str, tuple[str, str]] = attrs.field(factory=dict, eq=False, repr=False)
    _eras: Eras = attrs.field(init=False, eq=False, repr=False)
    _is_dated: bool = attrs.field(init=False, eq=False, repr=False)

    @_eras.default
    def _make_eras(self) -> Eras:
        return Eras((self.units,))

    @_is_dated.default
    def _make_is_dated(self) -> bool:
        return hasattr(self.units, "rosters")

    def seats(self, facts: Facts) -> Callable[[str], Organ]:
        """What seats a ``role@level`` where these facts say the matter lies."""
        place, rules, values = self.layout.place, self.rules, facts.values
        here, day = values.get(place), values.get(rules.day_field)
        above = self._above.get(here)
        if above is None:
            above = self._units_above(here)
            _keep(self._above, here, above)
        where = self._eras.of(day) if self._is_dated and isinstance(day, date) else day
        if rules.roles.naming_fields:
            where = (where, *[values.get(f) for f in rules.roles.naming_fields])
        levels, organs = self._levels, self._organs

        def organ(value: str) -> Organ:
            level = levels.get(value)
            if level is None:
                at = territorial(value.partition("@")[2])
                level = levels[value] = (at, f"{place}@{at}")
            key = (value, above.get(level[0]), values.get(level[1]), where)
            found = organs.get(key)
            if found is None:
                found = seat(value, self.units, rules.roles, values,
                             place_field=place, day_field=rules.day_field).organ  # fmt: skip
                _keep(organs, key, found)
            return found

        return organ

    def _units_above(self, place: Any) -> dict[str, str | None]:
        """Level → the unit at or above a place."""
        if self.units is None or not isinstance(place, str):
            return {}
        return {level: self.units.ancestor(place, level) for level in LEVELS}

    def echo(self, facts: Facts) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
        """The facts that were given or are implied, in codes; and those given, in words."""
        values = facts.values
        shape = (tuple(values), facts.assumed)
        found = self._orders.get(shape)
        if found is None:
            found = self._in_order(facts)
            _keep(self._orders, shape, found)
        said, told = found
        try:
            about = [known[values[id]] for id, known in told]
        except KeyError:
            for id, known in told:
                if values[id] not in known:
                    _keep(known, values[id], self._label(id, values[id]))
            about = [known[values[id]] for id, known in told]
        return {id: values[id] for id in said}, tuple(about)

    def _in_order(self, facts: Facts) -> _Order:
        """The fields to echo in codes, in the order declared, and those to echo in words."""
        fields = self.rules.fields
        said = [k for k in facts.values if k not in facts.assumed and k in fields]
        said.sort(key=self.rules.place_of.__getitem__)
        told = [id for id in said if fields[id].reads is None
                and not (self.units is None and id == self.layout.place)]  # fmt: skip
        return tuple(said), tuple((id, self._labels.setdefault(id, {})) for id in told)

    def _label(self, id: str, value: Any) -> tuple[str, str]:
        f = self.rules.fields[id]
        alike = self.members(id, value) if self.members is not None else [value]
        return (
            f"{f.zh}={'、'.join(f.label(v) for v in alike)}",
            f"{f.en}={', '.join(f.label(v, 'en') for v in alike)}",
        )


def _keep(kept: dict[Any, Any], key: Any, value: Any) -> None:
    """Remember, and begin anew rather than grow without end."""
    if len(kept) >= MOST_KEPT:
        kept.clear()
    kept[key] = value


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
    organ = parts.seats(facts)
    texts = made.texts
    if facts.notes or result.missing is not None:
        notes = [Note("reading", zh, en) for zh, en in facts.notes]
        if result.missing is not None:
            notes.append(_role_missing(organ(result.missing)))
        texts = {**texts, "notes": (*notes, *texts["notes"])}
    matter, about = parts.echo(facts)
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
