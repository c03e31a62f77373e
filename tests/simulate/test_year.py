"""A year of matters: the same from a seed, of units that stand, with its parameters told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from govrules import Jurisdiction

pa = pytest.importorskip("pyarrow")

from govrules.errors import GovrulesError  # noqa: E402
from govrules.simulate import Matters, Scenario, territory, year  # noqa: E402


@pytest.fixture(scope="module")
def drawn(beijing_pack: Jurisdiction) -> Matters:
    """Two thousand matters of 2024."""
    return year(beijing_pack, rows=2000, seed=7)


def test_the_same_seed_gives_the_same_matters(beijing_pack: Jurisdiction, drawn: Matters) -> None:
    """Another seed gives others."""
    assert year(beijing_pack, rows=2000, seed=7).table.equals(drawn.table)
    assert not year(beijing_pack, rows=2000, seed=8).table.equals(drawn.table)


def test_each_column_has_a_stream_of_its_own(beijing_pack: Jurisdiction, drawn: Matters) -> None:
    """What is said of one field, said less often, leaves the other columns as they were."""
    other = year(beijing_pack, rows=2000, seed=7, unsaid={"on_power_list": 1.0}).table
    assert other["on_power_list"].null_count == 2000
    assert all(other[n].equals(drawn.table[n]) for n in other.column_names if n != "on_power_list")


def test_only_units_that_stand_are_drawn(beijing_pack: Jurisdiction) -> None:
    """In 2019 those of the roster of 2018, none that came later."""
    t = beijing_pack.territory
    table = year(beijing_pack, rows=500, seed=1, year=2019).table
    for place in set(table["place"].to_pylist()) - {None}:
        assert "2018-10-31" in t.unit(place, date(2019, 6, 1)).rosters


def test_districts_weigh_by_their_people(drawn: Matters) -> None:
    """Chaoyang has ten times as many as Yanqing, and about as many times the matters."""
    places = [p[:6] for p in drawn.table["place"].to_pylist() if p]
    assert 5 < places.count("110105") / places.count("110119") < 20


def test_tasks_have_who_asks_in_which_role(drawn: Matters) -> None:
    """And other matters have none of it."""
    rows = drawn.table.to_pylist()
    tasks = [r for r in rows if r["kind"] in ("task", "form", "certificate")]
    assert tasks
    assert all(r["asked_of_level"] == "community" for r in tasks)
    assert all(r["giver_level"] is None for r in rows if r["kind"] == "complaint")


def test_every_matter_can_be_decided(beijing_pack: Jurisdiction) -> None:
    """No value drawn is one that the fields do not know, and no fact contradicts another."""
    assert beijing_pack.decide_table(year(beijing_pack, rows=60, seed=3))["error"].null_count == 60


def test_the_summary_says_what_is_assumed(drawn: Matters) -> None:
    """Each parameter with its source, or that there is none."""
    assert "kind.consult" in drawn.summary("en")
    assert drawn.summary("en").count("[assumed]") == 8
    assert drawn.summary("zh").count("[假定]") == 8


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"rows": 0}, "rows"),
        ({"year": 0}, "0 is no calendar year"),
        ({"year": "2024"}, "2024.* is no calendar year"),
        ({"weights": {"plce": {}}}, "plce"),
        ({"weights": {"place": {"110101": -1}}}, "-1"),
        ({"weights": {"place": "no_such.csv"}}, "no_such.csv"),
        ({"weights": {"place": {"110101": 0}}}, "weigh nothing"),
        ({"weights": {"place": 3}}, "neither a mapping nor a file"),
        ({"unsaid": {"on_powr_list": 0.4}}, "on_powr_list"),
        ({"unsaid": {"item": 1.5}}, "unsaid item: 1.5 is no share"),
        ({"unsaid": {"item": True}}, "unsaid item: True is no share"),
        ({"unsaid": [1]}, "unsaid: .* is no mapping"),
        ({"weights": ["place"]}, "weights: .* is no mapping"),
        ({"weights": {"place": {"999999": 1}}}, "weights place: '999999' is not known"),
        ({"weights": {"item": {"smokin": 1}}}, "weights item: 'smokin' is not known"),
        ({"weights": {"kind": {"task": 1, "tsk": 1}}}, "weights kind: 'tsk' is not known"),
        ({"weights": {"channel": {"pigeon": 1}}}, "weights channel: 'pigeon' is not known"),
        ({"weights": {"month": {"13": 1}}}, "weights month: '13' is not known"),
    ],
)
def test_wrong_parameters_are_refused(
    beijing_pack: Jurisdiction, options: dict[str, Any], says: str
) -> None:
    """The error names the parameter."""
    with pytest.raises(GovrulesError, match=says):
        year(beijing_pack, **({"rows": 10, "seed": 1} | options))


def test_weights_go_by_name_by_group_and_by_part(beijing_pack: Jurisdiction) -> None:
    """A district holds the weight of its subdistricts, and a group of items shares its own."""
    weights = {
        "kind": {"complaint": 1},
        "place": {"西城区/大栅栏街道": 1},
        "item": {"smoking": 3, "乱扔烟头": 0},
        "month": {"07": 1, 8: 1},
    }
    everything = dict.fromkeys(("place", "item"), 0.0)
    table = year(beijing_pack, rows=400, seed=2, weights=weights, unsaid=everything).table
    tree, t = beijing_pack.fields["item"].tree, beijing_pack.territory
    places = set(table["place"].to_pylist())
    assert {t.attribute(p, "level") for p in places} == {"district", "subdistrict", "community"}
    assert all(p in "110102013" or p.startswith("110102013") for p in places)
    assert {tree.path(i)[0] for i in table["item"].to_pylist()} == {"smoking"}  # type: ignore[union-attr]
    assert {d.month for d in table["on"].to_pylist()} == {7, 8}


def test_a_unit_founded_in_the_year_is_drawn_from_then_on(beijing_pack: Jurisdiction) -> None:
    """Before, its matters say no more than the district; with nothing in it, they name the unit."""
    made = Scenario("new").change(territory.found("新城街道", under="朝阳区", on="2024-05-01"))
    weights = {"place": {"朝阳区/新城街道": 1}}
    table = year(
        made.applied(beijing_pack), rows=80, seed=1, weights=weights, unsaid={"place": 0}
    ).table
    drawn = zip(table["on"].to_pylist(), table["place"].to_pylist(), strict=True)
    met = {(on >= date(2024, 5, 1), place) for on, place in drawn}
    assert met == {(False, "110105"), (True, "110105"), (True, "110105099")}


def test_a_code_weighted_twice_in_a_file_is_refused(
    beijing_pack: Jurisdiction, tmp_path: Path
) -> None:
    """Which of the two would hold is not for the reader to choose."""
    file = tmp_path / "people.csv"
    file.write_text("code,weight\n110101,1\n110101,2\n", encoding="utf-8")
    with pytest.raises(GovrulesError, match="weights place: '110101' is said twice"):
        year(beijing_pack, rows=10, seed=1, weights={"place": str(file)})
