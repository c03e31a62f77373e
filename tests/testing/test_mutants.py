"""Rules with a small fault: which there are, and which of them examples notice."""

from __future__ import annotations

from types import ModuleType

import pytest
from govrules import Jurisdiction
from govrules.expr import RoleAt
from govrules.testing import Example
from govrules.testing.mutants import mutants_of, mutate

ORGANS = {"route": [RoleAt("bureau", "district"), RoleAt("office", "subdistrict")]}


def said(rule: object) -> list[str]:
    return [m.en for m in mutants_of(rule, ORGANS)]  # type: ignore[arg-type]


def test_each_kind_of_fault(town: ModuleType) -> None:
    """Conditions dropped, days shifted, organs exchanged, exceptions lost."""
    rule = town.rule(
        "X",
        "route",
        "kind = task and (urgent or not on < 2020-07-01)",
        {"lead": "bureau@district", "assist": ["office@subdistrict", "$holder"]},
        exception_to="R.found",
        since="2019-01-01",
    )
    assert said(rule) == [
        "without kind = task",
        "without urgent or not on < 2020-07-01",
        "2020-07-01 a day later",
        "2019-01-01 a day later",
        "bureau@district for office@subdistrict",
        "office@subdistrict for bureau@district",
        "no longer before R.found",
    ]


def test_a_rule_without_parts_has_no_fault(town: ModuleType) -> None:
    """What says nothing that could be wrong is left alone."""
    assert said(town.rule("X", "route", "always", {"disposition": "handle"})) == []
    assert said(town.rule("X", "route", "urgent", {"disposition": "handle"})) == ["without urgent"]


@pytest.fixture
def examples(town: ModuleType) -> list[Example]:
    """One that holds a rule, and the exception to it."""
    return [
        Example("a", "", town.matter(), {"disposition": "handle"}),
        Example("b", "", town.matter(urgent="yes"), {"disposition": "transfer"}),
    ]


def test_examples_notice_what_they_hold(small: Jurisdiction, examples: list[Example]) -> None:
    """And what lives names the rule and its fault."""
    found = mutate(small, examples)
    assert found.tried == found.killed + len(found.lived) <= found.of
    lived = {(m.rule.id, m.en) for m in found.lived}
    assert ("R.urgent", "no longer before R.found") in lived  # the narrower goes before anyway
    assert ("R.urgent", "without urgent") not in lived
    assert ("R.task", "without not listed") in lived


def test_without_examples_everything_lives(small: Jurisdiction) -> None:
    """And a sample is spread evenly, the same each time."""
    assert mutate(small, []).killed == 0
    some = mutate(small, [], most=3)
    assert 1 <= some.tried <= 3
    assert some == mutate(small, [], most=3)


def test_rules_by_how_their_ids_begin(small: Jurisdiction) -> None:
    """Only these are changed; where none begins so, nothing is tried."""
    found = mutate(small, [], prefix="R.urgent")
    assert {m.rule.id for m in found.lived} == {"R.urgent"}
    assert mutate(small, [], prefix="Q.").of == 0
