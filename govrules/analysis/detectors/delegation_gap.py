"""A power passed on by an organ from which it was taken back."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["delegation_gap"]


@detector(
    "delegation_gap",
    "error",
    zh="上一环收回之后，下一环仍在，权力无处可依",
    en="a link stands after the one before it was taken back: nobody held what it passes on",
    fix=(
        "同日收回下一环，或由收回者重新授出",
        "take the next link back on the same day, or delegate it anew",
    ),
)
def delegation_gap(context: AnalysisContext) -> Iterator[Finding]:
    """Chains of which a later link has days on which an earlier one has none."""
    for d in context.delegations:
        for before in context.delegations:
            ends = before.days.end
            if d is before or before.to.role not in d.source or ends is None:
                continue
            # A period that is too long as written is a fault of its own.
            if ends != before.period.end and (d.days.end is None or ends < d.days.end):
                yield delegation_gap.finding(
                    context,
                    f"{before.id} 自 {ends} 起收回，{d.id} 此后仍在",
                    f"{before.id} is taken back from {ends} on, and {d.id} stands after that",
                    about=[("delegation", d.id), ("delegation", before.id)],
                    data={"from": str(ends)},
                )
