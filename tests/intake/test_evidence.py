"""What speaks for an item: words that are known, and pieces shared with them."""

import pytest
from govrules.intake.evidence import Likeness, Words
from govrules.rules import Code, CodeList
from govrules.rules.sayings import Saying, Sayings

TREE = CodeList(
    "items",
    [Code("heating", None, "供暖", "heating", ("暖气不热",)), Code("gas", None, "燃气", "gas")],
    Sayings((Saying((("暖气",), ("冷",)), (), ("heating",)), Saying((("气",),), (), ("gas",)))),
)


def test_words_are_found_with_the_sayings_and_names_they_belong_to():
    """Names that occur whole, and every saying of which a word occurs, in their order."""
    sayings, names = Words(TREE).found_in("家里暖气不热")
    assert [saying.items for saying in sayings] == [("heating",), ("gas",)]
    assert names == ["暖气不热"]


@pytest.mark.parametrize("text", ["", "天", "xyz", "\ud800"])
def test_a_text_without_known_words_finds_none(text):
    """Nothing is made up."""
    assert Words(TREE).found_in(text) == ([], [])


def test_a_rare_piece_tells_more_than_a_common_one():
    """A pair that one item has ranks it before those that share another."""
    likeness = Likeness([("a", "煤气改造", 1.0), ("b", "改造房屋", 1.0), ("c", "改造道路", 1.0)])
    found = likeness.of("煤气改造")
    assert max(found, key=lambda code: found[code][0]) == "a"
    assert found["b"][1] == ("改造",)


def test_single_letters_alone_are_no_likeness():
    """An item that shares no pair is not found."""
    assert Likeness([("a", "煤气", 1.0)]).of("气煤") == {}
    assert Likeness([]).of("煤气") == {}
