"""From what people write to a unit, and what is said about it."""

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest
from govrules.errors import PlaceError, RecordError
from govrules.territory import Territory, load_units
from govrules.territory.naming import canonical
from hypothesis import given, settings
from hypothesis import strategies as st

# hypothesis draws from it, so it is loaded here and not by a fixture
BJ = load_units(Path(__file__).parents[2] / "policies" / "beijing" / "territory")
DASHILAN = "110102013"


@pytest.mark.parametrize(
    "text",
    [
        "110102013",
        "110102013000",
        "１１０１０２０１３",
        " 110102013 ",
        "西城区/大栅栏街道",
        "西城区>大栅栏街道",
        "西城区 大栅栏街道",
        "西城区、大栅栏街道",
        "北京市/市辖区/西城区/大栅栏街道",
        "北京市西城区大栅栏街道",
        "西城/大栅栏",
        "西城大栅栏",
        "110102/大栅栏街道",
        "北京市/大栅栏街道",
        "大栅栏街道办事处",
        "大栅栏街道",
        "大栅栏",
    ],
)
def test_one_street_is_found_however_it_is_written(text):
    """Codes, paths, names and stems lead to the same street."""
    assert BJ.resolve(text) == DASHILAN


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("11", "11"),
        ("1100", "11"),
        ("1101", "11"),
        ("110000", "11"),
        ("110100", "11"),
        ("110000000000", "11"),
        ("北京市", "11"),
        ("北京", "11"),
        ("110102000000", "110102"),
        ("西城", "110102"),
    ],
)
def test_the_upper_levels_are_found(text, code):
    """The city and a district are found by every form of their code and name."""
    assert BJ.resolve(text) == code


@pytest.mark.parametrize(
    "name", ["三里河社区", "三里河社区居委会", "三里河社区居民委员会", "三里河居委会"]
)
def test_the_style_of_a_committee_does_not_matter(name):
    """A community is found whether it is named by its place or by its committee."""
    assert BJ.resolve(f"西城区/{name}") == "110102007048"


def test_a_short_form_that_fits_a_unit_and_one_inside_it_means_the_outer():
    """永顺 means the town and not the village 永顺村 that lies in it."""
    assert BJ.resolve("永顺") == "110112120"


def test_a_moved_unit_is_found_in_both_rosters_around_the_day():
    """Between the rosters the airport street keeps the earlier code, with a note."""
    place = BJ.locate("首都机场街道", date(2022, 1, 1))
    assert place.code == "110105400"
    assert place.note_en == (
        "all that is certain is that it lies in 朝阳区; 首都机场街道 has the code 110105400 in the roster of 2021-10-31; "
        "in that of 2023-06-30 it is 110105020 首都机场街道"
    )
    assert "110105020" in place.note_zh


def test_a_name_that_two_codes_bear_around_the_day_is_refused():
    """卢沟桥街道 in 2020 may be either of the two units that bore the name."""
    with pytest.raises(PlaceError) as caught:
        BJ.resolve("卢沟桥街道", date(2020, 1, 1))
    assert caught.value.text("en") == (
        "'卢沟桥街道' may be any of 2 places: 丰台区/卢沟桥街道 (110106008) [2018-10-31], "
        "丰台区/卢沟桥街道 (110106017) [2021-10-31]; write the code, or more of the path"
    )


def test_a_code_whose_name_changes_around_the_day_carries_a_note():
    """110106008 in 2020 is told to have two names, and what not to take it for."""
    place = BJ.locate("110106008", date(2020, 1, 1))
    assert place.unit.zh == "卢沟桥街道"
    assert place.note_zh == (
        "只能确定位于 丰台区；110106008 在 2018-10-31 的名册中称 卢沟桥街道，在 2021-10-31 的名册中称 六里桥街道；"
        "勿与 110106017 混同"
    )


def test_a_change_above_the_place_is_told_too():
    """A community carries the note of the street that it lies in."""
    assert "六里桥街道" in BJ.locate("110106008001", date(2020, 1, 1)).note_en


