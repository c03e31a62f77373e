"""A policy: rules with the fields, questions and roles that they use, from one issuer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from ..errors import PolicyError, shown
from .acceptance import Acceptance
from .codes import Role
from .field import Choice, Field
from .question import Question
from .rule import Rule
from .words import PlaceWord

__all__ = ["Duty", "Line", "Policy"]


def _tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@attrs.frozen
class Duty:
    """A follow-up duty that rules impose by its code.

    Args:
        code: Its code.
        zh: What is to be done, in Chinese.
        en: The same in English.
        clock_zh: By when, where that is public; otherwise that it is not.
        clock_en: The same in English.
        bearer_zh: Who bears it, in Chinese; the lead where not given.
        bearer_en: The same in English.
    """

    code: str
    zh: str
    en: str
    clock_zh: str = ""
    clock_en: str = ""
    bearer_zh: str = ""
    bearer_en: str = ""


@attrs.frozen
class Line:
    """A functional line (条) between roles: who guides, reviews, calls in or works with whom.

    Args:
        kind: ``guidance``, ``support``, ``dispatch``, ``delegation``, ``legal_review``,
            ``joint_enforcement``, or how blocks (块) and lines (条) work together: ``block_block``,
            ``line_line``, ``block_line``.
        from_role: The role at the upper end.
        from_level: The level at which it sits.
        to_role: The role at the lower end.
        to_level: The level at which it sits.
        cite: The provision on which the line rests.
        since: The first day in force; where open, a jurisdiction fills in that of the delegation
            of the same cite, or of the instrument.
        until: The first day without force, ``None`` if there is none.
    """

    kind: str
    from_role: str
    from_level: str
    to_role: str
    to_level: str
    cite: str
    since: date | None = attrs.field(default=None, kw_only=True)
    until: date | None = attrs.field(default=None, kw_only=True)


@attrs.frozen
class Policy:
    """A set of rules that is added to a jurisdiction as a whole.

    Args:
        id: Unique among the loaded policies (``beijing.whistle``).
        zh: Its Chinese name.
        en: Its English name.
        issuer: Who answers for it.
        version: Its own version.
        rules: The rules.
        fields: Fields that it adds.
        questions: Questions that it adds.
        roles: Roles that it adds.
        duties: Duties that its rules may name.
        choices: Field → values that it adds to a declared choice.
        words: Words of its texts that depend on the place.
        accepted: Findings on its rules that its authors accept.

    Raises:
        PolicyError: if a part holds something else.
    """

    id: str
    zh: str
    en: str
    issuer: str
    version: str
    rules: tuple[Rule, ...] = attrs.field(default=(), converter=_tuple)
    fields: tuple[Field, ...] = attrs.field(default=(), converter=_tuple)
    questions: tuple[Question, ...] = attrs.field(default=(), converter=_tuple)
    roles: tuple[Role, ...] = attrs.field(default=(), converter=_tuple)
    duties: tuple[Duty, ...] = attrs.field(default=(), converter=_tuple)
    choices: tuple[tuple[str, tuple[Choice, ...]], ...] = attrs.field(default=(), converter=_tuple)
    words: tuple[PlaceWord, ...] = attrs.field(default=(), converter=_tuple)
    accepted: tuple[Acceptance, ...] = attrs.field(default=(), converter=_tuple)

    def __attrs_post_init__(self) -> None:
        parts = {
            "rules": Rule,
            "fields": Field,
            "questions": Question,
            "roles": Role,
            "duties": Duty,
            "words": PlaceWord,
            "accepted": Acceptance,
        }
        for part, kind in parts.items():
            for value in getattr(self, part):
                if not isinstance(value, kind):
                    raise PolicyError(
                        f"{part} holds {shown(value)}, which is no {kind.__name__}",
                        f"{part} 中的 {shown(value)} 不是 {kind.__name__}",
                        field=part,
                        value=value,
                        place=f"policy {self.id}",
                        hint_en=f"give values of govrules.{kind.__name__}",
                        hint_zh=f"请给出 govrules.{kind.__name__}",
                    )
