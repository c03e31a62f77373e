"""What a ledger is read with: the rules, the charts, the names, and where each case stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Any

import attrs

from ..charts import Calendar, Chart, Interpreter, Snapshot
from ..charts.snapshot import canonical
from ..errors import GovrulesError, LedgerError, NotFoundError, one_of, shown
from ..jurisdiction import Jurisdiction
from .ledger import Ledger
from .names import Names
from .tables import cases as case_table

__all__ = ["NEVER", "Book", "Held", "Recent", "no_case"]

# The due day of a case on which no clock runs: after every other.
NEVER = "9999"
# Cases remembered, some two thousand bytes each: those of a big city that are open at once.
MOST_RECENT = 4096
ENGINES = ("interpreter", "durable", "isolated")


@attrs.frozen
class Held:
    """A case as the ledger holds it: its chart, the facts known so far, where it stands."""

    chart: str
    at: str
    facts: Mapping[str, Any]
    snapshot: Snapshot

    def row(self, id: str, seq: int, snapshot: str) -> dict[str, Any]:
        """The row of the table of cases, whose snapshot is written as canonical JSON already."""
        known = canonical({"at": self.at, "facts": dict(self.facts)})
        stands = self.snapshot
        return {
            "id": id,
            "chart": self.chart,
            "state": stands.state,
            "due": min(stands.clocks.values(), default=NEVER),
            "late": len(stands.overdue),
            "called": str(stands.values.get("called_at", "")),
            "seq": seq,
            "body": f'{known[:-1]},"snapshot":{snapshot}}}',
        }

    @classmethod
    def read(cls, chart: str, body: str) -> Held:
        """Read the body of such a row."""
        data = json.loads(body)
        return cls(chart, data["at"], data["facts"], Snapshot.from_dict(data["snapshot"]))


class Recent:
    """Where cases stand that were written last, for as long as nobody else has written.

    Who holds the head compares it: a ledger with the same head has the same cases.
    """

    def __init__(self) -> None:
        self._kept = "", dict[str, Held]()  # replaced as one, so that threads need no lock

    def at(self, head: str) -> Mapping[str, Held]:
        """The cases that stand as remembered under a head."""
        known, held = self._kept
        return held if head == known else {}

    def keep(self, before: str, head: str, held: Mapping[str, Held]) -> None:
        """Remember cases that were written upon a head, and have now become part of another."""
        known, kept = self._kept
        kept = kept if before == known else {}
        for id, one in held.items():
            kept.pop(id, None)
            kept[id] = one
        for id in list(islice(kept, max(0, len(kept) - MOST_RECENT))):
            del kept[id]
        self._kept = head, kept


class Book:
    """A ledger with what it is read with.

    Args:
        url: Of the ledger.
        jurisdiction: Whose rules decide.
        calendar: The working days.
        engine: What makes the steps.

    Attributes:
        ledger: The ledger.
        jurisdiction: Whose rules decide.
        charts: The charts that cases follow, by id.
        steps: Chart → what makes its steps.
        names: Names organs.

    Raises:
        LedgerError: it cannot be opened, or the jurisdiction has no chart.
    """

    def __init__(
        self, url: str, jurisdiction: Jurisdiction, calendar: Calendar, engine: str
    ) -> None:
        self.jurisdiction, self.charts = jurisdiction, dict(jurisdiction.charts)
        if not self.charts:
            raise LedgerError(
                f"the jurisdiction {jurisdiction.id} has no chart of cases",
                f"辖区 {jurisdiction.id} 没有案件流程",
                field="charts",
                value=jurisdiction.id,
                hint_en="give its blueprint a chart",
                hint_zh="请在其 blueprint 中给出 charts",
            )
        self.steps = {c.id: _steps(c, calendar, engine) for c in self.charts.values()}
        self.names = Names(jurisdiction)
        self.ledger = Ledger(url)

    def held(self, *where: Any) -> Iterator[tuple[str, Held]]:
        """Where cases stand, all of them or those that meet some conditions, one by one by id."""
        query = case_table.select().where(*where).order_by(case_table.c.id)
        return ((row.id, Held.read(row.chart, row.body)) for row in self.ledger.stream(query))

    def held_of(self, case: str) -> Held:
        """Where a case stands; raises NotFoundError."""
        rows = self.ledger.rows(case_table.select().where(case_table.c.id == case))
        if not rows:
            raise no_case(case)
        return Held.read(rows[0].chart, rows[0].body)

    @cached_property
    def grounds(self) -> Mapping[str, tuple[str, str]]:
        """What the grounds of exclusion are called, as the inquiries of the charts name them."""
        named = {chart.assessed_by for chart in self.charts.values() if chart.assessed_by}
        fields = [self.jurisdiction.inquiry(name).fields for name in sorted(named)]
        choices = [c for f in fields if "ground" in f for c in f["ground"].choices]
        return {c.code: (c.zh, c.en) for c in choices}

    def place_of(self, facts: Mapping[str, Any]) -> str | None:
        """The unit where the matter of a case lies, ``None`` where nobody said."""
        try:
            return str(self.jurisdiction.fields["place"].read(facts["place"]))
        except (KeyError, GovrulesError):
            return None

    def organs(self, who: str, values: Mapping[str, Any], place: str | None) -> tuple[str, ...]:
        """The organs that a ``who`` of a chart means in a case.

        A role at a level sits at the unit of that level where the matter lies.
        """
        for word in who.split():
            if not word.startswith("$"):
                return (self._seated(word, place),)
            if held := values.get(word[1:]):
                return (held,) if isinstance(held, str) else tuple(held)
        return ()

    def _seated(self, who: str, place: str | None) -> str:
        role, _, level = who.partition("@")
        unit = self.names.unit(f"{role}@{place}", level) if place else None
        return f"{role}@{unit or level}"


def _steps(chart: Chart, calendar: Calendar, engine: str) -> Any:
    if engine not in ENGINES:
        en, zh = one_of(ENGINES)
        raise LedgerError(
            f"there is no engine {shown(engine)}",
            f"没有引擎 {shown(engine)}",
            field="engine",
            value=engine,
            hint_en=en,
            hint_zh=zh,
        )
    if engine == "durable":
        from ..charts.durable import Program

        return Program(chart, calendar)
    if engine == "isolated":
        from ..charts.isolated import Isolated

        return Isolated(chart, calendar)
    return Interpreter(chart, calendar)


def no_case(case: str) -> NotFoundError:
    """The error that names a case that was never received."""
    return NotFoundError(
        f"there is no case {shown(case)}",
        f"没有案件 {shown(case)}",
        field="case",
        value=case,
        hint_en="receive it first",
        hint_zh="请先受理",
    )
