"""Locks that a fork can't copy held: a child process must not wait for a thread it doesn't have.

Whoever holds one does no work meanwhile; it only writes down what is worked out already.
"""

from __future__ import annotations

import os
from threading import Lock
from weakref import WeakSet

__all__ = ["ForkSafeLock"]


class ForkSafeLock:
    """A lock, taken before this process forks and let go of in parent and child."""

    def __init__(self) -> None:
        self._lock = Lock()
        _ALL.add(self)

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


_ALL: WeakSet[ForkSafeLock] = WeakSet()
_HELD: list[ForkSafeLock] = []


def _take() -> None:
    _HELD.extend(_ALL)
    for lock in _HELD:
        lock.__enter__()


def _let_go() -> None:
    while _HELD:
        _HELD.pop().__exit__()


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(before=_take, after_in_parent=_let_go, after_in_child=_let_go)
