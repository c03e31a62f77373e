"""Runs: the same matters under each scenario, saved, replayed to the byte."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

import attrs
import pytest
from govrules import Blueprint, Field, Jurisdiction, Policy, rule
from govrules.errors import NotFoundError, PlaceError, PolicyError, RecordError
from govrules.simulate import Run, Scenario, delegations, parameters, replay, territory, year

pa = pytest.importorskip("pyarrow")
pc = pytest.importorskip("pyarrow.compute")
# How many violations of a drawn year; by night a hundred thousand (.ci/nightly), else the sample.
VIOLATIONS = int(os.environ.get("GOVRULES_VIOLATIONS", "0"))


def test_what_is_shared_changes_nothing(shipped: Blueprint, run: Run, sample: Any) -> None:
    """A jurisdiction made anew, with nothing learnt, decides each matter alike."""
    for one in (run["never"], run["merged"]):
        alone = Jurisdiction(one.jurisdiction.blueprint).decide_table(sample, keep=[])
        for name in ("owner", "lead", "disposition", "decision_class", "error"):
            assert alone[name].to_pylist() == one.table[name].to_pylist()


def test_a_run_keeps_no_engine_of_a_scenario(shipped: Blueprint, run: Run, sample: Any) -> None:
    """What decides is far larger than what it has decided: there is one, the baseline's."""

    def engines() -> set[int]:
        gc.collect()
        return {id(held) for held in gc.get_objects() if type(held).__name__ == "ColumnEngine"}

    before, here = engines(), Jurisdiction(shipped)
    found = here.simulate(sample.slice(0, 3), run.scenarios)
    assert len(engines() - before) == 1
    assert len(found) == 3


def test_a_scenario_that_changes_nothing_says_so(run: Run) -> None:
    """Taken back after the last matter, the delegation is as it was."""
    assert [en for _, en in run.remarks] == ["scenario idle changes none of these matters"]
    assert run.table().to_pylist()[2]["same"] == run.baseline.table.num_rows


def test_a_study_is_saved_and_replayed(shipped: Blueprint, run: Run, tmp_path: Path) -> None:
    """Twice saved it is the same bytes; replayed, every decision is held against what was saved."""
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    run.save(first)
    again = replay(Jurisdiction(shipped), first)
    again.save(second)
    assert first.read_bytes() == second.read_bytes()
    assert again.cite() == run.cite()


