"""Cases as they happen: decided anew, exactly once, in order, clocks only when told."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import govrules
import govrules.cases
import pytest
from govrules.charts import State
from govrules.errors import LedgerError, NotFoundError, RecordError, StepError

Story = Callable[..., list[dict[str, Any]]]
MATTER = {
    "kind": "help",
    "item": "小区古树名木管护",
    "place": "东城区/东华门街道",
    "on": "2024-03-01",
}


def test_a_demand_is_passed_on_and_comes_home(closed: Any) -> None:
    """Objection, ruling, whistle, refusal, orders: each step by its article, its owner decided."""
    steps = closed.get("S1").timeline
    seen = [(s.event, s.state, s.owners[0] if s.owners else "") for s in steps]
    street = "street_office@110105026"
    assert seen == [
        ("receive", "dispatched", "housing@110105"),
        ("object", "disputed", "government_services@11"),
        ("rule", "dispatched", street),
        ("sign", "handling", street),
        ("contact", "handling", street),
        ("whistle", "whistled", street),
        ("report", "whistled", street),
        ("refuse", "referred", "district_government@110105"),
        ("report", "referred", "district_government@110105"),  # the clock: enforcement kept silent
        ("direct", "whistled", street),
        ("assist_result", "whistled", street),
        ("resolve", "resolved", "hotline_agency@11"),
        ("call_back", "closed", ""),
    ]
    assert steps[7].cites == ("《北京市街道办事处条例》第四十四条第一款",)
    assert steps[8].is_overdue
    assert steps[8].snapshot.values["silent"] == ["urban_enforcement@110105"]


def test_a_second_dispatch_keeps_the_first_clock(closed: Any) -> None:
    """The time to resolve runs from the first dispatch, whoever holds the case since."""
    steps = closed.get("S1").timeline
    assert steps[2].snapshot.clocks["solve"] == steps[0].snapshot.clocks["solve"]


def test_an_event_sent_twice_is_taken_once(closed: Any, story: Story) -> None:
    """The whole stream sent again changes nothing."""
    before = closed.ledger.hashes()
    list(closed.run(story()))
    assert closed.ledger.hashes() == before


def test_an_event_without_an_id_is_taken_once_too(cases: Any) -> None:
    """The same words at the same moment are the same event."""
    cases.receive(MATTER | {"channel": "hotline"}, at="2024-03-01", id="X")
    for _ in range(2):
        case = cases.post("X", "签收", at="2024-03-01T10:00")
    assert [s.event for s in case.timeline] == ["receive", "sign"]


def test_clocks_ring_only_when_told(cases: Any) -> None:
    """Nothing is overdue before somebody says what time it is."""
    cases.receive(MATTER | {"channel": "hotline"}, at="2024-03-01T09:00", id="X")
    assert [d.clock for d in cases.due("2024-03-05")] == ["contact", "sign"]
    assert not any(d.is_overdue for d in cases.due("2024-03-05"))
    assert cases.advance("2024-03-05") == 2
    overdue = [(d.clock, d.at) for d in cases.due("2024-03-05") if d.is_overdue]
    assert overdue == [("contact", "2024-03-04T23:59:59"), ("sign", "2024-03-04T23:59:59")]
    assert cases.advance("2024-03-05") == 0


def test_a_block_stands_as_a_whole_or_not_at_all(cases: Any, story: Story) -> None:
    """A line that cannot be taken is named, and nothing of its block is written."""
    wrong = [*story()[:4], {"id": "x", "case": "S1", "event": "whistle", "at": "2024-03-04T11:30"}]
    with pytest.raises(StepError) as caught:
        list(cases.run(wrong))
    assert caught.value.text("en").startswith("line 5: whistle needs to")
    assert caught.value.text("zh").startswith("line 5: 吹哨须写明有关单位（to）")
    assert cases.ledger.hashes() == []


WRONG: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"event": "sign", "at": "2024-02-01"}, StepError, "case S1: at 2024-02-01T00:00:00 is before"),
    ({"event": "sign", "at": "soon"}, RecordError, "case S1: at cannot be 'soon'"),
    ({"event": "sign", "at": "2024-03-20"}, StepError, "case S1: sign is not open in state closed"),
    ({"event": "reopen", "at": "2024-03-20"}, StepError, "case S1: reopen needs reason"),
    (
        {"event": "reopen", "at": "2024-03-20", "reason": "x", "facts": {"place": "某处"}},
        RecordError,
        "case S1: ",
    ),
]


@pytest.mark.parametrize(("line", "kind", "en"), WRONG)
def test_what_cannot_happen_is_told(
    closed: Any, line: dict[str, Any], kind: type[Exception], en: str
) -> None:
    """The error names the case, the field and the fix; the ledger is as it was."""
    before = closed.ledger.hashes()
    with pytest.raises(kind) as caught:
        closed.post("S1", line.pop("event"), **line)
    assert str(caught.value).startswith(en)
    assert closed.ledger.hashes() == before


def test_an_unknown_case_is_told(cases: Any) -> None:
    """A case that was never received cannot be posted to or shown."""
    with pytest.raises(NotFoundError, match="there is no case 'X'"):
        cases.post("X", "sign", at="2024-03-01")
    with pytest.raises(NotFoundError, match="there is no case 'X'"):
        cases.get("X")


def test_a_case_is_received_once(closed: Any) -> None:
    """A second matter under the same id is refused, and says what to do."""
    with pytest.raises(StepError, match="case S1 is open already"):
        closed.receive(MATTER | {"channel": "hotline"}, at="2024-03-20", id="S1")


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:////no/such/folder/x.db", "nonsense"])
def test_a_ledger_that_cannot_be_opened_is_told(
    beijing_pack: govrules.Jurisdiction, url: str
) -> None:
    """Another database, a folder that is not there, or no URL at all."""
    with pytest.raises(LedgerError, match="the ledger cannot be opened"):
        govrules.cases.open(url, jurisdiction=beijing_pack)


def test_a_matter_is_decided_as_the_law_was_known(
    cases: Any, beijing_pack: govrules.Jurisdiction
) -> None:
    """Which version decides is the one known on that day, and none is made up."""
    matter = MATTER | {"channel": "hotline"}
    with pytest.raises(LedgerError, match="no version of the rules is known"):
        cases.decide(matter, as_known="2024-05-01")
    cases.versions.publish(beijing_pack, known="2024-04-01")
    decision = cases.decide(matter, as_known="2024-05-01", record=True)
    assert decision.to_json() == beijing_pack.decide(matter).to_json()
    assert [r.kind for r in cases.ledger.records()] == ["version", "decision"]
    assert cases.replay() == []


def test_a_handover_and_its_revocation(cases: Any) -> None:
    """A power is listed, trained for, dated, used by the subdistrict, and taken back."""
    matter = {
        "kind": "violation",
        "item": "犬便不清除",
        "place": "西城区/大栅栏街道",
        "on": "2021-03-01",
    }
    case = cases.receive(matter, at="2021-01-04", id="H", chart="handover")
    department = case.values["source"]
    cases.post("H", "list", list="试", at="2021-01-05")
    cases.post("H", "train", at="2021-01-06")
    cases.post("H", "hand_documents", documents=["案卷"], at="2021-01-07")
    cases.post("H", "set_date", day="2021-02-01", by=department, at="2021-01-08")
    case = cases.post("H", "first_act", at="2021-02-01")
    assert case.owners == ("street_or_township@110102013",)
    case = cases.post("H", "revoke", list="试二", open_cases=["S1"], at="2021-06-01")
    assert (case.state, case.values["source"]) == ("returned", department)


@pytest.mark.parametrize("line", [[], [{}], [1, 2], None, "x"])
def test_a_stream_of_no_events_is_told(cases: Any, line: Any) -> None:
    """A line that is no mapping is named by its number."""
    with pytest.raises(StepError, match="line 1: an event cannot be"):
        list(cases.run([line]))


def test_a_moment_out_of_range_is_told(cases: Any) -> None:
    """Numbers past 64 bits are no moment."""
    with pytest.raises(RecordError, match="at cannot be"):
        list(cases.run([{"id": "1", "case": "X", "event": "receive", "at": 2**63}]))


@pytest.fixture
def two_versions(town: Any, small_charts: Any) -> tuple[govrules.Jurisdiction, ...]:
    """A town before and after somebody found that a rule on urgent matters had been left out."""
    chart = attrs.evolve(small_charts.small(), clocks=(), moves=(), events=(), data=())
    chart = attrs.evolve(chart, states=(State("new", "新", "new", "bureau@district", final=True),))
    made = (town.blueprint(without=["R.urgent"]), town.blueprint())
    return tuple(govrules.Jurisdiction(attrs.evolve(b, charts=(chart,))) for b in made)


def test_a_matter_is_decided_as_it_was_known_on_another_day(
    town: Any, url: str, two_versions: tuple[govrules.Jurisdiction, ...]
) -> None:
    """One day's law, known in two ways: the decision differs, and replay knows which made it."""
    earlier, later = two_versions
    cases = govrules.cases.open(url, jurisdiction=later, versions={"2021-01-01": earlier})
    cases.versions.publish(later, known="2021-06-01")
    matter = town.matter(urgent="yes")
    said = [
        cases.decide(matter, as_known=day, record=True).disposition
        for day in ("2021-03-01", "2021-05-31", "2021-06-01")
    ]
    assert said == ["handle", "handle", "transfer"]
    with pytest.raises(LedgerError, match="no version of the rules is known to have been known on"):
        cases.decide(matter, as_known="2020-12-31")
    made = [r.policy for r in cases.ledger.records() if r.kind == "decision"]
    assert made == [earlier.digest, later.digest]  # the same twice is kept once
    assert cases.verify() == cases.replay() == []
    cases.close()
    alone = govrules.cases.open(url, jurisdiction=later)
    assert [f.en for f in alone.replay()] == ["not tried: its version of the rules is not here"]
    alone.close()


