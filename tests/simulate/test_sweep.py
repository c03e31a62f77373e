"""Sweeps: every point with every seed, and the interval over them."""

from __future__ import annotations

from typing import Any

import pytest
from govrules.errors import RecordError
from govrules.simulate import Scenario

pytest.importorskip("pyarrow")
pytest.importorskip("chinese_calendar")

GRID = {"unclear": [0.0, 0.6]}


@pytest.fixture(scope="module")
def swept(flowing: Any, demands: Any) -> Any:
    from govrules.simulate import Sweep

    return Sweep(GRID, seeds=range(4)).run(flowing, demands, object=0.5)


def test_each_point_has_each_seed(swept: Any, flowing: Any, demands: Any) -> None:
    """A row is what the flow with these parameters gives."""
    rows = swept.table.to_pylist()
    assert [(r["unclear"], r["seed"]) for r in rows] == [
        (u, s) for u in GRID["unclear"] for s in range(4)
    ]
    one = flowing.flow(demands, seed=3, unclear=0.6, object=0.5).summary()
    assert {k: v for k, v in rows[-1].items() if k in one} == {**one}


def test_processes_change_nothing(swept: Any, flowing: Any, demands: Any) -> None:
    """Two of them give the same rows in the same order."""
    from govrules.simulate import Sweep

    two = Sweep(GRID, seeds=range(4), processes=2).run(flowing, demands, object=0.5)
    assert two.table.equals(swept.table)


def test_an_executor_changes_nothing(swept: Any, flowing: Any, demands: Any) -> None:
    """Its parts can be sent to another machine, and their results come back in order."""
    from concurrent.futures import ThreadPoolExecutor

    from govrules.simulate import Sweep

    with ThreadPoolExecutor(1) as pool:
        design = Sweep(GRID, seeds=range(4), processes=3)
        sent = design.run(flowing, demands, object=0.5, executor=pool)
    assert sent.table.equals(swept.table)


def test_the_interval_holds_the_mean(swept: Any) -> None:
    """With what Student's t says for three degrees of freedom."""
    from statistics import fmean, stdev

    rows = [r for r in swept.summary(ci=0.95).to_pylist() if r["measure"] == "objections"]
    for row in rows:
        values = [
            r["objections"] for r in swept.table.to_pylist() if r["unclear"] == row["unclear"]
        ]
        assert row["mean"] == pytest.approx(fmean(values))
        half = 3.1824 * stdev(values) / 2
        assert row["high"] - row["mean"] == pytest.approx(half, rel=0.02)


@pytest.mark.parametrize(
    ("p", "degrees", "expected"),
    [(0.975, 1, 12.7062), (0.975, 2, 4.3027), (0.975, 5, 2.5706), (0.995, 29, 2.7564)],
)
def test_students_t_is_that_of_the_tables(p: float, degrees: int, expected: float) -> None:
    """To half a percent from five degrees on."""
    from govrules.simulate.sweep import _student

    assert _student(p, degrees) == pytest.approx(expected, rel=0.005)


def test_scenarios_are_points_too(flowing: Any, demands: Any) -> None:
    """None is the jurisdiction as it is; a measure of one's own."""
    from govrules.simulate import Scenario, Sweep, delegations

    never = Scenario("never").change(delegations("JZF2020-9.1").never())
    design = Sweep({"scenario": [None, never]}, seeds=[1])
    swept = design.run(flowing, demands, lambda orders: {"orders": float(len(orders))})
    assert swept.table["scenario"].to_pylist() == ["baseline", "never"]
    assert swept.summary()["low"].null_count == 2


NEVER = Scenario("a", "未下放")
BAD: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"grid": {"unclear": []}}, {}, "unclear has no values"),
    ({"grid": {"unclear": 0.1}}, {}, "unclear has no values"),
    ({"grid": GRID, "seeds": ()}, {}, "there are no seeds"),
    ({"grid": GRID, "seeds": 5}, {}, "5 are no seeds"),
    ({"grid": GRID, "seeds": (1, 2, 1)}, {}, "the seed 1 is given twice"),
    ({"grid": {"object": [0.1, 0.1]}}, {}, "two values of object are told as 0.1"),
    ({"grid": {"object": [lambda t: 1, lambda t: 0]}}, {}, "two values of object are told as"),
    ({"grid": {"scenario": [Scenario("a"), NEVER, NEVER]}}, {}, "two values of scenario"),
    ({"grid": {"scenario": [None, Scenario("baseline")]}}, {}, "told as 'baseline'"),
    ({"grid": {"scenario": ["never"]}}, {}, "'never' is no scenario"),
    ({"grid": {"seed": [1, 2]}}, {}, "seed is given twice"),
    ({"grid": GRID}, {"measure": lambda orders: 5}, "the measure gives 5"),
    ({"grid": GRID}, {"measure": lambda orders: {"unclear": 1.0}}, "gives unclear as 1.0"),
    ({"grid": GRID}, {"measure": lambda orders: {"late": None}}, "gives late as None"),
    ({"grid": GRID, "processes": 0}, {}, "processes cannot be 0"),
    ({"grid": GRID}, {"unclear": 0.1}, "unclear is given twice"),
]


@pytest.mark.parametrize(("design", "how", "en"), BAD, ids=[en for *_, en in BAD])
def test_what_cannot_be_run_is_refused(
    flowing: Any, demands: Any, design: dict[str, Any], how: dict[str, Any], en: str
) -> None:
    """A design that pools two points would give intervals that are too narrow, or mean nothing."""
    from govrules.simulate import Sweep

    with pytest.raises(RecordError, match=en):
        Sweep(**design).run(flowing, demands, **how)


def test_an_array_is_values(flowing: Any, demands: Any) -> None:
    """What a researcher has at hand; told as plain numbers."""
    from govrules.simulate import Sweep

    array = pytest.importorskip("numpy").linspace(0, 0.5, 3, dtype="float32")
    swept = Sweep({"unclear": array}, seeds=[1]).run(flowing, demands)
    assert swept.table["unclear"].to_pylist() == [0.0, 0.25, 0.5]


@pytest.mark.parametrize("ci", [0, 1.0, 95, "0.95"])
def test_a_level_is_a_share(swept: Any, ci: Any) -> None:
    """Between nought and one."""
    with pytest.raises(RecordError, match="ci is a share"):
        swept.summary(ci=ci)


def test_an_error_in_a_process_comes_back(flowing: Any, demands: Any) -> None:
    """As it was raised."""
    from govrules.simulate import Sweep

    design = Sweep({"unclear": [0.1]}, seeds=range(3), processes=2)
    with pytest.raises(ZeroDivisionError):
        design.run(flowing, demands, lambda orders: {"x": 1 / (orders.is_unclear.size * 0)})
