"""The composition root: territory, fields, rules and engine of one jurisdiction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from html import escape
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from .analysed import Analysed
from .blueprint import Blueprint, derived, given_digest, refuse
from .charts import Chart, check
from .classes.decision_class import Classes
from .classes.template_cache import TemplateCache
from .cluster.runner import Dask, Runner, Spark, as_runner, only_local
from .decision.compose import compose
from .decision.decide import decide_template
from .decision.decision import Decision
from .decision.outcome import DecisionContext
from .errors import GovrulesError, PluginError
from .files.options import AsMapped, FileOptions, Progress
from .files.rows import Row, RowError, Source, read_rows
from .intake import Desk
from .lazy import lazy
from .loading import assemble_all, dated_lines
from .manifest import Change, changes, manifest_of
from .observe import Event, Observer, tell
from .options import ASKS, Ask, Engine, Kernel, as_count, check_word
from .rules import Field, Policy, read_facts
from .rules.facts import Facts, as_record, said_id
from .rules.question_graph import question_graph
from .rules.reader import Reader
from .rules.to_come import as_today, with_note_to_come

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa

    from .analysis import AnalysisContext, Detector
    from .columns.engine import ColumnEngine
    from .files.summary import Summary
    from .simulate import Run, Scenario

__all__ = ["Jurisdiction"]


class Jurisdiction(Analysed):
    """A jurisdiction that decides matters.

    Args:
        blueprint: What the pack gives.
        extra: Policies of plug-ins. One that does not fit is left out and reported in
            ``errors``; it costs itself only.
        errors: What is known to be missing already: the errors of plug-ins that failed.

    Attributes:
        blueprint: What it was made from.
        classes: The decision classes met so far.
        origin: What made it of the packs that are installed, and its code there; ``None`` for one
            that was put together from other parts.
        detectors: Gives the detectors of plug-ins; none for one that was not loaded by its code.
        errors: Every plug-in and policy that is missing, and why; empty if none is.
        rules: The rules that decide.

    Raises:
        PolicyError: if the pack itself does not fit together, or two policies have one id; a
            PackError, with every fault, if it does not in several places.
    """

    def __init__(
        self, blueprint: Blueprint, extra: Iterable[Policy] = (), errors: Iterable[PluginError] = ()
    ) -> None:
        extra, errors = tuple(extra), tuple(errors)
        self.blueprint, self._made_from = blueprint, (blueprint, extra, errors)
        self.origin: tuple[Callable[[str], Jurisdiction], str] | None = None
        self.detectors: Callable[[], Iterable[Detector]] = tuple
        self.id, self.zh, self.en = blueprint.id, blueprint.zh, blueprint.en
        self.law, self.layout, self.lists = blueprint.law, blueprint.layout, blueprint.lists
        self.delegations, self.delegation_terms = blueprint.delegations, blueprint.delegation_terms
        self.silent, self.examples, self._charts = (
            blueprint.silent,
            blueprint.examples,
            blueprint.charts,
        )
        self.rules, self.policies, left_out = assemble_all(blueprint, extra)
        self.errors = (*errors, *left_out)
        roles = tuple(self.rules.roles.roles.values())
        self._lines = tuple(dated_lines(blueprint))
        self.territory = blueprint.territory.with_organs(roles, self._lines)
        self.digest = hashlib.sha256(
            f"{self.rules.digest}:{blueprint.territory.digest}:{given_digest(blueprint)}".encode()
        ).hexdigest()
        duties = {d.code: d for p in self.policies for d in p.duties}
        self._reader = Reader(self.fields, day_field=self.rules.day_field)
        # Engines for columns that nobody uses at the moment, by kernel and threads.
        self._idle: dict[tuple[str, int], list[ColumnEngine]] = {}
        self._observer: Observer | None = None
        self.context = DecisionContext(self.rules, self.layout, self.territory, duties, self.digest)

    def __reduce__(self) -> tuple[type[Jurisdiction], tuple[object, ...]]:
        return type(self), self._made_from  # another process makes it anew

    def derive(self, *policies: Policy, **parts: object) -> Jurisdiction:
        """Make another jurisdiction of this one: with policies laid over it, with parts replaced.

        All that follows from a part follows: rules that a delegation or a list carries, fields
        that read the territory, organs, lines and the digest.

        Args:
            policies: Policies laid over its own.
            **parts: Parts of the blueprint (``delegations=…``, ``territory=…``).

        Raises:
            PolicyError: for what is no part, and for parts and policies that do not fit.
        """
        blueprint, extra, errors = self._made_from
        made = Jurisdiction(derived(blueprint, parts), (*extra, *policies), errors)
        made.detectors = self.detectors
        refuse(made.errors[len(self.errors) :])
        return made

    @property
    def fields(self) -> Mapping[str, Field]:
        """The declared fields of a matter, by id."""
        return self.rules.declared

    def intake(self) -> Desk:
        """The desk that reads what people write into a matter, as far as it is certain."""
        return Desk(self.fields, self.layout.place, self.rules.day_field)

    @lazy
    def charts(self) -> Mapping[str, Chart]:
        """The charts of cases by id, checked; raises ChartError with all that is wrong."""
        return {c.id: check(c, self.law, self.rules.roles.roles) for c in self._charts}

    @lazy
    def questions(self) -> nx.DiGraph[str]:
        """The questions as a networkx graph; an edge from a question to one that reads it."""
        return question_graph(self.rules)

    def decide(
        self,
        record: Mapping[str, object] | None = None,
        *,
        engine: Engine = "classes",
        ask: Ask = "ranked",
        today: date | str | None = None,
        **facts: object,
    ) -> Decision:
        """Decide one matter.

        Args:
            record: The facts as a mapping, or
            engine: ``"reference"`` evaluates every rule anew; the decision is the same.
            ask: ``"plain"`` leaves out how much each missing fact would help: an open matter that
                is the first of its kind then costs milliseconds, where trying out the answers to
                each question takes up to seconds.
            today: What day it is, for no clock is read: a matter of a later day is decided by the
                rules on file and has a note that says so.
            **facts: as keywords: ``kind="violation", item="…", place="…", on="2021-03-01"``.
                Codes and Chinese terms are both taken; what is absent, or a gap of a table
                (``None``, NaN), is unknown.

        Returns:
            The decision, with its reasons.

        Raises:
            RecordError: for a field or a value that cannot be read, and an unknown engine.
            ConflictError: if two rules apply, disagree, and nothing ranks them.
        """
        if engine != "classes" or ask != "ranked":
            check_word("engine", engine)
            check_word("ask", ask)
        if record is None:
            record = facts
        elif facts:
            record = {**as_record(record), **facts}
        day = None if today is None else self._today(today)
        if self._observer is not None:
            return self._observed(record, engine, ask, day)
        return self._decide(record, engine, ask, day)

    def _today(self, said: object) -> date:
        return as_today(said, self.fields[self.rules.day_field])

    def _decide(
        self, record: Mapping[str, Any], engine: Engine, ask: Ask, today: date | None = None
    ) -> Decision:
        is_reference = engine == "reference"
        read = self._read_anew(record) if is_reference else self._reader.read(record)
        if today is not None:
            read = with_note_to_come(read, self.fields[self.rules.day_field], today)
        if is_reference:
            template = decide_template(read, self.context, is_ranked=ask == "ranked")
            return compose(template, read, self.context)
        return compose(self._templates[ask].template(read), read, self.context)

    def observe(self, observer: Observer | None) -> None:
        """Have every matter, table and file that is decided told to a function.

        It is called in the thread that decided, once the answer stands. What it raises is logged
        and harms no decision. It belongs to this object: neither a pickle nor a worker has it.

        Args:
            observer: Called with an :class:`govrules.observe.Event`; ``None`` to stop.
        """
        self._observer = observer

    def _read_anew(self, record: Mapping[str, Any]) -> Facts:
        return read_facts(record, self.fields, day_field=self.rules.day_field)

    def _observed(
        self, record: Mapping[str, Any], engine: Engine, ask: Ask, today: date | None
    ) -> Decision:
        templates = self._templates[ask]
        before = templates.learnt
        try:
            decision = self._decide(record, engine, ask, today)
        except GovrulesError as error:
            self._tell("matter", 1, bad=1, errors={error.code: 1})
            raise
        cold = engine == "reference" or templates.learnt != before
        self._tell("matter", 1, dispositions={decision.disposition: 1}, learnt=int(cold))
        return decision

    def _tell(
        self,
        what: Literal["matter", "table", "file"],
        rows: int,
        *,
        bad: int = 0,
        dispositions: Mapping[str, int] | None = None,
        errors: Mapping[str, int] | None = None,
        learnt: int | None = None,
    ) -> None:
        if (observer := self._observer) is not None:
            counts = dict(dispositions or {}), dict(errors or {})
            tell(observer, Event(what, rows, bad, *counts, learnt, self.digest))

    def schema(self, of: Literal["matter", "decision", "error"]) -> dict[str, Any]:
        """Give the JSON Schema (2020-12) of a matter, of its decision, or of the error of a row.

        Raises:
            RecordError: for anything else.
        """
        from .decision.schema import schema_of

        return schema_of(of, self.fields, self.id)

    def manifest(self) -> dict[str, Any]:
        """List what it is made of, each part with its digest, as plain JSON values to keep."""
        return manifest_of(
            self.id,
            self.digest,
            self.rules,
            self._made_from[0].territory.digest,
            policies=self.policies,
            lists=self.lists,
            delegations=self.delegations,
        )

    def changes_from(self, old: Mapping[str, Any]) -> tuple[Change, ...]:
        """Tell what changed since the manifest of an earlier version; raises RecordError."""
        return changes(old, self.manifest())

    @lazy
    def analysis(self) -> AnalysisContext:
        """The jurisdiction as detectors see it."""
        from .analysis import AnalysisContext

        return AnalysisContext(
            self.context,
            self.territory,
            self.policies,
            self.lists,
            self.delegations,
            self.delegation_terms,
            self._lines,
            self.examples,
            lambda matter: self.decide(matter, ask="plain"),
            self.manifest,
            lambda: self.detectors(),
        )

    @lazy
    def classes(self) -> Classes:
        """The decision classes met so far, by code; any code of this digest can be looked up."""
        return Classes(self.context)

    @lazy
    def _templates(self) -> Mapping[str, TemplateCache]:
        return {ask: TemplateCache(self.classes, is_ranked=ask == "ranked") for ask in ASKS}

    def cache_info(self) -> dict[str, int]:
        """Say how much is remembered: all of it bounded, but for what the learner has learnt.

        Returns:
            ``values`` read, ``cases`` decided in full, ``classes`` met, and ``learnt``: the cases
            that the reference evaluator was asked for, which columns are decided from.
        """
        return {
            "values": len(self._reader),
            "cases": sum(map(len, self._templates.values())),
            "classes": len(self.classes),
            "learnt": self.classes.learner.learnt,
        }

    def clear(self) -> None:
        """Forget all that is remembered; decisions stay the same. Other threads may go on."""
        self.context.labels.clear()
        self._reader = Reader(self.fields, day_field=self.rules.day_field)
        self._idle = {}
        for name in ("_templates", "classes"):
            vars(self).pop(name, None)

    def warm(
        self, matters: Source = (), *, ask: Ask = "ranked", cache: str | Path | None = None
    ) -> tuple[GovrulesError, ...]:
        """Make ready what the first decisions would wait for; a service calls it before it serves.

        Args:
            matters: Matters like those to come, as for ``decide_many``: each is decided, and what
                is wrong with it is left for when it comes.
            ask: As they will be asked for.
            cache: A folder in which what columns have learnt was kept; see ``decide_file``.

        Returns:
            Why the cache was not used, if it was not.
        """
        place = self.fields.get(self.layout.place)
        if place is not None:  # the index of names is read when a name is first looked up
            with suppress(GovrulesError):
                place.read("?")
        for row in read_rows(matters):
            if isinstance(row, Row):
                with suppress(GovrulesError):
                    self._decide(row.record, "classes", ask)
        if cache is None:
            return ()
        from .classes.store import file_in, load

        note = load(self.classes, file_in(cache, self.digest))
        return () if note is None else (note,)

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

    def simulate(self, matters: object, scenarios: Iterable[Scenario] = ()) -> Run:
        """Decide matters as the rules are and under scenarios, side by side.

        Args:
            matters: A table of any reader of Arrow; :func:`govrules.simulate.year` draws one.
            scenarios: What is otherwise, each under its name.

        Returns:
            The run: the results by the names of the scenarios, and ``baseline``.

        Raises:
            RecordError: for what is no table, and for two scenarios of one name.
            GovrulesError: where a scenario does not fit.
        """
        from .simulate.run import simulate

        return simulate(self, matters, scenarios)

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

    def columns(self, *, kernel: Kernel = "numpy", threads: int = 1) -> ColumnEngine:
        """An engine of one's own for streams of Arrow batches; for one thread at a time.

        What is learnt is the jurisdiction's; how values are coded the engine keeps from batch to
        batch.

        Args:
            kernel: ``"numba"`` with the extra ``fast``; the results are the same.
            threads: How many threads share a batch.

        Raises:
            RecordError: for another kernel, and for fewer threads than one.
        """
        from .columns.engine import ColumnEngine

        return ColumnEngine(self.context, self.classes, self.fields, kernel=kernel, threads=threads)

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

    @overload
    def decide_many(
        self,
        source: Source,
        *,
        on_error: None = None,
        encoding: str | None = None,
        sheet: str | None = None,
        ask: Ask = "ranked",
        today: date | str | None = None,
    ) -> Iterator[Decision | RowError]: ...

    @overload
    def decide_many(
        self,
        source: Source,
        *,
        on_error: Callable[[RowError], object],
        encoding: str | None = None,
        sheet: str | None = None,
        ask: Ask = "ranked",
        today: date | str | None = None,
    ) -> Iterator[Decision]: ...

    @overload
    def decide_many(
        self,
        source: Source,
        *,
        on_error: Callable[[RowError], object] | None,
        encoding: str | None = None,
        sheet: str | None = None,
        ask: Ask = "ranked",
        today: date | str | None = None,
    ) -> Iterator[Decision | RowError]: ...

    def decide_many(
        self,
        source: Source,
        *,
        on_error: Callable[[RowError], object] | None = None,
        encoding: str | None = None,
        sheet: str | None = None,
        ask: Ask = "ranked",
        today: date | str | None = None,
    ) -> Iterator[Decision | RowError]:
        """Decide the matters of a file, a list of mappings, or any iterator, in order.

        Args:
            source: A path to ``.csv``, ``.jsonl`` or ``.xlsx``, or an iterable of mappings.
            on_error: Called with each row that cannot be decided, instead of yielding it.
            encoding: Of a CSV file, such as ``"gb18030"``; UTF-8 where not given.
            sheet: The sheet of a workbook; where not given, the only one that holds anything.
            ask: As in :meth:`decide`.
            today: As in :meth:`decide`.

        Returns:
            An iterator of a decision for each good row and a :class:`RowError` for each bad one,
            in its place.

        Raises:
            RecordError: at once, for a file that is not there or cannot be read, and for an option.
        """
        check_word("ask", ask)
        day = None if today is None else self._today(today)
        rows = read_rows(source, encoding=encoding, sheet=sheet)
        if isinstance(source, str | Path):
            rows = chain([*islice(rows, 1)], rows)  # the file is opened now, not at the first row
        return self._decided(rows, on_error, ask, day)

    def _decided(
        self,
        rows: Iterable[Row | RowError],
        on_error: Callable[[RowError], object] | None,
        ask: Ask,
        today: date | None,
    ) -> Iterator[Decision | RowError]:
        for row in rows:
            result: Decision | RowError
            if isinstance(row, RowError):
                result = row
            else:
                try:
                    result = self.decide(row.record, ask=ask, today=today)
                except GovrulesError as error:
                    result = RowError(row.place, said_id(row.record), error)
            if isinstance(result, RowError) and on_error is not None:
                on_error(result)
            else:
                yield result

    def __repr__(self) -> str:
        return (
            f"<Jurisdiction {self.id} {self.zh}: {len(self.rules.rules)} rules, {self.digest[:8]}>"
        )

    def _repr_html_(self) -> str:
        return f"<p><strong>{escape(f'{self.zh} {self.en}')}</strong></p>" + "".join(
            [
                "<table>",
                *(
                    f"<tr><td>{escape(p.id)}</td><td>{escape(p.zh)}</td><td>{len(p.rules)}</td></tr>"
                    for p in self.policies
                ),
                "</table>",
            ]
        )