def test_a_power_that_moves_takes_the_open_case_along(cases: Any) -> None:
    """Decided anew after a day of handover, the case goes to who has the power; no time is won."""
    matter = {"kind": "complaint", "item": "小区停车涨价程序违法", "place": "朝阳区/望京街道"}
    matter |= {"on": "2024-03-01", "channel": "hotline"}
    first = cases.receive(matter, at="2024-03-01T09:00", id="X")
    after = cases.post(
        *("X", "redecide"),
        facts={"item": "小区古树名木管护"},
        note="职权移转",
        at="2024-03-04T09:00",
    )
    assert first.owners == ("housing@110105",)
    assert after.owners == ("street_office@110105026",)
    assert after.values["former"] == ["housing@110105"]
    was, now = (c.timeline[-1].snapshot.clocks for c in (first, after))
    assert now["solve"] == was["solve"]
    assert now["sign"] > was["sign"]  # who is new to it signs anew


def test_what_another_has_written_is_seen(
    cases: Any, url: str, beijing_pack: govrules.Jurisdiction
) -> None:
    """Where a case stands is not remembered over what another process has written since."""
    other = govrules.cases.open(url, jurisdiction=beijing_pack)
    cases.receive(MATTER | {"channel": "hotline"}, at="2024-03-01T09:00", id="X")
    other.post("X", "sign", at="2024-03-01T10:00")
    case = cases.post("X", "contact", at="2024-03-01T11:00")
    other.close()
    assert [s.event for s in case.timeline] == ["receive", "sign", "contact"]
    assert cases.verify() == cases.replay() == []


