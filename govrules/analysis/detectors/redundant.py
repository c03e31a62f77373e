"""Rules without which every matter would be answered as it is, under the same provision."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagrams import Link
from ...rules import Compiled
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["redundant"]


@detector(
    "redundant",
    "warning",
    zh="同一条文已有规则说了同样的话",
    en="another rule says all of it, under the same provision",
    fix=("删去其一，或改正写错的条件、引条", "delete one, or mend the condition or the citation"),
    is_compiled=True,
)
def redundant(context: AnalysisContext) -> Iterator[Finding]:
    """Rules of the questions with one answer; two provisions that say the same are no fault."""
    for link in context.chain.links.values():
        for n, rule in enumerate(link.readers):
            same = (o for o in link.readers if _says_all_of(context, link, o, rule))
            # Of two that say the same as each other the first is kept.
            kept = [o for o in same if o not in link.readers[n:] or not link.within(o, rule)]
            if kept:
                yield redundant.finding(
                    context,
                    f"{rule.id} 所说，{kept[0].id} 都已说了",
                    f"{kept[0].id} says all that {rule.id} says",
                    rules=(rule.id, kept[0].id),
                )


def _says_all_of(context: AnalysisContext, link: Link, other: Compiled, rule: Compiled) -> bool:
    """Whether another rule concludes the same wherever this one holds, and outranks as much."""
    return (
        other is not rule
        and other.then == rule.then
        and other.rule.cite == rule.rule.cite
        and link.within(rule, other)
        and all(
            _outranks(context, other, o) or o is other  # rules that agree put out neither
            for o in link.readers
            if _outranks(context, rule, o)
        )
    )


def _outranks(context: AnalysisContext, rule: Compiled, other: Compiled) -> bool:
    return rule is not other and context.rules.rank(rule, other).kind == "first"
