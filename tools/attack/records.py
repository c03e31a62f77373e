"""Hostile records: one by one, again, in lots and in columns, and against the reference."""

from __future__ import annotations

import json
import pickle
from collections import defaultdict
from typing import Any

import govrules
from govrules import Decision, GovrulesError, Jurisdiction, RowError
from hostile import hostile
from report import Report
from town import blueprint

LOT = 500
MANY = 50  # of a lot
REFERENCE = 200
TABLE = 20
# Records of the town for one of Beijing's, whose first of a kind takes 0.1 s and more.
BEIJING = 500
BEIJING_REFERENCE = 10


def attack(report: Report, count: int) -> None:
    """Try ``count`` records of a small town, and some of Beijing's among them."""
    town, beijing = Jurisdiction(blueprint()), govrules.load("beijing", plugins=["govrules"])
    strange = hostile(beijing.fields, report.seed + 1, count)
    lot: list[tuple[Any, Any]] = []
    for n, record in enumerate(report.within(hostile(town.fields, report.seed, count))):
        if n % BEIJING == 0:
            other = next(strange)
            found = report.call(lambda r=other: beijing.decide(r, ask="plain"), other)
            if n // BEIJING % BEIJING_REFERENCE == 0 and found is not None:
                _check(report, beijing, other, found)
            report.more["beijing"] = report.more.get("beijing", 0) + 1
        found = report.call(lambda r=record: town.decide(r, ask="plain"), record)
        if n % REFERENCE == 0 and found is not None:
            _check(report, town, record, found)
        lot.append((record, found))
        if len(lot) == LOT:
            _together(report, town, lot, is_table=n // LOT % TABLE == 0)
            lot = []
    report.more["kept"] = {"town": town.cache_info(), "beijing": beijing.cache_info()}


def _check(report: Report, j: Any, record: Any, found: Any) -> None:
    """The reference and the second call say the same; the record and the pickle come back."""
    for name, engine in (("reference", "reference"), ("second call", "classes")):
        again = report.call(lambda e=engine: j.decide(record, engine=e, ask="plain"), record)
        if not same(found, again):
            report.differs(name, record)
    if isinstance(found, Decision):
        sent = json.loads(json.dumps(found.to_dict(), ensure_ascii=False).encode())
        if Decision.from_dict(sent).to_dict() != found.to_dict():
            report.differs("to_dict and back", record)
        if pickle.loads(pickle.dumps(found)) != found:
            report.differs("pickle", record)


def _together(report: Report, j: Any, lot: list[tuple[Any, Any]], is_table: bool) -> None:
    many = report.call(lambda: list(j.decide_many([record for record, _ in lot[:MANY]])), "a lot")
    if not isinstance(many, list) or len(many) != len(lot[:MANY]):
        report.lose(lot[0][0])
        return
    for (record, found), one in zip(lot, many, strict=False):
        if isinstance(found, GovrulesError) is not isinstance(one, RowError):
            report.differs("decide_many", record)
    if is_table:
        _columns(report, j, lot)


def _columns(report: Report, j: Any, lot: list[tuple[Any, Any]]) -> None:
    """Records of text as columns: as many rows, with the disposition and the owner of each."""
    import pyarrow as pa

    groups: dict[tuple[str, ...], list[tuple[Any, Any]]] = defaultdict(list)
    for record, found in lot:
        if found is not None and record and all(_is_cell(j, k, v) for k, v in record.items()):
            groups[tuple(record)].append((record, found))
    for keys, rows in groups.items():
        table = pa.table({k: pa.array([r[k] for r, _ in rows], pa.string()) for k in keys})
        made = report.call(lambda t=table: j.decide_table(t, keep=[]).to_pylist(), keys)
        if not isinstance(made, list) or len(made) != len(rows):
            report.lose(keys, len(rows))
            continue
        for (record, found), row in zip(rows, made, strict=True):
            if (row["error"] is not None) is not isinstance(found, GovrulesError):
                report.differs("columns: error", record)
            elif isinstance(found, Decision) and row["disposition"] != found.disposition:
                report.differs("columns: disposition", record)


def _is_cell(j: Any, key: Any, value: Any) -> bool:
    is_short = isinstance(value, str) and value.isprintable() and len(value) < 1000
    return is_short and key in j.fields


def same(one: Any, other: Any) -> bool:
    """Whether two outcomes are one: decisions by their bytes, errors by their words."""
    if isinstance(one, GovrulesError) and isinstance(other, GovrulesError):
        return one.to_dict() == other.to_dict()
    if isinstance(one, Decision) and isinstance(other, Decision):
        return one.to_json() == other.to_json()
    return False
