"""One decision, and batches, in every engine: verified first, then interleaved on one core."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import attrs

from . import data, job, measure
from .peers import Engine, Peer, peers

__all__ = ["Contender", "answers", "contenders", "main"]

Answer = tuple[str, str]


@attrs.frozen
class Contender:
    """An engine in the race.

    Args:
        name: What it is called.
        does: What the engine itself decides.
        engine: It, ready to decide.
        load_seconds: What it took to be ready.
        rule: The rule that the second column of a batch means.
    """

    name: str
    does: str
    engine: Engine
    load_seconds: float
    rule: Callable[[str], str] = str


def contenders(only: Sequence[str] = ()) -> tuple[list[Contender], dict[str, str]]:
    """Every installed peer, loaded; and why each other one is left out."""
    found, skipped = [], {}
    for peer in peers(only):
        if not isinstance(peer, Peer):
            skipped[peer[0]] = peer[1]
            continue
        start = time.perf_counter()
        engine = peer.make()
        found.append(Contender(peer.name, peer.does, engine, time.perf_counter() - start))
    return found, skipped


def govrules() -> list[Contender]:
    """govrules itself: one decision with its reasons, and Arrow tables in each kernel."""
    start = time.perf_counter()
    j = job.jurisdiction()
    load = time.perf_counter() - start

    def decide(m: dict[str, Any]) -> Answer:
        lead = (d := j.decide(m)).lead
        assert lead is not None
        return f"{lead.role}@{lead.unit}" if lead.unit else lead.role, d.because[0].rule

    def batch(kernel: Any) -> Callable[[Any], tuple[Any, Any]]:
        def run(table: Any) -> tuple[Any, Any]:
            found = j.decide_table(table, keep=[], kernel=kernel)
            return found["lead"], found["decision_class"]

        return run

    @cache
    def rule(code: str) -> str:
        return j.classes[code].decision().because[0].rule

    return [
        Contender(
            name,
            "rule, owner and all reasons",
            Engine(decide, batch(kernel), columnar=True),
            load,
            rule,
        )
        for name, kernel in measure.kernels("govrules").items()
    ]


def answers(found: Any, rule: Callable[[str], str] = str) -> list[Answer]:
    """A batch's result as pairs of owner and rule."""
    if not isinstance(found, tuple):
        return [(str(owner), str(leaf)) for owner, leaf in found]
    owners, rules = (c.to_pylist() if hasattr(c, "to_pylist") else c.tolist() for c in found)
    return [(str(owner), rule(leaf)) for owner, leaf in zip(owners, rules, strict=True)]


def some(c: Contender, matters: Sequence[Any]) -> Sequence[Any]:
    """Fewer matters for a columnar peer, whose call takes milliseconds."""
    is_slow = c.engine.columnar and not c.name.startswith("govrules")
    return matters[: max(len(matters) // 20, 1)] if is_slow else matters


def verify(all_: Sequence[Contender], rows: int, singles: int) -> dict[str, int]:
    """How many answers of each differ from the plain function's: owner or rule."""
    drawn = data.draw(rows)
    records, table = data.records(drawn), data.arrow(drawn)
    expected = [job.reference(m) for m in records]
    differences = {}
    for c in all_:
        many = answers(c.engine.batch(table if c.engine.columnar else records), c.rule)
        one = [tuple(map(str, c.engine.decide(m))) for m in some(c, records[:singles])]
        differences[c.name] = sum(a != b for a, b in zip(many, expected, strict=True)) + sum(
            a != b for a, b in zip(one, expected, strict=False)
        )
    return differences


def main(options: dict[str, Any]) -> dict[str, Any]:
    """The stage."""
    others, skipped = contenders()
    mine = govrules()
    all_ = [*mine, *others]
    differences = verify(all_, options["verify"], options["singles"])
    repetitions = options["repetitions"]
    table = data.arrow(data.draw(options["columnar_rows"], seed=8))
    for c in mine:  # what is new is decided once, before the clock runs
        c.engine.batch(table)
    # The matters that are timed one by one are none of those that were learnt from.
    for m in data.records(data.draw(options["learn"], seed=9)):
        mine[0].engine.decide(m)
    records = data.records(data.draw(max(options["rows"], options["singles"] * repetitions), 7))
    few = records[: options["rows"]]
    batch = measure.interleaved(
        {c.name: partial(c.engine.batch, table if c.engine.columnar else few) for c in all_},
        repetitions,
        warm=0,
    )
    single: dict[str, list[dict[str, float]]] = {c.name: [] for c in [mine[0], *others]}
    for number in range(repetitions):
        fresh = records[number * options["singles"] :][: options["singles"]]
        for c in [mine[0], *others]:
            single[c.name].append(measure.latency(measure.each(c.engine.decide, some(c, fresh))))
    again = [
        measure.latency(measure.each(mine[0].engine.decide, records[: options["singles"]]))
        for _ in range(repetitions)
    ]
    rows = {c.name: len(table) if c.engine.columnar else len(few) for c in all_}
    return {
        "differences": differences,
        "verified": options["verify"],
        "skipped": skipped,
        "does": {c.name: c.does for c in all_},
        "load": {c.name: c.load_seconds for c in all_},
        "rows": rows,
        "batch": batch,
        "single": single,
        "again": again,
        "peak_mb": measure.peak_mb(),
    }
