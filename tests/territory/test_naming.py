"""The one spelling of a name, its short form, and the parts of a path."""

from __future__ import annotations

import pytest
from govrules.territory.naming import Keys, canonical, letters_of, spelling, stems, towns


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("大栅栏街道办事处", "大栅栏街道"),
        ("南苑地区办事处", "南苑地区"),
        ("三里河社区居民委员会", "三里河社区"),
        ("三里河居委会", "三里河社区"),
        ("韩村河村民委员会", "韩村河村"),
        ("韩村河村村委会", "韩村河村"),
        ("大栅栏街道", "大栅栏街道"),
        ("ＡＢ社区", "AB社区"),
    ],
)
def test_an_office_or_a_committee_is_named_as_its_place(name: str, place: str) -> None:
    """Width is levelled, and a place that is named already stays; twice is as once."""
    assert canonical(name) == place
    assert canonical(place) == place


@pytest.mark.parametrize("name", ["居委会", "村委会", "居民委员会", "", "办事处"])
def test_a_body_without_a_place_names_none(name: str) -> None:
    """A committee of nowhere is not made into a community without a name."""
    assert canonical(name) == name


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("大栅栏街道", "subdistrict", ("大栅栏",)),
        ("于家务回族乡", "subdistrict", ("于家务",)),
        ("西城区", "district", ("西城",)),
        ("三里河居委会", "community", ("三里河",)),
        ("西区", "district", ()),
        ("开发区", "community", ()),
        ("西城区", "no such level", ()),
        ("", "district", ()),
    ],
)
def test_a_short_form_has_two_characters_at_least(
    name: str, level: str, short: tuple[str, ...]
) -> None:
    """The type is dropped where enough stays; of another level, or too short, there is none."""
    assert stems(name, level) == short


@pytest.mark.parametrize(
    "text",
    [
        "北京市/西城区",
        "北京市 > 西城区",
        "北京市，西城区",
        "北京市　西城区",
        "北京市-西城区。",
        "北京市（西城區）",
    ],
)
def test_a_path_breaks_at_any_mark(text: str) -> None:
    """Strokes, arrows, commas, brackets and spaces of either width are no letters."""
    letters = letters_of(text)
    assert (letters.text, letters.breaks - {0}) == ("北京市西城区", {3, 6})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("东华门街道办事处多福巷社区居委会", "东华门街道多福巷社区"),
        ("三里屯办事处", "三里屯街道"),
        ("四季青镇人民政府", "四季青镇"),
        ("三里河居民委员会", "三里河社区"),
        ("北七家村村民委员会3号", "北七家村3号"),
        ("望京村委会", "望京村"),
    ],
)
def test_a_body_inside_an_address_breaks_it_too(text: str, said: str) -> None:
    """An office, a government or a committee is read as the place that it is of."""
    assert letters_of(text).text == said


def test_an_area_bears_the_name_of_its_town() -> None:
    """An area office and the town of its name have the same land; a street has none."""
    assert "南磨房乡" in towns("南磨房地区", "subdistrict")
    assert towns("杨镇地区", "subdistrict") == ("杨镇",)
    assert towns("良乡地区", "subdistrict") == ("良乡", "良乡镇")
    assert towns("大栅栏街道", "subdistrict") == ()
    assert towns("某某地区", "district") == ()


def test_a_mark_inside_a_name_is_left_out_of_its_spelling() -> None:
    """A name is spelt as the letters of an address spell it."""
    assert spelling("甲（乙）社区居委会") == "甲乙社区"


def test_rows_are_found_by_key_in_order() -> None:
    """A pair given twice is kept once; a key that two rows share has both."""
    keys = Keys.of([("乙", 3), ("甲", 2), ("甲", 1), ("甲", 2)])
    assert keys.find("甲") == [1, 2]
    assert "乙" in keys
    assert len(list(keys)) == 3


@pytest.mark.parametrize("key", ["丙", "", "甲甲", None, 3])
def test_what_is_no_key_is_not_there(key: object) -> None:
    """Another text, and what is no text at all."""
    keys = Keys.of([("甲", 1)])
    assert key not in keys
    if isinstance(key, str):
        assert keys.find(key) == []


def test_what_a_text_goes_on_with_is_told_by_few_letters():
    """The longest first; one letter more than what the text has in common with any key."""
    keys = Keys.of([("学院路街道", 1), ("学院路", 2), ("学院", 3), ("北苑", 4)])
    assert keys.begins("海淀区学院路街道1号", 3) == (["学院路街道", "学院路", "学院"], 6)
    assert keys.begins("学院路35号", 0) == (["学院路", "学院"], 4)
    assert keys.begins("学院南路", 0) == (["学院"], 3)
    assert keys.begins("知春路", 0) == ([], 3)
    assert keys.begins("学", 0) == ([], 3)
