"""Sweeps: a flow at every combination of parameters, with many seeds, and intervals over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import product
from math import fsum, pi, sqrt, tan
from multiprocessing import get_all_start_methods, get_context
from numbers import Real
from statistics import NormalDist, fmean, stdev
from typing import Any, TypeAlias

import attrs
import numpy as np
import pyarrow as pa

from ..columns.arrow import as_table
from ..errors import RecordError, shown
from ..options import as_count
from .design import Design
from .flow import flow
from .orders import Orders
from .scenario import Scenario

__all__ = ["Sweep", "Swept"]

Measure: TypeAlias = "Callable[[Orders], Mapping[str, float]]"
BASELINE = "baseline"


def _as_tuple(seeds: Iterable[int]) -> Sequence[int]:
    if not isinstance(seeds, Iterable) or isinstance(seeds, str):
        raise _bad("seeds", seeds, f"{shown(seeds)} are no seeds", f"{shown(seeds)} 不是种子")
    return tuple(seeds)


@attrs.frozen
class Sweep:
    """A design: which parameters take which values, and with which seeds.

    Args:
        grid: Parameter of :func:`flow` → its values; ``scenario`` → scenarios, ``None`` for the
            jurisdiction as it is. Each combination is a point, told by its numbers and names: no
            two may be alike. Or a :class:`Design` that draws points over ranges.
        seeds: The seeds of each point; the same for all, so that points differ by their parameters.
        processes: How many processes share the work, where the system can fork.
    """

    grid: Mapping[str, Sequence[Any]] | Design
    seeds: Sequence[int] = attrs.field(default=range(10), converter=_as_tuple)
    processes: int = 1

    def points(self) -> list[dict[str, Any]]:
        """Each combination of the values, or what is drawn; raises RecordError for none."""
        if isinstance(self.grid, Design):
            return list(self.grid.points())
        values = [_values(name, given) for name, given in self.grid.items()]
        return [dict(zip(self.grid, p, strict=True)) for p in product(*values)]

    def run(
        self,
        of: Any,
        matters: object,
        measure: Measure | None = None,
        *,
        executor: Executor | None = None,
        **how: Any,
    ) -> Swept:
        """Let the matters flow at each point with each seed.

        Args:
            of: The jurisdiction.
            matters: As for :func:`flow`.
            measure: Gives the figures of a flow; :meth:`Orders.summary` where not given.
            executor: Where the work is done, in as many parts as ``processes``; dask's
                ``client.get_executor()`` is one. Processes of this machine where not given.
            **how: The parameters that stay the same.

        Raises:
            RecordError: for a design that cannot be run, and for parameters that cannot be used.
        """
        as_count("processes", self.processes)
        points, table = self.points(), as_table(matters)
        names = tuple(points[0])
        if not self.seeds:
            raise _bad("seeds", [], "there are no seeds", "没有种子")
        if again := _twice(map(str, self.seeds)):
            raise _bad("seeds", again, f"the seed {again} is given twice", f"种子 {again} 给了两次")
        for name in names:
            if name in how or name == "seed":
                raise _bad("grid", name, f"{name} is given twice", f"{name} 给了两次")
        scenarios = {s.name: s for p in points if (s := p.get("scenario")) is not None}
        under = {name: s.applied(of) for name, s in scenarios.items()}
        one = partial(_flowed, of, under, table, measure, how)
        tasks = [(point, seed) for point in points for seed in self.seeds]
        found = _shared(one, tasks, self.processes, executor)
        rows = [
            {**{k: _label(v) for k, v in point.items()}, "seed": seed, **figures}
            for (point, seed), figures in zip(tasks, found, strict=True)
        ]
        design = self.grid if isinstance(self.grid, Design) else None
        return Swept(names, pa.Table.from_pylist(rows), design)


def _flowed(
    of: Any,
    under: Mapping[str, Any],
    matters: pa.Table,
    measure: Measure | None,
    how: Mapping[str, Any],
    task: tuple[Mapping[str, Any], int],
) -> Mapping[str, float]:
    """The figures of the flow at one point with one seed."""
    point, seed = task
    scenario: Scenario | None = point.get("scenario")
    given = {k: v for k, v in point.items() if k != "scenario"}
    to = of if scenario is None else under[scenario.name]
    orders = flow(to, matters, seed=seed, **given, **how)
    return _figures(orders.summary() if measure is None else measure(orders), point)


def _values(name: str, given: Any) -> list[Any]:
    """The values of a parameter; raises RecordError for none, and for two that are told alike."""
    values = list(given) if isinstance(given, Iterable) and not isinstance(given, str) else []
    values = [v.item() if isinstance(v, np.generic) else v for v in values]
    if not values or isinstance(given, Mapping):
        raise _bad("grid", given, f"{name} has no values", f"{name} 没有取值")
    if name == "scenario":
        for one in values:
            if one is not None and not isinstance(one, Scenario):
                words = f"{shown(one)} is no scenario", f"{shown(one)} 不是情景"
                raise _bad("grid", one, *words)
    if again := _twice(_label(v) for v in values):
        en = f"two values of {name} are told as {shown(again)}: give each its own, or its own name"
        zh = f"{name} 有两个取值都记作 {shown(again)}，请各不相同，或各取其名"
        raise _bad("grid", again, en, zh)
    return values


def _twice(values: Iterable[Any]) -> Any:
    """The first that comes more than once; ``None`` where none does."""
    return next((v for v, many in Counter(values).items() if many > 1), None)


def _figures(given: Any, names: Iterable[str]) -> Mapping[str, float]:
    """The figures of a flow; raises RecordError for what is none, or is called as a parameter."""
    if not isinstance(given, Mapping):
        words = f"the measure gives {shown(given)}, no figures by name"
        raise _bad("measure", given, words, f"度量给出的是 {shown(given)}，而不是按名称列出的数")
    for name, value in given.items():
        if name in (*names, "seed") or isinstance(value, bool) or not isinstance(value, Real):
            en = f"the measure gives {name} as {shown(value)}: no number, or a parameter's name"
            zh = f"度量给出的 {name} 为 {shown(value)}：不是数，或与参数同名"
            raise _bad("measure", value, en, zh)
    return dict(given)


@attrs.frozen(eq=False)
class Swept:
    """The figures of a sweep.

    Args:
        by: The parameters that were varied.
        table: A flow a row: these parameters, ``seed``, and its figures.
        design: What drew the points, if anything did.
    """

    by: tuple[str, ...]
    table: pa.Table
    design: Design | None = None

    def summary(self, ci: float = 0.95) -> pa.Table:
        """The mean of each figure at each point, and the interval that holds it.

        Args:
            ci: How sure the interval is (Student's t over the seeds).

        Returns:
            The parameters, ``measure``, ``mean``, ``low``, ``high``, ``seeds``; the interval is
            null where there is one seed only.

        Raises:
            RecordError: for a share that is not between nought and one.
        """
        if not isinstance(ci, float) or not 0 < ci < 1:
            raise _bad("ci", ci, "ci is a share between 0 and 1", "ci 应在 0 与 1 之间")
        measures = [n for n in self.table.column_names if n not in (*self.by, "seed")]
        groups = dict[tuple[Any, ...], list[dict[str, Any]]]()
        for row in self.table.to_pylist():
            groups.setdefault(tuple(row[n] for n in self.by), []).append(row)
        rows = [
            {
                **dict(zip(self.by, key, strict=True)),
                "measure": m,
                **_interval([r[m] for r in own], ci),
            }
            for key, own in groups.items()
            for m in measures
        ]
        return pa.Table.from_pylist(rows)

    def sensitivity(self) -> pa.Table:
        """How much each parameter of a design does to each figure.

        Returns:
            ``measure``, ``parameter`` and the columns that :meth:`Design.shares` gives, for the
            means over the seeds.

        Raises:
            RecordError: for a sweep over a grid, which was not drawn to be divided.
        """
        if self.design is None:
            raise _bad("grid", "grid", "a grid divides nothing", "网格不能分解出各参数的作用")
        points = self.design.points()
        many = self.table.num_rows // len(points)
        measures = [n for n in self.table.column_names if n not in (*self.by, "seed")]
        rows: list[dict[str, Any]] = []
        for name in measures:
            values = self.table[name].to_numpy().reshape(len(points), many).mean(axis=1)
            rows += [{"measure": name, **row} for row in self.design.shares(points, values)]
        return pa.Table.from_pylist(rows)


def _interval(values: list[float], ci: float) -> dict[str, Any]:
    mean, many = fmean(values), len(values)
    if many < 2:
        return {"mean": mean, "low": None, "high": None, "seeds": many}
    half = _student(0.5 + ci / 2, many - 1) * stdev(values) / sqrt(many)
    return {"mean": mean, "low": mean - half, "high": mean + half, "seeds": many}


def _student(p: float, degrees: int) -> float:
    """The quantile of Student's t: exact for one and two degrees, else Cornish and Fisher's."""
    if degrees == 1:
        return tan(pi * (p - 0.5))
    if degrees == 2:
        return (2 * p - 1) * sqrt(2 / (4 * p * (1 - p)))
    z = NormalDist().inv_cdf(p)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + fsum(t / float(degrees) ** (n + 1) for n, t in enumerate(terms))


def _shared(
    one: Callable[[Any], Any], tasks: list[Any], processes: int, executor: Executor | None
) -> list[Any]:
    """The results in order; every so many tasks are a part, which one process does."""
    if executor is not None:
        parts = [tasks[n::processes] for n in range(min(processes, len(tasks)))]
        done = [executor.submit(_all, one, part) for part in parts]
        return _woven([future.result() for future in done], len(tasks))
    if processes == 1 or len(tasks) < 2 or "fork" not in get_all_start_methods():
        return _all(one, tasks)
    # One task of each kind is done here: what is learnt by it, those who fork know.
    kinds = {tuple(_kind(v) for v in point.values()): n for n, (point, _) in enumerate(tasks)}
    here = sorted(kinds.values())
    left = [task for n, task in enumerate(tasks) if n not in kinds.values()]
    mine, theirs = _all(one, [tasks[n] for n in here]), iter(_forked(one, left, processes))
    known = dict(zip(here, mine, strict=True))
    return [known[n] if n in known else next(theirs) for n in range(len(tasks))]


def _kind(value: Any) -> Any:
    """What tells two points apart in what they teach: a number only says how often."""
    return None if isinstance(value, int | float) else _label(value)


def _all(one: Callable[[Any], Any], tasks: Iterable[Any]) -> list[Any]:
    return [one(task) for task in tasks]


def _woven(parts: Sequence[Sequence[Any]], many: int) -> list[Any]:
    found: list[Any] = [None] * many
    for number, results in enumerate(parts):
        found[number :: len(parts)] = results
    return found


def _forked(one: Callable[[Any], Any], tasks: list[Any], processes: int) -> list[Any]:
    """The results in order; each process inherits what is learnt."""
    context = get_context("fork")
    started = []
    for number in range(min(processes, len(tasks))):
        mine, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(one, tasks[number::processes], theirs))
        process.start()
        theirs.close()
        started.append((process, mine))
    parts = []
    for process, pipe in started:
        results, error = pipe.recv()
        process.join()
        if error is not None:
            raise error
        parts.append(results)
    return _woven(parts, len(tasks))


def _work(one: Callable[[Any], Any], tasks: list[Any], pipe: Any) -> None:
    try:
        pipe.send((_all(one, tasks), None))
    except Exception as error:
        pipe.send(([], error))


def _label(value: Any) -> Any:
    if value is None:
        return BASELINE
    if isinstance(value, Scenario):
        return value.name
    if callable(value):
        return getattr(value, "__name__", shown(value))
    return value if isinstance(value, int | float | str) else shown(value)


def _bad(field: str, value: object, en: str, zh: str) -> RecordError:
    return RecordError(
        en,
        zh,
        field=field,
        value=value,
        hint_en='write Sweep(grid={"unclear": [0.1, 0.2]}, seeds=range(30))',
        hint_zh='请写 Sweep(grid={"unclear": [0.1, 0.2]}, seeds=range(30))',
    )
