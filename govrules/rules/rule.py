"""A rule: a condition, a conclusion, and the article that says so."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

import attrs

from ..errors import ExpressionError, GovrulesError
from ..expr import Condition, Const, Expr, from_text, to_json
from ..law import Citation, parse_citation
from ..values import Period, parse_day

__all__ = ["Rule", "rule"]


@attrs.frozen
class Rule:
    """One rule of a policy.

    Args:
        id: Stable and unique: instrument, article, and what tells it apart (``JD17.1``).
        question: The question that it answers.
        when: The condition, without the days in force.
        then: Part → value, list of values, or ``"$field"`` for what another answer holds.
        cite: The provision.
        period: The days in force; the instrument's own where open.
        exception_to: Rules over which the text itself puts this one.
        crosses: Rules whose field of application overlaps with this one's, neither holding the
            other, although the conditions as written look alike or nested.
        otherwise: Whether it speaks only where no other rule of the question does.
        zh: The reason in Chinese, in plain words.
        en: The reason in English.
        note_zh: A caveat in Chinese: an ambiguity, a correction, what is not public.
        note_en: The same in English.
        reading_zh: Where the rule rests on a reading and not on the text alone, that reading.
        reading_en: The same in English.
        chain: The delegations by which the power moved, first link first.
        at: The file and line where the rule stands.
    """

    id: str
    question: str
    when: Expr
    then: tuple[tuple[str, Any], ...]
    cite: Citation
    period: Period = attrs.field(factory=Period)
    exception_to: tuple[str, ...] = ()
    crosses: tuple[str, ...] = ()
    otherwise: bool = False
    zh: str = ""
    en: str = ""
    note_zh: str = ""
    note_en: str = ""
    reading_zh: str = ""
    reading_en: str = ""
    chain: tuple[str, ...] = ()
    at: str = attrs.field(default="", eq=False)

    def canonical(self) -> list[Any]:
        """The rule as plain values: what its digest is made of."""
        return [self.id, self.question, to_json(self.when), self.then, self.cite.key,
                str(self.period), self.exception_to, self.crosses, self.otherwise, self.zh, self.en,
                self.note_zh, self.note_en, self.reading_zh, self.reading_en,
                self.chain]  # fmt: skip


def rule(
    id: str,
    question: str,
    *,
    when: str | Condition | Expr = "always",
    then: Mapping[str, Any],
    cite: str | Citation,
    zh: str,
    en: str,
    since: str | date | None = None,
    until: str | date | None = None,
    exception_to: str | Iterable[str] = (),
    crosses: Iterable[str] = (),
    otherwise: bool = False,
    note: tuple[str, str] = ("", ""),
    reading: tuple[str, str] = ("", ""),
    chain: Iterable[str] = (),
    at: str | None = None,
) -> Rule:
    """Write a rule as an author would; ``note`` and ``reading`` are (Chinese, English).

    Raises:
        PolicyError: naming the rule and the part that cannot be read.
    """
    try:
        return Rule(
            id=id,
            question=question,
            when=_condition(when),
            then=tuple(sorted((slot, _value(v)) for slot, v in then.items())),
            cite=parse_citation(cite) if isinstance(cite, str) else cite,
            period=Period(
                parse_day(since, field="since") if since else None,
                parse_day(until, field="until") if until else None,
            ),
            exception_to=(exception_to,) if isinstance(exception_to, str) else tuple(exception_to),
            crosses=tuple(crosses),
            otherwise=otherwise,
            zh=zh,
            en=en,
            note_zh=note[0],
            note_en=note[1],
            reading_zh=reading[0],
            reading_en=reading[1],
            chain=tuple(chain),
            at=at if at is not None else _caller(),
        )
    except GovrulesError as error:
        raise error.at(f"rule {id}") from None


def _condition(when: str | Condition | Expr) -> Expr:
    if isinstance(when, str):
        return from_text(when)
    if isinstance(when, bool):
        raise ExpressionError(
            "a condition cannot be a bare Python truth value",
            "条件不能是 Python 的真假值",
            field="when",
            value=when,
            hint_en='write "always" or "never"',
            hint_zh='请写 "always" 或 "never"',
        )
    return when.expr if isinstance(when, Condition) else when


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list | tuple) else value


def _caller() -> str:
    frame = sys._getframe(2)
    return f"{PurePath(frame.f_code.co_filename).name}:{frame.f_lineno}"


ALWAYS = Const(True)
