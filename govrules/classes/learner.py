"""Tables: for each question, the answer to every case that its rules can tell apart.

The reference evaluator answers a question once for each case; what it looked at on the way, in
order, is planted as a path in the question's tree, and the answer is its leaf. What a question
looks at are facts and the answers of earlier questions, so each tree stays small, and a matter
is decided by walking down one tree after the other:

    screening ─▶ competence ─▶ owner ─▶ … ─▶ route ─▶ outcome
       kind? ─ violation ─▶ item? ─ dog_waste ─▶ on ≥ 2020-07-01? ─ yes ─▶ answer 17
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from threading import RLock
from typing import Any

import attrs

from ..decision.outcome import Outcome, Parts, outcome
from ..errors import GovrulesError
from ..evaluate.answer import Answer, Evaluation
from ..evaluate.reference import State, evaluate
from ..evaluate.trace import Look, Looks, NotedDay
from ..rules import Compiled, Conclusion, Facts, Question, RuleSet
from ..values import UNKNOWN, Period
from .tree import Cell, Leaf, Tree, cell_of, key_of

__all__ = ["Pool", "Tables", "Unit"]


class _Noted(dict[str, Any]):
    """A mapping whose look-ups are noted, with what they found, and whose changes are too."""

    def __init__(self, content: Mapping[str, Any], note: Callable[[str], None]) -> None:
        super().__init__(content)
        self._note = note
        self.changed: dict[str, None] = {}

    def get(self, key: str, default: Any = None) -> Any:
        self._note(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return super().__getitem__(key)

    def __setitem__(self, key: str, value: Any) -> None:
        self.changed[key] = None
        super().__setitem__(key, value)

    def pop(self, key: str, *default: Any) -> Any:
        self.changed[key] = None
        return super().pop(key, *default)


@attrs.frozen
class _Noting(Facts):
    """Facts that are handed to an evaluation in noted mappings."""

    seen: Looks = attrs.field(factory=Looks, eq=False)

    def noted(self, rules: RuleSet) -> State:
        """The state of an evaluation all of whose look-ups are noted in ``seen``."""
        state = State(rules, self)

        def note(field: str) -> None:
            if field not in self.seen:
                value = dict.get(state.values, field, UNKNOWN)
                self.seen[field] = cell_of(value, dict.get(state.rests, field))

        days = {
            k: NotedDay.noting(v, k, self.seen)
            for k, v in self.values.items()
            if isinstance(v, date)
        }
        state.values = _Noted({**self.values, **days}, note)
        state.given = _Noted(self.values, note)
        state.rests = _Noted(state.rests, note)
        return state


class _NotedAnswers(Mapping[str, Answer]):
    """Answers whose look-ups are noted, by number."""

    def __init__(self, numbers: Mapping[str, int], pools: Mapping[str, Pool], seen: Looks) -> None:
        self._numbers, self._pools, self._seen = numbers, pools, seen

    def __getitem__(self, question: str) -> Answer:
        number = self._numbers[question]
        self._seen.setdefault((question, None), number)
        return self._pools[question].answers[number]

    def __contains__(self, question: object) -> bool:
        return question in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class _Part:
    """A rule set in which a question has only some of its rules."""

    def __init__(self, whole: RuleSet, rules: tuple[Compiled, ...]) -> None:
        self._whole, self._rules = whole, rules

    def of(self, question: str, values: Mapping[str, Any]) -> tuple[Compiled, ...]:
        """The rules of this part."""
        return self._rules

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)


@attrs.frozen
class Unit:
    """What is answered at once: a question; or, of one that gathers, the rules that read alike.

    Such rules have nothing to do with each other, so each kind has a small tree of its own where
    a tree of them all would have to hold every combination.

    Args:
        id: Its code; the question's, if it is all of it.
        question: The question.
        rules: The rules, where it is a part.
    """

    id: str
    question: Question
    rules: tuple[Compiled, ...] | None = attrs.field(default=None, eq=False)


def _units(rules: RuleSet) -> Iterator[Unit]:
    by_question: dict[str, dict[tuple[str, ...], list[Compiled]]] = {}
    for rule in rules.rules.values():
        alike = by_question.setdefault(rule.rule.question, {})
        alike.setdefault(rule.reads, []).append(rule)
    for question in rules.questions:
        kinds = sorted(by_question.get(question.id, {}).items())
        if question.kind != "every" or len(kinds) < 2:
            yield Unit(question.id, question)
            continue
        for number, (_, alike_rules) in enumerate(kinds):
            yield Unit(f"{question.id}/{number}", question, tuple(alike_rules))


def _together(question: Question, answers: Sequence[Answer]) -> Answer:
    """The answer of a question from those of its units."""
    if len(answers) == 1:
        return answers[0]

    def by_id(rules: Iterable[Compiled]) -> tuple[Compiled, ...]:
        return tuple(sorted(rules, key=lambda r: r.id))

    lists: dict[str, list[Any]] = {}
    for slot, terms in (pair for answer in answers for pair in answer.values[0].many):
        lists.setdefault(slot, []).extend(terms)
    value = Conclusion((), {k: tuple(dict.fromkeys(v)) for k, v in lists.items()}.items())
    return Answer(
        question,
        (value,),
        by_id(r for a in answers for r in a.winners),
        by_id(r for a in answers for r in a.live),
        support=frozenset().union(*(a.support for a in answers)),
    )


class Pool:
    """The answers that a question has had, each once, by number.

    Args:
        question: The question.
        trees: The trees of its units.

    Attributes:
        answers: Number → answer.
        made_of: Number → leaves of the units that amount to it.
    """

    def __init__(self, question: Question, trees: Sequence[Tree]) -> None:
        self._question, self._trees = question, trees
        self.answers: list[Answer] = []
        self.made_of: list[tuple[int, ...]] = []
        self._number: dict[tuple[int, ...], int] = {}
        self._by_key: dict[Any, int] = {}

    def number(self, leaves: tuple[int, ...]) -> int:
        """The number of the answer that these leaves of the units amount to."""
        if leaves not in self._number:
            found = [tree.leaves[n].answer for tree, n in zip(self._trees, leaves, strict=True)]
            answer = _together(self._question, [a for a in found if a is not None])
            number = self._by_key.setdefault(key_of(answer, (), None), len(self.answers))
            if number == len(self.answers):
                self.answers.append(answer)
                self.made_of.append(leaves)
            self._number[leaves] = number
        return self._number[leaves]


class _StraddledError(Exception):
    """A period holds a bound that a look-up asks for."""


class Tables:
    """The trees of a jurisdiction, one for each question and a last one for the outcome.

    Args:
        parts: The rules, the layout and the territory.

    Attributes:
        units: What is answered, in order.
        trees: The tree of each unit.
        units_of: Question → its units.
        pools: Question → the answers that it has had.
        last: What all answers amount to.
        lock: Held while the trees grow.
        learnt: How many cases the reference evaluator has been asked for.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.units = tuple(_units(parts.rules))
        self.trees = tuple(Tree() for _ in self.units)
        of = {
            q.id: [n for n, u in enumerate(self.units) if u.question is q]
            for q in parts.rules.questions
        }
        self.units_of = {q: tuple(self.units[n].id for n in numbers) for q, numbers in of.items()}
        self.pools = {
            q.id: Pool(q, [self.trees[n] for n in of[q.id]]) for q in parts.rules.questions
        }
        self.last = Tree()
        self.lock = RLock()
        self.learnt = 0

    def absorb(
        self, trees: Sequence[Tree], pools: Sequence[Sequence[tuple[int, ...]]], last: Tree
    ) -> None:
        """Add what other tables of the same rules hold.

        Args:
            trees: Their trees, unit by unit.
            pools: Question by question, the leaves that each of its answers is made of.
            last: Their last tree.
        """
        with self.lock:
            pairs = zip(self.units, self.trees, trees, strict=True)
            leaf = {u.id: mine.absorb(theirs, _as_it_is) for u, mine, theirs in pairs}
            number: dict[str, list[int]] = {}
            for (question, pool), made_of in zip(self.pools.items(), pools, strict=True):
                ids = self.units_of[question]
                number[question] = [
                    pool.number(tuple(leaf[id][n] for id, n in zip(ids, leaves, strict=True)))
                    for leaves in made_of
                ]

            def cell_here(look: Look, cell: Cell) -> Cell:
                is_answer = isinstance(look, tuple) and look[1] is None
                return number[look[0]][cell] if is_answer else cell

            self.last.absorb(last, cell_here)

    def evaluate(self, rules: RuleSet, facts: Facts) -> Evaluation:
        """What the reference evaluator finds, from the tables; what is missing is learnt.

        Args:
            rules: The rule set of these tables.
            facts: The facts, each the representative of its cell; a day may be a period.
        """
        with self.lock:
            try:
                state, leaves = self._answers(facts)
            except _StraddledError:
                return evaluate(rules, facts)
        answers = {q: self.pools[q].answers[n] for q, n in self._numbers(leaves).items()}
        values = {**state.values, **facts.values} if _periods(facts) else dict(state.values)
        return Evaluation(rules, facts, answers, values, dict(state.rests))

    def outcome(self, facts: Facts) -> Outcome:
        """What the matter's answers amount to.

        Args:
            facts: The facts, each the representative of its cell; days are days.

        Raises:
            GovrulesError: where it cannot be decided.
        """
        with self.lock:
            state, leaves = self._answers(facts)
            numbers = self._numbers(leaves)
            found = self._find(self.last, state, numbers) or self._conclude(state, numbers)
        assert found.outcome is not None
        return found.outcome

    def _numbers(self, leaves: Mapping[str, int]) -> dict[str, int]:
        """Question → the number of its answer."""
        return {
            q: pool.number(tuple(leaves[id] for id in self.units_of[q]))
            for q, pool in self.pools.items()
        }

    def _answers(self, facts: Facts) -> tuple[State, dict[str, int]]:
        periods = _periods(facts)
        if periods:
            days = {
                k: p.start or (p.end or date.min) - timedelta(days=1) for k, p in periods.items()
            }
            facts = Facts({**facts.values, **days}, facts.assumed)
        state = _Noting(facts.values, facts.assumed).noted(self.parts.rules)
        leaves: dict[str, int] = {}
        for unit, tree in zip(self.units, self.trees, strict=True):
            leaf = self._find(tree, state, {}, periods)
            if leaf is None:
                leaf = self._learn(unit, tree, state)
                leaf = self._find(tree, state, {}, periods) or leaf
            if leaf.error is not None:
                raise leaf.error
            for field, value, rests in leaf.bound:
                if value is UNKNOWN:
                    dict.pop(state.values, field, None)
                else:
                    dict.__setitem__(state.values, field, value)
                dict.__setitem__(state.rests, field, rests)
            leaves[unit.id] = leaf.number
        return state, leaves

    def _find(
        self,
        tree: Tree,
        state: State,
        answers: Mapping[str, int],
        periods: Mapping[str, Period] | None = None,
    ) -> Leaf | None:
        """The leaf that the facts and the answers so far lead to; ``None`` if not known yet."""
        at, get, values, rests = tree.root, dict.get, state.values, state.rests
        while at is not None and at >= 0:
            look = tree.looks[at]
            cell: Cell
            if isinstance(look, str):
                cell = cell_of(get(values, look, UNKNOWN), get(rests, look))
            elif look[1] is None:
                cell = answers[look[0]]
            else:
                cell = date.__ge__(get(values, look[0], date.min), look[1])
                if periods and _holds(periods[look[0]], look[1]):
                    raise _StraddledError
            at = tree.branches[at].get(cell)
        return None if at is None else tree.leaves[-1 - at]

    def _learn(self, unit: Unit, tree: Tree, state: State) -> Leaf:
        """Have the reference evaluator answer a unit, and plant what it looked at."""
        assert isinstance(state.facts, _Noting)
        seen, values, rests = state.facts.seen, state.values, state.rests
        self.learnt += 1
        seen.clear()
        values.changed.clear()  # type: ignore[attr-defined]
        before = dict(values), dict(rests)
        answer, error = None, None
        if unit.rules is not None:
            state.rules = _Part(self.parts.rules, unit.rules)  # type: ignore[assignment]
        try:
            answer = state.answer(unit.question)
        except GovrulesError as raised:
            error = raised
        state.rules = self.parts.rules
        bound = tuple(
            (f, dict.get(values, f, UNKNOWN), dict.get(rests, f, frozenset()))
            for f in values.changed  # type: ignore[attr-defined]
        )
        for mapping, old in zip((values, rests), before, strict=True):
            mapping.clear()
            dict.update(mapping, old)
        leaf = tree.leaf(key_of(answer, bound, error), answer=answer, bound=bound, error=error)
        tree.plant(seen, leaf)
        return leaf

    def _conclude(self, state: State, numbers: Mapping[str, int]) -> Leaf:
        assert isinstance(state.facts, _Noting)
        seen = state.facts.seen
        self.learnt += 1
        seen.clear()
        answers = _NotedAnswers(numbers, self.pools, seen)
        found = Evaluation(self.parts.rules, state.facts, answers, state.values, state.rests)
        result = outcome(found, self.parts)
        leaf = self.last.leaf(key_of(None, (), None, result), outcome=result)
        self.last.plant(seen, leaf)
        return leaf


def _as_it_is(_look: Look, cell: Cell) -> Cell:
    return cell


def _periods(facts: Facts) -> dict[str, Period]:
    return {k: v for k, v in facts.values.items() if isinstance(v, Period)}


def _holds(period: Period, bound: date) -> bool:
    """Whether the bound parts the period, so that it is neither before nor after it."""
    return not (
        (period.start is not None and period.start >= bound)
        or (period.end is not None and period.end <= bound)
    )
