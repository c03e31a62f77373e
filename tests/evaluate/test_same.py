"""The comparison of two fields: true, false or unknown, organs of an open level included."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.evaluate import Known, assumptions_used, truth
from govrules.expr import Same
from govrules.rules import is_same
from govrules.values import UNKNOWN, OneOf

SAME = Same("giver", "holder")
D, C, DC = "bureau@district", "bureau@city", "bureau@district_or_city"
OFFICE = "office@subdistrict"


@pytest.mark.parametrize(
    ("giver", "holder", "answer"),
    [
        (D, D, True),
        (D, C, False),
        (D, OFFICE, False),
        (DC, D, True),
        (DC, C, True),
        (DC, DC, True),
        (DC, "city_government@city", False),
        ("bureau", D, UNKNOWN),
        ("bureau", DC, True),
        ("bureau", "bureau", UNKNOWN),
        ("office", OFFICE, True),
        ("bureau", "office", False),
        (UNKNOWN, D, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (None, D, False),
        (None, UNKNOWN, False),
        (None, None, False),
        (OneOf((D, DC)), D, True),
        (OneOf((D, C)), D, UNKNOWN),
        (OneOf((D, C)), DC, True),
        (OneOf((C, OFFICE)), D, False),
        (OneOf((None, C)), D, False),
        (OneOf((None, D)), D, UNKNOWN),
        (OneOf((D, C)), OneOf((OFFICE, "department@district")), False),
        (OneOf((D, C)), OneOf((D, C)), UNKNOWN),
        (OneOf((D, OFFICE)), UNKNOWN, UNKNOWN),
    ],
    ids=str,
)
def test_two_organs_are_compared(small: Jurisdiction, giver: Any, holder: Any, answer: Any) -> None:
    """True if they are one, false if they cannot be, unknown in between; either way round."""
    for first, second in ((giver, holder), (holder, giver)):
        known = Known({k: v for k, v in (("giver", first), ("holder", second)) if v is not UNKNOWN})
        assert truth(SAME, known, small.rules.fields) is answer


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("litter", "litter", True),
        ("litter", "dump", False),
        ("waste", "litter", UNKNOWN),
        ("waste", "waste", UNKNOWN),
        ("waste", "noise", False),
    ],
)
def test_codes_of_any_tree_are_compared(
    small: Jurisdiction, first: str, second: str, answer: Any
) -> None:
    """An imprecise code may be any of those below it, and none elsewhere."""
    tree = small.fields["item"].tree
    assert tree is not None
    assert is_same(tree, first, second) is is_same(tree, second, first) is answer


def test_the_assumptions_used_are_the_fewest(small: Jurisdiction) -> None:
    """Both fields are needed, unless one without an answer is enough for it to be false."""
    known = Known({"giver": D, "holder": D}, assumed=("giver", "holder"))
    assert assumptions_used(SAME, known, small.rules.fields) == {"giver", "holder"}
    known = Known({"giver": D, "holder": None}, assumed=("giver", "holder"))
    assert assumptions_used(SAME, known, small.rules.fields) == {"holder"}
