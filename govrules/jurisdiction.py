"""The composition root: territory, fields, rules and engine of one jurisdiction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
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
from .decision.compose import compose
from .decision.decide import decide_template
from .decision.decision import Decision
from .decision.outcome import DecisionContext
from .errors import GovrulesError, PluginError
from .files.rows import Row, RowError, Source, read_rows
from .inquiring import Inquiring
from .intake import Classify, Desk
from .lazy import lazy
from .loading import assemble_all, dated_lines
from .manifest import Change, changes, manifest_of
from .options import ASKS, Ask, Engine, check_word
from .rules import Policy, read_facts
from .rules.facts import Facts, as_record, said_id
from .rules.question_graph import question_graph
from .rules.reader import Reader
from .rules.to_come import with_note_to_come
from .tabulated import Tabulated

if TYPE_CHECKING:
    import networkx as nx

    from .analysis import AnalysisContext, Detector
    from .simulate import Orders, Run, Scenario
    from .territory.registry import Registry

__all__ = ["Jurisdiction"]


class Jurisdiction(Tabulated, Analysed, Inquiring):
    """A jurisdiction that decides matters.

    Args:
        blueprint: What the pack gives.
        extra: Policies of plug-ins. One that does not fit is left out and reported in
            ``errors``; it costs itself only.
        errors: What is known to be missing already: the errors of plug-ins that failed.

    Attributes:
        blueprint: What it was made from.
        classes: The decision classes met so far.
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
        self.origin = None
        self.detectors: Callable[[], Iterable[Detector]] = tuple
        self.id, self.zh, self.en = blueprint.id, blueprint.zh, blueprint.en
        self.law, self.layout, self.lists, self.delegations, self.delegation_terms = (
            blueprint.law,
            blueprint.layout,
            blueprint.lists,
            blueprint.delegations,
            blueprint.delegation_terms,
        )
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
        self.context = DecisionContext(
            self.rules,
            self.layout,
            self.territory,
            duties,
            self.digest,
            findings=blueprint.findings,
        )
        self._reader = Reader(self.fields, day_field=self.rules.day_field)
        self._idle = {}

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

    def with_places(self, source: Registry) -> Jurisdiction:
        """The same jurisdiction, reading addresses by a user's own registry of places as well.

        Args:
            source: Roads, estates and points of interest: a CSV file with the columns ``name`` and
                ``code``, or such pairs; see :meth:`govrules.territory.Territory.with_places`.

        Raises:
            PolicyError: a line is wrong, or a unit bears the name; a PackError of several.
        """
        return self.derive(territory=self.blueprint.territory.with_places(source))

    def intake(self, classify: Classify | None = None) -> Desk:
        """The desk that reads what people write into a matter, as far as it is certain.

        Args:
            classify: A classifier of the caller's: a text → the items it may mean, each with a
                score from 0 to 1. It ranks candidates, and is never a reason to be certain.
        """
        return Desk(self.fields, self.layout.place, self.rules.day_field, classify)

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
            ask: ``"plain"`` names every fact that an open rule reads, unranked, and does not try
                out whether its answer would change anything: an open matter that is the first of
                its kind then costs milliseconds, where ranking takes up to seconds. All else that
                is decided is the same.
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
            lambda: self.charts.values(),
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

    def simulate(
        self, matters: object, scenarios: Iterable[Scenario] = (), *, keep: Iterable[str] = ()
    ) -> Run:
        """Decide matters as the rules are and under scenarios, side by side.

        Args:
            matters: A table of any reader of Arrow; :func:`govrules.simulate.year` draws one.
            scenarios: What is otherwise, each under its name.
            keep: Columns of the table that are no facts of a matter, to be counted by.

        Returns:
            The run: the results by the names of the scenarios, and ``baseline``.

        Raises:
            RecordError: for what is no table, a column that is no field and is not kept, and for
                two scenarios of one name.
            GovrulesError: where a scenario does not fit.
        """
        from .simulate.run import simulate

        return simulate(self, matters, scenarios, keep=keep)

    def flow(self, matters: object, **how: Any) -> Orders:
        """Let matters go their way as work orders, with organs that may pass them on.

        Args:
            matters: As for :meth:`simulate`.
            **how: ``rounds``, ``seed``, ``unclear``, ``finds``, and how likely organs are to do
                other than usual (``object=0.1``); see :func:`govrules.simulate.flow`.

        Returns:
            The orders where they rest.

        Raises:
            RecordError: for what is no table, and for a parameter that cannot be used.
        """
        from .simulate.flow import flow

        return flow(self, matters, **how)

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
