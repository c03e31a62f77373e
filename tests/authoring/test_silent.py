"""Why no rule comes of an article, read from a table."""

from pathlib import Path

import pytest
from govrules.authoring import read_silent
from govrules.errors import PolicyError


def table(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "silent.csv"
    path.write_text("\n".join(("instrument,article,zh,en", *lines)), encoding="utf-8")
    return path


def test_a_line_may_name_articles_ranges_and_all_others(tmp_path: Path) -> None:
    """An empty cell is every other article of the instrument."""
    path = table(tmp_path, "JD,1|4..6|12-1,甲,a", "JD,,乙,b")
    assert {k[1]: v[0] for k, v in read_silent(path).items()} == {
        **dict.fromkeys(("1", "4", "5", "6", "12-1"), "甲"),
        "": "乙",
    }


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["JD,4..6,甲,a", "JD,5,乙,b"], r"silent.csv:3: article 5 of JD is given two reasons"),
        (["JD,6..4,甲,a"], r"silent.csv:2: '6\.\.4' is no range"),
        (["JD,4..,甲,a"], r"silent.csv:2: '4\.\.' is no range"),
        (["JD,4"], r"silent.csv:2"),
    ],
)
def test_what_cannot_be_read_is_placed(tmp_path: Path, lines: list[str], message: str) -> None:
    """The error names file and line."""
    with pytest.raises(PolicyError, match=message):
        read_silent(table(tmp_path, *lines))
