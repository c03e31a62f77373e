"""A block of writing: each event is decided, stepped and recorded, or nothing of the block is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from ..charts import Chart, Event, Snapshot
from ..charts.apply import value_of
from ..charts.snapshot import canonical, moment_text
from ..charts.taking import checked_event
from ..errors import GovrulesError, LedgerError, NotFoundError, StepError, shown
from .asking import Asked, Asking
from .book import NEVER, Book, Held, no_case
from .chain import digest
from .ledger import Writer
from .tables import cases as case_table
from .tables import records

__all__ = ["Work", "put_to_rules", "taken"]

# What of a line of events is not data of the event.
KEYS = ("id", "case", "event", "at", "by", "facts", "personal", "matter", "chart", "place")
# Ids asked for at a time.
MANY = 500
RECEIVE = ("receive", "受理")


@attrs.frozen
class _Made:
    """What is to be written of one step: its record, and where the case stands after it."""

    id: str
    kind: str
    body: Mapping[str, Any] = attrs.field(hash=False)
    held: Held = attrs.field(hash=False)
    found: Asked | None = None
    personal: Any = attrs.field(default=None, hash=False)


@attrs.frozen
class _Known:
    """An event that is in the ledger: its case, when it happened, and what its record says."""

    case: str
    at: str
    body: Mapping[str, Any] = attrs.field(hash=False)

    def check(self, line: Mapping[str, Any], charts: Iterable[Chart]) -> None:
        """Raise StepError if a line of the same id is another event."""
        event = str(self.body.get("event"))
        names = {event, *(c.event[event].zh for c in charts if event in c.event)}
        held = [self.case, self.at, *(self.body.get(k) or {} for k in ("data", "facts", "matter"))]
        data = {k: v for k, v in line.items() if k not in KEYS}
        said = [line["case"], moment_text(line["at"]), data]
        said += [line.get(k) or {} for k in ("facts", "matter")]
        if line["event"] not in names or said != held:
            raise StepError(
                f"id {shown(line['id'])} is that of another event: {event} of case {self.case} "
                f"at {self.at}",
                f"id {shown(line['id'])} 已用于另一事件：案件 {self.case} {self.at} 的 {event}",
                field="id",
                value=line["id"],
                hint_en="give each event an id of its own",
                hint_zh="请为每个事件另取编号",
            )


class Work:
    """The cases that one block of writing touches.

    Args:
        book: The ledger, with what it is read with.
        asking: The rules.
        writer: What holds the head meanwhile.
    """

    def __init__(
        self, book: Book, asking: Asking, writer: Writer, recent: Mapping[str, Held] | None = None
    ) -> None:
        self.book, self.asking, self.writer = book, asking, writer
        self.held: dict[str, Held] = {}
        self.known: dict[str, _Known] = {}
        self._recent = recent or {}
        self._fresh: dict[str, tuple[int, str]] = {}  # case → its last record, and its snapshot

    def load(self, lines: list[dict[str, Any]]) -> None:
        """Read where the cases of some events stand, and which events are there already."""
        self.known = dict(_known(self.writer, [line["id"] for line in lines]))
        wanted = {line["case"] for line in lines}
        self.held |= {case: self._recent[case] for case in wanted if case in self._recent}
        absent = sorted(wanted - set(self.held))
        for at in range(0, len(absent), MANY):
            query = case_table.select().where(case_table.c.id.in_(absent[at : at + MANY]))
            for row in self.writer.connection.execute(query):
                self.held[row.id] = Held.read(row.chart, row.body)

    def take(self, line: Mapping[str, Any] | GovrulesError) -> None:
        """Let one event happen, unless it has happened already; an error is raised.

        Raises:
            GovrulesError: it cannot happen, with its place; nothing of it is written then.
        """
        if isinstance(line, GovrulesError):
            raise line
        try:
            if (known := self.known.get(line["id"])) is not None:
                known.check(line, self.book.charts.values())
            made = [] if known else self._made(line)
        except LedgerError:
            raise
        except GovrulesError as error:
            raise error.at(line["place"]) from None
        for one in made:
            self._write(line["case"], one)
            self.known[line["id"]] = _Known(line["case"], one.held.at, one.body)

    def _made(self, line: Mapping[str, Any]) -> list[_Made]:
        """What an event makes of its case: the clocks that ring before it, and its own step."""
        case, at = line["case"], line["at"]
        held = self._before(case, line)
        chart = self.book.charts[held.chart]
        chart.event_named(line["event"])
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
        rang = list(self._ringing(case, held, when))
        held = rang[-1].held if rang else held
        learnt = {**(line.get("facts") or {}), **(line.get("matter") or {})}
        facts = {**held.facts, **learnt} if learnt else held.facts
        data = {k: v for k, v in line.items() if k not in KEYS}
        event = Event(line["event"], line.get("by") or "", data)
        event = checked_event(chart, held.snapshot, event)
        kind = chart.event[event.type]
        self._check_organs(chart, event)
        body: dict[str, Any] = {}
        found = None
        if kind.asks:
            asked = put_to_rules(kind.gives, facts, held.snapshot, event)
            found = self.asking(asked)
            body = {"asked": asked, "decision": found.key, "decided": found.decided}
            event = Event(event.type, event.by, data, found.decided)
        after = self.book.steps[held.chart].step(held.snapshot, event, at)
        body |= {"event": kind.id, "by": event.by, "data": data, "facts": line.get("facts") or {}}
        if line.get("matter") is not None:
            body |= {"matter": line["matter"]}
        made = Held(held.chart, when, facts, after)
        return [*rang, _Made(line["id"], "event", body, made, found, line.get("personal"))]

    def _check_organs(self, chart: Chart, event: Event) -> None:
        """Raise RecordError where an event names an organ that there is not."""
        for name, value in event.data.items():
            if value is not None and chart.datum[name].organ:
                for key in [value] if isinstance(value, str) else value:
                    self.book.names.check(name, key)

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
        rang = list(self._ringing(case, self.held[case], until))
        for one in rang:
            self._write(case, one)
        return len(rang)

    def _ringing(self, case: str, held: Held, until: str) -> Iterator[_Made]:
        while True:
            at, clock = min(((a, c) for c, a in held.snapshot.clocks.items()), default=(NEVER, ""))
            if at > until:
                return
            steps = self.book.steps[held.chart]
            after = steps.ring(held.snapshot, clock, datetime.fromisoformat(at))
            held = Held(held.chart, at, held.facts, after)
            yield _Made(f"ring:{case}:{clock}:{at}", "ring", {"clock": clock}, held)

    def _write(self, case: str, made: _Made) -> None:
        held, body = made.held, dict(made.body)
        if (found := made.found) is not None:
            self.writer.keep_decision(found.key, found.kept, found.shared)
        if made.personal:
            body["personal"] = self.writer.keep_personal(made.id, made.personal)
        snapshot = canonical(held.snapshot.to_dict())
        body |= {
            "chart": self.book.charts[held.chart].digest[:16],
            "moves": list(held.snapshot.moves),
            "state": held.snapshot.state,
            "after": digest(snapshot)[:16],
        }
        policy = self.book.jurisdiction.digest
        seq = self.writer.append(made.id, case, held.at, made.kind, policy, canonical(body))
        self.held[case], self._fresh[case] = held, (seq, snapshot)

    def flush(self) -> None:
        """Write what was made so far."""
        fresh = self._fresh.items()
        self.writer.keep_cases(self.held[id].row(id, *stands) for id, stands in fresh)
        self.writer.flush()
        self._fresh = {}


def put_to_rules(
    gives: Iterable[tuple[str, str]], facts: Mapping[str, Any], snapshot: Snapshot, event: Event
) -> dict[str, Any]:
    """The facts put to the rules at a step: those of the case, and what the step itself is."""
    asked = dict(facts)
    for field, word in gives:
        value = value_of(word, snapshot, event)
        if value is not None:
            asked[field] = {"true": True, "false": False}.get(value, value)
    return asked


def _known(writer: Writer, ids: list[str]) -> Iterator[tuple[str, _Known]]:
    for at in range(0, len(ids), MANY):
        query = records.select().where(records.c.id.in_(ids[at : at + MANY]))
        for row in writer.connection.execute(query):
            yield row.id, _Known(row.case, row.at, json.loads(row.body))


def taken(writer: Writer, ids: list[str]) -> list[str]:
    """Which of some ids are in the ledger already."""
    found: list[str] = []
    for at in range(0, len(ids), MANY):
        query = records.select().with_only_columns(records.c.id)
        query = query.where(records.c.id.in_(ids[at : at + MANY]))
        found += [row.id for row in writer.connection.execute(query)]
    return found
