"""Chinese numerals as statutes write them: 第十七条, 第一百零六条, （二）."""

from __future__ import annotations

import re

__all__ = ["NUMERAL", "from_chinese", "to_chinese"]

DIGITS = "零一二三四五六七八九"
VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0}
UNITS = {"千": 1000, "百": 100, "十": 10}

NUMERAL = r"(?:[0-9]+|[〇零一二三四五六七八九十百千]+)"
"""A regular expression for one number, Chinese or Arabic."""


def from_chinese(text: str) -> int:
    """The positive number, below ten thousand, of a Chinese or Arabic numeral.

    Raises:
        ValueError: ``text`` is no such numeral.
    """
    if re.fullmatch(r"[0-9]+", text):
        return _bounded(int(text))
    total = digit = 0
    for sign in text:
        if sign in UNITS:
            total += (digit or 1) * UNITS[sign]
            digit = 0
        elif sign in VALUES:
            digit = VALUES[sign]
        else:
            raise ValueError(text)
    number = _bounded(total + digit)
    if to_chinese(number) != text.replace("〇", "零"):
        raise ValueError(text)
    return number


def to_chinese(number: int) -> str:
    """A number from 1 to 9999 as a statute writes it: 10 is 十, 106 is 一百零六.

    Raises:
        ValueError: The number is outside that range.
    """
    rest, text, gap = _bounded(number), "", False
    for unit, value in UNITS.items():
        digit, rest = divmod(rest, value)
        if digit:
            leading_ten = unit == "十" and digit == 1 and not text
            text += ("零" if gap else "") + ("" if leading_ten else DIGITS[digit]) + unit
        gap = bool(text) and not digit
    return text + ("零" if gap and rest else "") + (DIGITS[rest] if rest else "")


def _bounded(number: int) -> int:
    if not 0 < number < 10_000:
        raise ValueError(number)
    return number
