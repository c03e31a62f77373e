"""A question's rules, sorted by whether they apply: true, false or unknown of a matter."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any, assert_never

import attrs

from ..expr import Either, Expr, Ref, RoleAt, Term, Value
from ..rules import Compiled, Conclusion, Question, RuleSet
from ..values import UNKNOWN, OneOf
from .known import Look
from .truth import Held

__all__ = ["Contender", "Sorted", "looked_up", "outcomes_of", "sort_rules"]

NO_ANSWER = (None,)


@attrs.frozen
class Contender:
    """A rule that applies or may yet, and every value that it may lead to.

    ``None`` among the outcomes: it refers to an answer that there may not be. ``open`` are the
    parts of its condition that are not known to hold.
    """

    rule: Compiled
    outcomes: tuple[Any, ...]
    open: frozenset[Expr] = frozenset()


@attrs.frozen
class Sorted:
    """The rules of one question.

    Args:
        true: Those that apply.
        unknown: Those that apply or not by what is not known yet.
        false: Those that do not apply, each with a part of its condition that does not hold.
        silent: Those whose conclusion refers to an answer that there is not.
    """

    true: tuple[Contender, ...]
    unknown: tuple[Contender, ...]
    false: tuple[tuple[Compiled, Expr], ...]
    silent: tuple[Compiled, ...]


def sort_rules(
    question: Question, look: Look, rules: RuleSet, among: Iterable[Compiled] | None = None
) -> Sorted:
    """Sort a question's rules by what is known.

    Args:
        question: The question.
        look: What is known of the matter, the answers of earlier questions included.
        rules: The rule set.
        among: Only these rules of the question; all of them where not given.
    """
    true, unknown = list[Contender](), list[Contender]()
    false, silent = list[tuple[Compiled, Expr]](), list[Compiled]()
    held = Held(look, rules.fields)
    for rule in rules.candidates(question.id, look) if among is None else among:
        fails, open_parts = _parted(rule, held)
        if fails is not None:
            false.append((rule, fails))
            continue
        outcomes = outcomes_of(rule, question, look, rules)
        if outcomes == NO_ANSWER:
            silent.append(rule)
        elif not open_parts and None not in outcomes:
            true.append(Contender(rule, outcomes))
        else:
            unknown.append(Contender(rule, outcomes, frozenset(open_parts)))
    return Sorted(tuple(true), tuple(unknown), tuple(false), tuple(silent))


def _parted(rule: Compiled, held: Held) -> tuple[Expr | None, list[Expr]]:
    """The first part of a rule's condition that does not hold; else those not known to hold."""
    found = []
    for part in rule.parts:
        holds = held(part)
        if holds is False:
            return part, []
        if holds is UNKNOWN:
            found.append(part)
    return None, found


def outcomes_of(rule: Compiled, question: Question, look: Look, rules: RuleSet) -> tuple[Any, ...]:
    """Return what a rule may conclude, the answers that it refers to being open or not.

    Args:
        rule: The rule, whether it applies or not.
        question: Its question.
        look: What is known of the matter, the answers of earlier questions included.
        rules: The rule set.
    """
    if rule.says is not None:
        return rule.says
    slots = [slot for slot, _ in rule.then.one]
    options = [_options(term, look, rules) for _, term in rule.then.one]
    found = set[Any]()
    for values in product(*options):
        whole = values[0] if question.is_simple else Conclusion(zip(slots, values, strict=True))
        found.add(None if any(v is None for v in values) else whole)
    return tuple(sorted(found, key=str))


def _options(term: Term, look: Look, rules: RuleSet) -> tuple[Any, ...]:
    value = looked_up(term, look, rules)
    return value.values if isinstance(value, OneOf) else (value,)


def looked_up(term: Term, look: Look, rules: RuleSet) -> Any:
    """Return what a term of a conclusion means: a value, or ``OneOf`` those that are possible.

    Args:
        term: The node that the rule concludes.
        look: What is known of the matter, the answers of earlier questions included.
        rules: The rule set.
    """
    match term:
        case Value(value):
            return value
        case RoleAt():
            return term.code
        case Ref(field):
            return _referred(field, look, rules)
        case Either(terms):
            return OneOf(value for each in terms for value in _options(each, look, rules))
        case _:
            assert_never(term)


def _referred(field: str, look: Look, rules: RuleSet) -> Any:
    """The value of the field; a role that is named without its level, at the one where it sits."""
    value = look(field)
    if value is UNKNOWN and field not in rules.declared:
        return OneOf((None, UNKNOWN))  # the question may turn out to have no answer
    return rules.roles.seated(value) if isinstance(value, str) else value
