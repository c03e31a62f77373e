"""A field: every kind reads numbers, words and long values by one rule."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import attrs
import pytest
from govrules import Field, Jurisdiction
from govrules.errors import PolicyError, RecordError
from govrules.rules import Choice

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


@pytest.mark.parametrize("cell", ["maybe", "x", "对吗", 2, "2", -1, "+1", 0.5, b"yes", ["x"]])
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


@pytest.mark.parametrize("cell", ["+3", "1_0", "٣", "1e1", "2.5", True, b"3", [2.5], "９９_"])
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


ORDERS = Field(
    "kind",
    "choice",
    "类型",
    "kind",
    (
        Choice("complaint", "投诉", "complaint", "", ("投诉类", "投诉件")),
        Choice("report", "举报", "report", "", ("举报类",)),
    ),
)


@pytest.mark.parametrize("word", ["complaint", "投诉", "投诉类", " 投诉件 "])
def test_a_choice_has_aliases(word: str) -> None:
    """What exports of other systems call a value is that value."""
    assert ORDERS.read(word) == "complaint"


@pytest.mark.parametrize("word", ["投诉举报", "诉求", "表扬"])
def test_a_word_for_several_values_or_none_is_no_alias(
    beijing_pack: Jurisdiction, word: str
) -> None:
    """A general word is refused: any value would be a guess."""
    with pytest.raises(RecordError, match="is not a value that the field takes"):
        beijing_pack.fields["kind"].read(word)


@pytest.mark.parametrize(
    ("field", "word", "code"),
    [
        ("kind", "咨询类", "consult"),
        ("kind", "意见建议", "suggestion"),
        ("channel", "12345热线", "hotline"),
        ("channel", "12345微信公众号", "online"),
        ("channel", "12345工单", "dispatched"),
    ],
)
def test_words_of_work_orders(beijing_pack: Jurisdiction, field: str, word: str, code: str) -> None:
    """Beijing takes the words of its hotline's exports."""
    assert beijing_pack.fields[field].read(word) == code


def test_an_alias_of_two_values_is_refused() -> None:
    """A pack that gives one word two meanings is wrong, and is told both."""
    with pytest.raises(PolicyError, match="'诉求' is a word for 'a' and for 'b'; leave it out"):
        Field(
            "k",
            "choice",
            "类",
            "k",
            (("a", "甲", "a", "", ("诉求",)), ("b", "乙", "b", "", ("诉求",))),
        )


def test_aliases_are_part_of_what_is_declared() -> None:
    """A field with other aliases is another field; without any it is what it was before."""
    bare = attrs.evolve(ORDERS, choices=(("complaint", "投诉", "complaint"),))
    assert bare.canonical()[4] == [("complaint", "投诉", "complaint", "")]
    assert ORDERS.canonical()[4][0][-1] == ("投诉类", "投诉件")


@pytest.mark.parametrize("cell", [45296, 45296.0, "45296", 45296.43])
def test_a_day_as_spreadsheets_count_is_refused_with_its_meaning(
    small: Jurisdiction, cell: Any
) -> None:
    """A number of days since 1900, or 1904, is no day; the likely one is named."""
    with pytest.raises(RecordError, match="a spreadsheet may mean 2024-01-05: format its column"):
        small.fields["on"].read(cell)


@pytest.mark.parametrize("cell", [1, 12345, 123456, float("inf"), -45296])
def test_a_number_that_no_spreadsheet_means(small: Jurisdiction, cell: Any) -> None:
    """Other numbers are refused without a guess."""
    with pytest.raises(RecordError, match="is not a day") as caught:
        small.fields["on"].read(cell)
    assert "spreadsheet" not in caught.value.text("en")
