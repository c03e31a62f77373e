"""What changes owner between two rule sets, and that nothing else does."""

from __future__ import annotations

import json
from datetime import date
from types import ModuleType
from typing import Any

import govrules
import pytest
from govrules.diagrams import Regions
from govrules.errors import GovrulesError, PolicyError
from govrules.evaluate import evaluate
from govrules.rules import read_facts
from govrules.testing.strategies import blueprints
from hypothesis import given
from hypothesis import strategies as st


def test_a_rule_set_does_not_differ_from_itself(small: govrules.Jurisdiction) -> None:
    """That is proved, not merely not found."""
    found = small.diff(small)
    assert found.moved == ()
    assert "proved" in found.explain("en")


def test_what_a_new_rule_moves_is_told_from_whom_to_whom(
    small: govrules.Jurisdiction, town: ModuleType
) -> None:
    """One sentence, with a matter that either side decides as told."""
    rule = town.rule("C.bins", "competence", "item = bins", {"organ": "bureau@city"})
    other = govrules.Jurisdiction(town.blueprint(rule))
    found = small.diff(other)
    assert {m.new for m in found.moved} == {"bureau@city"}
    assert all(m.matter["item"] == "bins" for m in found.moved)
    assert found.same > 0


def test_two_days_of_one_rule_set(small: govrules.Jurisdiction) -> None:
    """The power moved on 1 July 2020: what is listed goes from the bureau to the office."""
    found = small.diff(small, on=date(2020, 6, 30), other_on=date(2020, 7, 1))
    assert ("bureau@district", "office@subdistrict") in {(m.old, m.new) for m in found.moved}
    assert all(str(m.new).startswith("office") for m in found.moved)


def test_a_difference_can_be_sent(small: govrules.Jurisdiction) -> None:
    """It is plain JSON."""
    found = small.diff(small, on=date(2020, 6, 30), other_on=date(2020, 7, 1))
    assert json.loads(json.dumps(found.to_dict()))["moved"]


def test_other_fields_are_refused(small: govrules.Jurisdiction, town: ModuleType) -> None:
    """Two packs of other fields cannot be held against each other."""
    fields = tuple(f for f in town.FIELDS if f.id != "number")
    other = govrules.Jurisdiction(town.blueprint(fields=fields))
    with pytest.raises(PolicyError, match="same fields"):
        small.diff(other)


@given(blueprints(), st.data())
def test_exactly_the_matters_of_its_regions_change_owner(blueprint: Any, data: Any) -> None:
    """Of a matter drawn at random the two days name two owners just where the regions say so."""
    made = govrules.Jurisdiction(blueprint)
    days = (date(2000, 1, 1), made.analysis.since)
    one, other = Regions.beside(made.analysis.owner_chain, made.analysis.owner_chain, days)
    question = made.layout.owner
    cells = {
        level: data.draw(st.integers(0, len(one.matters.cells[field]) - 1))
        for level, field in enumerate(one.matters.order)
    }
    for regions, day in ((one, days[0]), (other, days[1])):
        rules = made.rules
        record = {**regions.matters.record(cells), rules.day_field: day}
        try:
            facts = read_facts(record, rules.declared, day_field=rules.day_field)
            found = evaluate(rules, facts)
            regions.chain.decide(facts)
        except (GovrulesError, KeyError):
            continue
        owner = found.look(question)
        if isinstance(owner, str) and owner in made.analysis.owner_chain.values(question):
            region = regions.holding(question, frozenset((owner,)))
            assert regions.store.walk(region, cells) == regions.everything
