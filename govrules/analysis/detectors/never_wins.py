"""Rules that hold, and that another rule puts out wherever they do."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagrams import Link
from ...rules import Compiled
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["never_wins"]


@detector(
    "never_wins",
    "warning",
    zh="该规则凡适用之处，均被在先的规则压过",
    en="wherever the rule applies, one that comes first puts it out",
    fix=(
        "核对在先规则的条件是否写得过宽；确无作用的规则请删去",
        "see whether a rule that comes first is too wide; delete the rule if it has no use",
    ),
    is_compiled=True,
)
def never_wins(context: AnalysisContext) -> Iterator[Finding]:
    """Rules of the questions with one answer, proved over all complete matters."""
    for link in context.chain.links.values():
        for rule in link.readers:
            above = _above(context, link, rule)
            if above:
                yield from _beaten(context, link, rule, above)


def _beaten(
    context: AnalysisContext, link: Link, rule: Compiled, above: list[Compiled]
) -> Iterator[Finding]:
    """The finding, where no matter is left to the rule."""
    every, no = link.conditions.every, link.conditions.no
    here, *over = map(link.concludes, (rule, *above))
    if context.is_met(rule, every((here, *map(no, over)))) or not context.is_met(rule, here):
        return
    by = [
        other.id
        for other, there in zip(above, over, strict=True)
        if context.is_met(rule, every((here, there)))
    ]
    regions = context.rule_regions
    yield never_wins.finding(
        context,
        f"{rule.id} 凡适用之处，均被 {'、'.join(by)} 压过",
        f"wherever {rule.id} applies, {', '.join(by)} puts it out",
        rules=(rule.id,),
        data={"by": by},
        matter=regions.smallest(regions.both(regions.where(link, here), regions.reaching(link))),
    )


def _above(context: AnalysisContext, link: Link, rule: Compiled) -> list[Compiled]:
    """The rules that outrank it, can meet it, and can't agree with it."""
    return [
        other
        for other in link.readers
        if other is not rule
        and not link.variables.may_agree(rule, other)
        and context.meetings.can_meet(rule, other)
        and context.rules.rank(other, rule).kind == "first"
    ]
