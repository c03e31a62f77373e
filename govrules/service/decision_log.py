"""The decision log: JSON lines that are on disk before their answers are given.

Each process writes files of its own, so that no worker waits for another and none writes into
another's line. A file that is full is closed and the next one begun; none is ever overwritten or
removed. What cannot be written is an error of the request, and its answer is not given.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock

from ..errors import LedgerError
from .clock import now

__all__ = ["DecisionLog"]


class DecisionLog:
    """Keeps decisions in a folder.

    Args:
        folder: Where; it is made if it is not there.
        most: At how many bytes a file is full.

    Raises:
        LedgerError: if the folder cannot be written to.
    """

    def __init__(self, folder: Path, most: int = 64 << 20) -> None:
        self.folder, self.most = folder, most
        self._lock, self._file, self._size, self._number = Lock(), -1, 0, 0
        self._started = f"{now():%Y%m%dT%H%M%S%fZ}-{os.getpid()}"
        with self._lock:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                self._begin()
            except OSError as error:
                raise _failed(self.folder, error) from None

    @classmethod
    def check(cls, folder: Path) -> None:
        """Make the folder and see that files can be made in it; raises LedgerError."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise _failed(folder, error) from None

    def write(self, records: Iterable[tuple[str, str]]) -> None:
        """Keep answers, all on disk when this returns; for any thread.

        Args:
            records: The number of the request and the record of its answer as JSON, each.

        Raises:
            LedgerError: if they cannot be kept; none of them may then be given.
        """
        moment = f"{now():%Y-%m-%dT%H:%M:%S.%fZ}"
        lines = "".join(
            f'{{"time":"{moment}","request":"{request}","decision":{record}}}\n'
            for request, record in records
        ).encode()
        with self._lock:
            try:
                if self._file < 0 or (self._size and self._size + len(lines) > self.most):
                    self._begin()
                self._append(lines)
            except OSError as error:
                self._end()  # it may hold half a line: the next one goes into a new file
                raise _failed(self.folder, error) from None

    def close(self) -> None:
        """Close the file; the next record begins another."""
        with self._lock:
            self._end()

    def _append(self, lines: bytes) -> None:
        left = memoryview(lines)
        while left:
            left = left[os.write(self._file, left) :]
        os.fsync(self._file)
        self._size += len(lines)

    def _begin(self) -> None:
        self._end()
        self._number += 1
        path = self.folder / f"decisions-{self._started}-{self._number:04}.jsonl"
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o640)
        self._size = 0
        _sync_folder(self.folder)

    def _end(self) -> None:
        if self._file >= 0:
            file, self._file = self._file, -1
            os.close(file)


def _sync_folder(folder: Path) -> None:
    """Have the name of a new file on disk too, where the system can."""
    if hasattr(os, "O_DIRECTORY"):
        opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _failed(folder: Path, error: OSError) -> LedgerError:
    why = error.strerror or type(error).__name__
    return LedgerError(
        f"the decision log cannot be written: {why}",
        f"无法写入认定日志：{why}",
        field="log",
        value=str(folder),
        hint_en="make the folder writable and free some space; nothing is answered meanwhile",
        hint_zh="请使该目录可写并腾出空间；在此之前不作答复",
    )
