"""Tables that authors write, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from govrules.errors import PolicyError
from govrules.tables import read_csv, read_text


def test_a_mark_at_the_beginning_is_no_part_of_the_text(tmp_path: Path) -> None:
    """What a spreadsheet saves as UTF-8 reads as what an editor saves."""
    marked, bare = tmp_path / "a.csv", tmp_path / "b.csv"
    marked.write_bytes("\ufeffid,zh".encode())
    bare.write_bytes(b"id,zh")
    assert read_text(marked) == read_text(bare)


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    """A table in GB18030 is refused, with the line of the first byte that cannot be read."""
    path = tmp_path / "waste.csv"
    path.write_bytes(b"id,zh\nlitter," + "垃圾".encode("gb18030"))
    with pytest.raises(PolicyError, match=r"waste\.csv:2: the table is not UTF-8") as caught:
        read_text(path)
    assert "GB18030" in caught.value.text("zh")


def test_each_line_comes_with_its_place(tmp_path: Path) -> None:
    """A cell of several lines is one cell, and the place is that of the line where it ends."""
    path = tmp_path / "waste.csv"
    path.write_text('id,zh\na,"一\n二"\nb,三\n', "utf-8")
    assert list(read_csv(path)) == [
        ("waste.csv:1", ["id", "zh"]),
        ("waste.csv:3", ["a", "一\n二"]),
        ("waste.csv:4", ["b", "三"]),
    ]


def test_a_line_that_cannot_be_taken_apart_is_named(tmp_path: Path) -> None:
    """A cell that is longer than any reader takes is an error with its line."""
    path = tmp_path / "waste.csv"
    path.write_text("id\n" + "x" * (1 << 18) + "\n", "utf-8")
    with pytest.raises(PolicyError, match=r"waste\.csv:2: the line cannot be taken apart"):
        list(read_csv(path))
