"""Scenarios: what is otherwise, applied, laid together, written down."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.errors import GovrulesError, PlaceError, PolicyError
from govrules.simulate import Scenario, delegations, lists, territory

NEVER = Scenario("never", "未下放").change(delegations("JZF2020-9.1").never())
SMOKING = Scenario("twenty").change(lists("on_power_list").remove("smoking", on="2024-01-01"))
MERGED = Scenario("merged").change(
    territory.merge("东城区/东华门街道", into="东城区/景山街道", on="2024-07-01")
)
MATTER = {
    "kind": "violation",
    "item": "smoking_butt_litter",
    "place": "110101001",
    "on": "2024-08-01",
    "on_power_list": True,
}


def owner(j: Jurisdiction) -> str:
    """The owner of a litterer's case, by name."""
    found = j.decide(MATTER).owner
    assert found is not None
    return found.name


@pytest.mark.parametrize(
    ("scenario", "begins"),
    [
        (NEVER, "东城区城市管理"),
        (
            Scenario("back").change(delegations("JZF2020-9.1").revoke(on="2024-07-01")),
            "东城区城市管理",
        ),
        (Scenario("back").change(delegations("JZF2020-9.1").revoke(on="2024-09-01")), "东华门街道"),
        (SMOKING, "东城区城市管理"),
        (MERGED, "景山街道"),
        (MERGED | SMOKING, "东城区城市管理"),
        (Scenario("none"), "东华门街道"),
    ],
)
def test_a_scenario_decides(beijing_pack: Jurisdiction, scenario: Scenario, begins: str) -> None:
    """Each change has the owner that it says, and the jurisdiction given stays as it is."""
    digest = beijing_pack.digest
    assert owner(scenario.applied(beijing_pack)).startswith(begins)
    assert beijing_pack.digest == digest


def test_a_delegation_is_widened(beijing_pack: Jurisdiction) -> None:
    """Of matters off the list as well, the subdistrict then has the power."""
    wide = Scenario("wide").change(delegations("JZF2020-9.1").widen(scope="item under smoking"))
    made = wide.applied(beijing_pack)
    off = {**MATTER, "on_power_list": False}
    assert made.decide(off).owner.role == "street_or_township"  # type: ignore[union-attr]
    assert beijing_pack.decide(off).owner.role == "urban_enforcement"  # type: ignore[union-attr]


@pytest.mark.parametrize("on", [None, "2015-01-01", "2020-07-01", "2024-01-01"])
def test_a_list_is_changed_from_its_beginning_at_the_earliest(
    beijing_pack: Jurisdiction, on: str | None
) -> None:
    """Before there was one, matters are decided as they are; nothing is in conflict."""
    added = Scenario("x").change(lists("on_power_list").add("smoking", on=on))
    made = added.applied(beijing_pack)
    said = {k: v for k, v in MATTER.items() if k != "on_power_list"}
    for day in ("2019-08-01", "2020-06-30", "2020-07-01", "2024-08-01"):
        one, other = (j.decide(said | {"on": day}) for j in (made, beijing_pack))
        is_on = day >= max(on or "", "2020-07-01")
        assert (one.owner and one.owner.role) == (
            "street_or_township" if is_on else other.owner and other.owner.role
        )


def test_a_scenario_with_its_inverse_is_the_jurisdiction(beijing_pack: Jurisdiction) -> None:
    """A unit split and merged back, under the digest of the beginning."""
    split = territory.split(
        "110105026", name="望京北街道", parts=["110105026034", "110105026035"], on="2024-07-01"
    )
    back = territory.merge("朝阳区/望京北街道", into="110105026", on="2024-07-01")
    made = Scenario("there and back").change(split, back).applied(beijing_pack)
    assert made.digest == beijing_pack.digest


def test_scenarios_that_touch_one_thing_are_refused() -> None:
    """The error names both, and what both change; a code inside another counts."""
    with pytest.raises(PolicyError, match=r"never and back both change delegation JZF2020-9\.1"):
        NEVER | Scenario("back").change(delegations("JZF2020-9.1").revoke(on="2024-07-01"))
    with pytest.raises(PolicyError, match="both change on_power_list smoking_butt_litter"):
        SMOKING | Scenario("more").change(lists("on_power_list").add("smoking_butt_litter"))


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        (
            lists("on_power_list").add("smoking"),
            lists("LIST431").remove("乱扔烟头"),
            "LIST431 smoking_butt_litter",
        ),
        (
            territory.merge("东城区/东华门街道", into="东城区/景山街道", on="2024-07-01"),
            territory.rename("110101001", "新名街道", on="2024-07-01"),
            "unit 110101001",
        ),
    ],
)
def test_one_thing_by_two_names_is_one(
    beijing_pack: Jurisdiction, one: Any, other: Any, says: str
) -> None:
    """Known once there is a jurisdiction; beside a third scenario too."""
    both = Scenario("a").change(one) | Scenario("b").change(other)
    for joined in (both, both | NEVER):
        with pytest.raises(PolicyError, match=f"scenarios a and b both change {says}"):
            joined.applied(beijing_pack)
    with pytest.raises(TypeError):
        both | "never"


