"""What an answer says of itself: whether it is known in all its parts, and on what it rests."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import UNKNOWN, Jurisdiction
from govrules.evaluate import Evaluation, evaluate
from govrules.evaluate.answer import Answer, conflict, is_open, may_agree
from govrules.rules import Conclusion, read_facts


def found(made: Jurisdiction, record: dict[str, Any]) -> Evaluation:
    return evaluate(made.rules, read_facts(record, made.fields))


@pytest.fixture(scope="module")
def contested(town: Any) -> Jurisdiction:
    """A town in which two acts of one maker cross over who owns a matter."""
    extra = town.rule(
        "C.any", "competence", "kind = violation", {"organ": "hotline@hotline"}, "CR2 1"
    )
    return Jurisdiction(town.blueprint(extra))


HANDLED = Conclusion((("disposition", "handle"), ("lead", "office")))
NO_LEAD = Conclusion((("disposition", "handle"), ("lead", UNKNOWN)))
MOVED = Conclusion((("disposition", "transfer"), ("lead", UNKNOWN)))
SHORT = Conclusion((("disposition", "handle"),))


@pytest.mark.parametrize(
    ("value", "is_so"),
    [("office", False), (UNKNOWN, True), (None, False), (HANDLED, False), (NO_LEAD, True)],
)
def test_one_unknown_part_leaves_a_value_open(value: Any, is_so: bool) -> None:
    """A conclusion is open if any part of it is, and no value at all is not open."""
    assert is_open(value) is is_so


@pytest.mark.parametrize(
    ("values", "is_so"),
    [(("x",), True), ((UNKNOWN,), False), ((NO_LEAD,), False), (("x", "y"), False), ((), False)],
)
def test_an_answer_is_one_value_known_in_all_parts(
    small: Jurisdiction, values: tuple[Any, ...], is_so: bool
) -> None:
    """Two values, none, or one with an unknown part leave the question undetermined."""
    question = small.rules.questions[0]
    assert Answer(question, values).is_determined is is_so


@pytest.mark.parametrize(
    ("a", "b", "may"),
    [
        ("x", "x", True),
        ("x", "y", False),
        ("x", UNKNOWN, True),
        (UNKNOWN, "x", True),
        (HANDLED, NO_LEAD, True),
        (HANDLED, MOVED, False),
        (HANDLED, SHORT, False),
        (HANDLED, "x", False),
        ("x", HANDLED, False),
        (HANDLED, UNKNOWN, True),
    ],
)
def test_what_may_turn_out_the_same(a: Any, b: Any, may: bool) -> None:
    """Unknown parts may be anything; known ones, and which parts there are, must agree."""
    assert may_agree(a, b) is may


def test_a_field_leads_to_its_question(small: Jurisdiction, town: Any) -> None:
    """A part of an answer leads to the question, a plain fact to none."""
    e = found(small, town.matter())
    assert e.question_of("holder") == "holder"
    assert e.question_of("route.lead") == "route"
    assert e.question_of("item") is None


def test_what_lies_behind_an_answer_comes_before_it(small: Jurisdiction, town: Any) -> None:
    """Each question stands after those that it rests on, by what it reads or follows, once."""
    e = found(small, town.matter())
    assert e.behind("route") == ("competence", "holder", "route")
    assert e.behind("support") == ("support",)
    unknown = found(small, {})
    assert unknown.behind("support") == ("competence", "holder", "support")


def test_only_what_is_open_is_followed_where_asked(small: Jurisdiction, town: Any) -> None:
    """A determined answer, and what is behind it, is left out."""
    assert found(small, town.matter()).behind("route", open_only=True) == ()
    unlisted = found(small, town.matter(listed=None))
    assert unlisted.behind("route", open_only=True) == ("holder", "route")


def test_an_answer_that_moved_rests_on_what_moved_it(small: Jurisdiction, town: Any) -> None:
    """Where a rule of its own wins, a question does not rest on the one it would follow."""
    e = found(small, town.matter(listed="yes"))
    assert [r.id for r in e.answers["holder"].winners] == ["D1"]
    assert "competence" in e.behind("holder")  # the rule itself reads who held it
    assert e.behind("provisional") == ("provisional",)


def test_a_dispute_reaches_whatever_rests_on_it(contested: Jurisdiction, town: Any) -> None:
    """Contested are the answer in dispute and those that used it, and no other."""
    e = found(contested, town.matter())
    assert len(e.answers["competence"].disputes) == 1
    for _ in range(2):  # the second time it is remembered
        assert e.is_contested("competence") is True
        assert e.is_contested("holder") is True
        assert e.is_contested("provisional") is False


def test_a_plain_fact_is_never_contested(contested: Jurisdiction, town: Any) -> None:
    """What a record says, or what no field is called, rests on no rule."""
    e = found(contested, town.matter())
    assert e.is_contested("item") is False
    assert e.is_contested("no such field") is False


def test_no_question_lies_behind_a_fact(small: Jurisdiction, town: Any) -> None:
    """To ask what lies behind what is no question is the caller's error."""
    with pytest.raises(KeyError, match="item"):
        found(small, town.matter()).behind("item")


def test_a_conflict_names_both_rules_and_where_they_stand(small: Jurisdiction) -> None:
    """The error has the question, both ids in order, each place once, and what to do."""
    one, other = small.rules.rules["R.urgent"], small.rules.rules["R.found"]
    question = next(q for q in small.rules.questions if q.id == "route")
    error = conflict(question, one, other)
    assert error.rules == ("R.found", "R.urgent")
    assert (error.field, error.value, error.place) == ("route", "R.urgent, R.found", "town.py")
    assert "“如何处置？”结论不同" in error.text("zh")
    assert error.hint_en is not None
    assert "make one an exception to the other" in error.hint_en
