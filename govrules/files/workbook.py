"""Workbooks: the rows of one sheet, none of them lost."""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, pairwise, repeat
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

import attrs

from ..errors import RecordError, did_you_mean, shown
from .row import MOST_CELL, Row, RowError, bad_file, bad_row, by_header, header_of, reading

__all__ = ["workbook_rows", "workbook_sheets"]

# A zip that unpacks to more, or so much more than it weighs, is refused unopened. Sheets of equal
# rows come to 20 times their weight, and a full sheet of 20 columns to half of the size.
MOST_UNPACKED = 1 << 30
RATIO, RATIO_FROM = 100, 1 << 24
MOST_ROWS = 1 << 20
# What Office writes for .xls, and for a workbook with a password.
COMPOUND = b"\xd0\xcf\x11\xe0"
TAG = re.compile(rb"<(?:\w+:)?(row|f|sheet|mergeCell)(?=[\s/>])([^<>]*)>|<!(DOCTYPE|ENTITY)", re.I)
RANGE = re.compile(rb'\sref\s*=\s*["\']([A-Z]{1,3}([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7}))["\']')
NUMBER = re.compile(rb'\sr\s*=\s*(["\'])(.*?)\1', re.S)
WHOLE = re.compile(rb"\.0+$")  # some write the number of a row so
CHUNK = 1 << 20
Span = tuple[int, int, str]


def workbook_rows(path: Path, sheet: str | None = None) -> Iterator[Row | RowError]:
    """The rows of a sheet.

    Args:
        path: The workbook.
        sheet: The name of the sheet; where not given, the only one that holds anything.

    Raises:
        RecordError: for a file that is no workbook, is damaged, locked or a bomb; for a sheet that
            is not there; and for several sheets of which none is chosen.
    """
    with reading(path), path.open("rb") as file:
        _check_size(path, file)
        parts = _inspect(path, file)
        with _book(file) as book:
            if len(book.worksheets) + len(book.chartsheets) < parts.declared:
                raise _damaged(path, "a sheet is missing", "缺少工作表")
            index = _chosen(path, book, sheet)
            part = book.worksheets[index]._worksheet_path
            values = _all_rows(path, book, index, parts.last.get(part))
            merged = Merged(parts.merged.get(part, ()))
            if not parts.has_formulas:
                yield from _read(path, zip(values, repeat(()), strict=False), merged)
                return
            with _book(file, data_only=False) as written:
                yield from _read(path, zip(values, _rows(written, index), strict=True), merged)


