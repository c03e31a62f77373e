"""The desk: a matter from what people write, with nothing in it that is not certain."""

from __future__ import annotations

import pytest
from govrules.errors import RecordError
from govrules.values import UNKNOWN


@pytest.fixture(scope="module")
def desk(beijing_pack):
    """Beijing's desk."""
    return beijing_pack.intake()


def test_a_text_and_an_address_become_a_matter_that_is_decided(beijing_pack, desk):
    """What is certain are facts; a decision takes them as they are."""
    found = desk.read(
        text="邻居遛狗不拴绳", address="朝阳区三里屯街道某小区", at="2023-06-01 22:10", kind="投诉"
    )
    assert found.matter == {
        "kind": "complaint",
        "on": "2023-06-01 22:10",
        "place": "110105004",
        "item": "dogs_animals_dog_outing",
    }
    assert (found.place.rest, found.kind) == ("某小区", "complaint")
    assert beijing_pack.decide(found.matter).disposition


def test_what_is_not_certain_is_no_fact(desk):
    """Candidates and the reason stand beside the matter, which does not hold them."""
    found = desk.read(text="邻居装修周末很吵", address="河北省廊坊市某路1号")
    assert found.item is None
    assert found.matter == {}
    assert len(found.items) > 1
    assert found.place.code is None
    assert found.place.note_en.startswith("no place is called")


def test_what_is_given_goes_before_what_was_read(desk):
    """A fact that somebody gave is not overwritten."""
    found = desk.read(text="邻居遛狗不拴绳", item="noise", place="110102")
    assert (found.matter["item"], found.matter["place"]) == ("noise", "110102")


def test_unknown_outright_stays_unknown(desk):
    """A kind that is unknown is not taken for one."""
    assert desk.read(text="停水", kind="未知").matter["kind"] == "未知"
    assert UNKNOWN is not None


@pytest.mark.parametrize(
    ("given", "en"),
    [
        ({}, "there is nothing to read"),
        ({"text": 3}, "there is nothing to read"),
        ({"text": "停水", "at": "昨天"}, "on is not a day"),
        ({"text": "停水", "colour": "red"}, "unknown field 'colour'"),
        ({"text": "停水", "kind": "不知所云"}, "kind: '不知所云' is not a value"),
    ],
)
def test_wrong_input_is_one_clear_error(desk, given, en):
    """Nothing to read, no day, no field, no value."""
    with pytest.raises(RecordError) as caught:
        desk.read(**given)
    assert caught.value.text("en").startswith(en)
