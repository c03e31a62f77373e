"""Files in, files out: a year of matters decided in constant memory.

    reader thread ─▶ one batch waiting ─▶ decide ─▶ one batch waiting ─▶ writer thread

The decided file takes its name only when it is whole, with the side table of classes beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import attrs
import numpy as np
import pyarrow as pa

from ..classes import store as store
from ..classes.decision_class import Classes
from ..columns.engine import BATCH, ColumnEngine
from ..columns.kernel import Engine
from ..decision.outcome import Layout
from ..errors import GovrulesError, RecordError
from ..rules import Field
from .class_table import side_path, write_side
from .pipeline import WriteBehind, read_ahead
from .read import Stream, bad_file, columns_of, streams
from .summary import Summary, counts_of
from .write import CODED, DECIDED, Sink, check_suffix, coded

__all__ = ["Decider", "Progress", "Summary", "cached", "decide_files", "kept_columns"]

Progress = Callable[[int, int | None], object]
"""Called with the rows decided so far, and all rows where that is known."""


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

    def columns(self, *, engine: Engine = "numpy", threads: int = 1) -> ColumnEngine:
        """An engine for batches."""


def decide_files(
    jurisdiction: Decider,
    sources: Any,
    out: str | Path,
    *,
    engine: Engine = "numpy",
    threads: int = 1,
    keep: Sequence[str] = ("id",),
    batch_rows: int = BATCH,
    explain: bool = True,
    side: bool = True,
    cache: str | Path | None = None,
    progress: Progress | None = None,
    groups: tuple[int, int] | None = None,
) -> Summary:
    """Decide files into a file, a batch at a time.

    Args:
        jurisdiction: What decides.
        sources: See :func:`.sources.streams`.
        out: ``.parquet``, ``.arrow`` or ``.csv``; replaced when the new one is whole.
        engine: ``"numba"`` with the extra ``fast``; the results are the same.
        threads: How many threads share a batch; reading and writing have one each besides.
        keep: The columns to carry along; ``id`` only where there is one.
        batch_rows: Rows a batch, and a row group of the result; memory grows with it.
        explain: Whether the side table also holds each class's reasons written out as prose.
        side: Whether to write the side table ``<out>.classes.parquet``.
        cache: A folder in which what was learnt is kept from one process to the next.
        progress: Called after each batch.
        groups: Of one Parquet file, only these row groups.

    Returns:
        Counts, and the classes and errors that occurred.

    Raises:
        RecordError: for a file or a column that cannot be used.
    """
    target = Path(out)
    check_suffix(target)
    found = streams(sources, jurisdiction.fields, groups=groups)
    kept = kept_columns(found, keep)
    plan = [(one, columns_of(one, jurisdiction.fields, kept)) for one in found]
    _check_target(target, found)
    rows = [one.rows for one in found]
    total = sum(n for n in rows if n is not None) if None not in rows else None
    with cached(jurisdiction, cache) as notes:
        work = _Work(jurisdiction.columns(engine=engine, threads=threads), kept, jurisdiction)
        with Sink(target, work.schema(found[0])) as sink:
            with WriteBehind(sink.write) as writer:
                for columns, batch in read_ahead(_batches(plan, kept, batch_rows)):
                    writer.put(work.batch(batch, columns))
                    if progress is not None:
                        progress(work.rows, total)
            summary = work.summary(target, side_path(target) if side else None)
            if summary.side is not None:  # first, so that a decided file always has it
                write_side(
                    summary.side, summary.classes, summary.errors, jurisdiction.classes, explain
                )
    return attrs.evolve(summary, notes=tuple(notes))


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
    before = classes.tables.learnt
    if note is not None:
        notes.append(note)
    try:
        yield notes
    finally:
        if classes.tables.learnt > before or note is not None:
            try:
                store.save(classes, file)
            except OSError as error:
                notes.append(store.unkept(file, error))


def kept_columns(found: Sequence[Stream], keep: Sequence[str]) -> list[str]:
    """The columns to carry along, ``id`` only where there is one.

    Raises:
        RecordError: for a source that lacks one, and for a name that the decision uses.
    """
    kept = [name for name in keep if name != "id" or name in found[0].schema.names]
    for name in kept:
        if name in DECIDED:
            raise RecordError(
                f"the column {name!r} cannot be kept: the decision has one of that name",
                f"列 {name!r} 无法保留：与决定的列同名",
                field=name,
                value=name,
                hint_en="rename it",
                hint_zh="请改名",
            )
        for one in found:
            if one.schema.get_field_index(name) < 0:
                raise RecordError(
                    f"{one.name}: there is no column {name!r} to keep",
                    f"{one.name}：没有要保留的列 {name!r}",
                    field=name,
                    value=one.name,
                    hint_en=f"it has {', '.join(one.schema.names)}",
                    hint_zh=f"现有：{'、'.join(one.schema.names)}",
                )
    return kept


def _check_target(target: Path, found: Iterable[Stream]) -> None:
    if not target.parent.is_dir():
        raise bad_file(
            target,
            f"cannot be written: no folder {str(target.parent)!r}",
            f"无法写出：没有文件夹 {str(target.parent)!r}",
            "make it first",
            "请先建立",
        )
    written = {target.resolve(), side_path(target).resolve()}
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

    def __init__(self, columns: ColumnEngine, kept: Sequence[str], decider: Decider) -> None:
        self._engine, self._kept, self._decider = columns, kept, decider
        self._before = decider.classes.tables.learnt
        self._classes = np.zeros(0, np.int64)
        self._errors: dict[str, tuple[GovrulesError, int]] = {}
        self._types: dict[str, pa.DataType] = {}
        self.rows = 0

    def schema(self, first: Stream) -> pa.Schema:
        """The columns of the result; what is kept is of the type that the first source has."""
        self._types = {name: first.schema.field(name).type for name in self._kept}
        decided = [(name, CODED) for name in DECIDED]
        about = {b"govrules.policies": self._decider.digest.encode()}
        return pa.schema([*self._types.items(), *decided], metadata=about)

    def batch(self, batch: pa.RecordBatch, columns: Sequence[str]) -> pa.RecordBatch:
        """Decide one batch; ``columns`` are those that hold fields."""
        decided = self._engine.batch(batch.select(columns))
        made = {name: coded(decided.column(name)) for name in DECIDED}
        self._count(made["decision_class"], made["error"])
        self.rows += batch.num_rows
        kept = {name: batch.column(name) for name in self._kept}
        for name, kind in self._types.items():
            if kept[name].type != kind:
                kept[name] = kept[name].cast(kind)
        return pa.RecordBatch.from_pydict({**kept, **made})

    def _count(self, classes: pa.Array, errors: pa.Array) -> None:
        found = counts_of(classes)
        found[: len(self._classes)] += self._classes
        self._classes = found
        if errors.null_count < len(errors):
            known = self._engine.errors
            for number, n in enumerate(counts_of(errors).tolist()):
                if n:
                    text = errors.dictionary[number].as_py()
                    error, before = self._errors.get(text, (known[text], 0))
                    self._errors[text] = (error, before + n)

    def summary(self, out: Path, side: Path | None) -> Summary:
        """What became of all batches."""
        used, layout = self._engine.used, self._decider.layout
        classes: dict[str, int] = {}
        dispositions: dict[str, int] = {}
        for number in np.flatnonzero(self._classes).tolist():
            one, n = used[number], int(self._classes[number])
            assert one.outcome is not None
            classes[one.code] = classes.get(one.code, 0) + n
            name = one.outcome.disposition
            dispositions[name] = dispositions.get(name, 0) + n
        errors = tuple(self._errors[text] for text in sorted(self._errors))
        bad = sum(n for _, n in errors)
        learnt = self._decider.classes.tables.learnt - self._before
        open_ = sum(dispositions.get(d, 0) for d in {layout.undetermined, layout.adjudicate})
        return Summary(
            out,
            side,
            self.rows,
            self.rows - bad - open_,
            open_,
            bad,
            dict(sorted(dispositions.items())),
            classes,
            errors,
            learnt,
        )
