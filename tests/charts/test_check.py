"""All that is wrong with a chart is told at once, with where it stands."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
from govrules.charts import Datum, EventType, State, check, faults, move
from govrules.errors import ChartError

MORE: Any = {"status": "assumed", "source": "x", "who": "office@district", "cite": "JS 13(1)"}


def test_a_sound_chart_has_no_fault(small_charts: ModuleType) -> None:
    """The small chart is in order."""
    assert faults(small_charts.small()) == []


WRONG: list[tuple[str, Any, str, str]] = [
    (
        "owner",
        lambda c: {"states": (State("new", "新", "new"), *c.small().states[1:])},
        "nobody answers in state new",
        "状态 new 无人负责",
    ),
    (
        "twice",
        lambda c: {"states": (*c.small().states, State("new", "新", "new", "x@y"))},
        "two states are called new",
        "有两个 state 名为 new",
    ),
    (
        "target",
        lambda c: {"moves": (*c.small().moves, c.go("z", "new", "take", "hold"))},
        "move z: there is no state 'hold'; did you mean held?",
        "move z: 没有 state 'hold'；是否指：held",
    ),
    (
        "event",
        lambda c: {"moves": (*c.small().moves, c.go("z", "new", "tak", "held"))},
        "move z: there is no event 'tak'; did you mean take?",
        "move z: 没有 event 'tak'；是否指：take",
    ),
    (
        "guard",
        lambda c: {"moves": (*c.small().moves, c.go("z", "new", "end", "held", when="okay"))},
        "move z: unknown field 'okay'; did you mean ok?",
        "move z: 没有字段 'okay'；是否指：ok",
    ),
    (
        "do",
        lambda c: {"moves": (*c.small().moves, c.go("z", "held", "take", "held", do="start sing"))},
        "move z: there is no clock 'sing'; did you mean sign?",
        "move z: 没有 clock 'sing'；是否指：sign",
    ),
    (
        "cite",
        lambda c: {
            "moves": (*c.small().moves, move("z", "held", "take", "held", "?", "因", "because"))
        },
        "move z: ",
        "move z: ",
    ),
    (
        "reason",
        lambda c: {"moves": (*c.small().moves, move("z", "held", "take", "held", "JS 13", "", ""))},
        "move z: it gives no reason in both languages",
        "move z: 缺少中文或英文理由",
    ),
    (
        "overlap",
        lambda c: {"moves": (*c.small().moves, c.go("z", "held", "end", "new", when="not ok"))},
        "move z: back and z are both open where ok = False; narrow one of the guards",
        "move z: back 与 z 在 ok = False 时同时可行；请收窄其中一个条件",
    ),
    (
        "never",
        lambda c: {"clocks": (*c.small().clocks, c.clock("idle"))},
        "clock idle: it is never started",
        "clock idle: 从未起算",
    ),
    (
        "period",
        lambda c: {"clocks": (c.clock(amount=0),)},
        "clock sign: 0 workday is no period; one of workday, day, hour",
        "clock sign: 0 workday 不是期限；可用：workday、day、hour",
    ),
    (
        "source",
        lambda c: {"clocks": (c.clock(source=""),)},
        "clock sign: a clock says whether it is statute, standard or assumed, and its source",
        "clock sign: 时限须写明 statute、standard 或 assumed，以及来源",
    ),
    (
        "unused",
        lambda c: {"events": (*c.small().events, EventType("idle", "闲", "idle"))},
        "event idle: no move takes it",
        "event idle: 没有流转受理该事件",
    ),
    (
        "choices",
        lambda c: {"data": (*c.small().data, Datum("x", "choice", "x", "x"))},
        "x is a choice and lists 0 choices",
        "x 的种类为 choice，却列了 0 个选项",
    ),
    (
        "held",
        lambda c: {"states": (State("new", "新", "new", "$nobody"), *c.small().states[1:])},
        "state new: there is no datum 'nobody'",
        "state new: 没有 datum 'nobody'",
    ),
]


@pytest.mark.parametrize(("change", "en", "zh"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_a_fault_is_told(small_charts: ModuleType, change: Any, en: str, zh: str) -> None:
    """Each fault is told in both languages, with the place and what to do."""
    found = faults(small_charts.small(**change(small_charts)))
    assert any(f.text("en").startswith(en) for f in found), [f.text("en") for f in found]
    assert any(f.text("zh").startswith(zh) for f in found), [f.text("zh") for f in found]


def test_all_faults_are_told_at_once(small_charts: ModuleType) -> None:
    """The error of a chart has a line for each fault."""
    go = small_charts.go
    chart = small_charts.small(
        moves=(go("y", "nwe", "take", "held"), go("z", "new", "take", "hold"))
    )
    with pytest.raises(ChartError) as caught:
        check(chart)
    text = str(caught.value)
    assert "move y: there is no state 'nwe'" in text
    assert "move z: there is no state 'hold'" in text


def test_an_unknown_role_is_told(small_charts: ModuleType) -> None:
    """Where the roles are given, an owner must be one of them."""
    found = faults(small_charts.small(), roles={"bureau"})
    assert "state new: 'office@district' is no role at a level" in [f.text("en") for f in found]
