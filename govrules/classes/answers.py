"""The answers that a question has had, each once, by number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import attrs

from ..errors import GovrulesError
from ..evaluate.answer import Answer
from ..locks import ForkSafeLock
from ..rules import Compiled, Conclusion, Question
from .tree import Tree

__all__ = ["AnswerLeaf", "Answers", "Bound", "key_of"]

Bound: TypeAlias = tuple[str, Any, frozenset[str]]
"""A field, its value from now on (``UNKNOWN``: not known), and the assumptions behind it."""


@attrs.frozen(eq=False)
class AnswerLeaf:
    """An answer, and what it makes known to the questions that come after.

    Args:
        answer: The answer; ``None`` where there can be none.
        bound: What it makes known.
        error: Why there can be no answer.
    """

    answer: Answer | None
    bound: tuple[Bound, ...] = ()
    error: GovrulesError | None = None


def joined_answer(question: Question, answers: Sequence[Answer]) -> Answer:
    """Join the answers of a question's groups."""
    if len(answers) == 1:
        return answers[0]

    def by_id(rules: Iterable[Compiled]) -> tuple[Compiled, ...]:
        return tuple(sorted(rules, key=lambda r: r.id))

    lists: dict[str, dict[Any, None]] = {}
    for slot, values in (pair for answer in answers for pair in answer.values[0].many):
        lists.setdefault(slot, {}).update(dict.fromkeys(values))
    return Answer(
        question,
        (Conclusion((), {slot: tuple(values) for slot, values in lists.items()}.items()),),
        by_id(r for a in answers for r in a.winners),
        by_id(r for a in answers for r in a.live),
        assumptions=frozenset().union(*(a.assumptions for a in answers)),
    )


class Answers:
    """The answers that a question has had, each once, by number.

    Args:
        question: The question.
        trees: The trees of its groups.

    Attributes:
        answers: Number → answer.
        made_of: Number → leaves of the groups that amount to it.
    """

    def __init__(self, question: Question, trees: Sequence[Tree[AnswerLeaf]]) -> None:
        self._question, self._trees = question, trees
        self._lock = ForkSafeLock()
        self._number: dict[tuple[int, ...], int] = {}
        self._by_key: dict[Any, int] = {}
        self.answers: list[Answer] = []
        self.made_of: list[tuple[int, ...]] = []

    def number(self, leaves: tuple[int, ...]) -> int:
        """Number the answer that these leaves of the groups amount to."""
        number = self._number.get(leaves)
        if number is None:
            found = (tree.leaves[n].answer for tree, n in zip(self._trees, leaves, strict=True))
            answer = joined_answer(self._question, [a for a in found if a is not None])
            number = self._keep(leaves, answer)
        return number

    def find(self, key: Any) -> int | None:
        """The number of the answer of a key, see ``key_of``; ``None`` where there was none."""
        return self._by_key.get(key)

    def _keep(self, leaves: tuple[int, ...], answer: Answer) -> int:
        key = key_of(answer)
        with self._lock:
            number = self._by_key.setdefault(key, len(self.answers))
            if number == len(self.answers):
                self.answers.append(answer)
                self.made_of.append(leaves)
            self._number[leaves] = number
        return number


def key_of(answer: Answer | None, error: GovrulesError | None = None) -> Any:
    """Tell an answer from others of its question, by what it says and for which reasons."""
    if answer is None:
        return error.text("en") if error is not None else None

    def ids(rules: Iterable[Compiled]) -> tuple[str, ...]:
        return tuple(r.id for r in rules)

    return (
        answer.values,
        ids(answer.winners),
        ids(answer.live),
        answer.assumptions,
        tuple((d.rule.id, d.by.id) for d in answer.defeated),
        tuple((d.first.id, d.second.id) for d in answer.disputes),
    )
