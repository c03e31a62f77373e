"""What an engine finds for one question, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ..expr import fields_of
from ..law import Verdict
from ..rules import Compiled, Conclusion, Facts, Question, RuleSet
from ..values import UNKNOWN

__all__ = ["Answer", "Defeat", "Dispute", "Evaluation", "is_open"]


@attrs.frozen
class Defeat:
    """A rule that applied and lost, the rule it lost to, and by what principle."""

    rule: Compiled
    by: Compiled
    verdict: Verdict


@attrs.frozen
class Dispute:
    """Two rules that disagree and that an organ must rank: who, and under which article."""

    first: Compiled
    second: Compiled
    verdict: Verdict


@attrs.frozen
class Answer:
    """The answer to one question.

    Args:
        question: Which one.
        values: What remains possible; ``None`` among them stands for "no rule applies".
        winners: The rules that apply and are not defeated.
        live: The rules still unknown that could change the answer.
        defeated: The rules that apply and lost.
        support: The assumed fields that the answer rests on.
        disputes: Pairs of winners that an organ must rank.
    """

    question: Question
    values: tuple[Any, ...]
    winners: tuple[Compiled, ...] = ()
    live: tuple[Compiled, ...] = ()
    defeated: tuple[Defeat, ...] = ()
    support: frozenset[str] = frozenset()
    disputes: tuple[Dispute, ...] = ()

    @property
    def is_determined(self) -> bool:
        """Whether one value is left, and known in all its parts."""
        return len(self.values) == 1 and not is_open(self.values[0])


def is_open(value: Any) -> bool:
    """Whether some part of the value is unknown."""
    if isinstance(value, Conclusion):
        return any(v is UNKNOWN for _, v in value.one)
    return value is UNKNOWN


@attrs.frozen
class Evaluation:
    """All that an engine found of one matter.

    Args:
        rules: The rule set that was asked.
        facts: The facts as read.
        answers: Question → answer.
        values: Field → value, answers included; absent is unknown.
        rests: Field → the assumed fields that its value rests on.
    """

    rules: RuleSet
    facts: Facts
    answers: Mapping[str, Answer]
    values: Mapping[str, Any]
    rests: Mapping[str, frozenset[str]]

    def question_of(self, field: str) -> str | None:
        """The question whose answer the field holds, ``None`` for a plain fact."""
        id = field.partition(".")[0]
        return id if id in self.answers else None

    def behind(self, question: str, *, open_only: bool = False) -> tuple[str, ...]:
        """The question and those whose answers it used, each after the ones it rests on.

        Args:
            question: Where to start.
            open_only: Follow only answers that are not determined.
        """
        found: dict[str, None] = {}

        def visit(id: str) -> None:
            answer = self.answers[id]
            if id in seen or (open_only and answer.is_determined):
                return
            seen.add(id)
            read = [f for r in (*answer.winners, *answer.live)
                    for f in (*r.refs, *fields_of(r.condition))]  # fmt: skip
            if answer.question.follows and not answer.winners:
                read.append(answer.question.follows)
            for field in read:
                if (behind := self.question_of(field)) is not None:
                    visit(behind)
            found[id] = None

        seen: set[str] = set()
        visit(question)
        return tuple(found)
