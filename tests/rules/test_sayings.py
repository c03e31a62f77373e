"""Words that mean items: all occur, in any order, and none that must not."""

import pytest
from govrules.errors import PolicyError
from govrules.rules import Code, CodeList
from govrules.rules.sayings import Saying, Sayings, letters

HEATING = Saying((("暖气", "供暖"), ("不热", "冰凉")), ("空调",), ("heating",), True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("家里暖气不热", (("暖气",), ("不热",))),
        ("冰凉的，供暖一周了，暖气", (("暖气", "供暖"), ("冰凉",))),
        ("暖气片漏水", (("暖气",), ())),
        ("暖气不热只能开空调", ()),
        ("", ((), ())),
    ],
)
def test_the_words_of_a_saying_are_found_in_any_order(text, words):
    """All ways of each word, and nothing where there is a word that must not occur."""
    assert HEATING.found_in(text) == words


def test_a_text_is_levelled_to_one_word_for_one_thing():
    """Width, case, marks and synonyms make no difference."""
    assert Sayings((), {"噪音": "噪声"}).level("ＫＴＶ 的噪音！") == "ktv的噪声"
    assert letters("，。") == ""


def test_a_saying_of_no_item_is_refused():
    """The catalogue names the file and line."""
    saying = Saying((("甲",),), (), ("nothing",), at="sayings.csv:2")
    with pytest.raises(PolicyError, match=r"sayings\.csv:2: a saying means 'nothing'"):
        CodeList("items", [Code("a", None, "甲", "x")], Sayings((saying,)))
