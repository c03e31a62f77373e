"""Type-checking a condition against the declared fields, and putting Chinese terms into codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol, assert_never

from ..errors import ExpressionError, GovrulesError, did_you_mean
from ..values import CodeTree
from .analyse import is_at_most
from .nodes import All, Atom, Between, Const, Expr, Is, Not, Same, Some, Under

__all__ = ["FieldType", "check", "problems"]

# How people write that a flag holds, or does not: ``已同意 = 否``.
SAID = {"是": True, "yes": True, "否": False, "no": False}
# Words of the language that Chinese writes without a space beside them.
JOINED = re.compile(r".[且或]|[且或].|.(?:属于|不属于|不是|为)")


class FieldType(Protocol):
    """What a checker must know of a field; ``govrules.Field`` is one."""

    @property
    def id(self) -> str:
        """The field's code."""

    @property
    def zh(self) -> str:
        """Its Chinese name."""

    @property
    def kind(self) -> str:
        """``flag``, ``choice``, ``code``, ``day`` or ``count``."""

    @property
    def tree(self) -> CodeTree | None:
        """The tree of a ``code`` field."""

    def choice_code(self, word: str) -> str | None:
        """The code that a code or Chinese term of a ``choice`` stands for."""

    @property
    def choice_words(self) -> tuple[str, ...]:
        """Every word that the field takes."""


def problems(expr: Expr, fields: Mapping[str, FieldType]) -> list[ExpressionError]:
    """Everything in the condition that does not fit the fields; nothing is raised."""
    found: list[ExpressionError] = []
    _checked(expr, fields, found)
    return found


def check(expr: Expr, fields: Mapping[str, FieldType]) -> Expr:
    """The same condition in codes, or the first problem raised as ExpressionError."""
    found: list[ExpressionError] = []
    result = _checked(expr, fields, found)
    if found:
        raise found[0]
    return result


def _checked(expr: Expr, fields: Mapping[str, FieldType], found: list[ExpressionError]) -> Expr:
    match expr:
        case Const():
            return expr
        case Not(part):
            return Not(_checked(part, fields, found))
        case All(parts):
            return All(_checked(p, fields, found) for p in parts)
        case Some(parts):
            return Some(_checked(p, fields, found) for p in parts)
        case Is() | Under() | Between() | Same():
            try:
                return _atom(expr, fields)
            except ExpressionError as error:
                found.append(error)
                return expr
        case _:
            assert_never(expr)


def _field(id: str, fields: Mapping[str, FieldType]) -> FieldType:
    if id in fields:
        return fields[id]
    for known in fields.values():
        if known.zh == id:
            return known
    stem, _, member = id.partition(".")
    for known in fields.values():  # prior_steps.已劝阻: the set is named, the member in Chinese
        head, _, tail = known.id.partition(".")
        is_set = bool(tail) and (head == stem or known.zh.startswith(f"{stem}."))
        if is_set and member in (tail, known.zh.rpartition(".")[2]):
            return known
    en, zh = _parted(id) or did_you_mean(id, list(_names(fields)))
    raise ExpressionError(
        f"unknown field {id!r}", f"没有字段 {id!r}", field=id, value=id, hint_en=en, hint_zh=zh
    )


def _parted(text: str) -> tuple[str, str] | None:
    """What to do where words of the language stand unparted in one: 突发事件且跨区."""
    if JOINED.search(text) is None:
        return None
    return "part the words by spaces: kind = x 且 y", "各词之间请加空格：类型 = 甲 且 乙"


def _names(fields: Mapping[str, FieldType]) -> Iterator[str]:
    for known in fields.values():
        yield known.id
        yield known.zh


def _atom(atom: Atom, fields: Mapping[str, FieldType]) -> Atom:
    match atom:
        case Is(id, values):
            field = _field(id, fields)
            return Is(field.id, tuple(_value(v, field) for v in values))
        case Under(id, codes):
            field = _field(id, fields)
            if field.tree is None:
                raise _misfit(field, "under", "it has no code tree", "该字段没有代码树")
            return Under(field.id, tuple(_code(code, field, field.tree) for code in codes))
        case Between(id, low, high):
            field = _field(id, fields)
            _check_bounds(field, low, high)
            return Between(field.id, low, high)
        case Same(first, second):
            one, other = _field(first, fields), _field(second, fields)
            _check_comparable(one, other)
            return Same(one.id, other.id)
        case _:
            assert_never(atom)


def _check_bounds(field: FieldType, low: date | int | None, high: date | int | None) -> None:
    wanted = {"day": date, "count": int}.get(field.kind)
    for bound in (low, high):
        if bound is not None and (wanted is None or type(bound) is not wanted):
            raise _misfit(field, bound, "it cannot be compared so", "不能这样比较")
    if is_at_most(high, low):
        raise _misfit(
            field,
            f"{low} to {high}",
            "the range ends before it begins, and the end is not part of it: exchange the two",
            "范围的终点先于起点，而终点本身不计在内：请对调两端",
        )


def _check_comparable(first: FieldType, second: FieldType) -> None:
    """Two fields are compared where their codes are of one tree, and only with each other."""
    if first.id == second.id:
        raise _misfit(first, second.id, "it is always the same as itself", "与自身总是相同")
    if first.tree is None or first.tree is not second.tree:
        raise _misfit(
            first,
            f"same {second.id}",
            f"its codes are of another tree than those of {second.id}",
            f"其代码与 {second.zh}（{second.id}）的代码不属于同一棵树",
        )


def _value(value: str | bool, field: FieldType) -> str | bool:
    if field.kind == "flag":
        if isinstance(value, bool):
            return value
        if value in SAID:
            return SAID[value]
        raise _misfit(field, value, "a flag is true or false", "是非字段只有真假")
    if field.kind == "code" and field.tree is not None and isinstance(value, str):
        return _code(value, field, field.tree)
    code = field.choice_code(value) if isinstance(value, str) and field.kind == "choice" else None
    if code is None:
        said = value if isinstance(value, str) else ""
        en, zh = _parted(said) or did_you_mean(value, field.choice_words)
        raise _misfit(field, value, en or "no such value", zh or "没有这个值")
    return code


def _code(text: str, field: FieldType, tree: CodeTree) -> str:
    if text in tree:
        return text
    try:
        return tree.resolve(text)
    except GovrulesError as error:
        hints = (error.hint_en or "no such code", error.hint_zh or "没有这个代码")
        raise _misfit(field, text, *(_parted(text) or hints)) from None


def _misfit(field: FieldType, value: object, en: str, zh: str) -> ExpressionError:
    return ExpressionError(
        f"{str(value)!r} does not fit the {field.kind} field {field.id!r}",
        f"{str(value)!r} 不适用于字段 {field.zh}（{field.id}）",
        field=field.id,
        value=value,
        hint_en=en,
        hint_zh=zh,
    )
