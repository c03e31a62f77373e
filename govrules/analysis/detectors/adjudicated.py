"""Rules between which an organ must decide which law applies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...evaluate import Evaluation
from ...rules import Compiled
from ..complete import completed
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["adjudicated"]


@detector(
    "adjudicated",
    "note",
    zh="两条规定不一致，依立法法须由有权机关裁决",
    en="two provisions disagree, and the Legislation Law has an organ decide which applies",
    fix=(
        "属法律自身的不一致时予以认可；否则收窄其中一条的条件",
        "accept it where the law itself disagrees; otherwise narrow one of the conditions",
    ),
)
def adjudicated(context: AnalysisContext) -> Iterator[Finding]:
    """Pairs that a real matter ends in, with that matter."""
    for a, b, verdict in context.clashes:
        if verdict.kind != "adjudicate":
            continue
        for record, found in context.met(a.when, b.when):
            if _disputed(found, a, b):
                yield adjudicated.finding(
                    context,
                    verdict.zh,
                    verdict.en,
                    rules=(a.id, b.id),
                    data={"organ": verdict.adjudicator, "principle": verdict.principle},
                    matter=completed(context, record, partial(_disputed, a=a, b=b)),
                )
                break


def _disputed(found: Evaluation, a: Compiled, b: Compiled) -> bool:
    """Whether the matter ends in a dispute of the two rules."""
    disputes = found.answers[a.rule.question].disputes
    return any({d.first.id, d.second.id} == {a.id, b.id} for d in disputes)
