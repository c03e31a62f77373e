"""DuckDB: SQL by hand over strings, CASE and two joins; Arrow in, Arrow out."""

from __future__ import annotations

from typing import Any

from ..job import DEPARTMENT, FIXED, FLAGS, GROUP, ITEMS, places
from . import Engine

__all__ = ["DOES", "NAME", "NEEDS", "PACKAGE", "connect", "make", "query"]

NAME, PACKAGE, NEEDS = "DuckDB SQL", "duckdb", ("duckdb", "pyarrow")
DOES = "rule and owner, vectorised, no reasons"
COLUMNS = ("item", "place", "on", "kind", "assigned_to", *FLAGS)


def query(source: str, more: str = "") -> str:
    """The job over a table or file: owner, rule, and more columns of it."""
    case = " ".join(f"WHEN {flag} THEN 'R{n + 1}'" for n, flag in enumerate(FLAGS[:5]))
    for letter, kind, group in (
        ("a", "task", "tasks"),
        ("b", "form", "forms"),
        ("c", "certificate", "certificates"),
    ):
        day = " AND \"on\" >= DATE '2019-12-15'" if letter == "a" else ""
        case += (
            f" WHEN kind = '{kind}' AND assigned_to = 'community'{day} THEN CASE WHEN "
            f"i.grp = '{group}' THEN 'R6{letter}.in' ELSE 'R6{letter}.back' END"
        )
    desks = " ".join(f"WHEN '{leaf}' THEN '{desk}'" for leaf, desk in FIXED.items())
    back = " ".join(
        f"WHEN '{leaf}' THEN 'subdistrict_office@' || street"
        for leaf in ("R6a.back", "R6b.back", "R6c.back", "R7", "R10")
    )
    inside = " ".join(f"WHEN 'R6{x}.in' THEN 'community_committee@' || place" for x in "abc")
    return f"""SELECT CASE rule {desks} {inside} {back}
 WHEN 'R8' THEN 'district_government@' || district
 WHEN 'R9.street' THEN 'enforcement_team@' || street
 ELSE department || '@' || district END AS owner, rule{more} FROM (
 SELECT m.*, i.department, p.street, p.district, CASE {case}
  WHEN multi_dept THEN 'R7' WHEN unclear THEN 'R8' WHEN i.grp = 'enforcement' THEN
  CASE WHEN "on" >= DATE '2020-07-01' THEN 'R9.street' ELSE 'R9.district' END
  WHEN i.grp <> 'other' THEN 'R10' ELSE 'R11' END AS rule
 FROM {source} m JOIN items i ON m.item = i.item JOIN places p ON m.place = p.place)"""


def connect(threads: int = 1) -> Any:
    """A connection with the catalogue and the places in tables."""
    import duckdb
    import pyarrow as pa

    connection = duckdb.connect(config={"threads": threads})
    given = {
        "items": pa.table(
            {
                "item": ITEMS,
                "grp": [GROUP[i] for i in ITEMS],
                "department": [DEPARTMENT[i] for i in ITEMS],
            }
        ),
        "places": pa.table(
            {
                "place": places(),
                "street": [p[:9] for p in places()],
                "district": [p[:6] for p in places()],
            }
        ),
    }
    for name, table in given.items():
        connection.register("given", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")
    return connection


def make() -> Engine:
    """Batches in the order they came (a join loses it, so the id is sorted by)."""
    import numpy as np
    import pyarrow as pa

    connection = connect()
    whole = query("matters", ", id")
    named = ", ".join(f'CAST(? AS DATE) AS "{c}"' if c == "on" else f"? AS {c}" for c in COLUMNS)
    single = query(f"(SELECT {named})")

    def batch(table: Any) -> tuple[Any, Any]:
        connection.register("matters", table.append_column("id", pa.array(np.arange(len(table)))))
        found = connection.sql(f"{whole} ORDER BY id").to_arrow_table()
        connection.unregister("matters")
        return found["owner"], found["rule"]

    def decide(m: dict[str, Any]) -> tuple[str, str]:
        owner, leaf = connection.execute(single, [m[c] for c in COLUMNS]).fetchall()[0]
        return owner, leaf

    return Engine(decide, batch, columnar=True)
