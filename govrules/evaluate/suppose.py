"""What would be found if one open fact were known: the answers that it keeps open, found anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from typing import Any

from ..errors import ContradictionError
from ..values import UNKNOWN, OneOf, Truth, Unknown
from .answer import Answer
from .known import NOTHING, Known, is_since
from .reach import Reach, known_by
from .sort import Sorted

__all__ = ["Replaced", "Suppositions"]


class Replaced(Mapping[str, Answer]):
    """Answers of which some are put in the place of what was found.

    Args:
        found: What was found.
        anew: Question → the answer in its place.
    """

    def __init__(self, found: Mapping[str, Answer], anew: Mapping[str, Answer]) -> None:
        self._found, self._anew = found, anew

    def __getitem__(self, question: str) -> Answer:
        return self._anew[question] if question in self._anew else self._found[question]

    def __contains__(self, question: object) -> bool:
        return question in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class _Supposed(Known):
    """What is known, and beside it one field supposed to have a value.

    Args:
        known: What is known; every other look-up is its own.
        field: The field.
        value: What it is supposed to be.
        reopened: The fields that are worked out anew: of these, what is not settled yet counts as
            unknown until they are.
    """

    def __init__(self, known: Known, field: str, value: Any, reopened: Set[str]) -> None:
        self._known, self._reopened = known, reopened
        self.values = {field: value}
        self.assumptions_behind = {field: NOTHING}

    def __call__(self, field: str) -> Any:
        """Return the field's value."""
        if field in self.values:
            return self.values[field]
        value = self._known(field)
        is_open = field in self._reopened and isinstance(value, OneOf | Unknown)
        return UNKNOWN if is_open else value

    def given(self, field: str) -> Any:
        """Return what is settled of the field, or supposed."""
        return self(field)

    def since(self, field: str, bound: date) -> Truth:
        """Say whether the field's day is on or after the bound."""
        day = self.values.get(field)
        return self._known.since(field, bound) if day is None else is_since(day, bound)

    def assumptions(self, field: str) -> frozenset[str]:
        """Return the assumed fields that the field's value rests on."""
        own = self.assumptions_behind.get(field)
        return self._known.assumptions(field) if own is None else own

    def is_firm(self, fields: Any) -> bool:
        """Say whether none of the fields rests on an assumption."""
        return not any(map(self.assumptions, fields))

    def is_assumed(self, field: str) -> bool:
        """Say whether the field's value is the declared assumption."""
        return field not in self.values and self._known.is_assumed(field)

    def bind(self, field: str, value: Any, rests: frozenset[str]) -> None:
        """Set a field to a value; the look below stays as it is."""
        self.values[field] = value
        self.assumptions_behind[field] = rests


class Suppositions:
    """Supposes facts one after the other, and answers anew what they keep open.

    Args:
        final: The question that is open.
        with_assumptions: Whether to say on which assumptions the answers rest: a quarter of the
            work, and of no use where the cases turn out to differ.

    Attributes:
        made: How many facts have been supposed.
    """

    def __init__(self, final: str, *, with_assumptions: bool = True) -> None:
        self._final, self._with_assumptions = final, with_assumptions
        self.made = 0

    def suppose(
        self, reach: Reach, field: str, value: Any, before: Iterable[str] = ()
    ) -> Reach | None:
        """Answer what is open as if a fact were known; an answer that is determined stays.

        Args:
            reach: What was found so far, other suppositions included.
            field: The field.
            value: What it is supposed to be.
            before: The fields that have been supposed before.

        Returns:
            What is found then; ``None`` where what is known rules that value out.

        Raises:
            ConflictError: then two rules apply, disagree, and nothing ranks them.
        """
        self.made += 1
        found = reach.found
        settled = {found.question_of(f) for f in (field, *before)}
        chain = set(found.behind(self._final, open_only=True)) - settled
        changed, reopened = {field}, set[str]()
        look = _Supposed(found.look, field, value, reopened)  # type: ignore[arg-type]
        anew: dict[str, Answer] = {}
        sorted_rules: dict[str, Sorted] = {}
        for question in (q for q in found.rules.questions if q.id in chain):
            id, was = question.id, found.answers[question.id]
            touched = reach.touched(question, changed)
            if touched is None:
                continue
            reopened.update(known_by(was))
            try:
                anew[id], sorted_rules[id] = reach.answer(
                    question, look, touched, with_assumptions=self._with_assumptions
                )
            except ContradictionError:
                return None
            if not self._says_as(anew[id], was):
                changed.update(known_by(was))
        return reach.after(look, Replaced(found.answers, anew), sorted_rules)

    def _says_as(self, answer: Answer, was: Answer) -> bool:
        """Whether what comes after is told the same."""
        return answer.says_as(was) if self._with_assumptions else answer.values == was.values
