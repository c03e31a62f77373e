"""The roster of Beijing against the facts counted by hand, trap by trap."""

import re
from collections import Counter
from datetime import date

import pytest
from govrules.territory import OFFICE_KINDS, Territory

OLD, MID, NEW = date(2018, 10, 31), date(2021, 10, 31), date(2023, 6, 30)


def units(t: Territory, size: int, on: date) -> list:
    """The units whose codes have so many digits in the roster of a day."""
    day = on.isoformat()
    found = (t.unit(code, on) for code in t if len(code) == size)
    return [unit for unit in found if day in unit.rosters]


@pytest.mark.parametrize(
    ("on", "sizes"), [(OLD, (16, 336, 7154)), (MID, (16, 349, 7301)), (NEW, (16, 349, 7535))]
)
def test_each_roster_has_its_known_size(beijing, on, sizes):
    """Districts, subdistricts and communities are as many as the source has."""
    assert tuple(len(units(beijing, n, on)) for n in (6, 9, 12)) == sizes


@pytest.mark.parametrize(
    ("on", "counts"),
    [(OLD, (147, 63, 105, 15, 6)), (MID, (164, 56, 107, 15, 7)), (NEW, (165, 56, 107, 15, 6))],
)
def test_office_kinds_are_counted(beijing, on, counts):
    """Streets, areas, towns, townships, zones; the airport street is coded as a zone till 2021."""
    kinds = Counter(u.kind for u in units(beijing, 9, on))
    assert tuple(kinds[kind] for kind in OFFICE_KINDS) == counts


def test_body_kinds_are_counted_from_the_last_three_digits(beijing):
    """The four kinds of community add up to the whole roster."""
    kinds = Counter(u.kind for u in units(beijing, 12, NEW))
    assert kinds == {
        "residents": 3701,
        "villagers": 3774,
        "quasi_residents": 34,
        "quasi_villagers": 26,
    }


def test_every_parent_stands_in_the_roster_of_its_child(beijing):
    """No unit of a roster hangs from one that the roster lacks."""
    for code in beijing:
        parent = beijing.parent(code)
        for roster in beijing.rosters:
            if parent and roster.id in beijing.graph.nodes[f"unit:{code}"]["rosters"]:
                assert roster.id in beijing.graph.nodes[f"unit:{parent}"]["rosters"]


def test_the_dummy_city_level_is_left_out(beijing):
    """A district hangs from the city itself, and 1101 means the city."""
    assert beijing.parent("110102") == "11"
    assert "1101" not in beijing
    assert beijing.resolve("1101") == "11"
    assert beijing.parent("11") is None


def test_every_name_of_every_roster_has_an_english_one(beijing):
    """Each is in Latin letters, begins with a capital, and says its type at the upper levels."""
    types = {"District", "Subdistrict", "Area", "Town", "Township", "Zone", "Base", "Park"}
    for roster in beijing.rosters:
        for code in beijing:
            en = beijing.name(code, "en", roster.day)
            assert re.fullmatch(r"[A-Z0-9][A-Za-zü0-9' .-]+", en), (code, en)
            if len(code) in (6, 9):
                assert en.split()[-1] in types | {"Airport"}, (code, en)


@pytest.mark.parametrize(
    ("place", "en"),
    [
        ("什刹海街道", "Shichahai Subdistrict"),
        ("大栅栏街道", "Dashilar Subdistrict"),
        ("西长安街街道", "Xichang'anjie Subdistrict"),
        ("朝阳区/朝外街道", "Chaowai Subdistrict"),
        ("长辛店街道", "Changxindian Subdistrict"),
        ("长阳镇", "Changyang Town"),
        ("大兴区/长子营镇", "Zhangziying Town"),
        ("潭柘寺镇", "Tanzhesi Town"),
        ("密云区/十里堡镇", "Shilipu Town"),
        ("刘斌堡乡", "Liubinbu Township"),
        ("张镇", "Zhangzhen Town"),
        ("长哨营满族乡", "Changshaoying Manchu Township"),
        ("熊儿寨乡", "Xiong'erzhai Township"),
        ("南独乐河镇", "Nandulehe Town"),
        ("漷县镇", "Huoxian Town"),
        ("南磨房地区", "Nanmofang Area"),
        ("单店村", "Shandian Village"),
        ("卸甲山村", "Xiejiashan Village"),
        ("西单北社区", "Xidanbei Community"),
        ("110118003002", "No. 1 Community"),
        ("110106010", "Xincun Subdistrict"),
    ],
)
def test_names_that_libraries_misread_are_read_as_in_beijing(beijing, place, en):
    """Readings by place, apostrophes, types and ordinals are those of the conventions."""
    assert beijing.locate(place).unit.en == en


