"""What a researcher found wrong: each fault and each friction has a test that names it."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from govrules import Blueprint, Jurisdiction, Policy
from govrules.errors import PolicyError, RecordError
from govrules.rules import ListChange, Revocation
from govrules.simulate import Run
from govrules.territory.redraw import merge

pa = pytest.importorskip("pyarrow")

TESTS = Path(__file__).parents[1]
HERE = "simulate/test_found.py"
# What was found → the tests that hold it mended.
FOUND = {
    "fault 1: one owner with two codes": [f"{HERE}::test_1_an_owner_has_one_code"],
    "fault 2: delegations and lists of a blueprint do not decide": [
        f"{HERE}::test_2_delegations_of_a_blueprint_decide",
        f"{HERE}::test_2_lists_of_a_blueprint_decide",
        "jurisdiction/test_derive.py::test_a_revocation_given_decides",
    ],
    "fault 3: rules that carry a delegation stay": [
        f"{HERE}::test_3_never_made_reaches_every_rule_that_carries_it",
        "simulate/test_run.py::test_never_delegated_is_one_thing_by_three_ways",
    ],
    "fault 4: places are read from the old tree": [
        f"{HERE}::test_4_another_territory_is_the_one_that_places_are_read_by"
    ],
    "fault 5: a class asks what its matters do not": [
        f"{HERE}::test_5_what_a_class_may_ask_holds_what_its_matters_ask"
    ],
    "fault 6: a barred task names a helper": [
        f"{HERE}::test_6_a_task_that_is_barred_names_nobody_to_help",
        "simulate/test_decided.py::test_help_that_is_barred_burdens_nobody",
    ],
    "fault 7: the office of a unit that is gone": [
        f"{HERE}::test_7_the_office_of_a_unit_that_is_gone_is_gone",
        "territory/test_redraw.py::test_a_merged_unit_ends_and_its_codes_lead_on",
    ],
    "fault 8: what a desk believed contradicts a scenario": [
        f"{HERE}::test_8_what_a_desk_believed_gives_way_with_a_remark"
    ],
    "fault 9: decided twice, unequal bytes": [
        "files/test_decide.py::test_what_was_learnt_before_does_not_show_in_the_file"
    ],
    "friction 1: a scenario learns all anew": [
        "classes/test_inherit.py::test_a_matter_that_no_change_concerns_is_not_decided_again"
    ],
    "friction 2: no scenario, no comparison": [
        "simulate/test_scenario.py::test_a_scenario_decides",
        "simulate/test_comparison.py::test_flows_are_those_of_the_decisions",
        "simulate/test_run.py::test_a_study_is_saved_and_replayed",
    ],
    "friction 3: a provisional holder counts as owner, no level": [
        "simulate/test_decided.py::test_owners_are_those_of_the_decisions",
        f"{HERE}::test_friction_3_holders_and_levels_stand_apart",
    ],
    "friction 4: no help, duties, questions in a table": [
        "simulate/test_decided.py::test_what_is_said_of_a_class"
    ],
    "friction 5: no year of matters": [
        "simulate/test_year.py::test_each_column_has_a_stream_of_its_own",
        "simulate/test_year.py::test_only_units_that_stand_are_drawn",
        "simulate/test_year.py::test_districts_weigh_by_their_people",
        "simulate/test_year.py::test_tasks_have_who_asks_in_which_role",
    ],
    "friction 6: no pictures": [
        "simulate/test_comparison.py::test_the_flows_are_drawn_in_a_file",
        "simulate/test_map.py::test_units_are_drawn_from_shapes",
        f"{HERE}::test_friction_6_units_have_english_names",
    ],
    "friction 7: columns of one's own are an error": [
        f"{HERE}::test_friction_7_columns_of_ones_own_are_named"
    ],
    "friction 8: to decide again writes everything anew": [
        f"{HERE}::test_friction_8_deciding_again_writes_no_cache"
    ],
    "friction 9: a blueprint and a policy laid over are a find, no API": [
        f"{HERE}::test_friction_9_a_blueprint_and_a_policy_laid_over"
    ],
    "friction 10: which missing fact blocks most": [
        "simulate/test_decided.py::test_the_missing_fact_is_the_one_asked_first"
    ],
}
ON = date(2024, 7, 1)
LITTER = {
    "kind": "violation",
    "item": "smoking_butt_litter",
    "place": "110101001",
    "on": "2024-08-01",
    "on_power_list": True,
}
BARRED = {
    "kind": "task",
    "item": "property_dispute",
    "place": "110102013001",
    "on": "2024-03-01",
    "asked_of_level": "community",
    "giver_level": "district_department",
    "role_given": "assist",
    "in_assist_list": "no",
}


def owner(j: Jurisdiction, **facts: Any) -> str:
    """The role and unit that own a litterer's case."""
    found = j.decide(LITTER, **facts).owner
    assert found is not None
    return f"{found.role}@{found.unit}"


