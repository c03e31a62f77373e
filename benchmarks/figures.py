"""From seconds to figures: speeds, ratios within a repetition, and how both are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any

__all__ = ["number", "ratio", "ratios", "speeds", "spread", "stage_speeds"]


def speeds(rows: float, seconds: Iterable[float]) -> list[float]:
    """Rows a second, for each repetition."""
    return [rows / s for s in seconds]


def stage_speeds(stage: Mapping[str, Any], key: str = "seconds") -> dict[str, list[float]]:
    """Form → rows a second for each repetition."""
    rows = stage["rows"]
    return {
        name: speeds(rows[name] if isinstance(rows, Mapping) else rows, seconds)
        for name, seconds in stage[key].items()
    }


def ratios(mine: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """How many times as fast, repetition by repetition: a slow moment falls on both."""
    return [a / b for a, b in zip(mine, theirs, strict=True)]


def number(x: float) -> str:
    """Three digits, or whole, or in millions."""
    if x >= 1e6:
        return f"{x / 1e6:.3g} M"
    return f"{x:,.0f}" if x >= 100 else f"{x:.3g}"


def spread(values: Sequence[float]) -> str:
    """The median, and from the lowest to the highest."""
    return f"**{number(median(values))}** ({number(min(values))}–{number(max(values))})"


def ratio(mine: Sequence[float], theirs: Sequence[float]) -> str:
    """The median ratio, and from the lowest to the highest."""
    found = ratios(mine, theirs)
    return f"**{number(median(found))}×** ({number(min(found))}–{number(max(found))})"
