"""Two threads, interleaved by hand: at a chosen step of one, the other does all of its work."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

__all__ = ["at_step", "count_steps"]

T = TypeVar("T")


class _Tracer:
    """Counts the steps in the code of some rooms, and calls back at one of them."""

    def __init__(self, rooms: tuple[str, ...], number: int, then: Callable[[], None]) -> None:
        self.rooms, self.number, self.then = rooms, number, then
        self.steps = 0

    def __call__(self, frame: FrameType, event: str, _arg: Any) -> Any:
        if not any(room in frame.f_code.co_filename for room in self.rooms):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        if event == "opcode":
            self.steps += 1
            if self.steps == self.number:
                self.then()
        return self


def count_steps(work: Callable[[], Any], rooms: tuple[str, ...]) -> int:
    """How many steps of these rooms (``"govrules/classes/"``) a piece of work takes."""
    tracer = _Tracer(rooms, 0, lambda: None)
    _traced(work, tracer)
    return tracer.steps


def at_step(
    number: int, work: Callable[[], T], other: Callable[[], Any], rooms: tuple[str, ...]
) -> T:
    """What the work gives if another thread does the other work at its step of that number.

    Where the other thread has to wait for this one, this one goes on after a moment.
    """
    thread = threading.Thread(target=other, daemon=True)

    def then() -> None:
        thread.start()
        thread.join(0.05)

    try:
        return _traced(work, _Tracer(rooms, number, then))
    finally:
        if thread.ident is not None:
            thread.join(20)
            assert not thread.is_alive(), "the two threads wait for each other"


def _traced(work: Callable[[], T], tracer: _Tracer) -> T:
    before = sys.gettrace()
    sys._getframe().f_trace_opcodes = True  # from 3.12 on, else no frame below has its steps told
    sys.settrace(tracer)
    try:
        return work()
    finally:
        sys.settrace(before)
