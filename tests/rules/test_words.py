"""Words that depend on the place: read, checked, and said by the kind of unit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
from govrules import Jurisdiction
from govrules.errors import PolicyError
from govrules.rules import PlaceWord, PlaceWords, read_words

WORD = PlaceWord(
    "街乡",
    "subdistrict",
    ("街道（乡镇）", "subdistrict or township"),
    {"street": ("街道", "subdistrict"), "town": ("镇", "town")},
)
HEAD = "word_zh,word_en,kind,zh,en\n"


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("town", "由镇办", "for the town"),
        ("street", "由街道办", "for the subdistrict"),
        ("zone", "由街道（乡镇）办", "for the subdistrict or township"),
        (None, "由街道（乡镇）办", "for the subdistrict or township"),
    ],
)
def test_a_word_is_said_by_the_kind_of_place(kind: str | None, zh: str, en: str) -> None:
    """A kind that it does not know is said as where nothing is known."""
    words = PlaceWords([WORD])
    assert words.say("由{街乡}办", kind, "zh") == zh
    assert words.say("for the {subdistrict}", kind, "en") == en


def test_the_kind_is_the_one_that_words_go_by() -> None:
    """Of the kinds of a place's units the first that a word knows; else none."""
    words = PlaceWords([WORD])
    assert words.kind_of(["city", "district", "town", "villagers"]) == "town"
    assert words.kind_of(["city", "district"]) is None


@pytest.mark.parametrize(
    ("text", "lang", "hint"),
    [("由{街道}办", "zh", "写"), ("for {街乡}", "en", "braces"), ("for {}", "en", "braces")],
)
def test_a_word_that_there_is_not(text: str, lang: str, hint: str) -> None:
    """It is refused by name, also where it is a word of the other language."""
    with pytest.raises(PolicyError) as caught:
        PlaceWords([WORD]).check(text, lang)
    assert "is no word that depends on the place" in str(caught.value)
    assert caught.value.field == lang


def test_a_rule_with_a_wrong_word_is_refused_where_it_stands(town: Any) -> None:
    """The error of a rule's text names the rule."""
    wrong = attrs.evolve(
        town.rule("X1", "route", "kind = complaint", {"disposition": "handle"}), zh="由{街乡}办"
    )
    with pytest.raises(PolicyError, match="X1"):
        Jurisdiction(town.blueprint(wrong))


def test_a_table_of_words(tmp_path: Path) -> None:
    """Each line is a form; the one with no kind is said anywhere."""
    path = tmp_path / "words.csv"
    path.write_text(f"{HEAD}街乡,subdistrict,,街道（乡镇）,subdistrict or township\n", "utf-8")
    assert read_words(path) == (attrs.evolve(WORD, forms={}),)


def test_a_table_that_does_not_say_what_a_word_is_anywhere(tmp_path: Path) -> None:
    """A word without a general form is refused."""
    path = tmp_path / "words.csv"
    path.write_text(f"{HEAD}街乡,subdistrict,town,镇,town\n", "utf-8")
    with pytest.raises(PolicyError, match=r"words\.csv"):
        read_words(path)


def test_a_label_is_said_by_the_place_as_well() -> None:
    """What a word says anywhere is written as the word; a text without it stays as it is."""
    words = PlaceWords([PlaceWord("局", "bureau", ("某局", "a bureau"), {"town": ("镇", "town")})])
    assert words.marked("报某局（某法）", "zh") == "报{局}（某法）"
    assert words.say(words.marked("tell a bureau", "en"), "town", "en") == "tell town"
    assert words.marked("无关", "zh") == "无关"
