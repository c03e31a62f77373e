"""Whole runs: the command, what it prints, how it exits.

Each file of ``golden/`` holds one run. After a change that is meant, write them anew with
``GOVRULES_GOLDEN=write pytest tests/cli/test_golden.py`` and read the difference.
"""

import os
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(GOLDEN.glob("*.txt"))
WRONG = ("2", "4")


def told(command: str, result: Result) -> str:
    parts = [
        f"$ {command}",
        f"exit {result.exit_code}",
        "--- stdout",
        result.stdout.rstrip("\n"),
        "--- stderr",
        result.stderr.rstrip("\n"),
    ]
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_run(path: Path, run: Callable[..., Result]) -> None:
    """The command prints and returns what is on file."""
    kept = path.read_text(encoding="utf-8")
    command = kept.split("\n", 1)[0].removeprefix("$ ")
    words = shlex.split(command)
    assert words[0] == "govrules"
    text = told(command, run(*words[1:]))
    if os.environ.get("GOVRULES_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_a_third_is_wrong_input() -> None:
    """At least a third of the runs are on wrong input."""
    codes = [p.read_text(encoding="utf-8").split("\n")[1].removeprefix("exit ") for p in CASES]
    assert len(codes) >= 30
    assert sum(code in WRONG for code in codes) * 3 >= len(codes)
