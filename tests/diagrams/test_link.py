"""One question compiled: its leaves, its conflicts, its limit."""

from __future__ import annotations

from datetime import date
from types import ModuleType

import govrules
import pytest
from govrules.diagrams import Chain, Link, TooLargeError
from govrules.diagrams.variables import Symbol
from govrules.errors import ConflictError
from govrules.evaluate import Known, evaluate
from govrules.rules import read_facts

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


def test_a_rule_that_says_the_same_may_still_be_disputed(town: ModuleType) -> None:
    """Beside one that concludes what it does: the organ has both pairs to rank, as by one matter."""
    at_district, at_city = {"organ": "bureau@district"}, {"organ": "bureau@city"}
    rules = (
        town.rule("X.council", "competence", "item = bins", at_district, cite="CR 1"),
        town.rule("X.council2", "competence", "item = bins and listed", at_district, cite="CR 1"),
        town.rule("X.ministry", "competence", "item under waste", at_city, cite="DR 1"),
    )
    made = govrules.Jurisdiction(town.blueprint(*rules, without=["C.litter", "C.dump"]))
    disputed = {leaf.disputes for leaf in link(made, "competence").leaves() if leaf.disputes}
    one, two = ("X.council", "X.ministry"), ("X.council2", "X.ministry")
    assert disputed == {(one,), (one, two)}


def test_a_question_beyond_its_limit_says_so(small: govrules.Jurisdiction) -> None:
    """It is not cut short in silence."""
    with pytest.raises(TooLargeError):
        link(small, "route", most=1)


def test_a_list_that_passes_on_nothing_silences_no_rule(town: ModuleType) -> None:
    """Whose assistant there is not still says what is to be done."""
    rules = (
        town.rule(
            "X.lead",
            "route",
            "kind = complaint and urgent",
            {"disposition": "transfer", "lead": "$competence"},
        ),
        town.rule(
            "X.help",
            "route",
            "kind = complaint and not urgent",
            {"disposition": "handle", "assist": ["$competence"]},
        ),
    )
    made = govrules.Jurisdiction(town.blueprint(*rules))
    asked = next(q for q in made.rules.questions if q.id == "route")
    found = Link(made.rules, asked, {"holder": HOLDERS, "competence": (None, *HOLDERS)})
    known = Known(
        {"kind": "complaint", "urgent": False, "competence": None, "on": date(2021, 3, 1)}
    )
    leaf = found.leaf(known)
    assert [value.get("disposition") for value in leaf.values] == ["handle"]


@pytest.mark.parametrize(
    ("item", "giver", "values"),
    [
        ("dump", "bureau@city", ["bureau@city", "office@subdistrict"]),
        ("dump", "office@subdistrict", ["bureau@city", "office@subdistrict"]),
        ("dump", "bureau@district", None),
        ("bins", "bureau@district_or_city", ["bureau@district_or_city"]),
        ("bins", "bureau@district", None),
    ],
)
def test_two_that_pass_on_agree_where_they_may_name_one_organ(
    town: ModuleType, item: str, giver: str, values: list[str] | None
) -> None:
    """One of several is among them; an organ of a level left open is not that of either level."""
    rules = [
        town.rule(f"X.{id}", "route", when, {"disposition": "transfer", "lead": lead})
        for id, when, lead in (
            ("one", "kind = complaint and urgent", "$giver"),
            ("two", "kind = complaint and listed", "$competence"),
        )
    ]
    bins = town.rule("X.bins", "competence", "item = bins", {"organ": "bureau@district_or_city"})
    made = govrules.Jurisdiction(town.blueprint(*rules, bins))
    matter = {"kind": "complaint", "on": "2021-03-01", "urgent": True, "listed": True}
    facts = read_facts(matter | {"item": item, "giver": giver}, made.fields)
    leaf = Chain(made.rules).decide(facts)["route"]
    if values is None:
        assert leaf.conflict == ("X.one", "X.two")
        with pytest.raises(ConflictError):
            evaluate(made.rules, facts)
    else:
        assert [value.get("lead") for value in leaf.values] == values
        assert leaf.values == evaluate(made.rules, facts).answers["route"].values
