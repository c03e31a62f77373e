"""A policy: rules with the fields, questions and roles that they use, from one issuer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from .codes import Role
from .field import Choice, Field
from .question import Question
from .rule import Rule

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
    """

    code: str
    zh: str
    en: str
    clock_zh: str = ""
    clock_en: str = ""


@attrs.frozen
class Line:
    """A functional line (条) between roles: guidance, dispatch, delegation or support."""

    kind: str
    from_role: str
    from_level: str
    to_role: str
    to_level: str
    cite: str


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
