"""Files of tables: where they begin, what is a comment, what is refused before it is opened."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from govrules.decision_tables import read_tables, write_csv
from govrules.errors import GovrulesError, PackError, PolicyError, RecordError
from openpyxl import Workbook

HEAD = ["A route", "if kind", "then disposition", "instrument", "article", "zh", "en"]
ROW = ["R.new", "task", "handle", "CR", "1", "理由", "reason"]


def book(path: Path, *rows: list[Any], **sheets: list[list[Any]]) -> Path:
    """A workbook with these rows on its first sheet."""
    made = Workbook()
    made.worksheets[0].title = "route"
    for title, cells in {"route": list(rows), **sheets}.items():
        sheet = made[title] if title in made.sheetnames else made.create_sheet(title)
        for row in cells:
            sheet.append(row)
    made.save(path)
    return path


def test_tables_of_one_file_follow_each_other(tmp_path: Path) -> None:
    """Each begins with its corner; empty lines say nothing, and rows keep their numbers."""
    path = tmp_path / "rules.csv"
    path.write_text("A route,zh\nR1,甲\n\nC support,zh,# mine\n# note\nS1,乙,text\n", "utf-8")
    first, second = read_tables(path)
    assert (first.question, first.hit, [r.at for r in first.rows]) == (
        "route",
        "A",
        ["rules.csv:2"],
    )
    assert [r.cells[0] for r in second.rows] == ["# note", "S1"]
    assert [r.cells[0] for r in second.rules()] == ["S1"]
    assert next(second.rules()).place(1) == "rules.csv:B6"


def test_comments_and_order_are_written_back(tmp_path: Path) -> None:
    """A file that is read and written again is the same, cell by cell."""
    path = tmp_path / "rules.csv"
    text = "A route,zh,# mine\nR2,甲,a\n# between\nR1,乙,\n"
    path.write_text(text, "utf-8")
    write_csv(read_tables(path), tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_text("utf-8-sig") == text


def test_what_excel_makes_of_a_cell_is_taken_back(tmp_path: Path) -> None:
    """Days, numbers and truth values come as the text that was meant."""
    day = [datetime(2020, 7, 1), date(2021, 1, 1), 26.0, 3, True, " x ", None]
    path = book(tmp_path / "r.xlsx", HEAD, ["R1", *day[1:]], ["R2", *day[:6]])
    one, two = read_tables(path)[0].rows
    assert one.cells == ("R1", "2021-01-01", "26", "3", "yes", "x", "")
    assert two.cells[1] == "2020-07-01"
    assert one.place(3) == "r.xlsx:route!D2"


def test_a_sheet_of_comments_is_passed_over(tmp_path: Path) -> None:
    """Such as that of the words to choose from."""
    path = book(tmp_path / "r.xlsx", HEAD, ROW, words=[["# words"], ["anything"]])
    assert len(read_tables(path)) == 1


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["R1", "x"]], "r.xlsx:route!A1: a table begins with its hit policy and question"),
        ([["A route", "kind"], ["R1", "x"]], "r.xlsx:route!B1: no column is called 'kind'"),
        ([["A route", "zh", "中文理由"]], "r.xlsx:route!C1: two columns are headed '中文理由'"),
        ([["A route", "zh"], ["R1", "a", "b"]], "r.xlsx:route!C2: 'b' stands in a column without"),
        ([["F route", "zh"]], "r.xlsx:route!A1: the hit policy F is not taken"),
        ([["# nothing"]], "r.xlsx: the file holds no decision table"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, rows: list[list[str]], message: str) -> None:
    """With file, sheet and cell."""
    with pytest.raises(PolicyError) as caught:
        read_tables(book(tmp_path / "r.xlsx", *rows))
    assert str(caught.value).startswith(message)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Of every sheet."""
    bad = [["A route", "x"], ["R1"]]
    with pytest.raises(PackError) as caught:
        read_tables(book(tmp_path / "r.xlsx", *bad, more=bad))
    assert [f.place for f in caught.value.faults] == ["r.xlsx:route!B1", "r.xlsx:more!B1"]


def formula(path: Path) -> Path:
    return book(path, HEAD, [*ROW[:-1], "=1+1"])


def part(name: str) -> Callable[[Path], Path]:
    def made(path: Path) -> Path:
        book(path, HEAD, ROW)
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, b"<x/>")
        return path

    return made


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (1 << 26))
    return path


def entities(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>')
    return path


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (formula, "holds formulas"),
        (part("xl/vbaProject.bin"), "holds macros"),
        (part("xl/externalLinks/externalLink1.xml"), "holds links to other files"),
        (part("xl/embeddings/o.bin"), "holds embedded files"),
        (part("xl/connections.xml"), "holds connections to data outside"),
        (bomb, "would unpack to"),
        (entities, "it defines entities"),
    ],
)
def test_a_workbook_that_is_not_only_data_is_refused(
    tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    """Before it is opened: formulas, code, links, entities, and what would unpack to too much."""
    with pytest.raises(RecordError, match=said):
        read_tables(make(tmp_path / "r.xlsx"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"A route"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    """Whatever the file is called."""
    path = tmp_path / "r.xlsx"
    path.write_bytes(data)
    with pytest.raises(GovrulesError):
        read_tables(path)
