"""One rule of an instrument goes before another as the narrower, and nobody wrote that it does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...evaluate import Evaluation
from ...rules import Compiled
from ..complete import completed
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding

__all__ = ["silent_speciality"]


@detector(
    "silent_speciality",
    "warning",
    zh="同一文件中较窄的规则默默优先，未写明例外",
    en="of two rules of one instrument the narrower goes first, and no exception is written",
    fix=(
        "法条写明例外的用 exception_to，属解读的用 reads_over；条件写窄了的请更正",
        "write exception_to where the text makes the exception, reads_over where it is read so; "
        "or widen a condition that is too narrow",
    ),
)
def silent_speciality(context: AnalysisContext) -> Iterator[Finding]:
    """Pairs of one instrument that only their form ranks (Legislation Law, article 103)."""
    for a, b, verdict in context.clashes:
        if a.rule.cite.instrument != b.rule.cite.instrument:
            continue
        if verdict.principle != "special_over_general":
            continue
        special, general = (a, b) if verdict.kind == "first" else (b, a)
        matter = next((record for record, _ in context.met(a.when, b.when)), None)
        if matter is not None:
            matter = completed(context, matter, partial(_beats, special=special, general=general))
        yield silent_speciality.finding(
            context,
            f"{special.id} 的条件含于 {general.id} 之内，因而优先，但未写明是其例外",
            f"{special.id} lies within {general.id} and so goes first, but is written as no "
            "exception to it",
            rules=(a.id, b.id),
            data={"special": special.id, "general": general.id},
            matter=matter,
        )


def _beats(found: Evaluation, special: Compiled, general: Compiled) -> bool:
    """Whether the special rule puts the general one out of the matter."""
    defeated = found.answers[special.rule.question].defeated
    return any(d.rule is general and d.by is special for d in defeated)
