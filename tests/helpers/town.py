"""A small town, written by hand: one rule of each kind, so that a test can add the one it needs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from govrules import (
    ROLES,
    Blueprint,
    Delegation,
    Duty,
    Field,
    Law,
    Layout,
    Period,
    Policy,
    Question,
    Role,
    Rule,
    Slot,
    Territory,
)
from govrules import rule as write
from govrules.law import Instrument, Issuer, Rank, Version
from govrules.rules import Code, CodeList

CITY, COUNCIL = (
    Issuer("city_government", "市政府", "city government", "11"),
    Issuer("city_council", "市人大常委会", "city council", "11"),
)
NPCSC = Issuer("npc_standing_committee", "全国人大常委会", "NPCSC")
MINISTRY = Issuer("ministry", "某部", "a ministry")


def instrument(
    id: str, zh: str, rank: Rank, issuer: Issuer, since: str, until: str = ""
) -> Instrument:
    """An instrument of one wording."""
    start = date.fromisoformat(since)
    period = Period(start, date.fromisoformat(until) if until else None)
    return Instrument(id, zh, zh, rank, issuer, start, period, (Version(start, start),))


INSTRUMENTS = (
    instrument("CG", "下放决定", Rank.DECISION, CITY, "2020-07-01"),
    instrument("CR", "市容条例", Rank.LOCAL_REGULATION, COUNCIL, "2016-01-01"),
    instrument("CR2", "接诉条例", Rank.LOCAL_REGULATION, COUNCIL, "2020-01-01"),
    instrument("DR", "部门规章", Rank.DEPARTMENT_RULE, MINISTRY, "2018-01-01"),
    instrument("GR", "政府规章", Rank.LOCAL_GOVERNMENT_RULE, CITY, "2017-01-01"),
    instrument("LW", "某法", Rank.LAW, NPCSC, "2015-01-01"),
    instrument("OLD", "旧条例", Rank.LOCAL_REGULATION, COUNCIL, "2000-01-01", "2016-01-01"),
)


def law(instruments: tuple[Instrument, ...] = INSTRUMENTS) -> Law:
    """Each instrument has three articles of two paragraphs; in the second, the first has items."""
    head = "instrument,version,article,paragraphs,items,sha256"
    lines = [
        f"{i.id},{i.adopted},{n},2,{'1:2' if n == 2 else ''},"
        for i in instruments
        for n in (1, 2, 3)
    ]
    return Law(instruments, "town", "\n".join([head, *lines]) + "\n")


UNITS = {
    "11": "某市",
    "110101": "东区",
    "110101001": "甲街道",
    "110101001001": "一社区",
    "110101101": "乙镇",
    "110101101201": "丙村",
    "110101400": "开发区",
    "110101400001": "四社区",
    "110102": "西区",
    "110102001": "丁街道",
    "110102001001": "五社区",
}
ITEMS = CodeList(
    "items",
    [
        Code("waste", None, "垃圾", "waste"),
        Code("litter", "waste", "乱扔垃圾", "littering", ("乱丢",), {"nature": "penalty"}),
        Code("dump", "waste", "倾倒", "dumping", ("乱丢渣土",), {"nature": "penalty"}),
        Code("bins", "waste", "设桶", "bins", (), {"nature": "service"}),
        Code("noise", None, "噪声", "noise", (), {"nature": "penalty"}),
    ],
)
ROLE_LIST = (
    Role("npc_standing_committee", "全国人大常委会", "NPCSC", ("central",)),
    Role("state_council", "国务院", "State Council", ("central",)),
    Role("city_council", "市人大常委会", "city council", ("city",)),
    Role("city_government", "市政府", "city government", ("city",)),
    Role("district_government", "区政府", "district government", ("district",)),
    Role("bureau", "城管局", "urban bureau", ("city", "district")),
    Role(
        "office",
        "街乡",
        "office",
        ("subdistrict",),
        ("street", "town"),
        (("street", "{unit}办事处/subdistrict office"), ("town", "{unit}政府/town government")),
    ),
    Role("committee", "居村委会", "committee", ("community",)),
    Role("department", "有关部门", "department", ("district",), named_by="giver"),
    Role("hotline", "热线", "hotline", ("hotline",)),
)
FIELDS = (
    Field("on", "day", "日期", "day", ask_zh="哪一天？", ask_en="on which day?"),
    Field(
        "kind",
        "choice",
        "类型",
        "kind",
        (
            ("complaint", "投诉", "complaint"),
            ("violation", "违法", "violation"),
            ("task", "任务", "task"),
        ),
        identity=True,
    ),
    Field("item", "code", "事项", "item", tree=ITEMS, identity=True),
    Field(
        "place",
        "code",
        "地点",
        "place",
        tree=Territory.from_rosters({date(2015, 1, 1): UNITS}),
        identity=True,
    ),
    Field(
        "nature",
        "choice",
        "性质",
        "nature",
        (("penalty", "处罚", "penalty"), ("service", "服务", "service")),
        reads=("item", "nature"),
    ),
    Field("holder", "code", "承办机关", "holder", tree=ROLES),
    Field("giver", "code", "交办机关", "giver", tree=ROLES),
    Field("urgent", "flag", "紧急", "urgent", assume=False),
    Field("listed", "flag", "在清单内", "listed", ask_zh="在清单内吗？", ask_en="is it listed?"),
    Field("number", "count", "部门数", "number", assume=1, most=5),
    Field(
        "steps",
        "set",
        "步骤",
        "steps",
        (("asked", "已询问", "asked"), ("warned", "已警告", "warned")),
    ),
)
DISPOSITIONS = (
    ("handle", "办理", "handle"),
    ("transfer", "移送", "transfer"),
    ("barred", "不得", "barred"),
    ("undetermined", "待查明", "undetermined"),
    ("adjudicate_law", "提请裁决", "adjudicate"),
)
DUTIES = (Duty("reply", "答复", "reply", "七日内", "within seven days"),)
LISTS = (
    Slot("assist", "organ", many=True),
    Slot("supervise", "organ", many=True),
    Slot("duties", "choice", many=True, choices=[("reply", "答复", "reply")]),
)
QUESTIONS = (
    Question("competence", "归谁？", "whose is it?", slots=(Slot("organ", "organ"),)),
    Question(
        "holder",
        "现归谁？",
        "whose is it now?",
        "fact",
        (Slot("holder", "organ"),),
        follows="competence",
    ),
    Question(
        "route",
        "如何处置？",
        "what is to be done?",
        slots=(
            Slot("disposition", "choice", choices=DISPOSITIONS),
            Slot("lead", "organ"),
            Slot("by", "organ"),
            Slot("prohibited", "flag"),
            *LISTS,
        ),
    ),
    Question("support", "谁协助？", "who helps?", "every", LISTS),
    Question("provisional", "暂由谁？", "who holds it?", slots=(Slot("lead", "organ"),)),
)
MOVED = Delegation(
    "D1",
    "transfer",
    "处罚权下放",
    "the power to penalise moved",
    ("bureau",),
    "office@subdistrict",
    "listed and nature = penalty",
    "CG 1",
    ("CR 1",),
    "city_government",
    date(2020, 7, 1),
    Period(date(2020, 7, 1), None),
)


def rule(
    id: str, question: str, when: str, then: dict[str, Any], cite: str = "CR 1", **more: Any
) -> Rule:
    """A rule whose reason is its id."""
    return write(
        id,
        question,
        when=when,
        then=then,
        cite=cite,
        zh=f"理由{id}",
        en=f"reason {id}",
        at="town.py",
        **more,
    )


RULES = (
    rule("C.litter", "competence", "item under (litter, noise)", {"organ": "bureau@district"}),
    rule("C.dump", "competence", "item = dump", {"organ": "bureau@city|office@subdistrict"}),
    MOVED.rule("holder", "competence", "holder"),
    rule("R.found", "route", "kind = violation", {"disposition": "handle", "lead": "$holder"}),
    rule(
        "R.urgent",
        "route",
        "kind = violation and urgent",
        {"disposition": "transfer", "lead": "district_government@district", "duties": ["reply"]},
        exception_to="R.found",
    ),
    rule(
        "R.task",
        "route",
        "kind = task and not listed",
        {"disposition": "barred", "lead": "department@district", "prohibited": True},
    ),
    rule("S.help", "support", "kind = violation", {"assist": ["committee@community"]}),
    rule("S.guide", "support", "holder under office", {"supervise": ["$competence"]}, "CR 2(1)(1)"),
    rule("P.hold", "provisional", "kind = violation", {"lead": "office@subdistrict"}, "CR 3"),
)
LAYOUT = Layout(final="route", adds=("support",), provisional="provisional", owner="holder")


def blueprint(
    *more: Rule,
    without: Iterable[str] = (),
    fields: tuple[Field, ...] = FIELDS,
    questions: tuple[Question, ...] = QUESTIONS,
    roles: tuple[Role, ...] = ROLE_LIST,
) -> Blueprint:
    """The town, with some rules more and some less.

    Args:
        more: Rules to add.
        without: Rules to leave out, by id.
        fields: Other fields.
        questions: Other questions.
        roles: Other roles.
    """
    kept = [r for r in RULES if r.id not in set(without)]
    return Blueprint(
        "town",
        "小城",
        "Town",
        law(),
        (
            Policy("town.base", "基础", "base", "test", "1", (), fields, questions, roles, DUTIES),
            Policy("town.rules", "规则", "rules", "test", "1", (*kept, *more)),
        ),
        territory=Territory.from_rosters({date(2015, 1, 1): UNITS}),
        layout=LAYOUT,
    )


def matter(**facts: Any) -> dict[str, Any]:
    """A violation on a day when everything is in force, in a street; facts of one's own on top."""
    base = {
        "id": "m1",
        "kind": "violation",
        "item": "litter",
        "place": "110101001",
        "on": "2021-03-01",
        "listed": "no",
    }
    merged = {**base, **facts}
    return {k: v for k, v in merged.items() if v is not None}
