"""What would have changed the result: rules that one fact alone kept out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..evaluate.answer import Answer, Evaluation
from ..evaluate.sort import outcomes_of
from ..evaluate.truth import truth
from ..expr import Expr, Ref, RoleAt, Term, fields_of
from ..rules import Compiled, Conclusion
from ..values import UNKNOWN
from .record import Alternative
from .wording import conclusion_in_words, condition_in_words

__all__ = ["alternatives"]

MOST = 6


def alternatives(found: Evaluation, questions: Iterable[str]) -> tuple[Alternative, ...]:
    """Up to six rules of the deciding questions that fail by one condition only."""
    result: list[Alternative] = []
    for id in questions:
        answer = found.answers[id]
        for rule in found.rules.candidates(id, found.look):
            failing = _only_failing(found, rule)
            if failing is None or _agrees(found, answer, rule) or _would_lose(found, answer, rule):
                continue
            result.append(_alternative(found, answer, rule, failing))
            if len(result) == MOST:
                return tuple(result)
    return tuple(result)


def _agrees(found: Evaluation, answer: Answer, rule: Compiled) -> bool:
    """Whether the result would come out the same, or the rule would say nothing at all."""
    if rule in answer.winners:
        return True
    outcomes = outcomes_of(rule, answer.question, found.look, found.rules)
    return set(outcomes) in (set(answer.values), {None})


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
    """Whether it could not just be otherwise: what the matter is, and what follows from it."""
    f = found.rules.fields[field]
    return f.identity or f.reads is not None or found.question_of(field) is not None


def _would_lose(found: Evaluation, answer: Answer, rule: Compiled) -> bool:
    return any(found.rules.rank(w, rule).kind == "first" for w in answer.winners)


def _named(found: Evaluation, rule: Compiled) -> Conclusion:
    """What the rule concludes, with the organ itself where it refers to one that is settled."""

    def named(term: Term) -> Term:
        value = found.look(term.field) if isinstance(term, Ref) else None
        organ = found.rules.roles.seated(value) if isinstance(value, str) else ""
        role, _, level = organ.partition("@")
        return RoleAt(role, level) if level else term

    return Conclusion([(slot, named(term)) for slot, term in rule.then.one], rule.then.many)


def _alternative(found: Evaluation, answer: Answer, rule: Compiled, failing: Expr) -> Alternative:
    rules = found.rules
    labels = rules.labels(answer.question.id)
    texts = {
        lang: (
            condition_in_words(failing, rules.fields, lang),
            conclusion_in_words(_named(found, rule), rules.fields, rules.roles, labels, lang),
            rule.rule.cite.text(rules.law, lang),
        )
        for lang in ("zh", "en")
    }
    zh, en = texts["zh"], texts["en"]
    return Alternative(
        rule.id,
        rule.rule.cite.key,
        f"若{zh[0]}：{zh[1]}（{zh[2]}）",
        f"if {en[0]}: {en[1]} ({en[2]})",
    )
