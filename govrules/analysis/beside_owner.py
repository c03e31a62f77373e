"""Rules of other questions than whose a matter is, that say something else on another side.

A difference of owners is proved over all matters; what is done, and who leads, hangs on further
questions. Where no rule of these says anything else on either day, they are answered alike too.
Questions that gather have a comparison of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs

from ..expr import Const, to_json
from ..expr.analyse import as_of
from ..rules import Compiled
from .context import AnalysisContext, unordered

__all__ = ["Beside", "beside_owner"]

DAY = timedelta(1)
WORDS = {
    "begun": ("新增适用 {ids}", "in force only after: {ids}"),
    "ended": ("不再适用 {ids}", "in force only before: {ids}"),
    "altered": ("内容改动 {ids}", "saying something else: {ids}"),
}


@attrs.frozen
class Beside:
    """Rules of one question that differ between two sides.

    Args:
        question: Its id.
        zh: What it asks, in Chinese.
        en: The same in English.
        begun: The rules in force after and not before.
        ended: Those in force before and not after.
        altered: Those that say something else.
    """

    question: str
    zh: str
    en: str
    begun: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()

    def text(self, lang: str = "en") -> str:
        """The rules that differ, in ``"en"`` or ``"zh"``."""
        side = 0 if lang == "zh" else 1
        comma, semicolon, colon = (("、", "；", "："), (", ", "; ", ": "))[side]
        parts = [
            WORDS[name][side].format(ids=comma.join(ids))
            for name in WORDS
            if (ids := getattr(self, name))
        ]
        asks = (self.zh if lang == "zh" else self.en).rstrip("？?")
        return f"{asks}{colon}{semicolon.join(parts)}"


def beside_owner(
    one: AnalysisContext, other: AnalysisContext, days: tuple[date, date]
) -> tuple[Beside, ...]:
    """Name the rules that differ between two sides, of questions with one answer beside the owner.

    Args:
        one: The jurisdiction before.
        other: The jurisdiction after; it may be the same.
        days: The day of the law on either side.
    """
    found = (
        _of(question.id, question.zh, question.en, one, other, days)
        for question in {q.id: q for c in (one, other) for q in c.rules.questions}.values()
        if question.kind != "every"
        and not any(question.id in c.owner_chain.links for c in (one, other))
    )
    return tuple(b for b in found if b.begun or b.ended or b.altered)


def _of(
    id: str, zh: str, en: str, one: AnalysisContext, other: AnalysisContext, days: tuple[date, date]
) -> Beside:
    before, after = (dict(_said(c, id, day)) for c, day in ((one, days[0]), (other, days[1])))
    return Beside(
        id,
        zh,
        en,
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(before.keys() - after.keys())),
        tuple(sorted(r for r in before.keys() & after.keys() if before[r] != after[r])),
    )


def _said(context: AnalysisContext, question: str, day: date) -> Iterator[tuple[str, Any]]:
    """What each rule of a question says on a day, those left out that cannot apply on it."""
    for r in context.rules_of(question):
        when = as_of(r.when, context.rules.day_field, day)
        if when != Const(False) and context.may_apply(r, day, day + DAY):
            yield r.id, [unordered(to_json(when)), *_concluded(r)]


def _concluded(r: Compiled) -> list[Any]:
    """What else of a rule decides, and how it ranks."""
    _, _, _, then, cite, _, *ranking = r.rule.deciding()
    return [then, cite, ranking, r.stands]
