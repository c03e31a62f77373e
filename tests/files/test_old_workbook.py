"""Workbooks of the old kind: values, and nothing that does something."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from govrules.errors import RecordError
from govrules.files import old_workbook
from govrules.files.old_workbook import VBA, old_workbook_sheets

DATA = Path(__file__).parents[1] / "published" / "data"
LIST, FORMULA = DATA / "list.xls", DATA / "formula.xls"

pytest.importorskip("xlrd")


def test_the_values_of_each_sheet_are_read() -> None:
    """By title; an empty cell is None."""
    ((title, rows),) = old_workbook_sheets(LIST)
    assert title == "目录"
    assert rows[0] == ("某街道行政执法职权目录", None, None, None, None, None)
    assert rows[2][:3] == (1.0, "行政处罚", "C0812300")


def spoilt(folder: Path, data: bytes) -> Path:
    path = folder / "x.xls"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no .xls workbook"),
        (b"PK\x03\x04", "no .xls workbook"),
        (LIST.read_bytes()[:3000], "no .xls workbook"),
        (LIST.read_bytes()[:8] + b"\xff" * 5000, "no .xls workbook"),
        (LIST.read_bytes() + VBA, "holds macros"),
        (FORMULA.read_bytes(), "holds formulas; paste their values"),
        (LIST.read_bytes().replace(b"\x42\x00\x02\x00", b"\x2f\x00\x02\x00", 1), "a password"),
        (LIST.read_bytes().replace(b"\x42\x00\x02\x00", b"\x06\x00\x02\x00", 1), "holds formulas"),
    ],
    ids=["empty", "xlsx", "cut", "noise", "macros", "formulas", "password", "formula record"],
)
def test_what_is_more_than_values_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    """Before the reader opens it, in both languages, with a way out."""
    with pytest.raises(RecordError) as caught:
        list(old_workbook_sheets(spoilt(tmp_path, data)))
    assert said in caught.value.text("en")
    assert caught.value.hint_zh


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused by its size alone."""
    monkeypatch.setattr(old_workbook, "MOST_BYTES", 1000)
    with pytest.raises(RecordError, match="larger than"):
        list(old_workbook_sheets(LIST))


def test_links_to_other_files_are_refused(tmp_path: Path) -> None:
    """A reference to a book beside it is longer than one to its own sheets."""
    plain = LIST.read_bytes()
    at = plain.index(b"\x42\x00\x02\x00")  # a record of the workbook, made one of a link
    following = plain[at + 6 : at + 10]
    size = 2 + 4 + int.from_bytes(following[2:], "little")
    made = b"\xae\x01" + size.to_bytes(2, "little")
    with pytest.raises(RecordError, match="links to other files"):
        list(old_workbook_sheets(spoilt(tmp_path, plain[:at] + made + plain[at + 4 :])))


def test_without_the_package_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to install."""
    monkeypatch.setitem(sys.modules, "xlrd", None)
    with pytest.raises(RecordError, match=r"govrules\[xls\]"):
        list(old_workbook_sheets(LIST))


def test_a_file_that_is_not_there_is_named() -> None:
    """As for every other file."""
    with pytest.raises((RecordError, OSError)):
        list(old_workbook_sheets(Path("nowhere.xls")))
