"""For each question, the answer to every case that its rules can tell apart, learnt as met.

The reference evaluator answers a question once for each case; what it looked at on the way, in
order, is planted as a path in the question's tree, and the answer is its leaf. What a question
looks at are facts and the answers of earlier questions, so each tree stays small, and a matter is
decided by walking down one tree after the other:

    screening ─▶ competence ─▶ owner ─▶ … ─▶ route ─▶ outcome
       kind? ─ violation ─▶ item? ─ dog_fouling ─▶ on ≥ 2020-07-01? ─ yes ─▶ answer 17
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date, timedelta
from typing import Any

import attrs

from ..decision.outcome import DecisionContext, Outcome, outcome_of
from ..errors import GovrulesError
from ..evaluate.answer import Answer, Evaluation
from ..evaluate.known import Known, is_since
from ..evaluate.reference import answer_question, evaluate
from ..evaluate.trace import Cell, LookUp, Noted, find_in
from ..locks import ForkSafeLock
from ..rules import Compiled, Facts, Question, RuleSet
from ..values import UNKNOWN, Period
from .answers import AnswerLeaf, Answers, Bound, key_of
from .gate import Gate
from .inherit import Inheritance
from .tree import Tree

__all__ = ["Group", "Learner", "groups_of"]


@attrs.frozen
class Group:
    """What is answered at once: a question; or, of one that gathers, the rules that read alike.

    Such rules have nothing to do with each other, so each kind has a small tree of its own where
    a tree of them all would have to hold every combination.

    Args:
        id: Its code; the question's, if it is all of it.
        question: The question.
        rules: The rules, where it is not all of them.
    """

    id: str
    question: Question
    rules: tuple[Compiled, ...] | None = attrs.field(default=None, eq=False)


def groups_of(rules: RuleSet) -> Iterator[Group]:
    """Cut each question that gathers into groups of rules that read alike."""
    by_question: dict[str, dict[tuple[str, ...], list[Compiled]]] = {}
    for rule in rules.rules.values():
        alike = by_question.setdefault(rule.rule.question, {})
        alike.setdefault(rule.reads, []).append(rule)
    for question in rules.questions:
        kinds = sorted(by_question.get(question.id, {}).items())
        if question.kind != "every" or len(kinds) < 2:
            yield Group(question.id, question)
            continue
        for number, (_, alike_rules) in enumerate(kinds):
            yield Group(f"{question.id}/{number}", question, tuple(alike_rules))


class _StraddledError(Exception):
    """A period holds a bound that a look-up asks for."""


class Learner:
    """The trees of a jurisdiction: one for each group of rules, and a last one for the outcome.

    Any number of threads may use it: they walk without waiting, the reference evaluator is asked
    without a lock, and what it found is planted under one.

    Args:
        context: The rules, the layout and the territory.

    Attributes:
        groups: What is answered, in order.
        trees: The tree of each group.
        groups_of: Question → its groups.
        answers: Question → the answers that it has had.
        outcomes: What all answers amount to.
        inheritance: The outcomes of another learner that stand here, where there is one.
        lock: Held while something is planted.
        learnt: How many cases the reference evaluator has been asked for.
    """

    def __init__(self, context: DecisionContext) -> None:
        self.context = context
        self.groups = tuple(groups_of(context.rules))
        self.trees: tuple[Tree[AnswerLeaf], ...] = tuple(Tree() for _ in self.groups)
        self.groups_of: dict[str, tuple[str, ...]] = {}
        self.answers: dict[str, Answers] = {}
        for question in context.rules.questions:
            mine = [n for n, g in enumerate(self.groups) if g.question is question]
            self.groups_of[question.id] = tuple(self.groups[n].id for n in mine)
            self.answers[question.id] = Answers(question, [self.trees[n] for n in mine])
        self.outcomes: Tree[Outcome] = Tree()
        self.lock = ForkSafeLock()
        self.learnt = 0
        self.inheritance: Inheritance | None = None

    def inherit(self, other: Learner) -> bool:
        """Use what another learner has learnt, as far as it stands here, before anything is learnt.

        The trees of each question whose rules are the other's are shared: what is learnt by either
        is then known to both. Its outcomes are taken over where no change concerns them.

        Args:
            other: The learner of other rules.

        Returns:
            Whether anything can be used: nothing where the fields, the roles or the law differ.
        """
        mine, theirs = self.context, other.context
        if _ground_of(mine) != _ground_of(theirs):
            return False
        same = {q.id for q in mine.rules.questions if _says(mine, q.id) == _says(theirs, q.id)}
        by_id = dict(zip([g.id for g in other.groups], other.trees, strict=True))
        self.lock = other.lock
        self.trees = tuple(
            by_id[g.id] if g.question.id in same else tree
            for g, tree in zip(self.groups, self.trees, strict=True)
        )
        for question in mine.rules.questions:
            at = [n for n, g in enumerate(self.groups) if g.question is question]
            self.answers[question.id] = (
                other.answers[question.id]
                if question.id in same
                else Answers(question, [self.trees[n] for n in at])
            )
        if {*mine.rules.questions} == {*theirs.rules.questions}:
            changed = self.answers.keys() - same
            gates = {q: Gate(q, mine.rules, theirs.rules, self.lock) for q in sorted(changed)}
            self.inheritance = Inheritance(other.outcomes, self.answers, other.answers, gates)
        return True

    def absorb(
        self,
        trees: Sequence[Tree[AnswerLeaf]],
        made_of: Sequence[Sequence[tuple[int, ...]]],
        outcomes: Tree[Outcome],
    ) -> None:
        """Add what another learner of the same rules holds.

        Args:
            trees: Its trees, group by group.
            made_of: Question by question, the leaves that each of its answers is made of.
            outcomes: Its last tree.
        """
        with self.lock:
            pairs = zip(self.groups, self.trees, trees, strict=True)
            leaf = {g.id: mine.absorb(theirs, lambda _, cell: cell) for g, mine, theirs in pairs}
        number: dict[str, list[int]] = {}
        for (question, answers), theirs in zip(self.answers.items(), made_of, strict=True):
            ids = self.groups_of[question]
            number[question] = [
                answers.number(tuple(leaf[id][n] for id, n in zip(ids, leaves, strict=True)))
                for leaves in theirs
            ]

        def cell_here(look: LookUp, cell: Cell) -> Cell:
            is_answer = isinstance(look, tuple) and look[1] is None
            return number[look[0]][cell] if is_answer else cell

        with self.lock:
            self.outcomes.absorb(outcomes, cell_here)

    def evaluate(self, rules: RuleSet, facts: Facts) -> Evaluation:
        """Evaluate from the trees; ask the reference evaluator for cases not met before.

        Args:
            rules: The rule set of these trees.
            facts: The facts, each the representative of its cell; a day may be a period.
        """
        try:
            known, leaves = self._answered(facts)
        except _StraddledError:
            return evaluate(rules, facts)
        answers = {q: self.answers[q].answers[n] for q, n in self._numbers(leaves).items()}
        known.values.update(_periods(facts))
        return Evaluation(rules, facts, answers, known)

    def outcome(self, facts: Facts) -> Outcome:
        """Say what a matter's answers amount to.

        Args:
            facts: The facts, each the representative of its cell; days are days.

        Raises:
            GovrulesError: where it cannot be decided.
        """
        known, leaves = self._answered(facts)
        numbers = self._numbers(leaves)
        if (inherited := self._inherited(known, numbers)) is not None:
            return inherited
        leaf = self.outcomes.find(_Cells(known, numbers, {}).__getitem__)
        return self._conclude(known, numbers) if leaf is None else self.outcomes.leaves[leaf]

    def _inherited(self, known: Known, numbers: Mapping[str, int]) -> Outcome | None:
        if self.inheritance is None:
            return None
        cells = _Cells(known, self.inheritance.numbers(known, numbers), {})
        leaf = self.inheritance.outcomes.find(cells.__getitem__)
        return None if leaf is None else self.inheritance.outcomes.leaves[leaf]

    def _numbers(self, leaves: Mapping[str, int]) -> dict[str, int]:
        """Question → the number of its answer."""
        return {
            question: answers.number(tuple(leaves[id] for id in self.groups_of[question]))
            for question, answers in self.answers.items()
        }

    def _answered(self, facts: Facts) -> tuple[Known, dict[str, int]]:
        """What is known once every question is answered, and the leaf of each group."""
        periods = _periods(facts)
        known = Known({**facts.values, **_some_days(periods)}, facts.assumed)
        leaves: dict[str, int] = {}
        cells = _Cells(known, {}, periods)
        for group, tree in zip(self.groups, self.trees, strict=True):
            number = tree.find(cells.__getitem__)
            if number is None:
                number = self._learn(group, tree, known)
                tree.find(cells.__getitem__)  # a period may straddle what was looked at
            leaf = tree.leaves[number]
            if leaf.error is not None:
                raise copy(leaf.error)
            for bound in leaf.bound:
                cells.bind(bound)
            leaves[group.id] = number
        return known, leaves

    def _learn(self, group: Group, tree: Tree[AnswerLeaf], known: Known) -> int:
        """Have the reference evaluator answer a group, and plant what it looked at."""
        noted = Noted(known)
        answer, error = None, None
        try:
            answer = answer_question(group.question, noted, self.context.rules, group.rules)
        except GovrulesError as raised:
            error = copy(raised)  # without the frames that it came through
        bound = tuple(
            (f, noted.values.get(f, UNKNOWN), noted.assumptions_behind[f]) for f in noted.bound
        )
        with self.lock:
            self.learnt += 1
            leaf = tree.leaf((bound, key_of(answer, error)), AnswerLeaf(answer, bound, error))
            tree.plant(noted.seen, leaf)
        return leaf

    def _conclude(self, known: Known, numbers: Mapping[str, int]) -> Outcome:
        noted = Noted(known)
        answers = _NotedAnswers(numbers, self.answers, noted.seen)
        found = Evaluation(self.context.rules, Facts({}), answers, noted)
        outcome = outcome_of(found, self.context)
        with self.lock:
            self.learnt += 1
            self.outcomes.plant(noted.seen, self.outcomes.leaf(outcome, outcome))
        return outcome


def _ground_of(context: DecisionContext) -> tuple[Any, ...]:
    """What every question rests on beside its rules and the codes of its fields."""
    rules = context.rules
    fields = [f.canonical() for _, f in sorted(rules.declared.items())]
    said = (rules.roles.canonical(), rules.law.digest, repr(context.layout))
    return fields, *said, context.everywhere


def _says(context: DecisionContext, question: str) -> Any:
    """What a question's answer depends on: itself and its rules."""
    rules = context.rules
    asked = next((q for q in rules.questions if q.id == question), None)
    mine = [r.rule.canonical() for r in rules.rules.values() if r.rule.question == question]
    return asked, mine


