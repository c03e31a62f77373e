"""Threads that share a jurisdiction: each gets the answer that it would get alone."""

from __future__ import annotations

import random
import sys
import threading
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.classes import template_cache

CLASSES = ("govrules/classes/",)
ITEMS = ("litter", "dump", "bins", "noise", "waste", None)
PLACES = ("110101001", "乙镇", "开发区", "东区", "110102001001", None)
DAYS = ("2015-06-01", "2020-06-30", "2020-07-01", "2021-03-01", None)


@pytest.fixture(scope="module")
def interleave(load_helper: Callable[[str], ModuleType]) -> Any:
    """The helper that puts one thread's work between two steps of another's."""
    return load_helper("interleave")


@pytest.fixture
def keep(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets how many decisions are remembered before they are gathered anew."""
    return lambda most: monkeypatch.setattr(template_cache, "MOST_CASES", most)


@pytest.fixture
def switching() -> Iterator[None]:
    """The interpreter goes from one thread to another very often."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def varied(town: Any, count: int, seed: int) -> list[dict[str, Any]]:
    draw = random.Random(seed)
    return [
        town.matter(
            id=str(n),
            kind=draw.choice(["violation", "complaint", "task"]),
            item=draw.choice(ITEMS),
            place=draw.choice(PLACES),
            on=draw.choice(DAYS),
            listed=draw.choice(["yes", "no", None]),
            urgent=draw.choice(["yes", None]),
            number=draw.choice([None, 1, 4]),
        )
        for n in range(count)
    ]


def together(works: list[Callable[[], Any]]) -> list[BaseException]:
    """Run each in a thread of its own, all at once; what they raised."""
    raised: list[BaseException] = []
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> None:
        gate.wait()
        try:
            work()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not any(thread.is_alive() for thread in threads)
    return raised


def test_no_step_swaps_answers(
    small: Jurisdiction, town: Any, interleave: Any, keep: Callable[[int], None]
) -> None:
    """Wherever another thread gathers the memory anew, a matter gets its own decision."""
    a, b = town.matter(listed="yes"), town.matter(listed="no")
    x, c = town.matter(listed="yes", urgent="yes"), town.matter(listed="no", urgent="yes")
    right = small.decide(a, engine="reference").to_json()
    made = Jurisdiction(town.blueprint())

    def others() -> None:
        keep(-1)
        made.decide(c)  # what was kept is let go
        keep(20_000)
        made.decide(b)
        made.decide(a)

    def fill_anew() -> None:
        keep(-1)
        made.decide(x)
        keep(20_000)
        made.decide(a)
        made.decide(b)

    fill_anew()
    others()  # the first time readings are learnt
    fill_anew()
    steps = interleave.count_steps(lambda: made.decide(a), CLASSES)
    if steps == 0 and sys.version_info[:2] == (3, 13):
        pytest.skip("Python 3.13.0 tells a tracer no single steps")
    assert steps > 10
    wrong = []
    for step in range(1, steps + 1):
        fill_anew()
        if interleave.at_step(step, lambda: made.decide(a), others, CLASSES).to_json() != right:
            wrong.append(step)
    assert wrong == []


@pytest.mark.usefixtures("switching")
def test_eight_threads_decide_as_one(
    small: Jurisdiction, town: Any, keep: Callable[[int], None]
) -> None:
    """Varied matters, in another order in each thread, come out as with one thread."""
    matters = varied(town, 120, 1)
    right = [small.decide(m, engine="reference").to_json() for m in matters]
    keep(20)
    shared = Jurisdiction(town.blueprint())
    wrong: list[int] = []

    def work(seed: int) -> Callable[[], None]:
        def run() -> None:
            order = list(range(len(matters)))
            random.Random(seed).shuffle(order)
            wrong.extend(n for n in order if shared.decide(matters[n]).to_json() != right[n])

        return run

    assert together([work(seed) for seed in range(8)]) == []
    assert wrong == []


def test_a_table_between_the_steps_of_another(town: Any, interleave: Any) -> None:
    """Wherever another thread decides a table, the rows of this one come out as alone."""
    pa = pytest.importorskip("pyarrow")
    rooms = ("govrules/columns/", "govrules/classes/")

    def table(seed: int) -> Any:
        names = ("kind", "item", "place", "on", "listed", "urgent")
        rows = [{k: m.get(k) for k in names} for m in varied(town, 12, seed)]
        return pa.Table.from_pylist(rows, pa.schema([(k, pa.string()) for k in names]))

    one, two = table(1), table(2)
    right = Jurisdiction(town.blueprint()).decide_table(one).to_pylist()
    made = Jurisdiction(town.blueprint())
    steps = interleave.count_steps(lambda: made.decide_table(one), rooms)
    for step in range(1, steps, steps // 20):
        made = Jurisdiction(town.blueprint())
        found = interleave.at_step(
            step,
            lambda made=made: made.decide_table(one),
            lambda made=made: made.decide_table(two),
            rooms,
        )
        assert found.to_pylist() == right, step


@pytest.mark.usefixtures("switching")
def test_eight_threads_decide_tables_as_one(town: Any) -> None:
    """Tables with values not met before come out as with one thread, and no thread fails."""
    pa = pytest.importorskip("pyarrow")
    names = ("kind", "item", "place", "on", "listed", "urgent")
    tables = [
        pa.Table.from_pylist(
            [{k: m.get(k) for k in names} for m in varied(town, 30, seed)],
            pa.schema([(k, pa.string()) for k in names]),
        )
        for seed in range(8)
    ]
    alone = Jurisdiction(town.blueprint())
    right = [alone.decide_table(t).to_pylist() for t in tables]
    for _ in range(3):
        shared = Jurisdiction(town.blueprint())
        wrong: list[int] = []

        def work(n: int, shared: Jurisdiction = shared, wrong: list[int] = wrong) -> Any:
            def run() -> None:
                if shared.decide_table(tables[n]).to_pylist() != right[n]:
                    wrong.append(n)

            return run

        assert together([work(n) for n in range(8)]) == []
        assert wrong == []
