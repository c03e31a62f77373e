"""What was learnt, on disk: the user's own alone, and a run that cannot use it is not lost."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import govrules
import pytest
from govrules import Blueprint, Jurisdiction, private_file
from govrules.classes import store

pa = pytest.importorskip("pyarrow")

DOG = {"kind": "violation", "item": "犬便不清除", "place": "110102013", "on": "2021-03-01"}
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of two matters."""
    import pyarrow.parquet as pq

    path = tmp_path_factory.mktemp("matters") / "m.parquet"
    pq.write_table(pa.Table.from_pylist([DOG, {**DOG, "kind": "complaint"}]), path)
    return path


@pytest.fixture
def decide(shipped: Blueprint, table: Path, tmp_path: Path) -> Callable[[], Any]:
    """Decide the file anew, nothing learnt, with the cache of this test."""

    def run() -> Any:
        return Jurisdiction(shipped).decide_file(
            table, tmp_path / "out.parquet", cache=tmp_path / "cache"
        )

    return run


@pytest.fixture
def file(decide: Callable[[], Any], tmp_path: Path) -> Path:
    """The cache that one run has left."""
    assert decide().learnt > 0
    (found,) = (tmp_path / "cache").iterdir()
    return found


def test_the_second_run_learns_nothing(decide: Callable[[], Any], file: Path) -> None:
    """What one process has learnt the next one has at hand."""
    summary = decide()
    assert (summary.learnt, summary.notes) == (0, ())


def test_every_answer_and_outcome_comes_back(shipped: Blueprint, file: Path) -> None:
    """Reading a cache and writing it again gives the same bytes: no field is forgotten."""
    before = file.read_bytes()
    j = Jurisdiction(shipped)
    assert store.load(j.classes, file) is None
    file.unlink()
    store.save(j.classes, file)
    assert file.read_bytes() == before


@POSIX
@pytest.mark.parametrize("mask", [0o022, 0o002, 0o000])
def test_the_cache_is_the_users_alone(decide: Callable[[], Any], tmp_path: Path, mask: int) -> None:
    """Whatever the mask, no one else may read or write the cache, or the key."""
    before = os.umask(mask)
    try:
        decide()
    finally:
        os.umask(before)
    (file,) = (tmp_path / "cache").iterdir()
    for path in (file, private_file.key_file()):
        assert path.stat().st_mode & 0o777 == 0o600


def swapped(content: dict[str, Any]) -> dict[str, Any]:
    """The same with two dispositions swapped."""
    text = json.dumps(content, ensure_ascii=False)
    text = text.replace('"handle"', '"?"').replace('"notify_department"', '"handle"')
    return json.loads(text.replace('"?"', '"notify_department"'))  # type: ignore[no-any-return]


def test_a_cache_that_someone_has_changed_is_not_used(
    decide: Callable[[], Any], file: Path
) -> None:
    """Content that the user's key did not authenticate never decides."""
    data = file.read_bytes()
    content = swapped(json.loads(gzip.decompress(data[32:])))
    file.write_bytes(data[:32] + gzip.compress(json.dumps(content).encode(), 1, mtime=0))
    summary = decide()
    assert summary.learnt > 0
    (note,) = summary.notes
    assert "does not carry this user's authentication code" in note.en
    assert "不带本用户的认证码" in note.zh


@POSIX
def test_a_cache_that_others_may_write_is_not_used(decide: Callable[[], Any], file: Path) -> None:
    """A file of loose rights may be anybody's."""
    file.chmod(0o666)
    (note,) = decide().notes
    assert "belongs to another user, or others may write it" in note.en


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_a_cache_of_another_user_is_not_used(decide: Callable[[], Any], file: Path) -> None:
    """Who owns a file decides whether it is trusted."""
    os.chown(file, 65534, 65534)
    (note,) = decide().notes
    assert "belongs to another user" in note.en


def test_a_bomb_is_refused_before_it_unpacks(
    shipped: Blueprint, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even one with the right code: what unpacks to more than the bound is not unpacked."""
    monkeypatch.setattr(private_file, "MOST_BYTES", 1 << 20)
    packed = gzip.compress(b" " * (1 << 24), mtime=0)
    file.write_bytes(private_file._code_of(packed) + packed)
    note = store.load(Jurisdiction(shipped).classes, file)
    assert note is not None
    assert "is too large" in note.en


@pytest.mark.parametrize("cut", [0, 10, 32, 200])
def test_a_torn_cache_is_a_note(decide: Callable[[], Any], file: Path, cut: int) -> None:
    """Half a file costs the learning, and nothing else."""
    file.write_bytes(file.read_bytes()[:cut])
    summary = decide()
    assert summary.rows == 2
    assert len(summary.notes) == 1


def test_another_program_does_not_read_it(
    decide: Callable[[], Any], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version of the library has learnt is learnt anew."""
    monkeypatch.setattr(store, "program_digest", lambda *_: "another")
    (note,) = decide().notes
    assert "is of other rules, or of another version of govrules" in note.en


def test_a_cache_that_cannot_be_written_is_a_note(
    decide: Callable[[], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk costs the cache, and neither the results nor what is told of them."""

    def full(*_args: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("govrules.private_file.token_hex", full)  # on the way to the new file
    summary = decide()
    assert (summary.rows, summary.bad) == (2, 0)
    (note,) = summary.notes
    assert "cannot be written (No space left on device), and is not kept" in note.en
    assert "无法写入（No space left on device），未能留存" in note.zh
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_cache_in_no_folder_is_a_note(decide: Callable[[], Any], tmp_path: Path) -> None:
    """Where the folder of the cache is a file, the run goes on without."""
    (tmp_path / "cache").write_text("a file")
    summary = decide()
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


@pytest.mark.parametrize("module", ["rules/ruleset.py", "evaluate/truth.py", "decision/outcome.py"])
def test_what_another_program_kept_is_not_used(library: Path, tmp_path: Path, module: str) -> None:
    """A cache is read by no library that differs in any module that decides."""
    other = shutil.copytree(library, tmp_path / "other")
    with (other / "govrules" / module).open("a", encoding="utf-8") as file:
        file.write("# as if it decided otherwise\n")
    assert "is of other rules, or of another version of govrules" in learn(other)
