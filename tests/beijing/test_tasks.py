"""Tasks handed down: what is asked, who is meant by the organ that asks."""

from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.errors import ContradictionError
from govrules_policies.beijing.bodies import seats

DAY = {"kind": "task", "on": "2022-03-01"}
STREET = DAY | {"place": "110111011", "asked_of_level": "subdistrict"}
COMMUNITY = DAY | {"place": "110109001001", "asked_of_level": "community"}
LISTS = {"in_duty_list", "in_assist_list", "form_allowed", "certificate_listed"}


def asked(pack: Jurisdiction, **facts: Any) -> set[str]:
    """The facts that are asked for."""
    return {ask.field for ask in pack.decide(facts).ask}


def test_nothing_is_asked_that_an_assumption_settles(beijing_pack: Jurisdiction) -> None:
    """That no law lays it on the subdistrict is assumed: neither item nor basis is asked for."""
    unknown = STREET | {"giver_level": "district_department"}
    assert asked(beijing_pack, **unknown) == {"in_duty_list", "approved_by", "temporary"}


@pytest.mark.parametrize("role", [None, "lead", "assist"])
@pytest.mark.parametrize("asker", ["district_department", "subdistrict", "city_government"])
def test_no_list_is_asked_about_before_there_was_one(
    beijing_pack: Jurisdiction, asker: str, role: str | None
) -> None:
    """The lists came with the regulation of 2020."""
    for where in (STREET, COMMUNITY, COMMUNITY | {"kind": "form"}):
        facts = where | {"on": "2019-12-31", "giver_level": asker, "role_given": role}
        assert not asked(beijing_pack, **facts) & LISTS


@pytest.mark.parametrize("level", ["city", "district"])
def test_a_department_says_its_level_by_its_name(beijing_pack: Jurisdiction, level: str) -> None:
    """Each department that is named at a level is one of that level."""
    for organ in seats(level, "department").strip("()").split(", "):
        facts = STREET | {"in_duty_list": False, "approved_by": "none", "giver": organ}
        lead = beijing_pack.decide(facts).lead
        assert lead is not None
        assert lead.level == level, organ


def test_an_organ_of_another_level_is_a_contradiction(beijing_pack: Jurisdiction) -> None:
    """A subdistrict office is no department, whatever the record says beside it."""
    facts = STREET | {"giver": "street_office", "giver_level": "district_department"}
    with pytest.raises(ContradictionError) as raised:
        beijing_pack.decide(facts)
    assert raised.value.field == "giver_level"
    assert "应为“街道乡镇”" in raised.value.text("zh")


def test_a_company_is_one_who_can_be_asked_and_a_person_is_not(beijing_pack: Jurisdiction) -> None:
    """Who is asked is a subdistrict, a community or a company."""
    with pytest.raises(Exception, match="asked_of_level"):
        beijing_pack.decide(STREET | {"asked_of_level": "person"})
