"""What is proved of charts: the pack's, seeded flaws, and agreement with trying everything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from types import ModuleType
from typing import Any

import attrs
import govrules
import pytest
from govrules.charts import Chart, Event, Fixed, Interpreter, Snapshot, move, prove, replayed
from govrules.charts.reach import WHENEVER
from govrules.errors import ChartError, GovrulesError
from hypothesis import assume, given, settings
from hypothesis import strategies as st


@pytest.fixture(scope="module")
def order(beijing_pack: govrules.Jurisdiction) -> Chart:
    return beijing_pack.charts["work_order"]


@pytest.mark.parametrize("id", ["work_order", "handover"])
def test_the_packs_charts_are_proved(beijing_pack: govrules.Jurisdiction, id: str) -> None:
    """Nothing that should hold of a shipped chart does not."""
    proof = prove(beijing_pack.charts[id])
    assert [f.en for f in proof.flaws] == []
    assert proof.situations > 20


def without(chart: Chart, *ids: str, **changed: dict[str, Any]) -> Chart:
    """The chart less some moves, and with some of them changed."""
    moves = (m for m in chart.moves if m.id not in ids)
    made = tuple(attrs.evolve(m, **changed.get(m.id, {})) for m in moves)
    return attrs.evolve(chart, moves=made)


def less(chart: Chart, id: str, words: str) -> dict[str, Any]:
    """A move without one of the things that it does."""
    kept = tuple(d for d in chart.move[id].does if " ".join((d.verb, *d.words)) != words)
    assert kept != chart.move[id].does
    return {"does": kept}


def unguarded(chart: Chart, id: str, when: str) -> dict[str, Any]:
    return {"when": move("x", "a", "b", "c", "JS 1", "因", "why", when=when).when}


SEEDS: list[tuple[str, Any, str, str]] = [
    ("no call-back", lambda c: without(c, "call_back", *STAYS), "chart_no_end", "resolved"),
    (
        "objection without a reviewer",
        lambda c: without(
            c, object=unguarded(c, "object", "decided.disposition = adjudicate_objection")
        ),
        "chart_no_owner",
        "disputed",
    ),
    (
        "objection without a clock",
        lambda c: without(
            c,
            object=less(c, "object", "restart rule"),
            object_late=less(c, "object_late", "restart rule"),
        ),
        "chart_contest_unruled",
        "object",
    ),
    (
        "objection that goes nowhere",
        lambda c: without(c, object_late={"target": "handling", "does": ()}),
        "chart_refusal_ring",
        "object",
    ),
    (
        "results that are all in, and still awaited",
        lambda c: without(
            c, **{id: less(c, id, "stop assist") for id in c.move if id.startswith("assist_last")}
        ),
        "chart_clock_without_end",
        "assist",
    ),
    (
        "the last refuses, and is still awaited",
        lambda c: without(c, refuse_last=less(c, "refuse_last", "stop report")),
        "chart_clock_without_end",
        "report",
    ),
]
# What may end a case that waits for its call-back.
STAYS = ("withdraw.resolved",)


# By day those that do not hide each other are in one chart; by night each is alone.
APART = ("no call-back", "objection that goes nowhere")
LOTS = [[s for s in SEEDS if s[0] not in APART], [s for s in SEEDS if s[0] in APART]]
if os.environ.get("HYPOTHESIS_PROFILE") == "deep":
    LOTS = [[s] for s in SEEDS]


@pytest.mark.parametrize("seeds", LOTS, ids=lambda seeds: seeds[0][0])
def test_a_seeded_flaw_is_found(order: Chart, seeds: list[tuple[str, Any, str, str]]) -> None:
    """Each flaw put into the work order is found, with a way that the interpreter goes."""
    chart = order
    for _, seed, _, _ in seeds:
        chart = seed(chart)
    found = {(f.code, f.about): f for f in prove(chart).flaws}
    for _, _, code, about in seeds:
        flaw = found[code, about]
        assert flaw.way
        assert len(replayed(chart, flaw.way)) == len(flaw.way) + 1
        assert flaw.told("zh")
        assert flaw.told("en").startswith("receive (")


def every_event(chart: Chart, snapshot: Snapshot) -> Iterator[Event]:
    """Everything that may happen, nothing left out: every value, every sender."""
    values = {"flag": (None, True, False), "kind": (None, "a", "b", "c")}
    lists = (None, [], ["x@1"], ["y@1"], ["x@1", "y@1"])
    for kind in chart.events:
        for flag, letter, many, by in product(*values.values(), lists, ("", "x@1", "y@1")):
            said = {"flag": flag, "kind": letter, "many": many}
            yield Event(kind.id, by, {k: v for k, v in said.items() if v is not None})
    for clock in sorted(snapshot.clocks):
        yield Event(f"clock.{clock}")


def reached(
    chart: Chart, most: int = 400
) -> tuple[dict[str, list[str]], list[Snapshot], bool] | None:
    """Every full snapshot that can be reached and what follows it; ``None`` where there are many."""
    steps = Interpreter(chart, Fixed((), ()))
    found = [steps.start()]
    key = lambda s: repr({**s.to_dict(), "moves": []})  # noqa: E731
    after: dict[str, list[str]] = {key(found[0]): []}
    fails = False
    for snapshot in found:
        for event in every_event(chart, snapshot):
            try:
                if event.type in chart.event:
                    made = steps.step(snapshot, event, WHENEVER)
                else:
                    made = steps.ring(snapshot, event.type.partition(".")[2], WHENEVER)
            except ChartError as error:
                if "open at once" in error.text("en"):  # such a chart is not proved but refused
                    return None
                fails = True
                continue
            except GovrulesError:
                continue
            after[key(snapshot)].append(key(made))
            if key(made) not in after:
                after[key(made)] = []
                found.append(made)
                if len(found) > most:
                    return None
    return after, found, fails


def naive(chart: Chart) -> tuple[set[str], set[str], bool] | None:
    """The states from which no end can be reached, those without an owner, whether it fails."""
    walked = reached(chart)
    if walked is None:
        return None
    after, found, fails = walked
    keys = list(after)
    alive = {k for k, s in zip(keys, found, strict=True) if chart.state[s.state].final}
    while fresh := {k for k in keys if k not in alive and alive.intersection(after[k])}:
        alive |= fresh
    dead = {s.state for k, s in zip(keys, found, strict=True) if k not in alive}
    unowned = {
        s.state
        for s in found
        if s.state in ("s1", "s2") and not chart.state[s.state].final and not s.values.get("lead")
    }
    return dead, unowned, fails


def test_an_event_that_stays_lets_a_state_be_left_by_itself(small_charts: ModuleType) -> None:
    """A move back to its own state opens the moves of that state that happen by themselves."""
    go = small_charts.go
    moves = (go("call", "new", "call", "new"), go("lost", "new", "auto", "held"))
    chart = small_charts.small(
        moves=moves, events=tuple(attrs.evolve(e, who=()) for e in small_charts.small().events)
    )
    told = {(f.code, f.about) for f in prove(chart).flaws}
    assert {("chart_no_end", "held"), ("chart_no_owner", "held")} <= told


@st.composite
def owned(draw: st.DrawFn, charts: st.SearchStrategy[Chart]) -> Chart:
    """Small charts in which two states belong to whom the case holds as its lead."""
    chart = draw(charts)
    states = tuple(
        attrs.evolve(s, owner="$lead") if s.id in ("s1", "s2") else s for s in chart.states
    )
    return attrs.evolve(chart, states=states)


@settings(max_examples=15)
@given(st.data())
def test_it_agrees_with_trying_everything(small_charts: ModuleType, data: Any) -> None:
    """On generated charts the sliced walk finds what a walk over all that may happen finds."""
    chart = data.draw(owned(small_charts.charts()))
    assume((expected := naive(chart)) is not None)
    assert expected is not None
    flaws = prove(chart).flaws
    told = {
        code: {f.about for f in flaws if f.code == code}
        for code in ("chart_no_end", "chart_no_owner", "chart_fails")
    }
    if expected[2]:  # where it fails, a step is left out of both walks, but not the same one
        assert told["chart_fails"]
        return
    assert (told["chart_no_end"], told["chart_no_owner"]) == expected[:2]
