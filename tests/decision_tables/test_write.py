"""Workbooks for jurists: text cells, lists to choose from, a heading row that stays."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.decision_tables import read_tables, tables_of, words_of, write_book, write_csv
from govrules.errors import RecordError
from openpyxl import load_workbook


@pytest.fixture(scope="module")
def book(town: ModuleType, small: Jurisdiction, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The town's rules as a workbook, opened as Excel would."""
    path = tmp_path_factory.mktemp("book") / "rules.xlsx"
    tables = tables_of(town.RULES, town.QUESTIONS)
    write_book(tables, path, "en", words_of(tables, small.rules))
    return load_workbook(path)


def test_a_sheet_a_question_and_the_heading_stays(book: Any) -> None:
    """The row of headings and the ids are in sight wherever one scrolls."""
    assert book.sheetnames == ["competence", "route", "support", "provisional", "words"]
    sheet = book["route"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", sheet.dimensions)
    assert sheet["A1"].value == "A route"
    assert sheet["A1"].font.bold


def test_every_cell_is_text_that_wraps(book: Any) -> None:
    """So that 12-1 becomes no day, and nothing a formula."""
    for sheet in book.worksheets[:-1]:
        for row in sheet.iter_rows():
            assert {c.number_format for c in row} == {"@"}
            assert {c.data_type for c in row if c.value} == {"s"}
            assert all(c.alignment.wrap_text for c in row)


def test_lists_offer_the_words_of_the_jurisdiction(book: Any) -> None:
    """Also for rows to come; a cell may hold something else, for it may hold several words."""
    sheet, words = book["route"], book["words"]
    lists = {str(v.sqref).split(":")[0]: v for v in sheet.data_validations.dataValidation}
    column = next(c.column_letter for c in sheet[1] if c.value == "then disposition")
    offered = lists[f"{column}2"]
    assert not offered.showErrorMessage
    assert str(offered.sqref) == f"{column}2:{column}{sheet.max_row + 200}"
    letter = offered.formula1.split("$")[1]
    listed = [c.value for c in words[letter] if c.value][-6:]
    assert {"handle", "transfer", "no_rule"} <= set(listed)


def test_a_sheet_that_lists_words_is_no_table(book: Any, tmp_path: Path) -> None:
    """It is read over."""
    book.save(tmp_path / "again.xlsx")
    assert "words" not in [t.question for t in read_tables(tmp_path / "again.xlsx")]


def test_a_file_that_cannot_be_written_leaves_nothing(town: ModuleType, tmp_path: Path) -> None:
    """The error names the file."""
    tables = tables_of(town.RULES, town.QUESTIONS)
    for write in (write_csv, write_book):
        with pytest.raises(RecordError, match="cannot be written"):
            write(tables, tmp_path / "none" / "rules.x")  # type: ignore[operator]
    assert list(tmp_path.iterdir()) == []
