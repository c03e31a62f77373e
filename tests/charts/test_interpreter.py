"""One step of a case: what moves it, what it refuses, and that nothing else changes."""

from __future__ import annotations

import json
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest
from govrules.charts import Event, Interpreter, Snapshot
from govrules.errors import ChartError, StepError
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture(scope="module")
def steps(small_charts: ModuleType) -> Interpreter:
    return Interpreter(small_charts.small(), small_charts.CALENDAR)


@pytest.fixture(scope="module")
def held(steps: Interpreter, small_charts: ModuleType) -> Snapshot:
    """A case that office@1 has taken."""
    event = Event("take", data={"lead": "office@1"})
    return steps.step(steps.start(), event, small_charts.START)


def test_a_step_moves_and_remembers(held: Snapshot) -> None:
    """An event moves the case, sets what it remembers and starts its clocks."""
    values = {"lead": "office@1", "times": 1}
    clocks = {"sign": "2024-02-02T23:59:59"}
    assert held == Snapshot("held", values, clocks, moves=("take",))


def test_a_sender_is_filled_in_where_there_is_one(
    steps: Interpreter, held: Snapshot, small_charts: ModuleType
) -> None:
    """Whoever alone may send an event is taken to have sent it."""
    called = steps.step(held, Event("call", data={"to": ["a@1", "b@1"]}), small_charts.START)
    assert called.values["awaiting"] == ["a@1", "b@1"]


REFUSED: list[tuple[str, Event, str, str]] = [
    (
        "state",
        Event("take", data={"lead": "x@1"}),
        "take is not open in state held; one of call, come, end",
        "状态“在办”下不能接；可用：召集、到场、结束",
    ),
    (
        "sender",
        Event("call", "other@1", {"to": ["a@1"]}),
        "call is not for other@1 to send; one of office@1",
        "召集不能由 other@1 报送；可用：office@1",
    ),
    ("nobody", Event("come"), "come needs by: who sends it", "到场须写明报送单位（by）"),
    (
        "needs",
        Event("call"),
        "call needs to; write a list of texts, each once",
        "召集须写明召集（to）；请写成列表，不重复",
    ),
    (
        "takes",
        Event("end", data={"to": ["a@1"]}),
        "end takes no to; one of ok",
        "结束没有 to；可用：ok",
    ),
    (
        "kind",
        Event("end", data={"ok": "yes"}),
        "ok cannot be 'yes'; write true or false",
        "妥（ok）不能是 'yes'；请写 true 或 false",
    ),
    (
        "unknown",
        Event("end"),
        "end cannot be taken before ok is known; say it with the event",
        "结束须先查明 ok；请随事件写明",
    ),
    (
        "twice",
        Event("call", data={"to": ["a@1", "a@1"]}),
        "to cannot be ['a@1', 'a@1']; write a list of texts, each once",
        "召集（to）不能是 ['a@1', 'a@1']；请写成列表，不重复",
    ),
]


