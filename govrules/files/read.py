"""Where batches of matters come from: Parquet, Arrow, CSV, a database, anything of Arrow's.

Each source is read a batch at a time. Text of a field arrives dictionary-encoded, so that each
distinct value is read once; everything of a CSV file is text.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa

from ..errors import RecordError, did_you_mean
from ..rules import Field

__all__ = ["FORMATS", "Stream", "bad_file", "columns_of", "in_batches", "streams"]

FORMATS = (".parquet", ".pq", ".arrow", ".feather", ".ipc", ".arrows", ".csv")
CSV_BLOCK = 1 << 24


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
    source: Any, fields: Mapping[str, Field], *, groups: tuple[int, int] | None = None
) -> list[Stream]:
    """What a source consists of, in order; files by name.

    Args:
        source: A file, a folder, a pattern (``2024/*.parquet``), several of these, a DuckDB
            relation, or anything that speaks Arrow's stream interface.
        fields: The declared fields.
        groups: Of a Parquet file, only the row groups from the first to before the second.

    Raises:
        RecordError: naming the file that is not there or cannot be read.
    """
    if isinstance(source, str | Path):
        return [_opened(path, fields, groups) for path in _files(source)]
    if isinstance(source, Sequence):
        return [one for part in source for one in streams(part, fields)]
    return [_stream(source)]


def _files(source: str | Path) -> list[Path]:
    text, path = str(source), Path(source)
    if path.is_dir():
        found = [p for p in path.rglob("*") if _is_shown(p, path)]
    elif has_magic(text) and not path.exists():
        found = [Path(p) for p in glob(text, recursive=True) if Path(p).is_file()]
    elif path.is_file():
        return [path]
    else:
        beside = path.parent.glob("*") if path.parent.is_dir() else ()
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


def bad_file(path: Path | str, en: str, zh: str, hint_en: str, hint_zh: str) -> RecordError:
    """The error for a file that cannot be read or written."""
    name = Path(path).name
    return RecordError(
        f"{name} {en}",
        f"{name} {zh}",
        field="file",
        value=str(path),
        hint_en=hint_en,
        hint_zh=hint_zh,
    )


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


def _opened(path: Path, fields: Mapping[str, Field], groups: tuple[int, int] | None) -> Stream:
    suffix = path.suffix.casefold()
    try:
        if suffix in (".parquet", ".pq"):
            return _parquet(path, fields, groups)
        if suffix in (".arrow", ".feather", ".ipc", ".arrows"):
            return _ipc(path)
        if suffix == ".csv":
            return _csv(path, fields)
    except pa.ArrowException as error:
        raise _unreadable(path, error) from None
    raise bad_file(
        path,
        "is of no known format",
        "格式不支持",
        f"one of {', '.join(FORMATS)}",
        f"可用：{'、'.join(FORMATS)}",
    )


def _unreadable(path: Path, error: Exception) -> RecordError:
    why = str(error).split("\n")[0][:200]
    return bad_file(
        path,
        f"cannot be read: {why}",
        f"无法读取：{why}",
        "is it whole, and of the format that its name says?",
        "请确认文件完整，且格式与后缀一致",
    )


def _guarded(path: Path, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    try:
        yield from batches
    except pa.ArrowException as error:
        raise _unreadable(path, error) from None


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
    file.close()

    def read(columns: Sequence[str], size: int) -> Iterator[pa.RecordBatch]:
        # Nothing is read ahead here: a thread of ours does that, a batch at a time.
        with pq.ParquetFile(path, read_dictionary=text, memory_map=True, pre_buffer=False) as file:
            batches = file.iter_batches(size, row_groups=wanted, columns=list(columns))
            for batch in in_batches(_guarded(path, batches), size):
                yield batch.select(columns)

    return Stream(path.name, schema, rows, read, path)


def _ipc(path: Path) -> Stream:
    def batches() -> Iterator[pa.RecordBatch]:
        with pa.memory_map(str(path)) as source:
            try:
                file = pa.ipc.open_file(source)
            except pa.ArrowInvalid:
                source.seek(0)
                yield from pa.ipc.open_stream(source)
            else:
                yield from (file.get_batch(i) for i in range(file.num_record_batches))

    with pa.memory_map(str(path)) as source:
        try:
            schema = pa.ipc.open_file(source).schema
        except pa.ArrowInvalid:
            source.seek(0)
            schema = pa.ipc.open_stream(source).schema

    def read(columns: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
        return in_batches((b.select(columns) for b in _guarded(path, batches())), rows)

    return Stream(path.name, schema, None, read, path)


def _csv(path: Path, fields: Mapping[str, Field]) -> Stream:
    from pyarrow import csv as arrow_csv

    words, header = _words(fields), _header(path)
    coded = pa.dictionary(pa.int32(), pa.string())
    kinds = {name: coded if name in words else pa.string() for name in header}
    schema = pa.schema(list(kinds.items()))

    def read(columns: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
        # An empty cell says nothing; "NA", "null" and the like are text as any other.
        convert = arrow_csv.ConvertOptions(
            column_types=kinds,
            include_columns=list(columns),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        )
        options = arrow_csv.ReadOptions(block_size=CSV_BLOCK, use_threads=False)
        parse = arrow_csv.ParseOptions(newlines_in_values=True)

        def batches() -> Iterator[pa.RecordBatch]:
            with arrow_csv.open_csv(path, options, parse, convert) as reader:
                yield from reader

        return in_batches(_guarded(path, batches()), rows)

    return Stream(path.name, schema, None, read, path)


def _header(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file), [])
    except UnicodeDecodeError:
        raise bad_file(
            path,
            "is not UTF-8 text",
            "不是 UTF-8 文本",
            "save it as CSV UTF-8",
            "请另存为 CSV UTF-8",
        ) from None
    twice = next((name for i, name in enumerate(header) if name in header[:i]), None)
    if not header or twice is not None:
        en = f"has the column {twice!r} twice" if header else "has no header"
        zh = f"列 {twice!r} 重复" if header else "没有表头"
        raise bad_file(
            path,
            en,
            zh,
            "name each column once in the first line",
            "请在第一行给出各列名称，且不重复",
        )
    return header
