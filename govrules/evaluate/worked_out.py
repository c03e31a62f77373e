"""Facts that rules work out, and what a record says of them."""

from __future__ import annotations

from typing import Any

from ..rules import RuleSet, contradiction
from ..values import UNKNOWN, OneOf
from .answer import Answer
from .known import Known

__all__ = ["bind_fact"]


def bind_fact(answer: Answer, known: Known, rules: RuleSet) -> None:
    """Take in the answer of a question that works out a declared field.

    What a record says of it must not differ, unless a rule prevails over the record.

    Args:
        answer: The answer.
        known: The facts and the answers so far, to which it is added.
        rules: The rule set.

    Raises:
        ContradictionError: a given fact contradicts it.
    """
    field = rules.fields[answer.question.id]
    given = known.given(field.id)
    said = given.values if isinstance(given, OneOf) else (given,)
    if None in answer.values:  # not worked out, or perhaps not: what was said or assumed stands
        if given is not UNKNOWN and any(r.rule.prevails for r in answer.live):
            worked_out = (v for v in answer.values if v is not None)  # unless one prevails yet
            known.learn(field.id, (*said, *worked_out), answer.assumptions)
        return
    if given is UNKNOWN or known.is_assumed(field.id):
        known.learn(field.id, answer.values, answer.assumptions)
    elif given not in answer.values and UNKNOWN not in answer.values:
        fitting = [v for v in answer.values if _fits(v, said, field.tree or {})]
        if not fitting and any(r.rule.prevails for r in answer.winners):
            known.learn(field.id, answer.values, answer.assumptions)
            return
        if not fitting:
            raise _contradicted(answer, field, given, rules)
        known.learn(field.id, fitting, answer.assumptions)


def _fits(value: Any, said: tuple[Any, ...], tree: Any) -> bool:
    """Whether a value is one of those that a record says, or a code that lies under one."""
    return value in said or (value in tree and not set(said).isdisjoint(tree.path(value)))


def _contradicted(answer: Answer, field: Any, given: Any, rules: RuleSet) -> Exception:
    cites = [r.rule.cite for r in (*answer.winners, *answer.live)]
    by = [cites[0].text(rules.law, lang) for lang in ("zh", "en")] if cites else ["法律", "the law"]
    return contradiction(field, given, answer.values[0], *by)
