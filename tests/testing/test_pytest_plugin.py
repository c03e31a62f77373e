"""Examples as tests of pytest, in a run of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = """
- id: good
  matter: {kind: violation, item: 犬便不清除, place: 西城区/大栅栏街道, on: 2021-03-01}
  expect: {disposition: undetermined}
- id: bad
  matter: {kind: violation, item: 犬便不清除, place: 西城区/大栅栏街道, on: 2021-03-01}
  expect: {disposition: handle}
"""


def run(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "govrules.testing.pytest_plugin",
        "-p",
        "no:xdist",
    ]
    return subprocess.run(
        [*command, "-p", "no:cacheprovider", *args], cwd=folder, capture_output=True, text=True
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of examples, and YAML files that are none."""
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "dogs.yaml").write_text(EXAMPLES, "utf-8")
    (tmp_path / "other.yaml").write_text("- nothing", "utf-8")
    return tmp_path


def test_each_example_is_a_test(folder: Path) -> None:
    """One that fails says what differs, without a traceback."""
    found = run(folder, "--govrules-pack", "beijing")
    assert "1 failed, 1 passed" in found.stdout, found.stdout + found.stderr
    assert "disposition 处置: expected 应为 handle; found 实为 undetermined" in found.stdout
    assert "Traceback" not in found.stdout


def test_without_a_pack_nothing_is_collected(folder: Path) -> None:
    """The plug-in is in nobody's way; a file that cannot be read is an error when it is."""
    assert "no tests ran" in run(folder).stdout
    (folder / "examples" / "dogs.yaml").write_text("- id: a\n", "utf-8")
    (folder / "pytest.ini").write_text("[pytest]\ngovrules_pack = beijing\n", "utf-8")
    assert "matter is missing" in run(folder).stdout
