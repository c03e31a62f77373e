"""Which outcomes found under other rules stand under these, where a few questions have changed.

An outcome rests on the answers that were looked at. One whose answers of the changed questions are
settled, by rules that are the same here, is the same here. An open answer is another matter: what
it may yet turn out to be is gone through with every rule of its question, changed ones too.
"""

from __future__ import annotations

import attrs

from ..evaluate.answer import Answer
from ..evaluate.trace import Cell, LookUp
from ..rules import RuleSet
from .learner import AnswerLeaf, Learner, key_of
from .tree import ELSEWHERE, Tree

__all__ = ["inherit"]


def inherit(mine: Learner, theirs: Learner) -> int:
    """Share the questions that have not changed, and plant the outcomes that stand.

    Args:
        mine: A learner that has not learnt yet.
        theirs: One of other rules.

    Returns:
        How many outcomes stand.
    """
    if not mine.share(theirs):
        return 0
    changed = [q for q, answers in mine.answers.items() if answers is not theirs.answers[q]]
    stands = _Stands(mine.context.rules, theirs.context.rules)
    numbers = {question: _numbers(mine, theirs, question, stands) for question in changed}

    def cell_here(look: LookUp, cell: Cell) -> Cell:
        if isinstance(look, tuple) and look[1] is None and look[0] in numbers:
            return numbers[look[0]].get(cell, ELSEWHERE)
        return cell

    with theirs.lock:
        mine.outcomes.absorb(theirs.outcomes, cell_here)
    return len({after for _, _, after in mine.outcomes.edges if after < 0})


def _numbers(mine: Learner, theirs: Learner, question: str, stands: _Stands) -> dict[int, int]:
    """The number there of each answer to a question that stands here → its number here."""
    ids = mine.groups_of[question]
    if ids != theirs.groups_of[question]:
        return {}  # rules that gather are cut another way
    of = {g.id: tree for g, tree in zip(theirs.groups, theirs.trees, strict=True)}
    to = {g.id: tree for g, tree in zip(mine.groups, mine.trees, strict=True)}
    here = [_leaves(stands, to[id], of[id]) for id in ids]
    answers = theirs.answers[question].made_of[:]
    return {
        number: mine.answers[question].number(
            tuple(found[leaf] for found, leaf in zip(here, leaves, strict=True))
        )
        for number, leaves in enumerate(answers)
        if all(leaf in found for found, leaf in zip(here, leaves, strict=True))
    }


def _leaves(stands: _Stands, to: Tree[AnswerLeaf], of: Tree[AnswerLeaf]) -> dict[int, int]:
    """The number there of each leaf that stands here → its number here."""
    found: dict[int, int] = {}
    for number, leaf in enumerate(of.leaves[:]):
        if leaf.answer is not None and stands.is_same(leaf.answer):
            answer = stands.here(leaf.answer)
            key = leaf.bound, key_of(answer)
            found[number] = to.leaf(key, AnswerLeaf(answer, leaf.bound))
    return found


class _Stands:
    """Which answers there are answers here.

    Args:
        rules: The rules here.
        others: The rules there.
    """

    def __init__(self, rules: RuleSet, others: RuleSet) -> None:
        self._rules, self._others = rules, others
        both = (rules.rules, others.rules)
        said = [{id: r.rule.canonical() for id, r in of.items()} for of in both]
        self._same = {id for id in said[0] if said[0][id] == said[1].get(id)}

    def is_same(self, answer: Answer) -> bool:
        """Whether it is settled, and rests on no rule that has changed."""
        if not answer.is_determined or answer.live or answer.disputes or answer.values == (None,):
            return False  # that none applies is told with the rules that are not in force
        pairs = [(d.by, d.rule) for d in answer.defeated]
        rests = {r.id for r in (*answer.winners, *(r for pair in pairs for r in pair))}
        at = self._rules.rules
        return rests <= self._same and all(  # a rule that has gone may have ranked two others
            self._rules.rank(at[a.id], at[b.id]) == self._others.rank(a, b) for a, b in pairs
        )

    def here(self, answer: Answer) -> Answer:
        """The answer with the rules of here."""
        at = self._rules.rules
        return attrs.evolve(
            answer,
            winners=tuple(at[r.id] for r in answer.winners),
            defeated=tuple(
                attrs.evolve(d, rule=at[d.rule.id], by=at[d.by.id]) for d in answer.defeated
            ),
        )
