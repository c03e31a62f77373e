"""Work orders of a year through the ledger, beside plain inserts of the same rows.

    python -m benchmarks.ledger ORDERS.jsonl sqlite:///new.db sqlite:///plain.db sqlite:///alone.db
    python -m benchmarks.ledger ORDERS.jsonl postgresql://…/new postgresql://…/plain …/alone

``python -m benchmarks.orders`` writes the orders. The ledgers must be new. The rows that stand in the
first at the end (records, decisions and their parts, where cases stand) are inserted into the second
as they are, in batches and transactions of the same size; into the third as the ledger adds them,
hashed and chained, with nothing decided. All three are held against each other, and verified.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import govrules
import govrules.cases
import sqlalchemy as sa
from govrules.cases.chain import root
from govrules.cases.ledger import Ledger
from govrules.cases.runtime import BATCH
from govrules.cases.tables import cases as case_table
from govrules.cases.tables import decisions, parts, records
from govrules.cases.verify import verify

__all__ = ["main"]

TELL = 100_000  # lines between two looks at the memory
TABLES = (records, decisions, parts, case_table)
SAID = ("id", "case", "at", "kind", "policy", "body")


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


def _most() -> int:
    """The most megabytes that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _through(path: Path, url: str) -> tuple[int, _Clock]:
    """Run the orders through a ledger; memory is told as it goes."""
    opened = govrules.cases.open(url, jurisdiction=govrules.load("beijing"))
    clock, told = _Clock(), TELL
    with path.open(encoding="utf-8") as file:
        steps = opened.run(map(json.loads, file))
        while True:
            with clock:
                done = next(steps, None)
            if done is None:
                break
            if done >= told:
                print(f"  {done:,} lines: {_resident()} MB, {clock.told(done)}", flush=True)
                told += TELL
    print(f"  the end: {_resident()} MB, at most {_most()} MB", flush=True)
    made = opened.ledger.rows(sa.select(sa.func.count()).select_from(records))[0][0]
    opened.close()
    return made, clock


def _rows(ledger: Ledger, table: Any) -> Iterator[list[dict[str, Any]]]:
    query = table.select().order_by(*table.primary_key.columns)
    with ledger.engine.connect() as c:
        found = c.execution_options(yield_per=BATCH).execute(query)
        for part in found.mappings().partitions(BATCH):
            yield [dict(row) for row in part]


def _inserted(source: Ledger, plain: Ledger, tables: Iterable[Any] = TABLES) -> _Clock:
    """Insert the rows of a ledger into another; only the inserting is timed."""
    clock = _Clock()
    for table in tables:
        for rows in _rows(source, table):
            with clock, plain.engine.connect().execution_options(writes=True) as c, c.begin():
                c.execute(table.insert(), rows)
    return clock


def _added(source: Ledger, alone: Ledger) -> _Clock:
    """Add the records of a ledger to another as it adds them, and insert the rows of the rest."""
    clock = _Clock()
    for rows in _rows(source, records):
        with clock, alone.writing() as writer:
            for row in rows:
                writer.append(*(row[name] for name in SAID))
    rest = _inserted(source, alone, TABLES[1:])
    clock.wall, clock.cpu = clock.wall + rest.wall, clock.cpu + rest.cpu
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
    if len(words) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    made, clock = _through(Path(words[0]), words[1])
    ledger, plain, alone = map(Ledger, words[1:])
    direct, added = _inserted(ledger, plain), _added(ledger, alone)
    for table in TABLES:
        for other in (plain, alone):
            for mine, theirs in zip(_rows(ledger, table), _rows(other, table), strict=True):
                assert mine == theirs, table.name
    print(f"records: {made:,}; root {root(ledger.hashes())[:16]}")
    print(f"ledger, deciding:  {clock.told(made)}; {_size(ledger):,} MB")
    print(f"ledger alone:      {added.told(made)}; {_size(alone):,} MB")
    print(f"plain inserts:     {direct.told(made)}; {_size(plain):,} MB")
    for name, one in (("deciding", clock), ("alone", added)):
        share = f"{direct.wall / one.wall:.1%}, by CPU {direct.cpu / one.cpu:.1%}"
        print(f"share of the plain inserts' rate, {name}: {share}", flush=True)
    faults = verify(ledger)
    print(f"faults found by verify: {len(faults)}")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
