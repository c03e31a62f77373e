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
DOG = {
    "kind": "violation",
    "item": "犬便不清除",
    "place": "西城区/大栅栏街道",
    "on_power_list": True,
}
YEAR = [
    {"id": "a", **DOG, "on": "2021-03-01"},
    {"id": "b", **DOG, "on": "2020-06-30", "on_power_list": None},
    {"id": "c", **DOG, "on": "2022-03-01"},
]
OPEN = [{"id": "d", **DOG, "on_power_list": None, "on": "2025-06-01"}]
BAD = [
    {"id": "e", **DOG, "on": "2024-02-30"},
    {"id": "f", **DOG, "on": "昨天"},
    {"id": "g", **DOG, "on": "2024-02-30"},
    {"id": "h", **DOG, "on": "2021-03-01", "place": "西城区/没有的街道"},
]


@cache
def _beijing() -> govrules.Jurisdiction:
    return govrules.load("beijing")


@pytest.fixture(scope="session")
def columnar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with inputs in columns; an empty one where they cannot be written."""
    folder = tmp_path_factory.mktemp("columns")
    try:
        import pyarrow as pa
        import pyarrow.feather as feather
        import pyarrow.parquet as pq
    except ImportError:
        return folder
    (folder / "months").mkdir()
    for name, rows in {
        "year": [*YEAR, *OPEN],
        "good": YEAR,
        "bad": [*YEAR, *BAD],
        "months/01": YEAR,
        "months/02": OPEN,
        "remark": [{**YEAR[0], "remark": "x", "承办人 姓名": "y"}],
        "typo": [{"id": "a", "itme": "犬便不清除"}],
        "twice": [{"kind": "violation", "类型": "投诉"}],
        "strange": [{"a": 1}],
        "nothing": YEAR[:0],
    }.items():
        schema = None if rows else pa.Table.from_pylist(YEAR).schema
        pq.write_table(pa.Table.from_pylist(rows, schema), folder / f"{name}.parquet")
    feather.write_feather(pa.Table.from_pylist(YEAR), folder / "year.arrow", "uncompressed")
    (folder / "torn.parquet").write_bytes((folder / "year.parquet").read_bytes()[:200])
    _beijing().decide_file(folder / "year.parquet", folder / "decided.parquet")
    _beijing().decide_file(folder / "year.parquet", folder / "bare.parquet", class_table=False)
    _foreign(folder / "decided.classes.parquet", folder / "foreign.classes.parquet")
    return folder


def _foreign(side: Path, out: Path) -> None:
    """The same class table as if other rules had decided."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [{**row, "policies": "0" * 64} for row in pq.read_table(side).to_pylist()]
    pq.write_table(pa.Table.from_pylist(rows, pq.read_schema(side)), out)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, columnar: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the inputs, Beijing as the only plug-in, and no settings of this machine."""
    shutil.copytree(HERE / "inputs", tmp_path, dirs_exist_ok=True)
    shutil.copytree(columnar, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOVRULES_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("GOVRULES_PLACES", str(tmp_path / "places"))
    for name in ("GOVRULES_LANG", "GOVRULES_DEBUG", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv(govrules.plugins.ALLOWED, raising=False)
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
