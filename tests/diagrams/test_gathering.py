"""A question that gathers, compiled: which of its rules apply."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import govrules
import pytest
from govrules.classes.learner import groups_of
from govrules.diagrams import Chain, Leaf, TooLargeError
from govrules.diagrams.gathering import Gathering
from govrules.rules import read_facts

MATTER = {
    "kind": "violation",
    "item": "litter",
    "on": "2021-03-01",
    "listed": "true",
    "place": "110101001",
}

HOLDERS = ("bureau@district", "office@subdistrict")


def gathered(made: govrules.Jurisdiction, **said: Any) -> Leaf:
    facts = read_facts({**MATTER, **said}, made.rules.declared, day_field=made.rules.day_field)
    return Chain(made.rules).decide(facts)["support"]


def test_a_leaf_names_the_rules_that_apply(small: govrules.Jurisdiction) -> None:
    """What they say is gathered by the reference evaluator, answers that are passed on included."""
    found = gathered(small)
    assert found.rules == ("S.guide", "S.help")
    (lists,) = found.values
    assert dict(lists.many) == {
        "assist": ("committee@community",),
        "supervise": ("bureau@district",),
    }


def test_what_passes_on_an_answer_that_there_is_not_says_nothing(
    small: govrules.Jurisdiction,
) -> None:
    """The office holds it by the record, and whose it was nobody says."""
    found = gathered(small, item="bins", holder="office@subdistrict")
    assert found.rules == ("S.help",)


def test_a_group_of_which_a_fact_is_not_known_is_left_open(town: ModuleType) -> None:
    """The others are told."""
    rule = town.rule("S.urgent", "support", "number >= 2", {"assist": ["hotline@hotline"]})
    made = govrules.Jurisdiction(town.blueprint(rule))
    found = gathered(made, number="unknown")
    assert (found.rules, found.live) == (("S.guide", "S.help"), ("S.urgent",))
    assert gathered(made, number=3).rules == ("S.guide", "S.help", "S.urgent")


def test_rules_that_read_alike_are_one_diagram(small: govrules.Jurisdiction) -> None:
    """What others read, but for the day, is none of its variables."""
    groups = Chain(small.rules).gatherings["support"]
    assert [[r.id for r in g.readers] for g in groups] == [["S.guide"], ["S.help"]]
    assert all({*g.variables.order} <= {"on", *g.readers[0].reads} for g in groups)


def test_a_group_beyond_its_limit_says_so(small: govrules.Jurisdiction) -> None:
    """It is not cut short in silence."""
    rules = small.rules
    group = next(g for g in groups_of(rules) if g.question.kind == "every")
    with pytest.raises(TooLargeError):
        Gathering(rules, group, {"holder": HOLDERS}, most=0)
