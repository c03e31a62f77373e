"""A field: every kind reads numbers, words and long values by one rule."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest
from govrules import Field, Jurisdiction
from govrules.errors import PolicyError, RecordError

DEEP: list[Any] = []
DEEP.append(DEEP)


@pytest.mark.parametrize(
    "cell", [True, "yes", "ＹＥＳ", "Y", "t", "是", "是的", " 有 ", "√", "✓", 1, 1.0, "１", "1.0"]
)
def test_what_says_yes(small: Jurisdiction, cell: Any) -> None:
    """A flag takes what people and databases write for yes."""
    assert small.fields["listed"].read(cell) is True


@pytest.mark.parametrize(
    "cell",
    [False, "no", "ＮＯ", "f", "否", "不是", "没有", "无", "×", "✗", 0, -0.0, "０", Decimal(0)],
)
def test_what_says_no(small: Jurisdiction, cell: Any) -> None:
    """A flag takes what people and databases write for no."""
    assert small.fields["listed"].read(cell) is False


@pytest.mark.parametrize("cell", ["maybe", "x", "对吗", 2, "2", -1, "+1", 0.5, b"yes", [True]])
def test_what_says_neither_yes_nor_no(small: Jurisdiction, cell: Any) -> None:
    """Anything else is refused with the words that there are."""
    with pytest.raises(RecordError, match="; yes, no, or unknown"):
        small.fields["listed"].read(cell)


@pytest.mark.parametrize(
    "code",
    [
        110101001,
        110101001.0,
        Decimal(110101001),
        "110101001.0",
        "１１０１０１００１",
        " 110101001 ",
    ],
)
def test_a_code_is_the_digits_that_were_written(small: Jurisdiction, code: Any) -> None:
    """A code says the same as text, as a number, and as a number beside a gap."""
    assert small.fields["place"].read(code) == "110101001"


@pytest.mark.parametrize("field", ["place", "item", "kind", "number", "listed", "on", "holder"])
def test_a_float_that_may_be_another_number_is_refused(small: Jurisdiction, field: str) -> None:
    """A float too large to say which number was written is refused, with the way out."""
    np = pytest.importorskip("numpy")
    for value in (np.float32(110102013), float(2**53)):
        with pytest.raises(RecordError, match="give text or a whole number: a float") as caught:
            small.fields[field].read(value)
        assert "请以文本或整数给出" in caught.value.text("zh")


@pytest.mark.parametrize("cell", ["+3", "1_0", "٣", "1e1", "2.5", True, b"3", [3], DEEP, "９９_"])
def test_what_is_no_count(small: Jurisdiction, cell: Any) -> None:
    """Python's own idea of a number is not a civil servant's."""
    with pytest.raises(RecordError, match="a whole number, 0 or more"):
        small.fields["number"].read(cell)


@pytest.mark.parametrize(
    "cell",
    [["asked"], ("asked",), {"asked"}, "asked;", "asked；asked", "asked，asked", ["asked", ""]],
)
def test_a_set_is_words(small: Jurisdiction, cell: Any) -> None:
    """A set is a list of words, or words joined by what people join words with."""
    assert small.fields["steps"].read(cell) == frozenset({"asked"})


@pytest.mark.parametrize(
    "cell",
    [{"asked": 1}, b"asked", bytearray(), iter(["asked"]), [["asked"]], [None], DEEP, 3, {"a": 1}],
    ids=lambda v: type(v).__name__,
)
def test_what_is_no_set(small: Jurisdiction, cell: Any) -> None:
    """Keys, bytes, what can be read but once, and lists of lists are no words."""
    with pytest.raises(RecordError) as caught:
        small.fields["steps"].read(cell)
    assert caught.value.field == "steps"


@pytest.mark.parametrize(
    "field", ["kind", "item", "place", "on", "number", "listed", "steps", "holder"]
)
@pytest.mark.parametrize("text", ["京" * 10**6, ";" * 10**6, "1" * 10**6, "[" * 10**6])
def test_a_value_without_end_is_refused_at_once(small: Jurisdiction, field: str, text: str) -> None:
    """A value of a million characters costs no more than one of a few."""
    start = time.process_time()
    with pytest.raises(RecordError) as caught:
        small.fields[field].read(text)
    assert len(str(caught.value)) < 700
    assert time.process_time() - start < 0.1


def test_no_time_zone_of_that_name() -> None:
    """A zone that there is not is a mistake of the author."""
    with pytest.raises(PolicyError, match="field 'on': there is no time zone 'Asia/Peking'") as got:
        Field("on", "day", "日期", "day", zone="Asia/Peking")
    assert "请写 IANA 时区名" in got.value.text("zh")


def test_the_zone_is_in_the_digest(small: Jurisdiction) -> None:
    """Rules that read days elsewhere are other rules."""
    day = small.fields["on"]
    assert day.zone == "Asia/Shanghai"
    assert day.canonical() != Field("on", "day", day.zh, day.en, source=day.source).canonical()
