"""Gates: which matters a change of rules concerns, and which it leaves as they were."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from govrules import Blueprint, Jurisdiction
from govrules.classes.gate import Gate
from govrules.evaluate.known import Known
from govrules.locks import ForkSafeLock
from govrules.simulate import Scenario, delegations

MOVED = "JZF2020-9.1"
FACTS = {
    "on": date(2024, 6, 1),
    "competence": "urban_enforcement@district",
    "on_power_list": True,
    "penalty_or_service": "penalty",
    "office_kind": "street",
    "item": "smoking_butt_litter",
}


@pytest.fixture(scope="module")
def base(shipped: Blueprint) -> Jurisdiction:
    """The jurisdiction as it is."""
    return Jurisdiction(shipped)


def gate(base: Jurisdiction, change: Any) -> Gate:
    """The gate of the owner's question, where a scenario changes a delegation."""
    made = Scenario("s").change(change).applied(base)
    return Gate("owner", made.rules, base.rules, ForkSafeLock())


@pytest.mark.parametrize(
    ("otherwise", "is_aside"),
    [
        ({}, False),
        ({"on_power_list": None}, False),
        ({"on_power_list": False}, True),
        ({"office_kind": "none"}, True),
        ({"competence": "market_regulation@district"}, True),
        ({"on": date(2019, 6, 1)}, False),  # out for its days, which an undecided matter is told
    ],
)
def test_a_rule_that_has_gone_concerns_what_it_may_apply_to(
    base: Jurisdiction, otherwise: dict[str, Any], is_aside: bool
) -> None:
    """Where a part of its condition is false it is out; where it is open it may yet apply."""
    known = {k: v for k, v in (FACTS | otherwise).items() if v is not None}
    found = gate(base, delegations(MOVED).never())
    assert found.is_aside(Known(known)) is is_aside
    assert found.is_aside(Known(known)) is is_aside  # and from the tree
    assert len(found.tree.leaves) == 1


def test_what_is_out_by_assumption_is_concerned(base: Jurisdiction) -> None:
    """On which assumption an answer rests is part of it."""
    known = Known(FACTS | {"on_power_list": False}, ["on_power_list"])
    assert not gate(base, delegations(MOVED).never()).is_aside(known)


@pytest.mark.parametrize(("day", "is_aside"), [("2024-06-01", True), ("2024-07-01", False)])
def test_before_it_is_taken_back_a_rule_is_what_it_was(
    base: Jurisdiction, day: str, is_aside: bool
) -> None:
    """What its condition has gained holds up to that day."""
    found = gate(base, delegations(MOVED).revoke(on="2024-07-01"))
    assert found.is_aside(Known(FACTS | {"on": date.fromisoformat(day)})) is is_aside
