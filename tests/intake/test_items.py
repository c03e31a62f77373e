"""Items as people say them: ranked, with the words they rest on, and never certain by a guess."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from govrules.intake import ItemSearch

DEMANDS = list(
    csv.DictReader((Path(__file__).parent / "demands.csv").read_text(encoding="utf-8").splitlines())
)


@pytest.fixture(scope="module")
def search(beijing_pack):
    """The search over Beijing's catalogue."""
    return ItemSearch(beijing_pack.fields["item"].tree)


def test_four_in_five_demands_have_their_item_among_the_first_three(search):
    """In every set of those that have an item; nine in ten would do as well."""
    for name in dict.fromkeys(d["set"] for d in DEMANDS):
        meant = [d for d in DEMANDS if d["set"] == name and d["item"] != "none"]
        right = [
            any(c.code in d["item"].split("|") for c in search.find(d["text"], 3)) for d in meant
        ]
        assert sum(right) / len(right) >= 0.8, name


def test_no_demand_is_certainly_what_it_is_not(search):
    """What is certain is right for every demand, and nothing is for those without an item."""
    wrong = [
        (d["text"], code)
        for d in DEMANDS
        if (code := search.certain(search.find(d["text"]))) and code not in d["item"].split("|")
    ]
    assert wrong == []


def test_every_item_of_the_demands_is_in_the_catalogue(beijing_pack):
    """A demand means items that there are."""
    items = {code for d in DEMANDS for code in d["item"].split("|")} - {"none"}
    assert [i for i in sorted(items) if i not in beijing_pack.fields["item"].tree] == []


def test_a_candidate_shows_the_words_that_it_rests_on(search):
    """The saying's words stand beside the item."""
    first = search.find("家里暖气一直不热")[0]
    assert (first.code, first.words) == ("street_hotline_utility_heating", ("暖气", "不热"))
    assert first.is_sure


def test_synonyms_find_the_same(search):
    """噪音 and 噪声 are one word, for sayings and for names."""
    one, other = search.find("噪音扰民"), search.find("噪声扰民")
    assert one == other != ()


@pytest.mark.parametrize("text", ["", "。。。", "zzzz", "\ud800", "你好", "嗯" * 5000])
def test_what_means_nothing_finds_nothing_certain(search, text):
    """No text, however odd, is certain or raises."""
    assert search.certain(search.find(text)) is None


def test_two_sure_sayings_leave_both_open(search):
    """A text with two demands is not certainly one of them."""
    found = search.find("小区群租，有人高空抛物")
    assert search.certain(found) is None
    assert {c.code for c in found[:2]} == {"property_unlawful_letting", "property_object_throwing"}


@pytest.mark.parametrize("text", ["dianti guzhang", "DianTiGuZhang", "dtgz", "dianti", "dianti g"])
def test_an_item_is_found_as_its_name_is_spelled(search, text):
    """In full, begun, or by its initials; never certain."""
    found = search.find(text)
    assert found[0].code == "common_elevator"
    assert search.certain(found) is None


@pytest.mark.parametrize("text", ["停电期间便利店一瓶水卖二十块", "高空抛物的时候我正好在电梯里"])
def test_words_that_only_say_when_are_not_certain(search, text):
    """What happens meanwhile is another matter."""
    assert search.certain(search.find(text)) is None


def test_a_name_that_is_little_of_a_text_is_not_certain(search):
    """A long text may mean something else."""
    assert search.certain(search.find("高空抛物")) == "property_object_throwing"
    assert search.certain(search.find("对信访复查机关的答复有话要说，请领导接电话")) is None
