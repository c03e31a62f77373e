"""From answers to an outcome: the decision in codes, which matters of one class share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ..evaluate.answer import Answer, Dispute, Evaluation
from ..evaluate.cases import Agreed, agreed
from ..evaluate.sort import looked_up
from ..evaluate.suppose import Replaced
from ..expr import Ref
from ..rules import Compiled, Conclusion, Duty, Roles, RuleSet
from ..values import UNKNOWN, OneOf
from .labels import Labels
from .next_questions import open_fields
from .organ import LEVELS, Seat, Units, organ_at
from .owner import owner_of
from .reasons import Lost, defeats, not_in_force, unfiled
from .record import OwnerStatus

__all__ = ["ORGANS", "DecisionContext", "Layout", "Outcome", "outcome_of", "settled"]

ORGANS = ("assist", "supervise", "copy_to", "must_not_lead")


@attrs.frozen
class Layout:
    """Which questions make up a decision, and the codes for what is not decided.

    Args:
        final: The question whose slots are ``disposition``, ``lead``, ``by`` and ``prohibited``.
        adds: Questions of kind ``every`` that add organs and duties.
        provisional: The question that names who holds a matter until it can be decided.
        owner: The question of one organ that names who owns a matter, whatever the step.
        undetermined: The disposition where a fact is missing.
        no_rule: The disposition where no rule says what is to be done, however much is known: a gap
            for an author to fill. A question that does not declare it is given it.
        adjudicate: The disposition where an organ must rank the law.
        place: The field that says where.
        asked_first: The fields that anybody can answer: asked before all others, in this order.
        received_by: The field that names the organ that has the matter before it.
        refers: The dispositions by which a matter is sent on to its lead.
        exercises: The dispositions by which the lead uses a power that it must hold.
        bars: The dispositions that say no: these, and no others, are ``prohibited``. Where none
            is given, a disposition may be either.
    """

    final: str
    adds: tuple[str, ...] = ()
    provisional: str | None = None
    owner: str | None = None
    undetermined: str = "undetermined"
    no_rule: str = "no_rule"
    adjudicate: str = "adjudicate_law"
    place: str = "place"
    asked_first: tuple[str, ...] = ()
    received_by: str | None = None
    refers: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()

    @property
    def open(self) -> frozenset[str]:
        """The dispositions by which a matter is not decided yet."""
        return frozenset((self.undetermined, self.no_rule, self.adjudicate))


@attrs.frozen
class DecisionContext:
    """What a decision needs of a jurisdiction beside the evaluation.

    Args:
        rules: The rule set.
        layout: Which questions make up a decision.
        units: The territory; without it organs are named for any place.
        duties: The duties that rules may impose.
        digest: Of the rules and the territory.
        members: The values that stand for each other, to be named together.
        findings: The flags that are told as findings where they hold.

    Attributes:
        owner_questions: Those that say whose a matter is, each after the one that it follows.
        everywhere: What kind of unit every place lies in, at the levels where there is one unit
            alone: what is not said of the place leaves this open no more.
    """

    rules: RuleSet
    layout: Layout
    units: Units | None
    duties: Mapping[str, Duty]
    digest: str
    members: Callable[[str, Any], list[Any]] | None = None
    findings: tuple[str, ...] = ()
    labels: Labels = attrs.field(init=False, eq=False, repr=False)
    owner_questions: tuple[str, ...] = attrs.field(init=False)
    everywhere: Mapping[str, str] = attrs.field(init=False)

    @everywhere.default
    def _make_everywhere(self) -> dict[str, str]:
        units = self.units
        wholes = {} if units is None else {level: units.whole(level) for level in LEVELS}
        return {
            f"{self.layout.place}@{level}": units.unit(code).kind
            for level, code in wholes.items()
            if units is not None and code is not None
        }

    @owner_questions.default
    def _make_owner_questions(self) -> tuple[str, ...]:
        owner = next((q for q in self.rules.questions if q.id == self.layout.owner), None)
        return () if owner is None else (*filter(None, [owner.follows]), owner.id)

    @labels.default
    def _make_labels(self) -> Labels:
        return Labels(self.rules, self.layout.place, self.units, self.members)


@attrs.frozen
class Outcome:
    """The decision in codes: organs are ``role@level``, not yet seated; rules are ids.

    Args:
        disposition: What is to be done; the fields after it are those of a decision.
        because: The rules that decided, in the order in which they are told.
        defeated: The rules that applied and lost, see ``Lost``.
        assumed: The fields whose declared assumption the result rests on.
        duties: Each with the key of the citation that imposes it.
        asks: Where it is open: the fields that may be asked.
        wants_place: Whether a more precise place is one of them.
        missing: The role that the rules name and that does not sit there.
        unfiled: The rules whose text of that day is not on file.
        not_in_force: The rules that would have answered, had they been in force that day.
        no_rule: Whether no rule applies at all.
        others: Whether the lead may also be none of the candidates.
        stays_open: The fields that are open and change neither step nor organ.
        or_else: Where the matter is barred in any case: the other codes under which it may be.
        clash: Two rules that nothing ranks and that meet whatever the open facts turn out to be.
        owner: Who owns the matter, where it is one organ; ``owner_status`` says how far that is
            settled, ``owner_among`` the organs where it is not one, ``owner_because`` the rules.
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
    not_in_force: tuple[str, ...] = ()
    no_rule: bool = False
    others: bool = False
    stays_open: tuple[str, ...] = ()
    or_else: tuple[str, ...] = ()
    clash: tuple[str, ...] = ()
    owner: str | None = None
    owner_status: OwnerStatus = "none"
    owner_among: tuple[str, ...] = ()
    owner_because: tuple[str, ...] = ()


