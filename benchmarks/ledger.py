"""Work orders of a year through the ledger, beside plain inserts of the same rows.

    python -m benchmarks.ledger ORDERS.jsonl sqlite:///new.db sqlite:///plain.db
    python -m benchmarks.ledger ORDERS.jsonl postgresql://…/new postgresql://…/plain

``python -m benchmarks.orders`` writes the orders. Both ledgers must be new. The rows that stand in the
first at the end (records, decisions, where cases stand) are inserted into the second as they are, in
batches and transactions of the same size, and both are held against each other and verified.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import govrules
import govrules.cases
import sqlalchemy as sa
from govrules.cases.chain import root
from govrules.cases.ledger import Ledger
from govrules.cases.tables import cases as case_table
from govrules.cases.tables import records, texts
from govrules.cases.verify import verify

__all__ = ["main"]

BATCH = 500
TELL = 20_000  # lines between two looks at the memory
TABLES = (records, texts, case_table)


class _Clock:
    """Seconds of the wall and of this process, while it runs."""

    def __init__(self) -> None:
        self.wall = self.cpu = 0.0

    def __enter__(self) -> None:
        self._began = perf_counter(), process_time()

    def __exit__(self, *_: object) -> None:
        wall, cpu = self._began
        self.wall += perf_counter() - wall
        self.cpu += process_time() - cpu

    def told(self, rows: int) -> str:
        """The rate of so many rows."""
        rates = f"{rows / self.wall:,.0f} a second, {rows / self.cpu:,.0f} a CPU second"
        return f"{rates} ({self.wall:,.0f} s, {self.cpu:,.0f} s of CPU)"


def _resident() -> int:
    """Megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() >> 20


def _through(path: Path, url: str) -> tuple[int, _Clock]:
    """Run the orders through a ledger; memory is told as it goes."""
    opened = govrules.cases.open(url, jurisdiction=govrules.load("beijing"))
    clock, told = _Clock(), TELL
    with path.open(encoding="utf-8") as file:
        steps = opened.run(map(json.loads, file), batch=BATCH)
        while True:
            with clock:
                done = next(steps, None)
            if done is None:
                break
            if done >= told:
                print(f"  {done:,} lines: {_resident()} MB, {clock.told(done)}", flush=True)
                told += TELL
    made = len(opened.ledger.hashes())
    opened.close()
    return made, clock


def _rows(ledger: Ledger, table: Any) -> Iterator[list[dict[str, Any]]]:
    query = table.select().order_by(*table.primary_key.columns)
    with ledger.engine.connect() as c:
        found = c.execution_options(yield_per=BATCH).execute(query)
        for part in found.mappings().partitions(BATCH):
            yield [dict(row) for row in part]


def _inserted(source: Ledger, plain: Ledger) -> _Clock:
    """Insert the rows of a ledger into another; only the inserting is timed."""
    clock = _Clock()
    for table in TABLES:
        for rows in _rows(source, table):
            with clock, plain.engine.connect().execution_options(writes=True) as c, c.begin():
                c.execute(table.insert(), rows)
    return clock


def _size(ledger: Ledger) -> int:
    """Megabytes of the database."""
    if ledger.engine.dialect.name == "postgresql":
        query = sa.text("SELECT pg_database_size(current_database())")
        return int(ledger.rows(query)[0][0]) >> 20
    return sum(f.stat().st_size for f in _files(ledger)) >> 20


def _files(ledger: Ledger) -> Iterator[Path]:
    file = Path(str(ledger.engine.url.database))
    return file.parent.glob(f"{file.name}*")


def main(argv: list[str] | None = None) -> int:
    """The command; returns the exit code."""
    words = sys.argv[1:] if argv is None else argv
    if len(words) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    made, clock = _through(Path(words[0]), words[1])
    ledger, plain = Ledger(words[1]), Ledger(words[2])
    direct = _inserted(ledger, plain)
    for table in TABLES:
        for mine, theirs in zip(_rows(ledger, table), _rows(plain, table), strict=True):
            assert mine == theirs, table.name
    faults = verify(ledger)
    print(
        f"records: {made:,}; most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB"
    )
    print(f"ledger:  {clock.told(made)}; {_size(ledger):,} MB; root {root(ledger.hashes())[:16]}")
    print(f"plain:   {direct.told(made)}; {_size(plain):,} MB")
    print(
        f"share of the plain inserts' rate: {direct.wall / clock.wall:.1%}, by CPU {direct.cpu / clock.cpu:.1%}"
    )
    print(f"faults found by verify: {len(faults)}")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
