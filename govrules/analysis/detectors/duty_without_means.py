"""A power that is moved to an organ, with nobody to guide or support it in using it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...rules import Line
from ...values import Period
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["duty_without_means"]

HELP = ("guidance", "support")


@detector(
    "duty_without_means",
    "warning",
    zh="职权已下放，而授出的机关没有指导或支援保障的职责",
    en="a power is moved, and the organ that moved it neither guides nor supports who must use it",
    fix=(
        "在 lines 中写明由谁指导或支援保障；文件没有规定的，予以认可并说明",
        "write into the lines who guides or supports it; where no text does, accept it and say so",
    ),
)
def duty_without_means(context: AnalysisContext) -> Iterator[Finding]:
    """Lines of delegation beside which there is, on some day, no line of guidance or support."""
    for line in (x for x in context.lines if x.kind == "delegation"):
        helping = [x for x in context.lines if x.kind in HELP and _same_ends(x, line)]
        day = _first_without(line, helping)
        if day is not None:
            ends = f"{line.from_role} → {line.to_role}"
            yield duty_without_means.finding(
                context,
                f"{ends}：自 {day} 起下放了职权，而没有指导或支援保障",
                f"{ends}: a power is moved from {day} on, without guidance or support",
                about=[("line", f"{line.from_role}-{line.to_role}")],
                data={"from": str(day), "cite": line.cite},
            )


def _same_ends(one: Line, other: Line) -> bool:
    return (one.from_role, one.to_role) == (other.from_role, other.to_role)


def _first_without(line: Line, helping: list[Line]) -> date | None:
    """The first day of the line on which none of the others is in force."""
    day = line.since or date.min
    for help_ in sorted(helping, key=lambda x: x.since or date.min):
        if day in Period(help_.since, help_.until):
            day = help_.until or date.max
    return day if day < (line.until or date.max) else None
