"""An exception that never stands above the rule that it is written against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["exception_idle"]

Links: TypeAlias = Mapping[str, tuple[str, ...]]

WHY = {
    "gathers": (
        "该问题收集所有结论，不排先后",
        "their question gathers all that applies, and ranks nothing",
    ),
    "dates": ("两条规则的施行日期不重叠", "the days on which they are in force do not overlap"),
    "apart": ("两条规则的条件不能同时成立", "no matter can meet both conditions"),
    "agrees": ("两条规则的结论相同", "both conclude the same"),
}


@detector(
    "exception_idle",
    "warning",
    zh="写明的例外从不起作用",
    en="an exception that is written can never apply",
    fix=(
        "去掉 exception_to 或 reads_over 中的该编号，或更正条件、日期",
        "take the id out of exception_to or reads_over, or correct a condition or a date",
    ),
)
def exception_idle(context: AnalysisContext) -> Iterator[Finding]:
    """Links of exception_to and reads_over that no matter can use, be it through other rules."""
    links = {
        id: (*r.rule.exception_to, *r.rule.reads_over) for id, r in context.rules.rules.items()
    }
    for id in links:
        idle: dict[str, list[str]] = {}
        for over in links[id]:
            why = _why(context, id, over)
            if why is not None and not _carries(context, links, id, over):
                idle.setdefault(why, []).append(over)
        for why, overs in sorted(idle.items()):
            yield exception_idle.finding(
                context,
                f"{id} 写作 {'、'.join(overs)} 的例外，但{WHY[why][0]}",
                f"{id} is written as an exception to {', '.join(overs)}, but {WHY[why][1]}",
                rules=(id, *overs),
                data={"exception": id, "over": overs, "why": why},
            )


def _why(context: AnalysisContext, id: str, other: str) -> str | None:
    r, over = context.rules.rules[id], context.rules.rules[other]
    if any(q.id == r.rule.question and q.kind == "every" for q in context.rules.questions):
        return "gathers"
    if r.period.overlap(over.period) is None:
        return "dates"
    if not context.meetings.can_meet(r, over):
        return "apart"
    # What refers to other answers may come out otherwise, however alike it is written.
    return "agrees" if r.then == over.then and not r.refs else None


def _carries(context: AnalysisContext, links: Links, id: str, over: str) -> bool:
    """Whether the link puts, through others, a rule before one that it can meet otherwise."""
    rules, without = context.rules.rules, {**links, id: tuple(o for o in links[id] if o != over)}
    below = {over, *_reached(links, over)}
    above = {id, *(other for other in links if id in _reached(links, other))}
    return any(
        low not in _reached(without, high)
        and rules[high].then.one != rules[low].then.one
        and context.meetings.can_meet(rules[high], rules[low])
        for high in above
        for low in below
    )


def _reached(links: Links, id: str) -> set[str]:
    found, left = set[str](), list(links[id])
    while left:
        if (next_ := left.pop()) not in found:
            found.add(next_)
            left += links[next_]
    return found
