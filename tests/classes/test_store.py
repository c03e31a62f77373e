"""The cache on disk: others may read it, and a run that cannot write it is not lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import govrules
import pytest
from govrules import Jurisdiction

pa = pytest.importorskip("pyarrow")

DOG = {"kind": "violation", "item": "犬便不清除", "place": "110102013", "on": "2021-03-01"}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of two matters."""
    import pyarrow.parquet as pq

    path = tmp_path_factory.mktemp("matters") / "m.parquet"
    pq.write_table(pa.Table.from_pylist([DOG, {**DOG, "kind": "complaint"}]), path)
    return path


def fresh() -> Jurisdiction:
    """Beijing as it ships, with nothing learnt."""
    return govrules.load("beijing")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
@pytest.mark.parametrize("mask", [0o022, 0o002, 0o077])
def test_the_mode_is_that_of_any_new_file(table: Path, tmp_path: Path, mask: int) -> None:
    """Whoever may read a new file of the user's may read the cache."""
    before = os.umask(mask)
    try:
        fresh().decide_file(table, tmp_path / "out.parquet", cache=tmp_path / "cache")
    finally:
        os.umask(before)
    (file,) = (tmp_path / "cache").iterdir()
    assert file.stat().st_mode & 0o777 == 0o666 & ~mask


def test_a_cache_that_cannot_be_written_is_a_note(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk costs the cache, and neither the results nor what is told of them."""

    def full(*_args: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("govrules.classes.store.token_hex", full)  # on the way to the new file
    summary = fresh().decide_file(table, tmp_path / "out.parquet", cache=tmp_path / "cache")
    assert (summary.rows, summary.bad) == (2, 0)
    (note,) = summary.notes
    assert "cannot be written (No space left on device), and what was learnt is not kept" in note.en
    assert "无法写入（No space left on device），所得未能留存" in note.zh
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_cache_in_no_folder_is_a_note(table: Path, tmp_path: Path) -> None:
    """Where the folder of the cache is a file, the run goes on without."""
    (tmp_path / "cache").write_text("a file")
    summary = fresh().decide_file(table, tmp_path / "out.parquet", cache=tmp_path / "cache")
    assert summary.rows == 2
    assert [note.field for note in summary.notes] == ["cache", "cache"]


# Decides two matters of the town with a cache, by whatever library is on the path.
LEARN = """
import sys
import pyarrow as pa, pyarrow.parquet as pq
sys.path.insert(0, sys.argv[1])
import town, govrules
from pathlib import Path
assert Path(govrules.__file__).is_relative_to(sys.argv[2]), govrules.__file__
work = Path(sys.argv[2])
pq.write_table(pa.Table.from_pylist([town.matter(), town.matter(item="dump")]), work / "in.parquet")
made = govrules.Jurisdiction(town.blueprint())
done = made.decide_file(work / "in.parquet", work / "out.parquet", cache=work / "cache")
print(done.rows, *[note.en for note in done.notes])
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the library that has decided two matters and kept what it learnt."""
    folder = tmp_path_factory.mktemp("library")
    source = Path(govrules.__file__).parent
    shutil.copytree(source, folder / "govrules", ignore=shutil.ignore_patterns("__pycache__"))
    assert learn(folder) == "2"
    return folder


def learn(folder: Path) -> str:
    """What a process with the library of a folder says of the cache there."""
    helpers = Path(__file__).parents[1] / "helpers"
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", LEARN, str(helpers), str(folder)]
    done = subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_what_the_same_program_kept_is_used(library: Path) -> None:
    """A second process of the same sources has nothing to remark on."""
    assert learn(library) == "2"


ROOM = "the digest of the program leaves this room out"


@pytest.mark.parametrize(
    "module",
    [
        "rules/ruleset.py",
        pytest.param("evaluate/truth.py", marks=pytest.mark.xfail(strict=True, reason=ROOM)),
        pytest.param("decision/outcome.py", marks=pytest.mark.xfail(strict=True, reason=ROOM)),
    ],
)
def test_what_another_program_kept_is_not_used(library: Path, tmp_path: Path, module: str) -> None:
    """A cache is read by no library that differs in any module that decides."""
    other = shutil.copytree(library, tmp_path / "other")
    with (other / "govrules" / module).open("a", encoding="utf-8") as file:
        file.write("# as if it decided otherwise\n")
    assert "is of other rules, or of another version of govrules" in learn(other)
