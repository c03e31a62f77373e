"""One writer of whole files: they appear whole, or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from govrules.errors import RecordError
from govrules.whole_file import write_whole, writing


def test_the_file_appears_at_the_end(tmp_path: Path) -> None:
    """While it is written the old one stands; afterwards the new one does, and nothing else."""
    path = tmp_path / "out.txt"
    path.write_text("old")
    with write_whole(path) as beside:
        beside.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_block_that_fails_leaves_what_was(tmp_path: Path) -> None:
    """What the block raises passes through, and the old file stands."""
    path = tmp_path / "out.txt"
    path.write_text("old")

    def run() -> None:
        with write_whole(path) as beside:
            beside.write_text("half")
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        run()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_rights_may_be_private(tmp_path: Path) -> None:
    """With a mode only the owner can read the file, from its first byte on."""
    with write_whole(tmp_path / "cache", mode=0o600) as beside:
        assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o600


def test_what_dead_runs_left_is_removed(tmp_path: Path) -> None:
    """The file of a run that was killed goes; that of one that lives, and of another file, stays."""
    script = (
        "import os, sys; from govrules.whole_file import write_whole\n"
        "with write_whole(sys.argv[1]): os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "a")], check=False)
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "b")], check=False)
    assert len(list(tmp_path.iterdir())) == 2
    with write_whole(tmp_path / "a") as first, write_whole(tmp_path / "a") as second:
        assert first.exists()
        assert second.exists()
        assert len(list(tmp_path.iterdir())) == 3
    names = [p.name for p in tmp_path.iterdir()]
    assert len(names) == 2
    assert "a" in names


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What the link points at is replaced."""
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    with write_whole(tmp_path / "link") as beside:
        beside.write_text("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_a_device_is_written_as_it_is() -> None:
    """Nothing takes the place of a device."""
    with write_whole("/dev/null") as beside:
        beside.write_text("x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.parametrize("name", ["no/out.txt", "folder"])
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    """No folder, or a folder in the place of the file, is an error that names the file."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(RecordError) as caught, write_whole(tmp_path / name) as beside:
        beside.write_text("x")
    assert f"{Path(name).name} cannot be written: " in str(caught.value)
    assert "无法写出" in caught.value.text("zh")
    assert caught.value.field == "file"
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


def test_a_name_that_is_too_long_is_told() -> None:
    """No system takes a name of 5,000 characters; the error is ours and does not hold them all."""
    told = pytest.raises(RecordError, match="cannot be written: File name too long")
    with told as caught, write_whole("x" * 5000):
        pass
    assert len(caught.value.en) < 200


def test_a_full_disk_is_told() -> None:
    """What the system says becomes an error of ours, which names the file."""

    def run() -> None:
        with writing("/dev/full"), open("/dev/full", "w") as file:
            file.write("x" * 100_000)

    with pytest.raises(RecordError, match="full cannot be written: No space left"):
        run()
