"""A file that is written appears whole or not at all, whatever ends the run.

    with write_whole(path) as beside:
        beside.write_text("…")

It is written under a hidden name in the same folder, brought to the disk, and renamed at the end.
What a killed run left behind is removed by the next one that writes the same file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os.path import exists, isdir, isfile  # false of a name that no system takes
from pathlib import Path
from secrets import token_hex

from .errors import RecordError, shortened

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows: nobody can tell whether a run lives, and what is left stays
    flock = None  # type: ignore[assignment]

__all__ = ["write_whole", "writing"]


@contextmanager
def writing(path: str | Path) -> Iterator[None]:
    """Turn what the system says of writing a file (no room, no right) into a govrules error.

    Raises:
        RecordError: naming the file and why it cannot be written.
    """
    try:
        yield
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error).split("\n")[0]
        name = shortened(Path(path).name)
        raise RecordError(
            f"{name} cannot be written: {why}",
            f"{name} 无法写出：{why}",
            field="file",
            value=str(path),
            hint_en="see to the room and the rights of its folder; nothing was left there",
            hint_zh="请检查其文件夹的空间和权限；未留下任何内容",
        ) from error


@contextmanager
def write_whole(path: str | Path, *, mode: int = 0o666) -> Iterator[Path]:
    """Have a file written beside its place and moved there when the block ends without an error.

    Args:
        path: The file; one that is there is replaced at the end, and kept if the block fails.
            A device or pipe is written as it is.
        mode: The rights of the file, less what the umask takes away; ``0o600`` for a private one.

    Yields:
        The name to write under. It is there already, empty.

    Raises:
        RecordError: if the file cannot be made or moved; what the block raises passes through.
    """
    target = Path(os.path.realpath(path))  # a link stays one
    if exists(target) and not isfile(target) and not isdir(target):
        yield target
        return
    with writing(path):
        _remove_stale(target)
        beside, lock = _make(target, mode)
    try:
        yield beside
        with writing(path):
            os.fsync(lock)
            os.replace(beside, target)
            _sync_folder(target.parent)
    finally:
        beside.unlink(missing_ok=True)
        os.close(lock)


def _make(target: Path, mode: int) -> tuple[Path, int]:
    """A new file beside the target, and the handle that shows that its run lives."""
    while True:
        beside = target.with_name(f".{target.name}.{token_hex(6)}.tmp")
        lock = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode)
        try:
            # Another run may have taken it for stale before it was locked.
            if _is_locked(lock) and os.fstat(lock).st_nlink:
                return beside, lock
        except BaseException:
            os.close(lock)
            raise
        os.close(lock)


def _is_locked(handle: int) -> bool:
    """Take the lock of a file; ``False`` if a living run has it."""
    if flock is None:
        return True
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


def _remove_stale(target: Path) -> None:
    """Remove what runs that no longer live have left of this file."""
    if flock is None:
        return
    name = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{12}}\.tmp")
    for left in target.parent.iterdir():
        if name.fullmatch(left.name):
            with suppress(OSError):
                handle = os.open(left, os.O_RDWR | os.O_NOFOLLOW)
                try:
                    flock(handle, LOCK_EX | LOCK_NB)  # held as long as its run lives
                    left.unlink()
                finally:
                    os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
