"""What would have changed the result: rules that one fact alone kept out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, TypeAlias

import attrs

from ..evaluate.answer import Answer, Evaluation
from ..evaluate.sort import outcomes_of
from ..evaluate.truth import truth
from ..expr import Expr, Ref, RoleAt, Term, fields_of
from ..law import Citation
from ..rules import Compiled, Conclusion
from ..values import UNKNOWN
from .record import Alternative
from .wording import conclusion_in_words, condition_in_words

__all__ = ["alternatives"]

MOST = 6

Offer: TypeAlias = tuple[Compiled, Expr]
"""A rule, and the one condition by which it fails."""


def alternatives(found: Evaluation, questions: Iterable[str]) -> tuple[Alternative, ...]:
    """Up to six rules of the deciding questions that fail by one condition only.

    Where a residual rule decided, the cases that one paragraph sets apart are told as one.
    """
    result: list[Alternative] = []
    for id in questions:
        answer = found.answers[id]
        if answer.question.kind == "fact" and answer.question.slots[0].kind != "organ":
            continue  # a fact on the way: of itself it says neither a step nor an organ
        offers = (
            (rule, failing)
            for rule in found.rules.candidates(id, found.look)
            if (failing := _only_failing(found, rule)) is not None
            and not _agrees(found, answer, rule)
            and not _would_lose(found, answer, rule)
        )
        told = (_alternative(found, answer, group) for group in _grouped(found, answer, offers))
        result += islice(told, MOST - len(result))
    return tuple(result)


def _grouped(found: Evaluation, answer: Answer, offers: Iterable[Offer]) -> Iterable[list[Offer]]:
    """The rules by what is asked of the facts, or by paragraphs where a residual rule is left over.

    Of rules that one condition would bring in, those that lose to another of them are left out.
    """
    if not answer.winners or not all(rule.rule.residual for rule in answer.winners):
        return [_standing(found, group) for group in _by_condition(offers)]
    groups: dict[Citation, list[Offer]] = {}
    for offer in offers:
        groups.setdefault(_paragraph(offer[0].rule.cite), []).append(offer)
    return [sorted(group, key=lambda offer: offer[0].rule.cite) for group in groups.values()]


def _by_condition(offers: Iterable[Offer]) -> Iterable[list[Offer]]:
    groups: dict[Expr, list[Offer]] = {}
    for offer in offers:
        groups.setdefault(offer[1], []).append(offer)
    return groups.values()


def _standing(found: Evaluation, offers: list[Offer]) -> list[Offer]:
    rank = found.rules.rank
    return [o for o in offers if all(rank(other, o[0]).kind != "first" for other, _ in offers)]


def _paragraph(cite: Citation) -> Citation:
    return attrs.evolve(cite, item=None, subitem=None)


def _agrees(found: Evaluation, answer: Answer, rule: Compiled) -> bool:
    """Whether the result would come out the same, or the rule would say nothing at all."""
    if rule in answer.winners:
        return True
    outcomes = outcomes_of(rule, answer.question, found.look, found.rules)
    return set(map(_step, outcomes)) in (set(map(_step, answer.values)), {None})


def _step(value: Any) -> Any:
    """A result short of the organ that merely sets it going: by another door it is the same."""
    if not isinstance(value, Conclusion):
        return value
    return Conclusion([(slot, part) for slot, part in value.one if slot != "by"], value.many)


def _only_failing(found: Evaluation, rule: Compiled) -> Expr | None:
    """The one conjunct that is false while all others hold, if it is a fact that could differ."""
    failing = None
    for part in rule.parts:
        holds: Any = truth(part, found.look, found.rules.fields)
        if holds is UNKNOWN or (holds is False and failing is not None):
            return None
        if holds is False:
            failing = part
    if failing is None or any(_is_idle(found, field) for field in fields_of(failing)):
        return None
    return failing


def _is_idle(found: Evaluation, field: str) -> bool:
    """Whether it could not just be otherwise: what the matter is, when, and what follows from it.

    On another day other texts held as well, so that no rule alone says what would have come of it.
    """
    f = found.rules.fields[field]
    is_given = f.identity or f.reads is not None or field == found.rules.day_field
    return is_given or found.question_of(field) is not None


def _would_lose(found: Evaluation, answer: Answer, rule: Compiled) -> bool:
    return any(found.rules.rank(w, rule).kind == "first" for w in answer.winners)


def _named(found: Evaluation, rule: Compiled, failing: Expr) -> Conclusion:
    """What the rule concludes, with the organ itself where it refers to one that is settled.

    One that would be another if the condition held is not named by what it is now.
    """
    fields = fields_of(failing)

    def named(term: Term) -> Term:
        if not isinstance(term, Ref) or term.field in fields:
            return term
        value = found.look(term.field)
        organ = found.rules.roles.seated(value) if isinstance(value, str) else ""
        role, _, level = organ.partition("@")
        return RoleAt(role, level) if level else term

    return Conclusion([(slot, named(term)) for slot, term in rule.then.one], rule.then.many)


def _alternative(found: Evaluation, answer: Answer, offers: Sequence[Offer]) -> Alternative:
    first = offers[0][0]
    cite = first.rule.cite
    law = found.rules.law
    if len({failing for _, failing in offers}) == 1:
        zh, en = (_either_way(found, answer, offers, lang) for lang in ("zh", "en"))
    else:
        cite = _paragraph(cite)
        zh = "；".join(f"若{when}：{then}" for when, then in _in_words(found, answer, offers, "zh"))
        en = "; ".join(
            f"if {when}: {then}" for when, then in _in_words(found, answer, offers, "en")
        )
        zh, en = f"{zh}（{cite.text(law, 'zh')}）", f"{en} ({cite.text(law, 'en')})"
    words = found.rules.words
    return Alternative(first.id, cite.key, words.marked(zh, "zh"), words.marked(en, "en"))


def _either_way(found: Evaluation, answer: Answer, offers: Sequence[Offer], lang: str) -> str:
    """What one condition would lead to: once where texts agree, each where they do not."""
    cites: dict[str, list[str]] = {}
    for (rule, _), (_, then) in zip(offers, _in_words(found, answer, offers, lang), strict=True):
        cites.setdefault(then, []).append(rule.rule.cite.text(found.rules.law, lang))
    when = condition_in_words(offers[0][1], found.rules.fields, lang)
    if lang == "zh":
        each = (f"{then}（{'；'.join(dict.fromkeys(at))}）" for then, at in cites.items())
        return f"若{when}：{'，或者'.join(each)}"
    each = (f"{then} ({'; '.join(dict.fromkeys(at))})" for then, at in cites.items())
    return f"if {when}: {', or '.join(each)}"


def _in_words(
    found: Evaluation, answer: Answer, offers: Iterable[Offer], lang: str
) -> Iterable[tuple[str, str]]:
    """The condition and the conclusion of each rule."""
    rules = found.rules
    labels = rules.labels(answer.question.id)
    for rule, failing in offers:
        then = _named(found, rule, failing)
        yield (
            condition_in_words(failing, rules.fields, lang),
            conclusion_in_words(then, rules.fields, rules.roles, labels, lang),
        )
