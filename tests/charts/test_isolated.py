"""A chart in a process beside: the same steps, and a crash costs a retry and not the host."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from govrules.charts import Event, Interpreter
from govrules.errors import ChartError, StepError

pytest.importorskip("durable_rules_engine", reason="durable-rules needs Python < 3.13")

from govrules.charts.isolated import Isolated

TAKE = Event("take", "", {"lead": "office@1"})


@pytest.fixture
def beside(small_charts: ModuleType) -> Iterator[Isolated]:
    made = Isolated(small_charts.small(), small_charts.CALENDAR)
    yield made
    made.close()


def kill(isolated: Any) -> None:
    """Let the process beside die as a crash would let it."""
    os.kill(isolated._pool.submit(os.getpid).result(), signal.SIGKILL)


def test_a_crash_costs_a_retry(beside: Isolated, small_charts: ModuleType) -> None:
    """Steps, clocks and errors are the interpreter's, before and after the process was killed."""
    here = Interpreter(beside.chart, beside.calendar)
    for _ in range(2):
        held = beside.step(beside.start(), TAKE, small_charts.START)
        assert held == here.step(here.start(), TAKE, small_charts.START)
        late = here.ring(held, "sign", small_charts.START)
        assert beside.ring(held, "sign", small_charts.START) == late
        with pytest.raises(StepError, match="end cannot be taken before ok is known"):
            beside.step(held, Event("end"), small_charts.START)
        kill(beside)


def test_a_step_that_always_crashes_is_told(
    beside: Any, small_charts: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice is enough: the error says that nothing changed, and what makes the same steps."""
    begin = beside._begin

    def doomed() -> Any:
        beside._pool = begin()
        kill(beside)
        return beside._pool

    monkeypatch.setattr(beside, "_begin", doomed)
    kill(beside)
    with pytest.raises(ChartError, match="crashed or hung on this step, twice") as caught:
        beside.step(beside.start(), TAKE, small_charts.START)
    assert "the interpreter makes the same steps" in str(caught.value.hint_en)


def test_a_step_that_hangs_is_told(small_charts: ModuleType) -> None:
    """What does not answer in its time is ended."""
    made = Isolated(small_charts.small(), small_charts.CALENDAR, seconds=0.0)
    with pytest.raises(ChartError, match="crashed or hung"):
        made.step(made.start(), TAKE, small_charts.START)
    made.close()


def test_a_chart_that_is_too_large_is_told_at_once(small_charts: ModuleType) -> None:
    """No process is begun for a chart that could not run in it."""
    many = tuple(small_charts.go(f"m{i}", "new", "take", "held") for i in range(251))
    with pytest.raises(ChartError, match="too large for durable-rules"):
        Isolated(small_charts.small(moves=many), small_charts.CALENDAR)
