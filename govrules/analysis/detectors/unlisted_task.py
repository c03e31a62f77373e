"""A task that is on no list, and reaches by some path an organ that only listed tasks may reach."""

from __future__ import annotations

from collections.abc import Iterator

from ...evaluate import Evaluation
from ...expr import Between, Is
from ...expr.check import check
from ...rules import Compiled, DatedList
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding
from ..organs import organs_in

__all__ = ["unlisted_task"]


@detector(
    "unlisted_task",
    "error",
    zh="清单外的事项仍可到达只能承接清单内事项的机关",
    en="a matter that is not on the list reaches an organ that only listed matters may reach",
    fix=(
        "为该规则加上“列入清单”的条件，或写明不得交办",
        "make the list a condition of the rule, or write that the matter may not be given",
    ),
)
def unlisted_task(context: AnalysisContext) -> Iterator[Finding]:
    """Rules that name an organ behind the gate of a list, for a real matter that is not on it."""
    for gate in (x for x in context.lists if x.gates):
        for question in (context.layout.final, *context.layout.adds):
            for r in context.rules_of(question):
                named = organs_in(r, ("lead", "by", "assist"))
                behind = {o for o in named if o.partition("@")[0] in gate.gates}
                if behind:
                    yield from _path(context, gate, r, min(behind))


def _path(context: AnalysisContext, gate: DatedList, r: Compiled, organ: str) -> Iterator[Finding]:
    gated = check(gate.gated, context.rules.fields)
    days = Between(context.rules.day_field, gate.period.start, gate.period.end)
    for record, found in context.met(gated, Is(gate.field, (False,)), days, r.when):
        if r in found.answers[r.rule.question].winners and not _is_barred(context, found):
            yield unlisted_task.finding(
                context,
                f"不在 {gate.id} 的事项，依 {r.id} 仍到达 {organ}",
                f"a matter that is not on {gate.id} reaches {organ} by {r.id}",
                rules=(r.id,),
                about=[("list", gate.id)],
                data={"organ": organ},
                matter=record,
            )
            return


def _is_barred(context: AnalysisContext, found: Evaluation) -> bool:
    values = found.answers[context.layout.final].values
    return all(v is not None and v.get("prohibited") is True for v in values)
