"""One power that two delegations give to two organs on the same days."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ...rules import Delegation
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["delegation_double"]


@detector(
    "delegation_double",
    "error",
    zh="同一权力同时交给两个机关",
    en="one power is given to two organs at once",
    fix=(
        "先收回前一次，或划清两次的范围",
        "take the first back before the second begins, or part their scopes",
    ),
)
def delegation_double(context: AnalysisContext) -> Iterator[Finding]:
    """Transfers of one source to two recipients, with scopes and days in common."""
    moving = [d for d in context.delegations if d.kind == "transfer"]
    for a, b in combinations(moving, 2):
        shared = sorted(set(a.source) & set(b.source))
        days = a.days.overlap(b.days)
        if shared and days is not None and a.to != b.to and not _apart(context, a, b):
            yield delegation_double.finding(
                context,
                f"{a.id} 与 {b.id} 在 {days} 同时将 {'、'.join(shared)} 的权力交给 "
                f"{a.to.code} 和 {b.to.code}",
                f"{a.id} and {b.id} both give the power of {', '.join(shared)}, to {a.to.code} and "
                f"to {b.to.code}, in {days}",
                about=[("delegation", a.id), ("delegation", b.id)],
                data={"roles": shared, "days": str(days)},
            )


def _apart(context: AnalysisContext, a: Delegation, b: Delegation) -> bool:
    return context.meetings.are_apart(a.scope, b.scope)
