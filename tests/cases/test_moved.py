"""A power is taken back: which open cases move, and that each is decided anew exactly once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import govrules
import govrules.cases
import govrules.plugins
import pytest
from govrules.charts import Chart, Datum, EventType, Move, State, move
from govrules.cli import main
from govrules.errors import GovrulesError, RecordError
from govrules.rules.delegation import Revocation

OFFICE, BUREAU = "office@110101001", "bureau@110101"
BACK = "2022-01-01"


def chart(charts: Any) -> Chart:
    """A case is open with its lead until it is done; while it is disputed nobody else takes it."""

    def go(id: str, source: str, event: str, target: str, **more: Any) -> Move:
        return move(id, source, event, target, "CR 1", "因", "because", **more)

    lead = "clear lead; put lead $decided.lead; start sign"  # a clock that runs is not started anew
    return Chart(
        "order",
        "单",
        "order",
        (
            State("new", "新", "new", "hotline@hotline"),
            State("open", "在办", "open", "$lead"),
            State("disputed", "异议中", "disputed", "$lead", rules=True),
            State("unclear", "待会商", "unclear", "hotline@hotline"),
            State("done", "办结", "done", "", final=True),
        ),
        (
            EventType("receive", "受理", "receive", asks=True),
            EventType("redecide", "重新认定", "decide anew", asks=True),
            EventType("object", "异议", "object"),
            EventType("end", "结束", "end"),
        ),
        (
            go("in", "new", "receive", "open", when="decided.has_lead", do=lead),
            go("again", "open", "redecide", "open", when="decided.has_lead", do=lead),
            go("lost", "open", "redecide", "unclear", when="not decided.has_lead", do="clear lead"),
            go("object", "open", "object", "disputed"),
            go("rule", "disputed", "end", "open"),
            go("late", "disputed", "clock.sign", "disputed"),
            go("late_open", "open", "clock.sign", "open"),
            go("end", "open", "end", "done"),
        ),
        (Datum("lead", "text", "承办", "lead"),),
        (charts.clock(amount=30, who="$lead", cite="CR 1"),),
    )


@pytest.fixture(scope="module")
def revoked(town: Any, small_charts: Any) -> govrules.Jurisdiction:
    """The town, whose council takes the power to penalise littering back from the offices."""
    back = Revocation(date.fromisoformat(BACK), "CG 2", "item = litter")
    given = attrs.evolve(town.MOVED, revocations=(back,))
    later = town.rule(
        *("R.later", "route", "item = litter and on >= 2023-01-01"),
        {"disposition": "barred"},
        exception_to="R.found",
    )
    moved = given.rule("holder", "competence", "holder")
    blueprint = town.blueprint(moved, later, without=["D1"])
    return govrules.Jurisdiction(attrs.evolve(blueprint, charts=(chart(small_charts),)))


@pytest.fixture
def opened(url: str, revoked: govrules.Jurisdiction, town: Any) -> Iterator[Any]:
    """Five cases of one day: two that move, one in dispute, one of another power, one done."""
    made = govrules.cases.open(url, jurisdiction=revoked)
    for id, item in {
        "A": "litter",
        "B": "litter",
        "C": "litter",
        "D": "noise",
        "E": "litter",
    }.items():
        made.receive(town.matter(id=id, item=item, listed="yes"), at="2021-12-20")
    made.post("C", "object", at="2021-12-21")
    made.post("E", "end", at="2021-12-21")
    yield made
    made.close()


def test_the_cases_that_move_are_found(opened: Any) -> None:
    """From whom, to whom, under which article; nothing is written, and the day before none moves."""
    before = len(list(opened.ledger.records()))
    assert list(opened.moved("2021-12-31")) == []
    found = list(opened.moved(BACK))
    assert [(m.case, m.was, m.now, m.is_waiting) for m in found] == [
        ("A", OFFICE, BUREAU, False),
        ("B", OFFICE, BUREAU, False),
        ("C", OFFICE, BUREAU, True),
    ]
    assert (found[0].was_zh, found[0].now_zh) == ("甲街道办事处", "东区城管局")
    assert found[0].cites == ("《市容条例》第一条",)
    assert len(list(opened.ledger.records())) == before


def test_each_is_decided_anew_exactly_once(opened: Any) -> None:
    """A run that breaks off is begun anew; what was found before is found to have happened."""
    first = opened.get("A").timeline[-1].snapshot.clocks
    stale = list(opened.moved(BACK))
    broken = opened.redecide(stale[:1], at="2022-01-04T09:00")
    assert list(broken) == [1]
    assert [m.case for m in opened.moved(BACK)] == ["B", "C"]
    for found in (opened.moved(BACK), stale):
        assert [*opened.redecide(found, at="2022-01-04T09:00")][-1] in (1, 2)
    ids = [r.id for r in opened.ledger.records() if ":redecide:" in r.id]
    assert len(ids) == 2
    assert [opened.get(c).owners for c in "ABCDE"] == [
        (BUREAU,),
        (BUREAU,),
        (OFFICE,),
        (OFFICE,),
        (),
    ]
    assert opened.get("A").timeline[-1].snapshot.clocks == first
    assert [m.case for m in opened.moved(BACK)] == ["C"]
    opened.post("C", "end", at="2022-01-05")  # ruled on: now it can be decided anew
    assert [*opened.redecide(opened.moved(BACK), at="2022-01-05")] == [1]
    assert list(opened.moved(BACK)) == []
    assert opened.verify() == opened.replay() == []


def test_no_case_is_dated_back(opened: Any, town: Any) -> None:
    """A case of a later day than the one that is asked for is asked by its own."""
    opened.receive(town.matter(id="F", listed="yes", on="2022-02-01"), at="2022-02-01")
    assert opened.get("F").owners == (BUREAU,)
    assert list(opened.moved("2021-12-31")) == []


def test_nobody_is_told_as_nobody(opened: Any) -> None:
    """Where the rules of the day name no organ, what they say instead is told."""
    found = list(opened.moved("2023-01-01"))
    assert {(m.case, m.now, m.now_zh, m.now_en) for m in found} == {
        (case, "", "不得", "barred") for case in "ABC"
    }
    assert list(opened.redecide(found, at="2023-01-04")) == [2]
    assert [opened.get(c).state for c in "ABC"] == ["unclear", "unclear", "disputed"]


@pytest.mark.parametrize("day", ["2022-13-01", "tomorrow", "", None, 5])
def test_a_bad_day_is_told(opened: Any, day: Any) -> None:
    """One error names the field and the value, at once."""
    with pytest.raises(RecordError, match=r"^on (is not a day|cannot be)"):
        opened.moved(day)
    with pytest.raises(RecordError, match="at cannot be"):
        opened.redecide([], at="tomorrow")


def test_a_case_that_cannot_be_asked_costs_itself(
    opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its facts are not readable by these rules: it is named, and the others are found."""
    told: list[GovrulesError] = []
    ask = opened._asking

    def asking(asked: Any) -> Any:
        if asked["item"] == "noise":
            raise RecordError("item cannot be 'noise'", "事项不能是 'noise'", field="item")
        return ask(asked)

    monkeypatch.setattr(opened, "_asking", asking)
    assert [m.case for m in opened.moved(BACK, bad=told.append)] == ["A", "B", "C"]
    assert [e.place for e in told] == ["case D"]
    with pytest.raises(RecordError, match="case D"):
        list(opened.moved(BACK))


def test_the_command_lists_and_decides_anew(
    opened: Any, url: str, revoked: govrules.Jurisdiction, capsys: Any, monkeypatch: Any
) -> None:
    """The list says who waits; with a moment the others are decided anew, and once."""
    monkeypatch.setattr(govrules.plugins, "load", lambda id, **options: revoked)
    args = ["--lang", "en", "cases", "moved", "--on", BACK, "--ledger", url]
    assert main(args, standalone_mode=False) == 0
    assert capsys.readouterr().out.count("urban bureau") == 3
    for count in (2, 0):
        assert main([*args, "--redecide", "2022-01-04"], standalone_mode=False) == 0
        assert f"{count} decided anew" in capsys.readouterr().err
    assert main(["--lang", "en", "cases", "moved", "--ledger", url], standalone_mode=False) == 2
    assert "moved needs --on" in capsys.readouterr().err
    assert main([*args[:5], "5", *args[6:]], standalone_mode=False) == 4
    assert "on is not a day: '5'" in capsys.readouterr().err
