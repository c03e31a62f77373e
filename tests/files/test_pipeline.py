"""Reading ahead and writing behind: the same items, the same errors, no thread left."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from govrules.files.pipeline import read_ahead, write_behind


def broken(after: int) -> Iterator[int]:
    """Numbers, then an error."""
    yield from range(after)
    raise LookupError("the source is gone")


def test_items_come_in_order() -> None:
    """Nothing is lost on the way, and nothing is read twice."""
    assert list(read_ahead(iter(range(100)))) == list(range(100))
    assert list(read_ahead(iter(()))) == []


def test_an_error_of_the_source_comes_in_its_place() -> None:
    """The items before it come first."""
    items = read_ahead(broken(3))
    assert [next(items) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(LookupError, match="the source is gone"):
        next(items)


def test_whoever_stops_early_leaves_no_thread() -> None:
    """Closing the reader ends its thread; at most one item was read in vain."""
    made = []

    def items() -> Iterator[int]:
        for n in range(100):
            made.append(n)
            yield n

    reader = read_ahead(items())
    assert next(reader) == 0
    reader.close()  # type: ignore[attr-defined]
    assert made in ([0], [0, 1])
    assert not [t for t in threading.enumerate() if t.name.startswith("govrules-")]


def test_what_is_put_is_used_in_order() -> None:
    """All is used before the block ends."""
    used: list[int] = []
    with write_behind(used.append) as put:
        for n in range(50):
            put(n)
    assert used == list(range(50))


@pytest.mark.parametrize("count", [1, 2, 5])
def test_an_error_of_the_writer_ends_the_block(count: int) -> None:
    """It comes with the next item, or at the end."""

    def use(_: int) -> None:
        raise OSError("the disk is full")

    def run() -> None:
        with write_behind(use) as put:
            for n in range(count):
                put(n)

    with pytest.raises(OSError, match="the disk is full"):
        run()


def test_an_error_of_the_block_is_told_first() -> None:
    """What the block raises passes through, and the thread ends."""

    def run() -> None:
        with write_behind(lambda _: None) as put:
            put(1)
            raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        run()
    assert not [t for t in threading.enumerate() if t.name.startswith("govrules-")]
