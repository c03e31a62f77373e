"""How fast orders flow and queue: ``python -m benchmarks.passing_on [ROWS]``, all in one run.

Queues also without Numba, with equal answers asserted. Everything is learnt before the clock starts;
CPU seconds of one process are counted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from time import process_time
from typing import Any

import govrules
import numpy as np
import pyarrow as pa
from govrules.simulate import year
from govrules.simulate.serving import first_come, serve

HOW: dict[str, Any] = {"object": 0.1, "refuse": {"urban_enforcement": 0.2}, "whistle": 0.5}
DRAWN, PERSONS = 3000, 2


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The better of two CPU times, and what came of it."""
    found = []
    for _ in range(2):
        start = process_time()
        made = work()
        found.append(process_time() - start)
    return min(found), made


def flow(rows: int) -> None:
    """Orders a second, over a drawn year repeated."""
    beijing = govrules.load("beijing")
    drawn = year(beijing, rows=DRAWN, seed=7).table
    matters = pa.concat_tables([drawn] * (rows // DRAWN)).unify_dictionaries().combine_chunks()
    beijing.flow(matters, **HOW)
    seconds, orders = timed(lambda: beijing.flow(matters, **HOW))
    print(f"flow: {len(orders) / seconds:,.0f} orders a CPU second ({len(orders):,} orders)")


def queues(rows: int) -> None:
    """Matters a second at desks of one to three people, compiled and plain."""
    draw = np.random.default_rng(1)
    desks = 1500
    sizes = np.full(desks, rows // desks)
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    arrival = np.sort(draw.random((desks, rows // desks)) * 2000, axis=1).reshape(-1)
    hours = draw.exponential(1.0, len(arrival))
    people = draw.integers(1, 1 + PERSONS, desks)
    begun = {}
    for compiled in (True, False):
        rule = serve(first_come, compiled=compiled)
        out = np.zeros(len(arrival))
        rule(bounds, people, arrival, hours, out)  # compiled now, if it is
        seconds, _ = timed(partial(rule, bounds, people, arrival, hours, out))
        begun[compiled] = out.tobytes()
        name = "Numba" if compiled else "heapq"
        print(f"queue, {name}: {len(arrival) / seconds:,.0f} matters a CPU second")
    assert begun[True] == begun[False]


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 999_000
    flow(count)
    queues(count)
