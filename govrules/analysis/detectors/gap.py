"""Matters to which no rule of the final question applies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, TypeGuard

import attrs

from ...diagrams import Region
from ...diagrams.variables import Variable
from ...expr import Const, Expr, Is
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding, Subject

__all__ = ["gap"]


@detector(
    "gap",
    "error",
    zh="事实齐备，却没有一条规则适用，事项无从认定",
    en="every fact is known and no rule applies: nothing is decided",
    fix=(
        "法条有规定的补充规则；法条未规定的，写一条说明去处的规则，或予以认可",
        "write the rule that the text makes; where it makes none, a rule that says where such a "
        "matter goes, or accept the gap",
    ),
    is_compiled=True,
)
def gap(context: AnalysisContext) -> Iterator[Finding]:
    """The smallest such matter under the law now in force, by what is asked first."""
    regions, final = context.regions, context.layout.final
    link = context.chain.links[final]
    region = regions.comes_to(final, "gap", lambda leaf: leaf.values == (None,))
    first = next((k for k in link.variables.order if _is_told(k, context)), None)
    if first is None:
        yield from _found(context, region, "", "", {}, Const(True))
        return
    field = context.rules.fields[first]
    for cell in range(len(link.variables.cells[first])):
        here = regions.both(region, regions.in_cell(link, first, cell))
        values = [v for v in context.chain.values(first) if link.variables.cell(first, v) == cell]
        values = values or [link.variables.cells[first][cell]]  # of a count, the first
        zh = "、".join(field.label(v, "zh") for v in values)
        en = ", ".join(field.label(v, "en") for v in values)
        data = {"field": first, "values": [str(v) for v in values]}
        said = f"{field.zh}为{zh}的", f", their {field.en} being {en}"
        where = Is(first, tuple(values)) if field.kind in ("choice", "flag") else Const(True)
        yield from _found(context, here, *said, data, where)


def _question(context: AnalysisContext, where: Expr) -> Subject:
    """The final question; with the rules that such matters may meet a gap is another one."""
    question = context.subject("question", context.layout.final)
    said = [
        context.subject("rule", r.id).digest
        for r in context.rules_of(question.id)
        if not context.meetings.are_apart(r.when, where)
    ]
    digest = sha256("".join([question.digest, *sorted(said)]).encode()).hexdigest()[:16]
    return attrs.evolve(question, digest=digest)


def _is_told(key: Variable, context: AnalysisContext) -> TypeGuard[str]:
    """Whether gaps are told apart by it: a fact other than the day, which is that of the law."""
    return isinstance(key, str) and key != context.rules.day_field


def _found(
    context: AnalysisContext, here: Region, zh: str, en: str, data: Mapping[str, Any], where: Expr
) -> Iterator[Finding]:
    matter = context.regions.smallest(here)
    if matter is not None:
        found = gap.finding(
            context,
            f"{zh}事项，有的没有规则适用",
            f"some matters have no rule that applies{en}",
            data=data,
            matter=matter,
            matters=context.regions.count(here),
        )
        yield attrs.evolve(found, subjects=[_question(context, where)])
