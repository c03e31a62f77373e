"""How the public API is used, for the type checker alone: what it gives, and what it refuses.

Checked by ``mypy --strict`` and never run. A use that is wrong names the error that it must be;
strict mode reports a name that is not needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, assert_type

from govrules import (
    Blueprint,
    Decision,
    Field,
    GovrulesError,
    Jurisdiction,
    Plugins,
    Policy,
    RowError,
    Rule,
    hookimpl,
    load,
    rule,
)
from govrules.classes.decision_class import Classes
from govrules.cluster import Dask, Spark
from govrules.decision.record import Ask, Organ, Reason
from govrules.errors import PluginError
from govrules.files.summary import Summary
from govrules.rules import Choice


def loads() -> None:
    """By code, from the environment or from plug-ins given."""
    assert_type(load("beijing"), Jurisdiction)
    assert_type(load("beijing", plugins=Plugins()), Jurisdiction)
    load()  # type: ignore[call-arg]
    load(5)  # type: ignore[arg-type]
    assert_type(load("beijing", plugins=["govrules"]), Jurisdiction)
    load("beijing", plugins=[5])  # type: ignore[list-item]


def decides(beijing: Jurisdiction, row: dict[str, str | None]) -> None:
    """One matter, as a mapping or as keywords."""
    assert_type(beijing.decide(kind="task", place="110102013", on=date(2021, 3, 1)), Decision)
    assert_type(beijing.decide(row), Decision)
    assert_type(beijing.decide({"kind": "task"}, engine="reference", on_power_list=True), Decision)
    assert_type(beijing.errors, tuple[PluginError, ...])
    assert_type(beijing.fields, Mapping[str, Field])
    assert_type(beijing.classes, Classes)
    beijing.decide("a task")  # type: ignore[arg-type]
    beijing.decide(["task"])  # type: ignore[arg-type]
    beijing.decide({"kind": "task"}, engine="numpy")  # type: ignore[arg-type]
    beijing.decide({5: "task"})  # type: ignore[dict-item]


def reads(decision: Decision) -> None:
    """The fields of a decision, and its words."""
    assert_type(decision.id, str | None)
    assert_type(decision.disposition, str)
    assert_type(decision.lead, Organ | None)
    assert_type(decision.held_by, Organ | None)
    assert_type(decision.candidates, tuple[Organ, ...])
    assert_type(decision.because, tuple[Reason, ...])
    assert_type(decision.ask, tuple[Ask, ...])
    assert_type(decision.matter, Mapping[str, Any])
    assert_type(decision.prohibited, bool)
    assert_type([r.cite for r in decision.because], list[str])
    assert_type([a.leaves for a in decision.ask], list[float | None])
    assert_type(decision.explain("en", short=True), str)
    assert_type(decision.to_dict(), dict[str, Any])
    assert_type(decision.to_json(), str)
    assert_type(Decision.from_dict({}), Decision)
    decision.explain(lang=5)  # type: ignore[arg-type]
    decision.lead.name  # type: ignore[union-attr]  # noqa: B018 - there may be no lead
    decision.leader  # type: ignore[attr-defined]  # noqa: B018
    decision.disposition = "handle"  # type: ignore[misc]


def decides_many(beijing: Jurisdiction, rows: list[dict[str, str]], bad: list[RowError]) -> None:
    """With a function for bad rows only decisions come; without, bad rows come in their places."""
    assert_type(beijing.decide_many("matters.csv"), Iterator[Decision | RowError])
    assert_type(beijing.decide_many(rows), Iterator[Decision | RowError])
    assert_type(beijing.decide_many(Path("matters.csv"), on_error=bad.append), Iterator[Decision])
    for result in beijing.decide_many(rows):
        if isinstance(result, RowError):
            assert_type(result.error, GovrulesError)
        else:
            assert_type(result, Decision)
        result.disposition  # type: ignore[union-attr]  # noqa: B018 - it may be a bad row
    beijing.decide_many(5)  # type: ignore[call-overload]
    beijing.decide_many(rows, on_error="skip")  # type: ignore[call-overload]


def decides_tables(beijing: Jurisdiction, table: object) -> None:
    """A table of anything of Arrow's; what comes is pyarrow's, which has no types."""
    beijing.decide_table(table, keep=["id"], kernel="numba", threads=4)
    beijing.decide_table(table, engine="numpy")  # type: ignore[call-arg]
    beijing.decide_table(table, kernel="dask")  # type: ignore[arg-type]
    beijing.decide_table(table, threads="4")  # type: ignore[arg-type]
    beijing.decide_table(table, keep=[5])  # type: ignore[list-item]


def decides_files(beijing: Jurisdiction, source: object, client: Any, session: Any) -> None:
    """Files, by each runner, by its name or by a value."""

    def progress(rows: int, total: int | None) -> None: ...

    assert_type(beijing.decide_file("year.parquet", "decided.parquet"), Summary)
    assert_type(beijing.decide_file(["a.csv", "b.csv"], Path("out.csv"), runner="local"), Summary)
    assert_type(beijing.decide_file(source, "out", runner="dask", kernel="numba"), Summary)
    assert_type(beijing.decide_file(source, "out", runner=Dask(client, job_rows=1000)), Summary)
    assert_type(beijing.decide_file(source, "out", runner="spark", class_table=False), Summary)
    assert_type(beijing.decide_file(source, "out", runner=Spark(session, workers=4)), Summary)
    beijing.decide_file(
        source,
        "out.parquet",
        kernel="numpy",
        threads=2,
        keep=("id", "note"),
        batch_rows=1 << 16,
        explain=False,
        class_table=True,
        cache=Path("cache"),
        progress=progress,
    )
    summary = beijing.decide_file(source, "out.parquet")
    assert_type(summary.errors, tuple[tuple[GovrulesError, int], ...])
    assert_type(summary.class_table, Path | None)
    beijing.decide_file(source)  # type: ignore[call-arg]
    beijing.decide_file(source, "out", engine="dask")  # type: ignore[call-arg]
    beijing.decide_file(source, "out", runner="ray")  # type: ignore[arg-type]
    beijing.decide_file(source, "out", runner=Dask)  # type: ignore[arg-type]
    beijing.decide_file(source, "out", runner="dask", client=client)  # type: ignore[call-arg]
    beijing.decide_file(source, "out", kernel="spark")  # type: ignore[arg-type]
    beijing.decide_file(source, "out", batch_rows="many")  # type: ignore[arg-type]
    beijing.decide_file(source, "out", progress=print, cache=5)  # type: ignore[arg-type]
    Dask(session=session)  # type: ignore[call-arg]
    Spark(job_rows=1000)  # type: ignore[call-arg]
    Dask(workers="4")  # type: ignore[arg-type]


def declares() -> None:
    """Fields and rules, as an author writes them."""
    flag = Field("on_power_list", "flag", "在清单上", "on the list", source="JD 11")
    choice = Field("kind", "choice", "类型", "kind", choices=[("task", "任务", "a task")])
    assert_type(flag.id, str)
    assert_type(choice.choices, tuple[Choice, ...])
    Field("n", "number", "数", "number")  # type: ignore[arg-type]
    Field("n", "count", "数")  # type: ignore[call-arg]
    Field("n", "count", "数", "number", most="9")  # type: ignore[arg-type]
    made = rule(
        "A1",
        "route",
        when="n >= 2",
        then={"lead": "$owner"},
        cite="JD 26",
        zh="多个部门",
        en="several",
    )
    assert_type(made, Rule)
    rule("A1", "route", then={"lead": "$owner"}, cite="JD 26", zh="多个部门")  # type: ignore[call-arg]
    rule("A1", "route", then="handle", cite="JD 26", zh="多个", en="several")  # type: ignore[arg-type]
    rule("A1", "route", then={"lead": "$owner"}, cite="JD 26", zh="多个", en="some", otherwise="no")  # type: ignore[call-arg]


@hookimpl
def govrules_jurisdictions() -> dict[str, Callable[[], Blueprint]]:
    """A hook keeps its own type."""
    return {}


@hookimpl
def govrules_policies(jurisdiction: str) -> Iterable[Policy]:
    """So does one that takes something."""
    return [] if jurisdiction else ()


assert_type(govrules_jurisdictions(), dict[str, Callable[[], Blueprint]])
assert_type(govrules_policies("beijing"), Iterable[Policy])
govrules_policies(5)  # type: ignore[arg-type]
