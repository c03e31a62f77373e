"""A matter that is on two lists of which only one can hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ...expr import Under
from ...rules import DatedList
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["lists_contradict"]

KINDS = {
    "basic": ("基本履职", "the basic list"),
    "cooperate": ("配合履职", "the list of cooperation"),
    "taken_back": ("上级收回", "the list of what is taken back"),
}


@detector(
    "lists_contradict",
    "error",
    zh="同一事项同时列入互相排斥的清单",
    en="one matter is on two lists that exclude each other",
    fix=(
        "核对三张清单：一项事项同一时间只在其一",
        "hold the lists against each other: at one time a matter is on one of them only",
    ),
)
def lists_contradict(context: AnalysisContext) -> Iterator[Finding]:
    """Codes on two of the three lists on the same days, and codes that their own list excludes."""
    listed = [x for x in context.lists if x.codes is not None]
    for x in listed:
        if (both := _excluded(context, x)) is not None:
            yield lists_contradict.finding(
                context,
                f"{x.id} 列入 {both}，其自身的条件又将其排除",
                f"{x.id} holds {both}, which its own terms exclude",
                about=[("list", x.id)],
                data={"code": both},
            )
    for a, b in combinations([x for x in listed if x.kind], 2):
        if a.kind != b.kind and a.period.overlap(b.period) is not None:
            for code in _shared(context, a, b):
                yield lists_contradict.finding(
                    context,
                    f"{code} 同时在{KINDS[a.kind][0]}（{a.id}）与{KINDS[b.kind][0]}（{b.id}）之列",
                    f"{code} is on {KINDS[a.kind][1]} ({a.id}) and on {KINDS[b.kind][1]} ({b.id})",
                    about=[("list", a.id), ("list", b.id)],
                    data={"code": code},
                )


def _excluded(context: AnalysisContext, x: DatedList) -> str | None:
    field, codes = x.codes or ("", ())
    return next(
        (c for c in codes if context.meetings.contains(Under(field, (c,)), x.excludes)), None
    )


def _shared(context: AnalysisContext, a: DatedList, b: DatedList) -> list[str]:
    (field, codes), (other, more) = a.codes or ("", ()), b.codes or ("", ())
    if field != other:
        return []
    return sorted(
        c for c in codes if not context.meetings.are_apart(Under(field, (c,)), Under(field, more))
    )
