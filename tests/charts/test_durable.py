"""durable-rules, guarded: the same steps as the interpreter, and nothing that harms the process."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import govrules
import pytest
from govrules.charts import Interpreter
from govrules.errors import ChartError
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("durable_rules_engine", reason="durable-rules needs Python < 3.13")

from govrules.charts.durable import Program


@pytest.fixture(scope="module")
def order(beijing_pack: govrules.Jurisdiction, small_charts: ModuleType) -> Iterator[Program]:
    made = Program(beijing_pack.charts["work_order"], small_charts.CALENDAR)
    yield made
    made.close()


@given(st.data())
def test_it_equals_the_interpreter(small_charts: ModuleType, data: Any) -> None:
    """On generated charts, events and times both give the same snapshots and the same errors."""
    chart = data.draw(small_charts.charts())
    program = Program(chart, small_charts.CALENDAR)
    try:
        history = data.draw(small_charts.HISTORIES)
        expected = small_charts.run(Interpreter(chart, small_charts.CALENDAR), history)
        assert small_charts.run(program, history) == expected
    finally:
        program.close()


def test_it_equals_the_interpreter_on_the_work_order(
    order: Program, beijing_pack: govrules.Jurisdiction, small_charts: ModuleType
) -> None:
    """A work order with every disposition comes to stand where the interpreter has it."""
    from govrules.charts import Event

    steps = Interpreter(order.chart, small_charts.CALENDAR)
    for disposition in order.chart.datum["decided.disposition"].choices:
        for lead in (True, False):
            decided = {"decided.disposition": disposition, "decided.has_lead": lead}
            decided |= {"decided.lead": "a@1", "decided.lead_role": "a@city"} if lead else {}
            event = Event("receive", decided=decided)
            after = steps.step(steps.start(), event, small_charts.START)
            assert order.step(order.start(), event, small_charts.START) == after


def test_thousands_of_cases_share_one_handle(order: Program, small_charts: ModuleType) -> None:
    """More cases than the engine has slots for go through one, which is empty after each."""
    from govrules.charts import Event

    decided = {"decided.disposition": "answer", "decided.has_lead": False}
    event = Event("receive", decided=decided)
    for _ in range(3000):
        assert order.step(order.start(), event, small_charts.START).state == "told"


def test_a_chart_that_is_too_large_is_refused(small_charts: ModuleType) -> None:
    """The sizes on which the engine hangs or crashes never reach it."""
    go = small_charts.go
    many = tuple(go(f"m{i}", "new", "take", "held") for i in range(251))
    with pytest.raises(ChartError, match="too large for durable-rules: 251 moves"):
        Program(small_charts.small(moves=many), small_charts.CALENDAR)
    wide = " or ".join(["ok"] * 13)
    with pytest.raises(ChartError, match="13 tests in one guard"):
        Program(
            small_charts.small(moves=(go("w", "new", "take", "held", when=wide),)),
            small_charts.CALENDAR,
        )