def test_the_worklist_has_what_rang_and_what_runs(cases: Any) -> None:
    """A case on which no clock runs is listed while one that rang still waits, and not after."""
    cases.receive(MATTER | {"channel": "hotline"}, at="2024-03-01T09:00", id="X")
    cases.advance("2024-12-01")
    assert {d.is_overdue for d in cases.due("2024-03-05")} == {True}
    closing: list[dict[str, Any]] = [
        {"event": "sign"},
        {"event": "contact"},
        {"event": "resolve", "result": "已办"},
        {"event": "call_back", "solved": True, "satisfied": True},
    ]
    for hour, line in enumerate(closing):
        cases.post("X", line.pop("event"), at=f"2024-12-02T1{hour}:00", **line)
    assert cases.due("2024-12-31") == []


OLD = {
    "without a form": "CREATE TABLE head (one INTEGER PRIMARY KEY, seq INTEGER, hash TEXT)",
    "of another form": "CREATE TABLE head (one INTEGER PRIMARY KEY, seq INTEGER, hash TEXT, "
    "format TEXT); INSERT INTO head VALUES (1, 0, '', 'govrules ledger 9')",
}


@pytest.mark.parametrize("script", OLD.values(), ids=OLD.keys())
def test_a_ledger_of_another_form_is_refused(
    tmp_path: Path, beijing_pack: govrules.Jurisdiction, script: str
) -> None:
    """One error says which form it has, and which is read; nothing is written into it."""
    with sqlite3.connect(tmp_path / "old.db") as c:
        c.executescript(script)
    url = f"sqlite:///{tmp_path / 'old.db'}"
    with pytest.raises(LedgerError, match="this version reads 'govrules ledger 2'"):
        govrules.cases.open(url, jurisdiction=beijing_pack)
    with sqlite3.connect(tmp_path / "old.db") as c:
        assert c.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)
