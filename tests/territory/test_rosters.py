"""A city's own roster, and two of them compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from govrules.errors import PolicyError
from govrules.territory import compare_rosters, read_roster

ABOVE = {"3306": "某市", "330602": "东区", "330603": "西区"}
BEFORE = ABOVE | {
    "330602001": "甲街道",
    "330602002": "乙街道",
    "330602003": "丙街道",
    "330602004": "丁街道",
    "330602005": "戊街道",
}
AFTER = ABOVE | {
    "330602001": "甲街道",
    "330602002": "新乙街道",
    "330602009": "丙街道",
    "330602004": "戊街道",
    "330603001": "己街道",
}


def test_what_became_of_each_unit_is_told() -> None:
    """New, gone, renamed, moved to another code; a code that took another's name is reused."""
    told = {(e.kind, e.code, e.other) for e in compare_rosters(BEFORE, AFTER)}
    assert ("renamed", "330602002", None) in told
    assert ("moved", "330602003", "330602009") in told
    assert ("reused", "330602004", "330602005") in told
    assert ("gone", "330602005", None) in told
    assert ("new", "330603001", None) in told
    assert len(told) == 5


def test_nothing_changes_between_a_roster_and_itself() -> None:
    """No event."""
    assert compare_rosters(BEFORE, BEFORE) == ()


def test_a_citys_own_file_is_read_by_its_headings(tmp_path: Path) -> None:
    """In either language, whatever stands beside."""
    path = tmp_path / "r.csv"
    path.write_text("序号,区划代码,名称\n1,3306,某市\n\n2,330602,东区\n", "utf-8-sig")
    assert read_roster(path) == {"3306": "某市", "330602": "东区"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,nam\n1,a\n", "r.csv:1: r.csv has no column 'zh'"),
        ("code,zh\n3306,\n", "r.csv:2: the unit 3306 has no name"),
        ("code,zh\n3306,a\n3306,b\n", "r.csv:3: the unit 3306 has no name, no code, or two names"),
    ],
)
def test_a_roster_that_cannot_be_read(tmp_path: Path, text: str, said: str) -> None:
    """File and line are named."""
    path = tmp_path / "r.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(PolicyError) as caught:
        read_roster(path)
    assert said in caught.value.text("en")
    assert caught.value.hint_zh


def test_a_file_that_is_not_there_is_named() -> None:
    """As for every other table."""
    with pytest.raises(PolicyError, match=r"no file 'none\.csv'"):
        read_roster("none.csv")


def test_a_code_that_is_none_is_refused() -> None:
    """A roster of other numbers cannot be compared."""
    with pytest.raises(PolicyError, match="roster"):
        compare_rosters({"33x6": "某市"}, ABOVE)
