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
from typing import Any, TypeAlias

import attrs

from ..errors import GovrulesError
from ..rules import Compiled, Conclusion, Facts, Question, RuleSet
from ..values import UNKNOWN, Period
from .answer import Answer, Evaluation
from .compose import Outcome, Parts, outcome
from .reference import State, evaluate
from .trace import Look, Looks, NotedDay

__all__ = ["KNOWN", "Cell", "Leaf", "Tables", "Tree", "Unit", "cell_of", "key_of"]

Cell: TypeAlias = Any
"""What a look-up finds: a value, with the assumed fields that it rests on where it does."""

KNOWN = "known"  # what a look-up of a day finds first; bounds come after


def cell_of(value: Any, rests: frozenset[str] | None) -> Cell:
    """What a look-up of a field finds."""
    if rests:
        return (value, rests)
    return KNOWN if isinstance(value, date) else value


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

        days = {k: NotedDay.noting(v, k, self.seen) for k, v in self.values.items()
                if isinstance(v, date)}  # fmt: skip
        state.values = _Noted({**self.values, **days}, note)
        state.given = _Noted(self.values, note)
        state.rests = _Noted(state.rests, note)
        return state


class _NotedAnswers(Mapping[str, Answer]):
    """Answers whose look-ups are noted, unit by unit."""

    def __init__(
        self, units: Mapping[str, tuple[Unit, ...]], leaves: Mapping[str, Leaf], seen: Looks
    ) -> None:
        self._units, self._leaves, self._seen = units, leaves, seen

    def __getitem__(self, question: str) -> Answer:
        units = self._units[question]
        for unit in units:
            self._seen.setdefault((unit.id, None), self._leaves[unit.id].number)
        return _together(units, self._leaves)

    def __contains__(self, question: object) -> bool:
        return question in self._units

    def __iter__(self) -> Iterator[str]:
        return iter(self._units)

    def __len__(self) -> int:
        return len(self._units)


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


def _together(units: Sequence[Unit], leaves: Mapping[str, Leaf]) -> Answer:
    """The answer of a question from those of its units."""
    answers = [a for unit in units if (a := leaves[unit.id].answer) is not None]
    if len(answers) == 1:
        return answers[0]

    def sorted_(rules: Iterable[Compiled]) -> tuple[Compiled, ...]:
        return tuple(sorted(rules, key=lambda r: r.id))

    lists: dict[str, list[Any]] = {}
    for answer in answers:
        for slot, terms in answer.values[0].many:
            lists.setdefault(slot, []).extend(terms)
    value = Conclusion((), {k: tuple(dict.fromkeys(v)) for k, v in lists.items()}.items())
    return Answer(
        units[0].question, (value,), sorted_(r for a in answers for r in a.winners),
        sorted_(r for a in answers for r in a.live),
        support=frozenset().union(*(a.support for a in answers)),
    )  # fmt: skip


@attrs.frozen(eq=False)
class Leaf:
    """An answer, and what it makes known to the questions that come after.

    Args:
        number: Its number in the tree.
        answer: The answer; ``None`` where there can be none.
        bound: Field, its value from now on (``UNKNOWN``: not known), and what that rests on.
        error: Why there can be no answer.
        outcome: In the last tree, instead of an answer: what all of them amount to.
    """

    number: int
    answer: Answer | None = None
    bound: tuple[tuple[str, Any, frozenset[str]], ...] = ()
    error: GovrulesError | None = None
    outcome: Outcome | None = None


class Tree:
    """Look-ups, and where each cell leads: to another look-up, or to a leaf.

    Attributes:
        looks: Node → the look-up there.
        branches: Node → cell → the node that follows, or −1 less the leaf's number.
        leaves: The leaves, each once.
        edges: Every (node, cell, what follows), in the order in which they were planted.
        root: Where to begin; ``None`` while the tree is empty.
    """

    def __init__(self) -> None:
        self.looks: list[Look] = []
        self.branches: list[dict[Cell, int]] = []
        self.leaves: list[Leaf] = []
        self.edges: list[tuple[int, Cell, int]] = []
        self.root: int | None = None
        self._number: dict[Any, int] = {}

    def leaf(self, key: Any, **content: Any) -> Leaf:
        """The leaf of that content, told apart by ``key``."""
        if key not in self._number:
            self._number[key] = len(self.leaves)
            self.leaves.append(Leaf(len(self.leaves), **content))
        return self.leaves[self._number[key]]

    def plant(self, path: Mapping[Look, Cell], leaf: Leaf) -> None:
        """Add a path; which look-up comes next follows from what the ones before found."""
        end = -1 - leaf.number
        steps = list(path.items())
        if self.root is None:
            self.root = self._node(steps[0][0]) if steps else end
        at = self.root
        for number, (look, cell) in enumerate(steps):
            assert self.looks[at] == look
            after = self.branches[at].get(cell)
            if after is None:
                last = number + 1 == len(steps)
                after = end if last else self._node(steps[number + 1][0])
                self.link(at, cell, after)
            at = after
        assert at == end

    def absorb(self, other: Tree) -> None:
        """Add what another tree of the same question holds."""
        if self.root is None:
            self.__dict__.update(other.__dict__)
        if other.root is None or self.root is None:
            return
        leaf = [self.leaf(key, **attrs.asdict(other.leaves[n], recurse=False,
                                              filter=lambda a, _: a.name != "number")).number
                for key, n in other._number.items()]  # fmt: skip
        mine = {other.root: self.root}
        for node, cell, after in other.edges:  # those that lead to a node come first
            here = mine[node]
            known = self.branches[here].get(cell)
            if known is None:
                known = -1 - leaf[-1 - after] if after < 0 else self._node(other.looks[after])
                self.link(here, cell, known)
            mine[after] = known

    def _node(self, look: Look) -> int:
        self.looks.append(look)
        self.branches.append({})
        return len(self.looks) - 1

    def link(self, node: int, cell: Cell, after: int) -> None:
        """Say what follows where a look-up finds a cell."""
        self.edges.append((node, cell, after))
        self.branches[node][cell] = after


