"""A rule said more exactly."""

from __future__ import annotations

import pytest
from govrules import rule
from govrules.errors import PolicyError
from govrules.rules import refine
from govrules.rules.refinement import refined_by

RULE = rule(
    "A1.own",
    "route",
    when="甲",
    then={"lead": "office@district"},
    cite="A 1",
    zh="一",
    en="one",
    since="2020-01-01",
    exception_to="A1.other",
    note=("附", "note"),
)


def test_orders_are_added_and_words_replaced() -> None:
    """What is not said stays: the conclusion, the citation, the note."""
    made = refined_by(RULE, refine("A1.own", exception_to=("A2", "A3"), zh="二"))
    assert made.exception_to == ("A1.other", "A2", "A3")
    assert (made.zh, made.en, made.note_en, made.then, made.cite) == (
        "二",
        "one",
        "note",
        RULE.then,
        RULE.cite,
    )
    assert made.at == "rules/test_refinement.py:27"


def test_a_period_that_ends_before_it_begins() -> None:
    """Days are those of the rule where the refinement says none."""
    with pytest.raises(PolicyError, match="must end after it starts"):
        refined_by(RULE, refine("A1.own", until="2019-01-01"))
