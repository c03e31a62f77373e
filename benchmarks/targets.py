"""What was set out to be reached, and what was: each target with its figure, where measured."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

import attrs

from .figures import ratios, stage_speeds

__all__ = ["RULE_ENGINES", "TARGETS", "Target", "reached"]

RULE_ENGINES = ("durable-rules", "zen-engine", "CEL", "cedarpy", "clipspy", "rule-engine")
"""The peers that are given one matter after another."""

Results = Mapping[str, Any]
NUMPY, NUMBA = "govrules, NumPy", "govrules, Numba"
ONE, TWO = "encoded", "encoded, 2 cores"


@attrs.frozen
class Target:
    """A figure to reach.

    Args:
        zh: What it is of, in Chinese.
        en: In English.
        aim: The figure.
        of: Reads what was reached off the results; a KeyError where it was not measured.
        unit: ``×``, ``%``, ``s``, ``MB`` or ``µs``.
        is_most: Whether no more than that is aimed at, rather than no less.
    """

    zh: str
    en: str
    aim: float
    of: Callable[[Results], float]
    unit: str = "×"
    is_most: bool = False

    def is_met(self, found: float) -> bool:
        """Whether the figure is good enough."""
        return found <= self.aim if self.is_most else found >= self.aim


def reached(results: Results) -> Iterator[tuple[Target, float | None]]:
    """Each target and what was reached; ``None`` where it was not measured."""
    for target in TARGETS:
        try:
            yield target, target.of(results)
        except (KeyError, ValueError, IndexError):
            yield target, None


def _best(results: Results, stage: str, mine: Iterable[str], theirs: str) -> float:
    """The best of these forms against the best of a peer's, repetition by repetition."""
    found = stage_speeds(results[stage])
    own = [max(each) for each in zip(*(found[m] for m in mine if m in found), strict=True)]
    peer = [v for name, v in found.items() if name.startswith(theirs)]
    return median(ratios(own, [max(each) for each in zip(*peer, strict=True)]))


def _encoded(mine: str, theirs: str, stage: str = ONE) -> Callable[[Results], float]:
    return lambda results: _best(results, stage, (mine,), theirs)


def _share(stage: str) -> Callable[[Results], float]:
    return lambda results: 100 * _best(results, stage, (NUMBA,), "copy")


def _parquet(theirs: str) -> Callable[[Results], float]:
    return lambda results: _best(results, "parquet", (NUMPY, NUMBA), theirs)


def _parquet_mb(results: Results) -> float:
    alone = results["parquet"]["alone"]
    return max(float(one["peak_mb"]) for name, one in alone.items() if name.startswith("govrules"))


def _flat(results: Results) -> float:
    few, all_ = results["parquet"]["quarter"], results["parquet"]["alone"]
    return max(float(all_[name]["peak_mb"] / one["peak_mb"]) for name, one in few.items())


def _one(results: Results, name: str = NUMPY) -> float:
    return median(float(run["median_us"]) for run in results["engines"]["single"][name])


def _one_ratio(results: Results) -> float:
    fastest = min(_one(results, e) for e in _engines(results))
    return fastest / _one(results)


def _engines(results: Results) -> Sequence[str]:
    return [e for e in (*RULE_ENGINES, "openfisca-core") if e in results["engines"]["single"]]


def _batch(stage: str, form: str) -> Callable[[Results], float]:
    """Medians of two stages: not within a repetition, since the sizes are worlds apart."""

    def of(results: Results) -> float:
        mine = median(stage_speeds(results[stage])[form])
        peers = stage_speeds(results["engines"], "batch")
        return mine / max(median(v) for name, v in peers.items() if name in RULE_ENGINES)

    return of


def _learning(results: Results) -> float:
    return float(sum(one["first"] for one in results["pack"]["curve"]))


def _loaded(results: Results) -> float:
    found = results["pack"]["cache"]
    return float(found["load_seconds"] + found["read_seconds"])


def _china(key: str) -> Callable[[Results], float]:
    def of(results: Results) -> float:
        whole = [u for u in results["loading"]["units"] if u["form"] == "prepared"][-1]
        return float(whole[key])

    return of


def _rules(results: Results) -> float:
    warm = [one["warm_us"] for one in results["growth"]["rules"]]
    return float(warm[-1] / warm[0])


ARROW = "decide_table on Arrow dictionaries"
TARGETS = (
    Target(
        "整数编码列，一核，NumPy 内核对 DuckDB 最好的手写形式",
        "encoded columns, one core: NumPy kernel to DuckDB's best form by hand",
        8,
        _encoded(NUMPY, "DuckDB"),
    ),
    Target("同上，对 Polars", "the same, to Polars'", 1.8, _encoded(NUMPY, "Polars")),
    Target(
        "同上，Numba 内核对 DuckDB",
        "the same, Numba kernel to DuckDB's",
        18,
        _encoded(NUMBA, "DuckDB"),
    ),
    Target(
        "同上，Numba 内核对 Polars",
        "the same, Numba kernel to Polars'",
        4,
        _encoded(NUMBA, "Polars"),
    ),
    Target(
        "Numba 内核占复制速度，一核",
        "Numba kernel, share of copy speed, one core",
        12,
        _share(ONE),
        "%",
    ),
    Target(
        "Numba 内核占复制速度，两核",
        "Numba kernel, share of copy speed, two cores",
        20,
        _share(TWO),
        "%",
    ),
    Target(
        "Parquet 到 Parquet，两核，对 DuckDB",
        "Parquet to Parquet, two cores, to DuckDB",
        2,
        _parquet("DuckDB"),
    ),
    Target("同上，对 Polars", "the same, to Polars", 5, _parquet("Polars")),
    Target("同上，峰值内存", "the same, peak memory", 1000, _parquet_mb, "MB", is_most=True),
    Target(
        "同上，内存：全部行对四分之一行",
        "the same, memory: all rows to a quarter of them",
        1.25,
        _flat,
        is_most=True,
    ),
    Target(
        "一件认定连同理由，中位数（事项未曾见过，规则已学）",
        "one decision with its reasons, median (matters not met before, rules learnt)",
        10,
        _one,
        "µs",
        is_most=True,
    ),
    Target(
        "一件认定，比最快的规则引擎快多少",
        "one decision, to the fastest rule engine",
        1,
        _one_ratio,
    ),
    Target(
        "批量，Numba 内核对最快的逐件规则引擎",
        "batch, Numba kernel to the fastest rule engine",
        1000,
        _batch(ONE, NUMBA),
    ),
    Target(
        "批量，Arrow 字典列的 decide_table 对同一引擎",
        "batch, decide_table on Arrow dictionaries to the same",
        1000,
        _batch(ONE, f"{ARROW}, Numba"),
    ),
    Target(
        "北京策略包：自空白学完一年的样本",
        "Beijing's pack: learning a sample of a year from nothing",
        3,
        _learning,
        "s",
        is_most=True,
    ),
    Target(
        "北京策略包：载入规则与已学的表",
        "Beijing's pack: loading rules and tables learnt before",
        0.3,
        _loaded,
        "s",
        is_most=True,
    ),
    Target(
        "全国单位，预备形式，装载",
        "all of China's units, prepared form, loading",
        1,
        _china("seconds"),
        "s",
        is_most=True,
    ),
    Target(
        "全国单位，预备形式，进程峰值内存",
        "all of China's units, prepared form, memory of the process",
        150,
        _china("held_mb"),
        "MB",
        is_most=True,
    ),
    Target(
        "一件认定的耗时，规则最多时对最少时",
        "cost of one decision, most rules to fewest",
        1.25,
        _rules,
        is_most=True,
    ),
)
