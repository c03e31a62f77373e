"""The assumptions that a truth value and an answer rest on: those that suffice, and no more."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import UNKNOWN, Jurisdiction
from govrules.evaluate import Known, assumptions_used, evaluate
from govrules.expr import All, Const, Expr, Is, Not, Some
from govrules.rules import read_facts

URGENT, CALM = Is("urgent", (True,)), Is("urgent", (False,))
LISTED, ONE = Is("listed", (True,)), Is("number", (1,))
FLAGS: dict[str, Any] = {"urgent": False, "number": 1}


def used(small: Jurisdiction, when: Expr, **said: Any) -> set[str]:
    """What a condition rests on where ``urgent`` and ``number`` are only assumed."""
    assumed = frozenset(FLAGS.keys() - said.keys())
    known = Known({**FLAGS, **{k: v for k, v in said.items() if v is not UNKNOWN}}, assumed)
    found = assumptions_used(when, known, small.rules.fields)
    assert isinstance(found, frozenset)
    return set(found)


@pytest.mark.parametrize(
    ("when", "fields"),
    [
        (Const(True), set()),
        (Const(False), set()),
        (CALM, {"urgent"}),
        (Not(URGENT), {"urgent"}),
        (LISTED, set()),
        (All((CALM, ONE)), {"urgent", "number"}),  # true: each was needed
        (Some((URGENT, Not(ONE))), {"urgent", "number"}),  # false: each was needed
        (All((URGENT, Not(ONE))), {"urgent"}),  # false by either: the first
        (Some((CALM, ONE)), {"urgent"}),  # true by either: the first
        (Some((CALM, LISTED)), set()),  # true by what is said
        (Some((All((CALM, ONE)), CALM)), {"urgent"}),  # the fewest
        (All((URGENT, Not(LISTED))), set()),
    ],
)
def test_a_condition_rests_on_the_fewest(small: Jurisdiction, when: Expr, fields: set[str]) -> None:
    """Where one part was enough, on the part that rests on least, and of equals on the first."""
    assert used(small, when, listed=True) == fields


@pytest.mark.parametrize(
    ("when", "fields"),
    [
        (All((CALM, LISTED)), {"urgent"}),
        (Some((URGENT, LISTED)), {"urgent"}),
        (All((CALM, Some((LISTED, Not(ONE))))), {"urgent", "number"}),
        (LISTED, set()),
    ],
)
def test_what_is_unknown_rests_on_all_that_left_it_so(
    small: Jurisdiction, when: Expr, fields: set[str]
) -> None:
    """An assumption that is otherwise could settle what is open."""
    assert used(small, when, listed=UNKNOWN) == fields


def test_what_is_said_is_no_assumption(small: Jurisdiction) -> None:
    """The same value, given, rests on nothing."""
    assert used(small, All((CALM, ONE)), urgent=False) == {"number"}
    assert used(small, All((CALM, ONE)), urgent=False, number=1) == set()


def test_what_is_no_condition_is_not_passed_over(small: Jurisdiction) -> None:
    """A node that no case reads is an error, not an empty set."""
    with pytest.raises(AssertionError):
        used(small, "urgent")  # type: ignore[arg-type]


def assumptions(small: Jurisdiction, record: dict[str, Any], question: str = "route") -> set[str]:
    """What an answer rests on."""
    found = evaluate(small.rules, read_facts(record, small.fields))
    return set(found.answers[question].assumptions)


@pytest.mark.parametrize(
    ("said", "fields"), [({}, {"urgent"}), ({"urgent": "no"}, set()), ({"urgent": "yes"}, set())]
)
def test_an_answer_rests_on_what_keeps_its_rival_out(
    small: Jurisdiction, town: Any, said: dict[str, str], fields: set[str]
) -> None:
    """The rule found rests on the exception's being false only by assumption."""
    assert assumptions(small, town.matter(**said)) == fields


def test_an_answer_that_nothing_could_change_rests_on_nothing(
    small: Jurisdiction, town: Any
) -> None:
    """What is assumed elsewhere is no part of it."""
    assert assumptions(small, town.matter(), "competence") == set()
    assert assumptions(small, town.matter(), "provisional") == set()


def test_an_assumption_of_another_kind_is_not_listed(small: Jurisdiction, town: Any) -> None:
    """A task is not a violation, however urgent: the exception is out without the assumption."""
    assert assumptions(small, town.matter(kind="task", listed="no")) == set()
