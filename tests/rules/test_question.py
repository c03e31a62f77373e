"""Questions and the parts of an answer."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Question, Slot
from govrules.errors import PolicyError
from govrules.rules import Conclusion

LEAD, HELP = Slot("lead", "organ"), Slot("assist", "organ", many=True)


@pytest.mark.parametrize(
    ("slots", "simple"), [((LEAD,), True), ((HELP,), False), ((LEAD, HELP), False), ((), False)]
)
def test_one_part_of_one_value_is_a_bare_answer(slots: Any, simple: bool) -> None:
    """A list, two parts, or none, is no bare value."""
    assert Question("q", "问", "q", slots=slots).is_simple is simple


def test_a_part_is_found_by_its_name() -> None:
    """The slot of that id and no other."""
    assert Question("q", "问", "q", slots=(LEAD, HELP)).slot("assist") is HELP


@pytest.mark.parametrize("name", ["leed", "LEAD", ""])
def test_a_part_that_there_is_not_is_refused(name: str) -> None:
    """The error names question and part, and what was probably meant."""
    with pytest.raises(PolicyError) as caught:
        Question("q", "问", "q", slots=(LEAD,)).slot(name)
    assert caught.value.en == f"question 'q' has no part {name!r}"
    assert (caught.value.field, caught.value.value) == ("then", name)


def test_the_nearest_part_is_offered() -> None:
    """A slip of the pen is answered with the name."""
    with pytest.raises(PolicyError) as caught:
        Question("q", "问", "q", slots=(LEAD, HELP)).slot("assits")
    assert "assist" in (caught.value.hint_en or "")


def test_conclusions_are_equal_in_any_order_of_their_parts() -> None:
    """The parts are sorted, so that two authors agree if they say the same."""
    one = Conclusion((("lead", "a"), ("by", "b")))
    assert one == Conclusion((("by", "b"), ("lead", "a")))
    assert hash(one) == hash(Conclusion((("by", "b"), ("lead", "a"))))
    assert one != Conclusion((("lead", "a"),))


def test_a_part_that_a_rule_says_nothing_of_is_none() -> None:
    """Values by part, lists too; a list that was never added to is no empty list."""
    said = Conclusion((("lead", "a"),), (("assist", ("b", "c")),))
    assert (said.get("lead"), said.get("assist"), said.get("by")) == ("a", ("b", "c"), None)
