"""A year of work orders as a stream of events, drawn from a seed: synthetic.

    python -m benchmarks.orders 100000 orders.jsonl [--seed 7]

What happens next is drawn; whether it may is for the chart and the rules to say, by the code of the
ledger over a writer that keeps nothing. Each day is told between events, so that clocks ring.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import govrules
from govrules.cases.asking import Asking
from govrules.cases.work import Work
from govrules.charts import Interpreter, china
from govrules.charts.snapshot import moment_text
from govrules.errors import RecordError, StepError
from govrules.simulate import year

__all__ = ["Orders", "written"]

MOST_EVENTS = 40
PRECISE = 9  # digits of a subdistrict: orders without one would wait for it
KINDS = {"help": 0.45, "complaint": 0.4, "report": 0.15}
FACTS = ("kind", "item", "place", "on", "channel")
# What a hotline has asked before it dispatches: without it, most of these orders are not dispatched.
ASKED = {
    "unlawful": False,
    "repeat_no_new_facts": False,
    "beyond_public_remit": False,
    "answerable_now": False,
}
# What consultation finds a matter to be, where the hotline alone could not tell whose it is.
FOUND = ("小区古树名木管护", "小区古树名木管护", "私占私划道路停车泊位")
SHARED = {"item": "小区停车涨价程序违法"}  # for which a subdistrict may whistle
CALLED = ("housing", "landscape", "urban_enforcement", "traffic_police", "market_regulation")
OPEN = ("closed", "told")
Next = tuple[str, dict[str, Any]]


class _Nowhere:
    """A writer of a ledger that keeps nothing."""

    def append(self, *said: Any) -> int:
        """Take a record."""
        return 0

    def keep_decision(self, *said: Any) -> None:
        """Take a decision."""


class Orders:
    """Draws what happens to work orders.

    Args:
        jurisdiction: Whose chart and rules they follow.
        seed: The same seed gives the same orders.
    """

    def __init__(self, jurisdiction: govrules.Jurisdiction, seed: int) -> None:
        self.jurisdiction, self.charts = jurisdiction, jurisdiction.charts
        self.steps = {c.id: Interpreter(c, china()) for c in self.charts.values()}
        self._seed, self._asking = seed, Asking(jurisdiction)

    def lines(self, count: int, of: int = 2024) -> list[tuple[str, str]]:
        """All that happens to the orders of a year, as (moment, line of JSON) in its order."""
        drawn = year(
            self.jurisdiction,
            rows=count * 5 // 4,
            seed=self._seed,
            year=of,
            weights={"kind": KINDS, "channel": {"hotline": 1.0}},
            unsaid={"item": 0.0, "place": 0.0, "channel": 0.0},
        )
        found = [
            (line["at"], json.dumps(line, ensure_ascii=False))
            for number, row in enumerate(islice(_rows(drawn.table), count))
            for line in self._order(f"{of}-{number + 1}", row)
        ]
        return sorted(found, key=lambda pair: pair[0])

    def _order(self, case: str, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """What happens to one order, until it is closed or nothing more can."""
        random = Random(f"{self._seed}:{case}")
        now = datetime.combine(row["on"], datetime.min.time()) + _hours(random, 8, 20)
        work = Work(self, self._asking, _Nowhere())  # type: ignore[arg-type]
        matter = {**row, **ASKED, "on": row["on"].isoformat()}
        nexts: list[Next] = [("receive", {"matter": matter})]
        for number in range(MOST_EVENTS):
            for event, data in nexts:
                work.known.clear()  # an event that was refused did not happen
                line = {"id": f"{case}:{number}", "case": case, "event": event}
                try:
                    work.take({**line, "at": now, **data})
                except (StepError, RecordError):
                    continue
                yield {**line, "at": moment_text(now), **data}
                break
            if not nexts or work.held[case].snapshot.state in OPEN:
                return
            now += _hours(random, 1, 30)
            nexts = _nexts(random, work.held[case].snapshot, str(row["place"])[:6])


def _nexts(random: Random, snapshot: Any, district: str) -> list[Next]:
    """What may come next, the likeliest of this draw first."""
    values = snapshot.values
    happens = random.random
    nexts: list[Next] = []
    match snapshot.state:
        case "dispatched":
            if happens() < 0.3 and not values.get("returns"):
                nexts.append(("object", {"ground": "not_competent"}))
            nexts.append(("sign", {}))
        case "disputed":
            nexts.append(("rule", {"upheld": happens() < 0.7, "facts": {"item": FOUND[0]}}))
        case "referred":
            nexts.append(("direct", {"to": list(values.get("refusers", ()))}))
        case "conferring":
            facts = {"item": random.choice(FOUND)}
            nexts.append(("supplement", {"note": "会商", "facts": facts}))
        case "handling" | "whistled":
            nexts += _handled(random, values, district)
        case "resolved":
            solved = happens() < 0.85
            satisfied = solved and happens() < 0.95
            nexts.append(("call_back", {"solved": solved, "satisfied": satisfied}))
    return nexts


def _handled(random: Random, values: Any, district: str) -> Iterator[Next]:
    happens = random.random
    for organ in values.get("awaiting", ()):
        if happens() < 0.1:
            yield "refuse", {"by": organ, "reason": "不属职责"}
        yield "report", {"by": organ}
    if not values.get("contacted"):
        yield "contact", {}
    if not values.get("called") and happens() < 0.9:
        called = [f"{role}@{district}" for role in random.sample(CALLED, 3)]
        yield "whistle", {"to": called, "facts": SHARED}
    for organ in values.get("owing", ()):
        yield "assist_result", {"by": organ, "result": "已办"}
    if happens() < 0.05:
        yield "extend", {"reason": "需要施工"}
    yield "resolve", {"result": "已办结"}


def _rows(table: Any) -> Iterator[dict[str, Any]]:
    for batch in table.select(list(FACTS)).to_batches(max_chunksize=1000):
        yield from (row for row in batch.to_pylist() if len(row["place"]) >= PRECISE)


def _hours(random: Random, least: int, most: int) -> timedelta:
    return timedelta(seconds=random.randrange(least * 3600, most * 3600))


def written(count: int, path: Path, seed: int = 7) -> int:
    """Write the orders of a year, each day told when it is over; the number of events."""
    lines = Orders(govrules.load("beijing"), seed).lines(count)
    day = date.fromisoformat(lines[0][0][:10])
    with path.open("w", encoding="utf-8") as file:
        for at, text in lines:
            while day.isoformat() < at[:10]:
                file.write(json.dumps({"advance": day.isoformat()}) + "\n")
                day += timedelta(days=1)
            file.write(text + "\n")
        file.write(json.dumps({"advance": (day + timedelta(days=30)).isoformat()}) + "\n")
    return len(lines)


def main(argv: list[str] | None = None) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.orders",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("orders", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args(argv)
    print(f"{written(asked.orders, asked.file, asked.seed):,} events")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
