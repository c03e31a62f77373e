"""A row by its header, or why it is none; a file that cannot be read at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from govrules.errors import PlaceError, RecordError
from govrules.files.row import Row, RowError, by_header, header_of, reading


def test_a_row_is_read_by_its_header() -> None:
    """A short row lacks its last cells; an empty cell may stand under no header."""
    assert by_header("a.csv:2", ["kind", "place", ""], ["task"]) == Row("a.csv:2", {"kind": "task"})
    assert by_header("a.csv:2", ["kind", ""], ["task", ""]) == Row("a.csv:2", {"kind": "task"})


@pytest.mark.parametrize("cells", [["7", "task", "x"], ["7", "task", "", "x"]])
def test_a_cell_under_no_header_costs_its_row(cells: list[Any]) -> None:
    """The row is not read without it: it is bad, with its place and its id."""
    found = by_header("a.csv:2", ["id", "kind", ""], cells)
    assert isinstance(found, RowError)
    assert (found.place, found.id) == ("a.csv:2", "7")
    assert f"cell {len(cells)} ('x') stands under no header" in found.error.text("en")


def test_a_header_names_each_column_once() -> None:
    """Names are read without blanks around them; two of one name are refused."""
    assert header_of(Path("a.csv"), [" kind ", None, ""]) == ["kind", "", ""]
    with pytest.raises(RecordError, match=r"a\.csv:1: column 'kind' stands twice"):
        header_of(Path("a.csv"), ["kind", "place", "kind "])


@pytest.mark.parametrize(
    ("raised", "why"),
    [
        (ValueError("bad magic\nmore"), "a.xlsx cannot be read: bad magic;"),
        (KeyError("sheet1.xml"), "a.xlsx cannot be read: KeyError: 'sheet1.xml';"),
    ],
)
def test_whatever_a_reader_raises_names_the_file(raised: Exception, why: str) -> None:
    """The error is ours, of one line, with the file."""
    with pytest.raises(RecordError) as caught, reading(Path("dir/a.xlsx")):
        raise raised
    assert caught.value.text("en").startswith(why)


def test_an_error_of_ours_passes_as_it_is() -> None:
    """What is said already is not said anew."""
    error = PlaceError("no such place", "没有这个地点")
    with pytest.raises(PlaceError) as caught, reading(Path("a.xlsx")):
        raise error
    assert caught.value is error
