"""The assumptions that an answer rests on: the assumed fields without which it might be another."""

from __future__ import annotations

from typing import assert_never

from ..expr import All, Between, Const, Expr, Is, Not, Same, Some, Under
from ..rules import Compiled, RuleSet
from ..values import UNKNOWN, Truth
from .answer import Answer
from .known import NOTHING, Known, Look
from .resolve import Contest
from .sort import Sorted
from .truth import Fields, Held

__all__ = ["answer_assumptions", "assumptions_used", "rule_assumptions"]


def answer_assumptions(
    answer: Answer, found: Sorted, contest: Contest, known: Known, rules: RuleSet
) -> frozenset[str]:
    """Name the assumed fields that bring the winners in, and keep out what could change them.

    Args:
        answer: The answer.
        found: The rules of its question, sorted.
        contest: The same rules, held against each other.
        known: What is known of the matter.
        rules: The rule set.
    """
    used, behind = set[str](), _Used(known, rules.fields)
    for rule in answer.winners:
        used |= behind.rule(rule, known)

    def may_change(rule: Compiled) -> bool:
        return rule not in answer.winners and not any(contest.beats(t, rule) for t in contest.top)

    for rule, fails in found.false:
        if behind.of(fails) and may_change(rule):
            used |= behind.of(rule.when)
    for rule in (*(c.rule for c in (*found.true, *found.unknown)), *found.silent):
        if may_change(rule):  # it gives way, agrees, or refers to an answer that there is not
            for over in contest.beaten_by.get(rule, ()):
                used |= behind.rule(over.rule, known)
            used.update(*map(known.assumptions, rule.refs))
    return frozenset(used)


def rule_assumptions(rule: Compiled, known: Known, rules: RuleSet) -> frozenset[str]:
    """Name the assumed fields on which a rule applies, and on which what it refers to rests."""
    return _Used(known, rules.fields).rule(rule, known)


def assumptions_used(expr: Expr, look: Look, fields: Fields) -> frozenset[str]:
    """Name the assumed fields that suffice for the condition's truth value: the fewest there are.

    Args:
        expr: The condition.
        look: What is known of the matter.
        fields: The fields that a condition may name.
    """
    return _Used(look, fields).of(expr)


class _Used:
    """The assumed fields behind conditions, and what suffices for them."""

    def __init__(self, look: Look, fields: Fields) -> None:
        self._look, self._held = look, Held(look, fields)
        self._of: dict[int, frozenset[str]] = {}  # of the conditions of rules, which stay

    def rule(self, rule: Compiled, known: Known) -> frozenset[str]:
        return self.condition(rule, known).union(*map(known.assumptions, rule.refs))

    def condition(self, rule: Compiled, known: Known) -> frozenset[str]:
        return NOTHING if known.is_firm(rule.reads) else self.of(rule.when)

    def of(self, expr: Expr) -> frozenset[str]:
        found = self._of.get(id(expr))
        if found is None:
            found = self._of[id(expr)] = self._used(expr)
        return found

    def _used(self, expr: Expr) -> frozenset[str]:
        look = self._look
        match expr:
            case Is() | Under() | Between():
                return look.assumptions(expr.field)
            case All(parts) | Some(parts):
                now = self._held(expr)
                if now is isinstance(expr, All) or now is UNKNOWN:  # every part was needed
                    return NOTHING.union(*map(self.of, parts))
                return self._fewest(now, parts)
            case Not(part):
                return self.of(part)
            case Const():
                return NOTHING
            case Same(first, second):
                for field in (first, second):
                    if look(field) is None:  # enough for it to be false
                        return look.assumptions(field)
                return look.assumptions(first) | look.assumptions(second)
            case _:
                assert_never(expr)

    def _fewest(self, now: Truth, parts: tuple[Expr, ...]) -> frozenset[str]:
        """One part was enough: the first of those that rest on least."""
        best: frozenset[str] | None = None
        for part in parts:
            if self._held(part) is now:
                used = self.of(part)
                best = used if best is None or len(used) < len(best) else best
                if not best:
                    break
        return best or NOTHING