class _NotedAnswers(Mapping[str, Answer]):
    """Answers whose look-ups are noted, by number."""

    def __init__(
        self, numbers: Mapping[str, int], answers: Mapping[str, Answers], seen: dict[LookUp, Cell]
    ) -> None:
        self._numbers, self._answers, self._seen = numbers, answers, seen

    def __getitem__(self, question: str) -> Answer:
        number = self._numbers[question]
        self._seen.setdefault((question, None), number)
        return self._answers[question].answers[number]

    def __contains__(self, question: object) -> bool:
        return question in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class _Cells(dict[LookUp, Cell]):
    """What a look-up finds: of a field, of a bound, or of a question. Each is looked up once.

    Args:
        known: What is known.
        answers: Question → the number of its answer.
        periods: The days that are known as periods; a look-up that one straddles is refused.
    """

    def __init__(
        self, known: Known, answers: Mapping[str, int], periods: Mapping[str, Period]
    ) -> None:
        super().__init__()
        self._known, self._answers, self._periods = known, answers, periods

    def __missing__(self, look: LookUp) -> Cell:
        if not isinstance(look, str):
            field, bound = look
            if bound is None:
                return self.setdefault(look, self._answers[field])
            if field in self._periods and is_since(self._periods[field], bound) is UNKNOWN:
                raise _StraddledError
        return self.setdefault(look, find_in(self._known, look))

    def bind(self, bound: Bound) -> None:
        """Make an answer known; what was found of its field before is not found again."""
        field, value, assumptions = bound
        self._known.bind(field, value, assumptions)
        self.pop(field, None)
        if isinstance(value, date):  # nor on which side of a bound it was
            self.clear()


def _periods(facts: Facts) -> dict[str, Period]:
    return {k: v for k, v in facts.values.items() if isinstance(v, Period)}


def _some_days(periods: Mapping[str, Period]) -> dict[str, date]:
    """A day of each period, to be looked at in its stead."""
    return {
        field: period.start or (period.end or date.min) - timedelta(days=1)
        for field, period in periods.items()
    }
