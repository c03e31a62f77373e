"""Workbooks: no row, sheet or formula is lost in silence; what is odd is refused as ours."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from govrules import Decision, Jurisdiction, RowError
from govrules.errors import RecordError
from openpyxl import Workbook

HEAD = ["id", "kind", "item", "place", "on", "listed"]
GOOD = ["violation", "litter", "110101001", "2021-03-01", "no"]
SHEET = "xl/worksheets/sheet1.xml"


def book(path: Path, rows: int = 5, **sheets: int) -> Path:
    """A workbook of so many rows, and further sheets of so many."""
    made = Workbook()
    made.worksheets[0].title = "名单"
    for title, count in {"名单": rows, **sheets}.items():
        sheet = made[title] if title in made.sheetnames else made.create_sheet(title)
        for n in range(-1, count):
            sheet.append(HEAD if n < 0 else [f"M{n}", *GOOD])
    made.save(path)
    return path


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same workbook with one part made another."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(data) if name == part else data)
    return path


@pytest.mark.parametrize("said", ["A1", "A1:E3", "A1:XFD1048576", "C2:D3"])
def test_a_false_size_costs_no_row(small: Jurisdiction, tmp_path: Path, said: str) -> None:
    """What a sheet says of its own size is not believed."""
    path = book(tmp_path / "m.xlsx")
    new = f'<dimension ref="{said}"'.encode()
    changed(path, SHEET, lambda d: re.sub(rb'<dimension ref="[^"]*"', new, d))
    assert [r.id for r in small.decide_many(path)] == [f"M{n}" for n in range(5)]


def test_several_sheets_are_read_by_choice(small: Jurisdiction, tmp_path: Path) -> None:
    """Where two hold something neither is passed over; empty ones are in nobody's way."""
    path = book(tmp_path / "m.xlsx", 3, 其他=2)
    with pytest.raises(RecordError) as caught:
        list(small.decide_many(path))
    assert str(caught.value) == (
        "m.xlsx has several sheets: '名单', '其他'; choose the sheet, such as '名单'"
    )
    assert len(list(small.decide_many(path, sheet="其他"))) == 2
    with pytest.raises(RecordError, match=r"m.xlsx has no sheet '名册'; one of 名单, 其他"):
        list(small.decide_many(path, sheet="名册"))
    made = Workbook()
    made.create_sheet("filled").append(HEAD)
    made["filled"].append(["M", *GOOD])
    made.save(path)
    assert [r.id for r in small.decide_many(path)] == ["M"]


def test_a_formula_without_a_value_costs_its_row(small: Jurisdiction, tmp_path: Path) -> None:
    """It is not taken for an empty cell; one that was worked out counts, an empty text too."""
    path = book(tmp_path / "m.xlsx", 4)
    cells = {
        b"F3": b"<f>NOT(TRUE())</f><v></v>",
        b"F4": b"<f>NOT(TRUE())</f><v>0</v>",
        b"F5": b'<f>""</f><v></v>',
    }

    def put(data: bytes) -> bytes:
        for cell, text in cells.items():
            kind = b' t="str"' if cell == b"F5" else b' t="b"' if cell == b"F4" else b""
            data, count = re.subn(
                rb'<c r="%s"[^>]*>.*?</c>' % cell, b'<c r="%s"%s>%s</c>' % (cell, kind, text), data
            )
            assert count == 1
        return data

    found = list(small.decide_many(changed(path, SHEET, put)))
    assert [type(r) for r in found] == [Decision, RowError, Decision, Decision]
    assert isinstance(found[1], RowError)
    assert found[1].id == "M1"
    assert found[1].place == "m.xlsx:3"
    assert "cell F3 holds a formula whose value is not in the file" in found[1].error.en


def rows_out_of_order(path: Path) -> Path:
    """The third row calls itself the fifth, and the fifth the third."""
    return changed(path, SHEET, lambda d: d.replace(b'<row r="3"', b'<row r="9"'))


def locked(path: Path) -> Path:
    """Every part is marked as encrypted."""
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), bytes(data)):
            data[found.start() + offset] |= 1
    path.write_bytes(data)
    return path


def packed_oddly(path: Path) -> Path:
    """Every part is said to be packed in a way that nobody knows."""
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        for found in re.finditer(re.escape(mark), bytes(data)):
            data[found.start() + offset] = 97
    path.write_bytes(data)
    return path


