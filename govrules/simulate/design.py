"""Designs: points over ranges, by which the outcome is divided among the parameters (SALib)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Literal, TypeAlias

import attrs
import numpy as np
from numpy.typing import NDArray

from ..errors import RecordError, did_you_mean, shown
from ..options import as_count

__all__ = ["Design"]

Method: TypeAlias = "Literal['sobol', 'morris']"
# Method → SALib's options of its sample, its columns, and what they are called here.
OPTIONS: Mapping[str, Mapping[str, Any]] = {"sobol": {"calc_second_order": False}, "morris": {}}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "sobol": {"S1": "first", "S1_conf": "first_ci", "ST": "total", "ST_conf": "total_ci"},
    "morris": {"mu": "mu", "mu_star": "mu_star", "mu_star_conf": "mu_star_ci", "sigma": "sigma"},
}


@attrs.frozen
class Design:
    """Points over ranges of parameters, for a :class:`Sweep` (needs the extra ``sensitivity``).

    Args:
        ranges: Parameter of :func:`flow` → its least and its greatest value.
        method: ``sobol`` divides the variance of the outcome among the parameters, in size ×
            (parameters + 2) points; ``morris`` only screens them, in size × (parameters + 1).
        size: How many points are drawn before each is varied; a power of two for ``sobol``.
        seed: The same seed draws the same points.
    """

    ranges: Mapping[str, tuple[float, float]]
    method: Method = "sobol"
    size: int = 64
    seed: int = 1

    def points(self) -> list[dict[str, float]]:
        """The points, in the order in which they are analysed.

        Raises:
            RecordError: for another method, a size, or what is no range; without SALib.
        """
        self._check()
        drawn = self._salib("sample").sample(
            self._problem, self.size, seed=self.seed, **OPTIONS[self.method]
        )
        return [dict(zip(self.ranges, map(float, point), strict=True)) for point in drawn]

    def shares(self, points: Sequence[Mapping[str, float]], values: Sequence[float]) -> list[Any]:
        """How much each parameter does, by the values found at the points.

        Args:
            points: What :meth:`points` gave.
            values: A value for each.

        Returns:
            A row a parameter. ``sobol``: ``first`` (the share of the variance that it explains
            alone) and ``total`` (with all in which it takes part); ``morris``: ``mu`` (its mean
            effect over the range), ``mu_star`` (of its size) and ``sigma`` (how much that differs
            from place to place). Those ending in ``_ci`` are half the width of a 95 % interval.
            All are nought where nothing varies.
        """
        found = np.asarray(values, np.float64)
        names = COLUMNS[self.method]
        if not np.ptp(found):
            return [{"parameter": p, **dict.fromkeys(names.values(), 0.0)} for p in self.ranges]
        at: NDArray[np.float64] = np.array([[p[n] for n in self.ranges] for p in points])
        given = (self._problem, found) if self.method == "sobol" else (self._problem, at, found)
        said = self._salib("analyze").analyze(*given, seed=self.seed, **OPTIONS[self.method])
        return [
            {"parameter": p, **{ours: float(said[its][n]) for its, ours in names.items()}}
            for n, p in enumerate(self.ranges)
        ]

    @property
    def _problem(self) -> dict[str, Any]:
        ranges = [list(r) for r in self.ranges.values()]
        return {"num_vars": len(ranges), "names": list(self.ranges), "bounds": ranges}

    def _check(self) -> None:
        if self.method not in COLUMNS:
            en, zh = did_you_mean(self.method, COLUMNS)
            raise _bad("method", self.method, "is no method", "不是抽样方法", en, zh)
        as_count("size", self.size)
        if self.method == "sobol" and self.size & (self.size - 1):
            raise _bad("size", self.size, "is no power of two", "不是二的幂")
        if not self.ranges:
            raise _bad("ranges", {}, "names no parameter", "没有写明参数")
        for name, ends in self.ranges.items():
            if not _is_range(ends):
                raise _bad(name, ends, "is no range", "不是取值范围")

    def _salib(self, part: str) -> Any:
        try:
            return import_module(f"SALib.{part}.{self.method}")
        except ImportError:
            raise RecordError(
                "designs need SALib",
                "抽样设计需要 SALib",
                field="design",
                value=self.method,
                hint_en='pip install "govrules[sensitivity]"',
                hint_zh='请运行 pip install "govrules[sensitivity]"',
            ) from None


def _is_range(ends: Any) -> bool:
    numbers = isinstance(ends, Sequence) and all(
        isinstance(e, int | float) and not isinstance(e, bool) for e in ends
    )
    return numbers and len(ends) == 2 and ends[0] < ends[1]


def _bad(
    field: str,
    value: object,
    en: str,
    zh: str,
    hint_en: str | None = None,
    hint_zh: str | None = None,
) -> RecordError:
    return RecordError(
        f"{field} {shown(value)} {en}",
        f"{field} {shown(value)} {zh}",
        field=field,
        value=value,
        hint_en=hint_en or 'write Design({"object": (0.0, 0.5)}, method="sobol", size=64)',
        hint_zh=hint_zh or '请写 Design({"object": (0.0, 0.5)}, method="sobol", size=64)',
    )
