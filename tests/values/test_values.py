"""The arithmetic contract: three-valued logic, days and periods, codes in trees."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from govrules.errors import GovrulesError, RecordError, did_you_mean, shortened, shown, written
from govrules.rules import Code, CodeList
from govrules.values import (
    UNKNOWN,
    OneOf,
    Period,
    Unknown,
    all3,
    any3,
    as_said,
    digits,
    is_inexact,
    is_missing,
    is_under,
    not3,
    parse_day,
)
from hypothesis import given
from hypothesis import strategies as st

TRUTHS = st.sampled_from([True, False, UNKNOWN])
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2020, 2, 1))


def test_unknown_is_no_truth_value() -> None:
    """Using UNKNOWN where Python wants true or false is an error, not a silent false."""
    with pytest.raises(TypeError, match="UNKNOWN is neither true nor false"):
        bool(UNKNOWN)
    with pytest.raises(TypeError):
        _ = not UNKNOWN


def test_unknown_is_one() -> None:
    """There is one UNKNOWN, whoever makes it, also after pickling."""
    assert Unknown() is UNKNOWN
    assert pickle.loads(pickle.dumps(UNKNOWN)) is UNKNOWN
    assert repr(UNKNOWN) == "UNKNOWN"


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, UNKNOWN, UNKNOWN, True),
        (False, False, False, False),
        (False, UNKNOWN, False, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ],
)
def test_kleene_tables(a: Any, b: Any, both: Any, either: Any) -> None:
    """Conjunction and disjunction are Kleene's, in either order."""
    assert all3([a, b]) is all3([b, a]) is both
    assert any3([a, b]) is any3([b, a]) is either


def test_nothing_to_join() -> None:
    """No part at all is true of "every" and false of "some"."""
    assert all3([]) is True
    assert any3([]) is False


@given(st.lists(TRUTHS, max_size=5))
def test_de_morgan(parts: list[Any]) -> None:
    """Negating a conjunction is the disjunction of the negations."""
    assert not3(all3(parts)) is any3(not3(p) for p in parts)
    assert [not3(not3(p)) for p in parts] == parts


@given(st.lists(TRUTHS, max_size=5), st.data())
def test_learning_never_turns_a_truth(parts: list[Any], data: Any) -> None:
    """Replacing unknown parts by known ones keeps whatever was already decided."""
    better = [data.draw(st.booleans()) if p is UNKNOWN else p for p in parts]
    for join in (all3, any3):
        if join(parts) is not UNKNOWN:
            assert join(better) is join(parts)


def test_one_of_is_sorted() -> None:
    """Equal sets of possible values are equal records, with "no answer" first."""
    assert OneOf(["b", None, "a", "b"]) == OneOf(["a", "b", None])
    assert OneOf(["b", None, "a"]).values == (None, "a", "b")


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-01",
        " 2021-03-01 ",
        date(2021, 3, 1),
        datetime(2021, 3, 1, 9),
        "2021-03-01 10:20:00",
        "2021-03-01T10:20:00.123456789",
        "2021-3-1 9:05",
        "2021/3/1",
        "2021/03/01",
        "2021.3.1",
        "20210301",
        20210301,
        20210301.0,
        "2021年3月1日",
        "２０２１－０３－０１",
        "２０２１年３月１日",
    ],
)
def test_a_day_is_read(text: Any) -> None:
    """A day is read as people and databases write it; an hour without a zone plays no part."""
    assert parse_day(text) == date(2021, 3, 1)
    assert type(parse_day(text)) is date


@pytest.mark.parametrize(
    "text",
    [
        "2021-3/1",
        "03/01/2021",
        "2021031",
        "2021-02-30",
        "",
        "soon",
        None,
        "2021-W01-1",
        "2021-W09-1",
        "2021-03-01 25:00",
        "2021-03-01+08:00",
        "2021-03-01T10:00:00 CST",
        "٢٠٢١-٠٣-٠١",
        "21-03-01",
        "2021年3月",
        "2021-03-01\x00",
    ],
)
def test_what_is_no_day(text: Any) -> None:
    """Anything else is refused, with the form that is wanted."""
    with pytest.raises(RecordError) as caught:
        parse_day(text, field="since")
    assert str(caught.value) == (
        f"since is not a day: {text!r}; write YYYY-MM-DD, such as 2021-03-01"
    )
    assert (
        caught.value.text("zh") == f"since 不是日期：{text!r}；请写作 YYYY-MM-DD，例如 2021-03-01"
    )
    assert caught.value.field == "since"


