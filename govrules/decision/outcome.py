"""What the answers amount to, in codes: the outcome of a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from ..evaluate.answer import Answer, Evaluation
from ..rules import Conclusion, Duty, RuleSet
from ..values import UNKNOWN, OneOf
from .labels import Recall
from .next_questions import open_fields
from .organ import Seat, Units, seat
from .reasons import Lost, defeats, unfiled

__all__ = ["ORGANS", "Layout", "Outcome", "Parts", "outcome", "settled"]


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
    """The decision in codes: organs are ``role@level``, not yet seated; rules are ids.

    Args:
        disposition: What is to be done; the parts after it are those of a decision.
        because: The rules that decided, in the order in which they are told.
        defeated: The rules that applied and lost, see ``Lost``.
        assumed: The fields whose declared assumption the result rests on.
        duties: Each with the key of the citation that imposes it.
        asks: Where it is open: the fields that may be asked.
        wants_place: Whether a more precise place is one of them.
        missing: The role that the rules name and that does not sit there.
        unfiled: The rules whose text of that day is not on file.
        no_rule: Whether no rule applies at all.
        others: Whether the owner may also be none of the candidates.
    """

    disposition: str
    lead: str | None = None
    lead_is_provisional: bool = False
    held_by: str | None = None
    by: str | None = None
    prohibited: bool = False
    candidates: tuple[str, ...] = ()
    assist: tuple[str, ...] = ()
    supervise: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    must_not_lead: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    defeated: tuple[Lost, ...] = ()
    assumed: tuple[str, ...] = ()
    duties: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    wants_place: bool = False
    missing: str | None = None
    unfiled: tuple[str, ...] = ()
    no_rule: bool = False
    others: bool = False


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
    answers = [found.answers[q] for q in (*settled(found, parts), *parts.layout.adds)]
    return Outcome(
        value.get("disposition"),
        lead=lead,
        by=value.get("by"),
        prohibited=value.get("prohibited") is True,
        assumed=tuple(sorted(answer.support)),
        **_gathered(found, parts, answers),
    )


def settled(found: Evaluation, parts: Parts) -> list[str]:
    """The questions whose answers decided, each after the ones it rests on."""
    return [q for q in found.behind(parts.layout.final) if found.answers[q].is_determined]


def _undecided(
    found: Evaluation, parts: Parts, *, missing: str | None, wants_place: bool
) -> Outcome:
    layout = parts.layout
    answer = found.answers[layout.final]
    answers = [found.answers[q] for q in (*found.behind(layout.final), *layout.adds)]
    disputes = [d for a in answers for d in a.disputes]
    asks = () if answer.is_determined else open_fields(found, layout.final)
    candidates, others = _candidates(found, answer)
    common: dict[str, Any] = {
        "candidates": candidates,
        "others": others,
        "missing": missing,
        "no_rule": answer.values == (None,),
    }
    holder = found.answers[layout.provisional] if layout.provisional else None
    holds = holder.values[0] if holder is not None and holder.is_determined else None
    if not isinstance(holds, str) or (s := _seat(found, parts, holds)) is None or s.missing:
        holds = None
    elif holder is not None:
        answers.append(holder)
    common |= _gathered(found, parts, answers)
    if disputes and not asks and not wants_place:
        organ = disputes[0].verdict.adjudicator or ""
        known = organ in found.rules.roles  # a pack may not know the organ that the law names
        lead = found.rules.roles.seated(organ) if known else None
        return Outcome(layout.adjudicate, lead=lead, held_by=holds, **common)
    return Outcome(
        layout.undetermined,
        lead=holds,
        lead_is_provisional=holds is not None,
        asks=asks,
        wants_place=wants_place,
        **common,
    )


def _seat(found: Evaluation, parts: Parts, value: Any) -> Seat | None:
    if not isinstance(value, str):
        return None
    return seat(value, None, parts.rules.roles, found.values, place_field=parts.layout.place)


def _candidates(found: Evaluation, answer: Answer) -> tuple[tuple[str, ...], bool]:
    """The leads that remain possible, and whether there may be others."""
    values = [value.get("lead") for value in answer.values if value is not None]
    if UNKNOWN in values:  # a rule leads to what another question has not settled
        leads = [dict(rule.then.one).get("lead") for rule in (*answer.winners, *answer.live)]
        refs = dict.fromkeys(v[1:] for v in leads if isinstance(v, str) and v.startswith("$"))
        for ref in refs:
            values.append(found.values.get(ref, UNKNOWN))
            if values[-1] is UNKNOWN and ref in found.answers:
                values.append(OneOf(found.answers[ref].values))
    each = [v for value in values for v in (value.values if isinstance(value, OneOf) else (value,))]
    found_leads = tuple(dict.fromkeys(v for v in each if isinstance(v, str)))
    return found_leads, UNKNOWN in values


def _gathered(found: Evaluation, parts: Parts, answers: Sequence[Answer]) -> dict[str, Any]:
    """The parts to which every answer adds: rules, organs, duties."""
    winners = tuple(dict.fromkeys(rule for answer in answers for rule in answer.winners))
    organs: dict[str, dict[str, None]] = {part: {} for part in ORGANS}
    duties: dict[str, str] = {}
    for rule in winners:
        for slot, terms in rule.then.many:
            for term in terms:
                if slot == "duties":
                    duties.setdefault(term, rule.rule.cite.key)
                    continue
                value = found.values.get(term[1:]) if str(term).startswith("$") else term
                seated = _seat(found, parts, value)
                if seated is not None and not seated.missing:
                    organs[slot][str(value)] = None
    return {
        **{part: tuple(seats) for part, seats in organs.items()},
        "because": tuple(rule.id for rule in winners),
        "defeated": defeats(found, answers),
        "duties": tuple(duties.items()),
        "unfiled": unfiled(found, winners),
    }
