"""A block of writing: each event is decided, stepped and recorded, or nothing of the block is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import attrs

from ..charts import Event, Snapshot
from ..charts.apply import value_of
from ..charts.interpreter import checked_event
from ..charts.snapshot import canonical, moment_text
from ..errors import NotFoundError, RecordError, StepError, shown
from .asking import Asking
from .book import NEVER, Book, Held, no_case
from .chain import digest
from .ledger import Writer
from .tables import cases as case_table
from .tables import records

__all__ = ["Work", "taken"]

# What of a line of events is not data of the event.
KEYS = ("id", "case", "event", "at", "by", "facts", "personal", "matter", "chart", "line")
# Ids asked for at a time.
MANY = 500
RECEIVE = ("receive", "受理")


class Work:
    """The cases that one block of writing touches.

    Args:
        book: The ledger, with what it is read with.
        asking: The rules.
        writer: What holds the head meanwhile.
    """

    def __init__(self, book: Book, asking: Asking, writer: Writer) -> None:
        self.book, self.asking, self.writer = book, asking, writer
        self.held: dict[str, Held] = {}
        self.known: set[str] = set()

    def load(self, lines: list[dict[str, Any]]) -> None:
        """Read where the cases of some events stand, and which events are there already."""
        for line in lines:
            if line.get("id") is None:
                line["id"] = _id_of(line)
        self.known = set(taken(self.writer, [line["id"] for line in lines]))
        wanted = sorted({str(line.get("case")) for line in lines})
        for at in range(0, len(wanted), MANY):
            query = case_table.select().where(case_table.c.id.in_(wanted[at : at + MANY]))
            for row in self.writer.connection.execute(query):
                self.held[row.id] = Held.read(row.body)

    def take(self, line: Mapping[str, Any]) -> None:
        """Let one event happen, unless it has happened already."""
        if line["id"] in self.known:
            return
        self.known.add(line["id"])
        try:
            self._take(line)
        except (StepError, RecordError, NotFoundError) as error:
            raise error.at(
                f"line {line['line']}" if "line" in line else f"case {line['case']}"
            ) from None

    def _take(self, line: Mapping[str, Any]) -> None:
        case, at = str(line["case"]), line["at"]
        held = self._before(case, line)
        when = moment_text(at)
        if when < held.at:
            raise StepError(
                f"at {when} is before what happened last, at {held.at}",
                f"时间 {when} 早于上一事件 {held.at}",
                field="at",
                value=when,
                hint_en="send events in their order",
                hint_zh="请按发生先后报送",
            )
        self.held[case] = held
        self.ring(case, when)
        held = self.held[case]
        chart = self.book.charts[held.chart]
        facts = {**held.facts, **(line.get("facts") or {}), **(line.get("matter") or {})}
        data = {k: v for k, v in line.items() if k not in KEYS}
        event = Event(str(line.get("event")), str(line.get("by") or ""), data)
        event = checked_event(chart, held.snapshot, event)
        kind = chart.event[event.type]
        body: dict[str, Any] = {}
        if kind.asks:
            asked = _asked(kind.gives, facts, held.snapshot, event)
            text, decided = self.asking(asked)
            body = {"asked": asked, "decision": self.writer.keep_text(text), "decided": decided}
            event = attrs.evolve(event, decided=decided)
        after = self.book.steps[held.chart].step(held.snapshot, event, at)
        body |= {"event": kind.id, "by": event.by, "data": data, "facts": line.get("facts") or {}}
        if line.get("matter") is not None:
            body |= {"matter": line["matter"]}
        if line.get("personal"):
            body["personal"] = self.writer.keep_personal(line["id"], line["personal"])
        made = Held(held.chart, when, facts, after)
        self._write(line["id"], case, when, "event", body, made)

    def _before(self, case: str, line: Mapping[str, Any]) -> Held:
        if line.get("event") not in RECEIVE:
            if case not in self.held:
                raise no_case(case)
            return self.held[case]
        if case in self.held:
            raise StepError(
                f"case {case} is open already",
                f"案件 {case} 已经受理",
                field="case",
                value=case,
                hint_en="give it another id; new facts are posted with reopen or supplement",
                hint_zh="请另取编号；新事实以“重新受理”或“补充事实”报送",
            )
        chart = line.get("chart") or next(iter(self.book.charts))
        if chart not in self.book.charts:
            raise NotFoundError(
                f"there is no chart {shown(chart)}",
                f"没有流程 {shown(chart)}",
                field="chart",
                value=chart,
            )
        return Held(chart, "", {}, self.book.steps[chart].start())

    def ring(self, case: str, until: str) -> int:
        """Ring what has run out of a case, in the order of time and then of name."""
        rang = 0
        while True:
            held = self.held[case]
            at, clock = min(((a, c) for c, a in held.snapshot.clocks.items()), default=(NEVER, ""))
            if at > until:
                return rang
            steps = self.book.steps[held.chart]
            after = steps.ring(held.snapshot, clock, datetime.fromisoformat(at))
            made = Held(held.chart, at, held.facts, after)
            self._write(f"{case}:{clock}:{at}", case, at, "ring", {"clock": clock}, made)
            rang += 1

    def _write(
        self, id: str, case: str, at: str, kind: str, body: dict[str, Any], held: Held
    ) -> None:
        snapshot = canonical(held.snapshot.to_dict())
        body |= {
            "chart": self.book.charts[held.chart].digest[:16],
            "moves": list(held.snapshot.moves),
            "state": held.snapshot.state,
            "after": digest(snapshot)[:16],
        }
        policy = self.book.jurisdiction.digest
        record = self.writer.append(id, case, at, kind, policy, canonical(body))
        self.held[case] = held
        self.writer.keep_case(case, held.row(record.seq, snapshot))

    def flush(self) -> None:
        """Write what was made so far."""
        self.writer.flush()


def _asked(
    gives: Iterable[tuple[str, str]], facts: Mapping[str, Any], snapshot: Snapshot, event: Event
) -> dict[str, Any]:
    """The facts put to the rules at a step: those of the case, and what the step itself is."""
    asked = dict(facts)
    for field, word in gives:
        value = value_of(word, snapshot, event)
        if value is not None:
            asked[field] = {"true": True, "false": False}.get(value, value)
    return asked


def taken(writer: Writer, ids: list[str]) -> list[str]:
    """Which of some ids are in the ledger already."""
    found: list[str] = []
    for at in range(0, len(ids), MANY):
        query = records.select().with_only_columns(records.c.id)
        query = query.where(records.c.id.in_(ids[at : at + MANY]))
        found += [row.id for row in writer.connection.execute(query)]
    return found


def _id_of(line: Mapping[str, Any]) -> str:
    """The id of an event that came without one: of what it says, so that twice is once."""
    said = {k: v for k, v in line.items() if k not in ("id", "line", "personal") and v}
    said["at"] = moment_text(line["at"])
    return f"{line['case']}:{line['event']}:{digest(canonical(said))[:12]}"
