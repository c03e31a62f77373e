"""Organs as people say them, read into a role at its level."""

from __future__ import annotations

import pytest
from govrules import Jurisdiction
from govrules.errors import RecordError
from govrules.rules import Role, Roles


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("区交通部门", "transport@district"),
        ("区级水务部门", "water@district"),
        ("怀柔区水务局", "water@district"),
        ("延庆区交通主管部门", "transport@district"),
        ("市住建委", "housing@city"),
        ("水务局", "water"),
        ("镇政府", "township_government@subdistrict"),
        ("康庄镇政府", "township_government@subdistrict"),
        ("海淀区政府", "district_government@district"),
        ("大栅栏街道办事处", "street_office@subdistrict"),
        ("派出所", "police_station@district"),
        ("district_department", "district_department@district"),
        ("water department", "water"),
        ("water@city", "water@city"),
    ],
)
def test_what_people_say(beijing_pack: Jurisdiction, said: str, code: str) -> None:
    """A level, a unit or nothing before it; codes and names are read as ever."""
    assert beijing_pack.rules.roles.locate(said).code == code


def test_a_unit_that_is_said_is_noted(beijing_pack: Jurisdiction) -> None:
    """Only the level is taken from it, and the decision says so."""
    d = beijing_pack.decide(
        kind="help", channel="hotline", owner="怀柔区水务局", place="110116", on="2024-03-01"
    )
    assert d.lead is not None
    assert d.lead.name == "怀柔区水务部门"
    assert "怀柔区水务局读作水务部门（water@district）；是否为怀柔区的，以地点为准" in [
        n.zh for n in d.notes
    ]


@pytest.mark.parametrize("said", ["街道交通部门", "清华大学", "某某水务局", "镇水务局"])
def test_what_is_no_organ(beijing_pack: Jurisdiction, said: str) -> None:
    """A level at which it does not sit, or what is no level, is refused."""
    roles = beijing_pack.rules.roles
    with pytest.raises(RecordError, match="is not in the list roles"):
        roles.locate(said)


def test_an_alias_of_two_roles() -> None:
    """It is refused with the codes of both."""
    roles = Roles(
        Role(code, code, code, ("district",), aliases=("城管委",)) for code in ("one", "two")
    )
    with pytest.raises(RecordError, match=r"may be 2 organs: one@district, two@district"):
        roles.locate("区城管委")
