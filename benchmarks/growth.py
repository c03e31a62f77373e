"""How cost grows with matters and with rules; units are grown in :mod:`.loading`."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from govrules import Blueprint, Field, Jurisdiction, Layout, Policy, Question, Role, Slot, rule
from govrules.columns.kernel import run
from govrules.rules import Code, CodeList

from . import data, job, measure
from .encoded import compiled_job

__all__ = ["main", "of_rules"]


def main(options: dict[str, Any]) -> dict[str, Any]:
    """The stage."""
    rules = [_rules(n, options["repetitions"]) for n in options["rules"]]
    matters = _matters(options["matters"], options["repetitions"])  # last: they take memory
    return {
        "matters": matters,
        "rules": rules,
        "differences": {
            **{f"{one['rows']:,} matters": one.pop("wrong") for one in matters},
            **{f"{one['rules']:,} rules": one.pop("wrong") for one in rules},
        },
    }


# --- matters ---------------------------------------------------------------------------------

MOST_DRAWN = 10_000_000


def _matters(sizes: Iterable[int], repetitions: int) -> list[dict[str, Any]]:
    """Encoded rows; beyond ten million the same rows over and over."""
    found, curve = compiled_job(), []
    for size in sizes:
        drawn = data.compact(data.draw(min(size, MOST_DRAWN), seed=5))
        columns = [np.resize(drawn[name], size) for name in found.names]
        found.learn([c[:MOST_DRAWN] for c in columns])
        program, place = found.program(), np.resize(drawn["place"], size)
        out = {
            name: (np.empty(size, np.int32), np.empty((1, size), np.int32))
            for name in measure.kernels("govrules")
        }
        seconds = measure.interleaved(
            {
                name: partial(run, program, columns, place, kernel=kernel, out=out[name])
                for name, kernel in measure.kernels("govrules").items()
            },
            repetitions,
        )
        first, *others = out.values()
        wrong = sum(
            int((a != b).sum()) for other in others for a, b in zip(first, other, strict=True)
        )
        curve.append(
            {"rows": size, "seconds": seconds, "wrong": wrong, "peak_mb": measure.peak_mb()}
        )
    return curve


# --- rules -----------------------------------------------------------------------------------


def of_rules(number: int) -> Jurisdiction:
    """A jurisdiction of that many rules, each giving one item of a catalogue to a department."""
    groups = [Code(f"g{n}", None, f"组{n}", f"group {n}") for n in range(max(number // 100, 1))]
    items = [
        Code(f"i{n}", f"g{n // 100 % len(groups)}", f"事项{n}", f"item {n}") for n in range(number)
    ]
    roles = [Role(f"d{n}", f"部门{n}", f"department {n}", ("district",)) for n in range(13)]
    made = [
        rule(
            f"G{n}",
            "competence",
            when=f"item = i{n}",
            then={"organ": f"d{n % 13}@district"},
            cite="BENCH-HOTLINE 1",
            zh="虚构规定",
            en="made-up provision",
            at="",
        )
        for n in range(number)
    ]
    made.append(
        rule(
            "ROUTE",
            "route",
            when="always",
            then={"disposition": "handle", "lead": "$competence"},
            cite="BENCH-HOTLINE 2",
            zh="虚构规定",
            en="made-up provision",
            at="",
        )
    )
    dispositions = (
        ("handle", "办理", "handle"),
        ("undetermined", "待查明", "undetermined"),
        ("adjudicate_law", "提请裁决", "adjudicate"),
    )
    policy = Policy(
        "benchmark.growth",
        "增长",
        "growth",
        "the benchmark",
        "1",
        rules=made,
        roles=roles,
        fields=(
            Field(
                "item",
                "code",
                "事项",
                "item",
                tree=CodeList("items", [*groups, *items]),
                identity=True,
            ),
            Field("place", "code", "地点", "place", tree=job.territory(), identity=True),
            Field("on", "day", "日期", "day"),
        ),
        questions=(
            Question("competence", "归谁？", "whose is it?", slots=(Slot("organ", "organ"),)),
            Question(
                "route",
                "由谁承办？",
                "who owns it?",
                slots=(Slot("disposition", "choice", choices=dispositions), Slot("lead", "organ")),
            ),
        ),
    )
    return Jurisdiction(
        Blueprint(
            id="growth",
            zh="增长",
            en="growth",
            territory=job.territory(),
            law=job.law(),
            layout=Layout(final="route"),
            policies=(policy,),
        )
    )


ROWS = 1 << 18


def _rules(number: int, repetitions: int) -> dict[str, Any]:
    """Some of the items in matters; the rest are there, and cost nothing or it would show."""
    start = time.perf_counter()
    j = of_rules(number)
    compile_seconds = time.perf_counter() - start
    random = np.random.default_rng(1)
    # What is new is put to every rule, by design: of very many rules fewer items are met.
    count = 100 if number <= 10_000 else 20
    few = [f"i{n}" for n in random.choice(number, count)]
    matters = [
        {"item": few[n % count], "place": job.places()[n], "on": "2023-07-01"} for n in range(500)
    ]
    new = [{**m, "place": "110101"} for m in matters[:count]]
    first = measure.latency(measure.each(j.decide, new))
    for m in matters:
        j.decide(m)
    table, items, places = _table(random, few)
    found = j.decide_table(table, keep=[])["lead"]
    expected = [
        f"d{int(few[i][1:]) % 13}@{job.places()[p][:6]}"
        for i, p in zip(items.tolist(), places.tolist(), strict=True)
    ]
    wrong = sum(a != b for a, b in zip(found.to_pylist(), expected, strict=True))
    batch = measure.interleaved({"batch": lambda: j.decide_table(table, keep=[])}, repetitions)
    return {
        "rules": number,
        "items": count,
        "compile_seconds": compile_seconds,
        "first_us": first["median_us"],
        "wrong": wrong,
        "warm_us": measure.latency(measure.each(j.decide, matters))["median_us"],
        "batch_rows": ROWS,
        "batch": batch["batch"],
        "peak_mb": measure.peak_mb(),
    }


def _table(random: np.random.Generator, few: list[str]) -> tuple[Any, Any, Any]:
    """Matters of these items at any place, and the items and places as numbers."""
    import pyarrow as pa

    items = random.integers(0, len(few), ROWS, dtype=np.int32)
    places = random.integers(0, len(job.places()), ROWS, dtype=np.int32)
    table = pa.table(
        {
            "item": pa.DictionaryArray.from_arrays(pa.array(items), pa.array(few)),
            "place": pa.DictionaryArray.from_arrays(pa.array(places), pa.array(job.places())),
            "on": pa.array([date(2023, 7, 1)] * ROWS),
        }
    )
    return table, items, places
