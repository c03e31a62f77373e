"""Rows in: a file, a list or an iterator of matters; a bad row costs itself only."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from ..errors import GovrulesError, RecordError, shown
from ..plain import plain
from ..rules.facts import as_record, said_id

__all__ = ["FORMATS", "Row", "RowError", "Source", "json_rows", "parsed", "read_rows"]

Source: TypeAlias = str | Path | Iterable[Mapping[str, Any]]
FORMATS = (".csv", ".jsonl", ".ndjson", ".xlsx")
# The bytes of a text that are not UTF-8, as ``surrogateescape`` keeps them.
BROKEN = re.compile("[\udc80-\udcff]")
NOT_UTF8 = ("is not UTF-8 text", "不是 UTF-8 文本", "save it as CSV UTF-8", "请另存为 CSV UTF-8")


@attrs.frozen
class Row:
    """One matter as read, and where it stands (``matters.csv:12``, ``row 3``)."""

    place: str
    record: Mapping[str, Any]


@attrs.frozen
class RowError:
    """A row that could not be decided: where it stands, its id, and why."""

    place: str
    id: str | None
    error: GovrulesError

    def to_dict(self) -> dict[str, Any]:
        """The error as a record, keyed like a decision: ``id``, ``place``, ``error``."""
        return {"id": plain(self.id), "place": plain(self.place), "error": self.error.to_dict()}


def read_rows(source: Source) -> Iterator[Row | RowError]:
    """The rows of a source, in order.

    Raises:
        RecordError: if it is no source at all; when the first row is asked for, if the file is
            not there, is of no known format, or has a header that cannot be read.
    """
    if isinstance(source, str | Path):
        return _file(Path(source))
    is_table = isinstance(source, Mapping | bytes) or hasattr(source, "__arrow_c_stream__")
    if is_table or not isinstance(source, Iterable):
        kind = type(source).__name__
        raise RecordError(
            f"matters are a path or an iterable of mappings, not {kind}",
            f"事项应为路径或逐条记录，而不是 {kind}",
            field="source",
            value=kind,
            hint_en="one matter is for decide(), a table for decide_table()",
            hint_zh="单个事项请用 decide()，表格请用 decide_table()",
        )
    return (_row(f"row {number}", record) for number, record in enumerate(source, 1))


def _file(path: Path) -> Iterator[Row | RowError]:
    readers = {".csv": _csv, ".jsonl": _jsonl, ".ndjson": _jsonl, ".xlsx": _xlsx}
    if path.suffix.casefold() not in readers:
        raise _no_file(
            path,
            "is of no known format",
            "格式不支持",
            f"one of {', '.join(FORMATS)}",
            f"可用：{'、'.join(FORMATS)}",
        )
    if not path.is_file():
        raise _no_file(path, "does not exist", "不存在", "check the path", "请检查路径")
    yield from readers[path.suffix.casefold()](path)


def _row(place: str, record: Any) -> Row | RowError:
    try:
        return Row(place, as_record(record))
    except RecordError as error:
        return RowError(place, None, error)


def _bad(place: str, record: Mapping[str, Any], en: str, zh: str, *hints: str) -> RowError:
    error = RecordError(en, zh, value=record, hint_en=hints[0], hint_zh=hints[1])
    return RowError(place, said_id(record), error)


# --- JSON lines ------------------------------------------------------------------------------


def _jsonl(path: Path) -> Iterator[Row | RowError]:
    with path.open("rb") as file:
        yield from json_rows(file, path.name)


def json_rows(lines: Iterable[bytes], name: str) -> Iterator[Row | RowError]:
    """The rows of JSON lines, blank ones left out.

    Args:
        lines: The lines; each may begin with a byte order mark, as where files were joined.
        name: What their places begin with.
    """
    for number, line in enumerate(lines, 1):
        if not line.removeprefix(b"\xef\xbb\xbf").strip():
            continue
        place = f"{name}:{number}"
        try:
            yield Row(place, parsed(line))
        except RecordError as error:
            yield RowError(place, None, error)


def parsed(text: bytes) -> Mapping[str, Any]:
    """The matter that a text in JSON gives; raises RecordError."""
    try:
        record = DECODER.decode(text.decode("utf-8-sig"))
    except RecordError as error:
        error.value = text
        raise
    except (ValueError, RecursionError) as error:
        is_deep = isinstance(error, RecursionError)
        en, zh = ("nested too deeply", "嵌套过深") if is_deep else (f"{error}", f"{error}")
        raise RecordError(
            f"not JSON: {en}",
            f"不是 JSON：{zh}",
            value=text,
            hint_en="one matter a row, by field",
            hint_zh="每行一件，按字段给出",
        ) from None
    return as_record(record)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, in which no key may stand twice: Python would keep the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _twice("key", "键", [key for key, _ in pairs])
    return found


DECODER = json.JSONDecoder(object_pairs_hook=_once)


def _twice(en: str, zh: str, names: Sequence[str], place: str | None = None) -> RecordError:
    name = next(name for i, name in enumerate(names) if name and name in names[:i])
    return RecordError(
        f"{en} {shown(name)} stands twice",
        f"{zh} {shown(name)} 重复",
        place=place,
        field="file" if place else name,
        value=name,
        hint_en="keep one",
        hint_zh="请只留一列" if place else "请只留一个",
    )


# --- CSV and workbooks -----------------------------------------------------------------------


def _csv(path: Path) -> Iterator[Row | RowError]:
    # Bytes that are not UTF-8 are kept aside by the line, and cost their row only.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file)
        try:
            header = _header(path, next(reader, []))
        except csv.Error as error:
            raise _no_file(
                path,
                f"has no header: {error}",
                f"没有表头：{error}",
                "name the columns in the first line",
                "请在第一行给出各列名称",
            ) from None
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield _bad(
                    f"{path.name}:{reader.line_num}",
                    {},
                    f"not CSV: {error}",
                    f"不是 CSV：{error}",
                    "is a quotation mark left open?",
                    "请检查引号是否成对",
                )
                continue
            if cells:
                yield _csv_row(f"{path.name}:{reader.line_num}", header, cells)


def _csv_row(place: str, header: Sequence[str], cells: list[str]) -> Row | RowError:
    text = "".join(cells)
    if not text.isascii() and BROKEN.search(text):
        said = (cell.encode(errors="surrogateescape").decode(errors="replace") for cell in cells)
        record = dict(zip(header, said, strict=False))
        return _bad(
            place, record, "the row is not UTF-8 text", "该行不是 UTF-8 文本", *NOT_UTF8[2:]
        )
    if len(cells) != len(header):
        return _bad(
            place,
            dict(zip(header, cells, strict=False)),
            "the row has not as many cells as the header",
            "该行的单元格数与表头不符",
            "quote a cell that holds a comma",
            "含逗号的单元格须加引号",
        )
    return _celled(place, header, cells)


def _celled(place: str, header: Sequence[str], cells: Sequence[Any]) -> Row | RowError:
    """The row by its header; a cell that stands under none must be empty."""
    record = dict(zip(header, cells, strict=False))
    if "" in record or len(cells) > len(header):
        record.pop("", None)
        for number, cell in enumerate(cells, 1):
            if cell not in (None, "") and not (header[number - 1 : number] or [""])[0]:
                return _bad(
                    place,
                    record,
                    f"cell {number} ({shown(cell)}) stands under no header",
                    f"第 {number} 格（{shown(cell)}）上方没有表头",
                    "name its column in the first line",
                    "请在第一行给出该列名称",
                )
    return Row(place, record)


def _header(path: Path, cells: Iterable[Any]) -> list[str]:
    """The names of the columns, no two the same; those left empty have none."""
    names = ["" if cell is None else str(cell).strip() for cell in cells]
    if BROKEN.search("".join(names)):
        raise _no_file(path, *NOT_UTF8)
    said = [name for name in names if name]
    if len(set(said)) < len(said):
        raise _twice("column", "列", said, f"{path.name}:1")
    return names


def _xlsx(path: Path) -> Iterator[Row | RowError]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    with path.open("rb") as file:  # a workbook that is read as it goes keeps its file open
        try:
            sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        except (BadZipFile, InvalidFileException, LookupError):
            raise _no_file(
                path,
                "is not an Excel workbook",
                "不是 Excel 工作簿",
                "save it as .xlsx",
                "请另存为 .xlsx",
            ) from None
        rows = sheet.iter_rows(values_only=True)
        header = _header(path, next(rows, ()))
        for number, cells in enumerate(rows, 2):
            if any(cell is not None for cell in cells):
                yield _filled(_celled(f"{path.name}:{number}", header, cells))


def _filled(row: Row | RowError) -> Row | RowError:
    """The row without the cells that are empty."""
    if isinstance(row, RowError):
        return row
    return Row(row.place, {k: v for k, v in row.record.items() if v is not None})


def _no_file(path: Path, en: str, zh: str, hint_en: str, hint_zh: str) -> RecordError:
    return RecordError(
        f"{path.name} {en}",
        f"{path.name} {zh}",
        field="file",
        value=str(path),
        hint_en=hint_en,
        hint_zh=hint_zh,
    )
