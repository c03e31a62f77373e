"""Trees of codes and organs: found by name, compared as far as they are known, refused by name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from govrules import UNKNOWN, Role
from govrules.errors import PolicyError, RecordError
from govrules.rules import Code, CodeList
from govrules.rules.codes import Roles, is_same, read_roles, read_rows

WASTE = CodeList(
    "items",
    [
        Code("waste", None, "垃圾", "Waste"),
        Code("litter", "waste", "乱扔", "littering", ("乱丢",), {"nature": "penalty"}),
        Code("dump", "waste", "倾倒", "dumping", ("乱丢",)),
    ],
)
ORGANS = Roles(
    [
        Role("water", "水务局", "water", ("city", "district")),
        Role("office", "街乡", "office", ("subdistrict",)),
        Role("nobody", "无", "nobody", ()),
    ]
)


@pytest.mark.parametrize(
    ("text", "code"),
    [("litter", "litter"), ("乱扔", "litter"), (" WASTE ", "waste"), ("Littering", "litter")],
)
def test_a_code_is_found_by_code_or_by_name(text: str, code: str) -> None:
    """Codes as they are; names in any case and with spaces around them."""
    assert WASTE.resolve(text) == code


def test_an_alias_of_two_is_refused_with_both() -> None:
    """A name that two codes share means neither."""
    with pytest.raises(RecordError, match="names 2 entries of items: litter, dump") as caught:
        WASTE.resolve("乱丢")
    assert "给出代码" in (caught.value.hint_zh or "")


def test_a_text_of_no_code_is_refused_with_the_nearest() -> None:
    """What is on no list is an error that offers what was probably meant."""
    with pytest.raises(RecordError, match="'liter' is not in the list items") as caught:
        WASTE.resolve("liter")
    assert "litter" in (caught.value.hint_en or "")


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ([Code("a", None, "甲", "a"), Code("a", None, "乙", "b")], "list x holds 'a' twice"),
        ([Code("a", "b", "甲", "a")], "list x: 'a' stands under 'b', which is not listed"),
    ],
)
def test_a_list_that_is_no_tree_is_refused(codes: Any, text: str) -> None:
    """A code given twice, and one under a code that is not there."""
    with pytest.raises(PolicyError, match=re.escape(text)):
        CodeList("x", codes)


def test_a_tree_tells_paths_leaves_and_attributes() -> None:
    """From the root down; leaves have none below; an attribute that is not there is unknown."""
    assert WASTE.path("litter") == ("waste", "litter")
    assert WASTE.parent("waste") is None
    assert WASTE.leaves == ("litter", "dump")
    assert not WASTE.is_leaf("waste")
    assert (WASTE.name("dump"), WASTE.name("dump", "en")) == ("倾倒", "dumping")
    assert WASTE.attribute("litter", "nature") == "penalty"
    assert WASTE.attribute("dump", "nature") is UNKNOWN


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("litter", "litter", True),
        ("litter", "dump", False),
        ("waste", "litter", UNKNOWN),
        ("litter", "waste", UNKNOWN),
        ("waste", "waste", UNKNOWN),  # two kinds of waste, perhaps
    ],
)
def test_two_codes_are_one_only_if_nothing_lies_below(first: str, second: str, same: Any) -> None:
    """A heading may be any of the codes below it."""
    assert is_same(WASTE, first, second) is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("water@city", "water@city", True),
        ("water@city", "water@district", False),
        ("water@city", "office@subdistrict", False),
        ("water@district_or_city", "water@city", True),
        ("water@district_or_city", "water@district", True),
        ("water", "water@city", UNKNOWN),
        ("water", "water", UNKNOWN),
        ("office", "office@subdistrict", True),
        ("nobody", "nobody", True),
    ],
)
def test_two_organs_are_one_by_role_and_level(first: str, second: str, same: Any) -> None:
    """A level left open is that of either; a role without a level is unknown where it has two."""
    assert is_same(ORGANS, first, second) is same


@pytest.mark.parametrize(
    ("named", "seat"),
    [
        ("water", "water@district_or_city"),
        ("office", "office@subdistrict"),
        ("nobody", "nobody"),
        ("water@city", "water@city"),
        ("stranger", "stranger"),
    ],
)
def test_a_role_without_its_level_is_seated(named: str, seat: str) -> None:
    """At its level, or at the one that stays open; all else is left as it is."""
    assert ORGANS.seated(named) == seat


def test_the_name_of_a_role_means_the_role() -> None:
    """A role and its seats share a name, and the name does not choose a level."""
    assert ORGANS.resolve("水务局") == "water"


def test_a_seat_that_a_role_has_not_is_answered_with_those_it_has() -> None:
    """Of a known role all seats are offered, of an unknown one the nearest code."""
    with pytest.raises(RecordError) as caught:
        ORGANS.resolve("office@city")
    assert caught.value.hint_en == "it sits at office@subdistrict"
    assert ORGANS.seats("nobody") is None
    assert ORGANS.seats("stranger@city") is None


HEADER = "role,zh,en,levels,kinds,names,named_by"


def test_roles_are_read_from_a_table(tmp_path: Path) -> None:
    """Lists by bars, names by kind; what is empty is none."""
    path = tmp_path / "roles.csv"
    path.write_text(f"{HEADER}\nshop,店,shop,city | district,,street:{{unit}}店/shop,giver\n")
    (role,) = read_roles(path)
    assert role == Role(
        "shop",
        "店",
        "shop",
        ("city", "district"),
        names=(("street", "{unit}店/shop"),),
        named_by="giver",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("role,zh\nshop,店\n", "roles.csv has no column 'en'"),
        ("", "roles.csv has no column 'role'"),
        (f"{HEADER}\nshop,店\n", "roles.csv:2: the row has not as many cells as the header"),
    ],
)
def test_a_table_of_another_shape_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """The column or the line is named."""
    path = tmp_path / "roles.csv"
    path.write_text(text)
    with pytest.raises(PolicyError, match=re.escape(message)):
        read_roles(path)


def test_an_empty_line_is_no_row(tmp_path: Path) -> None:
    """Empty lines are passed over, and cells are trimmed."""
    path = tmp_path / "some.csv"
    path.write_text("a,b\n\n x , y \n")
    assert [row for _, row in read_rows(path, ["a"])] == [{"a": "x", "b": "y"}]