class _StraddledError(Exception):
    """A period holds a bound that a look-up asks for."""


class Tables:
    """The trees of a jurisdiction, one for each question and a last one for the outcome.

    Args:
        parts: The rules, the layout and the territory.

    Attributes:
        units: What is answered, in order.
        trees: The tree of each unit.
        last: What all answers amount to.
        lock: Held while the trees grow.
        learnt: How many cases the reference evaluator has been asked for.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.units = tuple(_units(parts.rules))
        self.trees = tuple(Tree() for _ in self.units)
        self._of = {q.id: tuple(u for u in self.units if u.question is q)
                    for q in parts.rules.questions}  # fmt: skip
        self.last = Tree()
        self.lock = RLock()
        self.learnt = 0

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
        answers = {q: _together(self._of[q], leaves) for q in self._of}
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
            found = self._find(self.last, state, leaves)
            if found is None:
                found = self._conclude(state, leaves)
        assert found.outcome is not None
        return found.outcome

    def _answers(self, facts: Facts) -> tuple[State, dict[str, Leaf]]:
        periods = _periods(facts)
        if periods:
            days = {k: p.start or (p.end or date.min) - timedelta(days=1)
                    for k, p in periods.items()}  # fmt: skip
            facts = Facts({**facts.values, **days}, facts.assumed)
        state = _Noting(facts.values, facts.assumed).noted(self.parts.rules)
        leaves: dict[str, Leaf] = {}
        for unit, tree in zip(self.units, self.trees, strict=True):
            leaf = self._find(tree, state, leaves, periods)
            if leaf is None:
                leaf = self._learn(unit, tree, state)
                leaf = self._find(tree, state, leaves, periods) or leaf
            if leaf.error is not None:
                raise leaf.error
            for field, value, rests in leaf.bound:
                if value is UNKNOWN:
                    dict.pop(state.values, field, None)
                else:
                    dict.__setitem__(state.values, field, value)
                dict.__setitem__(state.rests, field, rests)
            leaves[unit.id] = leaf
        return state, leaves

    def _find(
        self, tree: Tree, state: State, leaves: Mapping[str, Leaf],
        periods: Mapping[str, Period] | None = None,
    ) -> Leaf | None:  # fmt: skip
        """The leaf that the facts and the answers so far lead to; ``None`` if not known yet."""
        at, get, values, rests = tree.root, dict.get, state.values, state.rests
        while at is not None and at >= 0:
            look = tree.looks[at]
            cell: Cell
            if isinstance(look, str):
                cell = cell_of(get(values, look, UNKNOWN), get(rests, look))
            elif look[1] is None:
                cell = leaves[look[0]].number
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
        bound = tuple((f, dict.get(values, f, UNKNOWN), dict.get(rests, f, frozenset()))
                      for f in values.changed)  # type: ignore[attr-defined]  # fmt: skip
        for mapping, old in zip((values, rests), before, strict=True):
            mapping.clear()
            dict.update(mapping, old)
        leaf = tree.leaf(key_of(answer, bound, error), answer=answer, bound=bound, error=error)
        tree.plant(seen, leaf)
        return leaf

    def _conclude(self, state: State, leaves: Mapping[str, Leaf]) -> Leaf:
        assert isinstance(state.facts, _Noting)
        seen = state.facts.seen
        self.learnt += 1
        seen.clear()
        answers = _NotedAnswers(self._of, leaves, seen)
        found = Evaluation(self.parts.rules, state.facts, answers, state.values, state.rests)
        result = outcome(found, self.parts)
        leaf = self.last.leaf(key_of(None, (), None, result), outcome=result)
        self.last.plant(seen, leaf)
        return leaf


def _periods(facts: Facts) -> dict[str, Period]:
    return {k: v for k, v in facts.values.items() if isinstance(v, Period)}


def _holds(period: Period, bound: date) -> bool:
    """Whether the bound parts the period, so that it is neither before nor after it."""
    return not (
        (period.start is not None and period.start >= bound)
        or (period.end is not None and period.end <= bound)
    )


def key_of(
    answer: Answer | None, bound: Any, error: GovrulesError | None, result: Outcome | None = None
) -> Any:
    """What tells a leaf from others of its tree."""
    if answer is None:
        return (bound, error.text("en") if error is not None else None, result)

    def ids(rules: Iterable[Compiled]) -> tuple[str, ...]:
        return tuple(r.id for r in rules)

    return (
        bound, answer.values, ids(answer.winners), ids(answer.live), answer.support,
        tuple((d.rule.id, d.by.id) for d in answer.defeated),
        tuple((d.first.id, d.second.id) for d in answer.disputes),
    )  # fmt: skip
