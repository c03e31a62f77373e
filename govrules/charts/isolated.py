"""The steps of durable-rules in a process beside this one: a crash costs a retry and not the host.

A step is a pure function of plain values, so that it can be asked again: of a new process, once.
For a chart of strangers, whose guards reach C code that crashed and hung on what it had not met.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from ..errors import ChartError
from .calendar import Calendar
from .chart import Chart
from .snapshot import Event, Snapshot

if TYPE_CHECKING:
    from .durable import Program

__all__ = ["Isolated"]

# A step takes a tenth of a millisecond; a process that starts, some seconds.
SECONDS = 60.0
TRIES = 2

_program: Program  # of the process beside, in which alone it is set


class Isolated:
    """A chart whose steps are made elsewhere; they are those of the interpreter.

    Args:
        chart: The chart, checked.
        calendar: The working days.
        seconds: How long a step may take, with a process that must start first.

    Raises:
        ChartError: durable-rules cannot be imported, or the chart is too large for it.
    """

    def __init__(self, chart: Chart, calendar: Calendar, seconds: float = SECONDS) -> None:
        from .durable import Program

        Program(chart, calendar).close()  # what is wrong with the chart is told here, and now
        self.chart, self.calendar, self._seconds = chart, calendar, seconds
        self._pool = self._begin()

    def _begin(self) -> ProcessPoolExecutor:
        given = (self.chart, self.calendar)
        return ProcessPoolExecutor(1, get_context("spawn"), initializer=_ready, initargs=given)

    def start(self) -> Snapshot:
        """Where a case begins."""
        return Snapshot(self.chart.states[0].id)

    def step(self, snapshot: Snapshot, event: Event, now: datetime) -> Snapshot:
        """Say where a case stands after an event, as ``Interpreter.step`` does.

        Raises:
            ChartError: the process beside crashed or hung on it twice.
        """
        return self._asked("step", snapshot, event, now)

    def ring(self, snapshot: Snapshot, clock: str, now: datetime) -> Snapshot:
        """Say where a case stands after a clock rang, as ``Interpreter.ring`` does."""
        return self._asked("ring", snapshot, clock, now)

    def _asked(self, what: str, *given: Any) -> Snapshot:
        for _ in range(TRIES):
            try:
                return self._pool.submit(_made, what, *given).result(self._seconds)
            except (BrokenProcessPool, TimeoutError):
                self.close()
                self._pool = self._begin()
        raise ChartError(
            f"chart {self.chart.id}: durable-rules crashed or hung on this step, twice",
            f"流程 {self.chart.id}：durable-rules 在此步两次崩溃或无响应",
            field="engine",
            hint_en="nothing of the case has changed; the interpreter makes the same steps",
            hint_zh="案件未变；解释器的流转结果相同",
        )

    def close(self) -> None:
        """End the process beside, whatever it is doing."""
        for process in list((self._pool._processes or {}).values()):
            process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)


def _ready(chart: Chart, calendar: Calendar) -> None:
    global _program
    from .durable import Program

    _program = Program(chart, calendar)


def _made(what: str, *given: Any) -> Snapshot:
    made: Snapshot = getattr(_program, what)(*given)
    return made
