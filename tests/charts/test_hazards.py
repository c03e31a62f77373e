"""What crashes, hangs or deceives durable-rules as shipped ends here in an error that says so.

Each test is a reproducer of a hazard that was seen in version 2.0.28, put through the front door:
to the guarded engine and to the interpreter alike.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from govrules.charts import Event, Interpreter, Snapshot, check
from govrules.errors import ChartError, GovrulesError, StepError

ENGINES = ("interpreter", "durable")


@pytest.fixture(params=ENGINES)
def steps(request: pytest.FixtureRequest, small_charts: ModuleType) -> Iterator[Any]:
    """The small chart under each of the two engines."""
    made = under(request.param, small_charts, small_charts.small())
    yield made
    if request.param == "durable":
        made.close()


def under(engine: str, small_charts: ModuleType, chart: Any) -> Any:
    if engine == "interpreter":
        return Interpreter(chart, small_charts.CALENDAR)
    pytest.importorskip("durable_rules_engine", reason="durable-rules needs Python < 3.13")
    from govrules.charts.durable import Program

    return Program(chart, small_charts.CALENDAR)


TAKE = Event("take", "", {"lead": "office@1"})
NO_MESSAGE: list[Any] = [
    # An empty list, and lists of empty things, read memory that is not theirs.
    Event("take", "", {}),
    Event("take", "", {"lead": []}),
    Event("take", "", {"lead": {}}),
    # A forged message of control: a label moved the case, a name set off a timer.
    Event("take", "", {"lead": "a@1", "label": "done", "chart": 1}),
    Event("take", "", {"lead": "a@1", "$s": 1}),
    Event("take", "", {"lead": "a@1", "$timerName": "sign", "$baseTime": 0}),
    Event("$pulse", "", {"$time": 0}),
    Event("clock.sign"),
    # Types taken for one another: '5' equalled 5, '' equalled 0, True equalled 1 and 'true'.
    Event("take", "", {"lead": "a@1", "urgent": "true"}),
    Event("take", "", {"lead": "a@1", "urgent": 1}),
    Event("take", "", {"lead": "a@1", "urgent": ""}),
    Event("take", "", {"lead": 5}),
    # Numbers that no condition could hold: past 64 bits, an exponent alone, not a number.
    Event("take", "", {"lead": "a@1", "urgent": 2**63}),
    Event("take", "", {"lead": "a@1", "urgent": 1e16}),
    Event("take", "", {"lead": "a@1", "urgent": float("nan")}),
    # Nested as deep as the stack: it overflowed.
    Event("take", "", {"lead": json.loads("[" * 900 + "]" * 900)}),
]


@pytest.mark.parametrize("event", NO_MESSAGE, ids=range(len(NO_MESSAGE)))
def test_a_bad_message_is_told_and_leaves_nothing(
    steps: Any, event: Event, small_charts: ModuleType
) -> None:
    """It ends in an error of ours with a field, and the next good message is taken as ever."""
    before = steps.start()
    with pytest.raises((StepError, ChartError)) as caught:
        steps.step(before, event, small_charts.START)
    assert caught.value.field
    assert before == steps.start()
    assert steps.step(before, TAKE, small_charts.START).state == "held"


def test_a_premature_event_is_not_kept_for_later(steps: Any, small_charts: ModuleType) -> None:
    """What comes too early is refused, and does not happen once the case has moved on."""
    with pytest.raises(StepError, match="end is not open in state new"):
        steps.step(steps.start(), Event("end", "", {"ok": True}), small_charts.START)
    assert steps.step(steps.start(), TAKE, small_charts.START).state == "held"


def test_what_follows_the_end_is_told(steps: Any, small_charts: ModuleType) -> None:
    """A closed case says that it is closed, where events piled up without a word."""
    held = steps.step(steps.start(), TAKE, small_charts.START)
    done = steps.step(held, Event("end", "", {"ok": True}), small_charts.START)
    with pytest.raises(StepError, match="is not open in state done"):
        steps.step(done, Event("end", "office@1", {"ok": True}), small_charts.START)


def test_a_missing_fact_poisons_nothing(steps: Any, small_charts: ModuleType) -> None:
    """A guard that reads what was not said asks for it; the next event is judged by itself."""
    held = steps.step(steps.start(), TAKE, small_charts.START)
    with pytest.raises(StepError, match="end cannot be taken before ok is known"):
        steps.step(held, Event("end"), small_charts.START)
    assert steps.step(held, Event("end", "", {"ok": False}), small_charts.START).state == "new"


def test_long_texts_do_not_alias(steps: Any, small_charts: ModuleType) -> None:
    """Two texts equal modulo 65,536 letters were one; five million letters overflowed a stack."""
    for lead in ("abc" + "z" * 65536, "z" * 5_000_000):
        held = steps.step(steps.start(), Event("take", "", {"lead": lead}), small_charts.START)
        assert held.values["lead"] == lead
        with pytest.raises(StepError, match="is not for abc to send"):
            steps.step(held, Event("end", "abc", {"ok": True}), small_charts.START)


def test_ids_of_one_hash_stay_two_cases(steps: Any, small_charts: ModuleType) -> None:
    """Two ids that hash alike shared one state; a step sees its own snapshot alone."""
    pair = "f2736284-0dba-404c-8a13-688259dee0b5", "3bdaf2f9-58ba-43bd-8464-e9dbd636fa48"
    taken = [
        steps.step(steps.start(), Event("take", "", {"lead": id}), small_charts.START)
        for id in pair
    ]
    assert [snapshot.values["lead"] for snapshot in taken] == list(pair)


@pytest.mark.parametrize("data", [None, [], {}, {"state": "new"}, {"sid": "n", "x": 1}])
def test_a_snapshot_that_is_none_is_told(data: Any) -> None:
    """Where a state that was never written was read, an error says what to give."""
    with pytest.raises(StepError, match="it is no snapshot of a case"):
        Snapshot.from_dict(data)


@pytest.mark.parametrize("engine", ENGINES)
def test_moves_that_feed_themselves_end(engine: str, small_charts: ModuleType) -> None:
    """A rule that fires on what it did ran for ever; here the circle is named."""
    go = small_charts.go
    moves = (go("in", "new", "take", "held"), go("round", "held", "auto", "held"))
    steps = under(engine, small_charts, small_charts.small(moves=moves))
    with pytest.raises(ChartError, match="do not end: round, round"):
        steps.step(steps.start(), TAKE, small_charts.START)


@pytest.mark.parametrize("engine", ENGINES)
def test_two_rules_for_one_event_are_told(engine: str, small_charts: ModuleType) -> None:
    """Where the first in its order was taken in silence, both are named."""
    go = small_charts.go
    moves = (go("a", "new", "take", "held"), go("b", "new", "take", "done", when="urgent = yes"))
    steps = under(engine, small_charts, small_charts.small(moves=moves))
    urgent = Event("take", "", {"lead": "a@1", "urgent": True})
    with pytest.raises(ChartError, match="a and b are open at once"):
        steps.step(steps.start(), urgent, small_charts.START)


@pytest.mark.parametrize(
    "guard",
    [
        "times / 0 = 1",  # a division by nought killed the process
        "times + 1 = 2",
        "none(urgent)",  # forgot what came after the positive fact
        "frist.lead = lead",  # an alias that nobody declared was always true
        "",
    ],
)
def test_a_guard_that_deceives_is_refused(guard: str, small_charts: ModuleType) -> None:
    """No arithmetic, no absence, no name that is not declared: told before anything runs."""
    with pytest.raises(GovrulesError) as caught:
        check(small_charts.small(moves=(small_charts.go("m", "new", "take", "held", when=guard),)))
    assert "move m" in caught.value.text("en")


@pytest.mark.parametrize("engine", ENGINES)
def test_absence_is_what_the_case_remembers(engine: str, small_charts: ModuleType) -> None:
    """A blocker that comes later blocks, and not before both have gone is the way free."""
    steps = under(engine, small_charts, small_charts.small())
    now, held = small_charts.START, steps.step(steps.start(), TAKE, small_charts.START)
    held = steps.step(held, Event("call", "", {"to": ["a@1", "b@1"]}), now)
    for organ in ("a@1", "b@1"):
        with pytest.raises(StepError, match="end is not open in state held as told"):
            steps.step(held, Event("end", "", {"ok": True}), now)
        held = steps.step(held, Event("come", organ), now)
    assert steps.step(held, Event("end", "", {"ok": True}), now).state == "done"


def test_a_clock_rings_on_its_second(steps: Any, small_charts: ModuleType) -> None:
    """Timers rang up to a second early, by themselves; here one rings when it is told to."""
    held = steps.step(steps.start(), TAKE, small_charts.START)
    (at,) = held.clocks.values()
    assert at == "2024-02-02T23:59:59"
    later = steps.ring(held, "sign", small_charts.START + timedelta(days=1))
    assert (later.overdue, later.values["times"]) == (("sign",), 2)


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_runs_beside_us(engine: str, small_charts: ModuleType) -> None:
    """No thread is left behind, and closing twice harms nothing."""
    before = threading.active_count()
    for _ in range(20):
        made = under(engine, small_charts, small_charts.small())
        made.step(made.start(), TAKE, small_charts.START)
        if engine == "durable":
            made.close()
            made.close()
    assert threading.active_count() == before


@pytest.mark.parametrize("engine", ENGINES)
def test_threads_side_by_side_get_their_own_answers(engine: str, small_charts: ModuleType) -> None:
    """Results and errors reached the wrong caller; here each thread sees its own case alone."""
    steps = under(engine, small_charts, small_charts.small())

    def run(n: int) -> tuple[Any, str]:
        held = steps.step(steps.start(), Event("take", "", {"lead": f"a@{n}"}), small_charts.START)
        with pytest.raises(StepError) as caught:
            steps.step(held, Event("end", f"b@{n}", {"ok": True}), small_charts.START)
        return held.values["lead"], str(caught.value)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(run, range(200)))
    told = "end is not for b@{n} to send; one of a@{n}"
    assert found == [(f"a@{n}", told.format(n=n)) for n in range(200)]


def test_programs_and_cases_leave_no_memory_behind(small_charts: ModuleType) -> None:
    """Each state that was dropped leaked 83 kB, each host its threads; here memory stays level."""
    pytest.importorskip("durable_rules_engine", reason="durable-rules needs Python < 3.13")
    status = Path("/proc/self/statm")
    if not status.exists():
        pytest.skip("the memory of a process is read from /proc")

    def lot() -> int:
        for _ in range(60):
            made = under("durable", small_charts, small_charts.small())
            for _ in range(20):
                made.step(made.start(), TAKE, small_charts.START)
            made.close()
        return int(status.read_text("ascii").split()[1]) * 4096

    first = lot()
    assert lot() - first < 2 << 20  # a hundred megabytes, had each state leaked what it did
