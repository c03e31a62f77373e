"""Parameters of a pack: listed, set, checked, in the digest, and decided by."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.errors import GovrulesError, PolicyError
from govrules.simulate import Scenario, delegations, parameters, parameters_of
from govrules.values import UNKNOWN

SLOW = Scenario("slow", "办结时限加倍").change(parameters("work_order.solve").set(14))
DISTRICT = Scenario("district").change(
    parameters("urban_enforcement.district_or_city").set("district")
)
SAID = {"kind": "violation", "place": "110102013", "on": "2020-09-01"}


def test_a_pack_declares_parameters(beijing_pack: Jurisdiction) -> None:
    """Of each kind one, with what it is now, named in both languages, and no name twice."""
    found = {p.id: p for p in parameters_of(beijing_pack)}
    assert len(found) == len(parameters_of(beijing_pack))
    assert all(p.zh and p.en for p in found.values())
    clock = found["work_order.solve"]
    assert (clock.value, clock.unit, clock.kind) == (7, "day", "number")
    assert clock.source
    assert found["n_departments.assumed"].value == 1
    assert found["JZF2020-9.1.start"].value == date(2020, 7, 1)
    assert found["urban_enforcement.district_or_city"].choices[:2] == ("district", "city")


def test_a_clock_is_set(beijing_pack: Jurisdiction) -> None:
    """Its length and unit, in the chart that orders follow; the digest differs, and decisions do not."""
    made = SLOW.applied(beijing_pack)
    clock = made.charts["work_order"].clock["solve"]
    assert (clock.amount, clock.unit) == (14, "day")
    assert made.digest != beijing_pack.digest
    hours = Scenario("h").change(parameters("work_order.solve").set(36, unit="hour"))
    assert hours.applied(beijing_pack).charts["work_order"].clock["solve"].unit == "hour"
    assert beijing_pack.charts["work_order"].clock["solve"].amount == 7


def test_a_level_that_the_text_leaves_open_is_set(beijing_pack: Jurisdiction) -> None:
    """The owner is then of that level, in every rule that leaves it open."""
    matter = SAID | {"item": "smoking_butt_litter", "on_power_list": False}
    owners = [j.decide(matter).owner for j in (beijing_pack, DISTRICT.applied(beijing_pack))]
    assert [o.level for o in owners if o] == ["district_or_city", "district"]


def test_what_is_assumed_is_set(beijing_pack: Jurisdiction) -> None:
    """To another value, or to nothing: it is then asked for."""
    asked = Scenario("asked").change(parameters("directly_doable.assumed").set("unknown"))
    made = asked.applied(beijing_pack)
    assert made.fields["directly_doable"].assume is UNKNOWN
    no = Scenario("no").change(parameters("directly_doable.assumed").set(False))
    assert no.applied(beijing_pack).fields["directly_doable"].assume is False


def test_the_day_of_a_delegation_is_set(beijing_pack: Jurisdiction) -> None:
    """Made a year later, the power is with the department until then."""
    later = Scenario("later").change(parameters("JZF2020-9.1.start").set("2021-07-01"))
    matter = SAID | {"item": "smoking_butt_litter", "on_power_list": True}
    roles = [j.decide(matter).owner.role for j in (beijing_pack, later.applied(beijing_pack))]  # type: ignore[union-attr]
    assert roles == ["street_or_township", "urban_enforcement"]


def test_set_to_what_it_is_nothing_changes(beijing_pack: Jurisdiction) -> None:
    """Also where it was something else in between: the last value stands."""
    same = Scenario("same").change(parameters("work_order.solve").set(7))
    there = Scenario("there").change(
        parameters("found_by.assumed").set("unknown"),
        parameters("found_by.assumed").set("subdistrict"),
    )
    for scenario in (same, there):
        assert scenario.applied(beijing_pack).digest == beijing_pack.digest


def test_two_changes_of_one_parameter_are_refused(beijing_pack: Jurisdiction) -> None:
    """And so are the days of a delegation that another scenario changes; others lie together."""
    with pytest.raises(PolicyError, match=r"both change parameter work_order\.solve"):
        SLOW | Scenario("slower").change(parameters("work_order.solve").set(30))
    with pytest.raises(PolicyError, match=r"both change delegation JZF2020-9\.1"):
        Scenario("never").change(delegations("JZF2020-9.1").never()) | Scenario("later").change(
            parameters("JZF2020-9.1.start").set("2021-07-01")
        )
    both = (SLOW | DISTRICT).applied(beijing_pack)
    assert both.charts["work_order"].clock["solve"].amount == 14
    assert both.digest not in {s.applied(beijing_pack).digest for s in (SLOW, DISTRICT)}


@pytest.mark.parametrize(
    ("id", "value", "unit", "says"),
    [
        (
            "work_order.slove",
            3,
            "",
            r"no parameter 'work_order\.slove'; did you mean work_order\.solve",
        ),
        ("work_order.solve", 0, "", r"cannot be 0; write a whole number from 1 to 999 \(day\)"),
        ("work_order.solve", True, "", "cannot be True"),
        ("work_order.solve", 2.5, "", r"cannot be 2\.5"),
        ("work_order.solve", 3, "week", "week is no unit of it; one of workday, day, hour"),
        ("found_by.assumed", "x", "", "cannot be 'x'; one of subdistrict"),
        ("unlawful.assumed", 1, "", "cannot be 1; one of true, false, unknown"),
        ("found_by.assumed", "reported", "day", "it has no unit"),
        ("JZF2020-9.1.start", "spring", "", "to is not a day: 'spring'"),
        ("JZF2020-9.1.end", "2020-07-01", "", "must end after it starts"),
        ("JZF2020-9.1.start", "2019-01-01", "", "JZF2020-9 is of 2020-07-01: write no earlier day"),
        ("health.district_or_city", "town", "", "cannot be 'town'; one of district, city"),
    ],
)
def test_what_it_cannot_be_is_refused(
    beijing_pack: Jurisdiction, id: str, value: Any, unit: str, says: str
) -> None:
    """One error that names the parameter, the value, and what it may be, in both languages."""
    with pytest.raises(GovrulesError, match=says) as raised:
        Scenario("x").change(parameters(id).set(value, unit)).applied(beijing_pack)
    assert f"parameter {id}" in raised.value.text("zh")
