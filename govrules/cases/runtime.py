"""Cases as they happen: each event is decided, stepped and recorded, or nothing is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from ..charts import Calendar, Interpreter, china
from ..charts.snapshot import canonical, moment_text
from ..decision import Decision
from ..errors import RecordError, StepError, shown
from ..jurisdiction import Jurisdiction
from ..options import check_word
from ..values import moment
from .asking import Asking
from .book import Book, Held
from .chain import digest
from .passing import Passed, passing
from .rates import Rate, rates
from .recording import Decided, Recorder
from .story import Case, told
from .tables import cases as case_table
from .verify import Fault, replay, verify
from .versions import Versions
from .work import Work
from .worklist import Due, due

__all__ = ["Cases"]


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
        self._all([{**line, "id": event_id, "personal": personal}])
        return self.get(case)

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
        line = {"case": case, "event": event, "at": self._moment(at), "by": by, **data}
        self._all([{**line, "id": event_id, "facts": facts, "personal": personal}])
        return self.get(case)

    def advance(self, to: object) -> int:
        """Tell all cases what time it is: clocks that have run out ring, in their order.

        Returns:
            How many rang.
        """
        when = moment_text(self._moment(to, is_end=True))
        total = 0
        with self.ledger.writing() as writer:
            work = Work(self, self._asking, writer)
            while True:
                query = case_table.select().where(case_table.c.due <= when)
                query = query.order_by(case_table.c.due, case_table.c.id).limit(500)
                rows = writer.connection.execute(query).all()
                if not rows:
                    return total
                for row in rows:
                    work.held[row.id] = Held.read(row.body)
                    total += work.ring(row.id, when)
                work.flush()

    def run(self, events: Iterable[Mapping[str, Any]], *, batch: int = 500) -> Iterator[int]:
        """Take a stream of events, each exactly once, however often it is begun anew.

        Args:
            events: Lines with ``id``, ``case``, ``event``, ``at``, and what the event brings;
                ``receive`` has ``matter``. A line ``{"advance": "2024-03-20"}`` tells the time.
            batch: So many are written together: they stand as a whole or not at all.

        Yields:
            How many lines are done, after each batch.

        Raises:
            GovrulesError: for the first line that cannot be taken, with its number; the batches
                before it stand.
        """
        done = 0
        waiting: list[dict[str, Any]] = []
        for number, line in enumerate(events, 1):
            if not isinstance(line, Mapping):
                raise StepError(
                    f"an event cannot be {shown(line)}",
                    f"事件不能是 {shown(line)}",
                    field="event",
                    value=line,
                    place=f"line {number}",
                    hint_en="give a mapping with id, case, event and at",
                    hint_zh="请给出含 id、case、event、at 的映射",
                )
            if "advance" in line:
                self._all(waiting)
                done, waiting = done + len(waiting) + 1, []
                self.advance(line["advance"])
                yield done
                continue
            if not isinstance(line.get("id"), str):
                raise StepError(
                    "an event of a stream needs an id",
                    "事件流中的每个事件须有 id",
                    field="id",
                    place=f"line {number}",
                    hint_en="it is what makes it happen exactly once",
                    hint_zh="以此保证只发生一次",
                )
            waiting.append({**line, "at": self._moment(line.get("at")), "line": number})
            if len(waiting) >= batch:
                self._all(waiting)
                done, waiting = done + len(waiting), []
                yield done
        self._all(waiting)
        yield done + len(waiting)

    def _all(self, lines: list[dict[str, Any]]) -> None:
        """Take some events in one block: all of them, or none."""
        if not lines:
            return
        with self.ledger.writing() as writer:
            work = Work(self, self._asking, writer)
            work.load(lines)
            for line in lines:
                work.take(line)
            work.flush()

    # --- what is to be seen ----------------------------------------------------------------

    def get(self, case: str) -> Case:
        """A case with its timeline; raises NotFoundError."""
        return told(case, self)

    def due(self, by: object) -> list[Due]:
        """The worklist: what is due by a day, of whom, under which article; overdue first."""
        return due(self, moment_text(self._moment(by, is_end=True)))

    def rates(self, by: str = "subdistrict", month: str | None = None, **more: Any) -> list[Rate]:
        """响应率, 解决率, 满意率 of the cases called back in a month; see :mod:`.rates`."""
        return rates(self, by, month, **more)

    def passing(self, by: str = "department") -> list[Passed]:
        """Who passes on what: dispatches, objections, whistles and silence, by organ."""
        return passing(self, by)

    def verify(self, published: tuple[int, str] | None = None) -> list[Fault]:
        """Find what was changed, dropped or moved in the ledger; see :func:`.verify.verify`."""
        return verify(self.ledger, published)

    def replay(self) -> list[Fault]:
        """Decide and step everything again under the version that did; tell what differs."""
        return replay(self, dict(self.versions.here))

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
            Decided(matter, decision.to_json(), decision.policies)
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
