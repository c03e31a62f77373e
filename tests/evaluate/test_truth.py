"""The truth value of each kind of condition: true, false, or not known yet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from govrules import UNKNOWN, Jurisdiction
from govrules.evaluate import Known, truth
from govrules.expr import All, Between, Const, Expr, Is, Not, Same, Some, Under
from govrules.values import OneOf

DAY = date(2021, 3, 1)
KNOWN: dict[str, Any] = {"number": 3, "on": DAY, "urgent": True, "item": "litter", "holder": None}
YES, NO, OPEN = Is("urgent", (True,)), Is("urgent", (False,)), Is("listed", (True,))


def found(small: Jurisdiction, when: Expr, **more: Any) -> Any:
    return truth(when, Known({**KNOWN, **more}), small.rules.fields)


@pytest.mark.parametrize(
    ("low", "high", "holds"),
    [
        (3, None, True),
        (4, None, False),
        (None, 4, True),
        (None, 3, False),
        (3, 4, True),
        (4, 9, False),
        (0, 3, False),
        (None, None, True),
    ],
)
def test_a_count_lies_from_its_lower_bound_to_before_the_upper(
    small: Jurisdiction, low: int | None, high: int | None, holds: bool
) -> None:
    """Each bound alone, both, and neither."""
    assert found(small, Between("number", low, high)) is holds


@pytest.mark.parametrize(
    ("low", "high", "holds"),
    [
        (DAY, None, True),
        (date(2021, 3, 2), None, False),
        (None, DAY, False),
        (None, date(2021, 3, 2), True),
        (date(2020, 1, 1), date(2022, 1, 1), True),
        (date(2020, 1, 1), DAY, False),
        (date(2022, 1, 1), date(2023, 1, 1), False),
    ],
)
def test_a_day_lies_from_its_first_to_before_its_last(
    small: Jurisdiction, low: date | None, high: date | None, holds: bool
) -> None:
    """The upper bound is the first day on which it no longer holds."""
    assert found(small, Between("on", low, high)) is holds


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        (Is("item", ("litter",)), True),
        (Is("item", ("dump",)), False),
        (Is("item", ("waste",)), False),  # a leaf is not its heading
        (Under("item", ("waste",)), True),
        (Under("item", ("noise",)), False),
    ],
)
def test_a_precise_code_is_known(small: Jurisdiction, when: Expr, holds: bool) -> None:
    """A code is itself, and under those above it."""
    assert found(small, when) is holds


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        (Is("item", ("litter",)), UNKNOWN),
        (Is("item", ("noise",)), False),
        (Under("item", ("waste",)), True),
        (Under("item", ("litter",)), UNKNOWN),
        (Under("item", ("noise",)), False),
    ],
)
def test_a_heading_may_be_any_code_below_it(small: Jurisdiction, when: Expr, holds: Any) -> None:
    """What is imprecise is unknown where a code below it could make the test true."""
    assert found(small, when, item="waste") is holds


@pytest.mark.parametrize(
    ("when", "holds"),
    [
        (OPEN, UNKNOWN),
        (Not(OPEN), UNKNOWN),
        (Not(YES), False),
        (All((YES, OPEN)), UNKNOWN),
        (All((NO, OPEN)), False),
        (Some((YES, OPEN)), True),
        (Some((NO, OPEN)), UNKNOWN),
        (All(()), True),
        (Some(()), False),
        (Const(True), True),
    ],
)
def test_unknown_spreads_as_far_as_it_could_matter(
    small: Jurisdiction, when: Expr, holds: Any
) -> None:
    """Three-valued: one false part settles all of them, one true part settles some."""
    assert found(small, when) is holds


@pytest.mark.parametrize(
    ("values", "holds"),
    [(("litter", "noise"), UNKNOWN), (("litter",), True), (("noise", "dump"), False)],
)
def test_one_of_several_is_known_where_they_agree(
    small: Jurisdiction, values: tuple[str, ...], holds: Any
) -> None:
    """Where the answers that are left differ, it is not known."""
    assert found(small, Is("item", ("litter",)), item=OneOf(values)) is holds


@pytest.mark.parametrize(
    ("giver", "holder", "holds"),
    [
        ("bureau@city", "bureau@city", True),
        ("bureau@city", "bureau@district", False),
        ("bureau@city", None, False),
        (None, "bureau@city", False),
        ("bureau@city", UNKNOWN, UNKNOWN),
        ("bureau", "bureau@city", UNKNOWN),
    ],
)
def test_two_fields_are_compared(small: Jurisdiction, giver: Any, holder: Any, holds: Any) -> None:
    """No answer is the same as nothing, and what is not known may be the same."""
    assert found(small, Same("giver", "holder"), giver=giver, holder=holder) is holds


@pytest.mark.parametrize("when", [Is("holder", ("bureau@city",)), Under("holder", ("bureau",))])
def test_of_no_answer_nothing_is_true(small: Jurisdiction, when: Expr) -> None:
    """A question that has no answer is known to have none."""
    assert found(small, when) is False


@pytest.mark.parametrize("wrong", ["urgent", None, 3])
def test_what_is_no_condition_is_an_error(small: Jurisdiction, wrong: Any) -> None:
    """No reader of the tree passes over a node that it does not know."""
    with pytest.raises(AssertionError):
        found(small, wrong)


def test_a_field_that_no_rule_set_has_is_unknown(small: Jurisdiction) -> None:
    """Nothing is known of it, and so nothing is denied."""
    assert found(small, Is("no_such_field", (True,))) is UNKNOWN
