"""Text in cells: nothing is lost, nothing is too wide, marks stand where they may."""

import pytest
from govrules.cli.screen import columns_for, pad, width, wrap
from hypothesis import given
from hypothesis import strategies as st

TEXT = st.text(
    alphabet=st.sampled_from("西城区大栅栏第六十七条款项《》（），。；：ab c/-\n12"), max_size=80
)


@given(TEXT, st.integers(12, 60))
def test_wrap_keeps_all(text: str, cells: int) -> None:
    """Every character that is no space is kept, in order."""
    assert "".join("".join(wrap(text, cells)).split()) == "".join(text.split())


@given(TEXT, st.integers(12, 60))
def test_wrap_fits(text: str, cells: int) -> None:
    """No line is wider than it may be."""
    assert all(width(line) <= cells for line in wrap(text, cells))


def test_wrap_closing_marks() -> None:
    """A closing mark does not begin a line, and a numbered article stays in one piece."""
    assert wrap("依照本条例，办理", 10) == ["依照本条", "例，办理"]
    assert wrap("《条例》第六十七条", 14) == ["《条例》", "第六十七条"]


def test_wrap_long_word() -> None:
    """A word that is wider than the line is broken."""
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_pad_counts_cells() -> None:
    """A Chinese character counts for two."""
    assert pad("区", 4) == "区  "


@pytest.mark.parametrize("cells", [60, 90, 200])
def test_columns_fit(cells: int) -> None:
    """The columns fit the screen; where there is room, each is as wide as its widest cell."""
    rows = [("1", "西城区大栅栏街道", "依照本条例由街道办事处办理" * 3)] * 4
    widths = columns_for(("#", "地点", "依据"), rows, cells)
    assert sum(widths) + 2 * 2 <= cells
    if cells == 200:
        assert widths == [1, 16, 78]
