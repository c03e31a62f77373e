"""Small charts for tests, and generated ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from govrules.charts import Chart, Clock, Datum, Event, EventType, Fixed, Move, State, move
from hypothesis import strategies as st

START = datetime(2024, 2, 1, 9, 0)
# The spring festival of 2024: a week off, paid for by two Sundays of work.
CALENDAR = Fixed(
    [date(2024, 2, d) for d in (12, 13, 14, 15, 16)], [date(2024, 2, 4), date(2024, 2, 18)]
)
OWNER = "office@district"


def clock(id: str = "sign", amount: int = 1, unit: str = "workday", **more: Any) -> Clock:
    given = {"status": "assumed", "source": "a test", "who": OWNER, "cite": "JS 13(1)"} | more
    return Clock(id, "签收", "sign", amount, unit, **given)


def small(**changes: Any) -> Chart:
    """A chart of three states, with a clock, a guard and a move by itself."""
    parts: dict[str, Any] = {
        "states": (
            State("new", "新", "new", OWNER),
            State("held", "在办", "held", "$lead"),
            State("done", "办结", "done", "", final=True),
        ),
        "events": (
            EventType("take", "接", "take", needs=("lead",), takes=("urgent",)),
            EventType("call", "召集", "call", ("$lead",), ("to",)),
            EventType("come", "到场", "come", ("$awaiting",)),
            EventType("end", "结束", "end", ("$lead",), takes=("ok",)),
        ),
        "data": (
            Datum("lead", "text", "承办", "lead"),
            Datum("to", "texts", "召集", "called"),
            Datum("awaiting", "texts", "待到", "awaited"),
            Datum("urgent", "flag", "紧急", "urgent"),
            Datum("ok", "flag", "妥", "ok"),
            Datum("times", "count", "次数", "times"),
        ),
        "clocks": (clock(),),
        "moves": (
            go("take", "new", "take", "held", do="put lead $lead; start sign; count times"),
            go("call", "held", "call", "held", do="add awaiting $to"),
            go("come", "held", "come", "held", do="drop awaiting $by"),
            go("end", "held", "end", "done", when="ok = yes and awaiting.count < 1"),
            go("back", "held", "end", "new", when="ok = no"),
            go("late", "held", "clock.sign", "held", do="count times"),
        ),
    }
    return Chart("small", "小流程", "a small chart", **(parts | changes))


def go(id: str, source: str, event: str, target: str, **more: Any) -> Move:
    return move(id, source, event, target, "JS 13(1)", "因", "because", **more)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts of a few states with guards over flags, choices and lists; any may be wrong to use."""
    names = [f"s{i}" for i in range(draw(st.integers(2, 5)))]
    guards = st.sampled_from(
        [
            "always",
            "flag = yes",
            "flag = no",
            "kind = a",
            "kind in (b, c)",
            "not kind = a and flag",
            "times >= 2",
            "many.count < 1",
            "many.by",
            "(flag or kind = c) and not times >= 3",
        ]
    )
    does = st.lists(
        st.sampled_from(
            [
                *("start quick", "restart slow", "stop quick", "count times"),
                *("put flag $flag", "put kind $kind", "add many $many", "drop many $by"),
                *("put lead $by", "clear kind"),
            ]
        ),
        max_size=3,
    )
    events = ["go", "stay", "auto", "clock.quick", "clock.slow"]
    moves = [
        go(
            f"m{i}",
            draw(st.sampled_from(names[:-1])),
            draw(st.sampled_from(events)),
            draw(st.sampled_from(names)),
            when=draw(guards),
            do="; ".join(draw(does)),
        )
        for i in range(draw(st.integers(1, 9)))
    ]
    takes = ("flag", "kind", "many")
    return Chart(
        "made",
        "生成",
        "made",
        tuple(State(n, n, n, OWNER, final=n == names[-1]) for n in names),
        (
            EventType("go", "去", "go", (), (), takes),
            EventType("stay", "留", "stay", (), (), takes),
        ),
        tuple(moves),
        (
            Datum("flag", "flag", "旗", "flag"),
            Datum("kind", "choice", "种", "kind", ("a", "b", "c")),
            Datum("many", "texts", "众", "many"),
            Datum("times", "count", "次", "times"),
            Datum("lead", "text", "承办", "lead"),
        ),
        (clock("quick", 5, "hour"), clock("slow", 2)),
    )


NAMES = st.sampled_from(["office@1", "街道@2", 'q"uo\\te@3', "n\new@4"])
EVENTS = st.builds(
    Event,
    st.sampled_from(["go", "stay"]),
    st.one_of(st.just(""), NAMES),
    st.fixed_dictionaries(
        {},
        optional={
            "flag": st.booleans(),
            "kind": st.sampled_from("abc"),
            "many": st.lists(NAMES, max_size=3, unique=True),
        },
    ),
)
# (what happens, after how many hours): ``None`` is only time that passes
HISTORIES = st.lists(st.tuples(st.one_of(st.none(), EVENTS), st.integers(0, 60)), max_size=14)


def run(steps: Any, history: list[tuple[Event | None, int]]) -> list[Any]:
    """What becomes of a history under anything that steps and rings: snapshots and errors."""
    from govrules import GovrulesError

    snapshot, now, seen = steps.start(), START, []
    for event, hours in history:
        now += timedelta(hours=hours)
        try:
            while due := min(((at, c) for c, at in snapshot.clocks.items()), default=None):
                if due[0] > now.isoformat():
                    break
                snapshot = steps.ring(snapshot, due[1], datetime.fromisoformat(due[0]))
                seen.append(snapshot.to_dict())
            if event is not None:
                snapshot = steps.step(snapshot, event, now)
                seen.append(snapshot.to_dict())
        except GovrulesError as error:
            seen.append((error.code, error.text("en")))
            if error.code == "chart_error":
                break
    return seen
