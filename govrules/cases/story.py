"""A case told from its records: every step, who answers for it, under which article, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

import attrs
from sqlalchemy import select

from ..charts import Chart, Datum, Event, Move, Snapshot
from ..law import parse_citation
from .book import Book, Held
from .ledger import Record
from .tables import cases, records

__all__ = ["Case", "Step", "told", "told_all"]


@attrs.frozen
class Step:
    """One step of a case.

    Args:
        at: When.
        event: What happened; ``event_zh`` and ``event_en`` name it.
        by: Who sent it, as a key; empty for a clock.
        by_zh: The sender's name.
        state: The state that it left the case in; ``state_zh`` and ``state_en`` name it.
        owners: Who answers for the case then, as keys.
        owner_zh: Their names.
        cites: The provisions under which it moved, in Chinese; ``cites_en`` in English.
        zh: The reasons; ``en`` the same in English.
        decided: What the rules said, where they were asked.
        asked: The facts that they were asked with.
        data: What the event brought.
        said_zh: The same in Chinese words; ``said_en`` in English.
        is_overdue: Whether it is a clock that rang.
        snapshot: Where the case stands after it.
    """

    at: str
    event: str
    event_zh: str
    event_en: str
    by: str
    by_zh: str
    by_en: str
    state: str
    state_zh: str
    state_en: str
    owners: tuple[str, ...]
    owner_zh: str
    owner_en: str
    cites: tuple[str, ...]
    cites_en: tuple[str, ...]
    zh: str
    en: str
    decided: Mapping[str, Any] = attrs.field(hash=False)
    asked: Mapping[str, Any] = attrs.field(hash=False)
    data: Mapping[str, Any] = attrs.field(hash=False)
    said_zh: str
    said_en: str
    is_overdue: bool
    snapshot: Snapshot = attrs.field(hash=False, repr=False)


@attrs.frozen
class Case:
    """A case with its history.

    Args:
        id: Its id.
        chart: The chart that it follows.
        facts: What is known of the matter.
        timeline: Its steps in order.
    """

    id: str
    chart: str
    facts: Mapping[str, Any] = attrs.field(hash=False)
    timeline: tuple[Step, ...]

    @property
    def state(self) -> str:
        """The state in which it stands."""
        return self.timeline[-1].state

    @property
    def owners(self) -> tuple[str, ...]:
        """Who answers for it now."""
        return self.timeline[-1].owners

    @property
    def values(self) -> Mapping[str, Any]:
        """What it remembers."""
        return self.timeline[-1].snapshot.values


def told(id: str, book: Book) -> Case:
    """Tell a case from its records; raises NotFoundError."""
    chart = book.held_of(id).chart
    return _told(id, book.charts[chart], book.ledger.records(id), book)


def told_all(book: Book) -> Iterator[tuple[Case, list[Record], Held]]:
    """Tell all cases, one by one by id, each with its records and where it is kept to stand."""
    both = cases.outerjoin(records, records.c.case == cases.c.id)
    stands = cases.c.id.label("of"), cases.c.chart, cases.c.body.label("stands")
    query = select(*records.columns, *stands).select_from(both)
    rows = book.ledger.stream(query.order_by(cases.c.id, records.c.seq))
    for id, found in groupby(rows, key=lambda row: row.of):
        listed = list(found)
        made = [Record(*row[: -len(stands)]) for row in listed if row.seq is not None]
        held = Held.read(listed[0].chart, listed[0].stands)
        yield _told(id, book.charts[held.chart], made, book), made, held


def _told(id: str, chart: Chart, records: Iterable[Record], book: Book) -> Case:
    facts: dict[str, Any] = {}
    steps: list[Step] = []
    program = book.steps[chart.id]
    snapshot = program.start()
    place: str | None = None
    for record in records:
        body = json.loads(record.body)
        when = datetime.fromisoformat(record.at)
        if record.kind == "ring":
            snapshot = program.ring(snapshot, body["clock"], when)
        else:
            if learnt := {**body["facts"], **body.get("matter", {})}:
                facts = {**facts, **learnt}
                place = book.place_of(facts)
            event = Event(body["event"], body["by"], body["data"], body.get("decided", {}))
            snapshot = program.step(snapshot, event, when)
        steps.append(_step(record, body, snapshot, chart, place, book))
    return Case(id, chart.id, facts, tuple(steps))


def _step(
    record: Record,
    body: Mapping[str, Any],
    snapshot: Snapshot,
    chart: Chart,
    place: str | None,
    book: Book,
) -> Step:
    moves = [chart.move[m] for m in snapshot.moves]
    is_ring = record.kind == "ring"
    named = chart.clock[body["clock"]] if is_ring else chart.event[body["event"]]
    event_zh = f"{named.zh}（逾期）" if is_ring else named.zh
    event_en = f"{named.en} (overdue)" if is_ring else named.en
    state = chart.state[snapshot.state]
    owners = book.organs(state.owner, snapshot.values, place)
    by = "" if is_ring else body["by"]
    names = {lang: _names(owners, book, lang) for lang in ("zh", "en")}
    said = {lang: _said(body.get("data", {}), chart, book, lang) for lang in ("zh", "en")}
    return Step(
        record.at,
        *(body["clock"] if is_ring else body["event"], event_zh, event_en),
        *(by, book.names(by) if by else "", book.names(by, "en") if by else ""),
        *(state.id, state.zh, state.en),
        owners,
        *(names["zh"], names["en"]),
        *(_cites(moves, book, "zh"), _cites(moves, book, "en")),
        *("；".join(m.zh for m in moves), "; ".join(m.en for m in moves)),
        body.get("decided", {}),
        body.get("asked", {}),
        body.get("data", {}),
        *(said["zh"], said["en"]),
        is_ring,
        snapshot,
    )


YES_NO = {"zh": ("是", "否"), "en": ("yes", "no")}


def _said(data: Mapping[str, Any], chart: Chart, book: Book, lang: str) -> str:
    """What an event brought, each by its name: ``结果：已退费``."""
    colon, semicolon = ("：", "；") if lang == "zh" else (": ", "; ")
    data_told = [datum for datum in chart.data if data.get(datum.id) is not None]
    return semicolon.join(
        f"{datum.zh if lang == 'zh' else datum.en}{colon}"
        + _worded(datum, data[datum.id], book, lang)
        for datum in data_told
    )


def _worded(datum: Datum, value: Any, book: Book, lang: str) -> str:
    """A value of a datum in words."""
    side = 0 if lang == "zh" else 1
    if isinstance(value, bool):
        return YES_NO[lang][0 if value else 1]
    if datum.kind == "choice":
        return book.grounds.get(value, datum.word.get(value, (value, value)))[side]
    if isinstance(value, str):
        return book.names(value, lang) if datum.organ else value
    if isinstance(value, int):
        return str(value)
    return _names(value, book, lang) if datum.organ else ("、", ", ")[side].join(map(str, value))


def _names(keys: Iterable[str], book: Book, lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(book.names(k, lang) for k in keys)


def _cites(moves: Iterable[Move], book: Book, lang: str) -> tuple[str, ...]:
    keys = dict.fromkeys(m.cite for m in moves)
    return tuple(parse_citation(key).text(book.jurisdiction.law, lang) for key in keys)
