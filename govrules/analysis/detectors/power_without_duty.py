"""A power that some organ holds and that no rule has it use."""

from __future__ import annotations

from collections.abc import Iterator

from ...rules import Compiled
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding
from ..organs import organs_in, refs_in

__all__ = ["power_without_duty"]

LEADS = ("lead", "by")


@detector(
    "power_without_duty",
    "warning",
    zh="机关有权，但没有规则让其行使",
    en="an organ holds a power that no rule has it use",
    fix=("写明何种情形由有权机关承办", "write when the holder of the power is the lead"),
)
def power_without_duty(context: AnalysisContext) -> Iterator[Finding]:
    """Rules that give a power for matters in which no rule can make its holder the lead."""
    leading = [r for r in context.rules_of(context.layout.final) if _leads(context, r)]
    for question in context.decision.owner_questions:
        for r in context.rules_of(question):
            if not any(_uses(context, r, other) for other in leading):
                organs = sorted(organs_in(r, [p for p, _ in r.then.one]))
                yield power_without_duty.finding(
                    context,
                    f"{r.id} 赋予 {'、'.join(organs)} 职权，但没有规则让其承办此类事项",
                    f"{r.id} gives a power to {', '.join(organs)}, and no rule has it deal with "
                    "such matters",
                    rules=(r.id,),
                    data={"organs": organs},
                )


def _leads(context: AnalysisContext, r: Compiled) -> bool:
    return bool(organs_in(r, LEADS) or refs_in(r, LEADS))


def _uses(context: AnalysisContext, power: Compiled, r: Compiled) -> bool:
    """Whether the rule can make whoever holds the power the lead: by its name, or as the owner."""
    if not context.meetings.can_meet(power, r):
        return False
    mine = {o.partition("@")[0] for o in organs_in(power, [p for p, _ in power.then.one])}
    named = {o.partition("@")[0] for o in organs_in(r, LEADS)}
    return bool(mine & named) or bool(refs_in(r, LEADS) & set(context.decision.owner_questions))
