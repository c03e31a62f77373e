"""Rows in: a file, a list or an iterator of matters; a bad row costs itself only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from os.path import isfile  # false of a name that no system takes
from pathlib import Path
from typing import Any, TypeAlias

from ..errors import RecordError, shown
from ..rules.facts import as_record
from .csv_file import open_csv
from .row import Row, RowError, bad_file, reading
from .workbook import workbook_rows

__all__ = [
    "FORMATS",
    "Row",
    "RowError",
    "Source",
    "check_options",
    "json_rows",
    "parsed",
    "read_rows",
]

Source: TypeAlias = str | Path | Iterable[Mapping[str, Any]]
FORMATS = (".csv", ".jsonl", ".ndjson", ".xlsx")


def read_rows(
    source: Source, *, encoding: str | None = None, sheet: str | None = None
) -> Iterator[Row | RowError]:
    """The rows of a source, in order.

    Args:
        source: A path, or an iterable of mappings.
        encoding: Of a CSV file, one of :data:`.csv_file.ENCODINGS`; UTF-8 where not given.
        sheet: Of a workbook; where not given, the only sheet that holds anything.

    Raises:
        RecordError: if it is no source at all; when the first row is asked for, if the file is
            not there, is of no known format, or has a header that cannot be read.
    """
    if isinstance(source, str | Path):
        return _file(Path(source), encoding, sheet)
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


def _file(path: Path, encoding: str | None, sheet: str | None) -> Iterator[Row | RowError]:
    suffix = path.suffix.casefold()
    if suffix not in FORMATS:
        raise bad_file(
            path,
            "is of no known format",
            "格式不支持",
            f"one of {', '.join(FORMATS)}",
            f"可用：{'、'.join(FORMATS)}",
        )
    check_options(path, encoding, sheet)
    if not isfile(path):
        raise bad_file(path, "does not exist", "不存在", "check the path", "请检查路径")
    if suffix == ".csv":
        with open_csv(path, encoding or "utf-8") as reader:
            yield from reader.rows()
    elif suffix == ".xlsx":
        yield from workbook_rows(path, sheet)
    else:
        with reading(path), path.open("rb") as file:
            yield from json_rows(file, path.name)


def check_options(path: Path, encoding: str | None, sheet: str | None) -> None:
    """Raises RecordError for an option that a file of this format has no use for."""
    suffix = path.suffix.casefold()
    for name, value, format_, zh in (
        ("encoding", encoding, ".csv", "编码"),
        ("sheet", sheet, ".xlsx", "工作表"),
    ):
        if value is not None and suffix != format_:
            raise RecordError(
                f"{name} is for {format_}, not for {path.name}",
                f"{zh}只用于 {format_}，不用于 {path.name}",
                field=name,
                value=value,
                hint_en="leave it out",
                hint_zh="请去掉",
            )


def _row(place: str, record: Any) -> Row | RowError:
    try:
        return Row(place, as_record(record))
    except RecordError as error:
        return RowError(place, None, error)


# --- JSON lines ------------------------------------------------------------------------------


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
        names = [key for key, _ in pairs]
        name = next(name for i, name in enumerate(names) if name in names[:i])
        raise RecordError(
            f"key {shown(name)} stands twice",
            f"键 {shown(name)} 重复",
            field=name,
            value=name,
            hint_en="keep one",
            hint_zh="请只留一个",
        )
    return found


DECODER = json.JSONDecoder(object_pairs_hook=_once)
