"""Matters that meet conditions."""

from __future__ import annotations

import govrules
import pytest
from govrules.expr import check, from_text

MET = [
    ("kind = task and not urgent", {"kind": "task", "urgent": False}),
    ("item under waste and not item under litter", {"item": "dump"}),
    ("on >= 2020-01-01 and on < 2021-01-01", {"on": "2020-01-01"}),
    ("on < 2020-01-01", {"on": "2019-12-31"}),
    ("number >= 2", {"number": 2}),
    ("steps.asked and not steps.warned", {"steps": ["asked"]}),
    ("not steps.asked", {"steps": "none"}),
    ("kind = task and (never or urgent)", {"kind": "task", "urgent": True}),
    ("not (kind in (task, complaint))", {"kind": "violation"}),
]


@pytest.mark.parametrize(("condition", "record"), MET)
def test_the_first_record_meets_the_condition(
    condition: str, record: dict[str, object], small: govrules.Jurisdiction
) -> None:
    """It says what the condition asks for and nothing else, and the evaluator agrees."""
    expr = check(from_text(condition), small.rules.fields)
    assert next(small.analysis.met(expr))[0] == record


@pytest.mark.parametrize(
    "condition",
    ["never", "kind = task and kind = complaint", "item under noise and not item under noise"],
)
def test_what_cannot_be_met_has_no_record(condition: str, small: govrules.Jurisdiction) -> None:
    """Nothing is made up."""
    expr = check(from_text(condition), small.rules.fields)
    assert list(small.analysis.met(expr)) == []


def test_what_a_question_answers_is_left_to_the_rules(small: govrules.Jurisdiction) -> None:
    """A record cannot say who is competent; the evaluation tells whether it came out so."""
    expr = check(from_text("competence under bureau and item = litter"), small.rules.fields)
    in_force = check(from_text("on >= 2020-01-01"), small.rules.fields)
    record, found = next(small.analysis.met(expr, in_force))
    assert record == {"item": "litter", "on": "2020-01-01"}
    assert found.look("competence") == "bureau@district"
