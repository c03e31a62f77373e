"""An organ that may not lead a matter, and that another rule makes the lead of it."""

from __future__ import annotations

from collections.abc import Iterator

from ...rules import Compiled
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding
from ..organs import organs_in

__all__ = ["assistant_leads"]

LEADS = ("lead", "by")


@detector(
    "assistant_leads",
    "error",
    zh="依一条规则不得主责的机关，被另一条规则列为承办",
    en="an organ that one rule bars from leading is made the lead by another",
    fix=(
        "核对法条：不得主责的，改由交办或有权机关承办",
        "hold both against the text: what may only help cannot be the lead",
    ),
)
def assistant_leads(context: AnalysisContext) -> Iterator[Finding]:
    """Pairs of which one bars an organ and the other makes it the lead, in a real matter."""
    final, adds = context.layout.final, context.layout.adds
    lead = [r for r in context.rules_of(final) if organs_in(r, LEADS)]
    for barring in (r for q in (final, *adds) for r in context.rules_of(q)):
        barred = organs_in(barring, ("must_not_lead",))
        for leading in lead if barred else ():
            both = barred & organs_in(leading, ("lead",))
            if both and _can_both_win(context, barring, leading):
                yield from _shown(context, barring, leading, min(both))


def _can_both_win(context: AnalysisContext, barring: Compiled, leading: Compiled) -> bool:
    """Whether both may stand: of one question they must agree, or one puts the other out."""
    is_one = barring.rule.question == leading.rule.question
    if is_one and barring.then.one != leading.then.one:
        return False
    return barring is leading or context.meetings.can_meet(leading, barring)


def _shown(
    context: AnalysisContext, barring: Compiled, leading: Compiled, organ: str
) -> Iterator[Finding]:
    for record, found in context.met(barring.when, leading.when):
        final = found.answers[context.layout.final]
        wins = final.is_determined and leading in final.winners
        if wins and any(barring in answer.winners for answer in found.answers.values()):
            yield assistant_leads.finding(
                context,
                f"依 {barring.id}，{organ} 不得主责；依 {leading.id}，却由其承办",
                f"under {barring.id} {organ} may not lead, and under {leading.id} it does",
                rules=(barring.id, leading.id),
                data={"organ": organ},
                matter=record,
            )
            return
