"""Cases as they happen: each event is decided, stepped and recorded, or nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from ..charts import Calendar, Interpreter, china
from ..charts.snapshot import canonical, moment_text
from ..decision import Decision
from ..errors import GovrulesError, RecordError, shown
from ..jurisdiction import Jurisdiction
from ..options import check_word
from ..values import moment
from .asking import Asking
from .book import Book, Held, Recent
from .chain import digest
from .inclusion import Inclusion, prove
from .lines import ADVANCE, Line, costing, id_of, numbered
from .moved import REDECIDE, Moved, moved
from .passing import Passed, passing
from .rates import Rate, rates
from .recording import Decided, Recorder
from .story import Case, told
from .tables import cases as case_table
from .verify import Fault, replay, verify
from .versions import Versions
from .work import Work
from .worklist import Due, due

__all__ = ["BATCH", "Cases"]

# Events written together: many enough that a case is written once for several of its own.
BATCH = 2000


class Cases(Book):
    """The cases of a ledger under a jurisdiction; made by :func:`govrules.cases.open`.

    Attributes:
        versions: The versions of the rules.
    """

    def __init__(
        self,
        url: str,
        jurisdiction: Jurisdiction,
        *,
        versions: Mapping[str, Jurisdiction] | None = None,
        calendar: Calendar | None = None,
        engine: str = "interpreter",
    ) -> None:
        super().__init__(url, jurisdiction, calendar or china(), engine)
        self.versions = Versions(self.ledger, jurisdiction, versions or {})
        self._asking = Asking(jurisdiction)
        self._recent = Recent()
        self._recorder = Recorder(self.ledger, self.versions)
        zone = jurisdiction.fields[jurisdiction.rules.day_field].zone
        self._zone = ZoneInfo(zone) if zone else None

    def close(self) -> None:
        """Give back the connections to the ledger, and what makes the steps."""
        self.ledger.close()
        for steps in self.steps.values():
            if not isinstance(steps, Interpreter):
                steps.close()

    # --- what happens ----------------------------------------------------------------------

    def receive(
        self,
        matter: Mapping[str, Any],
        *,
        at: object,
        id: str | None = None,
        chart: str | None = None,
        event_id: str | None = None,
        personal: Mapping[str, Any] | None = None,
    ) -> Case:
        """Open a case on a matter: it is decided, dispatched, and its clocks start.

        Args:
            matter: The facts, as ``decide`` takes them.
            at: When it came in.
            id: The case; the matter's own ``id``, or one made of what it says and when, where
                not given.
            chart: The chart that it follows; the jurisdiction's first.
            event_id: The id of this event: sent twice, it is taken once.
            personal: Who called, and what else must be erasable: kept apart from the chain.

        Raises:
            RecordError: the matter cannot be read.
            StepError: the case is open already.
        """
        when = self._moment(at)
        facts = {k: v for k, v in matter.items() if k != "id"}
        case = str(id or matter.get("id") or digest(canonical([facts, moment_text(when)]))[:12])
        line = {"case": case, "event": "receive", "at": when, "matter": facts, "chart": chart}
        return self._one({**line, "id": event_id, "personal": personal})

    def post(
        self,
        case: str,
        event: str,
        *,
        at: object,
        by: str = "",
        event_id: str | None = None,
        facts: Mapping[str, Any] | None = None,
        personal: Mapping[str, Any] | None = None,
        **data: Any,
    ) -> Case:
        """Let something happen to a case; the clocks that ring before it ring first.

        Args:
            case: The case.
            event: What happens, by the code or Chinese name that the chart gives it.
            at: When; not before what happened last.
            by: Who sends it, ``role@unit``; filled in where only one may.
            event_id: The id of this event: sent twice, it is taken once.
            facts: Facts of the matter that are known now, or are known better.
            personal: Personal data of this event, kept apart.
            **data: What the event brings.

        Raises:
            NotFoundError: there is no such case.
            StepError: the event is not open, or cannot be taken as told; nothing happened.
            RecordError: a fact or the moment cannot be read.
        """
        line = {"case": case, "event": event, "at": at, "by": by, **data}
        return self._one({**line, "id": event_id, "facts": facts, "personal": personal})

    def _one(self, said: dict[str, Any]) -> Case:
        """Take one event, and return its case."""
        line = self._read(Line(f"case {said['case']}", said, needs_id=False))
        self._all([line])
        return self.get(line["case"])

    def advance(self, to: object) -> int:
        """Tell all cases what time it is: clocks that have run out ring, in their order.

        Returns:
            How many rang.
        """
        when = moment_text(self._moment(to, is_end=True))
        total = 0
        with self._working() as work:
            while True:
                query = case_table.select().where(case_table.c.due <= when)
                query = query.order_by(case_table.c.due, case_table.c.id).limit(500)
                rows = work.writer.connection.execute(query).all()
                if not rows:
                    return total
                for row in rows:
                    work.held[row.id] = Held.read(row.chart, row.body)
                    total += work.ring(row.id, when)
                work.flush()

    def run(
        self,
        events: Iterable[Mapping[str, Any] | Line],
        *,
        batch: int = BATCH,
        bad: Callable[[GovrulesError], object] | None = None,
    ) -> Iterator[int]:
        """Take a stream of events, each exactly once, however often it is begun anew.

        Args:
            events: Lines with ``id``, ``case``, ``event``, ``at``, and what the event brings;
                ``receive`` has ``matter``. A line ``{"advance": "2024-03-20"}`` tells the time.
            batch: So many are written together: they stand as a whole or not at all.
            bad: Is told of each line that cannot be taken, which then costs itself alone. Where
                none is given the first such line ends the run.

        Yields:
            How many lines are done, after each batch.

        Raises:
            GovrulesError: for the first line that cannot be taken, with its place; the batches
                before it stand. With ``bad``, for the ledger alone.
        """
        number = 0
        waiting: list[dict[str, Any] | GovrulesError] = []
        for number, line in enumerate(numbered(events), 1):
            with costing(bad and waiting.append):
                waiting.append(self._read(line))
            last = waiting[-1]
            if isinstance(last, dict) and ADVANCE in last:
                self._all(waiting[:-1], bad)
                self.advance(last[ADVANCE])
            elif len(waiting) >= batch:
                self._all(waiting, bad)
            else:
                continue
            waiting = []
            yield number
        self._all(waiting, bad)
        yield number

    def redecide(
        self,
        moved: Iterable[Moved],
        *,
        at: object,
        bad: Callable[[GovrulesError], object] | None = None,
    ) -> Iterator[int]:
        """Decide anew what :meth:`moved` found, each exactly once; the first clock runs on.

        What is waiting is passed over, for :meth:`moved` to find again.

        Args:
            moved: The cases.
            at: When.
            bad: As for :meth:`run`.

        Returns:
            How many are done, after each batch; nothing happens until it is asked for.

        Raises:
            RecordError: the moment cannot be read.
        """
        when, day = moment_text(self._moment(at)), self.jurisdiction.rules.day_field
        said = (
            (m.case, {"event": REDECIDE, "facts": {day: m.on}}) for m in moved if not m.is_waiting
        )
        lines = (
            Line(f"case {case}", {"case": case, "at": when, **event}, needs_id=False)
            for case, event in said
        )
        return self.run(lines, bad=bad)

    def _read(self, line: Line) -> dict[str, Any]:
        """What a line says, its moment read; raises GovrulesError with its place."""
        read = line.read()
        try:
            at = self._moment(read.get(ADVANCE, read.get("at")), is_end=ADVANCE in read)
        except RecordError as error:
            raise error.at(line.place) from None
        if ADVANCE in read:
            return {ADVANCE: at}
        made = {**read, "at": at, "place": line.place}
        return made if made.get("id") else {**made, "id": id_of(made)}

    def _all(
        self,
        lines: list[dict[str, Any] | GovrulesError],
        bad: Callable[[GovrulesError], object] | None = None,
    ) -> None:
        """Take some events in one block: all of them, or none; with ``bad`` all that can be."""
        if not lines:
            return
        with self._working() as work:
            work.load([line for line in lines if isinstance(line, dict)])
            for line in lines:
                with costing(bad):
                    work.take(line)
            work.flush()

    @contextmanager
    def _working(self) -> Iterator[Work]:
        """A block of writing; what it wrote is remembered once it stands."""
        with self.ledger.writing() as writer:
            before = writer.hash
            work = Work(self, self._asking, writer, self._recent.at(before))
            yield work
        self._recent.keep(before, writer.hash, work.held)

    # --- what is to be seen ----------------------------------------------------------------

    def get(self, case: str) -> Case:
        """A case with its timeline; raises NotFoundError."""
        return told(case, self)

    def due(self, by: object) -> list[Due]:
        """The worklist: what is due by a day, of whom, under which article; overdue first."""
        return due(self, moment_text(self._moment(by, is_end=True)))

    def moved(
        self, on: object, *, bad: Callable[[GovrulesError], object] | None = None
    ) -> Iterator[Moved]:
        """The open cases that the rules of a day give to another organ; see :func:`.moved.moved`.

        Raises:
            RecordError: the day cannot be read.
        """
        day = self.jurisdiction.fields[self.jurisdiction.rules.day_field].read(on)
        if not isinstance(day, date):
            raise RecordError(
                f"on cannot be {shown(on)}",
                f"日期不能是 {shown(on)}",
                field="on",
                value=on,
                hint_en="write 2024-07-01",
                hint_zh="请写成 2024-07-01",
            )
        return moved(self, self._asking, day, bad)

    def rates(self, by: str = "subdistrict", month: str | None = None, **more: Any) -> list[Rate]:
        """响应率, 解决率, 满意率 of the cases called back in a month; see :mod:`.rates`."""
        return rates(self, by, month, **more)

    def passing(self, by: str = "department") -> list[Passed]:
        """Who passes on what: dispatches, objections, whistles and silence, by organ."""
        return passing(self, by)

    def verify(self, published: tuple[int, str] | None = None) -> list[Fault]:
        """Find what was changed, dropped or moved in the ledger; see :func:`.verify.verify`."""
        return verify(self.ledger, published)

    def prove(self, id: str, until: int | None = None) -> Inclusion:
        """Show that one record is in the ledger; see :func:`.inclusion.prove`."""
        return prove(self.ledger, id, until)

    def replay(self) -> list[Fault]:
        """Decide and step everything again under the version that did; tell what differs."""
        return replay(self, self.versions.here)

    def decide(
        self, matter: Mapping[str, Any], *, as_known: object | None = None, record: bool = False
    ) -> Any:
        """Decide a matter without a case, as the law was known on a day if one is given.

        Args:
            matter: The facts.
            as_known: The day; the rules of the version that was known then decide.
            record: Whether the decision goes into the ledger.

        Raises:
            LedgerError: no version was known on that day, or it is not here.
        """
        which = self.jurisdiction
        if as_known is not None:
            which = self.versions.known_on(self._moment(as_known).date())
        decision = which.decide(dict(matter))
        if record:
            self.record([(matter, decision)])
        return decision

    def record(
        self,
        decided: Iterable[tuple[Mapping[str, Any], Any]],
        *,
        at: object | None = None,
        ask: str = "ranked",
    ) -> int:
        """Write decisions that were made without a case into the ledger, each once.

        Args:
            decided: Matters with their decisions: ``zip(matters, beijing.decide_many(matters))``.
                A row that could not be decided is no decision, and is left out.
            at: When they were made; no time is made up where not given.
            ask: As they were asked, for ``replay`` decides them again so.

        Returns:
            How many were not there yet.

        Raises:
            LedgerError: the version of the rules that decided is not here.
        """
        check_word("ask", ask)
        made = (
            Decided(matter, decision)
            for matter, decision in decided
            if isinstance(decision, Decision)
        )
        when = "" if at is None else moment_text(self._moment(at))
        return self._recorder.keep(made, at=when, ask=ask)

    def _moment(self, said: object, *, is_end: bool = False) -> datetime:
        found = moment(said)
        if found is None:
            raise RecordError(
                f"at cannot be {shown(said)}",
                f"时间不能是 {shown(said)}",
                field="at",
                value=said,
                hint_en="write 2024-03-01T09:12",
                hint_zh="请写成 2024-03-01T09:12",
            )
        if not isinstance(found, datetime):
            return datetime.combine(found, time(23, 59, 59) if is_end else time())
        if found.tzinfo is not None:
            found = found.astimezone(self._zone).replace(tzinfo=None)
        return found.replace(microsecond=0)
