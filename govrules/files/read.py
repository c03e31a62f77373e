"""Where batches of matters come from: Parquet, Arrow, CSV, a database, anything of Arrow's.

Each source is read a batch at a time. Text of a field arrives dictionary-encoded, so that each
distinct value is read once; everything of a CSV file is text. Blocks of a CSV file that Arrow
reads as the reader of rows would are left to Arrow; of the others each row that cannot be read
says why in the column ``UNREAD``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from glob import glob, has_magic
from os.path import exists, isdir, isfile  # false of a name that no system takes
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from ..errors import RecordError, did_you_mean
from ..errors_json import to_json
from ..rules import Field
from ..rules.facts import IDS
from .csv_file import CsvReader, check_encoding, open_csv
from .row import MOST_CELL, RowError, bad_file, reading

__all__ = ["FORMATS", "UNREAD", "Stream", "bad_file", "columns_of", "in_batches", "streams"]

FORMATS = (".parquet", ".pq", ".arrow", ".feather", ".ipc", ".arrows", ".csv")
CSV_BLOCK = 1 << 22
UNREAD = "\0unread"
"""A column of a batch: why a row could not be read, as the JSON of its error; else null."""
ARROW_FILE = b"ARROW1"
# How a stream of Arrow's ends: today, and as it was written before 2019.
ENDS = (b"\xff\xff\xff\xff\0\0\0\0", b"\0\0\0\0")


@attrs.frozen
class Stream:
    """Batches to be read.

    Args:
        name: What to call it in messages: the file's name.
        schema: Its columns.
        rows: How many there are, where that is known beforehand.
        read: Yields its batches, of these columns, of about so many rows.
        path: The file.
    """

    name: str
    schema: pa.Schema
    rows: int | None
    read: Callable[[Sequence[str], int], Iterator[pa.RecordBatch]] = attrs.field(repr=False)
    path: Path | None = None


def streams(
    source: Any,
    fields: Mapping[str, Field],
    *,
    groups: tuple[int, int] | None = None,
    encoding: str | None = None,
) -> list[Stream]:
    """What a source consists of, in order; files by name.

    Args:
        source: A file, a folder, a pattern (``2024/*.parquet``), several of these, a DuckDB
            relation, or anything that speaks Arrow's stream interface.
        fields: The declared fields.
        groups: Of a Parquet file, only the row groups from the first to before the second.
        encoding: Of CSV files; UTF-8 where not given.

    Raises:
        RecordError: naming the file that is not there or cannot be read; for an empty list.
    """
    if isinstance(source, str | Path):
        encoding = check_encoding(encoding or "utf-8")
        return [_opened(path, fields, groups, encoding) for path in _files(source)]
    if isinstance(source, Sequence):
        if not source:
            raise RecordError(
                "there is no file to decide: the list of sources is empty",
                "没有可处理的文件：来源列表为空",
                field="source",
                value=source,
                hint_en="give at least one file, folder or pattern",
                hint_zh="请至少给出一个文件、文件夹或通配符",
            )
        return [one for part in source for one in streams(part, fields, encoding=encoding)]
    return [_stream(source)]


def _files(source: str | Path) -> list[Path]:
    text, path = str(source), Path(source)
    if isdir(path):
        found = [p for p in path.rglob("*") if _is_shown(p, path)]
    elif has_magic(text) and not exists(path):
        found = [Path(p) for p in glob(text, recursive=True) if Path(p).is_file()]
    elif isfile(path):
        return [path]
    else:
        beside = path.parent.glob("*") if isdir(path.parent) else ()
        en, zh = did_you_mean(path.name, [p.name for p in beside])
        raise bad_file(path, "does not exist", "不存在", en or "check the path", zh or "请检查路径")
    if not found:
        name = path.name if path.is_dir() else text  # of a pattern, each step may be the wrong one
        raise RecordError(
            f"{name} holds no file to decide",
            f"{name} 中没有可处理的文件",
            field="file",
            value=text,
            hint_en=f"files end in {', '.join(FORMATS)}",
            hint_zh=f"文件后缀为 {'、'.join(FORMATS)}",
        )
    return sorted(found)


def _is_shown(path: Path, root: Path) -> bool:
    """Whether neither the file nor a folder above it is set aside by a ``_`` or ``.``."""
    steps = path.relative_to(root).parts
    known = path.suffix.casefold() in FORMATS and path.is_file()
    return known and not any(step.startswith(("_", ".")) for step in steps)


def columns_of(stream: Stream, fields: Mapping[str, Field], keep: Iterable[str]) -> list[str]:
    """The columns of a stream that hold fields.

    Raises:
        RecordError: for a column that is no field and is not kept either, and for a second
            column of one field.
    """
    words = {w: id for id, f in fields.items() for w in (f.zh, id)}
    kept = {"id", *keep}
    found: dict[str, str] = {}
    for name in stream.schema.names:
        if name in words and name != "id":
            if words[name] in found:
                raise RecordError(
                    f"{stream.name}: the columns {found[words[name]]!r} and {name!r} are one field",
                    f"{stream.name}：列 {found[words[name]]!r} 与 {name!r} 是同一字段",
                    field=name,
                    value=stream.name,
                    hint_en="keep one",
                    hint_zh="请只留一列",
                )
            found[words[name]] = name
        elif name not in kept and not name.startswith("__index_level_"):
            en, zh = did_you_mean(name, words)
            raise RecordError(
                f"{stream.name}: the column {name!r} is no field of a matter",
                f"{stream.name}：列 {name!r} 不是事项的字段",
                field=name,
                value=stream.name,
                hint_en=f"{en or 'rename it or drop it'}; or keep it as it is: keep={name}",
                hint_zh=f"{zh or '请改名或去掉'}；或原样保留：keep={name}",
            )
    return list(found.values())


def in_batches(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.RecordBatch]:
    """The same rows in batches of about so many: small ones joined, large ones cut."""
    waiting: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        for start in range(0, batch.num_rows, rows):
            part = batch.slice(start, rows)
            if count and count + part.num_rows > rows:
                yield _joined(waiting)
                waiting, count = [], 0
            waiting.append(part)
            count += part.num_rows
    if waiting:
        yield _joined(waiting)


def _joined(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    if len(batches) == 1:
        return batches[0]
    table = pa.Table.from_batches(batches).unify_dictionaries().combine_chunks()
    return table.to_batches()[0]


def _stream(source: Any) -> Stream:
    """Something of Arrow's: a DuckDB relation is asked for batches, others give their stream."""
    if hasattr(source, "to_arrow_reader"):
        reader = source.to_arrow_reader(1 << 17)
    elif isinstance(source, pa.RecordBatchReader):
        reader = source
    elif hasattr(source, "__arrow_c_stream__"):
        reader = pa.RecordBatchReader.from_stream(source)
    else:
        raise RecordError(
            f"cannot read matters from {type(source).__name__}",
            f"无法从 {type(source).__name__} 读取事项",
            field="source",
            value=type(source).__name__,
            hint_en="give a path, a pattern, a DuckDB relation, or a stream of Arrow's",
            hint_zh="请给出路径、通配符、DuckDB 关系或 Arrow 数据流",
        )

    def read(columns: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
        return in_batches((batch.select(columns) for batch in reader), rows)

    return Stream("source", reader.schema, None, read)


def _opened(
    path: Path, fields: Mapping[str, Field], groups: tuple[int, int] | None, encoding: str
) -> Stream:
    suffix = path.suffix.casefold()
    with reading(path):
        if suffix in (".parquet", ".pq"):
            return _parquet(path, fields, groups)
        if suffix in (".arrow", ".feather", ".ipc", ".arrows"):
            return _ipc(path)
        if suffix == ".csv":
            return _csv(path, fields, encoding)
    raise bad_file(
        path,
        "is of no known format",
        "格式不支持",
        f"one of {', '.join(FORMATS)}",
        f"可用：{'、'.join(FORMATS)}",
    )


def _guarded(
    path: Path, batches: Iterator[pa.RecordBatch], rows: int | None = None
) -> Iterator[pa.RecordBatch]:
    """The batches of a file, each looked through; as many rows as the file says it has.

    Raises:
        RecordError: for what is damaged. Offsets that point outside of a column would end the
            process, so that they must be looked for before any value is.
    """
    count = 0
    with reading(path):
        for batch in batches:
            batch.validate(full=True)
            count += batch.num_rows
            yield batch
    if rows is not None and count != rows:
        raise bad_file(
            path,
            f"says that it has {rows} rows, and has {count}",
            f"自称有 {rows} 行，实有 {count} 行",
            "have it written anew",
            "请重新生成",
        )


def _words(fields: Mapping[str, Field]) -> set[str]:
    return {w for id, f in fields.items() for w in (id, f.zh)}


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _parquet(path: Path, fields: Mapping[str, Field], groups: tuple[int, int] | None) -> Stream:
    import pyarrow.parquet as pq

    words = _words(fields)
    plain = pq.read_schema(path, memory_map=True)
    text = [f.name for f in plain if f.name in words and _is_text(f.type)]
    file = pq.ParquetFile(path, read_dictionary=text, memory_map=True)
    wanted = list(range(*groups)) if groups else list(range(file.num_row_groups))
    rows = sum(file.metadata.row_group(g).num_rows for g in wanted)
    schema = file.schema_arrow
    said = file.metadata.num_rows
    file.close()
    if groups is None and rows != said:
        raise bad_file(
            path,
            f"says that it has {said} rows, and its row groups have {rows}",
            f"自称有 {said} 行，而各行组共 {rows} 行",
            "have it written anew",
            "请重新生成",
        )

    def read(columns: Sequence[str], size: int) -> Iterator[pa.RecordBatch]:
        # Nothing is read ahead here: a thread of ours does that, a batch at a time.
        with (
            reading(path),
            pq.ParquetFile(
                path,
                read_dictionary=text,
                memory_map=True,
                pre_buffer=False,
                page_checksum_verification=True,
            ) as file,
        ):
            batches = file.iter_batches(size, row_groups=wanted, columns=list(columns))
            for batch in in_batches(_guarded(path, batches, rows), size):
                yield batch.select(columns)

    return Stream(path.name, schema, rows, read, path)


def _ipc(path: Path) -> Stream:
    with path.open("rb") as file:
        is_file = file.read(len(ARROW_FILE)) == ARROW_FILE
    with pa.memory_map(str(path)) as source:
        schema = (pa.ipc.open_file if is_file else pa.ipc.open_stream)(source).schema
    _ = schema.names  # raises for a name that is not text

    def batches() -> Iterator[pa.RecordBatch]:
        with pa.memory_map(str(path)) as source:
            if is_file:
                file = pa.ipc.open_file(source)
                yield from (file.get_batch(i) for i in range(file.num_record_batches))
                return
            yield from pa.ipc.open_stream(source)
            if source.tell() != source.size():  # an end mark in the middle, or a stream after it
                raise bad_file(
                    path,
                    "goes on after its end mark",
                    "结束标记之后还有内容",
                    "have it written anew, as one stream",
                    "请重新生成，只含一个数据流",
                )
            # Arrow takes the end of the file for the end of the stream, wherever it was cut.
            source.seek(max(source.size() - len(ENDS[0]), 0))
            if not source.read().endswith(ENDS):
                raise bad_file(
                    path,
                    "breaks off: it has no end mark",
                    "不完整：没有结束标记",
                    "have it written anew, and its writer closed",
                    "请重新生成，并关闭写入方",
                )

    def read(columns: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
        return in_batches((b.select(columns) for b in _guarded(path, batches())), rows)

    return Stream(path.name, schema, None, read, path)


# --- CSV -------------------------------------------------------------------------------------


def _csv(path: Path, fields: Mapping[str, Field], encoding: str) -> Stream:
    words = _words(fields)
    coded = pa.dictionary(pa.int32(), pa.string())
    with open_csv(path, encoding) as opened:
        header = _with_id(opened.header)
    kinds = {name: coded if name in words else pa.string() for name in header if name}

    def read(columns: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
        schema = pa.schema([*((c, kinds[c]) for c in columns), (UNREAD, pa.string())])
        multiline = set(columns) - words - {"id"}
        with open_csv(path, encoding, multiline) as reader:
            reader.header = header
            yield from in_batches(_blocks(reader, schema, words), rows)

    return Stream(path.name, pa.schema(list(kinds.items())), None, read, path)


def _with_id(header: list[str]) -> list[str]:
    """The header with the identifier under its code, as records may have it under either name."""
    if "id" in header:
        return header
    return ["id" if name in IDS else name for name in header]


def _blocks(
    reader: CsvReader, schema: pa.Schema, words: Collection[str]
) -> Iterator[pa.RecordBatch]:
    for block in reader.blocks(CSV_BLOCK):
        batch = _by_arrow(block, reader.header, schema)
        if batch is None:
            batch = _by_rows(block, reader, schema, words)
        yield batch


def _by_rows(
    block: str, reader: CsvReader, schema: pa.Schema, words: Collection[str]
) -> pa.RecordBatch:
    """The rows of a block as the reader of rows has them; of a bad one what is no field."""
    columns: dict[str, list[str | None]] = {name: [] for name in schema.names}
    for row in reader.rows_of(block):
        why: str | None = None
        if isinstance(row, RowError):
            about = {k: v for k, v in to_json(row.error).items() if k != "value"}
            why = json.dumps(about, ensure_ascii=False)
            record = {k: v for k, v in row.error.value.items() if k not in words}
        else:
            record = dict(row.record)
        for name, column in columns.items():
            column.append(why if name == UNREAD else record.get(name) or None)
    arrays = [
        pa.array(columns[f.name], pa.string()).dictionary_encode().cast(f.type)
        if pa.types.is_dictionary(f.type)
        else pa.array(columns[f.name], f.type)
        for f in schema
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _by_arrow(block: str, header: Sequence[str], schema: pa.Schema) -> pa.RecordBatch | None:
    """The rows of a block as Arrow has them; ``None`` where the reader of rows might differ."""
    from pyarrow import csv

    if block.startswith("\ufeff"):  # which Arrow would leave out
        return None
    names = [name or f"\0{number}" for number, name in enumerate(header)]
    kinds = {**dict.fromkeys(names, pa.string()), **{f.name: f.type for f in schema}}
    nameless = [name for name, said in zip(names, header, strict=True) if not said]
    wanted = [*schema.names[:-1], *nameless]
    try:
        text = block.encode()
        rows = _plain_rows(text)
        if rows is None:
            return None
        # An empty cell says nothing; "NA", "null" and the like are text as any other.
        table = csv.read_csv(
            pa.BufferReader(text),
            csv.ReadOptions(column_names=names, use_threads=False, block_size=len(text) + 1),
            csv.ParseOptions(newlines_in_values=True),
            csv.ConvertOptions(
                column_types=kinds,
                include_columns=wanted,
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except (UnicodeEncodeError, pa.ArrowException):
        return None
    if not wanted or len(table) != rows or any(table[n].null_count < rows for n in nameless):
        return None
    table = table.combine_chunks().append_column(UNREAD, pa.nulls(rows, pa.string()))
    return table.select(schema.names).to_batches()[0] if rows else None


def _plain_rows(text: bytes) -> int | None:
    """How many rows a text has; ``None`` if they are not plainly lines.

    They are where no line is longer than a cell may be, and each quotation mark opens a cell at its
    beginning, closes one at its end in the same line, or is doubled.
    """
    array = np.frombuffer(b"\n" + text + b"\n", np.uint8)
    ends = np.flatnonzero((array == 10) | (array == 13))
    lengths = np.diff(ends) - 1
    if lengths.max(initial=0) > MOST_CELL:
        return None
    marks = np.flatnonzero(array == ord('"'))
    opening, closing = marks[::2], marks[1::2]
    if len(opening) != len(closing):
        return None
    doubled = np.zeros(len(opening) + 1, bool)
    doubled[1:-1] = opening[1:] == closing[:-1] + 1
    edge = (array == 10) | (array == 13) | (array == ord(","))
    is_plain = (
        (edge[opening - 1] | doubled[:-1]).all()
        and (edge[closing + 1] | doubled[1:]).all()
        and (np.searchsorted(ends, opening) == np.searchsorted(ends, closing)).all()
    )
    return int(np.count_nonzero(lengths)) if is_plain else None
