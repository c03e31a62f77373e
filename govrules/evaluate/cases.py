"""What comes out whichever way the open facts turn out, and on which of them it turns.

Rules that are unknown one by one may yet settle an answer between them: "if a: X" and "if not a: X"
leave nothing to ask. The ways in which the open facts can turn out are gone through together, and
what no case allows is not possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import attrs

from ..errors import ConflictError
from ..rules import Compiled, Conclusion
from ..values import UNKNOWN, OneOf, Truth, any3
from .answer import Answer, Evaluation
from .open_facts import Test, askable, open_tests, ways
from .reach import Reach
from .suppose import Suppositions

__all__ = ["Agreed", "agreed", "deciding"]

# The parts of an answer that say what is to be done next, and who does it.
STEP = ("disposition", "lead", "prohibited")
# So many facts are supposed at most; where that is not enough, nothing is said.
MOST_CASES, MOST_TRIED = 64, 200

End: TypeAlias = Any
"""Where a case ends: its step; that it is barred; that no rule applies; whom rules are in conflict
for; ``OPEN``."""
OPEN, CONFLICT, BARRED = "open", "conflict", "barred"

Case: TypeAlias = frozenset[tuple[str, Any]]
"""What a case supposes: fields and values."""
ROOT: Case = frozenset()


@attrs.frozen
class Agreed:
    """An answer that stands whatever is still open.

    Args:
        answer: The answer; its winners apply in every case. Where an organ has to rank the rules,
            or none applies, that of one case.
        either: The rules that lead to it in one case or another, those winners among them.
        open: The fields that stay open beside it.
        others: The dispositions in which other cases end, where all of them bar.
    """

    answer: Answer
    either: tuple[Compiled, ...]
    open: tuple[str, ...]
    others: tuple[str, ...] = ()


class _StopError(Exception):
    """There are too many cases to go through."""


def agreed(found: Evaluation, question: str) -> Agreed | ConflictError | None:
    """Say what an open question comes to whatever its open facts turn out to be, if one thing.

    Args:
        found: What the evaluation found.
        question: The question; its parts are those of a decision.

    Returns:
        The answer; the conflict, if rules that nothing ranks meet whatever the facts turn out to
        be; ``None`` where the cases differ, or are too many.
    """
    cases = _Cases(found, question, MOST_CASES)
    if cases.is_one_step():
        return cases.agreed()
    ended = cases.agreed() if cases.can_be_listed() else None
    if not isinstance(ended, Agreed):
        return ended
    return _Cases(found, question, MOST_CASES, with_assumptions=True).agreed()


def deciding(found: Evaluation, question: str, facts: Iterable[str]) -> tuple[str, ...]:
    """Return those facts of which some answer changes the step, once the others are settled.

    Args:
        found: What the evaluation found.
        question: The question that is open.
        facts: The fields that would be asked.

    Returns:
        The facts less those for which all cases were gone through and none differed; all of them
        where the cases are too many.
    """
    cases = _Cases(found, question, MOST_TRIED)
    if not cases.can_be_listed():
        return tuple(facts)
    return tuple(fact for fact in facts if cases.turns_on(fact))


class _Cases:
    """The ways in which what keeps a question open can turn out.

    A case is known by what it supposes, in whatever order: it is found once.

    Args:
        found: What the evaluation found.
        question: The question.
        most: How many facts to suppose at most.
        with_assumptions: Whether to say on which assumptions each case rests.
    """

    def __init__(
        self, found: Evaluation, question: str, most: int, *, with_assumptions: bool = False
    ) -> None:
        self._question, self._most = question, most
        self._suppositions = Suppositions(question, with_assumptions=with_assumptions)
        self._found: dict[Case, Reach | ConflictError | None] = {ROOT: Reach(found)}
        self._listed: dict[Case, dict[str, tuple[Any, ...]]] = {}

    def is_one_step(self) -> bool:
        """Whether all that remains possible is one step as it stands."""
        return bool(self._end(ROOT) != OPEN)

    def can_be_listed(self) -> bool:
        """Whether the ways in which each open fact may turn out are few enough to go through."""
        is_answer = self._in(ROOT).question_of
        return all(ways or is_answer(f) for f, ways in self._open(ROOT).items())

    def agreed(self) -> Agreed | ConflictError | None:
        """What all cases come to, if one thing."""
        cases: list[Answer] = []
        clashes: list[ConflictError] = []
        split: dict[str, None] = {}
        try:
            for end in self._leaves(ROOT, split):
                if isinstance(end, ConflictError):
                    clashes.append(end)
                else:
                    cases.append(end)
                if cases and (clashes or not _are_one(cases)):
                    return None
        except _StopError:
            return None
        if clashes:
            return clashes[0]
        if not cases:  # what is known rules out every way in which an open fact may turn out
            return None
        step = _same_step(_values(cases))
        if step is None or cases[0].disputes:
            return Agreed(cases[0], (), tuple(split))
        return _joined(self._in(ROOT).answers[self._question], cases, step, split)

    def _leaves(self, case: Case, split: dict[str, None]) -> Iterator[Answer | ConflictError]:
        """The answer of each case, or its conflict; one that stays open ends the search."""
        found = self._found[case]
        if isinstance(found, ConflictError):
            yield found
            return
        answer = self._in(case).answers[self._question]
        if _end(answer) != OPEN:
            yield answer
            return
        for field, values in self._open(case).items():
            if values:
                split[field] = None
                for each in self._each(case, field, values):
                    yield from self._leaves(each, split)
                return
        raise _StopError

    def turns_on(self, fact: str) -> bool:
        """Whether the step may turn on a fact: unless all cases were gone through."""
        found = self._in(ROOT)
        fields = [f for f in self._open(ROOT) if askable(found, f) == fact]
        try:
            return any3(self._turns(ROOT, field) for field in fields) is not False
        except _StopError:
            return True

    def _turns(self, case: Case, field: str) -> Truth:
        """Whether the step turns on a field, whatever the other open facts turn out to be."""
        now = self._open(case)
        if field not in now:
            return False
        if not now[field]:
            return UNKNOWN
        cases = [*self._each(case, field, now[field])]
        ends = {self._end(each) for each in cases}
        if len(ends - {OPEN}) > 1 or OPEN not in ends:
            return len(ends) > 1
        left = {f: None for each in cases if self._end(each) == OPEN for f in self._open(each)}
        for other in left:
            if other != field and now.get(other):
                return any3(
                    self._turns(each, field)
                    for each in self._each(case, other, now[other])
                    if self._end(each) != CONFLICT
                )
        return UNKNOWN

    def _end(self, case: Case) -> End:
        found = self._found[case]
        return _end(found.found.answers[self._question]) if isinstance(found, Reach) else CONFLICT

    def _each(self, case: Case, field: str, values: Iterable[Any]) -> Iterator[Case]:
        """The case for each value that is not ruled out."""
        for value in values:
            each = case | {(field, value)}
            if each not in self._found:
                self._found[each] = self._supposed(case, field, value)
            if self._found[each] is not None:
                yield each

    def _supposed(self, case: Case, field: str, value: Any) -> Reach | ConflictError | None:
        if self._suppositions.made >= self._most:
            raise _StopError
        try:
            before = [f for f, _ in case]
            return self._suppositions.suppose(self._reach(case), field, value, before)
        except ConflictError as error:
            return error

    def _in(self, case: Case) -> Evaluation:
        return self._reach(case).found

    def _reach(self, case: Case) -> Reach:
        found = self._found[case]
        if not isinstance(found, Reach):
            raise _StopError
        return found

    def _open(self, case: Case) -> dict[str, tuple[Any, ...]]:
        """The open fields with the ways in which each can turn out: plain facts before answers."""
        if case not in self._listed:
            supposed = {f for f, _ in case}
            listed = _listed(self._in(case), self._question)
            self._listed[case] = {f: ways for f, ways in listed.items() if f not in supposed}
        return self._listed[case]


def _listed(found: Evaluation, question: str) -> dict[str, tuple[Any, ...]]:
    tests: dict[str, list[Test | None]] = {}
    for field, test in open_tests(found, question):
        tests.setdefault(field, []).append(test)
    listed = {field: ways(found, field, seen) for field, seen in tests.items()}
    answers = {f for f in listed if found.question_of(f) is not None}
    plain = {f: values for f, values in listed.items() if f not in answers}
    several = {
        f: listed[f] if askable(found, f) or isinstance(found.look(f), OneOf) else ()
        for f in listed
        if f in answers
    }
    return {**plain, **several}


def _end(answer: Answer) -> End:
    """Where an answer ends."""
    if answer.disputes:
        return CONFLICT
    if answer.values == (None,):
        return None
    step = _same_step(answer.values)
    if step is None:
        return OPEN
    return BARRED if step.get("prohibited") is True else _step(step)


def _step(value: Conclusion) -> tuple[Any, ...]:
    """What is to be done and by whom; what a rule does not prohibit it allows."""
    disposition, lead, prohibited = (value.get(part) for part in STEP)
    return disposition, lead, False if prohibited is None else prohibited


def _are_one(cases: Sequence[Answer]) -> bool:
    """Whether all cases end in the same step, are for the same organ to rank, or have no rule."""
    first, last = cases[0], cases[-1]
    if _end(first) != _end(last) or _adjudicators(first) != _adjudicators(last):
        return False
    return _end(first) in (None, CONFLICT) or _same_step(_values(cases)) is not None


def _adjudicators(answer: Answer) -> set[str | None]:
    return {dispute.verdict.adjudicator for dispute in answer.disputes}


def _values(cases: Iterable[Answer]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(v for case in cases for v in case.values))


def _same_step(values: tuple[Any, ...]) -> Conclusion | None:
    """The one step to which all the values come: the same by the same organ, or all barred."""
    if not values or not all(isinstance(v, Conclusion) for v in values):
        return None
    steps = set(map(_step, values))
    if any(part is UNKNOWN for step in steps for part in step):
        return None
    if len(steps) > 1 and not all(v.get("prohibited") is True for v in values):
        return None
    first, *others = (dict(v.one) for v in values)
    kept = {k: v for k, v in first.items() if all(o.get(k) == v for o in others)}
    kept["disposition"] = first["disposition"]
    return Conclusion([(k, v) for k, v in kept.items() if v is not UNKNOWN])


def _joined(answer: Answer, cases: list[Answer], step: Conclusion, split: Iterable[str]) -> Agreed:
    either = tuple(dict.fromkeys(r for case in cases for r in (*case.winners, *case.live)))
    winners = tuple(r for r in either if all(r in case.winners for case in cases))
    others = dict.fromkeys(v.get("disposition") for v in _values(cases))
    others.pop(step.get("disposition"))
    lost = tuple(d for d in cases[0].defeated if all(d in case.defeated for case in cases))
    rests = frozenset().union(*(case.assumptions for case in cases))
    made = Answer(answer.question, (step,), winners, (), lost, rests)
    return Agreed(made, either, tuple(split), tuple(others))
