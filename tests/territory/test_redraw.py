"""Units merged, split, founded and renamed: what stands on which day, and what became of codes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from govrules.errors import PlaceError, PolicyError
from govrules.territory import Role, Territory
from govrules.territory.redraw import found, merge, rename, split

FIRST, ON = date(2020, 1, 1), date(2024, 7, 1)
BEFORE, LATER = ON - timedelta(days=1), date(2024, 9, 1)
UNITS = {
    "11": "某市",
    "110101": "甲区",
    "110101001": "东街道",
    "110101001001": "一社区",
    "110101001201": "一村",
    "110101002": "西街道",
    "110101002001": "二社区",
    "110102": "乙区",
    "110102001": "北街道",
}
OFFICE = Role("office", "街道办", "office", ("subdistrict",))


@pytest.fixture(scope="module")
def t() -> Territory:
    """Two districts, three streets."""
    return Territory.from_rosters({FIRST: UNITS}).with_organs([OFFICE])


def test_a_merged_unit_ends_and_its_codes_lead_on(t: Territory) -> None:
    """Until the day the old unit stands, from then on the other one, with a note."""
    made = merge(t, "东街道", "西街道", ON)
    assert made.locate("110101001", BEFORE).code == "110101001"
    here = made.locate("110101001", ON)
    assert (here.code, here.settled) == ("110101002", "110101002")
    assert "110101001 东街道 当日为 110101002 西街道" in here.note_zh
    assert made.ancestor(made.resolve("110101001001", ON), "subdistrict") == "110101002"
    assert made.organ_exists("office", "110101001", BEFORE)
    assert not made.organ_exists("office", "110101001", ON)


def test_a_merged_committee_keeps_its_kind(t: Territory) -> None:
    """Its new code is of residents where it was of residents, of villagers where of villagers."""
    made = merge(t, "东街道", "西街道", ON)
    kinds = [made.attribute(c, "body_kind", ON) for c in made.children("110101002", ON)]
    assert sorted(kinds) == ["residents", "residents", "villagers"]


def test_a_split_leads_forth_and_back(t: Territory) -> None:
    """What goes to the new unit is found under it from the day on, and under the old before."""
    made = split(t, "东街道", "东北街道", ["一社区"], ON)
    (new,) = (s.into for s in made.successions if not s.is_whole)
    assert made.name(new, on=ON) == "东北街道"
    assert made.ancestor(made.resolve("110101001001", ON), "subdistrict") == new
    assert made.ancestor(made.resolve("110101001001", BEFORE), "subdistrict") == "110101001"
    assert made.resolve(new, BEFORE) == "110101001"


def test_split_and_merged_back_is_the_same_territory(t: Territory) -> None:
    """On one day nothing is left of it, not even in the digest."""
    made = split(t, "东街道", "东北街道", ["一社区"], ON)
    back = merge(made, "东北街道", "东街道", ON)
    assert back.digest == t.digest
    assert back.successions == ()


def test_merged_back_later_codes_are_as_they_were(t: Territory) -> None:
    """In between the new unit stands; afterwards each code means what it meant."""
    made = merge(split(t, "东街道", "东北街道", ["一社区"], ON), "东北街道", "东街道", LATER)
    got = [made.resolve("110101001001", day) for day in (BEFORE, ON, LATER)]
    assert got[0] == got[2] == "110101001001"
    assert got[1] != got[0]


def test_a_change_on_the_day_of_a_roster_leaves_the_day_before_as_it_was() -> None:
    """What only that roster has is not there a day early."""
    both = Territory.from_rosters({FIRST: UNITS, ON: {**UNITS, "110101001002": "新社区"}})
    made = rename(both, "西街道", "新西街道", ON)
    assert "110101001002" not in made.children("110101001", BEFORE)
    assert "110101001002" in made.children("110101001", ON)
    assert made.name("110101002", on=ON) == "新西街道"


def test_a_rename_holds_from_its_day(t: Territory) -> None:
    """The name of the day is told, and both are found."""
    made = rename(t, "东街道", "朝晖街道", ON)
    assert [made.name("110101001", on=d) for d in (BEFORE, ON)] == ["东街道", "朝晖街道"]
    assert made.resolve("朝晖街道", ON) == "110101001"


def test_a_unit_is_founded(t: Territory) -> None:
    """It has an organ from its day on; before, its code leads to the unit above."""
    made = found(t, "新街道", "甲区", ON)
    (new,) = set(made) - set(t)
    assert made.organ_exists("office", new, ON)
    assert not made.organ_exists("office", new, BEFORE)
    assert made.resolve(new, BEFORE) == "110101"


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda t: merge(t, "东街道", "东街道", ON), PolicyError, "one unit, or of two levels"),
        (lambda t: merge(t, "东街道", "甲区", ON), PolicyError, "one unit, or of two levels"),
        (lambda t: merge(t, "南街道", "东街道", ON), PlaceError, "南街道"),
        (lambda t: split(t, "东街道", "新街道", [], ON), PolicyError, "no part of 东街道 is named"),
        (
            lambda t: split(t, "东街道", "新", ["一社区", "110101002001"], ON),
            PolicyError,
            "^110101002001 is no unit directly below 东街道",
        ),
        (lambda t: split(t, "东街道", "西街道", ["一社区"], ON), PolicyError, "西街道 is the name"),
        (lambda t: found(t, "西街道", "甲区", ON), PolicyError, "the name of 110101002 already"),
        (lambda t: rename(t, "东街道", "西街道", ON), PolicyError, "in 甲区 on 2024-07-01"),
        (lambda t: rename(t, "东街道", "", ON), PolicyError, "a unit has a name"),
        (lambda t: found(t, "新社区", "北街道", ON), PolicyError, "nothing lies below"),
        (lambda t: rename(t, "南街道", "新街道", ON), PlaceError, "南街道"),
    ],
)
def test_what_cannot_be_redrawn_is_refused(t: Territory, make: Any, error: Any, says: str) -> None:
    """The error names the unit and what is wrong with it."""
    with pytest.raises(error, match=says):
        make(t)
