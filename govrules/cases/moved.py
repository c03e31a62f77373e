"""Open cases that the rules of a day give to another organ than the ledger has them with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import attrs

from ..charts import Event
from ..errors import GovrulesError
from ..values import UNKNOWN
from .asking import Asking
from .book import Book, Held
from .lines import costing
from .pieces import together
from .work import put_to_rules

__all__ = ["REDECIDE", "Moved", "moved"]

# The event by which a chart decides an open case anew; a chart without it has no such cases.
REDECIDE = "redecide"


@attrs.frozen
class Moved:
    """An open case that goes to another organ.

    Args:
        case: The case.
        on: The day under whose rules it does, ISO.
        state: The state in which it stands; ``state_zh`` and ``state_en`` name it.
        was: Whom the ledger has it with, as a key; ``was_zh`` and ``was_en`` the name.
        now: Who it goes to; empty where the rules name nobody.
        now_zh: The name, or the disposition where nobody is named; ``now_en`` in English.
        cites: The provisions under which it does, in Chinese; ``cites_en`` in English.
        is_waiting: Whether it cannot be decided anew now: an organ has to rule on it first.
    """

    case: str
    on: str
    state: str
    state_zh: str
    state_en: str
    was: str
    was_zh: str
    was_en: str
    now: str
    now_zh: str
    now_en: str
    cites: tuple[str, ...]
    cites_en: tuple[str, ...]
    is_waiting: bool


def moved(
    book: Book, asking: Asking, day: date, bad: Callable[[GovrulesError], object] | None
) -> Iterator[Moved]:
    """Ask the rules of a day for each case that somebody handles; nothing is written.

    Args:
        book: The ledger, with what it is read with.
        asking: The rules.
        day: The day; a case whose own day is later is asked by that, for no act is dated back.
        bad: Is told of each case that cannot be asked; where not given, the first is raised.

    Yields:
        Those that move, by case.
    """
    for id, held in book.held():
        chart = book.charts[held.chart]
        # A state whose owner is written into the chart waits for that organ, whoever leads.
        is_handled = chart.state[held.snapshot.state].owner.startswith("$")
        if REDECIDE not in chart.event or not is_handled:
            continue
        found = None
        with costing(bad):
            found = _asked(id, held, book, asking, day)
        if found is not None:
            yield found


def _asked(id: str, held: Held, book: Book, asking: Asking, day: date) -> Moved | None:
    """Ask for one case; ``None`` where it stays; raises GovrulesError that names the case."""
    chart, name = book.charts[held.chart], book.jurisdiction.rules.day_field
    try:
        own = book.jurisdiction.fields[name].read(held.facts.get(name))
        on = (day if own is UNKNOWN else max(day, own)).isoformat()
        facts, kind = {**held.facts, name: on}, chart.event[REDECIDE]
        found = asking(put_to_rules(kind.gives, facts, held.snapshot, Event(REDECIDE)))
    except GovrulesError as error:
        raise error.at(f"case {id}") from None
    was = str(held.snapshot.values.get("lead", ""))
    now = found.decided["decided.lead"] if found.decided["decided.has_lead"] else ""
    if was == now:
        return None
    said = json.loads(together(found.kept, found.shared.get))
    state = chart.state[held.snapshot.state]
    return Moved(
        *(id, on, state.id, state.zh, state.en),
        *(was, book.names(was), book.names(was, "en")),
        now,
        now_zh=book.names(now) if now else said["disposition_zh"],
        now_en=book.names(now, "en") if now else said["disposition_en"],
        cites=_cites(said, "zh"),
        cites_en=_cites(said, "en"),
        is_waiting=(state.id, REDECIDE) not in chart.open,
    )


def _cites(said: dict[str, Any], lang: str) -> tuple[str, ...]:
    """The provisions that say whose the matter is; those of the whole answer where none does."""
    reasons = said["owner_because"] or said["because"]
    return tuple(dict.fromkeys(reason[f"cite_{lang}"] for reason in reasons))
