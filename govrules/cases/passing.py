"""Who passes on what: dispatches, objections, whistles and silence, on both sides of a whistle."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import attrs

from ..charts import Do
from ..errors import RecordError, one_of, shown
from ..law import parse_citation
from .book import Book
from .rates import group_of, name_of
from .story import Step, told_all

__all__ = ["Passed", "passing", "under"]

GROUPS = ("department", "district", "subdistrict")


@attrs.frozen
class Passed:
    """What one organ, or the organs of one unit, passed on.

    Args:
        key: Which; ``zh`` and ``en`` name it.
        received: Work orders dispatched to it.
        objected: Objections that it made.
        upheld: Of them, those upheld: the dispatch was wrong.
        whistles: Whistles that it blew.
        called: Whistles that called it.
        came: Of them, those that it came to.
        refused: Those that it refused.
        silent: Those that it let run out.
        hours_unowned: Hours for which cases that ended with it were nobody's: being dispatched,
            or under consultation.
    """

    key: str
    zh: str
    en: str
    received: int
    objected: int
    upheld: int
    whistles: int
    called: int
    came: int
    refused: int
    silent: int
    hours_unowned: int


def passing(book: Book, by: str = "department") -> list[Passed]:
    """What each organ or unit passed on, the most passed on first.

    Raises:
        RecordError: for a grouping that there is none of.
    """
    if by not in GROUPS:
        en, zh = one_of(GROUPS)
        raise RecordError(
            f"passing cannot be by {shown(by)}",
            f"不能按 {shown(by)} 统计",
            field="by",
            value=by,
            hint_en=en,
            hint_zh=zh,
        )
    counts: dict[str, Counter[str]] = {}
    for case, *_ in told_all(book):
        for organ, what, times in _told(case.timeline):
            key = group_of(organ, by, case.facts, book)
            if key is not None:
                counts.setdefault(key, Counter())[what] += times
    names = [a.name for a in attrs.fields(Passed)][3:]
    made = [
        Passed(key, *name_of(key, by, book), *(count[n] for n in names))
        for key, count in counts.items()
    ]
    return sorted(made, key=lambda p: (-(p.objected + p.refused + p.silent), p.key))


# What is counted → by what a move of a chart counts it.
COUNTED = {
    "received": Do("count", ("hops",)),
    "objected": Do("count", ("returns",)),
    "upheld": Do("count", ("upheld_times",)),
    "whistles": Do("add", ("called", "$to")),
    "called": Do("add", ("called", "$to")),
    "came": Do("add", ("reported", "$by")),
    "refused": Do("add", ("refusers", "$by")),
    "silent": Do("add", ("silent", "$awaiting")),
}


def under(book: Book) -> dict[str, tuple[str, str]]:
    """What is counted → the provisions under which it happens, in Chinese and in English."""
    moves = [move for chart in book.charts.values() for move in chart.moves]
    found = {}
    for name, do in COUNTED.items():
        cites = dict.fromkeys(parse_citation(m.cite) for m in moves if do in m.does)
        texts = [[c.text(book.jurisdiction.law, lang) for c in cites] for lang in ("zh", "en")]
        if cites:
            found[name] = "；".join(texts[0]), "; ".join(texts[1])
    return found


def _told(steps: tuple[Step, ...]) -> list[tuple[str, str, int]]:
    """What of passing on a case tells: (organ, what, how often)."""
    found: list[tuple[str, str, int]] = []
    before: dict[str, Any] = {}
    objector, unowned, since = "", 0.0, None
    for step in steps:
        values = step.snapshot.values
        at = datetime.fromisoformat(step.at)
        if since is not None:
            unowned += (at - since).total_seconds() / 3600
        since = at if step.state in ("screening", "conferring") else None
        if values.get("hops", 0) > before.get("hops", 0):
            found.append((values["lead"], "received", 1))
        if values.get("returns", 0) > before.get("returns", 0):
            objector = str(before.get("lead", ""))
            found.append((objector, "objected", 1))
        if values.get("upheld_times", 0) > before.get("upheld_times", 0):
            found.append((objector, "upheld", 1))
        if step.event == "whistle":
            found.append((step.by, "whistles", 1))
            found += [(organ, "called", 1) for organ in step.data["to"]]
        for name, what in (("reported", "came"), ("refusers", "refused"), ("silent", "silent")):
            fresh = [o for o in values.get(name, ()) if o not in before.get(name, ())]
            found += [(organ, what, 1) for organ in fresh]
        before = dict(values)
    if unowned and before.get("lead"):
        found.append((before["lead"], "hours_unowned", round(unowned)))
    return found
