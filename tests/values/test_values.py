"""The arithmetic contract: three-valued logic, days and periods, codes in trees."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from typing import Any

import pytest
from govrules.errors import GovrulesError, RecordError, did_you_mean, shown
from govrules.rules import Code, CodeList
from govrules.values import UNKNOWN, OneOf, Period, Unknown, all3, any3, is_under, not3, parse_day
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
    "text", ["2021-03-01", " 2021-03-01 ", date(2021, 3, 1), datetime(2021, 3, 1, 9)]
)
def test_a_day_is_read(text: Any) -> None:
    """A day is an ISO day, a date, or a date with an hour that plays no part."""
    assert parse_day(text) == date(2021, 3, 1)
    assert type(parse_day(text)) is date


@pytest.mark.parametrize(
    "text",
    [
        "2021-3-1",
        "2021/03/01",
        "20210301",
        "2021-02-30",
        "",
        "soon",
        None,
        20210301,
        "2021-W01-1",
        "2021-W09-1",
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
    assert error.args == (str(error),)
