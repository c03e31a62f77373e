"""Certificates: what was proved of which space, and what stands against it."""

from __future__ import annotations

import json
from types import ModuleType

import govrules
from govrules.analysis import Certificate

REST = "kind = complaint or (kind = task and listed)"


def proved(town: ModuleType, *more: govrules.Rule, without: tuple[str, ...] = ()) -> Certificate:
    return govrules.Jurisdiction(town.blueprint(*more, without=without)).prove()


def whole(town: ModuleType) -> tuple[govrules.Rule, ...]:
    """The rules that the town lacks, so that every matter has one."""
    then = {"disposition": "handle", "lead": "office@subdistrict"}
    return (town.rule("X.rest", "route", REST, then),)


def test_a_town_with_a_gap_is_not_proved(town: ModuleType) -> None:
    """The smallest matters of the gap stand against it."""
    found = proved(town)
    assert not found.is_proved
    assert {f.code for f in found.against} == {"gap"}
    assert found.matters["gap"] > 0
    assert all((f.decision or {})["disposition"] == "no_rule" for f in found.against)


def test_a_town_without_gap_or_conflict_is_proved(town: ModuleType) -> None:
    """Nothing stands against it, and the counts say what every matter comes to."""
    found = proved(town, *whole(town))
    assert [f.text() for f in found.against] == []
    assert found.is_proved
    assert found.matters["gap"] == found.matters["conflict"] == 0
    assert found.matters["lead"] > 0


def test_the_outcomes_share_all_matters_out(town: ModuleType) -> None:
    """Every complete matter is counted once; what is left over is a record that is not complete."""
    found = proved(town, *whole(town))
    cells = 1
    for count in found.fields.values():
        cells *= count
    assert 0 < sum(found.matters.values()) <= cells


def test_a_conflict_stands_against_a_proof(town: ModuleType) -> None:
    """Two rules that nothing ranks are named, with a matter of which decide says the same."""
    one, two = (
        town.rule(f"X.{id}", "route", f"kind = complaint and {fact}", {"disposition": then})
        for id, fact, then in (("one", "listed", "handle"), ("two", "urgent", "transfer"))
    )
    found = proved(town, one, two)
    (against,) = (f for f in found.against if f.code == "conflict")
    assert against.rules == ("X.one", "X.two")
    assert against.decision == {"error": "conflict_error"}


def test_a_certificate_can_be_sent(town: ModuleType) -> None:
    """It is plain JSON, and says in both languages what it leaves out."""
    found = proved(town)
    plain = json.loads(json.dumps(found.to_dict()))
    assert plain["proved"] is False
    assert {"zh", "en"} <= set(plain["left_out"][0])
    assert found.explain("zh").startswith("未能证明")
    assert found.explain("en").startswith("Not proved")
