"""A provision that is cited for days on which its instrument does not have it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from ...errors import CitationError
from ...law import Citation
from ...rules import Compiled
from ...values import Period
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["citation_not_in_force"]


@detector(
    "citation_not_in_force",
    "error",
    zh="所引规定在规则适用的日期并不存在或未施行",
    en="a provision is cited for days on which it does not exist or is not in force",
    fix=(
        "更正条款号，或以 since、until 将规则限于该规定施行的日期，其余日期另写一条",
        "correct the number, or keep the rule to the days of the provision by since and until and "
        "write another for the other days",
    ),
)
def citation_not_in_force(context: AnalysisContext) -> Iterator[Finding]:
    """Citations of rules and lists, held against every text of the days on which they apply."""
    for r in context.rules.rules.values():
        yield from _fault(context, "rule", r.id, r.rule.cite, r.period, r)
    for x in context.lists:
        yield from _fault(context, "list", x.id, x.cite, x.period)


def _fault(
    context: AnalysisContext,
    kind: str,
    id: str,
    cite: Citation,
    period: Period,
    rule: Compiled | None = None,
) -> Iterator[Finding]:
    """The first text, of those in force meanwhile, that lacks the provision."""
    for days in _texts(context, cite, period):
        if rule is not None and not context.may_apply(rule, days.start or date.min, days.end):
            continue
        try:
            context.law.check(cite, days.start)
        except CitationError as error:
            yield citation_not_in_force.finding(
                context,
                f"{id} 引用 {cite.key}，自 {days.start} 起：{error.text('zh')}",
                f"{id} cites {cite.key}, and from {days.start} on: {error.text('en')}",
                about=[(kind, id)],
                data={"cite": cite.key, "from": str(days.start)},
            )
            return


def _texts(context: AnalysisContext, cite: Citation, period: Period) -> Iterator[Period]:
    """The days of each text of the instrument within the period, the first day of each known."""
    days = {v.since for v in context.law.instrument(cite.instrument).versions}
    starts = sorted(d for d in days | {period.start} if d is not None and d in period)
    yield from (Period(a, b) for a, b in pairwise([*starts, None]) if a is not None)
