"""What a rule concludes of one part of an answer: a closed tree, as conditions are.

| node | text | JSON | concludes |
|---|---|---|---|
| ``Value`` | ``handle``, ``true`` | ``"handle"``, ``true`` | a code of a choice, or a flag |
| ``RoleAt`` | ``health@district`` | ``{"role_at": {"role", "level"}}`` | an organ, where it sits |
| ``Ref`` | ``$owner`` | ``{"ref": "owner"}`` | what the field holds |
| ``Either`` | ``a@city|$owner`` | ``{"either": […]}`` | one of these, the text leaves open which |

The text is what authors write in ``then=``; it is read when the rule is written, and never again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias, assert_never

import attrs

from ..errors import ExpressionError, shown

__all__ = [
    "Either",
    "Ref",
    "RoleAt",
    "Term",
    "Value",
    "options_of",
    "refs_of",
    "term_from",
    "term_from_json",
    "term_from_text",
    "term_to_json",
    "term_to_text",
]

FLAGS = {"true": True, "false": False}


@attrs.frozen
class Value:
    """A code of a choice, or the truth value of a flag."""

    value: str | bool


@attrs.frozen
class RoleAt:
    """The organ that has a role at a level."""

    role: str
    level: str

    @property
    def code(self) -> str:
        """How the organ is written in answers: ``role@level``."""
        return f"{self.role}@{self.level}"


@attrs.frozen
class Ref:
    """What a field holds: a fact, or the answer of a question that comes before."""

    field: str


def _options(terms: Iterable[Term]) -> tuple[Value | RoleAt | Ref, ...]:
    return tuple(dict.fromkeys(option for term in terms for option in options_of(term)))


@attrs.frozen
class Either:
    """One of several, at least two, in the order in which the text names them undivided."""

    terms: tuple[Value | RoleAt | Ref, ...] = attrs.field(converter=_options)

    def __attrs_post_init__(self) -> None:
        if len(self.terms) < 2:
            raise _unreadable("|".join(map(term_to_text, self.terms)))


Term: TypeAlias = Value | RoleAt | Ref | Either


def options_of(term: Term) -> tuple[Value | RoleAt | Ref, ...]:
    """What the term leaves open: the terms of an ``Either``, else the term alone."""
    return term.terms if isinstance(term, Either) else (term,)


def refs_of(term: Term) -> tuple[str, ...]:
    """The fields that the term refers to."""
    match term:
        case Ref(field):
            return (field,)
        case Either(terms):
            return tuple(ref for t in terms for ref in refs_of(t))
        case Value() | RoleAt():
            return ()
        case _:
            assert_never(term)


def term_from(value: object) -> Term:
    """The node that an author's value stands for: a text, a truth value, or a node.

    Raises:
        ExpressionError: the value is something else, or a text that says nothing.
    """
    if isinstance(value, Term):
        return value
    if isinstance(value, bool):
        return Value(value)
    if isinstance(value, str):
        return term_from_text(value)
    raise _unreadable(value)


def term_from_text(text: str) -> Term:
    """The node of a text such as ``handle``, ``health@district``, ``$owner`` or ``a@city|b@city``.

    Raises:
        ExpressionError: the text, or one side of a bar, is empty.
    """
    if not isinstance(text, str):
        raise _unreadable(text)
    terms = [_plain(part.strip(), text) for part in text.split("|")]
    return Either(terms) if len(set(terms)) > 1 else terms[0]


def _plain(word: str, text: str) -> Value | RoleAt | Ref:
    if not word:
        raise _unreadable(text)
    if word.startswith("$"):
        return Ref(word[1:])
    role, at, level = word.partition("@")
    return RoleAt(role, level) if at else Value(FLAGS.get(word, word))


def term_to_text(term: Term) -> str:
    """The text form; ``term_from_text`` reads it back to an equal node."""
    match term:
        case Value(value):
            return value if isinstance(value, str) else str(value).lower()
        case RoleAt():
            return term.code
        case Ref(field):
            return f"${field}"
        case Either(terms):
            return "|".join(map(term_to_text, terms))
        case _:
            assert_never(term)


def term_to_json(term: Term) -> Any:
    """The node as plain JSON values."""
    match term:
        case Value(value):
            return value
        case RoleAt(role, level):
            return {"role_at": {"role": role, "level": level}}
        case Ref(field):
            return {"ref": field}
        case Either(terms):
            return {"either": [term_to_json(t) for t in terms]}
        case _:
            assert_never(term)


def term_from_json(data: Any) -> Term:
    """The node that plain JSON values stand for.

    Raises:
        ExpressionError: they stand for none.
    """
    match data:
        case str() | bool():
            return Value(data)
        case {"ref": str(field)} if len(data) == 1:
            return Ref(field)
        case {"role_at": {"role": str(role), "level": str(level)} as seat} if len(data) == 1:
            if len(seat) == 2:
                return RoleAt(role, level)
        case {"either": [*parts]} if len(data) == 1:
            return Either([_no_either(part, data) for part in parts])
    raise _unreadable(data)


def _no_either(part: Any, whole: Any) -> Term:
    if isinstance(part, dict) and "either" in part:
        raise _unreadable(whole)
    return term_from_json(part)


def _unreadable(value: object) -> ExpressionError:
    return ExpressionError(
        f"{shown(value)} is nothing that a rule can conclude",
        f"{shown(value)} 不能作为规则的结论",
        field="then",
        value=value,
        hint_en='write a code, True or False, "role@level", "$field", or several joined by |',
        hint_zh='请写代码、真假值、"role@level"（机关）、"$field"（引用），或以 | 连接的数个',
    )