def charts_only(path: Path) -> Path:
    """A workbook that has no sheet of cells."""
    from openpyxl.chart import BarChart

    made = Workbook()
    made.remove(made.worksheets[0])
    made.create_chartsheet("图").add_chart(BarChart())
    made.save(path)
    return path


def bomb(path: Path) -> Path:
    """A cell of 200 MB, packed into 200 kB."""
    cell = (
        b'<row r="9"><c r="A9" t="inlineStr"><is><t>' + b"x" * 200_000_000 + b"</t></is></c></row>"
    )
    return changed(path, SHEET, lambda d: d.replace(b"</sheetData>", cell + b"</sheetData>"))


def without(part: str) -> Callable[[Path], Path]:
    """A workbook that lacks a part."""

    def made(path: Path) -> Path:
        with zipfile.ZipFile(path) as source:
            parts = {n: source.read(n) for n in source.namelist() if n != part}
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return path

    return made


def halved(part: str) -> Callable[[Path], Path]:
    """A workbook of which a part breaks off."""
    return lambda path: changed(path, part, lambda d: d[: len(d) // 2])


def replaced(old: bytes, new: bytes) -> Callable[[Path], Path]:
    """A workbook in whose sheet something is replaced."""
    return lambda path: changed(path, SHEET, lambda d: d.replace(old, new))


def written(data: bytes) -> Callable[[Path], Path]:
    """A file that holds something else."""

    def made(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return made


ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
ODD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "rows out of order": (rows_out_of_order, "is a damaged workbook: row 4 follows row 9"),
    "locked": (locked, "is locked by a password"),
    "locked by Office": (written(b"\xd0\xcf\x11\xe0" + b"\0" * 600), "is locked by a password, or"),
    "packed oddly": (packed_oddly, "cannot be read"),
    "charts only": (charts_only, ""),
    "bomb": (bomb, "would unpack to 200,"),
    "no book": (written(b"no book"), "is not an Excel workbook; save it as .xlsx"),
    "nothing": (written(b""), "is not an Excel workbook"),
    "zip of nothing": (written(b"PK\x05\x06" + b"\0" * 18), "cannot be read"),
    "entities": (replaced(b"<worksheet", ENTITY), "it defines entities"),
    "odd cell": (replaced(b'r="B2"', b'r="??"'), "cannot be read"),
    "row below zero": (replaced(b'<row r="6"', b'<row r="-6"'), "row -6 follows row 5"),
    "cell twice": (replaced(b'<c r="B3"', b'<c r="A3"'), "cells of row 3 are out of order"),
    "cell too far": (replaced(b'<c r="B3"', b'<c r="XFE3"'), "cells of row 3 are out of order"),
    "another kind of XML": (
        replaced(b"schemas.openxmlformats.org/spreadsheetml/2006/main", b"strict.example"),
        "0 of 6 rows can be read",
    ),
    "far row": (replaced(b'<row r="6"', b'<row r="99999999"'), "row 99999999 follows row 5"),
    **{
        f"half of {part}": (halved(part), "")
        for part in (
            SHEET,
            "xl/workbook.xml",
            "xl/styles.xml",
            "[Content_Types].xml",
            "_rels/.rels",
        )
    },
    **{
        f"without {part}": (without(part), "")
        for part in (SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels")
    },
}


@pytest.mark.parametrize("name", list(ODD))
def test_what_is_odd_is_refused(small: Jurisdiction, tmp_path: Path, name: str) -> None:
    """Every kind of damage is an error of ours that names the file."""
    make, text = ODD[name]
    path = make(book(tmp_path / "m.xlsx"))
    try:
        found: list[Any] = list(small.decide_many(path))
    except RecordError as error:
        assert text in str(error)
        assert "m.xlsx" in error.text("zh")
        assert error.field == "file"
    else:  # what is damaged may be of no account, such as the root's list of parts
        assert name == "half of _rels/.rels"
        assert len(found) == 5


def test_a_monstrous_cell_costs_its_row(small: Jurisdiction, tmp_path: Path) -> None:
    """A cell that is longer than any of Excel's is a bad row."""
    path = book(tmp_path / "m.xlsx", 3)
    cell = b'<c r="B3" t="inlineStr"><is><t>' + b"x" * 200_000 + b"</t></is></c>"
    changed(path, SHEET, lambda d: re.sub(rb'<c r="B3".*?</c>', cell, d))
    found = list(small.decide_many(path))
    assert [type(r) for r in found] == [Decision, RowError, Decision]
