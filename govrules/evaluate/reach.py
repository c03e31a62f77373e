"""How far a change of one fact reaches: the rules that read it, and the questions after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from operator import attrgetter

import attrs

from ..expr import fields_of
from ..rules import Compiled, Facts, Question
from .answer import Answer, Evaluation
from .known import Known
from .reference import answer_sorted, make_known
from .sort import Sorted, sort_rules

__all__ = ["Reach", "known_by"]

BY_ID = attrgetter("id")
BY_RULE = attrgetter("rule.id")


class Reach:
    """What was found, and what a new fact can change of it.

    A rule that is false stays so whatever an open fact turns out to be, so that only the others
    are looked at anew, and of these only those that read what changed. A question that has none
    such has its answer already.

    Args:
        found: What was found.
        sorted_rules: Question → its rules as they were sorted for it, where that is known.
        reads: Rule → the fields that it reads, as far as worked out.
    """

    def __init__(
        self,
        found: Evaluation,
        sorted_rules: Mapping[str, Sorted] | None = None,
        reads: dict[Compiled, frozenset[str]] | None = None,
    ) -> None:
        self.found = found
        self._sorted = dict(sorted_rules or {})
        self._reads = {} if reads is None else reads

    def touched(self, question: Question, changed: Set[str]) -> list[Compiled] | None:
        """Return the rules that may be otherwise where these fields have changed.

        Args:
            question: The question whose rules they are.
            changed: The fields.

        Returns:
            Those that are not false and read one of the fields; ``None`` where the answer stays.
        """
        now = self._sorted_for(question)
        left = (*(c.rule for c in (*now.true, *now.unknown)), *now.silent)
        rules = [rule for rule in left if not self._read(rule).isdisjoint(changed)]
        return rules if rules or question.id in changed or question.follows in changed else None

    def answer(
        self,
        question: Question,
        known: Known,
        touched: Iterable[Compiled],
        *,
        with_assumptions: bool = True,
    ) -> tuple[Answer, Sorted]:
        """Answer a question anew and make the answer known.

        Args:
            question: The question.
            known: What is known now, the answers of earlier questions included.
            touched: The rules that may be otherwise.
            with_assumptions: Whether to say on which assumptions the answer rests.

        Returns:
            The answer, and how the rules are sorted now.

        Raises:
            ConflictError: two rules apply, disagree, and nothing ranks them.
            ContradictionError: a given fact contradicts what the rules work out.
        """
        rules, anew = self.found.rules, set(touched)
        now = sort_rules(question, known, rules, sorted(anew, key=BY_ID))
        were = self._sorted_for(question)
        true = (*(c for c in were.true if c.rule not in anew), *now.true)
        unknown = (*(c for c in were.unknown if c.rule not in anew), *now.unknown)
        silent = (*(r for r in were.silent if r not in anew), *now.silent)
        found = Sorted(
            tuple(sorted(true, key=BY_RULE)),
            tuple(sorted(unknown, key=BY_RULE)),
            (*were.false, *now.false),
            tuple(sorted(silent, key=BY_ID)),
        )
        answer = answer_sorted(question, found, known, rules, with_assumptions=with_assumptions)
        return answer, found

    def given(self, facts: Facts, questions: Iterable[str]) -> dict[str, Answer]:
        """Answer questions for facts of which one was not known before, assumptions left out.

        Args:
            facts: The facts that were evaluated, and one more.
            questions: Those to answer, each after those that it reads.

        Raises:
            ConflictError: two rules apply, disagree, and nothing ranks them.
            ContradictionError: a given fact contradicts what the rules work out.
        """
        found, known = self.found, Known.of(facts)
        changed = {f for f, value in facts.values.items() if found.facts.values.get(f) != value}
        answers: dict[str, Answer] = {}
        for id in questions:
            was = found.answers[id]
            rules = self.touched(was.question, changed)
            if rules is None:
                answers[id] = was
                make_known(was, known, found.rules)
                continue
            answers[id], _ = self.answer(was.question, known, rules, with_assumptions=False)
            if answers[id].values != was.values:
                changed.update(known_by(was))
        return answers

    def after(
        self, look: Known, answers: Mapping[str, Answer], sorted_rules: Mapping[str, Sorted]
    ) -> Reach:
        """Return what is found with these answers in the place of those before.

        Args:
            look: What is known then.
            answers: All answers then.
            sorted_rules: Question → how its rules are sorted then, where it was answered anew.
        """
        found = attrs.evolve(self.found, look=look, answers=answers)
        return Reach(found, {**self._sorted, **sorted_rules}, self._reads)

    def _sorted_for(self, question: Question) -> Sorted:
        if question.id not in self._sorted:
            self._sorted[question.id] = sort_rules(question, self.found.look, self.found.rules)
        return self._sorted[question.id]

    def _read(self, rule: Compiled) -> frozenset[str]:
        if rule not in self._reads:
            self._reads[rule] = frozenset((*rule.refs, *fields_of(rule.when)))
        return self._reads[rule]


def known_by(answer: Answer) -> Iterator[str]:
    """Yield the fields that hold an answer: its question's, and its parts'."""
    yield answer.question.id
    for slot in answer.question.slots:
        if not slot.many:
            yield f"{answer.question.id}.{slot.id}"
