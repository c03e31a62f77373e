"""The command line as a user meets it: Beijing only, in a folder with a few inputs."""

import shutil
from collections.abc import Callable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any

import govrules
import govrules.plugins
import pytest
from click.testing import CliRunner, Result
from govrules.cli import main

HERE = Path(__file__).parent


@cache
def _beijing() -> govrules.Jurisdiction:
    return govrules.load("beijing")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the inputs, Beijing as the only plug-in, and no settings of this machine."""
    shutil.copytree(HERE / "inputs", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for name in ("GOVRULES_LANG", "GOVRULES_DEBUG", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")

    def only(group: str) -> list[EntryPoint]:
        return [p for p in entry_points(group=group) if p.name == "beijing"]

    original = govrules.plugins.load

    def load(id: str, **options: Any) -> govrules.Jurisdiction:
        return _beijing() if id == "beijing" else original(id, **options)

    monkeypatch.setattr(govrules.plugins, "entry_points", only)
    monkeypatch.setattr(govrules.plugins, "load", load)
    return tmp_path


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run ``govrules`` with these arguments."""

    def call(*args: str, input: str | bytes | None = None, **env: str) -> Result:
        return CliRunner().invoke(main, args, input=input, env=env)

    return call