def test_a_name_of_another_time_has_its_own_english_one(beijing):
    """A code with two names has two in English, each on its day."""
    assert beijing.name("110106008", "en", OLD) == "Lugouqiao Subdistrict"
    assert beijing.name("110106008", "en") == "Liuliqiao Subdistrict"


def test_swap_trap_the_name_lugouqiao_changes_its_code(beijing):
    """卢沟桥街道 is 110106008 in 2018 and 110106017 since 2021."""
    assert beijing.resolve("卢沟桥街道", OLD) == "110106008"
    assert beijing.resolve("卢沟桥街道", MID) == "110106017"
    assert beijing.unit("110106008", NEW).zh == "六里桥街道"
    assert beijing.unit("110106017", OLD).zh == "卢沟桥地区"
    (event,) = beijing.lineage("110106008")
    assert (event.kind, event.other) == ("reused", "110106017")
    assert beijing.lineage("110106017")[0].other == "110106008"


def test_the_airport_street_moves_out_of_the_zone_range(beijing):
    """首都机场街道 has a zone's code until 2021 and a street's in 2023."""
    assert beijing.unit("110105400").kind == "zone"
    assert beijing.unit("110105020").kind == "street"
    (event,) = beijing.lineage("110105020")
    assert (event.kind, event.code, event.other) == ("moved", "110105400", "110105020")


@pytest.mark.parametrize(("old", "new"), [("110112005", "110112120"), ("110112006", "110112121")])
def test_areas_that_became_towns_are_moves(beijing, old, new):
    """永顺 and 梨园 keep their stem while type and code change."""
    assert [e.kind for e in beijing.lineage(old)] == ["moved"]
    assert beijing.lineage(old) == beijing.lineage(new)


def test_subdistrict_changes_add_up_to_those_counted(beijing):
    """Four codes go, 17 come, 8 are renamed in place between 2018 and 2023."""
    kinds = Counter(
        e.kind
        for code in beijing
        if len(code) == 9
        for e in beijing.lineage(code)
        if e.code == code
    )
    assert kinds["gone"] + kinds["moved"] == 4
    assert kinds["new"] + kinds["moved"] == 17
    assert kinds["renamed"] + kinds["reused"] == 8


def test_community_changes_add_up_to_those_counted(beijing):
    """520 codes go, 901 come, 986 change their written name from 2018 to 2023."""
    old = {u.code: u.zh for u in units(beijing, 12, OLD)}
    new = {u.code: u.zh for u in units(beijing, 12, NEW)}
    assert (len(old.keys() - new.keys()), len(new.keys() - old.keys())) == (520, 901)
    assert sum(old[code] != new[code] for code in old.keys() & new.keys()) == 986


def test_the_development_zone_is_a_zone_without_villages(beijing):
    """北京经济技术开发区 is 110115403, and its one community is a virtual one."""
    zone = beijing.unit("110115403")
    assert (zone.zh, zone.kind) == ("北京经济技术开发区", "zone")
    (only,) = beijing.children("110115403")
    assert "虚拟社区" in beijing.name(only)
    assert beijing.attribute(only, "body_kind") == "quasi_residents"


def test_virtual_communities_are_quasi_residents(beijing):
    """A 虚拟社区 is never taken for a residents' committee."""
    virtual = [u for u in units(beijing, 12, NEW) if "虚拟社区" in u.zh]
    assert {"110112009498", "110115403498", "110115406498"} <= {u.code for u in virtual}
    assert {u.kind for u in virtual} == {"quasi_residents"}


def test_villages_lie_under_streets_too(beijing):
    """32 streets hold 156 villages; 51 areas hold 727."""
    found = {}
    for kind in ("street", "area"):
        codes = [u.code for u in units(beijing, 9, NEW) if u.kind == kind]
        below = [
            [
                c
                for c in beijing.children(code)
                if beijing.attribute(c, "body_kind") in ("villagers", "quasi_villagers")
            ]
            for code in codes
        ]
        has = [beijing.attribute(code, "has_villages") for code in codes]
        assert has == [bool(b) for b in below]
        villages = [[c for c in b if beijing.unit(c).kind == "villagers"] for b in below]
        found[kind] = sum(map(bool, villages)), sum(map(len, villages))
    assert found == {"street": (32, 156), "area": (51, 727)}


def test_name_repeats_are_those_counted(beijing):
    """262 names repeat in 2023, none inside one subdistrict; 辛庄村委会 stands 11 times."""
    found = units(beijing, 12, NEW)
    names = Counter(u.zh for u in found)
    assert (sum(n > 1 for n in names.values()), names["辛庄村委会"]) == (262, 11)
    assert max(Counter((u.parent, u.zh) for u in found).values()) == 1
