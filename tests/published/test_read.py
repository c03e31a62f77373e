"""Published lists read: merged cells, sections, sub-items, and what could not be placed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from govrules.errors import RecordError
from govrules.published import read_list
from openpyxl import Workbook

HEAD = ["序号", "权力类型", "项目编码", "项目名称", "子项", "对应上级部门", "数量单位", None]
ROWS = [
    ["某街道行政执法职权目录"],
    HEAD,
    [1, "行政处罚", "C08", "乱扔垃圾", None, "市城管局"],
    [2, None, 812.0, "违停", "消防通道", None, "件"],
    [None, None, None, None, "绿地"],
    ["二、水务类"],
    [3, "行政检查", "C2"],
    [4, "行政检查", "C3", "取水", None, None, None, "多出的"],
]


def book(path: Path, *rows: list[Any]) -> Path:
    made = Workbook()
    made.worksheets[0].title = "目录"
    for row in rows:
        made.worksheets[0].append(row)
    made.save(path)
    return path


def test_a_list_is_read_by_its_headings(tmp_path: Path) -> None:
    """Every row traced to its cells; foreign codes keep their scheme."""
    (found,) = read_list(book(tmp_path / "l.xlsx", *ROWS))
    assert (found.kind, found.title) == ("powers", "某街道行政执法职权目录")
    first, second, third, last = found.entries
    assert (first.name, first.code, first.at) == ("乱扔垃圾", ("项目编码", "C08"), "l.xlsx:目录!3")
    assert first.places["giver"] == "l.xlsx:目录!F3"
    assert (second.name, second.code) == ("违停 消防通道", ("项目编码", "812"))
    assert (third.name, third.code, third.texts["kind"]) == ("违停 绿地", None, "行政处罚")
    assert (last.section, last.texts["number"]) == ("二、水务类", "4")


def test_what_could_not_be_placed_is_listed(tmp_path: Path) -> None:
    """With its cell and the reason; nothing of the sheet is passed over."""
    (found,) = read_list(book(tmp_path / "l.xlsx", *ROWS))
    assert [(u.at, u.text, u.en) for u in found.unplaced] == [
        ("l.xlsx:目录!G2", "数量单位", "no such heading has been met"),
        ("l.xlsx:目录!A7", "3 行政检查 C2", "the row has no name"),
        ("l.xlsx:目录!H8", "多出的", "the column has no heading"),
    ]


def test_a_csv_file_and_a_scheme_of_its_own(tmp_path: Path) -> None:
    """The three lists of 2024 and 2025 have few columns."""
    path = tmp_path / "基本履职事项清单.csv"
    path.write_text("事项名称,编码\n一、党的建设（1项）\n宣传,X1\n", "utf-8")
    (found,) = read_list(path, scheme="某区2025")
    assert found.kind == "basic"
    assert found.entries[0].code == ("某区2025", "X1")
    assert found.entries[0].section == "一、党的建设（1项）"


@pytest.mark.parametrize("rows", [[["a", "b"], ["c", "d"]], [["项目名称"], ["x"]], []])
def test_what_has_no_headings_of_a_list_is_refused(tmp_path: Path, rows: list[Any]) -> None:
    """With what a row of headings looks like."""
    with pytest.raises(RecordError, match="has no row of headings of a published list"):
        read_list(book(tmp_path / "l.xlsx", *rows))


def test_a_list_with_formulas_is_refused(tmp_path: Path) -> None:
    """A spreadsheet is data."""
    with pytest.raises(RecordError, match="holds formulas"):
        read_list(book(tmp_path / "l.xlsx", HEAD, ["=1+1", "a", "b", "c"]))


def test_two_columns_of_codes(tmp_path: Path) -> None:
    """The first gives the code; the other is listed, for the two joined would be a third."""
    path = tmp_path / "权责清单.csv"
    path.write_text("基本编码,实施编码,职权名称\nA1,B2,乱扔垃圾\n", "utf-8")
    (found,) = read_list(path)
    assert found.entries[0].code == ("基本编码", "A1")
    assert [(u.at, u.text, u.en) for u in found.unplaced] == [
        ("权责清单.csv:B1", "实施编码", "another column has the code")
    ]


def test_what_a_holder_answers_for(tmp_path: Path) -> None:
    """Duties and liability of a list of powers and duties keep their cells."""
    path = tmp_path / "权责清单.csv"
    path.write_text("职权名称,行使主体,责任事项,追责情形\n处罚,城管局,立案,不立案的\n", "utf-8")
    (entry,) = read_list(path)[0].entries
    assert (entry.texts["duties"], entry.texts["liability"]) == ("立案", "不立案的")
    assert entry.places["liability"] == "权责清单.csv:D2"
