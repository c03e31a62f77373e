"""Installing the packages of ``tests/plugin_package`` for a fresh Python, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

PACKAGES = Path(__file__).parents[1] / "plugin_package"
Run = Callable[..., subprocess.CompletedProcess[str]]


def install(name: str, target: Path) -> None:
    """What an installer leaves behind: the module, and its metadata beside it."""
    source = PACKAGES / name
    project = tomllib.loads((source / "pyproject.toml").read_text("utf-8"))
    about, modules = project["project"], project["tool"]["setuptools"]["py-modules"]
    for module in modules:
        shutil.copy(source / f"{module}.py", target)
    info = target / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n", "utf-8"
    )
    points = about["entry-points"]["govrules"]
    lines = ["[govrules]", *(f"{k} = {v}" for k, v in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
    (info / "INSTALLER").write_text("test\n", "utf-8")


@pytest.fixture
def with_plugins(tmp_path: Path) -> Callable[..., Run]:
    """A Python in which these packages are installed beside govrules."""

    def prepare(*names: str) -> Run:
        for name in names:
            install(name, tmp_path)

        def run(*command: str) -> subprocess.CompletedProcess[str]:
            env = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
            return subprocess.run(
                [sys.executable, *command], env=env, capture_output=True, text=True,
                encoding="utf-8", cwd=tmp_path, check=False,
            )  # fmt: skip

        return run

    return prepare
