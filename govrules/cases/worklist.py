"""The worklist: what is due by a day, of whom, and under which article."""

from __future__ import annotations

import attrs
from sqlalchemy import or_

from ..charts import Clock
from ..law import parse_citation
from .book import Book, Held
from .tables import cases as case_table
from .tables import records

__all__ = ["STATUSES", "Due", "due"]

# Where a period comes from, in words.
STATUSES = {
    "statute": ("法规", "statute"),
    "standard": ("标准", "standard"),
    "assumed": ("假定", "assumed"),
}


@attrs.frozen
class Due:
    """One thing that somebody must do.

    Args:
        case: The case.
        at: By when.
        clock: The clock; ``zh`` and ``en`` say what is due.
        who: Of whom, as keys; ``who_zh`` and ``who_en`` their names.
        cite: Under which article, in Chinese; ``cite_en`` in English.
        status: Whether the period is ``statute``, ``standard`` or ``assumed``.
        status_zh: The same in Chinese; ``status_en`` in English.
        is_overdue: Whether the clock has rung already.
    """

    case: str
    at: str
    clock: str
    zh: str
    en: str
    who: tuple[str, ...]
    who_zh: str
    who_en: str
    cite: str
    cite_en: str
    status: str
    status_zh: str
    status_en: str
    is_overdue: bool


def due(book: Book, until: str) -> list[Due]:
    """What is overdue, and what falls due until a moment: by time, then by case."""
    found = []
    is_due = or_(case_table.c.due <= until, case_table.c.late > 0)
    for id, held in book.held(is_due):
        chart = book.charts[held.chart]
        listed = [(at, c, False) for c, at in held.snapshot.clocks.items() if at <= until]
        listed += [(_rang(book, id, c), c, True) for c in held.snapshot.overdue]
        found += [_due(id, at, chart.clock[c], late, held, book) for at, c, late in listed]
    return sorted(found, key=lambda d: (not d.is_overdue, d.at, d.case, d.clock))


def _rang(book: Book, case: str, clock: str) -> str:
    """When a clock of a case rang last."""
    is_it = (records.c.case == case) & (records.c.kind == "ring")
    rows = book.ledger.rows(records.select().where(is_it).order_by(records.c.seq))
    return max((row.at for row in rows if row.id.startswith(f"ring:{case}:{clock}:")), default="")


def _due(case: str, at: str, clock: Clock, late: bool, held: Held, book: Book) -> Due:
    who = book.organs(clock.who, held.snapshot.values, book.place_of(held.facts))
    names = {
        lang: comma.join(book.names(key, lang) for key in who)
        for lang, comma in (("zh", "、"), ("en", ", "))
    }
    cite = parse_citation(clock.cite)
    law = book.jurisdiction.law
    return Due(
        case,
        at,
        *(clock.id, clock.zh, clock.en),
        who,
        *(names["zh"], names["en"], cite.text(law, "zh"), cite.text(law, "en"), clock.status),
        *STATUSES[clock.status],
        late,
    )
