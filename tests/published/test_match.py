"""What rows may mean: proposed with a score and the words it rests on, and never taken."""

from __future__ import annotations

from pathlib import Path

import pytest
from govrules import Jurisdiction
from govrules.published import Match, match, read_list

LIST = """序号,项目名称,实施依据,对应上级部门,承接部门
1,乱扔垃圾的处罚,《市容条例》第二条第一款第（一）项；《某法》,城管局、区城管局,居村委会
2,某种怪事,《没有的法》第三条；《市容条例》第九条,不存在办,
"""


@pytest.fixture
def matched(small: Jurisdiction, tmp_path: Path) -> Match:
    """A list of two rows against the small town."""
    path = tmp_path / "l.csv"
    path.write_text(LIST, "utf-8")
    tree = small.fields["item"].tree
    (one,) = read_list(path)
    return match(one, tree, small.rules.roles, small.law)  # type: ignore[arg-type]


def test_items_are_proposed_with_a_score(matched: Match) -> None:
    """The likeliest first, with the words that it rests on."""
    first = matched.proposals[0].items[0]
    assert (first.code, first.words) == ("litter", ("乱扔垃圾",))
    assert (
        first.score > matched.proposals[0].items[-1].score or len(matched.proposals[0].items) == 1
    )


def test_provisions_are_read_from_the_basis(matched: Match) -> None:
    """A title with the articles that stand after it, or by itself."""
    assert matched.proposals[0].cites == ("CR 2(1)(1)", "LW")


def test_what_matches_nothing_is_listed_with_its_cell(matched: Match) -> None:
    """Organs, titles and articles that the pack does not have."""
    left = {(u.at, u.text) for u in matched.unplaced}
    assert {
        ("l.csv:C3", "《没有的法》第三条"),
        ("l.csv:C3", "《市容条例》第九条"),
        ("l.csv:D3", "不存在办"),
    } <= left
    assert matched.proposals[1].cites == ()


def test_nothing_is_taken(matched: Match) -> None:
    """The foreign row stays as it was; no code of the pack stands in it."""
    assert matched.proposals[0].entry.row[1] == "乱扔垃圾的处罚"
    assert "litter" not in str(matched.proposals[0].entry)
