"""The job on integers as one would write it by hand in Polars and in DuckDB, in two forms each.

One form says the rules (``when/then``, ``CASE``), the other joins or gathers tables worked out
beforehand. Both give an owner number and a rule number; the tables are made here, from the plain
function, so that nothing of govrules is in them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from .data import FIRST_DAY, Drawn, days
from .job import (
    DEPARTMENT,
    ENFORCERS,
    FIXED,
    FLAGS,
    GROUP,
    ITEMS,
    KINDS,
    LEVELS,
    OTHERS,
    POWERS_SINCE,
    RULES,
    TASKS_SINCE,
    places,
    reference,
)

__all__ = ["Tables", "duckdb_forms", "polars_forms", "tables"]

Ints = npt.NDArray[Any]
GROUPS = ("tasks", "forms", "certificates", "enforcement", "own", "other")


@attrs.frozen(eq=False)
class Tables:
    """What a careful author would lay out.

    Args:
        names: Owner number → owner.
        above: Level (none, community, subdistrict, district) → place → unit number.
        group: Item → group number.
        department: Item → department number.
        base: Outcome (rule, department) → where its block of owners begins.
        level: Outcome → level.
        rule: Outcome → rule number.
        keys: Item, day, kind × level, flags → their part of the key.
        outcome: Key → outcome.
        first: Rule → its first outcome; departments follow in order.
    """

    names: tuple[str, ...]
    above: Ints
    group: Ints
    department: Ints
    base: Ints
    level: Ints
    rule: Ints
    keys: tuple[Ints, Ints, Ints, Ints]
    outcome: Ints
    first: dict[str, int]


def _day(day: date) -> int:
    return (day - FIRST_DAY).days


def _owners() -> tuple[list[str], Ints, dict[str, int]]:
    """Owner names, the unit numbers above each place, and where each role's block begins."""
    streets = sorted({p[:9] for p in places()})
    districts = sorted({p[:6] for p in places()})
    above = np.array(
        [
            [0] * len(places()),
            range(len(places())),
            [streets.index(p[:9]) for p in places()],
            [districts.index(p[:6]) for p in places()],
        ],
        np.int32,
    )
    blocks: list[tuple[str, list[str]]] = [(desk, [desk]) for desk in FIXED.values()]
    for role, units in (
        ("community_committee", list(places())),
        ("subdistrict_office", streets),
        ("enforcement_team", streets),
        ("district_government", districts),
        *((d, districts) for d in (*ENFORCERS, *OTHERS)),
    ):
        blocks.append((role, [f"{role}@{u}" for u in units]))
    names: list[str] = []
    begin = {}
    for role, owners in blocks:
        begin[role] = len(names)
        names.extend(owners)
    return names, above, begin


def _outcomes(begin: dict[str, int]) -> tuple[dict[str, int], list[tuple[int, int, int]]]:
    first: dict[str, int] = {}
    rows: list[tuple[int, int, int]] = []
    for number, leaf in enumerate(RULES):
        first[leaf] = len(rows)
        if leaf in ("R9.district", "R11"):
            rows += [(begin[d], 3, number) for d in (ENFORCERS if leaf[1] == "9" else OTHERS)]
        elif leaf in FIXED:
            rows.append((begin[FIXED[leaf]], 0, number))
        elif leaf.endswith(".in"):
            rows.append((begin["community_committee"], 1, number))
        elif leaf == "R8":
            rows.append((begin["district_government"], 3, number))
        else:
            role = "enforcement_team" if leaf == "R9.street" else "subdistrict_office"
            rows.append((begin[role], 2, number))
    return first, rows