def test_a_study_of_every_kind_of_change_is_replayed(
    shipped: Blueprint, sample: Any, mine: Policy, tmp_path: Path
) -> None:
    """Parameters, a policy laid over, a take-back undone: read from the file, to the same bytes."""
    power = delegations("JZF2020-9.1")
    scenarios = [
        Scenario("parameters").change(
            parameters("work_order.solve").set(14),
            parameters("urban_enforcement.district_or_city").set("district"),
        ),
        Scenario("own").change(mine),
        Scenario("meanwhile").change(power.revoke(on="2022-01-01"), power.restore(on="2024-07-15")),
        Scenario("less").change(power.narrow(scope="item under smoking")),
    ]
    run = Jurisdiction(shipped).simulate(sample.slice(0, 12), scenarios)
    digests = {d.jurisdiction.digest for d in (run.baseline, *run.values())}
    assert len(digests) == 5
    run.save(tmp_path / "a.zip")
    again = replay(Jurisdiction(shipped), tmp_path / "a.zip")
    assert again.scenarios == run.scenarios
    again.save(tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_scenario_of_clocks_alone_says_what_it_changes(run: Run, sample: Any) -> None:
    """No decision differs: only how orders go."""
    slow = Scenario("slow").change(parameters("work_order.solve").set(14))
    here: Any = run.baseline.jurisdiction
    (remark,) = here.simulate(sample.slice(0, 6), [slow]).remarks
    assert remark[1].endswith("none of these matters, but how their orders go: see flow")


def test_one_of_scenarios_laid_together_is_found(run: Run) -> None:
    """By its own name where it is in one of them alone; else the error names what there is."""
    both = attrs.evolve(run, results={"merged | twenty": run["merged"], "never": run["never"]})
    assert both["twenty"] is run["merged"]
    twice = attrs.evolve(both, results={**both.results, "never | twenty": run["never"]})
    with pytest.raises(NotFoundError, match=r"no one scenario 'twenty'; one of merged \| twenty"):
        twice["twenty"]
    with pytest.raises(KeyError, match="no one scenario 'nevr'; did you mean never"):
        run["nevr"]


def test_a_study_of_another_version_is_refused(
    run: Run, small: Jurisdiction, tmp_path: Path
) -> None:
    """The error names the digest, and what to install."""
    run.save(tmp_path / "a.zip")
    with pytest.raises(RecordError, match="another version of beijing"):
        replay(small, tmp_path / "a.zip")


def test_a_run_can_be_cited(run: Run) -> None:
    """By the versions of rules and data."""
    digest = run.baseline.jurisdiction.digest[:12]
    assert digest in run.cite()
    assert run.cite("bibtex").startswith("@misc{govrules-")
    named = attrs.evolve(run, results={"a_{b": run["never"]})
    assert r"title = {Simulation of a\_\{b over" in named.cite("bibtex")
    here: Any = run.baseline.jurisdiction
    alone = here.simulate(run.baseline.matters.slice(0, 2), run.scenarios[0])
    assert list(alone) == ["never"]
    with pytest.raises(RecordError, match="no form 'apa'"):
        run.cite("apa")


@pytest.mark.parametrize(
    ("scenarios", "error", "says"),
    [
        ([Scenario("a"), Scenario("a")], RecordError, "two scenarios are called 'a'"),
        ([Scenario("baseline")], RecordError, "'baseline'"),
        (["never"], RecordError, "'never' is no scenario"),
        ("never", RecordError, "'never' is no scenario"),
        (None, RecordError, "None is no scenario"),
        ([Scenario("x").change(delegations("D").never())], PolicyError, "no delegation 'D'"),
        (
            [Scenario("x").change(territory.rename("没有", "新", on="2024-01-01"))],
            PlaceError,
            "没有",
        ),
    ],
)
def test_scenarios_that_do_not_fit_are_refused(
    run: Run, sample: Any, scenarios: Any, error: Any, says: str
) -> None:
    """Before anything is decided."""
    with pytest.raises(error, match=says):
        run.baseline.jurisdiction.simulate(sample, scenarios)


def test_a_fact_that_is_kept_stays_one(run: Run, sample: Any) -> None:
    """It is counted by, and decides all the same; named twice it is kept once."""
    here: Any = run.baseline.jurisdiction
    kept = here.simulate(sample, run.scenarios[:1], keep=["item", "kind", "item"])
    assert kept["never"].table["owner"].to_pylist() == run["never"].table["owner"].to_pylist()
    assert kept["never"].owners(by="item") == run["never"].owners(by="item")


def test_what_is_kept_is_a_fact_where_a_scenario_declares_it(run: Run, sample: Any) -> None:
    """A field of a policy laid over is none as the rules are."""
    ward = Field("ward", "flag", "病房", "ward", ask_zh="在病房吗？", ask_en="in a ward?")
    to_ward = rule(
        "WARD1",
        "competence",
        when="item under smoking_butt_litter and ward",
        then={"organ": "health@district"},
        cite="JD 11",
        exception_to="SMOKE25.butt",
        zh="归卫生（假定）",
        en="for health (assumed)",
    )
    mine = Scenario("mine").change(Policy("w", "w", "w", "a study", "1", [to_ward], [ward]))
    here: Any = run.baseline.jurisdiction
    matters = sample.slice(0, 3).append_column("ward", pa.array([True, True, True]))
    found = here.simulate(matters, [mine], keep=["ward"])
    alone = mine.applied(here).decide(matters.to_pylist()[1])
    assert found["mine"].table["owner"].to_pylist()[1] == f"health@{alone.owner.unit}"


def test_what_is_no_study_is_refused(small: Jurisdiction, tmp_path: Path) -> None:
    """A file of something else, and one that is not there."""
    (tmp_path / "x.zip").write_text("no zip")
    for name in ("x.zip", "y.zip"):
        with pytest.raises(RecordError, match=f"{name} is no study"):
            replay(small, tmp_path / name)
    with pytest.raises(RecordError, match="no table that Arrow can read"):
        small.simulate(3)


def test_never_delegated_is_one_thing_by_three_ways(run: Run, sample: Any) -> None:
    """In the data, as a scenario, and as a pack without it: the same owner of each violation."""
    here: Any = run.baseline.jurisdiction
    if VIOLATIONS:
        weights = {"kind": {"violation": 1}}
        sample = year(here, rows=VIOLATIONS, seed=7, weights=weights).table
    kept = [d for d in here.delegations if d.id != "JZF2020-9.1"]
    assert len(kept) < len(here.delegations)
    violations = sample.filter(pc.equal(sample["kind"], "violation"))
    at = violations.schema.get_field_index("on_power_list")
    off = violations.set_column(at, "on_power_list", pa.array([False] * len(violations)))
    owners = [
        jurisdiction.decide_table(table, keep=[])["owner"].to_pylist()
        for jurisdiction, table in (
            (here, off),
            (run["never"].jurisdiction, violations),
            (here.derive(delegations=tuple(kept)), violations),
        )
    ]
    assert owners[0] == owners[1] == owners[2]
    assert any(owners[0])
