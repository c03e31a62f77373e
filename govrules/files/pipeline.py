"""Reading ahead and writing behind: one batch is read, one decided, one written at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

__all__ = ["read_ahead", "write_behind"]

T = TypeVar("T")


def read_ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items, none of them ``None``; the next is made in a thread while one is used."""
    with ThreadPoolExecutor(1, "govrules-reader") as reader:
        ahead = reader.submit(next, items, None)
        while (item := ahead.result()) is not None:
            ahead = reader.submit(next, items, None)
            yield item


@contextmanager
def write_behind(use: Callable[[T], object]) -> Iterator[Callable[[T], None]]:
    """A function that has an item used in a thread while the next one is made.

    What ``use`` raises is raised by the next call, or at the end of the block.
    """
    behind: Future[object] | None = None

    def put(item: T) -> None:
        nonlocal behind
        if behind is not None:
            behind.result()
        behind = writer.submit(use, item)

    with ThreadPoolExecutor(1, "govrules-writer") as writer:
        yield put
        if behind is not None:
            behind.result()