def test_a_change_is_wrong_once(beijing_pack: Jurisdiction) -> None:
    """Not in each rule that would carry it; the error names the scenario."""
    wrong = delegations("JZF2020-9.1").revoke(on="2024-01-01", scope="item under smokin")
    with pytest.raises(GovrulesError) as raised:
        Scenario("x").change(wrong).applied(beijing_pack)
    assert raised.value.text("en").startswith("scenario x: 'smokin' does not fit")
    assert "\n" not in raised.value.text("zh")


@pytest.mark.parametrize("name", ["", " ", 5, None])
def test_a_scenario_has_a_name(name: Any) -> None:
    """By which it is found, and laid together."""
    with pytest.raises(PolicyError, match="a scenario has a name"):
        Scenario(name)


@pytest.mark.parametrize("codes", [(), (5,), (["smoking"],), ("",)])
def test_a_list_is_changed_by_codes(codes: Any) -> None:
    """One or more words; also where it is read from data."""
    with pytest.raises(PolicyError, match="are no codes to put on a list"):
        lists("on_power_list").add(*codes)
    change = {"kind": "list.edit", "of": "on_power_list", "is_on": True, "codes": list(codes)}
    with pytest.raises(PolicyError, match=r"scenario x: .*codes"):
        Scenario.from_dict({"name": "x", "change": [change]})


def test_a_scenario_is_plain_data() -> None:
    """Written down and read again, it is equal."""
    both = MERGED | NEVER
    assert Scenario.from_dict(both.to_dict()) == both
    assert both.to_dict()["change"][0]["kind"] == "territory.merge"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "a scenario has a name"),
        ({"name": "x", "change": [{"kind": "delegation.nevr"}]}, "no kind of change"),
        ({"name": "x", "change": [{"kind": "delegation.never"}]}, "lacks of"),
        (
            {"name": "x", "change": [{"kind": "delegation.never", "of": "D", "no": 1}]},
            "delegation.never has no no",
        ),
        ("never", "'never' is no scenario"),
        (
            {"name": "x", "changes": []},
            "scenario x: a scenario has no changes; did you mean change",
        ),
        ({"name": "x", "change": {"kind": "delegation.never"}}, "change is no list of changes"),
        ({"name": "x", "change": ["never"]}, "scenario x: 'never' is no change"),
        ({"name": "x", "change": [{"kind": ["x"]}]}, "no kind of change"),
        ({"name": "x", "change": [{"kind": "delegation.never", "of": 5}]}, "of is a text, not 5"),
        (
            {"name": "x", "change": [{"kind": "delegation.widen", "of": "D", "source": [5]}]},
            "source is a list of texts, not",
        ),
        (
            {
                "name": "x",
                "change": [{"kind": "list.edit", "of": "D", "is_on": "no", "codes": ["x"]}],
            },
            "is_on is true or false, not 'no'",
        ),
    ],
)
def test_data_that_are_no_scenario_are_refused(data: dict[str, Any], says: str) -> None:
    """The error names what is missing or unknown."""
    with pytest.raises(PolicyError, match=says):
        Scenario.from_dict(data)


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        (delegations("JZF2020-9").never(), PolicyError, "no delegation 'JZF2020-9'.*JZF2020-9.1"),
        (lists("on_powr_list").add("smoking"), PolicyError, "no list 'on_powr_list'"),
        (lists("on_power_list").add("smoking_x"), GovrulesError, "smoking_x"),
        (territory.rename("没有街道", "新街道", on="2024-07-01"), PlaceError, "没有街道"),
        (
            territory.close("东城区/景山街道", on="2024-07-01"),
            PolicyError,
            "units lie in it.*merge it",
        ),
        (
            delegations("JZF2020-9.1").restore(on="2024-07-01"),
            PolicyError,
            "nothing of .* was taken",
        ),
        (delegations("JZF2020-9.1").widen(), PolicyError, "it is not said by what"),
        (
            delegations("JZF2020-9.1").narrow(source="health_x"),
            PolicyError,
            "does not move the powers of health_x",
        ),
    ],
)
def test_what_is_not_there_cannot_be_changed(
    beijing_pack: Jurisdiction, change: Any, error: Any, says: str
) -> None:
    """The error names it, and proposes what is there."""
    with pytest.raises(error, match=says):
        Scenario("x").change(change).applied(beijing_pack)


def test_what_is_no_change_is_refused() -> None:
    """A word is none, nor is a change with a part that is none."""
    with pytest.raises(PolicyError, match="name is a text, not 7"):
        Scenario("x").change(territory.rename("东城区", 7, on="2024-07-01"))  # type: ignore[arg-type]
    with pytest.raises(PolicyError, match="'never' is no change"):
        Scenario("x").change("never")  # type: ignore[arg-type]
