"""What would be found if one open fact were known: the answers that it keeps open, found anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from ..errors import ContradictionError
from ..rules import Compiled
from ..values import UNKNOWN, OneOf, Truth, Unknown
from .answer import Answer, Evaluation
from .known import NOTHING, Known, is_since
from .reference import answer_question
from .sort import sort_rules

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
        reopened: The fields that are to be worked out anew: of these, what is not settled yet
            counts as unknown until they are.
    """

    def __init__(self, known: Known, field: str, value: Any, reopened: frozenset[str]) -> None:
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

    Rules that are false stay so whatever an open fact turns out to be, and so does an answer that
    is determined: only the rest is gone through.

    Args:
        found: What was found with the facts at hand.
        final: The question that is open.

    Attributes:
        made: How many facts have been supposed.
    """

    def __init__(self, found: Evaluation, final: str) -> None:
        self._final = final
        self.made = 0
        self._left: dict[str, tuple[Compiled, ...]] = {}
        self._root = found

    def suppose(
        self, found: Evaluation, field: str, value: Any, before: Iterable[str] = ()
    ) -> Evaluation | None:
        """Answer what is open as if a fact were known.

        Args:
            found: What was found so far, other suppositions included.
            field: The field.
            value: What it is supposed to be.
            before: The fields that have been supposed before.

        Returns:
            What is found then; ``None`` where what is known rules that value out.

        Raises:
            ConflictError: then two rules apply, disagree, and nothing ranks them.
        """
        self.made += 1
        settled = {found.question_of(f) for f in (field, *before)}
        chain = set(found.behind(self._final, open_only=True)) - settled
        look = _Supposed(found.look, field, value, self._fields_of(found, chain))  # type: ignore[arg-type]
        anew: dict[str, Answer] = {}
        try:
            for question in found.rules.questions:
                if question.id in chain:
                    among = self._not_false(question.id)
                    anew[question.id] = answer_question(question, look, found.rules, among)
        except ContradictionError:
            return None
        return attrs.evolve(found, look=look, answers=Replaced(found.answers, anew))

    def _fields_of(self, found: Evaluation, chain: set[str]) -> frozenset[str]:
        """The fields that hold the answers of these questions."""
        parts = (
            f"{id}.{slot.id}"
            for id in chain
            for slot in found.answers[id].question.slots
            if not slot.many
        )
        return frozenset((*chain, *parts))

    def _not_false(self, question: str) -> tuple[Compiled, ...]:
        if question not in self._left:
            root = self._root
            now = sort_rules(root.answers[question].question, root.look, root.rules)
            rules = (*(c.rule for c in (*now.true, *now.unknown)), *now.silent)
            self._left[question] = tuple(sorted(rules, key=lambda rule: rule.id))
        return self._left[question]
