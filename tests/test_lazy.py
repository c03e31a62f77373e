"""An attribute worked out when first asked for."""

from __future__ import annotations

import threading
from typing import Any

from govrules.lazy import lazy


class Made:
    """An object of which one attribute is lazy."""

    def __init__(self, gate: threading.Barrier | None = None) -> None:
        self.count, self.gate = 0, gate

    @lazy
    def thing(self) -> object:
        """A thing of its own."""
        self.count += 1
        if self.gate is not None:
            self.gate.wait(10)
        return object()


def test_it_is_worked_out_once() -> None:
    """The second look finds what the first one made."""
    made = Made()
    assert made.thing is made.thing
    assert made.count == 1


def test_two_threads_are_given_one_value_and_neither_waits() -> None:
    """Both are inside at once, which a lock would not let them, and both get the same."""
    made, found = Made(threading.Barrier(2)), list[Any]()
    threads = [threading.Thread(target=lambda: found.append(made.thing)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(found) == 2
    assert found[0] is found[1]


def test_the_class_has_the_description() -> None:
    """Of the class it is the descriptor, with the docstring of the method."""
    assert Made.thing.__doc__ == "A thing of its own."
