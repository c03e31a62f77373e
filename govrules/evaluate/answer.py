"""What an engine finds for one question, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ..errors import ConflictError
from ..law import Verdict
from ..rules import Compiled, Conclusion, Facts, Question, RuleSet
from ..values import UNKNOWN, OneOf, Unknown
from .known import Look
from .truth import Held

__all__ = [
    "Answer",
    "Defeat",
    "Dispute",
    "Evaluation",
    "conflict",
    "is_open",
    "may_agree",
    "none_first",
]


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
        assumptions: The assumed fields that the answer rests on.
        disputes: Pairs of winners that an organ must rank.
    """

    question: Question
    values: tuple[Any, ...]
    winners: tuple[Compiled, ...] = ()
    live: tuple[Compiled, ...] = ()
    defeated: tuple[Defeat, ...] = ()
    assumptions: frozenset[str] = frozenset()
    disputes: tuple[Dispute, ...] = ()

    @property
    def is_determined(self) -> bool:
        """Whether one value is left, and known in all its parts."""
        return len(self.values) == 1 and not is_open(self.values[0])

    def says_as(self, other: Answer) -> bool:
        """Say whether both make the same known to the questions that come after."""
        return self.values == other.values and self.assumptions == other.assumptions


def is_open(value: Any) -> bool:
    """Whether some part of the value is unknown."""
    if isinstance(value, Conclusion):
        return any(v is UNKNOWN for _, v in value.one)
    return value is UNKNOWN


def may_agree(a: Any, b: Any) -> bool:
    """Whether two values may turn out to be the same one, unknown parts being anything."""
    if isinstance(a, Conclusion) and isinstance(b, Conclusion):
        if [k for k, _ in a.one] != [k for k, _ in b.one]:
            return False
        return all(may_agree(v, w) for (_, v), (_, w) in zip(a.one, b.one, strict=True))
    return a is UNKNOWN or b is UNKNOWN or bool(a == b)


def conflict(question: Question, a: Compiled, b: Compiled) -> ConflictError:
    """The error for two rules that apply and disagree, and that nothing ranks."""
    error = ConflictError(
        f"rules {a.id} and {b.id} both apply, disagree on {question.id!r}, and nothing ranks them",
        f"规则 {a.id} 与 {b.id} 同时适用，对“{question.zh}”结论不同，且无从确定先后",
        field=question.id,
        value=f"{a.id}, {b.id}",
        place=", ".join(dict.fromkeys(filter(None, (a.rule.at, b.rule.at)))) or None,
        hint_en="make one an exception to the other where the text does so, or narrow a condition",
        hint_zh="依法条将其一设为另一条的例外，或收窄条件",
    )
    error.rules = tuple(sorted((a.id, b.id)))
    return error


@attrs.frozen
class Evaluation:
    """All that an engine found of one matter.

    Args:
        rules: The rule set that was asked.
        facts: The facts as read.
        answers: Question → answer.
        look: What is known of each field, answers included.

    Attributes:
        held: Conditions held against what is known once every question is answered.
        open_tests: Question → the tests that keep it open, where they have been listed.
    """

    rules: RuleSet
    facts: Facts
    answers: Mapping[str, Answer]
    look: Look
    held: Held = attrs.field(init=False, eq=False, repr=False)
    open_tests: dict[str, tuple[tuple[str, Any], ...]] = attrs.field(
        init=False, factory=dict, eq=False, repr=False
    )
    _contested: dict[str, bool] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    @held.default
    def _make_held(self) -> Held:
        return Held(self.look, self.rules.fields)

    def question_of(self, field: str) -> str | None:
        """The question whose answer the field holds, ``None`` for a plain fact."""
        id = field.partition(".")[0]
        return id if id in self.answers else None

    def is_contested(self, field: str) -> bool:
        """Whether a question's answer rests on a pair of rules that an organ must rank."""
        if field not in self.answers:
            return False
        if field not in self._contested:
            self._contested[field] = any(self.answers[q].disputes for q in self.behind(field))
        return self._contested[field]

    def _stands(self, id: str) -> bool:
        """Whether a field that rules may yet work out has its value, as it was said or assumed."""
        field = self.rules.declared.get(id)
        is_whole = field is not None and field.kind in ("flag", "choice")
        return is_whole and not isinstance(self.look(id), OneOf | Unknown)

    def behind(self, question: str, *, open_only: bool = False) -> tuple[str, ...]:
        """The question and those whose answers it used, each after the ones it rests on.

        Args:
            question: Where to start.
            open_only: Follow only what is open: answers that are not determined, and no field
                whose value was said or is assumed all the same.
        """
        found: dict[str, None] = {}

        def visit(id: str) -> None:
            answer = self.answers[id]
            if id in seen or (open_only and (answer.is_determined or self._stands(id))):
                return
            seen.add(id)
            read = [id for r in (*answer.winners, *answer.live) for id in r.rests_on]
            if answer.question.follows and not answer.winners:
                read.append(answer.question.follows)
            for behind in dict.fromkeys(read):
                if behind in self.answers:
                    visit(behind)
            found[id] = None

        seen: set[str] = set()
        visit(question)
        return tuple(found)


def none_first(value: Any) -> tuple[bool, str]:
    """The order of possible values: that no rule applies comes first."""
    return value is not None, str(value)
