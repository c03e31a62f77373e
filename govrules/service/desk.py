"""What a service answers, HTTP left out: calls of the library, and decisions that are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import attrs

from ..charts.snapshot import moment_text
from ..decision.decision import Decision
from ..errors import GovrulesError, NotFoundError, PlaceError, RecordError
from ..files.rows import Row, RowError
from ..intake import Desk, ItemSearch
from ..jurisdiction import Jurisdiction
from ..lazy import lazy
from ..options import Ask
from ..rules import CodeList, Field
from ..rules.facts import said_id
from ..territory import Territory
from ..version import library_version
from .clock import now
from .decision_log import DecisionLog
from .metrics import Metrics
from .settings import Settings

if TYPE_CHECKING:
    from ..cases.recording import Recorder

__all__ = ["FrontDesk", "lots"]


@attrs.frozen
class _Answer:
    """A line of an answer: where its row stood, what was asked, ``None`` where it is an error."""

    place: str
    asked: Mapping[str, Any]
    decision: Decision | None
    line: str


class FrontDesk:
    """Answers by one jurisdiction, keeps what it decides, and counts; for any number of threads.

    Args:
        jurisdiction: Whose rules decide.
        settings: Where decisions are kept, and how much is taken.

    Raises:
        LedgerError: if the decision log cannot be begun, or the ledger not be opened.
    """

    def __init__(self, jurisdiction: Jurisdiction, settings: Settings) -> None:
        self.jurisdiction, self.settings, self.metrics = jurisdiction, settings, Metrics()
        self.log = None if settings.log is None else DecisionLog(settings.log, settings.log_bytes)
        self.version = library_version()
        zone = jurisdiction.fields[jurisdiction.rules.day_field].zone
        self.zone = ZoneInfo(zone) if zone else None
        self.recorder = (
            None if settings.ledger is None else _recorder(settings.ledger, jurisdiction)
        )

    def close(self) -> None:
        """Close what decisions are kept in."""
        for kept in (self.log, self.recorder):
            if kept is not None:
                kept.close()

    # --- decisions -------------------------------------------------------------------------

    def decide(self, record: Mapping[str, Any], request: str, ask: Ask = "ranked") -> Decision:
        """Decide a matter as the library does, and keep the decision before it is given.

        Args:
            record: The facts.
            request: The number of the request, under which it is kept.
            ask: As of :meth:`govrules.Jurisdiction.decide`.

        Raises:
            RecordError: as the library.
            LedgerError: if it cannot be kept.
        """
        try:
            decision = self.jurisdiction.decide(record, ask=ask)
        except GovrulesError as error:
            self.metrics.refused(error.code)
            raise
        self._keep([_Answer("", record, decision, decision.to_json())], request, ask)
        self.metrics.decided(decision.disposition)
        return decision

    def decide_rows(self, rows: Iterable[Row | RowError], request: str, ask: Ask) -> list[str]:
        """Decide a lot of rows, each to a line of JSON; a bad row costs itself.

        They are kept together, before any is given.

        Raises:
            LedgerError: if they cannot be kept.
        """
        made = [self._decide_row(row, ask) for row in rows]
        self._keep(made, request, ask)
        return [answer.line for answer in made]

    def _keep(self, made: list[_Answer], request: str, ask: Ask) -> None:
        """Keep answers where the settings say, all on disk when this returns."""
        if self.log is not None:
            self.log.write((request, answer.line) for answer in made)
        if self.recorder is not None:
            from ..cases.recording import Decided

            self.recorder.keep(
                [
                    Decided(a.asked, a.decision, f"{request}:{a.place}")
                    for a in made
                    if a.decision is not None
                ],
                at=moment_text(now().astimezone(self.zone).replace(tzinfo=None)),
                ask=ask,
            )

    def _decide_row(self, row: Row | RowError, ask: Ask) -> _Answer:
        if isinstance(row, Row):
            try:
                decision = self.jurisdiction.decide(row.record, ask=ask)
            except GovrulesError as error:
                row = RowError(row.place, said_id(row.record), error.without_search())
            else:
                self.metrics.decided(decision.disposition)
                return _Answer(str(row.place), row.record, decision, decision.to_json())
        self.metrics.refused(row.error.code)
        return _Answer(str(row.place), {}, None, json.dumps(row.to_dict(), ensure_ascii=False))

    def questions(self, decision: Decision) -> dict[str, Any]:
        """What to ask next and what may be answered; the dialogue goes on with the facts added."""
        return {
            "id": decision.id,
            "disposition": decision.disposition,
            "disposition_zh": decision.disposition_zh,
            "disposition_en": decision.disposition_en,
            "lead": None if decision.lead is None else attrs.asdict(decision.lead),
            "is_open": decision.disposition in self.jurisdiction.layout.open,
            "matter": decision.to_dict()["matter"],
            "questions": [
                {
                    "field": ask.field,
                    "zh": ask.zh,
                    "en": ask.en,
                    "leaves": ask.leaves,
                    "values": self.answers_to(ask.field),
                }
                for ask in decision.ask
            ],
        }

    def answers_to(self, field: str) -> list[dict[str, Any]]:
        """What may be answered to a question: value and words; empty for what is written."""
        found = self.jurisdiction.fields.get(field)
        if found is None or found.kind not in ("flag", "choice"):
            return []
        values = (True, False) if found.kind == "flag" else tuple(c.code for c in found.choices)
        return [
            {"value": v, "zh": found.label(v, "zh"), "en": found.label(v, "en")} for v in values
        ]

    # --- what is looked up -----------------------------------------------------------------

    def places(self, text: str, day: date | None, limit: int) -> dict[str, Any]:
        """Read a place as people write it, and find units by part of their names."""
        tree = self.territory
        try:
            found = tree.locate(text, day)
        except PlaceError as error:
            read = {"code": None, "note_zh": error.text("zh"), "note_en": error.text("en")}
        else:
            read = {
                "code": found.code,
                "settled": found.settled,
                "rest": found.rest,
                "note_zh": found.note_zh,
                "note_en": found.note_en,
            }
        units = [attrs.asdict(u) for u in tree.search(text, day, limit)] if len(text) < 40 else []
        return {"read": read, "units": units}

    def items(self, text: str, limit: int) -> dict[str, Any]:
        """Find the items that a text may mean, the likeliest first."""
        found = self.search.find(text, limit)
        tree = self.item_tree
        return {
            "certain": self.search.certain(self.search.find(text)),
            "items": [
                {**attrs.asdict(c), "zh": tree.name(c.code, "zh"), "en": tree.name(c.code, "en")}
                for c in found
            ],
        }

    def read(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Read what somebody wrote: ``text``, ``address``, ``at``, and facts by field."""
        for name in ("text", "address"):
            if not isinstance(said.get(name, ""), str):
                raise RecordError(
                    f"{name} is no text",
                    f"{name} 应为文本",
                    field=name,
                    value=said[name],
                    hint_en="write what was said",
                    hint_zh="请写原话",
                )
        found = self.intake.read(**{str(name): value for name, value in said.items()})
        return attrs.asdict(found)

    # --- parts of the jurisdiction -----------------------------------------------------------

    @property
    def territory(self) -> Territory:
        """The territory, with its organs."""
        return self.jurisdiction.territory

    @lazy
    def intake(self) -> Desk:
        """The desk that reads what people write."""
        return self.jurisdiction.intake()

    @property
    def search(self) -> ItemSearch:
        """The search over the catalogue of items."""
        return self.intake.search

    @lazy
    def item_field(self) -> Field:
        """The field whose values are the items; raises NotFoundError where there is none."""
        for field in self.jurisdiction.fields.values():
            if field.identity and isinstance(field.tree, CodeList):
                return field
        raise NotFoundError(
            "this jurisdiction has no catalogue of items",
            "该辖区没有事项目录",
            field="item",
            hint_en="give facts to decide instead",
            hint_zh="请直接提供事实",
        )

    @property
    def item_tree(self) -> CodeList:
        """The catalogue of items."""
        tree = self.item_field.tree
        assert isinstance(tree, CodeList)
        return tree

    def day(self, said: str) -> date | None:
        """The day that a text says, ``None`` for an empty one; raises RecordError."""
        if not said:
            return None
        value = self.jurisdiction.fields[self.jurisdiction.rules.day_field].read(said)
        return value if isinstance(value, date) else None


def _recorder(ledger: str, jurisdiction: Jurisdiction) -> Recorder:
    """What writes decisions into a ledger; its libraries are loaded only where one is wanted."""
    from ..cases import recorder

    return recorder(ledger, jurisdiction=jurisdiction)


def lots(rows: Iterator[Row | RowError], size: int) -> Iterator[list[Row | RowError]]:
    """The rows in lots of a size, the last one smaller."""
    lot: list[Row | RowError] = []
    for row in rows:
        lot.append(row)
        if len(lot) == size:
            yield lot
            lot = []
    if lot:
        yield lot