def outcome_of(found: Evaluation, context: DecisionContext) -> Outcome:
    """Say what the answers amount to, in codes.

    Args:
        found: What the evaluation found.
        context: The jurisdiction.
    """
    outcome = _decided_or_not(found, context)
    if context.layout.owner is None:
        return outcome
    owned = owner_of(found, context.layout.owner, context.rules.roles, _sits(found, context))
    return attrs.evolve(
        outcome,
        owner=owned.organ,
        owner_status=owned.status,
        owner_among=owned.among,
        owner_because=owned.because,
        assumed=tuple(sorted({*outcome.assumed, *owned.assumed})),
    )


def _sits(found: Evaluation, context: DecisionContext) -> Callable[[str], bool]:
    """Whether an organ sits at the place of the matter, as far as that is known."""

    def sits(organ: str) -> bool:
        seat = _seat(found, context, organ)
        return seat is None or not seat.missing

    return sits


def _decided_or_not(found: Evaluation, context: DecisionContext) -> Outcome:
    """The outcome of the final question."""
    layout = context.layout
    answer = found.answers[layout.final]
    if answer.values == (None,):
        return _undecided(found, context)
    if not answer.is_determined:
        either = agreed(found, layout.final)
        if isinstance(either, Agreed):
            return _either(found, context, either)
        open_ = _undecided(found, context)
        # No fact helps against rules that conflict however it turns out.
        return open_ if either is None else attrs.evolve(open_, asks=(), clash=either.rules)
    value: Conclusion = answer.values[0]
    lead = value.get("lead")
    seat = _seat(found, context, lead)
    if seat is not None and (seat.is_vague or seat.missing):
        return _undecided(
            found, context, missing=lead if seat.missing else None, wants_place=seat.is_vague
        )
    answers = [found.answers[q] for q in (*settled(found, context), *_added(found, context))]
    gathered = _gathered(found, context, answers)
    return Outcome(
        value.get("disposition"),
        lead=lead,
        by=_seated(found, context, value.get("by")),
        prohibited=value.get("prohibited") is True,
        assumed=tuple(sorted(answer.assumptions)),
        not_in_force=not_in_force(found, context.owner_questions),
        # Nobody assists in what is theirs to do.
        **{**gathered, "assist": tuple(organ for organ in gathered["assist"] if organ != lead)},
    )


def _either(found: Evaluation, context: DecisionContext, either: Agreed) -> Outcome:
    """The outcome where whatever is still open leads to one: decided, with what stays open."""
    final = context.layout.final
    here = attrs.evolve(found, answers=Replaced(found.answers, {final: either.answer}))
    if not either.either:  # for an organ to rank, or no rule
        return attrs.evolve(_undecided(here, context), stays_open=either.open)
    outcome = _decided_or_not(here, context)
    if outcome.disposition != either.answer.values[0].get("disposition"):
        return outcome  # the organ cannot be named: that is all there is to ask
    because = (*outcome.because, *(r.id for r in either.either))
    return attrs.evolve(
        outcome,
        because=tuple(dict.fromkeys(because)),
        stays_open=either.open,
        or_else=either.others,
    )


def settled(found: Evaluation, context: DecisionContext) -> list[str]:
    """Return the questions whose answers decided, each after the ones it rests on."""
    return [q for q in found.behind(context.layout.final) if found.answers[q].is_determined]


def _added(found: Evaluation, context: DecisionContext) -> Iterator[str]:
    """The questions that add to a decision, each after those whose answers it passes on."""
    for add in context.layout.adds:
        refs = (ref for rule in found.answers[add].winners for ref in rule.refs)
        for question in dict.fromkeys(map(found.question_of, refs)):
            if question is not None and found.answers[question].is_determined:
                yield question
        yield add


