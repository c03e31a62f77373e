"""A question, and the shape of its answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import attrs

from ..errors import PolicyError, did_you_mean
from .field import Choice, _choices

__all__ = ["Conclusion", "Question", "Slot"]


def _tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@attrs.frozen
class Slot:
    """One part of an answer.

    Args:
        id: Its name, which is also the name of the decision's field where there is one.
        kind: ``organ`` (``role@level``), ``choice``, ``flag``.
        many: Whether rules add to a list (all that win are kept) or must agree on one value.
        choices: The values of a ``choice``.
    """

    id: str
    kind: Literal["organ", "choice", "flag"]
    many: bool = False
    choices: tuple[Choice, ...] = attrs.field(default=(), converter=_choices)


@attrs.frozen
class Question:
    """A question that rules answer.

    Args:
        id: Its code.
        zh: How a reader would ask it, in Chinese.
        en: The same in English.
        kind: ``one`` (one answer: rules that disagree are ranked, or in conflict), ``every``
            (all that applies is gathered), or ``fact`` (works out the declared field of this
            id; what a record says of it is checked against the answer).
        slots: The parts of the answer; a question of one slot is answered by its bare value.
        follows: The question whose answer stands where no rule of this one applies.
    """

    id: str
    zh: str
    en: str
    kind: Literal["one", "every", "fact"] = "one"
    slots: tuple[Slot, ...] = attrs.field(default=(), converter=_tuple)
    follows: str | None = None

    def slot(self, id: str) -> Slot:
        """The part of that name; raises PolicyError."""
        for slot in self.slots:
            if slot.id == id:
                return slot
        en, zh = did_you_mean(id, [s.id for s in self.slots])
        raise PolicyError(
            f"question {self.id!r} has no part {id!r}",
            f"问题 {self.id!r} 没有 {id!r} 部分",
            field="then",
            value=id,
            hint_en=en,
            hint_zh=zh,
        )

    def check_hit(self, hit: str) -> None:
        """Raise PolicyError unless a decision table of that hit policy answers the question.

        Args:
            hit: ``C`` (collect) of a question that gathers, ``A`` (any) of another.
        """
        right = "C" if self.kind == "every" else "A"
        if hit != right:
            raise PolicyError(
                f"the question {self.id} is not answered by hit policy {hit}",
                f"问题 {self.id} 的命中策略不是 {hit}",
                field="hit policy",
                value=hit,
                hint_en=f"write {right} {self.id}",
                hint_zh=f"请写 {right} {self.id}",
            )

    @property
    def is_simple(self) -> bool:
        """Whether the answer is one bare value."""
        return len(self.slots) == 1 and not self.slots[0].many


def _pairs(items: Iterable[tuple[str, Any]]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(items))


@attrs.frozen
class Conclusion:
    """What a rule concludes: a value for each part that it speaks of, sorted by part.

    Two conclusions agree when they are equal in the parts that allow one value (``one``);
    what they put into lists (``many``) is gathered.
    """

    one: tuple[tuple[str, Any], ...] = attrs.field(default=(), converter=_pairs)
    many: tuple[tuple[str, tuple[Any, ...]], ...] = attrs.field(default=(), converter=_pairs)

    def get(self, slot: str) -> Any:
        """The value of a part, ``None`` where the rule says nothing of it."""
        return dict(self.one).get(slot, dict(self.many).get(slot))
