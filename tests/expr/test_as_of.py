"""What is left of a condition when a day is known: as true as before, and of no day any more."""

from __future__ import annotations

from datetime import date

from govrules import Jurisdiction
from govrules.evaluate import Known, truth
from govrules.expr import All, Between, Const, Is, Not, Some, fields_of
from govrules.expr.analyse import as_of
from govrules.rules.reader import read_facts
from govrules.testing.strategies import conditions, days, matters
from hypothesis import given
from hypothesis import strategies as st

DAY = date(2021, 3, 1)
THEN, LATER = Between("on", None, date(2022, 1, 1)), Between("on", date(2022, 1, 1), None)
URGENT = Is("urgent", (True,))


def test_what_the_day_settles_is_gone() -> None:
    """A part that holds on the day, and one that does not, alone and among others."""
    assert as_of(All((THEN, URGENT)), "on", DAY) == URGENT
    assert as_of(All((LATER, URGENT)), "on", DAY) == Const(False)
    assert as_of(Some((LATER, URGENT)), "on", DAY) == URGENT
    assert as_of(Some((THEN, URGENT)), "on", DAY) == Const(True)
    assert as_of(Not(LATER), "on", DAY) == Const(True)


@given(st.data())
def test_it_holds_of_the_same_matters(small: Jurisdiction, data: st.DataObject) -> None:
    """Of matters of that day, whatever else of them is known."""
    when = data.draw(conditions(small.fields))
    day = data.draw(days())
    facts = read_facts({**data.draw(matters(small.fields)), "on": day.isoformat()}, small.fields)
    left, known = as_of(when, "on", day), Known.of(facts)
    assert "on" not in fields_of(left)
    assert truth(left, known, small.rules.fields) == truth(when, known, small.rules.fields)
