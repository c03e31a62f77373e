"""The composition root: territory, fields, rules and engine of one jurisdiction."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import attrs

from .engines.classes import Classes
from .engines.compose import Layout, Parts, fill
from .engines.once import once
from .engines.rows import RowError, Source, read_rows
from .errors import GovrulesError, PluginError, PolicyError
from .law import Law
from .rules import (
    Code,
    CodeList,
    DatedList,
    Decision,
    Delegation,
    Field,
    Line,
    Policy,
    Question,
    Reader,
    Role,
    Roles,
    Rule,
    RuleSet,
    read_facts,
)
from .territory import Territory

if TYPE_CHECKING:
    import networkx as nx
    import pyarrow as pa

    from .engines.columns import ColumnEngine

__all__ = ["ROLES", "Blueprint", "Jurisdiction"]


def _tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@attrs.frozen
class Blueprint:
    """What a pack gives to make a jurisdiction.

    Args:
        id: Its code (``beijing``).
        zh: Its Chinese name.
        en: Its English name.
        territory: Its units.
        law: The instruments that its rules cite.
        layout: Which questions make up a decision.
        policies: Its own policies; plug-ins add to them.
        lines: The functional lines between organs.
        lists: The dated lists, public or not.
        delegations: The delegations in force at one time or another.
    """

    id: str
    zh: str
    en: str
    territory: Territory
    law: Law
    layout: Layout
    policies: tuple[Policy, ...] = attrs.field(converter=_tuple)
    lines: tuple[Line, ...] = attrs.field(default=(), converter=_tuple)
    lists: tuple[DatedList, ...] = attrs.field(default=(), converter=_tuple)
    delegations: tuple[Delegation, ...] = attrs.field(default=(), converter=_tuple)


class Jurisdiction:
    """A jurisdiction that decides matters.

    Args:
        blueprint: What the pack gives.
        extra: Policies of plug-ins. One that does not fit is left out and reported in
            ``errors``; it costs itself only.

    Raises:
        PolicyError: if the pack itself does not fit together, or two policies have one id.
    """

    def __init__(self, blueprint: Blueprint, extra: Iterable[Policy] = ()) -> None:
        self.id, self.zh, self.en = blueprint.id, blueprint.zh, blueprint.en
        self.law, self.layout = blueprint.law, blueprint.layout
        self.lists, self.delegations = blueprint.lists, blueprint.delegations
        self.policies = blueprint.policies
        self.errors: tuple[PluginError, ...] = ()
        _check_ids([*self.policies, *(extra := tuple(extra))])
        self.rules = _assemble(blueprint, self.policies)
        for policy in extra:
            self._add(blueprint, policy)
        roles = tuple(self.rules.roles.roles.values())
        self.territory = blueprint.territory.with_organs(roles, blueprint.lines)
        text = f"{self.rules.digest}:{blueprint.territory.digest}"
        self.digest = hashlib.sha256(text.encode()).hexdigest()
        duties = {d.code: d for p in self.policies for d in p.duties}
        self._reader = Reader(self.fields, day_field=self.rules.day_field)
        self._engines: dict[tuple[str, int], ColumnEngine] = {}
        self.parts = Parts(self.rules, self.layout, self.territory, duties, self.digest)

    def _add(self, blueprint: Blueprint, policy: Policy) -> None:
        try:
            self.rules = _assemble(blueprint, (*self.policies, policy))
            self.policies = (*self.policies, policy)
        except GovrulesError as error:
            self.errors = (*self.errors, PluginError(
                f"policy {policy.id} is left out: {error.text('en')}",
                f"策略 {policy.id} 未采用：{error.text('zh')}",
                field="policy", value=policy.id,
                hint_en="the rest of the jurisdiction is unaffected",
                hint_zh="不影响其余策略",
            ))  # fmt: skip

    @property
    def fields(self) -> Mapping[str, Field]:
        """The declared fields of a matter, by id."""
        return self.rules.declared

    @cached_property
    def questions(self) -> nx.DiGraph[str]:
        """The questions as a networkx graph; an edge from a question to one that reads it."""
        import networkx as nx

        from .expr import fields_of

        graph: nx.DiGraph[str] = nx.DiGraph()
        ids = {q.id for q in self.rules.questions}
        for q in self.rules.questions:
            graph.add_node(q.id, zh=q.zh, en=q.en, kind=q.kind)
        for r in self.rules.rules.values():
            for f in (*fields_of(r.condition), *r.refs):
                if (source := f.partition(".")[0]) in ids:
                    graph.add_edge(source, r.rule.question)
        return graph

    def decide(
        self, record: Mapping[str, Any] | None = None, *,
        engine: Literal["classes", "reference"] = "classes", **facts: Any,
    ) -> Decision:  # fmt: skip
        """Decide one matter.

        Args:
            record: The facts as a mapping, or
            engine: ``"reference"`` evaluates every rule anew; the decision is the same.
            **facts: as keywords: ``kind="violation", item="…", place="…", on="2021-03-01"``.
                Codes and Chinese terms are both taken; what is absent is unknown.

        Returns:
            The decision, with its reasons.

        Raises:
            RecordError: for a field or a value that cannot be read.
            ConflictError: if two rules apply, disagree, and nothing ranks them.
        """
        if facts:
            record = {**(record or {}), **facts}
        if engine == "reference":
            read = read_facts(record or {}, self.fields, day_field=self.rules.day_field)
            return fill(once(read, self.parts), read, self.parts)
        read = self._reader.read(record or {})
        return fill(self.classes.find(read).template, read, self.parts)

    @cached_property
    def classes(self) -> Classes:
        """The decision classes met so far, by code; any code of this digest can be looked up."""
        return Classes(self.parts)

    def decide_table(
        self, data: Any, *, keep: Sequence[str] | None = None,
        engine: Literal["numpy", "numba"] = "numpy", threads: int = 1,
    ) -> pa.Table:  # fmt: skip
        """Decide a whole table: pyarrow, polars, pandas, DuckDB, or anything of Arrow's.

        Args:
            data: The matters, a column a field; null is unknown or assumed.
            keep: The columns to carry along; all of them where not given.
            engine: ``"numba"`` with the extra ``fast``; the results are the same.
            threads: How many threads share the rows.

        Returns:
            A pyarrow table: the kept columns, then ``disposition``, ``owner`` (``role@unit``),
            ``decision_class`` and ``error`` as dictionary columns. A row that cannot be decided
            has its error there and nulls elsewhere.
        """
        return self.columns(engine=engine, threads=threads).table(data, keep=keep)

    def columns(
        self, *, engine: Literal["numpy", "numba"] = "numpy", threads: int = 1
    ) -> ColumnEngine:
        """An engine for streams of Arrow batches; it keeps what it has learnt between them."""
        from .engines.columns import ColumnEngine

        key = (engine, threads)
        if key not in self._engines:
            self._engines[key] = ColumnEngine(
                self.parts, self.classes, self.fields, engine=engine, threads=threads
            )
        return self._engines[key]

    def decide_many(
        self, source: Source, *, on_error: Callable[[RowError], Any] | None = None
    ) -> Iterator[Decision | RowError]:
        """Decide the matters of a file, a list of mappings, or any iterator, in order.

        Args:
            source: A path to ``.csv``, ``.jsonl`` or ``.xlsx``, or an iterable of mappings.
            on_error: Called with each row that cannot be decided, instead of yielding it.

        Yields:
            A decision for each good row; a :class:`RowError` for each bad one, in its place.
        """
        for row in read_rows(source):
            result: Decision | RowError
            if isinstance(row, RowError):
                result = row
            else:
                try:
                    result = self.decide(row.record)
                except GovrulesError as error:
                    result = RowError(row.place, row.record.get("id"), error)
            if isinstance(result, RowError) and on_error is not None:
                on_error(result)
            else:
                yield result

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td>{p.id}</td><td>{p.zh}</td><td>{len(p.rules)}</td></tr>"
                       for p in self.policies)  # fmt: skip
        return f"<p><strong>{self.zh} {self.en}</strong></p><table>{rows}</table>"


def _check_ids(policies: Iterable[Policy]) -> None:
    seen: set[str] = set()
    for policy in policies:
        if policy.id in seen:
            raise PolicyError(
                f"two policies are called {policy.id!r}", f"两个策略同名 {policy.id!r}",
                field="policy", value=policy.id,
                hint_en="uninstall one of the plug-ins, or rename its policy",
                hint_zh="请卸载其中一个插件，或更改策略编号",
            )  # fmt: skip
        seen.add(policy.id)


def _assemble(blueprint: Blueprint, policies: Iterable[Policy]) -> RuleSet:
    policies = tuple(policies)
    roles: list[Role] = [r for p in policies for r in p.roles]
    tree = Roles(roles)
    fields: list[Field] = [f for p in policies for f in p.fields]
    for policy in policies:
        for id, choices in policy.choices:
            fields = [_extended(f, id, choices) for f in fields]
    # An organ given as a fact is read against the roles, which only now are complete.
    fields = [attrs.evolve(f, tree=tree) if f.tree is ROLES else f for f in fields]
    rules: list[Rule] = [r for p in policies for r in p.rules]
    questions: list[Question] = [q for p in policies for q in p.questions]
    return RuleSet(fields=fields, questions=questions, rules=rules, law=blueprint.law, roles=tree)


def _extended(field: Field, id: str, choices: Iterable[Any]) -> Field:
    return attrs.evolve(field, choices=(*field.choices, *choices)) if field.id == id else field


# Stands for "the jurisdiction's roles" in the declaration of a field whose values are organs.
ROLES = CodeList("roles", [Code("roles", None, "角色", "roles")])
