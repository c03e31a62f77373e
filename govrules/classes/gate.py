"""Whether the rules of a question that have changed leave a matter as it was.

A rule does not concern a matter where some part of its condition is false whatever is still open.
Nor does a change of its condition, where what it has gained or lost holds in any case.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..evaluate.answer import Answer
from ..evaluate.assumptions import assumptions_used
from ..evaluate.known import Known
from ..evaluate.trace import Noted, find_in
from ..evaluate.truth import truth
from ..expr import Const, Expr
from ..expr.analyse import conjuncts
from ..lazy import lazy
from ..locks import ForkSafeLock
from ..rules import Compiled, RuleSet
from ..values import UNKNOWN, Truth
from .tree import Tree

__all__ = ["Gate"]


class Gate:
    """Holds the rules of a question, as they are here, against what they are there.

    Args:
        question: The question; it is the same in both.
        mine: The rules here.
        theirs: The rules there.
        lock: Held while something is planted.

    Attributes:
        tree: What was looked at of a matter → whether no rule that has changed concerns it.
    """

    def __init__(self, question: str, mine: RuleSet, theirs: RuleSet, lock: ForkSafeLock) -> None:
        self.tree: Tree[bool] = Tree()
        self._mine, self._theirs, self._lock = mine, theirs, lock
        here, there = (
            {id: r for id, r in of.rules.items() if r.rule.question == question}
            for of in (mine, theirs)
        )
        said = [{id: r.rule.canonical() for id, r in of.items()} for of in (here, there)]
        self._same = frozenset(id for id in here if said[0][id] == said[1].get(id))
        self._mine_of, self._theirs_of = here, there
        self._changed = sorted((here.keys() | there.keys()) - self._same)

    def is_settled(self, answer: Answer) -> bool:
        """Whether an answer here is settled, and rests on no rule that has changed."""
        if not answer.is_determined or answer.live or answer.disputes or answer.values == (None,):
            return False  # that none applies is told with the rules that are not in force
        pairs = [(d.by.id, d.rule.id) for d in answer.defeated]
        rests = {r.id for r in answer.winners}.union(*pairs)
        return rests <= self._same and all(self._is_ranked_alike(*pair) for pair in pairs)

    def is_aside(self, known: Known) -> bool:
        """Whether no rule that has changed concerns a matter.

        Args:
            known: What is known of it once every question is answered.
        """
        leaf = self.tree.find(lambda look: find_in(known, look))
        if leaf is None:
            noted = Noted(known)
            is_aside = self._are_others_ranked_alike and all(
                self._leaves_be(id, noted) for id in self._changed
            )
            with self._lock:
                leaf = self.tree.leaf(is_aside, is_aside)
                self.tree.plant(noted.seen, leaf)
        return self.tree.leaves[leaf]

    def _leaves_be(self, id: str, known: Known) -> bool:
        """Whether the change of a rule leaves a matter as it was."""
        old, new = self._theirs_of.get(id), self._mine_of.get(id)
        if all(self._is_out(rule, known) for rule in (old, new) if rule is not None):
            return True
        if old is None or new is None or id not in self._narrowed:
            return False
        differ = [p for p in (*old.parts, *new.parts) if p not in old.parts or p not in new.parts]
        return all(self._firmly(part, known) is True for part in differ)

    def _is_out(self, rule: Compiled, known: Known) -> bool:
        """Whether a rule does not apply whatever is open, and not for the days alone."""
        return any(self._firmly(part, known) is False for part in conjuncts(rule.condition))

    def _firmly(self, part: Expr, known: Known) -> Truth:
        """Whether a part of a condition holds; unknown where that rests on an assumption."""
        holds = truth(part, known, self._mine.fields)
        if holds is UNKNOWN or assumptions_used(part, known, self._mine.fields):
            return UNKNOWN
        return holds

    @lazy
    def _narrowed(self) -> frozenset[str]:
        """The rules that differ by their condition alone, and are ranked with others as before."""
        common = sorted(self._mine_of.keys() & self._theirs_of.keys())
        return frozenset(
            id
            for id in self._changed
            if id in common
            and _but_for_the_condition(self._mine_of[id])
            == _but_for_the_condition(self._theirs_of[id])
            and all(self._is_ranked_alike(id, other) for other in common if other != id)
        )

    @lazy
    def _are_others_ranked_alike(self) -> bool:
        """Whether what comes before what, of the rules that are the same, is as it was."""
        return all(
            _among(self._mine.ranking.declared(id), self._same)
            == _among(self._theirs.ranking.declared(id), self._same)
            for id in self._same
        )

    def _is_ranked_alike(self, first: str, second: str) -> bool:
        here, there = self._mine_of, self._theirs_of
        return self._mine.rank(here[first], here[second]) == self._theirs.rank(
            there[first], there[second]
        )


def _but_for_the_condition(rule: Compiled) -> object:
    return attrs.evolve(rule.rule, when=Const(True)).canonical()


def _among(orders: Iterable[frozenset[str]], ids: frozenset[str]) -> list[frozenset[str]]:
    return [order & ids for order in orders]
