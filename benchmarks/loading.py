"""What importing and loading take, each in a process of its own; and how units grow."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from . import job

__all__ = ["child", "main"]

CHINA = """
import pickle, sys, time
from benchmarks.measure import peak_mb as held
from govrules.territory import load_china
before, start = held(), time.perf_counter()
if sys.argv[1].endswith(".pickle"):
    with open(sys.argv[1], "rb") as file:
        t = pickle.load(file)
else:
    t = load_china(sys.argv[1], province=sys.argv[2] or None)
spent, after = time.perf_counter() - start, held()
if sys.argv[3]:
    with open(sys.argv[3], "wb") as file:
        pickle.dump(t, file, 5)
codes = list(t)[:: max(len(t) // 20000, 1)]
start = time.perf_counter()
for code in codes:
    t.path(code)
print(len(t), spent, before, after, (time.perf_counter() - start) / len(codes))
"""
STEPS = {
    "import govrules": "import time; s = time.perf_counter(); import govrules",
    "load Beijing": "import time, govrules; s = time.perf_counter(); govrules.load('beijing')",
}
END = "; s = time.perf_counter() - s; from benchmarks.measure import peak_mb; print(s, peak_mb())"
RUNS = 5


def main(options: dict[str, Any]) -> dict[str, Any]:
    """The stage; without the folder of China's lists it tells of Beijing only."""
    found = {
        name: _median([child(text + END) for _ in range(RUNS)]) for name, text in STEPS.items()
    }
    return {
        "steps": {name: {"seconds": s, "peak_mb": mb} for name, (s, mb) in found.items()},
        "units_mb": len(pickle.dumps(job.territory(), 5)) / 1e6,
        "units": list(
            _units(
                options.get("china"),
                options["provinces"],
                options["folder"],
                options["repetitions"],
            )
        ),
        "skipped": {} if options.get("china") else {"China's units": "no --china FOLDER given"},
    }


def _units(
    china: str | None, provinces: Iterable[str], folder: str, repetitions: int
) -> Iterator[dict[str, Any]]:
    """Provinces and the whole country, from the raw lists and from the prepared form."""
    if not china:
        return
    for province in (*provinces, ""):
        prepared = str(Path(folder) / f"units-{province or 'all'}.pickle")
        for source, form in ((china, "raw lists"), (prepared, "prepared")):
            write = prepared if form == "raw lists" else ""
            runs = [child(CHINA, source, province, write) for _ in range(repetitions)]
            units, seconds, before, after, path = _median(runs)
            yield {
                "units": int(units),
                "form": form,
                "seconds": seconds,
                "held_mb": after,
                "grown_mb": after - before,
                "path_us": path * 1e6,
                "file_mb": Path(prepared).stat().st_size / 1e6,
            }


def child(text: str, *arguments: str) -> list[float]:
    """The numbers that a program of its own prints."""
    found = subprocess.run(
        [sys.executable, "-c", text, *arguments], check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    return [float(x) for x in found.split()]


def _median(runs: list[list[float]]) -> tuple[float, ...]:
    return tuple(median(column) for column in zip(*runs, strict=True))
