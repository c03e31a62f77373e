"""Sweeps: a flow at every combination of parameters, with many seeds, and intervals over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from math import fsum, pi, sqrt, tan
from multiprocessing import get_all_start_methods, get_context
from statistics import NormalDist, fmean, stdev
from typing import Any, TypeAlias

import attrs
import pyarrow as pa

from ..columns.arrow import as_table
from ..errors import RecordError, shown
from ..options import as_count
from .flow import flow
from .orders import Orders
from .scenario import Scenario

__all__ = ["Sweep", "Swept"]

Measure: TypeAlias = "Callable[[Orders], Mapping[str, float]]"
BASELINE = "baseline"


def _as_tuple(seeds: Iterable[int]) -> Sequence[int]:
    return tuple(seeds)


@attrs.frozen
class Sweep:
    """A design: which parameters take which values, and with which seeds.

    Args:
        grid: Parameter of :func:`flow` → its values; ``scenario`` → scenarios, ``None`` for the
            jurisdiction as it is. Each combination is a point.
        seeds: The seeds of each point; the same for all, so that points differ by their parameters.
        processes: How many processes share the work, where the system can fork.
    """

    grid: Mapping[str, Sequence[Any]]
    seeds: Sequence[int] = attrs.field(default=range(10), converter=_as_tuple)
    processes: int = 1

    def points(self) -> list[dict[str, Any]]:
        """Each combination of the values; raises RecordError where one has none."""
        for name, values in self.grid.items():
            if isinstance(values, str) or not isinstance(values, Sequence) or not len(values):
                raise _bad("grid", values, f"{name} has no values", f"{name} 没有取值")
        return [dict(zip(self.grid, p, strict=True)) for p in product(*self.grid.values())]

    def run(self, of: Any, matters: object, measure: Measure | None = None, **how: Any) -> Swept:
        """Let the matters flow at each point with each seed.

        Args:
            of: The jurisdiction.
            matters: As for :func:`flow`.
            measure: Gives the figures of a flow; :meth:`Orders.summary` where not given.
            **how: The parameters that stay the same.

        Raises:
            RecordError: for a design that cannot be run, and for parameters that cannot be used.
        """
        as_count("processes", self.processes)
        points, table = self.points(), as_table(matters)
        if not self.seeds:
            raise _bad("seeds", [], "there are no seeds", "没有种子")
        if twice := [name for name in self.grid if name in how]:
            raise _bad("grid", twice[0], f"{twice[0]} is given twice", f"{twice[0]} 给了两次")
        under = {s.name: s.applied(of) for s in self.grid.get("scenario", ()) if s is not None}
        tasks = [(point, seed) for point in points for seed in self.seeds]

        def one(task: tuple[Mapping[str, Any], int]) -> dict[str, float]:
            point, seed = task
            scenario: Scenario | None = point.get("scenario")
            given = {k: v for k, v in point.items() if k != "scenario"}
            to = of if scenario is None else under[scenario.name]
            orders = flow(to, table, seed=seed, **given, **how)
            return dict(orders.summary() if measure is None else measure(orders))

        # The first seed of each point is run here: what is learnt by it, those who fork know.
        many = len(self.seeds)
        first = [one(task) for task in tasks[::many]]
        rest = _shared(one, [t for n, t in enumerate(tasks) if n % many], self.processes)
        found = [first.pop(0) if n % many == 0 else rest.pop(0) for n in range(len(tasks))]
        rows = [
            {**{k: _label(v) for k, v in point.items()}, "seed": seed, **figures}
            for (point, seed), figures in zip(tasks, found, strict=True)
        ]
        return Swept(tuple(self.grid), pa.Table.from_pylist(rows))


@attrs.frozen(eq=False)
class Swept:
    """The figures of a sweep.

    Args:
        by: The parameters that were varied.
        table: A flow a row: these parameters, ``seed``, and its figures.
    """

    by: tuple[str, ...]
    table: pa.Table

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


def _shared(one: Callable[[Any], Any], tasks: list[Any], processes: int) -> list[Any]:
    """The results in order; every so many tasks are a process's, which inherits what is learnt."""
    if processes == 1 or len(tasks) < 2 or "fork" not in get_all_start_methods():
        return [one(task) for task in tasks]
    context = get_context("fork")
    started = []
    for number in range(processes):
        mine, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(one, tasks[number::processes], theirs))
        process.start()
        theirs.close()
        started.append((process, mine))
    found: list[Any] = [None] * len(tasks)
    for number, (process, pipe) in enumerate(started):
        results, error = pipe.recv()
        process.join()
        if error is not None:
            raise error
        found[number::processes] = results
    return found


def _work(one: Callable[[Any], Any], tasks: list[Any], pipe: Any) -> None:
    try:
        pipe.send(([one(task) for task in tasks], None))
    except Exception as error:
        pipe.send(([], error))


def _label(value: Any) -> Any:
    if value is None:
        return BASELINE
    if isinstance(value, Scenario):
        return value.name
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
