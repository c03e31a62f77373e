"""The types that the public API gives and refuses, as ``mypy --strict`` sees them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

API = Path(__file__).parent / "api.py"
ROOT = Path(__file__).parents[2]


def check(path: Path) -> str:
    """What mypy says of a file, with the settings of the project."""
    pytest.importorskip("mypy")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


def test_the_api_has_the_types_that_it_says() -> None:
    """Each right use passes, and each wrong one is the error that is named beside it."""
    assert check(API) == ""


def test_a_third_of_the_uses_are_wrong() -> None:
    """What the types refuse is tried as well as what they give."""
    text = API.read_text("utf-8")
    assert text.count("# type: ignore[") * 3 >= text.count("assert_type(")


def test_a_wrong_use_is_seen(tmp_path: Path) -> None:
    """Without the names of the errors every wrong use is told: none passes by being unseen."""
    text = API.read_text("utf-8")
    bare = tmp_path / "bare.py"
    bare.write_text(re.sub(r"  # type: ignore\[[a-z-]+\]", "", text), "utf-8")
    lines = {n for n, line in enumerate(text.splitlines(), 1) if "# type: ignore[" in line}
    seen = {int(n) for n in re.findall(r"bare\.py:(\d+): error", check(bare))}
    assert seen == lines