@pytest.fixture(scope="module")
def here(run: Run) -> Jurisdiction:
    """Beijing, with what it has learnt."""
    found: Jurisdiction = run.baseline.jurisdiction  # type: ignore[assignment]
    return found


@pytest.mark.parametrize("what", FOUND)
def test_what_was_found_has_a_test(what: str) -> None:
    """Each of them is there, under its name."""
    for one in FOUND[what]:
        file, _, name = one.partition("::")
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        assert name in {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}


def test_1_an_owner_has_one_code(here: Jurisdiction) -> None:
    """An organ of the district and one of district or city at one unit: one word of the column."""
    items = [*here.fields["item"].tree.leaves[:120]]  # type: ignore[union-attr]
    rows = [
        {**LITTER, "item": item, "place": "110102013", "on_power_list": False} for item in items
    ]
    made = here.decide_table(pa.Table.from_pylist(rows), keep=[])
    words = made["owner"].combine_chunks().dictionary.to_pylist()
    assert len(words) == len(set(words)) > 1
    groups = made.group_by("owner").aggregate([([], "count_all")])["owner"].to_pylist()
    assert len(groups) == len(set(groups))


@pytest.mark.parametrize("part", ["taken back", "never"])
def test_2_delegations_of_a_blueprint_decide(shipped: Blueprint, part: str) -> None:
    """Changed in the blueprint, they decide, are in the digest, and the graph says the same."""
    moved = next(d for d in shipped.delegations if d.id == "JZF2020-9.1")
    others = tuple(d for d in shipped.delegations if d is not moved)
    back = attrs.evolve(moved, revocations=(Revocation(date(2022, 1, 1), moved.cite),))
    changed = (*others, back) if part == "taken back" else others
    made = Jurisdiction(shipped).derive(delegations=changed)
    assert made.digest != Jurisdiction(shipped).digest
    assert owner(made) == "urban_enforcement@110101"
    office = "organ:street_office@110101001"
    lines = made.territory.graph.get_edge_data("organ:health@110101", office)
    assert "guidance" in lines
    if part == "never":
        assert "delegation" not in lines
    else:
        assert lines["delegation"]["until"] == date(2022, 1, 1)


def test_2_lists_of_a_blueprint_decide(here: Jurisdiction) -> None:
    """Struck off the list in the blueprint, an item is with the department again."""
    listed = next(x for x in here.lists if x.field == "on_power_list")
    struck = attrs.evolve(listed, changes=[ListChange(False, "item under smoking")])
    made = here.derive(lists=[struck if x is listed else x for x in here.lists])
    assert made.digest != here.digest
    assert owner(here) == "street_or_township@110101001"
    assert owner(made) == "urban_enforcement@110101"


def test_3_never_made_reaches_every_rule_that_carries_it(run: Run) -> None:
    """Also the shared powers and the acts that look to the list: no rule carries it any more."""
    rules = run["never"].jurisdiction.rules.rules.values()
    assert not [r.rule.id for r in rules if "JZF2020-9.1" in r.rule.chain]
    carried = [r for r in run.baseline.jurisdiction.rules.rules.values() if r.rule.chain]
    assert len(carried) > 1


def test_4_another_territory_is_the_one_that_places_are_read_by(here: Jurisdiction) -> None:
    """The fields follow, and so do the organs."""
    made = here.derive(territory=merge(here.blueprint.territory, "110101001", "110101002", ON))
    assert made.fields["place"].tree is not here.fields["place"].tree
    assert owner(made) == "street_or_township@110101002"


def test_5_what_a_class_may_ask_holds_what_its_matters_ask(run: Run) -> None:
    """Of a matter itself, decided in full: what is asked first of it, the class may ask too."""
    rows = run.baseline.rows()
    at = next(n for n, asks in enumerate(rows["asks"].to_pylist()) if asks and "|" in asks)
    record = {k: v for k, v in run.baseline.matters.slice(at, 1).to_pylist()[0].items() if v}
    asked = [a.field for a in run.baseline.jurisdiction.decide(record).ask]
    assert asked
    assert set(asked) <= set(rows["asks"][at].as_py().split("|"))
    assert asked[0] in run.baseline.missing(top=50)["fact"].to_pylist()


