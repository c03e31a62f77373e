"""Which of the rules that apply prevail, and what remains possible (decision record 0001, 0002).

Pure: nothing is looked up here. Whoever has sorted a question's rules, one matter at a time or
symbolically, resolves them by the same function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any, TypeAlias

from ..law import Verdict
from ..rules import Compiled, Question
from .answer import Answer, Defeat, Dispute, conflict, may_agree, none_first
from .sort import Contender
from .wherever import applying_wherever

__all__ = ["Contest", "Ranking", "resolve"]

Ranking: TypeAlias = Callable[[Compiled, Compiled], Verdict]
"""Which of two rules of one question prevails."""


def resolve(
    question: Question, true: Sequence[Contender], unknown: Sequence[Contender], ranking: Ranking
) -> Answer:
    """Answer a question from its rules.

    Args:
        question: The question; not one that gathers.
        true: The rules that apply.
        unknown: The rules that may yet apply.
        ranking: Which of two rules prevails.

    Raises:
        ConflictError: two rules apply, disagree, and nothing ranks them.
    """
    return Contest(question, true, unknown, ranking).answer()


class Contest:
    """The rules of one question held against each other.

    Args:
        question: The question.
        true: The rules that apply.
        unknown: The rules that may yet apply.
        ranking: Which of two rules prevails.

    Attributes:
        beaten_by: Rule → the rules that outrank it, lead elsewhere, and apply, at least wherever
            it does itself: an exception whose open parts are all its own as well.
        top: The rules that apply and that none such outranks.
    """

    def __init__(
        self,
        question: Question,
        true: Sequence[Contender],
        unknown: Sequence[Contender],
        ranking: Ranking,
    ) -> None:
        self._question, self._ranking = question, ranking
        self._true, self._unknown = true, unknown
        self.beaten_by = {
            c.rule: [over for over in wherever if self._puts_out(over, c)] if wherever else []
            for c, wherever in applying_wherever((*true, *unknown))
        }
        self.top = [c.rule for c in true if not self.beaten_by[c.rule]]

    def _puts_out(self, over: Contender, rule: Contender) -> bool:
        return (
            over is not rule
            and over.outcomes != rule.outcomes
            and None not in over.outcomes
            and self.beats(over.rule, rule.rule)
        )

    def beats(self, first: Compiled, second: Compiled) -> bool:
        """Say whether the first rule outranks the second."""
        return self._ranking(first, second).kind == "first"

    def answer(self) -> Answer:
        """Resolve the contest; raises ConflictError."""
        standing = {
            c.rule: self._standing(c) if self.beaten_by[c.rule] else c.outcomes
            for c in (*self._true, *self._unknown)
        }
        winners = [c for c in self._true if standing[c.rule]]
        defeated = tuple(self._defeat(c) for c in self._true if not standing[c.rule])
        if self._true and not winners:
            raise conflict(self._question, self._true[0].rule, defeated[0].by)
        settled = {value for c in winners for value in standing[c.rule]}
        live = self._still_open(winners, settled, standing)
        disputes = () if live else self._disputes(winners)
        return Answer(
            self._question,
            self._possible(settled, winners, (standing[c.rule] for c in live)),
            tuple(c.rule for c in winners),
            tuple(c.rule for c in live),
            defeated,
            disputes=disputes,
        )

    def _standing(self, contender: Contender) -> Sequence[Any]:
        """The outcomes that are not defeated: no rule above disagrees with them for certain.

        A rule at the top need not disagree for that: if it agrees, the value is counted with it.
        """
        above = self.beaten_by[contender.rule]
        return [
            value
            for value in contender.outcomes
            if not any(
                over.rule in self.top or not any(may_agree(value, other) for other in over.outcomes)
                for over in above
            )
        ]

    def _defeat(self, contender: Contender) -> Defeat:
        by = self.beaten_by[contender.rule][0].rule
        return Defeat(contender.rule, by, self._ranking(by, contender.rule))

    def _still_open(
        self,
        winners: Sequence[Contender],
        settled: set[Any],
        standing: Mapping[Compiled, Sequence[Any]],
    ) -> list[Contender]:
        """A rule that is unknown keeps the answer open unless it agrees with it or would lose."""
        agreed = {None, *(settled if len(settled) == 1 else ())}
        live = [c for c in self._unknown if not agreed.issuperset(standing[c.rule])]
        if len(settled) > 1:  # a rule that loses may still put another one out
            lost = {c.rule for c in self._unknown} - {c.rule for c in live}
            live += [
                c
                for c in self._unknown
                if c.rule in lost and any(self.beats(c.rule, w.rule) for w in winners)
            ]
        return live

    def _possible(
        self, settled: set[Any], winners: Sequence[Contender], live: Iterable[Sequence[Any]]
    ) -> tuple[Any, ...]:
        """The values that remain; without a winner also that no rule applies."""
        values = settled.union(*live)
        values = values - {None} if winners else values | {None}
        return tuple(sorted(values, key=none_first))

    def _disputes(self, winners: Sequence[Contender]) -> tuple[Dispute, ...]:
        """Winners that disagree: an organ must rank them, or the rules are in conflict."""
        found = []
        for a, b in combinations(winners, 2):
            if a.outcomes == b.outcomes:
                continue
            verdict = self._ranking(a.rule, b.rule)
            if verdict.kind == "adjudicate":
                found.append(Dispute(a.rule, b.rule, verdict))
            elif {a.rule, b.rule} <= {*self.top} and not any(
                may_agree(v, w) for v, w in product(a.outcomes, b.outcomes)
            ):
                raise conflict(self._question, a.rule, b.rule)
        return tuple(found)
