"""One question compiled: its leaves, its conflicts, its limit."""

from __future__ import annotations

from types import ModuleType

import govrules
import pytest
from govrules.diagrams import Link, TooLargeError
from govrules.diagrams.variables import Symbol

HOLDERS = ("bureau@district", "office@subdistrict")


def link(made: govrules.Jurisdiction, question: str, **more: int) -> Link:
    asked = next(q for q in made.rules.questions if q.id == question)
    return Link(made.rules, asked, {"holder": HOLDERS}, **more)


def test_what_is_passed_on_stays_a_symbol(small: govrules.Jurisdiction) -> None:
    """A violation is dealt with by whoever holds the power."""
    leads = {
        value.get("lead")
        for leaf in link(small, "route").leaves()
        for value in leaf.values
        if value
    }
    assert Symbol("$holder") in leads
    assert "district_government@district" in leads


def test_two_rules_that_nothing_ranks_are_a_leaf(town: ModuleType) -> None:
    """They are named, and no value is."""
    one, two = (
        town.rule(f"X.{id}", "route", f"kind = complaint and {fact}", {"disposition": then})
        for id, fact, then in (("one", "listed", "handle"), ("two", "urgent", "transfer"))
    )
    leaves = link(govrules.Jurisdiction(town.blueprint(one, two)), "route").leaves()
    (clash,) = (leaf for leaf in leaves if leaf.conflict)
    assert clash.conflict == ("X.one", "X.two")
    assert clash.values == ()


def test_a_dispute_is_a_leaf_with_both_values(town: ModuleType) -> None:
    """A council's and a ministry's rule are for an organ to rank."""
    rules = (
        town.rule(
            "X.council", "competence", "item = bins", {"organ": "bureau@district"}, cite="CR 1"
        ),
        town.rule(
            "X.ministry", "competence", "item under waste", {"organ": "bureau@city"}, cite="DR 1"
        ),
    )
    made = govrules.Jurisdiction(town.blueprint(*rules, without=["C.litter", "C.dump"]))
    disputed = [leaf for leaf in link(made, "competence").leaves() if leaf.disputes]
    assert [leaf.disputes for leaf in disputed] == [(("X.council", "X.ministry"),)]
    assert disputed[0].values == ("bureau@city", "bureau@district")


def test_a_question_beyond_its_limit_says_so(small: govrules.Jurisdiction) -> None:
    """It is not cut short in silence."""
    with pytest.raises(TooLargeError):
        link(small, "route", most=1)
