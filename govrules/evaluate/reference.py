"""The reference evaluator: the specification, in the fewest words that are exact.

A question's rules are true, false or unknown of a matter (``sort``). A rule that is true and
disagrees with another is *defeated* where the other outranks it; the rules left must agree. The
answer is determined when, besides, every rule still unknown either agrees with it or would be
defeated anyway: so that nothing still to be learnt can change it. Otherwise the answer is the set
of values that remain possible (``resolve``). An answer becomes a fact for the questions after it.
The assumptions that it rests on are found apart (``assumptions``): they change no answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from ..rules import Compiled, Conclusion, Facts, Question, RuleSet
from ..values import OneOf, Unknown
from .answer import Answer, Evaluation, none_first
from .assumptions import answer_assumptions, rule_assumptions
from .known import Known
from .resolve import Contest
from .sort import Sorted, looked_up, sort_rules
from .worked_out import bind_fact

__all__ = ["answer_question", "answer_sorted", "evaluate", "followed", "make_known"]


def evaluate(rules: RuleSet, facts: Facts, known: Known | None = None) -> Evaluation:
    """Answer every question in dependency order.

    Args:
        rules: The rule set.
        facts: The matter.
        known: Where the answers are taken in; begun with the facts where not given.

    Raises:
        ConflictError: two rules apply, disagree, and nothing ranks them.
        ContradictionError: a given fact contradicts what the rules work out.
    """
    known = Known.of(facts) if known is None else known
    answers = {q.id: answer_question(q, known, rules) for q in rules.questions}
    return Evaluation(rules, facts, answers, known)


def answer_question(
    question: Question, known: Known, rules: RuleSet, among: Iterable[Compiled] | None = None
) -> Answer:
    """Answer one question, and make the answer known to those that come after.

    Args:
        question: The question; those that it reads have been answered.
        known: The facts and the answers so far.
        rules: The rule set.
        among: Only these rules of a question that gathers; all of them where not given.
    """
    return answer_sorted(question, sort_rules(question, known, rules, among), known, rules)


def answer_sorted(
    question: Question,
    found: Sorted,
    known: Known,
    rules: RuleSet,
    *,
    with_assumptions: bool = True,
) -> Answer:
    """Answer a question whose rules are sorted, and make the answer known.

    Args:
        question: The question.
        found: Its rules, sorted by what is known.
        known: The facts and the answers so far.
        rules: The rule set.
        with_assumptions: Whether to say on which assumptions it rests; its value is the same.
    """
    if question.kind == "every":
        return _gather(question, found, known, rules)
    contest = Contest(question, found.true, found.unknown, rules.rank)
    answer = contest.answer()
    if with_assumptions:
        rests = answer_assumptions(answer, found, contest, known, rules)
        answer = attrs.evolve(answer, assumptions=rests)
    answer = followed(answer, known)
    make_known(answer, known, rules)
    return answer


def _gather(question: Question, found: Sorted, known: Known, rules: RuleSet) -> Answer:
    """Everything that applies is put together; what is not known yet adds nothing.

    A rule all of whose organs refer to answers that there are not says nothing, as elsewhere.
    """
    winners = tuple(
        c.rule
        for c in found.true
        if not c.rule.then.many
        or any(looked_up(t, known, rules) is not None for _, ts in c.rule.then.many for t in ts)
    )
    lists: dict[str, dict[Any, None]] = {}
    for slot, terms in (pair for rule in winners for pair in rule.then.many):
        values = (looked_up(term, known, rules) for term in terms)
        certain = (v for v in values if not isinstance(v, OneOf | Unknown) and v)
        lists.setdefault(slot, {}).update(dict.fromkeys(certain))
    value = Conclusion((), {slot: tuple(values) for slot, values in lists.items()}.items())
    live = tuple(c.rule for c in found.unknown)
    rests = frozenset().union(*(rule_assumptions(r, known, rules) for r in winners))
    return Answer(question, (value,), winners, live, assumptions=rests)


def followed(answer: Answer, known: Known) -> Answer:
    """Let the answer of the question that this one follows stand where no rule applies.

    Args:
        answer: What the question's own rules come to.
        known: The facts and the answers so far.
    """
    source = answer.question.follows
    if source is None or None not in answer.values:
        return answer
    before = known(source)
    earlier = before.values if isinstance(before, OneOf) else (before,)
    values = sorted({*answer.values, *earlier} - ({None} - set(earlier)), key=none_first)
    return attrs.evolve(
        answer, values=tuple(values), assumptions=answer.assumptions | known.assumptions(source)
    )


def make_known(answer: Answer, known: Known, rules: RuleSet) -> None:
    """Make the answer a fact for the questions that come after.

    Args:
        answer: The answer.
        known: The facts and the answers so far, to which it is added.
        rules: The rule set.

    Raises:
        ContradictionError: a given fact contradicts it.
    """
    question = answer.question
    if question.kind == "fact":
        bind_fact(answer, known, rules)
    elif question.is_simple:
        known.learn(question.id, answer.values, answer.assumptions)
    else:
        for slot in (slot for slot in question.slots if not slot.many):
            values = [None if v is None else v.get(slot.id) for v in answer.values]
            known.learn(f"{question.id}.{slot.id}", values, answer.assumptions)