def workbook_sheets(
    path: Path, *, merged: bool = True
) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Every sheet of a workbook, by its title, with the values of its rows.

    What is read so is a table that somebody wrote, and nothing in it may be worked out or fetched.

    Args:
        path: The workbook.
        merged: Whether cells may be merged; all but the first of them are empty.

    Raises:
        RecordError: for what is no workbook, as for :func:`workbook_rows`; and for one with
            formulas, macros or links to other files.
    """
    with reading(path), path.open("rb") as file:
        _check_size(path, file)
        _refuse_active(path, file)
        parts = _inspect(path, file)
        if parts.has_formulas:
            raise bad_file(
                path,
                "holds formulas",
                "含有公式",
                "paste their values in their place, and save it",
                "请以“值”粘贴代替公式后保存",
            )
        with _book(file) as book:
            for index, sheet in enumerate(book.worksheets):
                part = sheet._worksheet_path
                if not merged and part in parts.merged:
                    raise _merged(path, sheet.title, parts.merged[part][0][2])
                rows = _all_rows(path, book, index, parts.last.get(part))
                yield sheet.title, [tuple(cell.value for cell in row) for row in rows]


def _merged(path: Path, sheet: str, cells: str) -> RecordError:
    en, zh = f"has merged cells, {sheet}!{cells}", f"有合并单元格 {sheet}!{cells}"
    hints = "take them apart, and write into each", "请取消合并，并逐格填写"
    return bad_file(path, en, zh, *hints)


def _refuse_active(path: Path, file: BinaryIO) -> None:
    """Raises RecordError for a workbook that brings code, or looks into other files."""
    names = [part.filename.casefold() for part in ZipFile(file).infolist()]
    for mark, en, zh in ACTIVE:
        if any(mark in name for name in names):
            raise bad_file(
                path,
                f"holds {en}",
                f"含有{zh}",
                "save it as a plain .xlsx without them",
                "请去掉后另存为普通的 .xlsx",
            )


# Parts of a workbook that do something, by what their names hold.
ACTIVE = (
    ("vbaproject", "macros", "宏"),
    ("/macrosheets/", "macros", "宏"),
    ("/externallinks/", "links to other files", "指向其他文件的链接"),
    ("/activex/", "controls", "控件"),
    ("/embeddings/", "embedded files", "嵌入的文件"),
    ("connections.xml", "connections to data outside", "外部数据连接"),
)


@contextmanager
def _book(file: BinaryIO, data_only: bool = True) -> Iterator[Any]:
    from openpyxl import load_workbook

    with warnings.catch_warnings():  # of styles and extensions, which are none of our business
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=data_only, keep_links=False)
    try:
        yield book
    finally:
        book.close()


def _rows(book: Any, index: int) -> Iterator[tuple[Any, ...]]:
    """The cells of a sheet by rows, whatever it says of its own size."""
    sheet = book.worksheets[index]
    sheet.reset_dimensions()
    rows = sheet.iter_rows()
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            row = next(rows, None)
        if row is None:
            return
        yield row


def _all_rows(path: Path, book: Any, index: int, wanted: int | None) -> Iterator[tuple[Any, ...]]:
    """The same, checked: openpyxl passes over a cell out of order, and rows of another kind of XML.

    Args:
        path: The workbook.
        book: As it was opened.
        index: The number of the sheet.
        wanted: The number of its last row; ``None`` where nobody looked at the sheet.
    """
    sheet, count = book.worksheets[index], 0
    as_read = sheet._get_row

    def in_order(cells: list[dict[str, Any]], *bounds: Any) -> tuple[Any, ...]:
        columns = [0, *(cell["column"] for cell in cells)]
        if any(before >= after for before, after in pairwise(columns)):
            raise _damaged(
                path,
                f"cells of row {count + 1} are out of order",
                f"第 {count + 1} 行的单元格次序有误",
            )
        return tuple(as_read(cells, *bounds))

    sheet._get_row = in_order
    for row in _rows(book, index):
        count += 1
        yield row
    if count != wanted:
        raise _damaged(
            path, f"{count} of {wanted} rows can be read", f"{wanted} 行中只能读取 {count} 行"
        )


def _read(path: Path, rows: Iterator[tuple[Any, Any]], merged: Merged) -> Iterator[Row | RowError]:
    header: list[str] | None = None
    for number, (cells, written) in enumerate(rows, 1):
        values = [cell.value for cell in cells]
        if header is None:
            header = header_of(path, values)
            continue
        place = f"{path.name}:{number}"
        formula = _without_value(cells, written)
        if formula is not None:
            yield bad_row(
                place,
                _filled(header, values),
                f"cell {formula} holds a formula whose value is not in the file",
                f"单元格 {formula} 是公式，而文件中没有其结果",
                "open the workbook in Excel and save it again, or write the value itself",
                "请用 Excel 打开并重新保存，或直接填写结果",
            )
        elif cells_merged := merged.at(number):
            yield bad_row(
                place,
                _filled(header, values),
                f"cells {cells_merged} are merged, and only the first holds anything",
                f"单元格 {cells_merged} 已合并，只有第一格有内容",
                "take them apart, and write into each",
                "请取消合并，并逐格填写",
            )
        elif any(value is not None for value in values):
            yield _row(place, header, values)


def _row(place: str, header: list[str], values: list[Any]) -> Row | RowError:
    for number, value in enumerate(values, 1):
        if isinstance(value, str) and len(value) > MOST_CELL:
            return bad_row(
                place,
                {},
                f"cell {number} is longer than {MOST_CELL} characters",
                f"第 {number} 格超过 {MOST_CELL} 个字符",
                "shorten it",
                "请缩短",
            )
    row = by_header(place, header, values)
    return row if isinstance(row, RowError) else Row(place, _filled(header, values))


def _filled(header: list[str], values: list[Any]) -> dict[str, Any]:
    """The record without the cells that are empty."""
    pairs = zip(header, values, strict=False)
    return {name: value for name, value in pairs if name and value is not None}


def _without_value(cells: Any, written: Any) -> str | None:
    """The first cell that holds a formula and no value; a formula may well give an empty text."""
    for cell, formula in zip(cells, written, strict=False):
        if formula.data_type == "f" and cell.value is None and cell.data_type != "str":
            return str(formula.coordinate)
    return None


def _chosen(path: Path, book: Any, sheet: str | None) -> int:
    """The number of the sheet to read."""
    names = [one.title for one in book.worksheets]
    if sheet is not None:
        if sheet not in names:
            en, zh = did_you_mean(sheet, names)
            raise RecordError(
                f"{path.name} has no sheet {shown(sheet)}",
                f"{path.name} 没有工作表 {shown(sheet)}",
                field="file",
                value=sheet,
                hint_en=en,
                hint_zh=zh,
            )
        return names.index(sheet)
    if not names:
        raise _damaged(path, "there is no sheet of cells", "没有含单元格的工作表")
    filled = [index for index in range(len(names)) if _holds_anything(book, index)]
    if len(filled) > 1:
        listed = [shown(names[index]) for index in filled]
        raise bad_file(
            path,
            f"has several sheets: {', '.join(listed)}",
            f"有多个工作表：{'、'.join(listed)}",
            f"choose the sheet, such as {listed[0]}",
            f"请指定工作表，例如 {listed[0]}",
        )
    return filled[0] if filled else 0


def _holds_anything(book: Any, index: int) -> bool:
    return any(cell.value is not None for row in _rows(book, index) for cell in row)


# --- before it is opened ---------------------------------------------------------------------


def _check_size(path: Path, file: BinaryIO) -> None:
    """Raises RecordError for what is no zip, is locked, or would unpack to too much."""
    if file.read(len(COMPOUND)) == COMPOUND:
        raise bad_file(
            path,
            "is locked by a password, or is an old .xls",
            "有密码保护，或为旧版 .xls",
            "take the password away, and save it as .xlsx",
            "请取消密码，并另存为 .xlsx",
        )
    try:
        parts = ZipFile(file).infolist()
    except (BadZipFile, ValueError, NotImplementedError):
        raise bad_file(
            path,
            "is not an Excel workbook",
            "不是 Excel 工作簿",
            "save it as .xlsx",
            "请另存为 .xlsx",
        ) from None
    if any(part.flag_bits & 1 for part in parts):
        raise bad_file(path, "is locked by a password", "有密码保护", "take it away", "请取消密码")
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED or unpacked > max(RATIO_FROM, RATIO * packed):
        raise bad_file(
            path,
            f"would unpack to {unpacked:,} bytes, {unpacked // max(packed, 1)} times its size",
            f"解压后将达 {unpacked:,} 字节，为原来的 {unpacked // max(packed, 1)} 倍",
            "save it anew, or cut it into several files",
            "请重新保存，或分成几个文件",
        )


@attrs.define
class Parts:
    """What the parts of a workbook hold.

    Args:
        declared: How many sheets it says it has.
        has_formulas: Whether there is any.
        last: Part → the number of its last row.
        merged: Part → its merged cells: first row, last row, the range as it is written.
    """

    declared: int = 0
    has_formulas: bool = False
    last: dict[str, int] = attrs.field(factory=dict)
    merged: dict[str, list[Span]] = attrs.field(factory=dict)


class Merged:
    """The rows of a sheet that merged cells reach into; ranges that overlap count as one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for first, last, cells in sorted(spans):
            if self._spans and first <= self._spans[-1][1]:
                before = self._spans.pop()
                first, last, cells = before[0], max(before[1], last), before[2]
            self._spans.append((first, last, cells))

    def at(self, row: int) -> str:
        """The merged cells that reach into a row; empty where there are none."""
        found = bisect_right(self._spans, row, key=lambda span: span[0]) - 1
        return self._spans[found][2] if found >= 0 and row <= self._spans[found][1] else ""