UTC_EVENING = datetime(2020, 6, 30, 16, 30, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    "moment",
    [
        UTC_EVENING,
        UTC_EVENING.astimezone(SHANGHAI),
        "2020-06-30T16:30:00Z",
        "2020-06-30 16:30:00+00:00",
        "2020-07-01T00:30:00+0800",
        "2020-06-30T11:30-05",
    ],
)
def test_a_moment_is_the_local_day(moment: Any) -> None:
    """One instant, however it is written, is one day where the matter lies."""
    assert parse_day(moment, zone=SHANGHAI) == date(2020, 7, 1)


@pytest.mark.parametrize("moment", [UTC_EVENING, "2020-06-30T16:30:00Z"])
def test_a_moment_without_a_declared_zone_is_refused(moment: Any) -> None:
    """Where no zone is declared, nobody can say which day a moment is."""
    with pytest.raises(RecordError, match="no time zone is declared here: give the day") as caught:
        parse_day(moment)
    assert "此处未声明时区" in caught.value.text("zh")


@pytest.mark.parametrize("moment", ["9999-12-31T23:00:00Z", "0001-01-01T00:00:00+14:00"])
def test_a_moment_at_the_end_of_the_calendar_is_refused(moment: str) -> None:
    """A moment whose local day has no date is no day, and no other error either."""
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        try:
            assert parse_day(moment, zone=ZoneInfo(zone)).year in (1, 9999)
        except RecordError as error:
            assert error.field == "on"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3", "3"),
        (" 3 ", "3"),
        ("007", "007"),
        ("１２", "12"),
        ("2.0", "2"),
        ("110102013.00", "110102013"),
        (3, "3"),
        (3.0, "3"),
        (-0.0, "0"),
        (Decimal(3), "3"),
        (Decimal("3.00"), "3"),
        (Decimal("1E+2"), "100"),
        (Fraction(4, 2), "2"),
        (2**53 + 1, "9007199254740993"),
        (float(2**53 - 1), "9007199254740991"),
    ],
)
def test_the_digits_of_a_whole_number(value: Any, text: str) -> None:
    """Text keeps the digits as written, and a number of any library says its own."""
    assert digits(value) == text


@pytest.mark.parametrize(
    "value",
    [
        "+3",
        "-3",
        "1_0",
        "1,000",
        "1e2",
        "0x1",
        "2.5",
        ".0",
        "٣",
        "²",
        "三",
        "",
        -1,
        2.5,
        True,
        float("inf"),
        float("nan"),
        float(2**53),
        Decimal("2.5"),
        Decimal("sNaN"),
        Decimal("1E+999999999"),
        Fraction(1, 3),
        1j,
        b"3",
        10**5000,
        "9" * 5000,
        None,
    ],
    ids=lambda v: type(v).__name__,
)
def test_what_is_no_whole_number(value: Any) -> None:
    """A sign, a separator, an exponent, another script or a fraction is not guessed at."""
    assert digits(value) is None


def test_a_float_says_no_more_than_its_bits() -> None:
    """A float that may stand for another number says none, in 16, 32 or 64 bits."""
    np = pytest.importorskip("numpy")
    for kind, last in (
        (np.float16, 2**11),
        (np.float32, 2**24),
        (np.float64, 2**53),
        (float, 2**53),
    ):
        assert digits(kind(last - 1)) == str(last - 1)
        assert is_inexact(kind(last))
        assert digits(kind(last)) is None
        assert not is_inexact(kind("inf"))
        assert not is_inexact(kind("nan"))


