"""Matters to which no rule applies, and what their acceptance rests on."""

from __future__ import annotations

from types import ModuleType

import govrules
from govrules.analysis import Finding

HANDLE = {"disposition": "handle", "lead": "office@subdistrict"}


def gaps(
    town: ModuleType, when: str, *, task: str = "kind = task and listed"
) -> dict[str, Finding]:
    """The gaps of the town by the values that they are told by."""
    rules = (
        town.rule("X.complaint", "route", when, HANDLE),
        town.rule("X.task", "route", task, HANDLE),
    )
    found = govrules.Jurisdiction(town.blueprint(*rules)).check(only=["gap"]).findings
    return {value: f for f in found for value in f.data["values"]}


def test_an_acceptance_lapses_with_the_rules_of_its_matters(town: ModuleType) -> None:
    """A gap that grows is another one; rules of other matters leave it as it was."""
    before = gaps(town, "kind = complaint and (urgent or listed)")["complaint"]
    wider = gaps(town, "kind = complaint and urgent")["complaint"]
    elsewhere = gaps(
        town, "kind = complaint and (urgent or listed)", task="kind = task and listed and urgent"
    )
    assert before.digest != wider.digest
    assert before.digest == elsewhere["complaint"].digest
