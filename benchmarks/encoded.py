"""Columns already encoded: the kernel, the best forms by hand, what a user gets, and a plain copy.

The bare kernel and the forms by hand read the same nine bytes a matter. What a user gets is
``decide_table`` on Arrow dictionaries: twelve columns in, four dictionary columns out.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from govrules import Jurisdiction
from govrules.columns.kernel import Ints, run
from govrules.options import Kernel

from . import byhand, data, job, measure
from .compiled import Compiled

__all__ = ["BYTES", "columns_of", "compiled_job", "main"]

# What a matter takes: nine bytes in, and as the least an owner (4) and a small class (1) out.
BYTES = 14
VERIFIED = 20_000

Run = Callable[[], tuple[Any, ...]]


def columns_of() -> dict[str, dict[str, Any]]:
    """Column → the fields in it and the values that its codes stand for; rare ones first."""
    return {
        "flags": dict.fromkeys(job.FLAGS, (False, True)),
        "item": {"item": job.ITEMS},
        "kind": {"kind": job.KINDS},
        "level": {"assigned_to": job.LEVELS},
        "day": {"on": data.days()},
        "place": {"place": job.places()},
    }


def compiled_job() -> Compiled:
    """The job's tables for the kernel, no key decided yet."""
    return Compiled(job.jurisdiction(), columns_of(), "place", job.ROSTER)


def main(options: dict[str, Any]) -> dict[str, Any]:
    """The stage, on as many threads as asked for."""
    rows, threads, j = options["rows"], options["threads"], job.jurisdiction()
    drawn = data.draw(rows, seed=5)
    compact = data.compact(drawn)
    found = compiled_job()
    columns, place = [compact[name] for name in found.names], compact["place"]
    learn = measure.interleaved({"learn": lambda: found.learn(columns)}, 1, warm=0)["learn"][0]
    hand, bare = byhand.tables(), _bare(found, columns, place, threads)
    by_hand: dict[str, Run] = {}
    if measure.versions(["polars"]):
        by_hand |= byhand.polars_forms(hand, compact)
    if measure.versions(["duckdb"]):
        by_hand |= byhand.duckdb_forms(hand, compact, threads)
    few = min(rows, options["arrow_rows"])
    arrow = _arrow(j, {k: v[:few] for k, v in drawn.items()}, threads)
    wrong = _differences(bare, by_hand, found, hand, drawn)
    classes, (owners,) = bare["govrules, NumPy"]()
    wrong |= _arrow_differences(j, arrow, found, classes, owners)
    work = {**bare, **by_hand, **arrow, "copy": _copy(rows, threads)}
    seconds = measure.interleaved(work, options["repetitions"])
    return {
        "rows": {name: few if name in arrow else rows for name in work},
        "threads": threads,
        "seconds": seconds,
        "differences": wrong,
        "learn_seconds": learn,
        "classes": len(found.classes),
        "keys": len(found.table),
        "peak_mb": measure.peak_mb(),
    }


def _bare(found: Compiled, columns: list[Ints], place: Ints, threads: int) -> dict[str, Run]:
    """The kernel itself, writing into arrays that are there."""
    program, size = found.program(), len(place)

    def form(kernel: Kernel) -> Run:
        out = (np.empty(size, np.int32), np.empty((1, size), np.int32))
        return lambda: run(program, columns, place, kernel=kernel, threads=threads, out=out)

    return {name: form(kernel) for name, kernel in measure.kernels("govrules").items()}


def _arrow(j: Jurisdiction, drawn: data.Drawn, threads: int) -> dict[str, Run]:
    """What a user calls, on a table of dictionaries, days and truth values."""
    table = data.arrow(drawn, dictionary=True)

    def form(kernel: Kernel) -> Run:
        def decide() -> tuple[Any, ...]:
            made = j.decide_table(table, keep=[], kernel=kernel, threads=threads)
            return made["lead"], made["decision_class"]

        return decide

    return {
        name: form(kernel)
        for name, kernel in measure.kernels("decide_table on Arrow dictionaries").items()
    }


def _copy(rows: int, threads: int) -> Run:
    """As many bytes as a matter takes, from one place to another, shared by the threads."""
    source, target = np.ones(BYTES * rows, np.uint8), np.zeros(BYTES * rows, np.uint8)
    parts = list(zip(np.array_split(target, threads), np.array_split(source, threads), strict=True))

    def copy() -> tuple[Any, ...]:
        if threads == 1:
            np.copyto(target, source)
            return ()
        with ThreadPoolExecutor(threads) as pool:
            return tuple(pool.map(np.copyto, *zip(*parts, strict=True)))

    return copy


def _differences(
    bare: dict[str, Run],
    by_hand: dict[str, Run],
    found: Compiled,
    hand: byhand.Tables,
    drawn: data.Drawn,
) -> dict[str, int]:
    """Rows of each form that differ from the plain function (20,000) or from the kernel (all)."""
    classes, (owners,) = (result.copy() for result in bare["govrules, NumPy"]())
    leaf = [one.decision().because[0].rule for one in found.classes]
    expected = [job.reference(m) for m in data.records({k: v[:VERIFIED] for k, v in drawn.items()})]
    names = found.organs.names
    wrong = {
        "govrules, NumPy": sum(
            (names[o], leaf[c]) != answer
            for o, c, answer in zip(owners.tolist(), classes.tolist(), expected, strict=False)
        )
    }
    for name, form in bare.items():
        if name not in wrong:
            mine = form()
            wrong[name] = int(((mine[0] != classes) | (mine[1][0] != owners)).sum())
    number = {name: n for n, name in enumerate(hand.names)}
    owner = np.array([number.get(name, -1) for name in names])[owners]
    rule = np.array([job.RULES.index(name) for name in leaf])[classes]
    for name, form in by_hand.items():
        theirs = form()
        at = theirs[2] if len(theirs) > 2 else slice(None)  # DuckDB's rows come in any order
        wrong[name] = int(((owner[at] != theirs[0]) | (rule[at] != theirs[1])).sum())
        wrong[name] += abs(len(theirs[0]) - len(owners))
    return wrong


def _arrow_differences(
    j: Jurisdiction, arrow: dict[str, Run], found: Compiled, classes: Ints, owners: Ints
) -> dict[str, int]:
    """Rows of what a user gets that differ from the kernel's owner and class."""
    code = {one.code: n for n, one in enumerate(found.classes)}
    name = {owner: n for n, owner in enumerate(found.organs.names)}
    wrong = {}
    for form, decide in arrow.items():
        theirs = [
            _numbers(column, known) for column, known in zip(decide(), (name, code), strict=True)
        ]
        size = len(theirs[0])
        wrong[form] = int(((theirs[0] != owners[:size]) | (theirs[1] != classes[:size])).sum())
    return wrong


def _numbers(column: Any, known: dict[str, int]) -> Ints:
    """A dictionary column as the numbers of its words; −1 where there is none."""
    parts = [
        np.array([*(known.get(w, -2) for w in chunk.dictionary.to_pylist()), -1])[
            chunk.indices.fill_null(len(chunk.dictionary)).to_numpy(zero_copy_only=False)
        ]
        for chunk in column.chunks
    ]
    return np.concatenate(parts)
