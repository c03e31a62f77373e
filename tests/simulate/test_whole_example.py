"""A whole study as one would type it: five scenarios, every measure, a page, a flow, a file."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Blueprint, Jurisdiction, Policy

pa = pytest.importorskip("pyarrow")
pytest.importorskip("chinese_calendar")

from govrules.simulate import (  # noqa: E402
    Scenario,
    Staff,
    Sweep,
    compare,
    delegations,
    lists,
    replay,
    territory,
    year,
)


@pytest.fixture(scope="module")
def study(shipped: Blueprint, mine: Policy, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The jurisdiction, a small year, the run, and the folder of its files."""
    folder = tmp_path_factory.mktemp("study")
    (folder / "census.csv").write_text("code,weight\n110101,709\n110105,3452\n110108,3131\n")
    (folder / "staff.csv").write_text("unit,people,hours\n*,2,6\n")
    beijing = Jurisdiction(shipped)
    census = str(folder / "census.csv")
    matters = year(
        beijing,
        rows=120,
        seed=7,
        year=2024,
        weights={
            "place": census,
            "kind": {"violation": 3, "complaint": 1, "task": 1},
            "item": {"smoking_butt_litter": 1, "greening_wetland_violation": 1},
        },
        unsaid={"on_power_list": 0.4},
    )
    my_policy = mine

    never = Scenario("never", "2020 年未下放").change(delegations("JZF2020-9.1").never())
    back = Scenario("back").change(delegations("JZF2020-9.1").revoke(on="2024-07-01", cite="JD 9"))
    twenty = Scenario("twenty").change(
        lists("on_power_list").remove("smoking", "noise", on="2024-07-01")
    )
    merged = Scenario("merged").change(
        territory.merge("东城区/东华门街道", into="东城区/景山街道", on="2024-07-01")
    )
    own = Scenario("own").change(my_policy)
    run = beijing.simulate(matters, [never, back, merged | twenty, own])
    return beijing, matters, run, folder


def test_each_scenario_has_its_measures(study: Any) -> None:
    """By name, one of two laid together too; a policy of one's own moves what it says."""
    run = study[2]
    assert [*run] == ["never", "back", "merged | twenty", "own"]
    owners = run["never"].owners(by=["level", "district", "field"])
    assert sum(owners["rows"].to_pylist()) == 120
    assert {"unit", "gained", "lost"} <= set(run["never"].moved(per="unit").column_names)
    assert run["never"].missing(top=10).num_rows > 0
    assert "unit" in run["twenty"].burden("community").column_names
    moved = run["own"].moved().to_pylist()
    assert moved
    assert all(row["to"].startswith("health") for row in moved)
    assert run.remarks == ()


def test_a_page_a_flow_and_a_sweep(study: Any) -> None:
    """Beside the measures: what is compared, who passes on, who waits, and with what interval."""
    beijing, matters, run, folder = study
    compare(run["never"], run.baseline).report(folder / "never.html")
    assert "2020 年未下放" in (folder / "never.html").read_text(encoding="utf-8")
    orders = beijing.flow(
        matters, object=0.1, refuse={"urban_enforcement": 0.2}, whistle=0.5, rounds=8, seed=1
    )
    assert sum(orders.hops()["rows"].to_pylist()) == 120
    assert sum(orders.final_owner()["rows"].to_pylist()) == 120
    assert orders.paths(top=5).num_rows <= 5
    assert "mean" in orders.days().column_names
    staff = Staff(folder / "staff.csv")
    assert "late" in orders.queue(staff, seed=1).late(by="owner").column_names
    grid = {"scenario": [run.scenarios[1]], "unclear": [0.1, 0.3]}
    swept = Sweep(grid=grid, seeds=range(2)).run(beijing, matters)
    assert swept.summary(ci=0.95).num_rows > 0


def test_the_study_is_kept_with_its_policy(study: Any) -> None:
    """Replayed from the file it is the same bytes, and it says how to cite it."""
    beijing, _, run, folder = study
    run.save(folder / "study.zip")
    replay(beijing, folder / "study.zip").save(folder / "again.zip")
    assert (folder / "study.zip").read_bytes() == (folder / "again.zip").read_bytes()
    assert run.cite("bibtex").startswith("@misc{govrules-")
