"""Reading ahead and writing behind, each in a thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Any, TypeVar

from ..classes import store as store

__all__ = ["WriteBehind", "read_ahead"]


T = TypeVar("T")


WAIT = 0.1  # seconds between two looks at whether the other side has given up


def read_ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items, the next one being made in a thread while one is used."""
    waiting: Queue[tuple[T | None, BaseException | None]] = Queue(maxsize=1)
    stop = Event()

    def work() -> None:
        try:
            for item in items:
                if not _put(waiting, (item, None), stop):
                    return
            _put(waiting, (None, None), stop)
        except BaseException as error:
            _put(waiting, (None, error), stop)

    thread = Thread(target=work, name="govrules-reader", daemon=True)
    thread.start()
    try:
        while True:
            item, error = waiting.get()
            if error is not None:
                raise error
            if item is None:
                return
            yield item
    finally:
        stop.set()
        thread.join()


def _put(queue: Queue[Any], item: Any, stop: Event) -> bool:
    """Put an item as soon as there is room; ``False`` if it is no longer wanted."""
    while not stop.is_set():
        try:
            queue.put(item, timeout=WAIT)
        except Full:
            continue
        return True
    return False


class WriteBehind:
    """Uses items in a thread while the next one is being made; an error is raised here."""

    def __init__(self, use: Callable[[Any], object]) -> None:
        self._use = use
        self._waiting: Queue[Any] = Queue(maxsize=1)
        self._failed = Event()
        self._error: BaseException | None = None
        self._thread = Thread(target=self._work, name="govrules-writer", daemon=True)

    def _work(self) -> None:
        while (item := self._waiting.get()) is not None:
            try:
                self._use(item)
            except BaseException as error:
                self._error = error
                self._failed.set()
                return

    def put(self, item: Any) -> None:
        """Hand over one item."""
        if not _put(self._waiting, item, self._failed):
            self._raise()

    def _raise(self) -> None:
        error, self._error = self._error, None
        if error is not None:
            raise error

    def __enter__(self) -> WriteBehind:
        self._thread.start()
        return self

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if kind is not None:  # nothing that waits is wanted any more
            with suppress(Empty):
                self._waiting.get_nowait()
        _put(self._waiting, None, self._failed)
        self._thread.join()
        if kind is None:
            self._raise()
