"""A matter that organs send to each other in a ring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...expr import Under, atoms
from ...expr.terms import Value
from ...rules import Compiled
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding
from ..organs import terms_in

__all__ = ["circular_referral"]

# A ring of more organs than this is none that a matter would go round.
MOST_SENT = 6


@detector(
    "circular_referral",
    "error",
    zh="几个机关将同一事项循环移送",
    en="organs send one matter to each other in a ring",
    fix=(
        "确定由谁承办：其中一条规则应改为办理，或排除对方移送来的事项",
        "settle who deals with it: one of the rules must have it handled, or leave out what comes "
        "from the other",
    ),
)
def circular_referral(context: AnalysisContext) -> Iterator[Finding]:
    """Rings that a real matter goes round: each time with the lead as the one that has it."""
    holder, seen = context.layout.received_by, set[frozenset[str]]()
    if holder is None:
        return
    for r in context.rules_of(context.layout.final):
        if not (holder in r.reads and _refers(context, r)):
            continue
        for start in sorted(
            {
                c
                for a in atoms(r.when)
                if isinstance(a, Under) and a.field == holder
                for c in a.codes
            }
        ):
            for record, _ in context.met(r.when, Under(holder, (start,))):
                ring, rules = _followed(context, record, holder)
                if len(ring) > 1 and frozenset(ring) not in seen:
                    seen.add(frozenset(ring))
                    yield circular_referral.finding(
                        context,
                        f"事项在 {' → '.join((*ring, ring[0]))} 之间循环",
                        f"the matter goes round: {' → '.join((*ring, ring[0]))}",
                        rules=rules,
                        data={"ring": sorted(ring)},
                        matter=record,
                    )
                break


def _refers(context: AnalysisContext, r: Compiled) -> bool:
    said = terms_in(r, ("disposition",))
    return any(isinstance(t, Value) and t.value in context.layout.refers for t in said)


def _followed(
    context: AnalysisContext, record: Mapping[str, Any], holder: str
) -> tuple[list[str], list[str]]:
    """The ring of organs that a matter comes to, and the rules by which; nothing if it rests."""
    ring, rules, has = list[str](), list[str](), str(record[holder])
    while has not in ring and len(ring) < MOST_SENT:
        found = context.evaluated({**record, holder: has})
        answer = None if found is None else found.answers[context.layout.final]
        value = answer.values[0] if answer is not None and answer.is_determined else None
        if answer is None or value is None:
            return [], []
        lead = value.get("lead")
        if value.get("disposition") not in context.layout.refers or not isinstance(lead, str):
            return [], []
        ring.append(has)
        rules += [w.id for w in answer.winners]
        has = lead
    start = ring.index(has) if has in ring else len(ring)
    return ring[start:], rules
