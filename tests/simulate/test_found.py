"""What a researcher found wrong, fault by fault; the generated and the full ones stand elsewhere.

Kinds of these faults that have a test of their own: data, scenario and pack alike
(``test_run.py``), bytes of decided files (``tests/files/test_decide.py``), streams and shares of a
year (``test_year.py``), units of a day (``tests/territory/test_redraw.py``).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from govrules import Blueprint, Jurisdiction
from govrules.errors import RecordError
from govrules.rules import Revocation
from govrules.simulate import Run
from govrules.territory.redraw import merge

pa = pytest.importorskip("pyarrow")

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


def test_columns_of_ones_own_are_named(run: Run, sample: Any) -> None:
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
