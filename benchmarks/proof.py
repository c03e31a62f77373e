"""What compiling the questions costs: ``python -m benchmarks.proof [RULES]``.

Each stage has a process of its own: CPU seconds, and its greatest memory so far. Diagrams are kept
in a new folder, so that every figure is of this run. The last stage compiles a made-up pack of RULES.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import govrules
from govrules.diagrams import Chain, Link, Shelf

from .growth import of_rules
from .measure import peak_mb

SLOWEST = 3


def timed(what: str, work: Callable[[], Any]) -> Any:
    """What came of it; a line of the table is told."""
    start = process_time()
    made = work()
    print(f"| {what} | {process_time() - start:.2f} | {peak_mb():,.0f} |", flush=True)
    return made


def of_questions() -> None:
    """The whole chain, then its slowest questions by themselves."""
    rules = govrules.load("beijing").rules
    chain = timed("Beijing's questions that have one answer, from nothing", lambda: Chain(rules))
    timed("beside these, those that gather", lambda: chain.gatherings)
    nodes = sum(len(link.store.reach([link.root])) for link in chain.links.values())
    costs = list[tuple[float, str, int]]()
    for link in chain.links.values():
        start = process_time()
        Link(rules, link.question, chain.answers)
        costs.append((process_time() - start, link.question.id, len(link.readers)))
    for seconds, question, count in sorted(costs, reverse=True)[:SLOWEST]:
        print(f"| of them {question}, {count} rules | {seconds:.2f} | |")
    print(f"| nodes of all {len(chain.links)} questions: {nodes:,} | | |")


def of_proof(folder: str, how: str) -> None:
    """Beijing's proof; its questions and regions are kept, and read the second time."""
    made = govrules.load("beijing")
    assert made.rules
    timed(
        f"Beijing's questions that have one answer, {how}",
        lambda: Chain(made.rules, shelf=Shelf(folder)),
    )
    certificate = timed(f"Beijing's proof, {how}", lambda: made.prove(cache=folder))
    assert certificate.is_proved


def of_many(number: int) -> None:
    """A pack that is made up: each rule gives one item of a catalogue to a department."""
    rules = of_rules(number).rules
    timed(f"a made-up pack of {number:,} rules", lambda: Chain(rules))


def main(number: int) -> None:
    """Run the stages one after the other."""
    print("| what | CPU s | peak MB |\n|---|---|---|", flush=True)
    with TemporaryDirectory() as folder:
        kept = [partial(of_proof, folder, how) for how in ("compiled and kept", "read again")]
        for stage in (of_questions, *kept, partial(of_many, number)):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
                own.submit(stage).result()


if __name__ == "__main__":
    main(int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 10_000)
