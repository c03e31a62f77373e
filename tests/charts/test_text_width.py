"""How wide text is in a drawing, and where it is broken."""

from __future__ import annotations

from govrules.charts.text_width import width, wrapped
from hypothesis import given
from hypothesis import strategies as st


def test_a_chinese_character_is_as_wide_as_it_is_high() -> None:
    """A Latin letter is a little more than half of that."""
    assert width("街道", 10) == 20
    assert 10 < width("ab", 10) < 14


def test_english_is_broken_between_words_and_chinese_anywhere() -> None:
    """Blanks at the break are dropped."""
    assert wrapped("one two three", 45, 10) == ["one two", "three"]
    assert wrapped("街道办事处", 30, 10) == ["街道办", "事处"]


def test_a_word_that_is_too_wide_stands_alone() -> None:
    """It is not taken apart."""
    assert wrapped("a incomprehensibility b", 20, 10) == ["a", "incomprehensibility", "b"]


@given(st.text(alphabet="ab 街，", max_size=40), st.integers(1, 200))
def test_nothing_is_lost_but_blanks(text: str, pixels: int) -> None:
    """The lines together are the text."""
    lines = wrapped(text, pixels, 10)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
