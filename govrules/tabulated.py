"""What decides many matters at once: a table in memory, files of any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .classes.decision_class import Classes
from .cluster.runner import Dask, Runner, Spark, as_runner, only_local
from .decision.outcome import DecisionContext, Layout
from .files.options import AsMapped, FileOptions, Progress
from .observe import Observed
from .options import Kernel, as_count, check_word
from .rules import Field
from .rules.to_come import as_today

if TYPE_CHECKING:
    import pyarrow as pa

    from .columns.engine import ColumnEngine
    from .files.summary import Summary

__all__ = ["Tabulated"]


class Tabulated(Observed):
    """A jurisdiction that decides by columns.

    Attributes:
        context: What decisions are composed from.
        layout: Which questions make the decision.
        origin: What made it of the packs that are installed, and its code there; ``None`` for one
            that was put together from other parts.
    """

    context: DecisionContext
    layout: Layout
    origin: tuple[Callable[[str], Tabulated], str] | None
    _idle: dict[tuple[str, int], list[ColumnEngine]]  # engines that nobody uses at the moment

    @property
    def fields(self) -> Mapping[str, Field]:
        """The declared fields of a matter, by id."""
        return self.context.rules.declared

    @property
    def classes(self) -> Classes:
        """The decision classes met so far, by code; any code of this digest can be looked up."""
        raise NotImplementedError

    def _today(self, said: object) -> date:
        return as_today(said, self.fields[self.context.rules.day_field])

    def decide_table(
        self,
        data: object,
        *,
        keep: Sequence[str] | None = None,
        kernel: Kernel = "numpy",
        threads: int = 1,
    ) -> pa.Table:
        """Decide a whole table: pyarrow, polars, pandas, DuckDB, or anything of Arrow's.

        Args:
            data: The matters, a column a field; null is unknown or assumed.
            keep: The columns to carry along; where not given all, but for one that the decision
                writes itself (``owner``).
            kernel: ``"numba"`` with the extra ``fast``; the results are the same.
            threads: How many threads share the rows.

        Returns:
            A pyarrow table: the kept columns, then ``disposition``, ``lead`` and ``owner``
            (``role@unit``), ``decision_class`` and ``error`` as dictionary columns. A row that
            cannot be decided has its error there and nulls elsewhere.

        Raises:
            RecordError: for a column or an option that cannot be used.
        """
        before = self.classes.learner.learnt
        with self.lend_columns(kernel=kernel, threads=threads) as columns:
            table = columns.table(data, keep=keep)
        if self._observer is not None:
            counted = table["disposition"].combine_chunks().value_counts().to_pylist()
            counts = {x["values"]: x["counts"] for x in counted if x["values"] is not None}
            bad = table.num_rows - table["error"].null_count
            learnt = self.classes.learner.learnt - before
            self._tell("table", table.num_rows, bad=bad, dispositions=counts, learnt=learnt)
        return table

    def decide_file(
        self,
        source: object,
        out: str | Path,
        *,
        runner: Runner = "local",
        kernel: Kernel = "numpy",
        threads: int = 1,
        keep: Sequence[str] = ("id",),
        batch_rows: int | None = None,
        explain: bool = True,
        class_table: bool = True,
        cache: str | Path | None = None,
        encoding: str | None = None,
        safe: bool = False,
        progress: Progress | None = None,
        today: date | str | None = None,
        mapping: AsMapped = None,
    ) -> Summary:
        """Decide files of any size, a batch at a time, in constant memory.

        Args:
            source: A Parquet, Arrow or CSV file, a folder, a pattern (``2024/*.parquet``),
                several of these, a DuckDB relation, or any stream of Arrow's; under Spark also a
                URI or a data frame.
            out: The decided file: ``.parquet``, ``.arrow`` or ``.csv``. Beside it the class table
                ``<out>.classes.parquet`` gives the reasons of every class that occurs.
                Under dask or Spark, a new folder of Parquet files.
            runner: Where: ``"local"``, in this process; ``"dask"`` or ``"spark"``, on this
                machine; :class:`govrules.cluster.Dask` or :class:`govrules.cluster.Spark`, where
                it says.
            kernel: ``"numba"`` with the extra ``fast``; the results are the same.
            threads: How many threads of a process share a batch.
            keep: The columns to carry along; ``id`` only where there is one.
            batch_rows: Rows a batch; memory grows with it. What suits the runner where not given.
            explain: Whether the class table also holds each class's reasons as prose.
            class_table: Whether to write the class table.
            cache: A folder in which what was learnt is kept from one process to the next.
            encoding: Of CSV files, such as ``"gb18030"``; UTF-8 where not given.
            safe: Whether a CSV file is written so that a spreadsheet takes no cell for a formula.
            progress: Called with the rows decided so far, and all rows where that is known.
            today: What day it is; a note of the summary says how many rows are of later days. With
                the runner local.
            mapping: What the columns and values of another system mean
                (:meth:`govrules.Mapping.load`); ``source`` is then one ``.csv``, ``.jsonl`` or
                ``.xlsx`` file, all of whose columns are kept. With the runner local.

        Returns:
            Counts, and the classes and errors that occurred.

        Raises:
            RecordError: for a file, a column or an option that cannot be used.
            GovrulesError: if what a runner or a kernel needs is not installed.
        """
        options = FileOptions(
            kernel,
            threads,
            keep,
            batch_rows,
            explain,
            class_table,
            cache,
            encoding,
            safe,
            progress,
            None if today is None else self._today(today),
            mapping,
        )
        summary = self._decide_file(source, out, as_runner(runner), options)
        if self._observer is not None:
            errors: dict[str, int] = {}
            for error, rows in summary.errors:
                errors[error.code] = errors.get(error.code, 0) + rows
            self._tell(
                "file",
                summary.rows,
                bad=summary.bad,
                dispositions=summary.dispositions,
                errors=errors,
                learnt=summary.learnt,
            )
        return summary

    def _decide_file(
        self, source: Any, out: str | Path, runner: Runner, options: FileOptions
    ) -> Summary:
        only_local(runner, today=options.today, mapping=options.mapping)
        match runner:
            case Dask() as dask:
                from .cluster.dask import decide_with_dask

                return decide_with_dask(self, source, out, dask, options)
            case Spark() as spark:
                from .cluster.spark import decide_with_spark

                return decide_with_spark(self, source, out, spark, options)
            case _:
                from .files.decide import decide_files

                return decide_files(self, source, out, options)

    def columns(
        self, *, kernel: Kernel = "numpy", threads: int = 1, beside: ColumnEngine | None = None
    ) -> ColumnEngine:
        """An engine of one's own for streams of Arrow batches; for one thread at a time.

        What is learnt is the jurisdiction's; how values are coded the engine keeps from batch to
        batch.

        Args:
            kernel: ``"numba"`` with the extra ``fast``; the results are the same.
            threads: How many threads share a batch.
            beside: The engine of other rules, which has read the same columns: what it has read
                of them is used where it means the same. Neither may be at work while the other is.

        Raises:
            RecordError: for another kernel, and for fewer threads than one.
        """
        from .columns.engine import ColumnEngine

        return ColumnEngine(
            self.context, self.classes, self.fields, kernel=kernel, threads=threads, beside=beside
        )

    @contextmanager
    def lend_columns(self, *, kernel: Kernel = "numpy", threads: int = 1) -> Iterator[ColumnEngine]:
        """Lend an engine that no other thread uses meanwhile; see :meth:`columns`."""
        check_word("kernel", kernel)
        idle = self._idle.setdefault((kernel, as_count("threads", threads)), [])
        try:
            engine = idle.pop()
        except IndexError:
            engine = self.columns(kernel=kernel, threads=threads)
        yield engine
        idle.append(engine)  # not after an error: who knows how far it came
