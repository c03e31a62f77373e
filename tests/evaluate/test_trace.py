"""Noting what an evaluation looks at: enough to do it again, and no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from govrules import UNKNOWN, Period
from govrules.evaluate import Known, Noted
from govrules.evaluate.trace import find_in
from hypothesis import given
from hypothesis import strategies as st

DAYS = st.dates(date(2015, 1, 1), date(2025, 1, 1))


def test_what_is_not_looked_at_is_not_there() -> None:
    """The facts cut down hold the fields that were looked at, in whatever way."""
    noted = Noted(Known({"a": 1, "b": 2, "c": 3}, ["b", "c"]))
    noted("a")
    noted.assumptions("b")
    seen = noted.looked_at()
    assert (dict(seen.values), seen.assumed) == ({"a": 1, "b": 2}, {"b"})


def test_what_an_evaluation_works_out_is_not_noted() -> None:
    """A look at its own answer follows from the looks before, and what is known stays as it is."""
    known = Known({})
    noted = Noted(known)
    noted.bind("holder", "bureau@city", frozenset())
    assert noted("holder") == "bureau@city"
    assert noted.seen == {}
    assert known.values == {}


@given(DAYS, st.lists(DAYS, max_size=8))
def test_of_a_day_it_is_noted_between_which_bounds_it_lies(day: date, bounds: list[date]) -> None:
    """Days that no look told apart are one period, and no bound is noted that another implies."""
    noted = Noted(Known({"on": day}))
    noted("on")
    answers = [noted.since("on", bound) for bound in bounds]
    period = noted.looked_at().values["on"]
    assert isinstance(period, Period)
    again = Known({"on": period})
    assert [again.since("on", bound) for bound in bounds] == answers
    assert len([look for look in noted.seen if isinstance(look, tuple)]) <= len(set(bounds))


@pytest.mark.parametrize(
    ("day", "since"), [(date(2020, 6, 30), False), (date(2020, 7, 1), True), (date.max, True)]
)
def test_the_bound_itself_is_on_or_after_it(day: date, since: bool) -> None:
    """What is noted of a day is whether the bound had come."""
    noted = Noted(Known({"on": day}))
    assert noted.since("on", date(2020, 7, 1)) is since
    assert noted.seen == {("on", date(2020, 7, 1)): since}


@pytest.mark.parametrize(
    ("bound", "since"),
    [(date(2020, 1, 1), True), (date(2021, 1, 1), UNKNOWN), (date(2022, 1, 1), False)],
)
def test_a_period_may_lie_on_both_sides_of_a_bound(bound: date, since: Any) -> None:
    """Of a period the bound is answered as far as it can be, and it is no look that tells cases."""
    noted = Noted(Known({"on": Period(date(2020, 7, 1), date(2022, 1, 1))}))
    assert noted.since("on", bound) is since
    assert noted.seen == {}


def test_values_and_what_they_rest_on_are_told_apart() -> None:
    """Another value is another cell, and so is the same value if it is only assumed."""
    said, other, assumed = (
        find_in(known, "a") for known in (Known({"a": 1}), Known({"a": 2}), Known({"a": 1}, ["a"]))
    )
    assert said == find_in(Known({"a": 1}), "a")
    assert said != other
    assert said != assumed


def test_a_day_that_was_worked_out_is_not_noted() -> None:
    """Its bounds follow from the looks by which it was found."""
    noted = Noted(Known({}))
    noted.bind("on", date(2021, 1, 1), frozenset())
    assert noted.since("on", date(2020, 7, 1)) is True
    assert noted.seen == {}


@pytest.mark.parametrize(("other", "same"), [(date(2019, 5, 1), True), (date(2021, 1, 1), False)])
def test_a_matter_for_which_each_look_finds_the_same_is_one_case(other: date, same: bool) -> None:
    """What was noted of one matter can be looked up in another."""
    noted = Noted(Known({"on": date(2020, 6, 30)}))
    noted("on")
    noted.since("on", date(2020, 7, 1))
    found = {look: find_in(Known({"on": other}), look) for look in noted.seen}
    assert (found == noted.seen) is same
