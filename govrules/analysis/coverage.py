"""What matters have touched of a rule set: its rules, its exceptions, its days of change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import attrs

from ..evaluate import Evaluation
from ..values import as_said
from .context import AnalysisContext

__all__ = ["Coverage", "coverage"]

DAY = timedelta(1)
WORDS = {
    "rules": ("规则 {hit}/{all}", "rules {hit}/{all}"),
    "exceptions": ("例外 {hit}/{all}", "exceptions {hit}/{all}"),
    "days": (
        "施行、失效之日及其前一日 {hit}/{all}",
        "days of change and the days before {hit}/{all}",
    ),
    "matters": ("事项 {all} 件，其中 {bad} 件不能认定", "{all} matters, {bad} of them undecidable"),
    "untouched": ("未触及：", "untouched: "),
}


@attrs.frozen
class Coverage:
    """What was touched and what was not.

    Args:
        matters: How many matters there were.
        bad: How many of them cannot be read, or end in a conflict.
        rules: Rule → in how many matters it applied, whether it won or lost.
        exceptions: (rule, the rule that it stands over) → in how many matters both applied.
        days: Each first day of a rule or delegation, each day after its last, and the days before
            these → how many matters are of that day.
    """

    matters: int
    bad: int
    rules: Mapping[str, int] = attrs.field(hash=False)
    exceptions: Mapping[tuple[str, str], int] = attrs.field(hash=False)
    days: Mapping[date, int] = attrs.field(hash=False)

    @property
    def untouched_rules(self) -> tuple[str, ...]:
        """The rules that applied in no matter."""
        return tuple(id for id, n in self.rules.items() if not n)

    @property
    def untouched_exceptions(self) -> tuple[tuple[str, str], ...]:
        """The exceptions that stood over nothing."""
        return tuple(pair for pair, n in self.exceptions.items() if not n)

    @property
    def untouched_days(self) -> tuple[date, ...]:
        """The days of change, and the days before them, of which there is no matter."""
        return tuple(day for day, n in self.days.items() if not n)

    def text(self, lang: str = "en") -> str:
        """The figures and what is untouched, in ``"en"`` or ``"zh"``."""
        side = 0 if lang == "zh" else 1
        lines = [WORDS["matters"][side].format(all=self.matters, bad=self.bad)]
        parts: tuple[tuple[str, Mapping[Any, int], Iterable[str]], ...] = (
            ("rules", self.rules, self.untouched_rules),
            ("exceptions", self.exceptions, (f"{a} > {b}" for a, b in self.untouched_exceptions)),
            ("days", self.days, map(str, self.untouched_days)),
        )
        for name, all_, untouched in parts:
            hit = sum(n > 0 for n in all_.values())
            lines.append(WORDS[name][side].format(hit=hit, all=len(all_)))
            if left := ", ".join(untouched):
                lines.append(f"  {WORDS['untouched'][side]}{left}")
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {
            "matters": self.matters,
            "bad": self.bad,
            "rules": dict(self.rules),
            "exceptions": [
                {"rule": a, "over": b, "matters": n} for (a, b), n in self.exceptions.items()
            ],
            "days": {str(day): n for day, n in self.days.items()},
            "untouched_rules": list(self.untouched_rules),
            "untouched_exceptions": [list(pair) for pair in self.untouched_exceptions],
            "untouched_days": [str(day) for day in self.untouched_days],
        }


def coverage(context: AnalysisContext, matters: Iterable[Mapping[str, Any]]) -> Coverage:
    """Say what matters touch of a jurisdiction; alike ones are evaluated once.

    Args:
        context: The jurisdiction.
        matters: Records, as ``decide`` takes them. One that cannot be decided counts as bad.
    """
    alike: Counter[Any] = Counter()
    records: dict[Any, Mapping[str, Any]] = {}
    for record in matters:
        key = tuple(sorted((str(k), as_said(v)) for k, v in record.items() if k not in IDS))
        alike[key] += 1
        records.setdefault(key, record)
    rules, exceptions, days, bad = Counter[str](), Counter[tuple[str, str]](), Counter[Any](), 0
    for key, n in alike.items():
        found = context.evaluated(records[key])
        if found is None:
            bad += n
            continue
        days[found.facts.get(context.rules.day_field)] += n
        applied = dict.fromkeys(_applied(found), n)
        rules.update(applied)
        exceptions.update(dict.fromkeys(_links(context, applied), n))
    return Coverage(
        sum(alike.values()),
        bad,
        {id: rules[id] for id in context.rules.rules},
        {pair: exceptions[pair] for pair in _links(context, context.rules.rules)},
        {day: days[day] for day in _bounds(context)},
    )


IDS = ("id", "编号")


def _applied(found: Evaluation) -> Iterator[str]:
    for answer in found.answers.values():
        yield from (r.id for r in answer.winners)
        yield from (d.rule.id for d in answer.defeated)


def _links(context: AnalysisContext, among: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each rule of these with each of them that it is written to stand over."""
    known = dict.fromkeys(among)
    for id in known:
        r = context.rules.rules[id].rule
        yield from ((id, over) for over in (*r.exception_to, *r.reads_over) if over in known)


def _bounds(context: AnalysisContext) -> list[date]:
    periods = [r.period for r in context.rules.rules.values()]
    periods += [d.days for d in context.delegations]
    bounds = {day for p in periods for day in (p.start, p.end) if day is not None}
    return sorted({day for bound in bounds for day in (bound - DAY, bound)})
