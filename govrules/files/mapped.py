"""A file of another system as a stream: its own columns as they are, and fields beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..columns.keep import DECIDED
from ..errors import RecordError
from ..errors_json import to_json
from ..rules import Field
from .mapping import Mapping
from .read import UNREAD, Stream
from .row import Row, RowError
from .rows import read_rows

__all__ = ["mapped_stream"]


def mapped_stream(
    source: Any, mapping: Mapping, fields: Map[str, Field], encoding: str | None = None
) -> tuple[Stream, list[str], list[str]]:
    """A file of another system with the fields that a mapping makes of its columns.

    Args:
        source: A CSV, JSON lines or Excel file.
        mapping: What its columns and values mean.
        fields: The declared fields.
        encoding: Of a CSV file.

    Returns:
        The stream, all of it text; its own columns; the columns that hold fields.

    Raises:
        RecordError: the source is no file, has no row or lacks a column; the mapping names a field
            that there is not; a column has the name of one that the decision adds.
    """
    if not isinstance(source, str | Path):
        raise RecordError(
            "with a mapping, matters are in a file",
            "使用映射时，事项应在文件中",
            field="source",
            value=type(source).__name__,
            hint_en="give a .csv, .jsonl or .xlsx file",
            hint_zh="请给出 .csv、.jsonl 或 .xlsx 文件",
        )
    mapping.check(fields)
    path = Path(source)
    first = next((r for r in read_rows(path, encoding=encoding) if isinstance(r, Row)), None)
    own = [] if first is None else [str(name) for name in first.record]
    if first is not None:
        mapping.record(first.record)
    _check_names(own)
    named = {
        f: _column_of(f, fields, own)
        for f in dict.fromkeys((*mapping.columns, *mapping.constants))
        if f != "id"
    }

    def read(columns: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
        found = read_rows(path, encoding=encoding)
        while batch := list(islice(found, rows)):
            yield _batch(batch, own, named, mapping, columns)

    schema = pa.schema([(name, pa.string()) for name in (*own, *named.values())])
    return Stream(path.name, schema, None, read, path), own, list(named.values())


def _check_names(own: list[str]) -> None:
    for name in own:
        if name in DECIDED:
            raise RecordError(
                f"the column {name!r} has the name of one that the decision adds",
                f"列“{name}”与认定所加的列同名",
                field=name,
                value=name,
                hint_en="rename it",
                hint_zh="请改名",
            )


def _column_of(field: str, fields: Map[str, Field], own: list[str]) -> str:
    """What the column of a field is called: by its code, or its term where there is one of that."""
    free = [name for name in (field, fields[field].zh) if name not in own]
    if not free:
        raise RecordError(
            f"columns are called {field!r} and {fields[field].zh!r} already",
            f"已有名为“{field}”和“{fields[field].zh}”的列",
            field=field,
            value=field,
            hint_en="rename one of them",
            hint_zh="请改名",
        )
    return free[0]


def _batch(
    rows: list[Row | RowError],
    own: list[str],
    named: Map[str, str],
    mapping: Mapping,
    columns: Sequence[str],
) -> pa.RecordBatch:
    made: dict[str, list[str | None]] = {name: [] for name in (*own, *named.values())}
    unread: list[str | None] = []
    for row in rows:
        record: Map[str, Any] = {}
        error: str | None = None
        said: Map[str, Any] = {}
        try:
            if isinstance(row, RowError):
                raise row.error
            said = row.record
            record = mapping.record(said)
        except RecordError as bad:
            error = json.dumps(to_json(bad), ensure_ascii=False)
        unread.append(error)
        for name in own:
            cell = said.get(name)
            made[name].append(None if cell is None else str(cell))
        for field, name in named.items():
            made[name].append(record.get(field))
    wanted = [c for c in columns if c in made]
    arrays = {name: pa.array(made[name], pa.string()) for name in wanted}
    fields = set(named.values())
    arrays = {n: a.dictionary_encode() if n in fields else a for n, a in arrays.items()}
    if any(chain(unread)):
        arrays[UNREAD] = pa.array(unread, pa.string())
    return pa.RecordBatch.from_pydict(arrays)
