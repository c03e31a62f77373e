"""What is known of a matter, and what answers make of it."""

from __future__ import annotations

from datetime import date

import pytest
from govrules import UNKNOWN, Period
from govrules.evaluate import Known
from govrules.evaluate.known import is_since
from govrules.values import OneOf, Truth

DAY = date(2020, 7, 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 6, 30), False),
        (DAY, True),
        (Period(DAY, None), True),
        (Period(None, DAY), False),
        (Period(date(2020, 6, 30), date(2020, 7, 2)), UNKNOWN),
        (Period(None, None), UNKNOWN),
    ],
)
def test_a_period_is_since_a_day_only_as_a_whole(day: date | Period, expected: Truth) -> None:
    """The first day counts, the last does not, and what lies on both sides is unknown."""
    assert is_since(day, DAY) is expected


@pytest.mark.parametrize(
    ("values", "found"),
    [(["a"], "a"), (["a", "a"], "a"), (["a", None], OneOf(["a", None])), (["a", UNKNOWN], UNKNOWN)],
)
def test_an_answer_is_learnt_as_far_as_it_goes(values: list[object], found: object) -> None:
    """One value is known, several are one of them, and an unknown part leaves it unknown."""
    known = Known({"holder": "b"})
    known.learn("holder", values, frozenset())
    assert known("holder") == found


def test_what_the_record_said_is_kept_apart() -> None:
    """An answer goes before what was said, which can still be asked for."""
    known = Known({"holder": "b"}, ["holder"])
    known.bind("holder", "a", frozenset(("urgent",)))
    assert (known("holder"), known.given("holder")) == ("a", "b")
    assert known.assumptions("holder") == {"urgent"}
    assert known.is_assumed("holder")


def test_an_absent_field_is_unknown_and_firm() -> None:
    """Nothing is made of silence."""
    known = Known({"urgent": False}, ["urgent"])
    assert known("listed") is UNKNOWN
    assert known.is_firm(["listed"])
    assert not known.is_firm(["listed", "urgent"])
