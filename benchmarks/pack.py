"""The whole Beijing pack over generated matters: learning, warm runs, the tables on disk."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import govrules
import numpy as np
from govrules import Jurisdiction
from govrules.classes import store as cache

from . import measure
from .loading import child
from .matters import generate

__all__ = ["main"]

SINGLES = 2000

# A new process: load the rules, read the tables that another one has learnt, decide.
AGAIN = """
import sys, time
import govrules
from govrules.classes import store as cache
from benchmarks.matters import generate
from benchmarks.measure import peak_mb
start = time.perf_counter()
j = govrules.load("beijing")
loaded = time.perf_counter()
note = cache.load(j.classes, sys.argv[1])
assert note is None, note
read = time.perf_counter()
table = generate(j, int(sys.argv[2])).slice(0, int(sys.argv[3]))
before = j.classes.learner.learnt
drawn = time.perf_counter()
j.decide_table(table, keep=[])
print(loaded - start, read - loaded, time.perf_counter() - drawn,
      j.classes.learner.learnt - before, peak_mb())
"""


def main(options: dict[str, Any]) -> dict[str, Any]:
    """The stage: each size is another part of the year, so that the curve of learning shows."""
    start = time.perf_counter()
    beijing = govrules.load("beijing")
    load = time.perf_counter() - start
    curve, done = [], 0
    year = generate(beijing, max(options["rows"]))
    for rows in options["rows"]:
        start = time.perf_counter()
        found = beijing.decide_table(year.slice(0, rows), keep=[])
        first = time.perf_counter() - start
        curve.append(
            {
                "rows": rows,
                "new": rows - done,
                "first": first,
                "classes": len(beijing.classes),
                "learnt": beijing.classes.learner.learnt,
                "errors": rows - found["error"].null_count,
            }
        )
        done = rows
    dispositions = found["disposition"].combine_chunks().value_counts().to_pylist()
    return {
        "load_seconds": load,
        "curve": curve,
        "rules": len(beijing.rules.rules),
        "units": len(beijing.territory),
        "warm_rows": year.num_rows,
        "warm": _warm(beijing, year, options["repetitions"]),
        **_single(beijing, year, options["repetitions"]),
        "differences": {"decide_table": _differences(beijing, year, found, options["verify"])},
        "verified": options["verify"],
        "peak_mb": measure.peak_mb(),
        "cache": _cache(
            beijing, Path(options["folder"]) / "tables.json.gz", year.num_rows, min(options["rows"])
        ),
        "dispositions": {d["values"]: d["counts"] for d in dispositions if d["values"]},
    }


def _warm(j: Jurisdiction, year: Any, repetitions: int) -> dict[str, list[float]]:
    """The same matters again, in each kernel."""
    return measure.interleaved(
        {
            name: partial(j.decide_table, year, keep=[], kernel=kernel)
            for name, kernel in measure.kernels("govrules").items()
        },
        repetitions,
    )


def _single(j: Jurisdiction, year: Any, repetitions: int) -> dict[str, Any]:
    """One decision after another, with their reasons; those that have a precedent."""
    records = [m for m, ok in _records(year, SINGLES) if ok]
    for m in records:
        j.decide(m)
    runs = [measure.latency(measure.each(j.decide, records)) for _ in range(repetitions)]
    return {"single": {key: median(run[key] for run in runs) for key in ("median_us", "p99_us")}}


def _records(year: Any, rows: int) -> list[tuple[dict[str, Any], bool]]:
    """The first matters as records, and whether each can be read."""
    return [
        ({k: v for k, v in row.items() if v is not None}, row["item"] != "no_such_item")
        for row in year.slice(0, rows).to_pylist()
    ]


def _differences(j: Jurisdiction, year: Any, found: Any, rows: int) -> int:
    """How many of the first rows differ from the reference evaluator, which is run anew."""
    wrong = 0
    decided = found.slice(0, rows).to_pylist()
    for (m, ok), row in zip(_records(year, rows), decided, strict=True):
        if not ok:
            wrong += row["error"] is None
            continue
        d = j.decide(m, engine="reference")
        lead = d.lead
        owner = None if lead is None else f"{lead.role}@{lead.unit}" if lead.unit else lead.role
        rules = [r.rule for r in j.classes[row["decision_class"]].decision().because]
        wrong += (owner, d.disposition, [r.rule for r in d.because]) != (
            row["lead"],
            row["disposition"],
            rules,
        )
    return wrong


def _cache(j: Jurisdiction, path: Path, all_rows: int, rows: int) -> dict[str, float]:
    """Save the tables, and begin anew from them in another process."""
    start = time.perf_counter()
    cache.save(j.classes, path)
    saved = time.perf_counter() - start
    runs = [child(AGAIN, str(path), str(all_rows), str(rows)) for _ in range(3)]
    keys = ("load_seconds", "read_seconds", "first_seconds", "learnt", "peak_mb")
    found = dict(zip(keys, np.median(runs, axis=0).tolist(), strict=True))
    return {**found, "rows": rows, "save_seconds": saved, "file_mb": path.stat().st_size / 1e6}
