"""Whether this commit is slower than another: both measured in turn, on one core.

    python -m benchmarks.commits ../before/.venv/bin/python [--rounds 7]

The argument is the Python of an environment in which the other commit is installed. Ratios are taken
within a round; below 1 this commit is the faster.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from . import measure

ONE = Path(__file__).with_name("one_commit.py")


def main(argv: list[str] | None = None) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.commits",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("before", help="the Python that has the other commit")
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args(argv)
    if not Path(asked.before).is_file():
        parser.error(f"no Python at {asked.before}: give that of the other commit's environment")
    measure.pin(1)
    rounds = [(_run(asked.before), _run(sys.executable)) for _ in range(asked.rounds + 1)][1:]
    print(
        "| what | before: median (least) | now: median (least) | now ÷ before: median (of least) |"
    )
    print("|---|---|---|---|")
    for name in rounds[0][0]:
        before, now = ([one[side][name] for one in rounds] for side in (0, 1))
        ratio = median(b / a for a, b in zip(before, now, strict=True))
        print(
            f"| {name} | {_figure(name, median(before))} ({_figure(name, min(before))}) "
            f"| {_figure(name, median(now))} ({_figure(name, min(now))}) "
            f"| {ratio:.2f} ({min(now) / min(before):.2f}) |"
        )
    return 0


def _run(python: str) -> dict[str, float]:
    """One run in a folder of its own, where no checkout lies beside what is installed."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(python).absolute()), "-P", str(ONE)]
        done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _figure(name: str, value: float) -> str:
    if name.endswith("MB"):
        return f"{value:.0f} MB"
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value * 1e6:.3g} µs"


if __name__ == "__main__":
    raise SystemExit(main())
