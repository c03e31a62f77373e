"""Rules whose condition is met by no matter at all."""

from __future__ import annotations

from collections.abc import Iterator

from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["never_holds"]


@detector(
    "never_holds",
    "warning",
    zh="没有一件事项能满足该规则的条件",
    en="no matter meets the rule's condition",
    fix=(
        "条件自相矛盾，或与目录、前一问题的答案矛盾，请更正；不再需要的规则请删去",
        "the condition contradicts itself, the catalogue, or what earlier questions answer: "
        "correct it, or delete the rule",
    ),
    is_compiled=True,
)
def never_holds(context: AnalysisContext) -> Iterator[Finding]:
    """Rules of the questions with one answer, proved over all complete matters."""
    for link in context.chain.links.values():
        for rule in link.readers:
            if not context.is_met(rule, link.holds(rule)):
                yield never_holds.finding(
                    context,
                    f"{rule.id} 的条件不可能满足",
                    f"the condition of {rule.id} cannot be met",
                    rules=(rule.id,),
                )
