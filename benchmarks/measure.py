"""Measuring on a machine that is shared: pinned, interleaved, by ratio within a repetition."""

from __future__ import annotations

import gc
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from govrules.options import Kernel

__all__ = [
    "Timings",
    "each",
    "interleaved",
    "kernels",
    "latency",
    "machine",
    "peak_mb",
    "pin",
    "versions",
]

Timings = dict[str, list[float]]


def pin(threads: int) -> tuple[int, ...]:
    """Keep this process, and those it starts, to that many cores: the last ones of the machine."""
    if not hasattr(os, "sched_setaffinity"):
        return ()
    cores = sorted(os.sched_getaffinity(0))[-threads:]
    os.sched_setaffinity(0, cores)
    return tuple(cores)


def interleaved(
    work: Mapping[str, Callable[[], Any]], repetitions: int, *, warm: int = 1
) -> Timings:
    """Seconds of each, in turn: a slow moment of the machine falls on all alike.

    Args:
        work: Name → what to run.
        repetitions: How many rounds are timed.
        warm: How many rounds before that are not.
    """
    found: Timings = {name: [] for name in work}
    for number in range(warm + repetitions):
        for name, run in work.items():
            gc.collect()
            start = time.perf_counter()
            run()
            spent = time.perf_counter() - start
            if number >= warm:
                found[name].append(spent)
    return found


def each(run: Callable[[Any], Any], inputs: Sequence[Any]) -> list[float]:
    """Seconds of each single call."""
    clock, found = time.perf_counter, []
    for one in inputs:
        start = clock()
        run(one)
        found.append(clock() - start)
    return found


def latency(seconds: Iterable[float]) -> dict[str, float]:
    """Median and 99th percentile, in microseconds."""
    ordered = sorted(seconds)
    at = min(len(ordered) - 1, int(len(ordered) * 0.99))
    return {"median_us": statistics.median(ordered) * 1e6, "p99_us": ordered[at] * 1e6}


def peak_mb() -> float:
    """The most memory that this process has held, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count what the parent held when it started this one
        held = [x for x in status.read_text().splitlines() if x.startswith("VmHWM")]
        return int(held[0].split()[1]) / (1 << 10)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    model = platform.processor() or platform.machine()
    memory = ""
    cpuinfo, meminfo = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    if cpuinfo.exists():
        names = [x for x in cpuinfo.read_text().splitlines() if x.startswith("model name")]
        model = names[0].partition(":")[2].strip() if names else model
    if meminfo.exists():
        memory = f"{int(meminfo.read_text().split()[1]) / (1 << 20):.0f} GB"
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory": memory,
        "system": f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}",
        "python": platform.python_version(),
    }


def kernels(name: str) -> dict[str, Kernel]:
    """What to call each kernel that can be used here → the kernel."""
    found: dict[str, Kernel] = {f"{name}, NumPy": "numpy"}
    if versions(["numba"]):
        found[f"{name}, Numba"] = "numba"
    return found


def versions(packages: Iterable[str]) -> dict[str, str]:
    """Package → installed version; those that are not there are left out."""
    found = {}
    for name in packages:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
