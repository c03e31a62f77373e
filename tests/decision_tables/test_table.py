"""Headings and corners: what a column and a table say of themselves."""

from __future__ import annotations

import pytest
from govrules.decision_tables import Heading
from govrules.decision_tables.table import PARTS, cell_name, corner_of
from govrules.errors import PolicyError

HEADINGS = [
    ("if kind", Heading("test", "kind")),
    ("若 类型", Heading("test", "类型")),
    ("若类型", Heading("test", "类型")),
    ("if item under", Heading("test", "item", True)),
    ("若 事项 在…下", Heading("test", "事项", True)),
    ("then lead", Heading("conclusion", "lead")),
    ("则 assist []", Heading("conclusion", "assist", True)),
    ("则 协助 []", Heading("conclusion", "assist", True)),
    ("则 承办机关", Heading("conclusion", "lead")),
    ("则 主责", Heading("conclusion", "lead")),
    ("则 owner", Heading("conclusion", "owner")),
    ("条件", Heading("part", "when")),
    ("article", Heading("part", "article")),
]


@pytest.mark.parametrize(("text", "heading"), HEADINGS)
def test_a_heading_says_what_stands_below_it(text: str, heading: Heading) -> None:
    """In Chinese or in English."""
    assert Heading.read(text) == heading


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("heading", [h for _, h in HEADINGS] + [Heading("part", p) for p in PARTS])
def test_a_heading_that_is_written_is_read_back(heading: Heading, lang: str) -> None:
    """No two columns are headed alike."""
    assert Heading.read(heading.to_text(lang)) == heading


@pytest.mark.parametrize("text", ["kind", "articel", "若", "then", "if item below x"])
def test_a_heading_that_says_nothing_is_refused(text: str) -> None:
    """With how columns are headed."""
    with pytest.raises(PolicyError, match="no column is called"):
        Heading.read(text)


def test_the_nearest_part_is_named() -> None:
    """A misspelling is told from a heading of another kind."""
    with pytest.raises(PolicyError, match=r"did you mean article\?"):
        Heading.read("articel")


def test_a_corner_holds_the_hit_policy_and_the_question() -> None:
    """Anything else begins no table."""
    assert corner_of("A route") == ("A", "route")
    assert corner_of("C support") == ("C", "support")
    assert corner_of("JD26.own") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [("U route", "may overlap"), ("F route", "order of rows"), ("C+ n", "nothing is worked out")],
)
def test_other_hit_policies_are_refused_by_name(text: str, why: str) -> None:
    """Each with the reason for which rules are not decided so."""
    with pytest.raises(PolicyError, match=why):
        corner_of(text)


def test_a_cell_is_named_as_spreadsheets_do() -> None:
    """Of a workbook with its sheet, of a CSV file without."""
    assert cell_name("r.xlsx:a b!7", 0) == "r.xlsx:a b!A7"
    assert cell_name("r.csv:12", 27) == "r.csv:AB12"
