"""Workbooks of the old kind (.xls), which many published lists still are: values and nothing else.

The file is looked over before the reader opens it: what it weighs, and record by record whether it
holds formulas, macros, links or a password.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..errors import RecordError
from .row import bad_file, reading
from .workbook import COMPOUND

if TYPE_CHECKING:
    import xlrd

__all__ = ["old_workbook_sheets"]

# Nothing in it is packed: what it weighs bounds what it holds. A sheet of 20 columns is 30 MB.
MOST_BYTES = 1 << 26
# The numbers of the records of a sheet that do something.
FORMULA = (0x0006, 0x0206, 0x0406)
PASSWORD, SHEET, BOOK_BESIDE = 0x002F, 0x0085, 0x01AE
MACRO_SHEETS = (1, 6)
OWN = 4  # a reference to sheets of its own takes four bytes; one to another file takes more
VBA = "_VBA_PROJECT_CUR".encode("utf-16-le")


def old_workbook_sheets(path: Path) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Every sheet of an .xls workbook, by its title, with the values of its rows.

    Args:
        path: The workbook.

    Raises:
        RecordError: it is no such workbook, is damaged, locked or too large, holds formulas, macros
            or links to other files; or the extra ``xls`` is not installed.
    """
    xlrd = _reader()
    with reading(path):
        if path.stat().st_size > MOST_BYTES:
            raise bad_file(
                path,
                f"is larger than {MOST_BYTES >> 20} MB",
                f"大于 {MOST_BYTES >> 20} MB",
                "save it as .xlsx or .csv",
                "请另存为 .xlsx 或 .csv",
            )
        data = path.read_bytes()
    if not data.startswith(COMPOUND):
        raise _damaged(path)
    try:
        stream = xlrd.compdoc.CompDoc(data, logfile=_Silent()).get_named_stream("Workbook")
        records = list(_records(stream)) if stream else []
    except Exception:  # its bytes may be anything, and so may what the reader makes of them
        raise _damaged(path) from None
    if not records:
        raise _damaged(path)
    _refuse_active(path, data, records)
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=_Silent())
        sheets = [(sheet.name, list(_rows(sheet, book.datemode))) for sheet in book.sheets()]
    except Exception:
        raise _damaged(path) from None
    yield from sheets


class _Silent:
    """Where the reader writes what it thinks of a file."""

    def write(self, _text: str) -> None:
        """Say nothing."""


def _reader() -> Any:
    try:
        import xlrd
        import xlrd.compdoc
    except ImportError:
        raise RecordError(
            "reading .xls needs a package that is not installed",
            "读取 .xls 所需的软件包没有安装",
            field="file",
            hint_en="pip install 'govrules[xls]', or save the file as .xlsx",
            hint_zh="请运行 pip install 'govrules[xls]'，或另存为 .xlsx",
        ) from None
    return xlrd


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a workbook: each its number and what it holds."""
    at = 0
    while at + 4 <= len(stream):
        number, size = struct.unpack_from("<HH", stream, at)
        yield number, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _refuse_active(path: Path, data: bytes, records: list[tuple[int, bytes]]) -> None:
    """Raise RecordError for a workbook that works something out, or looks into other files."""
    found = {number for number, _ in records}
    macros = any(n == SHEET and len(x) > 5 and x[5] in MACRO_SHEETS for n, x in records)
    links = any(n == BOOK_BESIDE and len(x) > OWN for n, x in records)
    for holds, en, zh, hint_en, hint_zh in (
        (PASSWORD in found, "is locked with a password", "设有密码", "unlock it", "请去掉密码"),
        (macros or VBA in data, "holds macros", "含有宏", *PLAIN),
        (links, "holds links to other files", "含有指向其他文件的链接", *PLAIN),
        (
            not found.isdisjoint(FORMULA),
            "holds formulas",
            "含有公式",
            "paste their values in their place, and save it",
            "请以“值”粘贴代替公式后保存",
        ),
    ):
        if holds:
            raise bad_file(path, en, zh, hint_en, hint_zh)


PLAIN = ("save it as a plain .xlsx without them", "请去掉后另存为普通的 .xlsx")


def _rows(sheet: xlrd.sheet.Sheet, datemode: Literal[0, 1]) -> Iterator[tuple[Any, ...]]:
    import xlrd

    for number in range(sheet.nrows):
        row = []
        for cell in sheet.row(number):
            value: Any = cell.value
            if cell.ctype == xlrd.XL_CELL_DATE:
                value = xlrd.xldate_as_datetime(value, datemode)
            elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                value = bool(value)
            elif cell.ctype == xlrd.XL_CELL_ERROR:
                value = xlrd.error_text_from_code.get(value, "#ERR")
            row.append(None if value == "" else value)
        yield tuple(row)


def _damaged(path: Path) -> RecordError:
    return bad_file(
        path,
        "is no .xls workbook, or is damaged",
        "不是 .xls 工作簿，或已损坏",
        "open it in a spreadsheet program, and save it as .xlsx",
        "请在电子表格软件中打开后另存为 .xlsx",
    )
