"""Conditions and conclusions in words, from the declared names of fields and roles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..expr import All, Between, Const, Expr, Is, Not, Some, Under
from ..values import OneOf
from .codes import Roles
from .field import Field
from .question import Conclusion

__all__ = ["conclusion_in_words", "condition_in_words"]


def condition_in_words(expr: Expr, fields: Mapping[str, Field], lang: str = "zh") -> str:
    """The condition as a phrase: 地点类别为公路 / place class is highway."""
    zh = lang == "zh"
    match expr:
        case Const(value):
            return ("始终" if value else "从不") if zh else ("always" if value else "never")
        case Not(Is(_, (True,)) as part):
            return condition_in_words(Is(part.field, (False,)), fields, lang)
        case Not(part):
            inner = condition_in_words(part, fields, lang)
            return f"并非{inner}" if zh else f"not ({inner})"
        case All(parts) | Some(parts):
            word = ("且" if isinstance(expr, All) else "或") if zh else (
                " and " if isinstance(expr, All) else " or ")  # fmt: skip
            return word.join(condition_in_words(p, fields, lang) for p in parts)
        case Is(field, values):
            return _is(fields[field], values, zh)
        case Under(field, codes):
            f = fields[field]
            names = _join([f.label(c, lang) for c in codes], zh)
            return f"{f.zh}属于{names}" if zh else f"{f.en} is within {names}"
        case Between(field, low, high):
            return _between(fields[field], low, high, zh)


def _is(f: Field, values: tuple[Any, ...], zh: bool) -> str:
    if values == (True,):
        return f.zh if zh else f.en
    if values == (False,):
        return f"非“{f.zh}”" if zh else f"not ({f.en})"
    names = _join([f.label(v, "zh" if zh else "en") for v in values], zh)
    return f"{f.zh}为{names}" if zh else f"{f.en} is {names}"


def _between(f: Field, low: Any, high: Any, zh: bool) -> str:
    parts = []
    if low is not None:
        parts.append(f"不早于{low}" if zh else f"from {low} on")
    if high is not None:
        parts.append(f"早于{high}" if zh else f"before {high}")
    if f.kind == "count":
        parts = [p.replace("不早于", "不少于").replace("早于", "少于") for p in parts]
        parts = [p.replace("from", "at least").replace(" on", "").replace("before", "below")
                 for p in parts]  # fmt: skip
    return f"{f.zh}{'且'.join(parts)}" if zh else f"{f.en} {' and '.join(parts)}"


def _join(names: list[str], zh: bool) -> str:
    if len(names) > 4:
        names = [*names[:4], f"等{len(names)}项" if zh else f"… ({len(names)})"]
    return ("、" if zh else ", ").join(names)


def conclusion_in_words(
    then: Conclusion, fields: Mapping[str, Field], roles: Roles, labels: Mapping[str, Field],
    lang: str = "zh",
) -> str:  # fmt: skip
    """What a rule concludes: 移送办理：公安机关 / transfer: public security organ."""
    words = []
    for slot in ("disposition", *(s for s, _ in then.one if s != "disposition")):
        value = then.get(slot)
        if value is None or slot in ("by", "prohibited"):
            continue
        words.append(_value(value, fields, roles, labels.get(slot), lang))
    return ("：" if lang == "zh" else ": ").join(words)


def _value(
    value: Any, fields: Mapping[str, Field], roles: Roles, label: Field | None, lang: str
) -> str:
    if isinstance(value, OneOf):
        return ("或" if lang == "zh" else " or ").join(
            _value(v, fields, roles, label, lang) for v in value.values
        )
    if isinstance(value, str) and value.startswith("$"):
        f = fields[value[1:]]
        return f.zh if lang == "zh" else f.en
    if value in roles:
        return roles.name(value, lang)
    if label is None:
        return str(value)
    text = label.label(value, lang)
    if not isinstance(value, bool):
        return text
    return f"{label.zh}：{text}" if lang == "zh" else f"{label.en}: {text}"