def tables() -> Tables:
    """Everything, from the plain function."""
    names, above, begin = _owners()
    first, rows = _outcomes(begin)
    group = np.array([GROUPS.index(GROUP[i]) for i in ITEMS], np.int8)
    departments = [
        ENFORCERS.index(d) if d in ENFORCERS else OTHERS.index(d) if d else 0
        for d in DEPARTMENT.values()
    ]
    cells = list(dict.fromkeys(zip(GROUP.values(), DEPARTMENT.values(), strict=True)))
    item = np.array([cells.index((GROUP[i], DEPARTMENT[i])) for i in ITEMS])
    day = np.array([(d >= TASKS_SINCE) + (d >= POWERS_SINCE) for d in days()], int)
    kind = np.zeros((len(KINDS), len(LEVELS)), int)
    kind[5:, 1] = (1, 2, 3)
    flags = np.array([next((j + 1 for j in range(7) if b >> j & 1), 0) for b in range(128)])
    outcome = np.zeros((len(cells), 3, 4, 8), np.uint8)
    example = {c: ITEMS[int(np.argmax(item == n))] for n, c in enumerate(cells)}
    dates = (FIRST_DAY, TASKS_SINCE, POWERS_SINCE)
    for i, d, k, f in np.ndindex(outcome.shape):
        matter = {
            "item": example[cells[i]],
            "place": places()[0],
            "on": dates[d].isoformat(),
            "kind": KINDS[4 + k],
            "assigned_to": "community" if k else "none",
            **{flag: f == j + 1 for j, flag in enumerate(FLAGS)},
        }
        leaf = reference(matter)[1]
        more = departments[ITEMS.index(example[cells[i]])] if leaf in ("R9.district", "R11") else 0
        outcome[i, d, k, f] = first[leaf] + more
    strides = (96, 32, 8, 1)
    keys = tuple(
        np.ravel(n * s).astype(np.int16)
        for n, s in zip((item, day, kind, flags), strides, strict=True)
    )
    base, level, number = (np.array(x) for x in zip(*rows, strict=True))
    return Tables(
        tuple(names),
        above,
        group,
        np.array(departments, np.uint8),
        base.astype(np.int32),
        level.astype(np.int8),
        number.astype(np.uint8),
        keys,
        outcome.ravel(),  # type: ignore[arg-type]
        first,
    )


def polars_forms(t: Tables, drawn: Drawn) -> dict[str, Callable[[], tuple[Ints, Ints]]]:
    """Polars: tables gathered; rules said with when/then. Each gives owners and rules."""
    import polars as pl

    frame = pl.DataFrame(drawn)
    c = pl.col

    def column(values: Ints, index: Any) -> Any:
        return pl.lit(pl.Series(values)).gather(index)

    def owner(outcome: Any) -> Any:
        flat = np.ascontiguousarray(t.above).ravel()
        start = (t.level.astype(np.int32) * len(places())).astype(np.int32)
        return column(t.base, outcome) + column(flat, column(start, outcome) + c("place"))

    def gathered() -> tuple[Ints, Ints]:
        item, day, kind, flags = t.keys
        key = (
            column(item, c("item"))
            + column(day, c("day"))
            + column(kind, c("kind") * 3 + c("level"))
            + column(flags, c("flags"))
        )
        found = (
            frame.lazy()
            .with_columns(key=key)
            .with_columns(outcome=column(t.outcome, c("key")))
            .select(owner=owner(c("outcome")), rule=column(t.rule, c("outcome")))
            .collect()
        )
        return found["owner"].to_numpy(), found["rule"].to_numpy()

    def said() -> tuple[Ints, Ints]:
        found = (
            frame.lazy()
            .with_columns(group=column(t.group, c("item")), dep=column(t.department, c("item")))
            .with_columns(outcome=_when(pl, t))
            .with_columns(at=column(t.level, c("outcome")))
            .select(
                owner=column(t.base, c("outcome"))
                + pl.when(c("at") == 0)
                .then(0)
                .when(c("at") == 1)
                .then(c("place").cast(pl.Int32))
                .when(c("at") == 2)
                .then(column(t.above[2], c("place")))
                .otherwise(column(t.above[3], c("place"))),
                rule=column(t.rule, c("outcome")),
            )
            .collect()
        )
        return found["owner"].to_numpy(), found["rule"].to_numpy()

    return {"Polars, tables gathered": gathered, "Polars, when/then": said}


def _when(pl: Any, t: Tables) -> Any:
    c = pl.col

    def rule(leaf: str) -> Any:
        return pl.lit(t.first[leaf], dtype=pl.UInt8)

    local = c("level") == 1
    chain: Any = pl
    for bit in range(5):
        chain = chain.when((c("flags") & (1 << bit)) != 0).then(rule(RULES[bit]))
    for n, letter in enumerate("abc"):
        here = (c("kind") == 5 + n) & local
        here = here & (c("day") >= _day(TASKS_SINCE)) if n == 0 else here
        chain = chain.when(here & (c("group") == n)).then(rule(f"R6{letter}.in"))
        chain = chain.when(here).then(rule(f"R6{letter}.back"))
    chain = chain.when((c("flags") & 32) != 0).then(rule("R7"))
    chain = chain.when((c("flags") & 64) != 0).then(rule("R8"))
    moved = (c("group") == 3) & (c("day") >= _day(POWERS_SINCE))
    return (
        chain.when(moved)
        .then(rule("R9.street"))
        .when(c("group") == 3)
        .then(rule("R9.district") + c("dep"))
        .when(c("group") != 5)
        .then(rule("R10"))
        .otherwise(rule("R11") + c("dep"))
    )


