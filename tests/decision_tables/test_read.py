"""Rows read into rules: each part where it belongs, and every fault with its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from govrules import rule
from govrules.decision_tables import read_rules
from govrules.errors import PackError, PolicyError

HEAD = "A route,若 类型,若 事项 在…下,条件,then disposition,then assist [],文件,条,款,项,起,止,例外于,兜底,附注,zh,en"
FULL = (
    'R1,"投诉, 任务",waste,urgent,transfer,a@district; $holder,CR,2,1,2,2020-07-01,2021-01-01,'
    "R2；R3,是,,理由,reason"
)


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join((HEAD, *lines)) + "\n", "utf-8")
    return path


def test_a_row_says_a_whole_rule(tmp_path: Path) -> None:
    """The same as one that is written in Python, and it knows its row."""
    (found,) = read_rules(write(tmp_path / "r.csv", FULL))
    written = rule(
        "R1",
        "route",
        when="类型 in (任务, 投诉) and item under waste and urgent".replace("item", "事项"),
        then={"disposition": "transfer", "assist": ["a@district", "$holder"]},
        cite="CR 2(1)(2)",
        since="2020-07-01",
        until="2021-01-01",
        exception_to=("R2", "R3"),
        residual=True,
        zh="理由",
        en="reason",
    )
    assert found == written
    assert found.at == "r.csv:A2"


def test_a_row_without_tests_always_holds(tmp_path: Path) -> None:
    """And one that says it is a remark concludes nothing."""
    path = write(
        tmp_path / "r.csv", "R1,,,,handle,,CR,1,,,,,,,,理由,reason", "R2,-,,,,,CR,1,,,,,,,是,甲,a"
    )
    one, two = read_rules(path)
    assert str(one.when) == "Const(value=True)"
    assert two.then == ()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "R1,投诉 任务,,,handle,,CR,1,,,,,,,,甲,a",
            "r.csv:B2: no test can be read from '投诉 任务'",
        ),
        ("R1,,,kind =,handle,,CR,1,,,,,,,,甲,a", "r.csv:D2: expected a value, found the end"),
        ("R1,,,,a@x|,,CR,1,,,,,,,,甲,a", "r.csv:E2: 'a@x|' is nothing that a rule can conclude"),
        ("R1,,,,handle,;|,CR,1,,,,,,,,甲,a", "r.csv:F2: '|' is nothing that a rule can conclude"),
        ("R1,,,,handle,,,1,,,,,,,,甲,a", "r.csv:G2: the rule cites no instrument"),
        ("R1,,,,handle,,CR,一,x,,,,,,,甲,a", "r.csv:H2: article: '一' is no number"),
        ("R1,,,,handle,,CR,1,x,,,,,,,甲,a", "r.csv:I2: paragraph: 'x' is no number"),
        ("R1,,,,handle,,CR,1,,,2020/7,,,,,甲,a", "r.csv:K2: since is not a day: '2020/7'"),
        ("R1,,,,handle,,CR,1,,,,,,maybe,,甲,a", "r.csv:N2: 'maybe' is neither yes nor no"),
        ("R1,,,,,,CR,1,,,,,,,,甲,a", "r.csv:A2: rule R1: the rule concludes nothing"),
        (",,,,handle,,CR,1,,,,,,,,甲,a", "r.csv:A2: a rule: id is a text without spaces and ;,|#"),
    ],
)
def test_what_a_cell_cannot_say_is_refused(tmp_path: Path, row: str, message: str) -> None:
    """With file and cell."""
    with pytest.raises(PolicyError) as caught:
        read_rules(write(tmp_path / "r.csv", row))
    assert message in str(caught.value)


def test_all_faults_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    """Of every cell of every file."""
    write(tmp_path / "a.csv", "R1,x y,,(,handle,,CR,1,,,,,,,,甲,a")
    write(tmp_path / "b.csv", FULL, "R2,,,,handle,,CR,1,,,2020,,,,,甲,a")
    with pytest.raises(PackError) as caught:
        read_rules(tmp_path)
    assert [f.place for f in caught.value.faults] == ["a.csv:B2", "a.csv:D2", "b.csv:K3"]


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    """In the order of their names, but for what Excel leaves beside an open workbook."""
    for name in ("b", "a"):
        write(tmp_path / f"{name}.csv", FULL.replace("R1", f"R.{name}"))
    assert [r.id for r in read_rules(tmp_path)] == ["R.a", "R.b"]
    (tmp_path / "~$b.xlsx").write_bytes(b"")
    assert [r.id for r in read_rules(tmp_path)] == ["R.a", "R.b"]


def test_a_folder_without_tables_is_no_pack_without_rules(tmp_path: Path) -> None:
    """Nor is one with a table that nothing reads, or with a table of headings alone."""
    with pytest.raises(PolicyError, match=r"no table of rules in the folder none; put a \.csv"):
        read_rules(tmp_path / "none")
    (tmp_path / "old.xls").write_bytes(b"")
    with pytest.raises(PackError) as caught:
        read_rules(tmp_path)
    assert [f.en for f in caught.value.faults] == [
        f"there is no table of rules in the folder {tmp_path.name}",
        "rules are not read from .xls",
    ]
    write(tmp_path / "R.CSV")
    with pytest.raises(PackError, match="the table of route has no rule; write a rule in a row"):
        read_rules(tmp_path)
