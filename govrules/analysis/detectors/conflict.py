"""Two rules that apply to one matter, disagree, and that nothing ranks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...diagrams import Leaf
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["conflict"]


@detector(
    "conflict",
    "error",
    zh="两条规则同时适用而结论不同，且无从确定先后，事项因此无法认定",
    en="two rules apply to one matter, disagree, and nothing ranks them: it cannot be decided",
    fix=(
        "法条写明例外的用 exception_to，属解读的用 reads_over；或收窄其中一条的条件",
        "write exception_to where the text makes the exception, reads_over where it is read so; or "
        "narrow one of the conditions",
    ),
    is_compiled=True,
)
def conflict(context: AnalysisContext) -> Iterator[Finding]:
    """Every such pair under the law now in force, with the smallest complete matter of each."""
    regions = context.regions
    for question, link in context.chain.links.items():
        for pair in sorted({leaf.conflict for leaf in link.leaves() if leaf.conflict}):
            region = regions.comes_to(question, *_between(pair))
            matter = regions.smallest(region)
            if matter is not None:
                first, second = pair
                yield conflict.finding(
                    context,
                    f"{first} 与 {second} 同时适用，结论不同，无从确定先后",
                    f"{first} and {second} both apply and disagree, and nothing ranks them",
                    rules=pair,
                    data={"question": question},
                    matter=matter,
                    matters=regions.count(region),
                )


def _between(pair: tuple[str, ...]) -> tuple[object, Callable[[Leaf], bool]]:
    return ("conflict", pair), lambda leaf: leaf.conflict == pair
