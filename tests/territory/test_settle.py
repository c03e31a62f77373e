"""What is certain of a place on a day: every code that came, went, moved or was given again."""

from datetime import date

import pytest
from govrules.territory import Territory

DAYS = [
    None,
    date(2017, 1, 1),
    date(2018, 10, 31),
    date(2020, 1, 1),
    date(2021, 10, 31),
    date(2022, 6, 1),
    date(2023, 6, 30),
    date(2024, 5, 22),
]


def bearing(t, on):
    """The rosters that bear on a day, found without the library's own way."""
    days = [r.day for r in t.rosters]
    if on is None or on >= days[-1]:
        return [days[-1]]
    later = next(d for d in days if d >= on)
    earlier = [d for d in days if d < on]
    return [later] if later == on or not earlier else [earlier[-1], later]


@pytest.fixture(scope="module")
def changed(beijing):
    """Every code with an event, and the codes below a subdistrict that has one."""
    found = {code for code in beijing if any(e.kind != "restyled" for e in beijing.lineage(code))}
    return sorted({c for c in beijing if c in found or (len(c) == 12 and c[:9] in found)})


@pytest.fixture(scope="module")
def standing(beijing):
    """The rosters that have each code under any name."""
    found = {code: set() for code in beijing}
    for roster in beijing.rosters:
        for code in beijing:
            parent = beijing.parent(code)
            if parent is None:
                found[code].add(roster.day)
            for below in beijing.children(code, roster.day):
                found[below].add(roster.day)
    return found


@pytest.mark.parametrize("on", DAYS)
def test_what_is_certain_holds_whatever_a_roster_says_the_code_means(
    beijing, changed, standing, on
):
    """What is settled holds the unit that each roster of the day has under the code or moved."""
    for code in changed:
        settled = beijing.locate(code, on).settled
        assert code.startswith(settled)
        moves = [e for e in beijing.lineage(code) if e.kind == "moved"]
        for day in bearing(beijing, on):
            if day not in standing[code]:
                assert settled != code, code
                for other in {c for e in moves for c in (e.code, e.other)}:
                    if day in standing[other]:
                        assert other.startswith(settled), code


@pytest.mark.parametrize("on", DAYS)
def test_no_reused_code_is_certain_where_the_day_leaves_it_open(beijing, on):
    """Between its two rosters, and without a day, a reused code is no more than its district."""
    reused = [(c, e) for c in beijing for e in beijing.lineage(c) if e.kind == "reused"]
    assert len(reused) == 5
    for code, event in reused:
        place = beijing.locate(code, on)
        is_open = on is None or event.since < on.isoformat() < event.until
        assert (place.settled != code) is is_open
        assert event.text("zh") in place.note_zh
        assert event.text("en") in place.note_en
        for below in beijing.children(code):
            assert (len(beijing.locate(below, on).settled) == 6) >= is_open


@pytest.mark.parametrize(
    ("code", "on", "settled"),
    [
        ("110106008032", date(2024, 5, 22), "110106"),  # moved to 110106017009
        ("110106008032", date(2018, 10, 31), "110106008032"),
        ("110106008009", date(2024, 5, 22), "110106"),
        ("110106008001", date(2020, 1, 1), "110106"),  # under 卢沟桥街道, then 六里桥街道
        ("110106008001", date(2024, 5, 22), "110106008001"),
        ("110106014", date(2020, 1, 1), "110106"),  # an area office, then a subdistrict
        ("110106100", date(2020, 1, 1), "110106100"),  # 长辛店镇, 北宫镇: a new name, the same town
        ("110101001008", date(2024, 5, 22), "110101001"),  # gone, and nothing else moved there
        ("110101001008", date(2020, 1, 1), "110101001"),
        ("110101017020", None, "110101017"),
        ("110112007", date(2018, 1, 1), "110112"),  # not yet there
        ("110112005", date(2024, 5, 22), "110112"),
    ],
)
def test_what_is_certain_of_a_code_on_a_day(beijing, code, on, settled):
    """The narrowest unit that holds all that the code may mean on the day."""
    assert beijing.locate(code, on).settled == settled


def test_the_successor_is_proposed_by_its_code(beijing):
    """A code that moved away before the day is told which code to write."""
    place = beijing.locate("110106008032", date(2024, 5, 22))
    assert place.note_zh.startswith(
        "只能确定位于 丰台区；如指 110106017009 丰台区/卢沟桥街道/假日万恒社区，请改写该代码；"
    )
    assert (
        "if 110106017009 丰台区/卢沟桥街道/假日万恒社区 is meant, write that code" in place.note_en
    )


def test_a_gone_code_of_a_redrawn_subdistrict_is_no_more_than_its_district(beijing):
    """What went from a subdistrict whose borders moved may have gone to the one beside it."""
    codes = [
        c
        for c in beijing
        if len(c) == 12 and [e.kind for e in beijing.lineage(c)] == ["gone"] and c[:6] == "110106"
    ]
    assert codes
    assert {beijing.locate(c, date(2024, 1, 1)).settled for c in codes} <= {"110106", "110106101"}


@pytest.mark.parametrize(
    ("name", "on", "settled"),
    [
        ("六里桥街道", None, "110106008"),  # the name says which of the two
        ("六里桥街道", date(2018, 1, 1), "110106"),
        ("卢沟桥地区", date(2024, 1, 1), "110106"),  # its code is another unit's now
        ("宛平城地区", date(2024, 1, 1), "110106014"),
        ("丰台区/假日万恒社区", date(2024, 1, 1), "110106017009"),
        ("丰台区/假日万恒社区", date(2020, 1, 1), "110106"),
        ("首都机场街道", date(2022, 1, 1), "110105"),
    ],
)
def test_a_name_is_read_by_the_day_too(beijing, name, on, settled):
    """A name says more than a code: only where it is of another time is it open."""
    assert beijing.locate(name, on).settled == settled


def test_a_move_to_and_fro_ends():
    """A code that went and came back, and its other code, are each other's and no endless chain."""
    t = Territory.from_rosters(
        {
            date(2001, 1, 1): {"11": "市", "110101": "区", "110101001": "甲街道"},
            date(2002, 1, 1): {"11": "市", "110101": "区", "110101002": "甲街道"},
            date(2003, 1, 1): {"11": "市", "110101": "区", "110101001": "甲街道"},
        }
    )
    place = t.locate("110101002", date(2004, 1, 1))
    assert (place.code, place.settled) == ("110101002", "110101")
    assert "110101001 区/甲街道" in place.note_zh


def test_a_code_that_went_from_the_root_is_the_root():
    """With nothing above it, a unit holds itself."""
    t = Territory.from_rosters({date(2001, 1, 1): {"11": "市"}, date(2002, 1, 1): {"12": "州"}})
    assert t.locate("11", date(2003, 1, 1)).settled == "11"
