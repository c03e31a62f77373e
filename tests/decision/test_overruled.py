"""What a record says against a rule that prevails."""

from __future__ import annotations

import attrs
import pytest
from govrules import Jurisdiction
from govrules.decision.overruled import overruled
from govrules.rules import read_facts

MATTER = {"kind": "violation", "item": "smoking_butt_litter", "on": "2024-03-01"}


@pytest.fixture(scope="module")
def never(beijing_pack: Jurisdiction) -> Jurisdiction:
    """Beijing without the delegation."""
    return beijing_pack.derive(delegations=())


def noted(j: Jurisdiction, **said: object) -> list[str]:
    """The remarks on a matter, in English."""
    facts = read_facts({**MATTER, **said}, j.fields)
    return [note.en for note in overruled(facts, j.rules)]


def test_only_what_differs_is_noted(never: Jurisdiction) -> None:
    """A record that says the same, or nothing, has no remark."""
    assert len(noted(never, on_power_list=True)) == 1
    assert noted(never, on_power_list=False) == []
    assert noted(never) == []


def test_where_nothing_prevails_nothing_is_noted(beijing_pack: Jurisdiction) -> None:
    """Beijing as it is has no such rule."""
    assert beijing_pack.rules.prevailing == ()
    assert noted(beijing_pack, on_power_list=True) == []


def test_a_day_not_known_leaves_it_open(beijing_pack: Jurisdiction) -> None:
    """The take-back may or may not bear: the record's word is no more than one of two."""
    (d,) = beijing_pack.delegations
    from datetime import date

    from govrules.rules import Revocation

    back = attrs.evolve(d, revocations=(Revocation(date(2022, 1, 1), "JZF2020-9"),))
    j = beijing_pack.derive(delegations=(back,))
    matter = {**MATTER, "place": "110102013", "on_power_list": True, "on": None}
    decision = j.decide(matter)
    assert decision.owner_status == "open"
