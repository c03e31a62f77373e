"""An article whose text changed while a rule that rests on it went on as before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ...rules import Compiled
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["citation_text_changed"]


@detector(
    "citation_text_changed",
    "warning",
    zh="规则适用期间，所引条文的文字有改动",
    en="the text of the article cited changed while the rule is in force",
    fix=(
        "对照前后文本：含义未变的予以认可，有变的以 since、until 分写两条",
        "read both texts: accept it where the meaning stayed, else write two rules by since and "
        "until",
    ),
)
def citation_text_changed(context: AnalysisContext) -> Iterator[Finding]:
    """Rules whose days reach over a change of the digest of their article."""
    for r in context.rules.rules.values():
        for day in _changes(context, r):
            yield citation_text_changed.finding(
                context,
                f"{r.id} 所引 {r.rule.cite.key} 的文字自 {day} 起不同，规则前后未变",
                f"{r.id} rests on {r.rule.cite.key}, whose text is another from {day} on, and "
                "stays as it was",
                rules=(r.id,),
                data={"from": str(day)},
            )


def _changes(context: AnalysisContext, r: Compiled) -> Iterator[date]:
    cite = r.rule.cite
    found = []
    for version in context.law.instrument(cite.instrument).versions:
        shape = context.law.articles(cite.instrument, version).get(cite.article or "")
        if shape is not None:
            found.append((version.since, shape.digest))
    for (_, before), (day, after) in pairwise(sorted(found)):
        begins_before = r.period.start is None or r.period.start < day
        changed = before != after and "" not in (before, after)
        if changed and begins_before and context.may_apply(r, day):
            yield day