@pytest.mark.parametrize("on", [None, date(2018, 10, 31), date(2010, 1, 1), date(2030, 1, 1)])
def test_no_note_where_nothing_speaks_against_the_place(on):
    """On a roster's own day, and outside them all for a unit they have, there is no note."""
    place = BJ.locate("110102013", on)
    assert (place.settled, place.note_zh, place.note_en) == ("110102013", "", "")


def test_a_code_of_another_roster_is_accepted_with_a_note():
    """A code that has gone is placed, and said to be gone and where to."""
    place = BJ.locate("110112005", date(2024, 1, 1))
    assert place.unit.zh == "永顺地区"
    assert place.note_en.startswith(
        "all that is certain is that it lies in 通州区; if 110112120 通州区/永顺镇 is meant, write "
        "that code; 110112005 永顺地区 stands only in the roster of 2018-10-31, not in that of 2023-06-30; "
    )
    assert "110112120 永顺镇" in place.note_en


def test_a_code_not_yet_there_is_accepted_with_a_note():
    """A street of 2021 on a day of 2018 is placed and said to be later."""
    assert BJ.locate("潞源街道", date(2018, 1, 1)).note_zh == (
        "只能确定位于 通州区；110112007 潞源街道 只见于 2021-10-31、2023-06-30 的名册，不见于 2018-10-31 的名册"
    )


def test_a_former_name_is_accepted_with_a_note():
    """宛平城地区 leads to today's 宛平街道 and says so."""
    place = BJ.locate("宛平城地区", date(2024, 1, 1))
    assert place.unit.zh == "宛平街道"
    assert place.note_en == (
        "110106014 is called 宛平城地区 in the roster of 2018-10-31, 宛平街道 in that of 2023-06-30"
    )


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        (
            "八里庄街道",
            "'八里庄街道' may be any of 2 places: 朝阳区/八里庄街道 (110105015), "
            "海淀区/八里庄街道 (110108005); write the code, or more of the path",
            "“八里庄街道”可指 2 处：朝阳区/八里庄街道 (110105015)、海淀区/八里庄街道 (110108005)；"
            "请写代码，或写出更完整的路径",
        ),
        (
            "大栅拦街道",
            "no place is called '大栅拦街道'; did you mean 大栅栏街道, 大栅栏西街?",
            "没有叫做“大栅拦街道”的地方；是否指：大栅栏街道、大栅栏西街？",
        ),
        (
            "110102099",
            "no unit has the code 110102099 in any roster; the nearest known part is 110102 西城区",
            "任何名册中都没有代码 110102099；最近的已知部分是 110102 西城区",
        ),
        ("440305", "no unit has the code 440305 in any roster", "任何名册中都没有代码 440305"),
        (
            "  ",
            "a place is a code or a name, not '  '; write 110102013 or 西城区/大栅栏街道",
            "地点应为代码或名称，而不是 '  '；请写 110102013 或 西城区/大栅栏街道",
        ),
        (
            "/",
            "no place is called '/'; write the code, or the whole path",
            "没有叫做“/”的地方；请写代码或完整的路径",
        ),
        (
            "市辖区",
            "no place is called '市辖区'; write the code, or the whole path",
            "没有叫做“市辖区”的地方；请写代码或完整的路径",
        ),
        (
            "东城区/大栅栏街道",
            "'东城区/大栅栏街道' names 西城区/大栅栏街道 (110102013), which does not lie in 东城区; "
            "write the one that is meant",
            "“东城区/大栅栏街道”写有 西城区/大栅栏街道（110102013），其不在 东城区 之内；请只写所指的一处",
        ),
    ],
)
def test_what_means_nothing_or_several_is_refused_in_both_languages(text, en, zh):
    """The error names the candidates, or proposes near names."""
    with pytest.raises(PlaceError) as caught:
        BJ.resolve(text)
    assert (caught.value.text("en"), caught.value.text("zh")) == (en, zh)
    assert caught.value.field == "place"


def test_a_name_borne_many_times_lists_its_places_and_counts_the_rest():
    """辛庄村 stands fourteen times in one style or another; twelve are spelt out."""
    with pytest.raises(PlaceError, match=r"any of 14 places: .*\(110111001203\).* and 2 more"):
        BJ.resolve("辛庄村委会")
    assert BJ.resolve("房山区/城关街道/辛庄村委会") == "110111001203"


