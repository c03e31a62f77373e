"""What a generated jurisdiction declares: days, roles, units, instruments, codes and fields."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ...law import ArticleShape, Instrument, Issuer, Law, Rank, Version
from ...layer import ROLES
from ...rules import Code, CodeList, Field, Role
from ...territory import Territory
from ...values import UNKNOWN, Period

__all__ = [
    "ARTICLES",
    "BOUNDS",
    "ROLE_LIST",
    "SEATS",
    "days",
    "fields",
    "laws",
    "territory",
    "trees",
]

# The days on which things begin and end in a generated jurisdiction: few, so that they meet.
BOUNDS = (date(2016, 1, 1), date(2018, 7, 1), date(2020, 7, 1), date(2022, 3, 1))
ISSUERS = {
    Rank.LAW: (Issuer("npc_standing_committee", "全国人大常委会", "NPCSC"),),
    Rank.ADMINISTRATIVE_REGULATION: (Issuer("state_council", "国务院", "State Council"),),
    Rank.LOCAL_REGULATION: (Issuer("city_council", "市人大常委会", "city council", "11"),),
    Rank.DEPARTMENT_RULE: (Issuer("ministry", "某部", "a ministry"),),
    Rank.LOCAL_GOVERNMENT_RULE: (Issuer("city_government", "市政府", "city government", "11"),),
    Rank.DECISION: (
        Issuer("city_government", "市政府", "city government", "11"),
        Issuer("district_government", "区政府", "district government", "110101"),
    ),
}
ARTICLES = 3
ROLE_LIST = (
    Role("npc_standing_committee", "全国人大常委会", "NPCSC", ("central",)),
    Role("state_council", "国务院", "State Council", ("central",)),
    Role("ministry", "某部", "a ministry", ("central",)),
    Role("city_council", "市人大常委会", "city council", ("city",)),
    Role("city_government", "市政府", "city government", ("city",)),
    Role("district_government", "区政府", "district government", ("district",)),
    Role("bureau", "某局", "a bureau", ("city", "district")),
    Role(
        "office",
        "街乡",
        "an office",
        ("subdistrict",),
        ("street", "town"),
        (("street", "{unit}办事处/subdistrict office"),),
    ),
    Role("committee", "居村委会", "a committee", ("community",)),
)
SEATS = ("district_government@district", "bureau@city", "office@subdistrict", "committee@community")
UNITS = {
    "11": "某市",
    "110101": "东区",
    "110101001": "甲街道",
    "110101001001": "一社区",
    "110101001002": "二社区",
    "110101101": "乙镇",
    "110101101201": "丙村",
    "110101400": "某开发区",
    "110101400001": "四社区",
    "110102": "西区",
    "110102001": "丁街道",
    "110102001001": "五社区",
}
UNITS_LATER = {**UNITS, "110101001003": "新社区", "110101001002": "改名社区"}


@lru_cache(maxsize=1)
def territory() -> Territory:
    """The small territory of every generated jurisdiction: two rosters of a dozen units."""
    return Territory.from_rosters({BOUNDS[0]: UNITS, BOUNDS[2]: UNITS_LATER})


def days(bounds: Sequence[date] = BOUNDS) -> SearchStrategy[date]:
    """Days on, just before and far from the bounds on which things begin and end."""
    near = sorted({d for b in bounds for d in (b, b - timedelta(days=1), b + timedelta(days=9))})
    return st.sampled_from(near)


@st.composite
def laws(draw: DrawFn) -> Law:
    """Two to six instruments of mixed ranks, makers and days, with three articles each."""
    made: list[Instrument] = []
    for i in range(draw(st.integers(2, 6))):
        rank = draw(st.sampled_from(list(ISSUERS)))
        issuer = draw(st.sampled_from(ISSUERS[rank]))
        since = draw(st.sampled_from([*BOUNDS[:3], BOUNDS[0], BOUNDS[0]]))
        end = draw(st.sampled_from([None, None, None, None, None, BOUNDS[3]]))
        made.append(
            Instrument(
                f"L{i}",
                f"第{i}号法规",
                f"Instrument {i}",
                rank,
                issuer,
                since,
                Period(since, end),
                (Version(since, since),),
            )
        )
    head = "instrument,version,article,paragraphs,items,sha256"
    shapes = [ArticleShape(str(n), 2, {}, "") for n in range(1, ARTICLES + 1)]
    lines = [f"{i.id},{i.adopted},{s.label},{s.paragraphs},," for i in made for s in shapes]
    digest = ";".join(f"{i.id}:{i.rank.value}:{i.issuer.code}:{i.period}" for i in made)
    return Law(tuple(made), digest, "\n".join([head, *lines]) + "\n")


@st.composite
def trees(draw: DrawFn, id: str = "items") -> CodeList:
    """A catalogue of two levels; each leaf has the attribute ``nature``."""
    codes: list[Code] = []
    for i in range(draw(st.integers(1, 2))):
        codes.append(Code(f"g{i}", None, f"第{i}类", f"group {i}"))
        for j in range(draw(st.integers(1, 3))):
            nature = draw(st.sampled_from(["penalty", "service"]))
            codes.append(
                Code(
                    f"g{i}i{j}",
                    f"g{i}",
                    f"第{i}类{j}项",
                    f"item {i}.{j}",
                    attributes={"nature": nature},
                )
            )
    return CodeList(id, codes)


@st.composite
def fields(draw: DrawFn) -> tuple[Field, ...]:
    """The fields of a matter: a day, a kind, an item, a place, an organ, and some of every kind."""
    colours = (("red", "红", "red"), ("green", "绿", "green"), ("blue", "蓝", "blue"))
    found = [
        Field("on", "day", "日期", "day"),
        Field("kind", "choice", "类型", "kind", colours, identity=draw(st.booleans())),
        Field("item", "code", "事项", "item", tree=draw(trees()), identity=True),
        Field("place", "code", "地点", "place", tree=territory(), identity=True),
        Field(
            "nature",
            "choice",
            "性质",
            "nature",
            (("penalty", "处罚", "penalty"), ("service", "服务", "service")),
            reads=("item", "nature"),
        ),
        Field("holder", "code", "承办机关", "holder", tree=ROLES),
    ]
    for i in range(draw(st.integers(1, 3))):
        assume = draw(st.sampled_from([UNKNOWN, UNKNOWN, True, False]))
        found.append(Field(f"flag{i}", "flag", f"是非{i}", f"flag {i}", assume=assume))
    if draw(st.booleans()):
        assume = draw(st.sampled_from([UNKNOWN, "red"]))
        found.append(
            Field(
                "tone",
                "choice",
                "色调",
                "tone",
                colours,
                assume=assume,
                identity=draw(st.booleans()),
            )
        )
    if draw(st.booleans()):
        assume = draw(st.sampled_from([UNKNOWN, 1]))
        found.append(Field("number", "count", "数量", "number", assume=assume, most=3))
    if draw(st.booleans()):
        steps = (("asked", "已询问", "asked"), ("warned", "已警告", "warned"))
        found.append(Field("steps", "set", "步骤", "steps", steps))
    return tuple(found)
