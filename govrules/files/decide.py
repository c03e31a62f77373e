"""Files in, files out: a year of matters decided in constant memory.

    reader thread ─▶ one batch waiting ─▶ decide ─▶ one batch waiting ─▶ writer thread

The decided file takes its name only when it is whole, with the class table beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from os.path import isdir  # false of a name that no system takes
from pathlib import Path
from typing import Protocol

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..classes import store
from ..classes.decision_class import Classes
from ..columns.engine import BATCH, ColumnEngine
from ..columns.keep import DECIDED, check_keep
from ..decision.outcome import Layout
from ..errors import GovrulesError, RecordError, text_of
from ..errors_json import from_json
from ..options import Kernel
from ..private_file import unkept
from ..rules import Field
from ..rules.to_come import rows_to_come
from .class_table import class_table_path, write_class_table
from .error_counts import ErrorCounts
from .mapped import mapped_stream
from .options import FileOptions
from .pipeline import read_ahead, write_behind
from .read import UNREAD, Stream, columns_of, streams
from .row import bad_file
from .summary import Summary, counts_of
from .write import CODED, coded, target_of, write_batches

__all__ = ["Decider", "Summary", "cached", "decide_files", "kept_columns"]


class Decider(Protocol):
    """What deciding files needs; :class:`govrules.Jurisdiction` is one."""

    layout: Layout
    digest: str

    @property
    def fields(self) -> Mapping[str, Field]:
        """The declared fields."""

    @property
    def classes(self) -> Classes:
        """The decision classes."""

    @property
    def origin(self) -> tuple[Callable[[str], Decider], str] | None:
        """What makes it of what is installed, and its code; ``None`` where it was put together."""

    def columns(self, *, kernel: Kernel = "numpy", threads: int = 1) -> ColumnEngine:
        """An engine for batches."""


def decide_files(
    jurisdiction: Decider,
    sources: object,
    out: str | Path,
    options: FileOptions | None = None,
    *,
    groups: tuple[int, int] | None = None,
) -> Summary:
    """Decide files into a file, a batch at a time.

    Args:
        jurisdiction: What decides.
        sources: See :func:`.read.streams`.
        out: ``.parquet``, ``.arrow`` or ``.csv``; replaced when the new one is whole.
        options: How; as usual where not given.
        groups: Of one Parquet file, only these row groups.

    Returns:
        Counts, and the classes and errors that occurred.

    Raises:
        RecordError: for a file or a column that cannot be used.
    """
    options = options or FileOptions()
    target = target_of(out)
    if options.mapping is None:
        found = streams(sources, jurisdiction.fields, groups=groups, encoding=options.encoding)
        kept = kept_columns(found, options.keep)
        plan = [(one, columns_of(one, jurisdiction.fields, kept)) for one in found]
    else:
        one, kept, columns = mapped_stream(
            sources, options.mapping, jurisdiction.fields, options.encoding
        )
        found, plan = [one], [(one, columns)]
    _check_target(target, found)
    rows = [one.rows for one in found]
    total = sum(n for n in rows if n is not None) if None not in rows else None
    with cached(jurisdiction, options.cache) as notes:
        engine = jurisdiction.columns(kernel=options.kernel, threads=options.threads)
        work = _Work(engine, kept, jurisdiction, options.today)
        with write_batches(target, work.schema(found), safe=options.safe) as write:
            with write_behind(write) as put:
                for columns, batch in read_ahead(_batches(plan, kept, options.batch_rows or BATCH)):
                    put(work.batch(batch, columns))
                    if options.progress is not None:
                        options.progress(work.rows, total)
            beside = class_table_path(target) if options.class_table else None
            summary = work.summary(target, beside)
            if beside is not None:  # first, so that a decided file always has it
                write_class_table(
                    beside, summary.classes, summary.errors, jurisdiction.classes, options.explain
                )
    return attrs.evolve(summary, notes=(*notes, *work.notes()))


@contextmanager
def cached(jurisdiction: Decider, folder: str | Path | None) -> Iterator[list[GovrulesError]]:
    """What was learnt before is at hand, and what is learnt is kept, even by a run that stops.

    Yields:
        Why the cache was not used, or not kept: a run is not lost for that. Whole at the end.
    """
    notes: list[GovrulesError] = []
    if folder is None:
        yield notes
        return
    classes, file = jurisdiction.classes, store.file_in(folder, jurisdiction.digest)
    note = store.load(classes, file)
    before = classes.learner.learnt
    if note is not None:
        notes.append(note)
    try:
        yield notes
    finally:
        if classes.learner.learnt > before or note is not None:
            try:
                store.save(classes, file)
            except OSError as error:
                notes.append(unkept(file, error))


def kept_columns(found: Sequence[Stream], keep: Sequence[str]) -> list[str]:
    """The columns to carry along, ``id`` only where there is one.

    Raises:
        RecordError: for a source that lacks one, and for a name that the decision uses.
    """
    names = found[0].schema.names
    kept = [name for name in keep if name != "id" or name in names]
    for one in found:
        check_keep(kept, one.schema.names, one.name)
    return kept


def _check_target(target: Path, found: Iterable[Stream]) -> None:
    if not isdir(target.parent):
        raise bad_file(
            target,
            f"cannot be written: no folder {str(target.parent)!r}",
            f"无法写出：没有文件夹 {str(target.parent)!r}",
            "make it first",
            "请先建立",
        )
    written = {target.resolve(), class_table_path(target).resolve()}
    for one in found:
        if one.path is not None and one.path.resolve() in written:
            raise bad_file(
                one.path,
                "is both read and written",
                "既读又写",
                "give the result another name",
                "请给结果另取名字",
            )


def _batches(
    plan: Iterable[tuple[Stream, list[str]]], kept: Sequence[str], rows: int
) -> Iterator[tuple[list[str], pa.RecordBatch]]:
    for stream, columns in plan:
        wanted = list(dict.fromkeys((*kept, *columns)))
        for batch in stream.read(wanted, rows):
            yield columns, batch


class _Work:
    """Decides batches, and counts."""

    def __init__(
        self, columns: ColumnEngine, kept: Sequence[str], decider: Decider, today: date | None
    ) -> None:
        self._engine, self._kept, self._decider = columns, kept, decider
        self._before = decider.classes.learner.learnt
        self._classes = np.zeros(0, np.int64)
        self._errors = ErrorCounts()
        self._types: dict[str, pa.DataType] = {}
        self.rows = 0
        self._today, self._to_come = today, 0

    def schema(self, found: Sequence[Stream]) -> pa.Schema:
        """The columns of the result; what is kept is of the type that the sources have."""
        self._types = {name: _common(name, found) for name in self._kept}
        decided = [(name, CODED) for name in DECIDED]
        about = {b"govrules.policies": self._decider.digest.encode()}
        return pa.schema([*self._types.items(), *decided], metadata=about)

    def batch(self, batch: pa.RecordBatch, columns: Sequence[str]) -> pa.RecordBatch:
        """Decide one batch; ``columns`` are those that hold fields."""
        if self._today is not None:
            self._to_come += self._engine.rows_after(batch.select(columns), self._today)
        made = self._decided(batch, columns)
        self._count(made["decision_class"])
        self.rows += batch.num_rows
        kept = {name: batch.column(name) for name in self._kept}
        for name, kind in self._types.items():
            if kept[name].type != kind:
                kept[name] = kept[name].cast(kind)
        return pa.RecordBatch.from_pydict({**kept, **made})

    def _decided(self, batch: pa.RecordBatch, columns: Sequence[str]) -> dict[str, pa.Array]:
        """The decision columns; a row that could not be read has an error and nothing else."""
        fields = batch.select(columns)
        unread = batch.column(UNREAD) if UNREAD in batch.schema.names else None
        if unread is None or unread.null_count == len(unread):
            made = self._engine.batch(fields)
            decided = {name: coded(made.column(name)) for name in DECIDED}
            self._errors.add_column(decided["error"], self._engine.errors)
            return decided
        is_read = unread.is_null()
        made = self._engine.batch(fields.filter(is_read))
        read = is_read.to_numpy(zero_copy_only=False)
        place = pa.array(np.cumsum(read, dtype=np.int32) - 1, mask=~read)
        decided = {name: _at(coded(made.column(name)), place) for name in DECIDED}
        self._errors.add_column(decided["error"], self._engine.errors)
        return {**decided, "error": self._with_unread(decided["error"], unread)}

    def _with_unread(self, errors: pa.Array, unread: pa.Array) -> pa.Array:
        """The errors of rows that were read and of those that could not be, in one column."""
        packed = unread.dictionary_encode()
        met = [from_json(json.loads(text)) for text in packed.dictionary.to_pylist()]
        texts = pa.array([text_of(error) for error in met], pa.string())
        said = pa.DictionaryArray.from_arrays(packed.indices, texts)
        self._errors.add_column(said, {text_of(error): error for error in met})
        return pc.coalesce(*(part.cast(pa.string()) for part in (errors, said))).dictionary_encode()

    def _count(self, classes: pa.Array) -> None:
        found = counts_of(classes)
        found[: len(self._classes)] += self._classes
        self._classes = found

    def notes(self) -> list[GovrulesError]:
        """What is to be said of the rows together."""
        if self._today is None or not self._to_come:
            return []
        return [rows_to_come(self._to_come, self._engine.day_field, self._today)]

    def summary(self, out: Path, beside: Path | None) -> Summary:
        """What became of all batches."""
        used = [one for one in self._engine.used if one.outcome is not None]
        layout = self._decider.layout
        classes: dict[str, int] = {}
        dispositions: dict[str, int] = {}
        for number in np.flatnonzero(self._classes).tolist():
            one, n = used[number], int(self._classes[number])
            assert one.outcome is not None
            classes[one.code] = classes.get(one.code, 0) + n
            name = one.outcome.disposition
            dispositions[name] = dispositions.get(name, 0) + n
        bad = self._errors.rows
        learnt = self._decider.classes.learner.learnt - self._before
        open_ = sum(dispositions.get(d, 0) for d in layout.open - {layout.no_rule})
        gaps = dispositions.get(layout.no_rule, 0)
        return Summary(
            out,
            beside,
            self.rows,
            self.rows - bad - open_ - gaps,
            open_,
            bad,
            dict(sorted(dispositions.items())),
            classes,
            self._errors.errors(),
            learnt,
            no_rule=gaps,
        )


def _common(name: str, found: Sequence[Stream]) -> pa.DataType:
    """The type of a kept column: that of all sources, or text, which holds what each of them wrote.

    Raises:
        RecordError: for a type that cannot be written as text.
    """
    kinds = [(one.name, one.schema.field(name).type) for one in found]
    if len({kind for _, kind in kinds}) == 1:
        return kinds[0][1]
    for source, kind in kinds:
        if not _is_writable(kind):
            raise RecordError(
                f"the column {name!r} is {kind} in {source}, and of another type elsewhere",
                f"列 {name!r} 在 {source} 中为 {kind}，在其他文件中为另一类型",
                field=name,
                value=source,
                hint_en="write it with one type in all files",
                hint_zh="请在各文件中用同一类型写出",
            )
    return pa.string()


def _is_writable(kind: pa.DataType) -> bool:
    """Whether every value of a type can be written as text; bytes may be no text at all."""
    try:
        pa.nulls(0, kind).cast(pa.string())
    except pa.ArrowException:
        return False
    parts = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_fixed_size_binary)
    return not any(is_bytes(kind) for is_bytes in (*parts, pa.types.is_binary_view))


def _at(column: pa.Array, place: pa.Array) -> pa.Array:
    """The column with its rows at other places; null where no place is given."""
    return pa.DictionaryArray.from_arrays(column.indices.take(place), column.dictionary)
