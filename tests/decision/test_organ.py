"""The names of organs: the role at its unit, the level said once and never lost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from govrules import Jurisdiction
from govrules.decision.organ import organ_at
from govrules.evaluate import Known
from govrules.rules import Role, Roles

DAY = date(2023, 7, 1)
PLACE = "110102013003"
AT = {"city": "北京市", "district": "西城区", "district_or_city": "西城区"}
# The roles whose own name begins with the level at which they sit.
SAID = {
    ("city_government", "city"): "北京市人民政府",
    ("city_npc_standing_committee", "city"): "北京市人民代表大会常务委员会",
    ("city_npc", "city"): "北京市人民代表大会",
    ("city_department", "city"): "北京市人民政府工作部门",
    ("emergency_command", "city"): "北京市突发事件专项应急指挥部",
    ("district_government", "district"): "西城区人民政府",
    ("district_department", "district"): "西城区人民政府工作部门",
}


def named(j: Jurisdiction, value: str, place: str = PLACE, lang: str = "zh") -> str:
    """What the organ is called at a place."""
    units = j.territory
    values = {"place": place, "on": DAY}
    for level in units.levels:
        unit = units.ancestor(place, level)
        if unit is not None:
            values[f"place@{level}"] = units.unit(unit, DAY).kind
    organ = organ_at(value, units, j.rules.roles, Known(values)).organ
    return organ.name if lang == "zh" else organ.name_en


@pytest.mark.parametrize(
    ("value", "place", "name"),
    [
        (
            "street_or_township@subdistrict",
            "110102012",
            "Shichahai Subdistrict Office (什刹海街道办事处)",
        ),
        (
            "street_or_township@subdistrict",
            "110111105",
            "Changyang Town People's Government (长阳镇人民政府)",
        ),
        ("street_office@subdistrict", "110105021", "Nanmofang Area Office (南磨房地区办事处)"),
        (
            "residents_committee@community",
            "110102013001",
            "Qianmenxiheyan Community Residents' Committee (前门西河沿社区居委会)",
        ),
        ("district_government@district", "110102013", "district government, Xicheng District"),
    ],
)
def test_an_organ_below_the_district_has_pinyin_and_chinese(
    beijing_pack: Jurisdiction, value: str, place: str, name: str
) -> None:
    """The English name says the place in pinyin, and the Chinese name stands beside it."""
    assert named(beijing_pack, value, place, "en") == name


def test_the_chinese_name_stands_at_the_first_mention_only(beijing_pack: Jurisdiction) -> None:
    """An explanation in English names the organ in Chinese once, and keeps the Chinese one whole."""
    d = beijing_pack.decide(kind="violation", item="犬便不清除", place="110102012", on="2024-05-22")
    text = d.explain("en")
    assert text.count("(什刹海街道办事处)") == 1
    assert text.count("Shichahai Subdistrict Office") >= 2
    assert "place=Shichahai Subdistrict (什刹海街道)" in text
    assert "Shichahai" not in d.explain("zh")


def test_every_role_of_the_pack_at_every_level(beijing_pack: Jurisdiction) -> None:
    """An organ's name is its unit and its role, but for the roles that say their level."""
    told = 0
    for role in beijing_pack.rules.roles.roles.values():
        for level, unit in AT.items():
            value = f"{role.code}@{level}"
            if value not in beijing_pack.rules.roles or role.names:
                continue
            note = "（法条未定市、区级）" if level == "district_or_city" else ""
            wanted = SAID.get((role.code, level), f"{unit}{role.zh}") + note
            assert named(beijing_pack, value) == wanted
            told += 1
    assert told > 60


@pytest.mark.parametrize("place", ["110102013003", "110111101001", "110109107", "110112119"])
def test_no_name_stutters_or_loses_a_letter(beijing_pack: Jurisdiction, place: str) -> None:
    """Below the district too, the name ends as the role does or as its kind of unit has it."""
    roles = beijing_pack.rules.roles
    for role in roles.roles.values():
        for level in ("subdistrict", "community"):
            value = f"{role.code}@{level}"
            if value in roles and beijing_pack.territory.ancestor(place, level) and not role.names:
                assert named(beijing_pack, value, place).endswith(role.zh)


