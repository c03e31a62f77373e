"""Rules that hold, and that another rule puts out wherever they do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...diagrams import Link, Region
from ...rules import Compiled
from ...values import OneOf
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
    regions = context.rule_regions
    for link in context.chain.links.values():
        for rule in link.readers:
            here = _concludes(context, rule)
            above = _above(context, link, rule)
            if here == regions.nothing or not above:
                continue
            over = {other.id: _concludes(context, other) for other in above}
            won = regions.both(here, *map(regions.outside, over.values()))
            if won == regions.nothing:
                meets = [o for o in above if regions.meet(here, over[o.id])]
                yield never_wins.finding(
                    context,
                    f"{rule.id} 凡适用之处，均被 {'、'.join(o.id for o in meets)} 压过",
                    f"wherever {rule.id} applies, {', '.join(o.id for o in meets)} puts it out",
                    rules=(rule.id,),
                    data={"by": [o.id for o in meets]},
                    matter=regions.smallest(here),
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


def _concludes(context: AnalysisContext, rule: Compiled) -> Region:
    """Where a rule holds and has something to conclude: no answer that it passes on is missing."""
    regions, chain = context.rule_regions, context.chain
    missing = (
        regions.holding(f, frozenset(filter(_may_be_none, chain.values(f))))
        for f in rule.refs
        if f in chain.answers
    )
    return regions.both(regions.holds(rule.id), *map(regions.outside, missing))


def _may_be_none(value: Any) -> bool:
    return value is None or (isinstance(value, OneOf) and None in value.values)
