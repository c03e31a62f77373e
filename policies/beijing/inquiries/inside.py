"""What is inside a subdistrict: six offices, one team, three centres, and what each is for.

The report of 2020-11-26 gives them names (part 1(4)), the regulation others (art. 9(2)); both are
kept, by day. Which office takes what is public in neither: where an office bears the name of a
field of art. 10(1), that it takes the field is a reading, and elsewhere it stays open.
"""

from __future__ import annotations

from pathlib import Path

import attrs
from govrules import Field, Role
from govrules.rules import Code, CodeList, read_roles, read_rows

from .shared import Words, choice

__all__ = ["ARRANGEMENT", "OFFICES", "OPEN", "PATTERN", "ROLES", "STREET", "Office", "item_fields"]

LISTS = Path(__file__).parents[1] / "lists"
ROLES: tuple[Role, ...] = read_roles(LISTS / "offices.csv")
STREET = "street_or_township@subdistrict"
# The first day on which the city's pattern is on record; when each unit took it up is not.
PATTERN = "2020-11-26"


@attrs.frozen
class Office:
    """Who inside a subdistrict a subject is for.

    Args:
        cite: The provision that gives the subject to the subdistrict.
        role: By the report's names.
        end: The answer: an office, the team or a centre takes it.
        body: By the names of art. 9(2); empty where it names none.
        subject: What the subject is called.
    """

    cite: str
    role: str
    end: str
    body: str
    subject: Words


OFFICES = {
    "public_service": Office(
        "10(1)(1)",
        "livelihood_office",
        "office_takes",
        "livelihood_body",
        ("与居民生活密切相关的公共服务", "public services for daily life"),
    ),
    "city": Office(
        "10(1)(2)",
        "city_office",
        "office_takes",
        "city_body",
        ("城市管理", "management of the city"),
    ),
    "safety": Office(
        "10(1)(3)",
        "safety_office",
        "office_takes",
        "safety_body",
        ("平安建设", "safety and disputes"),
    ),
    "community": Office(
        "10(1)(5)",
        "community_office",
        "office_takes",
        "community_body",
        ("社区建设", "building up communities"),
    ),
    "enforcement": Office(
        "25(1)", "enforcement_team", "team_takes", "enforcement_body", ("行政执法", "enforcement")
    ),
    "internal": Office(
        "9(2)",
        "general_office",
        "office_takes",
        "",
        ("内部综合保障", "the subdistrict's own staff and means"),
    ),
    "party": Office(
        "9(2)",
        "party_office",
        "office_takes",
        "",
        ("党建和群团工作", "party and mass organisations"),
    ),
    "activities": Office(
        "9(2)",
        "party_centre",
        "centre_takes",
        "",
        ("党员和市民活动", "activities of party members and residents"),
    ),
    "window": Office("15(1)", "service_centre", "centre_takes", "", ("综合窗口", "the window")),
    "demands": Office(
        "17(1)", "governance_centre", "centre_takes", "", ("诉求处置", "handling of demands")
    ),
    "grid": Office("24(1)", "governance_centre", "centre_takes", "", ("网格化管理", "the grid")),
    "command": Office(
        "26",
        "governance_centre",
        "centre_takes",
        "",
        ("综合指挥平台上的调度", "what is directed from the command platform"),
    ),
}
# Subject → the provision that names it, and why no office can be named.
OPEN = {
    "military": (
        "10(1)(6)",
        (
            "国防教育和兵役工作在六室一队三中心中没有对应的名称",
            "defence education and military service match no name among the offices",
        ),
    ),
    "undivided": (
        "9(2)",
        (
            "条文和报告都没有写由哪一机构办理，各室的分工没有公开",
            "neither text says which body takes it, and how the offices divide is not public",
        ),
    ),
}
SUBJECTS = (
    *((code, *office.subject) for code, office in OFFICES.items()),
    ("legal", "法制工作", "legal work"),
    ("military", "国防教育和兵役", "defence education and military service"),
    ("undivided", "没有公开分工的事项", "a matter whose division is not public"),
)
ARRANGEMENT = choice(
    "arrangement",
    ("机构设置", "set-up of the subdistrict"),
    (
        ("city_pattern", "六室一队三中心", "six offices, one team, three centres"),
        ("own", "另有设置", "an arrangement of its own"),
    ),
    ("该街道按六室一队三中心设置，还是另有设置？", "does the unit follow the city's pattern?"),
    "民政局2020-11-26报告一（四）一：全市各街道",
    "city_pattern",
)


def item_fields(items: CodeList) -> tuple[Field, ...]:
    """The item, of the catalogue or of the work inside a subdistrict, and its subject.

    Args:
        items: The catalogue.
    """
    return (
        Field(
            "item",
            "code",
            "事项",
            "item",
            tree=_with_subjects(items),
            identity=True,
            ask_zh="具体是什么事项（见事项目录）？",
            ask_en="which item of the catalogue is it?",
        ),
        Field(
            "subject",
            "choice",
            "所属工作",
            "subject",
            SUBJECTS,
            reads=("item", "subject"),
            source="lists/subjects.csv",
        ),
    )


def _with_subjects(items: CodeList) -> CodeList:
    """The catalogue and the work inside, each leaf with its subject.

    A penalty is for the team; another item has its own subject, else that of the nearest above.
    """
    given = {r["item"]: r["subject"] for _, r in read_rows(LISTS / "subjects.csv", ("item",))}
    codes = [items[code] for code in items]
    for _, row in read_rows(LISTS / "inside.csv", ("item", "parent", "zh", "en", "aliases")):
        aliases = tuple(filter(None, row["aliases"].split(";")))
        codes.append(Code(row["item"], row["parent"] or None, row["zh"], row["en"], aliases))
        given[row["item"]] = row["subject"]
    bare = CodeList(items.id, codes)

    def subject(code: str) -> dict[str, str]:
        if not bare.is_leaf(code):
            return {}
        if bare[code].attributes.get("nature") == "penalty":
            return {"subject": "enforcement"}
        above = reversed(bare.path(code))
        return {"subject": next(filter(None, (given.get(c) for c in above)), "undivided")}

    made = [attrs.evolve(c, attributes={**c.attributes, **subject(c.code)}) for c in codes]
    return CodeList(items.id, made, items.sayings)