def _undecided(
    found: Evaluation,
    context: DecisionContext,
    *,
    missing: str | None = None,
    wants_place: bool = False,
) -> Outcome:
    """The outcome where no organ can be named: one must rank the law, or a fact is missing."""
    layout = context.layout
    answer = found.answers[layout.final]
    answers = [found.answers[q] for q in (*found.behind(layout.final), *_added(found, context))]
    holder = _holder(found, context)
    asks = () if answer.is_determined else open_fields(found, layout.final, layout.asked_first)
    possible, others = _candidates(found, answer)
    candidates = tuple(c for c in possible if _seated(found, context, c))
    is_gap = answer.values == (None,)
    base = Outcome(
        layout.no_rule if is_gap else layout.undetermined,
        candidates=candidates,
        others=others,
        missing=missing,
        no_rule=is_gap,
        not_in_force=not_in_force(found, dict.fromkeys((*context.owner_questions, layout.final))),
        **_gathered(found, context, answers if holder is None else [*answers, holder]),
    )
    held_by = holder.values[0] if holder is not None else None
    disputes = [dispute for a in answers for dispute in a.disputes]
    if disputes and not asks and not wants_place:
        lead = _adjudicator(disputes[0], context.rules.roles)
        return attrs.evolve(base, disposition=layout.adjudicate, lead=lead, held_by=held_by)
    return attrs.evolve(
        base,
        lead=held_by,
        lead_is_provisional=held_by is not None,
        asks=asks,
        wants_place=wants_place,
    )


def _holder(found: Evaluation, context: DecisionContext) -> Answer | None:
    """The answer that names who holds the matter meanwhile, where that organ sits there."""
    question = context.layout.provisional
    answer = found.answers[question] if question else None
    if answer is None or not answer.is_determined:
        return None
    return answer if _seated(found, context, answer.values[0]) else None


def _adjudicator(dispute: Dispute, roles: Roles) -> str | None:
    """The organ that must rank the law; a pack may not know the one that the law names."""
    organ = dispute.verdict.adjudicator or ""
    return roles.seated(organ) if organ in roles else None


def _seat(found: Evaluation, context: DecisionContext, organ: Any) -> Seat | None:
    if not isinstance(organ, str):
        return None

    def look(field: str) -> Any:
        value = found.look(field)
        return context.everywhere.get(field, UNKNOWN) if value is UNKNOWN else value

    return organ_at(organ, None, context.rules.roles, look, place_field=context.layout.place)


def _seated(found: Evaluation, context: DecisionContext, organ: Any) -> str | None:
    """The organ, if it may exist at the place; no other is ever named."""
    seat = _seat(found, context, organ)
    return None if seat is None or seat.missing else str(organ)


def _candidates(found: Evaluation, answer: Answer) -> tuple[tuple[str, ...], bool]:
    """The leads that remain possible, and whether there may be others."""
    values = [value.get("lead") for value in answer.values if value is not None]
    if UNKNOWN in values:  # a rule leads to what another question has not settled
        leads = [dict(rule.then.one).get("lead") for rule in (*answer.winners, *answer.live)]
        refs = dict.fromkeys(lead.field for lead in leads if isinstance(lead, Ref))
        for ref in refs:
            values.append(found.look(ref))
            if values[-1] is UNKNOWN and ref in found.answers:
                values.append(OneOf(found.answers[ref].values))
    each = [v for value in values for v in (value.values if isinstance(value, OneOf) else (value,))]
    leads_found = tuple(dict.fromkeys(v for v in each if isinstance(v, str)))
    return leads_found, UNKNOWN in values


def _applied(answer: Answer) -> tuple[Compiled, ...]:
    """The rules that apply; a residual one, which speaks only where no other does, not before."""
    if answer.is_determined:
        return answer.winners
    return tuple(rule for rule in answer.winners if not rule.rule.residual)


def _gathered(
    found: Evaluation, context: DecisionContext, answers: Sequence[Answer]
) -> dict[str, Any]:
    """The slots to which every answer adds: rules, organs, duties."""
    winners = tuple(dict.fromkeys(rule for answer in answers for rule in _applied(answer)))
    organs: dict[str, dict[str, None]] = {slot: {} for slot in ORGANS}
    duties: dict[str, str] = {}
    for rule in winners:
        for slot, terms in rule.then.many:
            for term in terms:
                value = looked_up(term, found.look, context.rules)
                if slot == "duties":
                    duties.setdefault(value, rule.rule.cite.key)
                    continue
                if _seated(found, context, value):
                    organs[slot][value] = None
    return {
        **{slot: tuple(seated) for slot, seated in organs.items()},
        "because": tuple(rule.id for rule in winners),
        "defeated": defeats(found, answers),
        "duties": tuple(duties.items()),
        "unfiled": unfiled(found, winners),
    }
