"""Conditions and conclusions in words, from the declared names of fields and roles.

A negation is carried down to the tests, where it can be said: ``not (a and b)`` is "not a, or not
b", and what a choice is not is said by what else it may be, where that is short.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, assert_never

from ..expr import (
    All,
    Between,
    Const,
    Either,
    Expr,
    Is,
    Not,
    Ref,
    RoleAt,
    Same,
    Some,
    Term,
    Under,
    Value,
    term_to_text,
)
from ..rules.codes import Roles
from ..rules.field import Field
from ..rules.question import Conclusion
from .prose import led

__all__ = ["conclusion_in_words", "condition_in_words"]

ARTICLES = ("the ", "a ", "an ")
# More names than this are not listed in full.
FEW = 4
# A name that holds one of these is quoted in a list, or the list could be read in two ways.
AMBIGUOUS = {True: ("、", "，", "或"), False: (",", " or ")}


def condition_in_words(expr: Expr, fields: Mapping[str, Field], lang: str = "zh") -> str:
    """The condition as a clause: 地点类别为公路或铁路 / the class of place is highway."""
    return _clause(expr, fields, lang == "zh", holds=True)


def _clause(expr: Expr, fields: Mapping[str, Field], zh: bool, *, holds: bool) -> str:
    """What it says that the condition holds, or that it does not."""
    match expr:
        case Const(value):
            return _constant(value is holds, zh)
        case Not(part):
            return _clause(part, fields, zh, holds=not holds)
        case All(parts) | Some(parts):
            every = isinstance(expr, All) is holds
            if not parts:
                return _constant(every, zh)
            return _joined(parts, fields, zh, holds=holds, every=every)
        case Is(field, values):
            return _is(fields[field], values, zh, holds=holds)
        case Under(field, codes):
            return _under(fields[field], codes, zh, holds=holds)
        case Between(field, low, high):
            return _between(fields[field], low, high, zh, holds=holds)
        case Same(first, second):
            return _same(fields[first], fields[second], zh, holds=holds)
        case _:
            assert_never(expr)


def _constant(value: bool, zh: bool) -> str:
    return ("始终" if value else "从不") if zh else ("always" if value else "never")


def _joined(
    parts: tuple[Expr, ...], fields: Mapping[str, Field], zh: bool, *, holds: bool, every: bool
) -> str:
    words = [_clause(p, fields, zh, holds=holds) for p in parts]
    if len(words) > 1:
        brackets = "（{}）" if zh else "({})"
        words = [
            brackets.format(w) if _is_joined(p) else w for p, w in zip(parts, words, strict=True)
        ]
    return (("，且" if every else "，或者") if zh else (", and " if every else ", or ")).join(words)


def _is_joined(expr: Expr) -> bool:
    while isinstance(expr, Not):
        expr = expr.part
    if isinstance(expr, All | Some) and len(expr.parts) == 1:
        return _is_joined(expr.parts[0])
    return isinstance(expr, All | Some) and len(expr.parts) > 1


def _is(f: Field, values: tuple[Any, ...], zh: bool, *, holds: bool) -> str:
    if len(values) == 1 and isinstance(values[0], bool):
        return _flag(f, values[0] is holds, zh)
    if not holds:
        others = tuple(c.code for c in f.choices if c.code not in values)
        # What is assumed is no news: against it stand the cases that are meant.
        if 0 < len(others) <= FEW or (others and f.assume in values):
            values, holds = others, True
    verb = ("为" if holds else "不是") if zh else (" is " if holds else " is not ")
    return f"{_subject(f, zh)}{verb}{_names(f, values, zh)}"


def _flag(f: Field, value: bool, zh: bool) -> str:
    """What a flag says of itself, else its name, quoted where it must be negated."""
    name = f.zh if zh else f.en
    if said := f.clause(value, "zh" if zh else "en"):
        return said
    if name.endswith(("？", "?")):
        verb = "为" if zh else " is "
        return f"{_subject(f, zh)}{verb}{f.label(value, 'zh' if zh else 'en')}"
    if value:
        return name
    return f"“{name}”不成立" if zh else f"“{name}” does not hold"


def _under(f: Field, codes: tuple[str, ...], zh: bool, *, holds: bool) -> str:
    tree = f.tree
    # An organ is named by its role, a matter by its item: they are it, and do not lie within it.
    exact = tree is None or isinstance(tree, Roles) or all(tree.is_leaf(c) for c in codes)
    if zh:
        verb = ("为" if holds else "不是") if exact else ("属于" if holds else "不属于")
    else:
        verb = f" is {'' if holds else 'not '}{'' if exact else 'within '}"
    return f"{_subject(f, zh)}{verb}{_names(f, codes, zh)}"


def _between(f: Field, low: Any, high: Any, zh: bool, *, holds: bool) -> str:
    if low is None and high is None:
        return _constant(holds, zh)
    if low is not None and high == low + (timedelta(1) if isinstance(low, date) else 1):
        verb = ("为" if holds else "不是") if zh else (" is " if holds else " is not ")
        return f"{_subject(f, zh)}{verb}{low}"
    count = f.kind == "count"
    if zh:
        from_, before = ("不少于", "少于") if count else ("不早于", "早于")
    else:
        from_, before = ("at least ", "less than ") if count else ("on or after ", "before ")
    parts = []
    if low is not None:
        parts.append(f"{from_ if holds else before}{low}")
    if high is not None:
        parts.append(f"{before if holds else from_}{high}")
    if zh:
        return f"{_subject(f, zh)}{('且' if holds else '或').join(parts)}"
    return f"{_subject(f, zh)} is {(' and ' if holds else ' or ').join(parts)}"


def _same(first: Field, second: Field, zh: bool, *, holds: bool) -> str:
    one, other = _subject(first, zh), _subject(second, zh)
    if zh:
        return f"{one}与{other}{'相同' if holds else '不同'}"
    return f"{one} is {'' if holds else 'not '}the same as {other}"


def _subject(f: Field, zh: bool) -> str:
    """The field's name; where that is a question, its answer."""
    name = f.zh if zh else f.en
    if name.endswith(("？", "?")):
        return f"“{name}”的答案" if zh else f"the answer to “{name}”"
    return name if zh or name.startswith(ARTICLES) else f"the {name}"


