"""A classifier from outside ranks items, and makes none certain."""

import pytest
from govrules.errors import RecordError
from govrules.intake import ItemSearch


@pytest.fixture(scope="module")
def tree(beijing_pack):
    """Beijing's catalogue."""
    return beijing_pack.fields["item"].tree


def test_what_is_scored_goes_before_what_words_alone_suggest(tree):
    """The score stands beside the item, with the words if there are any."""
    text = "楼道里怪怪的"
    found = ItemSearch(tree, lambda said: {"common_odour": 0.9} if said == text else {}).find(text)
    assert (found[0].code, found[0].classified, found[0].is_sure) == ("common_odour", 0.9, False)
    assert ItemSearch(tree, lambda _: {}).find(text) == ItemSearch(tree).find(text)


def test_no_score_makes_an_item_certain_nor_one_that_is_less_so(tree):
    """What words make certain stays so: whoever trusts a classifier more gives the fact itself."""
    search = ItemSearch(tree, lambda _: {"common_odour": 1.0})
    assert search.certain(search.find("怪怪的")) is None
    assert search.certain(search.find("小区有人高空抛物")) == "property_object_throwing"


def test_the_desk_of_a_jurisdiction_takes_one(beijing_pack):
    """By its intake."""
    read = beijing_pack.intake(classify=lambda _: {"common_metro": 1}).read(text="怪怪的")
    assert (read.items[0].code, read.item, dict(read.matter)) == ("common_metro", None, {})


@pytest.mark.parametrize(
    ("scores", "en"),
    [
        ({"common_odor": 0.5}, "the classifier scores 'common_odor', which is no item"),
        ({"common": 0.5}, "the classifier scores 'common', which is no item"),
        ({"common_odour": 1.5}, "the classifier scores common_odour by 1.5"),
        ({"common_odour": float("nan")}, "the classifier scores common_odour by nan"),
        ({"common_odour": "0.5"}, "the classifier scores common_odour by '0.5'"),
    ],
)
def test_scores_that_are_none_are_an_error(tree, scores, en):
    """It names the code and the fix."""
    with pytest.raises(RecordError) as caught:
        ItemSearch(tree, lambda _: scores).find("停水")
    assert caught.value.text("en").startswith(en)