def duckdb_forms(
    t: Tables, drawn: Drawn, threads: int
) -> dict[str, Callable[[], tuple[Ints, Ints]]]:
    """DuckDB: tables joined; rules said with CASE. The id goes along: joins lose the order."""
    import duckdb
    import pyarrow as pa

    connection = duckdb.connect(config={"threads": threads})

    def put(name: str, **columns: Any) -> None:
        connection.register("given", pa.table(columns))
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")

    def numbers(of: Ints, kind: Any) -> Ints:
        return np.arange(len(of), dtype=kind)

    item, day, kind, flags = t.keys
    put("item_", item=numbers(item, np.int16), part=item, grp=t.group, dep=t.department)
    put("day_", day=numbers(day, np.int16), part=day)
    put("kind_", kl=numbers(kind, np.int8), part=kind)
    put("flags_", flags=numbers(flags, np.uint8), part=flags)
    put(
        "place_",
        place=np.arange(len(places()), dtype=np.int16),
        a1=t.above[1],
        a2=t.above[2],
        a3=t.above[3],
    )
    put("outcome_", outcome=numbers(t.base, np.uint8), base=t.base, lv=t.level, rule=t.rule)
    put(
        "key_",
        key=numbers(t.outcome, np.int16),
        base=t.base[t.outcome],
        lv=t.level[t.outcome],
        rule=t.rule[t.outcome],
    )
    ids = np.arange(len(drawn["item"]), dtype=np.int32)
    connection.register("matters", pa.table({**drawn, "id": ids}))

    def run(query: str) -> Callable[[], tuple[Ints, Ints, Ints]]:
        def form() -> tuple[Ints, Ints, Ints]:
            found = connection.sql(query).to_arrow_table()
            return tuple(found[name].to_numpy() for name in ("owner", "rule", "id"))

        return form

    return {"DuckDB, tables joined": run(JOINED), "DuckDB, CASE": run(_case(t))}  # type: ignore[dict-item]


OWNER = """CAST({0}.base + CASE {0}.lv WHEN 0 THEN 0 WHEN 1 THEN p.a1 WHEN 2 THEN p.a2
 ELSE p.a3 END AS INTEGER) AS owner, {0}.rule AS rule, m.id"""
JOINED = f"""SELECT {OWNER.format("k")} FROM (
 SELECT m.id, m.place, CAST(i.part + d.part + l.part + f.part AS SMALLINT) AS key FROM matters m
 JOIN item_ i ON m.item = i.item JOIN day_ d ON m.day = d.day
 JOIN kind_ l ON CAST(m.kind * 3 + m.level AS TINYINT) = l.kl
 JOIN flags_ f ON m.flags = f.flags) m
JOIN key_ k ON m.key = k.key JOIN place_ p ON m.place = p.place"""


def _case(t: Tables) -> str:
    when = [f"WHEN flags & {1 << b} <> 0 THEN {t.first[RULES[b]]}" for b in range(5)]
    for n, letter in enumerate("abc"):
        day = f" AND day >= {_day(TASKS_SINCE)}" if n == 0 else ""
        when.append(
            f"WHEN kind = {5 + n} AND level = 1{day} THEN CASE WHEN i.grp = {n} "
            f"THEN {t.first[f'R6{letter}.in']} ELSE {t.first[f'R6{letter}.back']} END"
        )
    when += [
        f"WHEN flags & 32 <> 0 THEN {t.first['R7']} WHEN flags & 64 <> 0 THEN {t.first['R8']}",
        f"WHEN i.grp = 3 THEN CASE WHEN day >= {_day(POWERS_SINCE)} THEN {t.first['R9.street']} "
        f"ELSE {t.first['R9.district']} + i.dep END",
        f"WHEN i.grp <> 5 THEN {t.first['R10']} ELSE {t.first['R11']} + i.dep",
    ]
    return f"""SELECT {OWNER.format("o")} FROM (
 SELECT m.id, m.place, CAST(CASE {" ".join(when)} END AS UTINYINT) AS outcome
 FROM matters m JOIN item_ i ON m.item = i.item) m
JOIN outcome_ o ON m.outcome = o.outcome JOIN place_ p ON m.place = p.place"""
