"""A run over a small sample, shared by the tests of it."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from govrules import Blueprint, Jurisdiction, Policy, rule
from govrules.simulate import Scenario, delegations, territory

pa = pytest.importorskip("pyarrow")


@pytest.fixture(scope="session")
def mine() -> Policy:
    """A policy of a study's own, to be laid over Beijing's."""
    rules = [
        rule(
            "MINE1",
            "competence",
            when="item under smoking_butt_litter",
            then={"organ": "health@district"},
            cite="JD 11",
            exception_to="SMOKE25.butt",
            zh="归卫生（假定）",
            en="for health (assumed)",
        )
    ]
    return Policy("mine", "自拟", "mine", "a study", "1", rules)


@pytest.fixture(scope="session")
def sample() -> Any:
    """Violations and tasks of three subdistricts."""
    places = ("110102013", "110101001", "110109101", "110101001005", "110101", None)
    items = ("smoking_butt_litter", "gas_unsafe_use", "dogs_animals_dog_fouling", None)
    rows = [
        {"kind": "violation", "item": item, "place": place, "on": "2024-08-01", "on_power_list": on}
        for place in places
        for item in items
        for on in (True, False, None)
    ]
    task = {"kind": "task", "item": "property_dispute", "asked_of_level": "community"}
    for listed in (True, False):
        for place in ("110102013001", "110101001005"):
            rows.append(
                {
                    **task,
                    "place": place,
                    "on": "2024-08-01",
                    "in_assist_list": listed,
                    "giver_level": "district_department",
                    "role_given": "assist",
                    "consent_by": "district_government",
                }
            )
    return pa.Table.from_pylist(rows, schema=_schema(rows))


def _schema(rows: list[dict[str, Any]]) -> Any:
    flags = ("on_power_list", "in_assist_list")
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.schema([(n, pa.bool_() if n in flags else pa.string()) for n in names])


NEVER = Scenario("never").change(delegations("JZF2020-9.1").never())
MERGED = Scenario("merged").change(
    territory.merge("东城区/东华门街道", into="东城区/景山街道", on="2024-07-01")
)
IDLE = Scenario("idle").change(delegations("JZF2020-9.1").revoke(on="2025-01-01"))


@pytest.fixture(scope="session")
def run(shipped: Blueprint, sample: Any) -> Any:
    """The sample under three scenarios."""
    return Jurisdiction(shipped).simulate(sample, [NEVER, MERGED, IDLE])


@pytest.fixture(scope="session")
def one_by_one() -> Callable[[Any], list[Any]]:
    """The decision of each matter of a scenario by the reference evaluator, made once."""
    made: dict[int, tuple[Any, list[Any]]] = {}

    def found(decided: Any) -> list[Any]:
        if id(decided) not in made:
            rows = decided.matters.to_pylist()
            given = [{k: v for k, v in row.items() if v is not None} for row in rows]
            decide = decided.jurisdiction.decide
            decisions = [decide(row, engine="reference", ask="plain") for row in given]
            made[id(decided)] = decided, decisions  # held, so that its id is no other's
        return made[id(decided)][1]

    return found


@pytest.fixture(scope="session")
def demands() -> Any:
    """Demands of three subdistricts: clear, between several organs, and with facts left open."""
    items = (
        "smoking_butt_litter",
        "dogs_animals_dog_fouling",
        "waste_swill_feeding",
        "greening_wetland_violation",
        "parking_facility_use_changed",
        "gas_unsafe_use",
    )
    rows = [
        {
            "kind": "complaint",
            "item": item,
            "place": place,
            "on": "2024-03-01",
            "channel": "hotline",
            "unlawful": False,
            "repeat_no_new_facts": False,
            "beyond_public_remit": False,
            "directly_doable": doable,
            "on_power_list": listed,
            "n_departments": 3 if listed else None,
        }
        for place in ("110102013", "110101001", "110109101")
        for item in items
        for listed in (True, False)
        for doable in (True, None)
    ]
    return pa.Table.from_pylist(rows)


@pytest.fixture(scope="session")
def flowing(run: Any) -> Any:
    """Beijing, with what it has learnt shared by whoever lets orders flow."""
    return run.baseline.jurisdiction


@pytest.fixture(scope="session")
def one_order(load_helper: Callable[[str], ModuleType]) -> ModuleType:
    """The walk of one order in plain Python."""
    return load_helper("one_order")
