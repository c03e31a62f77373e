"""Attack the library as strangers would, and say what did not hold.

    python tools/attack records --seed 7 --count 1000000 --minutes 40

    records   hostile records: one by one, in lots, in columns, against the reference evaluator
    rules     mutated conditions, conclusions, citations and tables
    files     damaged files of every format, by rows and by columns
    threads   one jurisdiction, many threads, its memory renewed all the while
    service   two processes of four threads on a socket of this machine

Prints one JSON object: how many were tried, exceptions that are not ours, rows lost, answers that
differ, the slowest one. Exits 1 if anything did not hold. What was tried follows from the seed.
Kills are ``GOVRULES_KILLS=200 pytest -n0 -s tests/files/test_kill.py``.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from importlib import import_module

from report import ROOT, Report

ATTACKS = ("records", "rules", "files", "threads", "service")


def main() -> int:
    """Run one attack; the exit code."""
    about = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=about)
    parser.add_argument("what", choices=ATTACKS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=40)
    given = parser.parse_args()
    sys.path.append(str(ROOT / "tests" / "helpers"))
    report = Report(given.what, given.seed, time.monotonic() + 60 * given.minutes)
    import_module(given.what).attack(report, given.count)
    print(json.dumps(report.to_dict(), ensure_ascii=False, indent=1))
    return 0 if report.holds else 1


if __name__ == "__main__":
    sys.exit(main())