@pytest.mark.parametrize(
    ("event", "en", "zh"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_what_cannot_be_is_refused(
    steps: Interpreter, held: Snapshot, small_charts: ModuleType, event: Event, en: str, zh: str
) -> None:
    """An event that cannot happen says why, in both languages, and leaves the case as it was."""
    before = json.dumps(held.to_dict())
    with pytest.raises(StepError) as caught:
        steps.step(held, event, small_charts.START)
    assert caught.value.text("en") == en
    assert caught.value.text("zh") == zh
    assert json.dumps(held.to_dict()) == before


def test_an_unknown_event_names_near_ones(
    steps: Interpreter, held: Snapshot, small_charts: ModuleType
) -> None:
    """A misspelt event is told with what was probably meant."""
    with pytest.raises(ChartError, match="did you mean take"):
        steps.step(held, Event("tkae"), small_charts.START)


def test_an_open_guard_that_fails_says_as_told(
    steps: Interpreter, held: Snapshot, small_charts: ModuleType
) -> None:
    """Where the event is known in the state and its guard is false, that is said."""
    called = steps.step(held, Event("call", data={"to": ["a@1"]}), small_charts.START)
    with pytest.raises(StepError, match="end is not open in state held as told"):
        steps.step(called, Event("end", data={"ok": True}), small_charts.START)


def test_a_second_start_buys_no_time(small_charts: ModuleType) -> None:
    """A clock that runs, or has rung, keeps its day when it is started again."""
    steps = Interpreter(small_charts.small(), small_charts.CALENDAR)
    take = Event("take", data={"lead": "x@1"})
    first = steps.step(steps.start(), take, small_charts.START)
    back = steps.step(first, Event("end", data={"ok": False}), small_charts.START)
    again = steps.step(back, take, small_charts.START + timedelta(days=9))
    assert again.clocks == first.clocks
    rung = steps.ring(back, "sign", small_charts.START)
    assert steps.step(rung, take, small_charts.START).clocks == {}


def test_a_clock_that_rings_is_overdue_once(
    steps: Interpreter, held: Snapshot, small_charts: ModuleType
) -> None:
    """A ring makes the case overdue, stops the clock and takes the chart's move for it."""
    rung = steps.ring(held, "sign", small_charts.START)
    assert (rung.overdue, rung.clocks, rung.moves) == (("sign",), {}, ("late",))
    assert steps.ring(steps.start(), "sign", small_charts.START).moves == ()


def test_a_final_state_stops_the_clocks(
    steps: Interpreter, held: Snapshot, small_charts: ModuleType
) -> None:
    """Nothing falls due of a case that has ended."""
    assert steps.step(held, Event("end", data={"ok": True}), small_charts.START).clocks == {}


def test_moves_by_themselves_must_end(small_charts: ModuleType) -> None:
    """A chart that runs in a circle by itself is an error and no endless loop."""
    go = small_charts.go
    chart = small_charts.small(
        moves=(go("a", "new", "take", "held"), go("b", "held", "auto", "held"))
    )
    steps = Interpreter(chart, small_charts.CALENDAR)
    with pytest.raises(ChartError, match="moves made by themselves do not end"):
        steps.step(steps.start(), Event("take", data={"lead": "x@1"}), small_charts.START)


def test_two_open_moves_are_an_error(small_charts: ModuleType) -> None:
    """Two moves open at once are never settled by their order."""
    go = small_charts.go
    chart = small_charts.small(
        moves=(go("a", "new", "take", "held"), go("b", "new", "take", "done"))
    )
    steps = Interpreter(chart, small_charts.CALENDAR)
    with pytest.raises(ChartError, match="a and b are open at once"):
        steps.step(steps.start(), Event("take", data={"lead": "x@1"}), small_charts.START)


@given(st.data())
def test_json_between_steps_changes_nothing(small_charts: ModuleType, data: Any) -> None:
    """A snapshot that was written and read goes on as if it had not been."""
    steps = Interpreter(data.draw(small_charts.charts()), small_charts.CALENDAR)
    history = data.draw(small_charts.HISTORIES)

    class Written:
        start = steps.start

        def _read(self, snapshot: Snapshot) -> Snapshot:
            return Snapshot.from_dict(json.loads(json.dumps(snapshot.to_dict())))

        def step(self, snapshot: Snapshot, *rest: Any) -> Snapshot:
            return steps.step(self._read(snapshot), *rest)

        def ring(self, snapshot: Snapshot, *rest: Any) -> Snapshot:
            return steps.ring(self._read(snapshot), *rest)

    assert small_charts.run(Written(), history) == small_charts.run(steps, history)


def test_what_is_no_snapshot_is_refused() -> None:
    """A record that is no snapshot is told as such."""
    with pytest.raises(StepError, match="it is no snapshot of a case"):
        Snapshot.from_dict({"state": "new"})