class Angry:
    """Whatever is asked of it, it raises."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("eq")

    def __ne__(self, other: object) -> bool:
        raise RuntimeError("ne")

    def __str__(self) -> str:
        raise RuntimeError("str")

    __repr__ = __str__
    __hash__ = None  # type: ignore[assignment]

    def __index__(self) -> int:
        raise RuntimeError("index")


def test_a_stranger_that_raises() -> None:
    """An object whose every operation raises is neither missing nor a number, and has a name."""
    angry = Angry()
    assert not is_missing(angry)
    assert digits(angry) is None
    assert shown(angry) == "<Angry>"
    assert as_said(angry) is None


@pytest.mark.parametrize("value", [None, float("nan"), Decimal("NaN"), Decimal("sNaN")])
def test_a_gap(value: Any) -> None:
    """NaN is a gap in every form, the signalling one too."""
    assert is_missing(value)


def test_a_key_is_what_was_said() -> None:
    """Values that compare equal and are read or told differently have keys of their own."""
    local = UTC_EVENING.astimezone(SHANGHAI)
    alike = [1, 1.0, True, Decimal(1), Decimal("1.0"), "1"]
    assert len({as_said(v) for v in alike}) == len(alike)
    assert as_said(UTC_EVENING) != as_said(local)
    assert as_said(0.0) != as_said(-0.0)
    assert as_said(float("nan")) == as_said(float("nan"))
    assert as_said(["a", "b"]) != as_said(["a;b"]) != as_said(("a;b",))
    assert as_said({"a", "b"}) == as_said({"b", "a"})


@pytest.mark.parametrize(
    "value", ["x" * 201, 10**99, [1], [[]], ["x" * 201], {"a": 1}, object(), b"x", iter("a")]
)
def test_what_has_no_key(value: Any) -> None:
    """Long values and those of strangers are never remembered."""
    assert as_said(value) is None


def test_halves_of_characters_are_spelt_out() -> None:
    """What an error quotes can be sent to anybody."""
    for text in (shown("\ud800"), shortened("a\udcff"), written("\ud800")):
        assert text.encode().decode() == text
    assert written("\ud800") == "\\ud800"


def test_a_hint_is_looked_for_when_it_is_read() -> None:
    """A search for near words costs nothing until somebody reads it, and then only once."""
    calls = []

    def near() -> tuple[str, str]:
        calls.append(1)
        return "did you mean x?", "是否指：x？"

    error = RecordError("bad", "有误", hint_en="give a code", near=near)
    assert calls == []
    assert str(error) == "bad; did you mean x?"
    assert error.text("zh") == "有误；是否指：x？"
    assert calls == [1]
    plain = RecordError("bad", "有误", hint_en="give a code", near=near).without_search()
    assert str(plain) == "bad; give a code"
    again = pickle.loads(pickle.dumps(RecordError("bad", "有误", near=near)))
    assert str(again) == "bad; did you mean x?"
    again.hint_en = None
    assert str(again) == "bad"


def test_only_the_beginning_of_a_long_value_is_compared() -> None:
    """A value without end is compared by its first 200 characters."""
    assert did_you_mean("x" * 190 + "y" * 10**7, ["x" * 190])[0] == f"did you mean {'x' * 190}?"


def test_a_long_text_is_no_day() -> None:
    """The message holds no more of it than it must."""
    with pytest.raises(RecordError) as caught:
        parse_day("2" * 200_000)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("甲", "'甲'"),
        ("x" * 80, repr("x" * 80)),
        ("x" * 81, repr("x" * 79 + "…")),
        ([1] * 99, "[1, " + "1, " * 25 + "…"),
        (10**20_000, "<int>"),
        ([10**20_000], "<list>"),
        (object(), "<object object>"),
        ({"b", "a", "c"}, "{'a', 'b', 'c'}"),
        (None, "None"),
    ],
    ids=["text", "80", "81", "list", "number", "numbers", "object", "set", "None"],
)
def test_a_value_in_an_error(value: Any, text: str) -> None:
    """A value is quoted in 80 characters at most, and alike on every run."""
    assert shown(value) == text


def test_lists_without_end_in_an_error() -> None:
    """A list that holds itself in depth is named by its type."""
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert shown(deep) == "<list>"
    assert RecordError("x", "x", value=deep).to_dict()["value"] == "<list>"
    while deep:  # or taking it apart would go as deep
        deep = deep.pop()


def test_a_period_is_half_open() -> None:
    """A period holds its first day and not its last."""
    year = Period(date(2020, 1, 1), date(2021, 1, 1))
    assert date(2020, 1, 1) in year
    assert date(2020, 12, 31) in year
    assert date(2021, 1, 1) not in year
    assert date(1900, 1, 1) in Period()
    assert str(year) == "[2020-01-01, 2021-01-01)"
    assert str(Period()) == "[…, …)"


@pytest.mark.parametrize("end", [date(2020, 1, 1), date(2019, 12, 31)])
def test_an_empty_period_is_refused(end: date) -> None:
    """A period that ends before it starts is an error that says how ends are counted."""
    with pytest.raises(RecordError) as caught:
        Period(date(2020, 1, 1), end)
    assert str(caught.value) == (
        f"a period must end after it starts: [2020-01-01, {end}); "
        "the end is the first day no longer in force"
    )


@given(DAYS, DAYS, DAYS, DAYS, st.dates(date(2019, 12, 1), date(2020, 3, 1)))
def test_overlap_is_what_both_hold(a: Any, b: Any, c: Any, d: Any, day: date) -> None:
    """A day is in the overlap exactly if it is in both periods."""
    try:
        one, other = Period(a, b), Period(c, d)
    except RecordError:
        return
    both = one.overlap(other)
    assert (both is not None and day in both) == (day in one and day in other)
    assert both == other.overlap(one)


TREE = CodeList(
    "t",
    [
        Code("a", None, "甲", "a"),
        Code("b", "a", "乙", "b"),
        Code("c", "b", "丙", "c"),
        Code("d", "a", "丁", "d"),
        Code("e", None, "戊", "e"),
    ],
)


@pytest.mark.parametrize(
    ("code", "ancestors", "expected"),
    [
        ("c", ("a",), True),
        ("c", ("c",), True),
        ("c", ("d", "e"), False),
        ("a", ("c",), UNKNOWN),
        ("a", ("a",), True),
        ("b", ("d",), False),
        ("a", ("c", "e"), UNKNOWN),
        ("e", ("a",), False),
    ],
)
def test_lying_under(code: str, ancestors: tuple[str, ...], expected: Any) -> None:
    """A code above what is asked for may mean it, so it is unknown; elsewhere it is not."""
    assert is_under(TREE, code, ancestors) is expected


@given(st.sampled_from("abcde"), st.lists(st.sampled_from("abcde"), min_size=1))
def test_lying_under_is_monotone(code: str, ancestors: list[str]) -> None:
    """Making a code more precise keeps what was known of it."""
    known = is_under(TREE, code, tuple(ancestors))
    for below in TREE:
        if code in TREE.path(below) and known is not UNKNOWN:
            assert is_under(TREE, below, tuple(ancestors)) is known


@pytest.mark.parametrize(
    ("value", "known", "en", "zh"),
    [
        ("taks", ["task", "form"], "did you mean task?", "是否指：task？"),
        ("zzz", ["task", "form"], "one of task, form", "可用：task、form"),
        ("zzz", [], None, None),
        ("zzz", [f"word{i}" for i in range(999)], None, None),
    ],
)
def test_did_you_mean(value: str, known: list[str], en: Any, zh: Any) -> None:
    """The nearest words, or the few that there are, or nothing."""
    assert did_you_mean(value, known) == (en, zh)


def test_an_error_says_itself_in_both_languages() -> None:
    """An error has a code, a place, a cause and a way out, and can be written as a record."""
    error = RecordError(
        "bad x", "x 有误", field="x", value=3, place="m.csv:2", hint_en="fix it", hint_zh="请改"
    )
    assert isinstance(error, ValueError)
    assert isinstance(error, GovrulesError)
    assert str(error) == "m.csv:2: bad x; fix it"
    assert error.text("zh") == "m.csv:2: x 有误；请改"
    assert error.to_dict() == {
        "code": "record_error",
        "message_en": str(error),
        "message_zh": error.text("zh"),
        "field": "x",
        "value": "3",
        "place": "m.csv:2",
    }


def test_an_error_is_placed_from_the_inside_out() -> None:
    """Each reader that passes an error on puts its own place before the one it knows."""
    error = RecordError("bad", "有误").at("rule R1").at("rules.csv:3")
    assert str(error) == "rules.csv:3: rule R1: bad"
