"""Policies laid over and taken off, and written down as an author would."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Field, Jurisdiction, Policy, Question, Slot, rule
from govrules.errors import GovrulesError, PolicyError
from govrules.rules import Choice, CodeList, Duty
from govrules.simulate import Scenario, policies
from govrules.simulate.policy_data import data_of, policy_of
from govrules.testing.strategies import blueprints
from hypothesis import given

MATTER = {
    "kind": "violation",
    "item": "smoking_butt_litter",
    "place": "110101001",
    "on": "2024-08-01",
    "on_power_list": False,
}
MINE = Policy(
    "mine.smoking",
    "控烟归卫生",
    "smoking to health",
    "a study",
    "1",
    [
        rule(
            "MINE1",
            "competence",
            when="item under smoking_butt_litter and on >= 2024-07-01",
            then={"organ": "health@district"},
            cite="JD 11",
            since="2024-01-01",
            exception_to="SMOKE25.butt",
            reading=("假定", "assumed"),
            zh="烟头由区卫生健康部门处罚（假定）",
            en="butts are for the district's health department (assumed)",
        )
    ],
)


def test_a_policy_laid_over_decides(beijing_pack: Jurisdiction) -> None:
    """With its rule among the reasons; taken off again nothing is left of it."""
    own = Scenario("own").change(MINE)
    decided = own.applied(beijing_pack).decide(MATTER)
    assert decided.owner is not None
    assert decided.owner.role == "health"
    back = Scenario("own").change(MINE, policies("mine.smoking").off())
    assert back.applied(beijing_pack).digest == beijing_pack.digest
    again = Scenario.from_dict(own.to_dict())
    assert again == own
    assert again.applied(beijing_pack).digest == own.applied(beijing_pack).digest


def test_a_policy_of_the_pack_is_taken_off(small: Jurisdiction) -> None:
    """Its rules are no more; one that there is not is named with those that there are."""
    bare = Policy("extra", "甲", "extra", "us", "1")
    laid = Scenario("x").change(bare, policies("extr").off())
    with pytest.raises(PolicyError, match="no policy 'extr'; did you mean extra"):
        laid.applied(small)


@given(pack=blueprints(most_rules=4))
def test_any_policy_of_plain_parts_is_written_and_read(pack: Any) -> None:
    """Rules, questions, roles, duties: equal again, and what only code can say is refused."""
    for policy in pack.policies:
        if any(f.tree is not None for f in policy.fields):
            with pytest.raises(PolicyError, match="holds what only code can"):
                data_of(policy)
        else:
            assert policy_of(data_of(policy)) == policy


def test_fields_and_questions_of_ones_own_are_written() -> None:
    """Choices, slots and duties too."""
    mine = Policy(
        "p",
        "甲",
        "p",
        "us",
        "1",
        fields=[Field("mood", "choice", "心情", "mood", [("good", "好", "good")], assume="good")],
        questions=[Question("q", "问", "q", "every", (Slot("duties", "choice", many=True),))],
        duties=[Duty("d", "做", "do")],
        choices=[("kind", (Choice("new", "新", "new"),))],
    )
    assert policy_of(data_of(mine)) == mine
    tree = CodeList("t", ())
    with pytest.raises(PolicyError, match="p holds what only code can"):
        data_of(Policy("p", "甲", "p", "us", "1", fields=[Field("x", "code", "x", "x", tree=tree)]))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (3, "3 is no policy"),
        ({"id": "p", "zh": "甲", "en": "p", "issuer": "us", "verson": "1"}, "no verson.*version"),
        ({"id": "p", "zh": "甲"}, "policy p"),
        (
            {
                "id": "p",
                "zh": "甲",
                "en": "p",
                "issuer": "us",
                "version": "1",
                "rules": [{"id": "R"}],
            },
            "policy p",
        ),
    ],
)
def test_data_that_are_no_policy_are_refused(data: Any, says: str) -> None:
    """The error names the policy and what cannot be read."""
    with pytest.raises(GovrulesError, match=says):
        Scenario.from_dict({"name": "x", "change": [{"kind": "policy.lay", "policy": data}]})
