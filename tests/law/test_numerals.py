"""Chinese numerals."""

import pytest
from govrules.law.numerals import from_chinese, to_chinese
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (100, "一百"),
        (106, "一百零六"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (1260, "一千二百六十"),
    ],
)
def test_numbers_are_written_as_statutes_write_them(number: int, text: str) -> None:
    """A number has one Chinese form, and that form reads back."""
    assert (to_chinese(number), from_chinese(text)) == (text, number)


@given(st.integers(1, 9999))
def test_every_number_reads_back(number: int) -> None:
    """Writing and reading are inverse, in Chinese and in Arabic figures."""
    assert from_chinese(to_chinese(number)) == from_chinese(str(number)) == number


def test_a_zero_may_be_written_as_a_circle() -> None:
    """一百〇六 is 一百零六."""
    assert from_chinese("一百〇六") == 106


@pytest.mark.parametrize("text", ["", "零", "0", "十百", "一二", "一百六", "甲", "10000", "-1"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    """Malformed numerals, zero and numbers too large raise ValueError."""
    with pytest.raises(ValueError, match=r".*"):
        from_chinese(text)


@pytest.mark.parametrize("number", [0, -3, 10_000])
def test_numbers_out_of_range_are_refused(number: int) -> None:
    """Only 1 to 9999 can be written."""
    with pytest.raises(ValueError, match=str(number)):
        to_chinese(number)
