"""The cache on disk: others may read it, and a run that cannot write it is not lost."""

from __future__ import annotations

import errno
import os
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
