"""A rule said more exactly: what a pack adds to a rule of the layer that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from ..expr import All, Condition, Expr
from .rule import Rule, rule, written_at

__all__ = ["ORDERS", "Refinement", "refine", "refined_by"]

ORDERS = ("exception_to", "reads_over", "crosses")
"""The parts of a rule that name other rules."""


@attrs.frozen
class Refinement:
    """What a pack adds to a rule of the layer that it stands on; see :func:`refine`."""

    id: str
    parts: Mapping[str, Any]
    at: str = attrs.field(default="", eq=False)


def refine(
    id: str,
    *,
    when: str | Condition | Expr | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    exception_to: str | Iterable[str] = (),
    reads_over: str | Iterable[str] = (),
    crosses: str | Iterable[str] = (),
    zh: str = "",
    en: str = "",
    note: tuple[str, str] = ("", ""),
    reading: tuple[str, str] = ("", ""),
) -> Refinement:
    """Say more exactly, for one pack, what a rule of the layer under it says.

    Args:
        id: The rule.
        when: What must hold besides.
        since: Its first day here.
        until: Its first day without force here.
        exception_to: Further rules over which the text puts it.
        reads_over: Further rules over which a reading puts it.
        crosses: Further rules that it only overlaps with.
        zh: The reason in Chinese, where it is said otherwise here.
        en: The reason in English.
        note: The caveat in its place (Chinese, English).
        reading: The reading in its place (Chinese, English).
    """
    parts: dict[str, Any] = {"when": when, "since": since, "until": until, "zh": zh, "en": en}
    parts |= {"exception_to": exception_to, "reads_over": reads_over, "crosses": crosses}
    parts |= {name: pair for name, pair in (("note", note), ("reading", reading)) if any(pair)}
    return Refinement(id, parts, written_at(id))


def refined_by(r: Rule, refinement: Refinement) -> Rule:
    """The rule with what is added to it, read as an author's own.

    Raises:
        PolicyError: a part that is added cannot be read, with the place where it is written.
    """
    said = {name: value for name, value in refinement.parts.items() if value}
    made = rule(
        r.id,
        r.question,
        then=dict(r.then),
        cite=r.cite,
        remark=not r.then,
        at=refinement.at,
        **{"zh": r.zh, "en": r.en, "since": r.period.start, "until": r.period.end, **said},
    )
    more: dict[str, Any] = {name: (*getattr(r, name), *getattr(made, name)) for name in ORDERS}
    more |= {"when": All((r.when, made.when))} if "when" in said else {}
    words = ("zh", "en", "note_zh", "note_en", "reading_zh", "reading_en")
    more |= {name: getattr(made, name) or getattr(r, name) for name in words}
    return attrs.evolve(r, period=made.period, at=made.at, **more)