def _names(f: Field, values: Sequence[Any], zh: bool) -> str:
    """The values as alternatives, in their declared order: 甲、乙或丙 / a, b or c."""
    listed = set(values)
    values = [c.code for c in f.choices if c.code in listed] or values
    names = list(dict.fromkeys(f.label(v, "zh" if zh else "en") for v in values))
    if len(names) == 1:
        return names[0]
    if any(mark in name for name in names for mark in AMBIGUOUS[zh]):
        names = [f"“{name}”" for name in names]
    comma = "、" if zh else ", "
    if len(names) > FEW:
        some = comma.join(names[:FEW])
        return f"{some}等{len(names)}项之一" if zh else f"one of {some}… ({len(names)} in all)"
    return f"{comma.join(names[:-1])}{'或' if zh else ' or '}{names[-1]}"


def conclusion_in_words(
    then: Conclusion,
    fields: Mapping[str, Field],
    roles: Roles,
    labels: Mapping[str, Field],
    lang: str = "zh",
) -> str:
    """What a rule concludes: 移送办理：公安机关 / transfer: public security organ."""
    stays = then.get("prohibited") == Value(True) or bool(then.get("must_not_lead"))
    said = ""
    for slot in ("disposition", *(s for s, _ in then.one if s != "disposition")):
        term = then.get(slot)
        if term is None or slot in ("by", "prohibited"):
            continue
        word = _term(term, fields, roles, labels.get(slot), lang)
        if not said:
            said = _as_class(word, lang) if _is_class(slot, term, labels.get(slot)) else word
        elif stays or not _names_it(said, word):
            said = led(said, word, lang, stays=stays)
    return said


def _is_class(slot: str, term: Term, label: Field | None) -> bool:
    """Whether it only says of what class the matter is, which its name alone would not tell."""
    choice = label is not None and label.kind == "choice" and not isinstance(term, Ref)
    return slot != "disposition" and choice


def _as_class(word: str, lang: str) -> str:
    return f"属于“{word}”" if lang == "zh" else f"it is of the class “{word}”"


def _names_it(said: str, organ: str) -> bool:
    """Whether the disposition already names the organ: 报告区政府 says 区人民政府."""
    short = organ.replace("人民政府", "政府")
    return short.casefold() in said.casefold() or organ.casefold() in said.casefold()


def _term(
    term: Term, fields: Mapping[str, Field], roles: Roles, label: Field | None, lang: str
) -> str:
    match term:
        case Either(terms):
            names = [_term(t, fields, roles, label, lang) for t in sorted(terms, key=term_to_text)]
            return ("或" if lang == "zh" else " or ").join(names)
        case Ref(field):
            return fields[field].zh if lang == "zh" else fields[field].en
        case RoleAt():
            return roles.name(term.code, lang)
        case Value(value):
            return _label(value, label, lang)
        case _:
            assert_never(term)


def _label(value: str | bool, label: Field | None, lang: str) -> str:
    if label is None:
        return str(value)
    if isinstance(value, bool):
        return _flag(label, value, lang == "zh")
    return label.label(value, lang)
