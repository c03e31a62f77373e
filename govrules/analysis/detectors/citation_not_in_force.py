"""A provision that is cited for days on which its instrument does not have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ...errors import CitationError
from ...law import Citation
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
    """Citations of rules and lists, held against every text of their days."""
    cited: Iterable[tuple[str, str, Citation, Period]] = (
        *(("rule", r.id, r.rule.cite, r.period) for r in context.rules.rules.values()),
        *(("list", x.id, x.cite, x.period) for x in context.lists),
    )
    for kind, id, cite, period in cited:
        for day, error in _faults(context, cite, period):
            yield citation_not_in_force.finding(
                context,
                f"{id} 引用 {cite.key}，自 {day} 起：{error.text('zh')}",
                f"{id} cites {cite.key}, and from {day} on: {error.text('en')}",
                about=[(kind, id)],
                data={"cite": cite.key, "from": str(day)},
            )
            break


def _faults(
    context: AnalysisContext, cite: Citation, period: Period
) -> Iterator[tuple[date, CitationError]]:
    """The first days of the texts in force within the period that lack the provision."""
    try:
        versions = context.law.instrument(cite.instrument).versions
    except CitationError as error:
        yield period.start or date.min, error
        return
    days = {v.since for v in versions} | {period.start}
    for day in sorted(d for d in days if d is not None):
        if day in period:
            try:
                context.law.check(cite, day)
            except CitationError as error:
                yield day, error
