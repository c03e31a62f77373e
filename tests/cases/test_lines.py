"""A stream with wrong lines in it: each costs itself, and says what to mend."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import govrules
import govrules.cases
import pytest
from govrules.cases.lines import from_file
from govrules.errors import GovrulesError, StepError

Story = Callable[..., list[dict[str, Any]]]
# After which line of the story each wrong line stands; what it says; its field, and what is told.
WRONG: list[tuple[int, Any, str, str, str]] = [
    (
        3,
        {"event": "飞"},
        "event",
        "knows no event '飞'; one of receive, ",
        "没有事件 '飞'；可用：受理、",
    ),
    (3, {"at": "2024-02-20"}, "at", "is before what happened last", "早于上一事件"),
    (
        3,
        {"at": "三月"},
        "at",
        "at cannot be '三月'; write 2024-",
        "时间不能是 '三月'；请写成 2024-",
    ),
    (3, {"at": None}, "at", "an event needs at; write {", "事件须写明 at；请写成 {"),
    (3, {"at": "2090-01-01"}, "event", "sign is not open", "状态“办理中”下不能签收"),
    (
        3,
        {"id": "S1-3", "at": "2024-03-04T12:00"},
        "id",
        "is that of another event: sign of case S1",
        "已用于另一事件",
    ),
    (3, {"id": None}, "id", "an event needs id", "事件须写明 id"),
    (3, {"id": 7}, "id", "id cannot be 7", "id 不能是 7"),
    (3, {"id": "ring:S1:solve:x"}, "id", "is the ledger's own", "由台账自用"),
    (3, {"case": None}, "case", "an event needs case", "事件须写明 case"),
    (
        3,
        {"case": "S9"},
        "case",
        "there is no case 'S9'; receive it first",
        "没有案件 'S9'；请先受理",
    ),
    (3, {"case": "S\ud800"}, "case", "case cannot be", "case 不能是"),
    (
        4,
        {"event": "resolve"},
        "result",
        "resolve needs result; write some text",
        "办结须写明结果（result）",
    ),
    (
        4,
        {"event": "resolve", "result": ["a"]},
        "result",
        "result cannot be ['a']",
        "结果（result）不能是",
    ),
    (
        4,
        {"event": "resolve", "result": "好", "how": 1},
        "how",
        "resolve takes no how",
        "办结没有 how",
    ),
    (4, {"facts": "x"}, "facts", "facts cannot be 'x'", "facts 不能是 'x'"),
    (
        4,
        {"event": "whistle", "to": ["hosing@110105"]},
        "to",
        "no role 'hosing'; did you mean housing",
        "没有角色 'hosing'；是否指：housing",
    ),
    (
        4,
        {"event": "whistle", "to": ["housing@119999"]},
        "to",
        "no unit '119999'",
        "没有区划 '119999'",
    ),
    (
        5,
        {"event": "report", "by": "water@110105"},
        "by",
        "report is not for water@110105 to send; one of housing@",
        "报到不能由 water@110105 报送；可用：housing@",
    ),
    (
        5,
        {"event": "report", "by": "housing@110108"},
        "by",
        "not for housing@110108",
        "不能由 housing@110108",
    ),
    (5, {"event": "report"}, "by", "report needs by: who sends it", "报到须写明报送单位（by）"),
    (
        11,
        {"event": "resolve", "result": "再办"},
        "event",
        "is not open in state closed",
        "状态“已办结归档”下不能办结",
    ),
    (
        11,
        {"event": "reopen", "reason": "新情况", "facts": {"item": "没有的事项"}},
        "item",
        "'没有的事项'",
        "'没有的事项'",
    ),
    (
        11,
        {"event": "exclude", "by": "hotline_agency@11", "basis": "太难"},
        "basis",
        "one of beyond_duties",
        "可用：beyond_duties",
    ),
    (
        11,
        {"event": "receive", "matter": {"kind": "complaint"}},
        "case",
        "is open already",
        "已经受理",
    ),
    (11, [1], "event", "an event cannot be [1]", "事件不能是 [1]"),
    (11, {"advance": "someday"}, "at", "at cannot be 'someday'", "时间不能是 'someday'"),
]


def with_wrong(story: list[dict[str, Any]]) -> list[Any]:
    """The story with the wrong lines between."""
    made: list[Any] = []
    for n, line in enumerate(story):
        made.append(line)
        for k, (after, wrong, *_) in enumerate(WRONG):
            if after == n:
                sign = {"id": f"bad{k}", "case": "S1", "event": "sign", "at": line["at"]}
                made.append(
                    wrong if not isinstance(wrong, dict) or "advance" in wrong else sign | wrong
                )
    return made


def plain(story: Story) -> list[dict[str, Any]]:
    """The story without what is salted anew each time."""
    return [{k: v for k, v in line.items() if k != "personal"} for line in story()]


@pytest.mark.parametrize("batch", [1, 500])
def test_a_wrong_line_costs_itself_alone(
    cases: Any, beijing_pack: govrules.Jurisdiction, tmp_path: Path, story: Story, batch: int
) -> None:
    """What is told names line, field and fix; the ledger is to the byte that of the others."""
    told: list[GovrulesError] = []
    lines = with_wrong(plain(story))
    assert list(cases.run(lines, batch=batch, bad=told.append))[-1] == len(lines)
    places = [f"line {n}" for n, line in enumerate(lines, 1) if line not in plain(story)]
    assert [(e.place or "").partition(":")[0] for e in told] == places
    for error, (_, _, field, en, zh) in zip(told, WRONG, strict=True):
        assert error.field == field, error
        assert en in error.text("en")
        assert zh in error.text("zh")
    quiet = govrules.cases.open(f"sqlite:///{tmp_path / 'quiet.db'}", jurisdiction=beijing_pack)
    list(quiet.run(plain(story)))
    assert cases.ledger.hashes() == quiet.ledger.hashes()
    assert cases.verify() == cases.replay() == []
    quiet.close()


def test_begun_anew_it_is_the_same(cases: Any, story: Story) -> None:
    """A stream with wrong lines, run twice, changes nothing the second time."""
    for _ in range(2):
        told: list[GovrulesError] = []
        list(cases.run(with_wrong(plain(story)), batch=3, bad=told.append))
        assert len(told) == len(WRONG)
    assert len(list(cases.ledger.records("S1"))) == len(story()) + 1  # and a clock that rang


def test_without_a_listener_the_first_wrong_line_ends_it(cases: Any, story: Story) -> None:
    """Who does not listen is told by an error; what stood before it in its block is not there."""
    with pytest.raises(StepError, match="line 3: an event cannot be 'x'"):
        list(cases.run([*story()[:2], "x", *story()[2:]]))
    assert cases.ledger.hashes() == []


def test_a_file_is_read_line_by_line(tmp_path: Path) -> None:
    """Blank lines are passed over and counted; what is no JSON in UTF-8 is told by its line."""
    path = tmp_path / "e.jsonl"
    deep = b"[" * 100_000
    path.write_bytes(
        b'\xef\xbb\xbf{"id": "1"}\n\n[1]\nnothing\n\xff\xfe\n' + deep + b'\n{"id": NaN}\n'
    )
    lines = list(from_file(path))
    assert [line.place for line in lines] == [f"e.jsonl:{n}" for n in (1, 3, 4, 5, 6, 7)]
    assert lines[0].said == {"id": "1"}
    for line in lines[1:5]:
        with pytest.raises(StepError, match=r"e\.jsonl:\d: the line is no JSON object"):
            line.read()
    with pytest.raises(StepError, match=r"e\.jsonl:7: an event needs case|id cannot be nan"):
        lines[5].read()


def test_the_command_tells_and_goes_on(
    tmp_path: Path, beijing_pack: govrules.Jurisdiction, story: Story, monkeypatch: Any, capsys: Any
) -> None:
    """Every wrong line is told on stderr, the exit code says so, and the rest is in the ledger."""
    import govrules.plugins
    from govrules.cli import main

    monkeypatch.setattr(govrules.plugins, "load", lambda id, **options: beijing_pack)
    path, url = tmp_path / "e.jsonl", f"sqlite:///{tmp_path / 'c.db'}"
    path.write_text("\n".join(map(json.dumps, with_wrong(story()))), "utf-8")
    args = ["--lang", "en", "cases", "run", str(path), "--ledger", url]
    assert main(args, standalone_mode=False) == 4
    said = capsys.readouterr()
    assert said.out == f"{len(story())} lines done\n"
    told = said.err.splitlines()
    assert len(told) == len(WRONG) + 1
    assert all(line.startswith("error: e.jsonl:") for line in told[:-1])
    assert told[-1] == f"{len(WRONG)} lines are wrong and were not taken; the others were"
