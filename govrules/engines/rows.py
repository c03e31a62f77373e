"""Rows in: a file, a list or an iterator of matters; a bad row costs itself only."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from ..errors import GovrulesError, RecordError

__all__ = ["FORMATS", "Row", "RowError", "Source", "read_rows"]

Source: TypeAlias = str | Path | Iterable[Mapping[str, Any]]
FORMATS = (".csv", ".jsonl", ".ndjson", ".xlsx")


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
        return {"id": self.id, "place": self.place, "error": self.error.to_dict()}


def read_rows(source: Source) -> Iterator[Row | RowError]:
    """The rows of a source, in order.

    Raises:
        RecordError: if the file is not there, or is of no known format.
    """
    if not isinstance(source, str | Path):
        for number, record in enumerate(source, 1):
            yield _row(f"row {number}", record)
        return
    path = Path(source)
    readers = {".csv": _csv, ".jsonl": _jsonl, ".ndjson": _jsonl, ".xlsx": _xlsx}
    if path.suffix.casefold() not in readers:
        raise _no_file(path, "is of no known format", "格式不支持",
                       f"one of {', '.join(FORMATS)}", f"可用：{'、'.join(FORMATS)}")  # fmt: skip
    if not path.is_file():
        raise _no_file(path, "does not exist", "不存在", "check the path", "请检查路径")
    yield from readers[path.suffix.casefold()](path)


def _row(place: str, record: Any, why: tuple[str, str] | None = None) -> Row | RowError:
    if why is None and isinstance(record, Mapping):
        return Row(place, record)
    en, zh = why or (f"not a mapping: {record!r}"[:120], f"不是记录：{record!r}"[:120])
    error = RecordError(en, zh, value=record, place=place, hint_en="one matter a row, by field",
                        hint_zh="每行一件，按字段给出")  # fmt: skip
    return RowError(place, None, error)


def _csv(path: Path) -> Iterator[Row | RowError]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            for record in reader:
                place = f"{path.name}:{reader.line_num}"
                if None in record or None in record.values():
                    yield _row(place, record, ("the row has not as many cells as the header",
                                               "该行的单元格数与表头不符"))  # fmt: skip
                else:
                    yield Row(place, record)
    except UnicodeDecodeError:
        raise _no_file(path, "is not UTF-8 text", "不是 UTF-8 文本",
                       "save it as CSV UTF-8", "请另存为 CSV UTF-8") from None  # fmt: skip


def _jsonl(path: Path) -> Iterator[Row | RowError]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            place = f"{path.name}:{number}"
            if not line.strip():
                continue
            try:
                record = json.loads(line.decode("utf-8"))
            except ValueError as error:
                yield _row(place, line, (f"not JSON: {error}", f"不是 JSON：{error}"))
            else:
                yield _row(place, record)


def _xlsx(path: Path) -> Iterator[Row | RowError]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError):
        raise _no_file(path, "is not an Excel workbook", "不是 Excel 工作簿",
                       "save it as .xlsx", "请另存为 .xlsx") from None  # fmt: skip
    rows = book.worksheets[0].iter_rows(values_only=True)
    header = [str(cell or "").strip() for cell in next(rows, ())]
    for number, cells in enumerate(rows, 2):
        record = {h: c for h, c in zip(header, cells, strict=False) if h and c is not None}
        if record:
            yield Row(f"{path.name}:{number}", record)


def _no_file(path: Path, en: str, zh: str, hint_en: str, hint_zh: str) -> RecordError:
    return RecordError(f"{path.name} {en}", f"{path.name} {zh}", field="file", value=str(path),
                       hint_en=hint_en, hint_zh=hint_zh)  # fmt: skip