def test_no_organ_of_another_kind_of_place(beijing_pack: Jurisdiction) -> None:
    """Every role at every place: it is not there, or it is called as that kind of place has it."""
    units, roles = beijing_pack.territory, beijing_pack.rules.roles
    seats = [
        v for v in roles if v.partition("@")[2] in ("subdistrict", "community", "district", "city")
    ]
    told = 0
    for place in [u for u in units if units.attribute(u, "level", DAY) == "subdistrict"]:
        unit = units.unit(place, DAY)
        values = {"place": place, "on": DAY}
        for level in ("city", "district", "subdistrict"):
            values[f"place@{level}"] = units.unit(units.ancestor(place, level), DAY).kind
        for value in seats:
            at = organ_at(value, units, roles, Known(values))
            if at.missing or at.is_vague or at.organ.unit != place:
                continue
            rest = at.organ.name.removeprefix(unit.zh)
            assert rest != at.organ.name
            assert not re.match("街道|镇|乡|地区", rest), at.organ.name
            told += 1
    assert told > 900


@pytest.mark.parametrize(
    ("giver", "level", "name"),
    [
        ("street_office", "district", "西城区人民政府工作部门"),
        ("district_government", "district", "西城区人民政府工作部门"),
        ("water", "district", "西城区水务部门"),
        ("water@district", "district", "西城区水务部门"),
        ("water@district", "city", "北京市人民政府工作部门"),
        ("parking_management", "city", "北京市人民政府工作部门"),
    ],
)
def test_a_fact_never_renames_another_organ(
    beijing_pack: Jurisdiction, giver: str, level: str, name: str
) -> None:
    """Who asks names a department more exactly only if it is one, and sits at that level."""
    kinds = {"place@city": "city", "place@district": "district"}
    known = Known({"place": PLACE, "on": DAY, "giver": giver, **kinds})
    roles = beijing_pack.rules.roles
    organ = organ_at(f"{level}_department@{level}", beijing_pack.territory, roles, known).organ
    assert organ.name == name


def test_a_zone_committee_has_the_standing_of_a_district(beijing_pack: Jurisdiction) -> None:
    """It sits where a subdistrict would, and is of the level of a district."""
    known = Known({"place": "110115403", "on": DAY, "place@subdistrict": "zone"})
    at = organ_at(
        "zone_committee@subdistrict", beijing_pack.territory, beijing_pack.rules.roles, known
    )
    assert (at.organ.level, at.organ.unit, at.missing) == ("district", "110115403", False)


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role("r", "市场监督管理部门", "r", ("city", "district")), "北京市市场监督管理部门"),
        (Role("r", "市场协会", "r", ("city",)), "北京市市场协会"),
        (Role("r", "市民热线", "r", ("city",)), "北京市市民热线"),
        (Role("r", "市容环境委员会", "r", ("city",)), "北京市市容环境委员会"),
        (Role("r", "市档案馆", "r", ("city",)), "北京市档案馆"),
        (Role("r", "档案馆", "r", ("city",)), "北京市档案馆"),
        (Role("r", "市馆", "r", ("city",), (), (("x", "y"),)), "北京市馆"),
    ],
)
def test_the_level_is_dropped_only_where_it_is_said(
    beijing_pack: Jurisdiction, role: Role, name: str
) -> None:
    """Words that merely begin like a level keep their beginning."""
    values = {"place": "11", "on": DAY, "place@city": "city"}
    assert (
        organ_at("r@city", beijing_pack.territory, Roles([role]), Known(values)).organ.name == name
    )


def test_a_role_may_say_what_it_is_called(beijing_pack: Jurisdiction) -> None:
    """Where the pack gives the name for a kind of unit, that is the name."""
    role = Role("r", "市某某", "thing", ("city",), (), (("city", "{unit}民某某/citizens' thing"),))
    values = {"place": "11", "on": DAY, "place@city": "city"}
    organ = organ_at("r@city", beijing_pack.territory, Roles([role]), Known(values)).organ
    assert (organ.name, organ.name_en) == ("北京市民某某", "citizens' thing, Beijing")
