"""The chart: matters a second in batch, on a logarithmic scale, one bar an engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from .figures import number, stage_speeds

__all__ = ["chart"]

PEER, CODED, OWN, COPY = "#8aa4c8", "#4a6da7", "#c8553d", "#999999"
STAGES = (
    ("engines", "batch", "", PEER),
    ("encoded", "seconds", ", encoded", CODED),
    ("encoded, 2 cores", "seconds", ", encoded, 2 cores", CODED),
    ("parquet", "seconds", ", Parquet to Parquet, 2 cores", CODED),
)


def chart(results: Mapping[str, Any], to: Path) -> None:
    """Draw it; equal results give equal files.

    Args:
        results: The stages that there are.
        to: The SVG file.
    """
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    bars = sorted(_bars(results), key=lambda bar: bar[1])
    with matplotlib.rc_context({"svg.hashsalt": "govrules", "svg.fonttype": "none"}):
        figure, axes = pyplot.subplots(figsize=(9, 0.28 * len(bars) + 1))
        axes.barh(range(len(bars)), [b[1] for b in bars], color=[b[2] for b in bars])
        axes.set_yticks(range(len(bars)), [b[0] for b in bars])
        axes.set_xscale("log")
        axes.set_xlabel("matters a second, batch (log scale); median of one run")
        for n, (_, speed, _) in enumerate(bars):
            axes.text(speed * 1.1, n, number(speed), va="center", fontsize=8)
        axes.margins(y=0.01)
        axes.set_xlim(right=bars[-1][1] * 6)
        axes.spines[["top", "right"]].set_visible(False)
        figure.tight_layout()
        figure.savefig(to, metadata={"Date": None})
        pyplot.close(figure)


def _bars(results: Mapping[str, Any]) -> Iterator[tuple[str, float, str]]:
    for stage, key, label, colour in STAGES:
        for name, found in stage_speeds(results[stage], key).items() if stage in results else ():
            is_own = name.startswith(("govrules", "decide_table"))
            own = "govrules, " if name.startswith("decide_table") else ""
            shade = OWN if is_own else COPY if name == "copy" else colour
            yield f"{own}{name}{label}", median(found), shade