def _inspect(path: Path, file: BinaryIO) -> Parts:
    """What the parts of a workbook hold.

    Raises:
        RecordError: for what openpyxl would pass over: rows that are not in order are left out.
    """
    parts = Parts()
    archive = ZipFile(file)
    for part in archive.infolist():
        if not part.filename.casefold().endswith(".xml"):
            continue
        number = 0
        for name, attributes, markup in _tags(archive, part.filename):
            if markup:
                raise _damaged(path, "it defines entities", "其中定义了实体")
            if name == b"f":
                parts.has_formulas = True
            elif name == b"sheet":
                parts.declared += 1
            elif name == b"mergeCell":
                if span := RANGE.search(attributes):
                    cells = span[1].decode()
                    spans = parts.merged.setdefault(part.filename, [])
                    spans.append((int(span[2]), int(span[3]), cells))
            else:
                said = NUMBER.search(attributes)
                text = WHOLE.sub(b"", said[2].strip()) if said else b"%d" % (number + 1)
                before, number = number, int(text) if text.isdigit() else 0
                if not before < number <= MOST_ROWS:
                    name_of = text[:20].decode(errors="replace")
                    raise _damaged(
                        path,
                        f"row {name_of} follows row {before}",
                        f"第 {before} 行之后是第 {name_of} 行",
                    )
        parts.last[part.filename] = number
    return parts


def _tags(archive: ZipFile, name: str) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The tags of rows, formulas and sheets of a part, as it is unpacked."""
    with archive.open(name) as part:
        left = b""
        for chunk in chain(iter(lambda: part.read(CHUNK), b""), (b"",)):
            text = left + chunk
            cut = text.rfind(b"<") if chunk else len(text)
            if len(text) - cut > CHUNK:
                cut = len(text)
            yield from TAG.findall(text[:cut])
            left = text[cut:]


def _damaged(path: Path, en: str, zh: str) -> RecordError:
    return bad_file(
        path,
        f"is a damaged workbook: {en}",
        f"是损坏的工作簿：{zh}",
        "open it in Excel and save it again",
        "请用 Excel 打开并重新保存",
    )