def test_6_a_task_that_is_barred_names_nobody_to_help(here: Jurisdiction) -> None:
    """The committee must not lead, and is not asked to assist."""
    decided = here.decide(BARRED)
    assert decided.prohibited
    assert decided.assist == ()
    assert [o.role for o in decided.must_not_lead] == ["community_committee"]


def test_7_the_office_of_a_unit_that_is_gone_is_gone(run: Run) -> None:
    """From the day on it neither stands nor owns; the day before it does."""
    made = run["merged"].jurisdiction
    stands = made.territory.organ_exists
    assert stands("street_or_township", "110101001", ON - timedelta(days=1))
    assert not stands("street_or_township", "110101001", ON)
    owners = run["merged"].table["owner"].to_pylist()
    assert not [o for o in owners if o and o.endswith("@110101001")]


def test_8_what_a_desk_believed_gives_way_with_a_remark(run: Run) -> None:
    """No contradiction, row by row or in columns: the scenario prevails, and says so."""
    never = run["never"]
    assert not [e for e in never.table["error"].to_pylist() if e]
    (note,) = [n for n in never.jurisdiction.decide(LITTER).notes if "prevails" in n.en]
    assert "yes" in note.en


def test_friction_7_columns_of_ones_own_are_named(run: Run, sample: Any) -> None:
    """Kept, a column that is no field is counted by; not named, it is refused as a slip would be."""
    here: Any = run.baseline.jurisdiction
    mine = sample.append_column("ward", pa.array(["甲"] * sample.num_rows))
    again = here.simulate(mine, keep=["ward"])
    assert again.baseline.owners(by=["ward"])["ward"].unique().to_pylist() == ["甲"]
    assert again.baseline.table["owner"].to_pylist() == run.baseline.table["owner"].to_pylist()
    with pytest.raises(RecordError, match="column 'ward' is no field"):
        here.simulate(mine)
    with pytest.raises(RecordError, match="no column 'wrd' to keep"):
        here.simulate(mine, keep=["wrd"])


def test_friction_3_holders_and_levels_stand_apart(run: Run) -> None:
    """An open matter is provisionally with somebody, and no owner of it is counted as settled."""
    counted = run.baseline.owners(by=["level"]).to_pylist()
    assert {r["standing"] for r in counted if r["owner"]} >= {"firm", "provisional"}
    levels = {r["level"] for r in counted if r["standing"] == "firm"}
    assert levels >= {"district_or_city", "subdistrict"}


def test_friction_6_units_have_english_names(here: Jurisdiction) -> None:
    """Of a subdistrict and a community, so that a label need not be Chinese."""
    for code in ("110102013", "110102013001"):
        name = here.territory.name(code, "en")
        assert name is not None
        assert name.isascii()


def test_friction_8_deciding_again_writes_no_cache(small: Jurisdiction, tmp_path: Path) -> None:
    """Nothing new being learnt, the cache stays as it lies, and what it holds serves tables too."""
    import pyarrow.parquet as pq

    matters = pa.table({"kind": ["violation", "task"]})
    pq.write_table(matters, tmp_path / "m.parquet")
    states = []
    for _ in range(2):
        fresh = Jurisdiction(small.blueprint)
        fresh.decide_file(tmp_path / "m.parquet", tmp_path / "d.parquet", cache=tmp_path / "c")
        (kept,) = (tmp_path / "c").iterdir()
        states.append((kept.read_bytes(), kept.stat().st_mtime_ns, kept.stat().st_ino))
    assert states[0] == states[1]
    assert fresh.decide_file(tmp_path / "m.parquet", tmp_path / "d.parquet").learnt == 0
    before = fresh.cache_info()["learnt"]
    fresh.decide_table(matters)
    assert fresh.cache_info()["learnt"] == before


def test_friction_9_a_blueprint_and_a_policy_laid_over(here: Jurisdiction, mine: Policy) -> None:
    """A jurisdiction has its blueprint, and is made anew with a policy, and only with what fits."""
    assert Jurisdiction(here.blueprint).digest == here.digest
    made = here.derive(mine)
    assert made.policies[-1] is mine
    assert owner(made, on_power_list=False) == "health@110101"
    with pytest.raises(PolicyError, match="mine is left out"):
        here.derive(attrs.evolve(mine, rules=[attrs.evolve(mine.rules[0], question="whose")]))
