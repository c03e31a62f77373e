"""Unary tests: what a cell may ask, and how what it may not ask is refused."""

from __future__ import annotations

import pytest
from govrules.decision_tables import read_test, write_test
from govrules.decision_tables.unary import respell_test
from govrules.errors import ExpressionError
from govrules.expr import Expr, from_text, to_text

CELLS = [
    ("道路, 公路", "f in (公路, 道路)"),
    ('"道路"，“公路”', "f in (公路, 道路)"),
    ("110", "f = 110"),
    ("是", "f"),
    ("No", "f = false"),
    ("not(a, b)", "not f in (a, b)"),
    ("非（a）", "not f = a"),
    (">= 2020-07-01", "f >= 2020-07-01"),
    ("≤2020-07-01", "f < 2020-07-02"),
    ("> 3", "f >= 4"),
    ("= 7", "f from 7 to 8"),
    ("[2020-07-01..2025-05-01)", "f from 2020-07-01 to 2025-05-01"),
    ("(2..5]", "f from 3 to 6"),
    ("]2..5[", "f from 3 to 5"),
    ("< 2, > 5", "f < 2 or f >= 6"),
    ("a, >= 3", "f = a or f >= 3"),
    ('"未知"', "f = 未知"),
]


@pytest.mark.parametrize(("cell", "text"), CELLS)
def test_a_cell_states_a_condition(cell: str, text: str) -> None:
    """In Chinese or English, with marks of either width, as DMN writes tests."""
    found = read_test(cell, "f")
    assert isinstance(found, Expr)
    assert to_text(found) == text


@pytest.mark.parametrize("cell", ["", " ", "-", "—", "－"])
def test_a_cell_may_ask_nothing(cell: str) -> None:
    """A dash or nothing: any value will do, known or not."""
    assert read_test(cell, "f") is None


def test_a_column_may_ask_what_lies_below_a_code() -> None:
    """The heading says so; the cells only name codes."""
    found = read_test("waste, noise", "item", under=True)
    assert found == from_text("item under (waste, noise)")
    assert read_test("not(waste)", "item", under=True) == from_text("not item under waste")


@pytest.mark.parametrize(
    "cell",
    [
        "a b",
        "a,",
        ",a",
        "not(a",
        ">= a",
        ">= 2020-13-01",
        "[2..",
        "[2..5",
        "2..5",
        "a)",
        "x + 1",
        'a"b',
        "< ",
        "?>3",
    ],
)
def test_what_is_no_test_is_refused(cell: str) -> None:
    """The cell, the field, and how tests are written."""
    with pytest.raises(ExpressionError) as caught:
        read_test(cell, "f")
    assert caught.value.field == "f"
    assert caught.value.value == cell
    assert "no test can be read from" in caught.value.en


@pytest.mark.parametrize("cell", ["未知", "unknown", "null", "a, 未知"])
def test_no_cell_asks_whether_a_fact_is_known(cell: str) -> None:
    """With such a test, learning a fact could overturn an answer."""
    with pytest.raises(ExpressionError, match="no condition can ask whether a fact is known"):
        read_test(cell, "f")


def test_yes_is_no_code() -> None:
    """A column of codes takes no truth values."""
    with pytest.raises(ExpressionError, match="no test can be read"):
        read_test("是", "item", under=True)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "f = a",
        "f in (a, b)",
        "f",
        "f = false",
        "not f",
        "not f in (a, b)",
        "f under (a, b)",
        "f >= 3",
        "f < 2020-07-01",
        "f from 2 to 5",
        "f = 未知",
    ],
)
def test_a_condition_of_one_field_fits_a_cell(text: str, lang: str) -> None:
    """What is written into a cell is read back to an equal condition."""
    expr = from_text(text)
    found = write_test(expr, lang)
    assert found is not None
    assert read_test(found[2], found[0], under=found[1]) == expr


@pytest.mark.parametrize("text", ["a same b", "a = x or b = y", "always", "not not a", "a and b"])
def test_other_conditions_fit_no_cell(text: str) -> None:
    """They stand in the general condition."""
    assert write_test(from_text(text)) is None


@pytest.mark.parametrize(
    ("cell", "spelt"),
    [
        ("道路，公路、 桥", "道路, 公路, 桥"),
        ("“道路”", '"道路"'),
        ("非（ a,b ）", "非(a, b)"),
        ("≤2020-07-01", "<= 2020-07-01"),
        ("[ 2 .. 5 ）", "[2..5)"),
        ("－", "-"),
        (" ", ""),
        ("未知", "未知"),
        ("(a", "(a"),
    ],
)
def test_a_cell_is_spelt_in_one_way(cell: str, spelt: str) -> None:
    """Marks and spaces only: the words and their order stay, and what cannot be read too."""
    assert respell_test(cell, "f") == spelt
    assert respell_test(spelt, "f") == spelt
