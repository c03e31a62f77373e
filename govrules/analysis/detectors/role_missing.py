"""An organ that rules name, and that does not sit at some real unit where they apply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from ...evaluate import truth
from ...expr import Between, Under
from ...rules import Compiled
from ...rules.ranking import with_place
from ..context import AnalysisContext
from ..detector import detector
from ..finding import Finding
from ..organs import organs_in

__all__ = ["role_missing"]

PARTS = ("lead", "by")
# So many rules are named; the others are told by an ellipsis.
SHOWN = 3


@detector(
    "role_missing",
    "warning",
    zh="规则指定的机关，在某类实际单位并未设置",
    en="rules name an organ that does not sit at units of some kind",
    fix=(
        "以单位类别限定条件，并为其他类别另写由谁承办",
        "keep the rules to the kinds of unit that have it, and write who acts at the others",
    ),
)
def role_missing(context: AnalysisContext) -> Iterator[Finding]:
    """Organs named as the lead or the holder of a power, held against one unit of each kind."""
    naming, roster = _naming(context), context.territory.rosters[-1].day
    for (level, kind), unit in _units(context, roster).items():
        looks: dict[date, Any] = {}
        for organ, rules in sorted(naming.items()):
            role, _, at = organ.partition("@")
            if at != level or context.territory.organ_exists(role, unit, roster):
                continue
            open_ = [r for r in rules if _may_apply(context, r, unit, roster, looks)]
            if open_:
                yield _missing(context, open_, organ, kind, (unit, roster))


def _may_apply(
    context: AnalysisContext, r: Compiled, unit: str, roster: date, looks: dict[date, Any]
) -> bool:
    """Whether the rule may apply at the unit, on the roster's day or on its own first day after."""
    day = max(roster, r.period.start or roster)
    if day not in looks:
        here = {context.layout.place: unit, context.rules.day_field: str(day)}
        found = context.evaluated(here)
        looks[day] = None if found is None else found.look
    look = looks[day]
    return look is not None and truth(r.when, look, context.rules.fields) is not False


def _naming(context: AnalysisContext) -> dict[str, list[Compiled]]:
    """Organ → the rules that name it, of roles that only some kinds of unit have."""
    found: dict[str, list[Compiled]] = {}
    final = context.layout.final
    for question in dict.fromkeys((final, *context.decision.owner_questions)):
        for r in context.rules_of(question):
            parts = PARTS if question == final else [p for p, _ in r.then.one]
            for organ in organs_in(r, parts):
                if context.rules.roles.roles[organ.partition("@")[0]].kinds:
                    found.setdefault(organ, []).append(r)
    return found


def _units(context: AnalysisContext, roster: date) -> dict[tuple[str, str], str]:
    """(level, kind) → the first unit of the kind on the roster."""
    found: dict[tuple[str, str], str] = {}
    for code in context.territory:
        unit = context.territory.unit(code, roster)
        if str(roster) in unit.rosters:
            found.setdefault((unit.level, unit.kind), code)
    return found


def _missing(
    context: AnalysisContext, rules: list[Compiled], organ: str, kind: str, at: tuple[str, date]
) -> Finding:
    unit, day = at
    zh, en = (context.territory.name(unit, lang, day) for lang in ("zh", "en"))
    here = Under(context.layout.place, (unit,)), Between(context.rules.day_field, day)
    matter = next((m for m, _ in context.met(*here, rules[0].when)), None)
    named = [with_place(r) for r in rules[:SHOWN]] + ["…"] * (len(rules) > SHOWN)
    return role_missing.finding(
        context,
        f"{'、'.join(named)} 指定 {organ}，而{zh}（{unit}，{kind}）没有该机关",
        f"{organ} is named by {', '.join(named)}, and {en} ({unit}, {kind}) has none",
        about=[("role", organ.partition("@")[0])],
        data={"organ": organ, "kind": kind},
        matter=matter,
    )