def test_a_place_that_is_no_text_is_refused():
    """A number out of a spreadsheet is not silently read."""
    with pytest.raises(PlaceError, match="a place is a code or a name, not 110102"):
        BJ.resolve(110102)  # type: ignore[arg-type]


def test_a_day_that_is_no_day_is_refused():
    """The day is read as everywhere else, and named in the error."""
    with pytest.raises(RecordError, match="on is not a day: '2020'"):
        BJ.resolve("西城区", "2020")  # type: ignore[arg-type]


def test_search_puts_the_likest_first():
    """An exact name comes before one that begins so, and that before one that contains it."""
    found = [u.zh for u in BJ.search("大栅栏", limit=3)]
    assert found[0] == "大栅栏街道"
    assert [u.code for u in BJ.search("1101020", limit=2)] == ["110102001", "110102003"]
    assert BJ.search("没有这个地方") == []
    assert BJ.search(" ") == []


CODES = st.sampled_from(sorted(BJ))
DAYS = st.none() | st.dates(date(2015, 1, 1), date(2027, 1, 1))


@settings(deadline=None)
@given(CODES, DAYS)
def test_a_code_of_any_roster_is_accepted_on_any_day(code, on):
    """A code resolves to itself, whatever the day."""
    assert BJ.resolve(code, on) == code
    assert BJ.locate(code, on).unit.code == code


@settings(deadline=None)
@given(CODES, DAYS)
def test_a_full_path_of_names_never_leads_elsewhere(code, on):
    """The path of a unit's own names leads to it, or to an error; on a roster's day, to it."""
    path = "/".join(BJ.unit(c, on).zh for c in BJ.path(code))
    try:
        found = BJ.resolve(path, on)
    except PlaceError:
        assert on is not None
        assert on not in [r.day for r in BJ.rosters]
        return
    related = {code} | {e.code for e in BJ.lineage(code)} | {e.other for e in BJ.lineage(code)}
    assert found in related or canonical(BJ.name(found)) == canonical(path.rpartition("/")[2])


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="东西城海淀区街道社区村委会居/ 0123456789，", max_size=12), DAYS)
def test_any_text_gives_a_unit_or_a_place_error(text, on):
    """No text, however odd, raises anything else."""
    try:
        found = BJ.resolve(text, on)
    except PlaceError as error:
        told = error.text("en"), error.text("zh")
    else:
        told = BJ.name(found, "en"), BJ.name(found)
    assert all(told)


def test_the_session_fixture_is_the_same_territory(beijing: Territory):
    """Loading twice gives the same content."""
    assert beijing.digest == BJ.digest


@pytest.mark.parametrize(
    "text",
    ["东高村" * 66 + "甲甲甲", "西城区/" * 200_000, "西城区" * 2_000, "1" * 5_000, "﷽" * 90],
    ids=["no end", "many steps", "many steps unbroken", "many digits", "wide"],
)
def test_what_is_no_place_by_its_length_is_refused_at_once(text):
    """No text takes longer to refuse than a place takes to find."""
    started = perf_counter()
    with pytest.raises(PlaceError) as caught:
        BJ.resolve(text)
    assert perf_counter() - started < 0.5
    for lang in ("en", "zh"):
        assert len(caught.value.text(lang)) < 250
    if text[0] != "﷽":  # 90 of these are 1,620 letters, written out
        assert caught.value.en.startswith("a place has at most 200 characters, unlike ")
        assert caught.value.zh.startswith("地点至多 200 字，而“")


@pytest.mark.parametrize(
    "text", ["东高村" * 16 + "甲甲甲", "东高村" * 32, "朝阳" * 49 + "甲", "甲" * 100]
)
def test_a_text_of_many_names_does_not_hang(text):
    """Each rest of an unbroken text is split once, so that no text takes long."""
    started = perf_counter()
    with pytest.raises(PlaceError):
        BJ.resolve(text)
    assert perf_counter() - started < 0.5
