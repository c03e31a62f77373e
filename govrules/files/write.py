"""Where decided batches go: Parquet, Arrow or CSV, under a temporary name until they are whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..columns.keep import DECIDED
from ..errors import RecordError
from ..whole_file import write_whole, writing
from .formula import FORMULA
from .row import bad_file

__all__ = ["SUFFIXES", "check_suffix", "coded", "target_of", "write_batches"]

SUFFIXES = (".parquet", ".pq", ".arrow", ".feather", ".ipc", ".csv")
CODED = pa.dictionary(pa.int32(), pa.string())
# A dictionary of class codes may be larger than Parquet writers allow by default (1 MB).
DICTIONARY_ROOM = 1 << 28


def coded(column: pa.Array) -> pa.Array:
    """A decision column with 32-bit indices, so that all batches are of one type."""
    return column if column.type == CODED else column.cast(CODED)


def target_of(out: object) -> Path:
    """Return the file to be written; raises RecordError where it is none, or of no known format."""
    if not isinstance(out, str | PathLike):
        raise RecordError(
            f"the decided file is a path, not {type(out).__name__}",
            f"输出文件应为路径，而不是 {type(out).__name__}",
            field="out",
            value=out,
            hint_en="such as decided.parquet",
            hint_zh="例如 decided.parquet",
        )
    path = Path(out)
    check_suffix(path)
    return path


def check_suffix(path: Path) -> None:
    """Raises RecordError for a file that cannot be written in its format."""
    if path.suffix.casefold() not in SUFFIXES:
        raise bad_file(
            path,
            "is of no format that can be written",
            "的格式不能写出",
            f"one of {', '.join(SUFFIXES)}",
            f"可用：{'、'.join(SUFFIXES)}",
        )


@contextmanager
def write_batches(
    path: Path, schema: pa.Schema, *, safe: bool = False
) -> Iterator[Callable[[pa.RecordBatch], None]]:
    """A function that writes one more batch; the file appears when the block ends well.

    Args:
        path: The file; its suffix gives the format.
        schema: The columns; those of the decision are dictionaries.
        safe: Whether CSV is written so that a spreadsheet takes no cell for a formula.

    Raises:
        RecordError: if the file cannot be written.
    """
    check_suffix(path)
    with write_whole(path) as beside:
        with writing(path):
            writer = _writer(beside, path.suffix.casefold(), schema, safe)

        def write(batch: pa.RecordBatch) -> None:
            with writing(path):
                writer.write(batch)

        try:
            yield write
        except BaseException:
            with suppress(Exception):  # what ended the run is told, not what follows from it
                writer.close()
            raise
        with writing(path):
            writer.close()


def _writer(path: Path, suffix: str, schema: pa.Schema, safe: bool) -> _Parquet | _Ipc | _Csv:
    if suffix in (".parquet", ".pq"):
        return _Parquet(path, schema)
    return _Csv(path, schema, safe) if suffix == ".csv" else _Ipc(path, schema)


class _Parquet:
    def __init__(self, path: Path, schema: pa.Schema) -> None:
        import pyarrow.parquet as pq

        codes = [f.name for f in schema if pa.types.is_dictionary(f.type)]
        # Statistics of the decision columns cost more than deciding, and tell nothing.
        others = [f.name for f in schema if f.name not in (*DECIDED, *codes)]
        self._writer = pq.ParquetWriter(
            path,
            schema,
            compression="snappy",
            use_dictionary=codes or True,
            write_statistics=others or False,
            dictionary_pagesize_limit=DICTIONARY_ROOM,
        )

    def write(self, batch: pa.RecordBatch) -> None:
        """A row group, each dictionary cut down to what occurs in it."""
        columns = [
            _cut(column) if name in DECIDED and pa.types.is_dictionary(column.type) else column
            for name, column in zip(batch.schema.names, batch.columns, strict=True)
        ]
        self._writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=batch.schema))

    def close(self) -> None:
        self._writer.close()


def _cut(column: pa.Array) -> pa.Array:
    """The same column with only the words that occur, in order.

    In which order classes are met depends on what was learnt before, and a file must not.
    """
    indices, used = _occurring(column)
    words = column.dictionary.take(pa.array(used))
    order = pc.sort_indices(words).to_numpy()
    place = np.zeros(len(column.dictionary) + 1, np.int32)
    place[used[order]] = np.arange(len(used), dtype=np.int32)
    return _recoded(column, place[indices], words.take(pa.array(order)))


def _occurring(column: pa.Array) -> tuple[Any, Any]:
    """The indices of a dictionary column, null after the last; and those that occur, in order."""
    size = len(column.dictionary)
    indices = column.indices.fill_null(size).to_numpy()
    return indices, np.flatnonzero(np.bincount(indices, minlength=size + 1)[:size])


def _recoded(column: pa.Array, indices: Any, words: pa.Array) -> pa.Array:
    null = column.indices.null_count
    missing = column.indices.is_null().to_numpy(zero_copy_only=False) if null else None
    return pa.DictionaryArray.from_arrays(pa.array(indices, mask=missing), words)


class _Plain:
    """A writer that takes text where the batches have dictionaries."""

    def __init__(self, schema: pa.Schema, coded: Sequence[str]) -> None:
        self.schema = pa.schema(
            [
                f.with_type(f.type.value_type)
                if pa.types.is_dictionary(f.type) and f.name not in coded
                else f
                for f in schema
            ],
            schema.metadata,
        )

    def plain(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        columns = [
            column if column.type == field.type else column.cast(field.type)
            for column, field in zip(batch.columns, self.schema, strict=True)
        ]
        return pa.RecordBatch.from_arrays(columns, schema=self.schema)


class _Ipc(_Plain):
    """Arrow's file format: it has one dictionary a column, which may grow from batch to batch.

    Those of the decision hold what the rules can say. The others, and the errors, of which there
    may be one a row, are written as text.
    """

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        super().__init__(schema, [name for name in DECIDED if name != "error"])
        options = pa.ipc.IpcWriteOptions(emit_dictionary_deltas=True)
        self._words: dict[str, dict[str, None]] = {}
        self._writer = pa.ipc.new_file(str(path), self.schema, options=options)

    def write(self, batch: pa.RecordBatch) -> None:
        plain = self.plain(batch)
        columns = [
            self._in_order(name, column) if pa.types.is_dictionary(column.type) else column
            for name, column in zip(plain.schema.names, plain.columns, strict=True)
        ]
        self._writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=self.schema))

    def _in_order(self, name: str, column: pa.Array) -> pa.Array:
        """The column in words of the file's own: those of earlier batches, then new ones sorted."""
        if name not in DECIDED:
            return column
        words = self._words.setdefault(name, {})
        indices, used = _occurring(column)
        here = column.dictionary.take(pa.array(used)).to_pylist()
        words.update(dict.fromkeys(sorted(set(here) - words.keys())))
        at = {word: number for number, word in enumerate(words)}
        place = np.zeros(len(column.dictionary) + 1, np.int32)
        place[used] = [at[word] for word in here]
        listed = pa.array(list(words), column.type.value_type)
        return _recoded(column, place[indices], listed).cast(column.type)

    def close(self) -> None:
        self._writer.close()


class _Csv(_Plain):
    def __init__(self, path: Path, schema: pa.Schema, safe: bool) -> None:
        from pyarrow import csv

        super().__init__(schema, ())
        self._writer = csv.CSVWriter(str(path), self.schema)
        self._safe = safe

    def write(self, batch: pa.RecordBatch) -> None:
        plain = self.plain(batch)
        if self._safe:
            columns = [_inert(column) for column in plain.columns]
            plain = pa.RecordBatch.from_arrays(columns, schema=self.schema)
        self._writer.write_batch(plain)

    def close(self) -> None:
        self._writer.close()


def _inert(column: pa.Array) -> pa.Array:
    """Text with an apostrophe before what a spreadsheet would take for a formula."""
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    return pc.replace_substring_regex(column, FORMULA, r"'\0")
