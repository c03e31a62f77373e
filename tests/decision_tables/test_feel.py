"""FEEL in cells: what these tables have of it, there and back, and what is refused."""

from __future__ import annotations

import pytest
from govrules.decision_tables.feel import (
    cell_from_feel,
    cell_to_feel,
    id_from_feel,
    literal_from_feel,
    literal_to_feel,
    name_from_feel,
)
from govrules.errors import PolicyError

TESTS = [
    ('"High","Low"', "string", '"High","Low"'),
    ('not("High")', "string", 'not("High")'),
    (">=18", "number", ">=18"),
    ("600000", "number", "=600000"),
    ("<18,>=60", "number", "<18,>=60"),
    ("[15..30)", "number", "[15..30)"),
    ('>date("2016-10-01")', "date", ">2016-10-01"),
    ('@"2016-10-01"', "date", "=2016-10-01"),
    ("not(5, 6)", "number", "not(=5,=6)"),
    ("true", "boolean", "true"),
    ("-", "string", ""),
]


@pytest.mark.parametrize(("text", "type", "cell"), TESTS)
def test_a_test_becomes_a_cell(text: str, type: str, cell: str) -> None:
    """By the type of its input: a number by itself is compared, and is no code."""
    assert cell_from_feel(text, type) == cell


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ('"sore throat"', "string"),
        ("Symptom", "string"),
        ("0.0375", "number"),
        ("Complex.aBoolean", "boolean"),
        ('"a"', "number"),
    ],
)
def test_other_tests_are_refused(text: str, type: str) -> None:
    """Variables, fractions, values of several words, comparisons across types."""
    with pytest.raises(PolicyError, match="is not taken from DMN"):
        cell_from_feel(text, type)


@pytest.mark.parametrize(
    ("cell", "type"),
    [
        ("a, b", "string"),
        ("not(a)", "string"),
        (">= 3", "number"),
        ("[2..5)", "number"),
        ("= 7", "number"),
        ("yes", "boolean"),
        ("not(no)", "boolean"),
        (">= 2020-07-01", "date"),
        ("", "string"),
    ],
)
def test_a_cell_comes_back_from_feel(cell: str, type: str) -> None:
    """It asks the same."""
    from govrules.decision_tables import read_test

    again = cell_from_feel(cell_to_feel(cell, type), type)
    assert read_test(again, "f") == read_test(cell, "f")


@pytest.mark.parametrize(
    ("cell", "many", "text"),
    [
        ("handle", False, '"handle"'),
        ("true", False, "true"),
        ("", False, ""),
        ("a@x; $b", True, '["a@x", "$b"]'),
        ("[]", True, "[]"),
    ],
)
def test_a_conclusion_is_a_literal(cell: str, many: bool, text: str) -> None:
    """There and back."""
    assert literal_to_feel(cell, many) == text
    assert literal_from_feel(text, many) == cell


@pytest.mark.parametrize("text", ["a + b", "x", "1.5", "string(1)", '"a" + "b"'])
def test_nothing_is_worked_out(text: str) -> None:
    """An expression is refused."""
    with pytest.raises(PolicyError, match="nothing is worked out"):
        literal_from_feel(text)


def test_names_become_ids() -> None:
    """Spaces become a sign that ids have; an expression is no name."""
    assert name_from_feel("Years of  Service") == "Years_of_Service"
    assert name_from_feel("steps.asked") == "steps.asked"
    assert id_from_feel("Teacher's View/2") == "Teacher_s_View_2"
    for text in ("a + b", "f(x)", "", "3"):
        with pytest.raises(PolicyError, match="an input is the name of a field"):
            name_from_feel(text)
