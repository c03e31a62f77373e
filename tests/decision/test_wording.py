"""Conditions and conclusions in words: what a reader is told, in Chinese and in English."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from govrules import Field, Jurisdiction, Question, Slot
from govrules.decision.wording import conclusion_in_words, condition_in_words
from govrules.expr import (
    All,
    Between,
    Expr,
    Is,
    Not,
    RoleAt,
    Some,
    Under,
    Value,
    check,
    from_text,
    term_from,
)
from govrules.rules import Conclusion

SAID = Field(
    "said",
    "flag",
    "正当诉求",
    "legitimate demand",
    yes=("诉求正当", "the demand is legitimate"),
    no=("诉求不正当", "the demand is not legitimate"),
)
LINE = Field(
    "line",
    "choice",
    "专线",
    "line",
    (
        ("none", "否", "none"),
        ("110", "报警", "police"),
        ("119", "火警", "fire"),
        ("120", "急救", "ambulance"),
        ("122", "事故", "accident"),
        ("12345", "热线", "hotline"),
    ),
    assume="none",
)
OFFICE = Field(
    "office",
    "choice",
    "机关",
    "office",
    (("a", "甲或乙", "a or b"), ("c", "丙", "c"), ("d", "丁、戊", "d, e")),
)
MANY = Field(
    "many", "choice", "类别", "class", [(f"v{i}", f"第{i}类", f"class {i}") for i in range(9)]
)
ASKED = Field(
    "asked",
    "choice",
    "属于哪一类？",
    "of which class is it?",
    (("x", "一般", "ordinary"), ("y", "紧急", "urgent")),
)
ASKED_FLAG = Field("asked_flag", "flag", "禁止吗？", "is it barred?")
MORE = {f.id: f for f in (SAID, LINE, OFFICE, MANY, ASKED, ASKED_FLAG)}


def words(small: Jurisdiction, expr: Expr) -> tuple[str, str]:
    fields = {**small.rules.fields, **MORE}
    return condition_in_words(expr, fields), condition_in_words(expr, fields, "en")


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("kind = task", "类型为任务", "the kind is task"),
        ("kind in (task, violation)", "类型为违法或任务", "the kind is violation or task"),
        ("not kind = task", "类型为投诉或违法", "the kind is complaint or violation"),
        ("listed", "在清单内", "listed"),
        ("not listed", "“在清单内”不成立", "“listed” does not hold"),
        ("not not listed", "在清单内", "listed"),
        ("listed = false", "“在清单内”不成立", "“listed” does not hold"),
        ("said", "诉求正当", "the demand is legitimate"),
        ("not said", "诉求不正当", "the demand is not legitimate"),
        ("item under waste", "事项属于垃圾", "the item is within waste"),
        ("not item under waste", "事项不属于垃圾", "the item is not within waste"),
        ("item = litter", "事项为乱扔垃圾", "the item is littering"),
        ("item in (litter, noise)", "事项为乱扔垃圾或噪声", "the item is littering or noise"),
        (
            "holder under (bureau, office)",
            "承办机关为城管局或街乡",
            "the holder is urban bureau or office",
        ),
        ("giver same holder", "交办机关与承办机关相同", "the giver is the same as the holder"),
        (
            "not giver same holder",
            "交办机关与承办机关不同",
            "the giver is not the same as the holder",
        ),
        ("on >= 2020-07-01", "日期不早于2020-07-01", "the day is on or after 2020-07-01"),
        ("not on >= 2020-07-01", "日期早于2020-07-01", "the day is before 2020-07-01"),
        (
            "on from 2020-07-01 to 2021-01-01",
            "日期不早于2020-07-01且早于2021-01-01",
            "the day is on or after 2020-07-01 and before 2021-01-01",
        ),
        ("on from 2020-07-01 to 2020-07-02", "日期为2020-07-01", "the day is 2020-07-01"),
        ("number from 2 to 4", "部门数不少于2且少于4", "the number is at least 2 and less than 4"),
        (
            "not number from 2 to 4",
            "部门数少于2或不少于4",
            "the number is less than 2 or at least 4",
        ),
        ("number from 2 to 3", "部门数为2", "the number is 2"),
        ("listed and urgent", "在清单内，且紧急", "listed, and urgent"),
        ("listed or urgent", "在清单内，或者紧急", "listed, or urgent"),
        (
            "not (said and urgent)",
            "诉求不正当，或者“紧急”不成立",
            "the demand is not legitimate, or “urgent” does not hold",
        ),
        (
            "listed or kind = task and urgent",
            "在清单内，或者（类型为任务，且紧急）",
            "listed, or (the kind is task, and urgent)",
        ),
        (
            "listed and not (said or urgent)",
            "在清单内，且（诉求不正当，且“紧急”不成立）",
            "listed, and (the demand is not legitimate, and “urgent” does not hold)",
        ),
        ("always", "始终", "always"),
        ("not always", "从不", "never"),
        ("steps has asked", "步骤含“已询问”", "steps include “asked”"),
        ("not steps has asked", "步骤不含“已询问”", "steps do not include “asked”"),
    ],
)
def test_conditions_in_words(small: Jurisdiction, text: str, zh: str, en: str) -> None:
    """A condition is a clause of declared names; a negation is said where it applies."""
    expr = check(from_text(text), {**small.rules.fields, **MORE})
    assert words(small, expr) == (zh, en)


@pytest.mark.parametrize(
    ("expr", "zh", "en"),
    [
        (
            Not(Is("line", ("none",))),
            "专线为报警、火警、急救、事故等5项之一",
            "the line is one of police, fire, ambulance, accident… (5 in all)",
        ),
        (Not(Is("line", ("110",))), "专线不是报警", "the line is not police"),
        (
            Not(Is("line", ("110", "119"))),
            "专线为否、急救、事故或热线",
            "the line is none, ambulance, accident or hotline",
        ),
        (
            Not(Is("line", tuple(c.code for c in LINE.choices))),
            "专线不是否、报警、火警、急救等6项之一",
            "the line is not one of none, police, fire, ambulance… (6 in all)",
        ),
        (Is("office", ("a", "c")), "机关为“甲或乙”或“丙”", "the office is “a or b” or “c”"),
        (Is("office", ("d", "c")), "机关为“丙”或“丁、戊”", "the office is “c” or “d, e”"),
        (Is("office", ("a",)), "机关为甲或乙", "the office is a or b"),
        (
            Not(Is("many", ("v1", "v2"))),
            "类别不是第1类或第2类",
            "the class is not class 1 or class 2",
        ),
        (Is("many", ("strange",)), "类别为strange", "the class is strange"),
        (
            Is("asked", ("x",)),
            "“属于哪一类？”的答案为一般",
            "the answer to “of which class is it?” is ordinary",
        ),
        (
            Not(Is("asked_flag", (True,))),
            "“禁止吗？”的答案为否",
            "the answer to “is it barred?” is no",
        ),
        (Is("listed", (True, False)), "在清单内为否或是", "the listed is no or yes"),
        (All(()), "始终", "always"),
        (Some(()), "从不", "never"),
        (Not(Some(())), "始终", "always"),
        (All((Some((Is("said", (True,)),)),)), "诉求正当", "the demand is legitimate"),
        (
            All((Is("said", (True,)), Not(All((Is("urgent", (True,)),))))),
            "诉求正当，且“紧急”不成立",
            "the demand is legitimate, and “urgent” does not hold",
        ),
        (Between("on", None, None), "始终", "always"),
        (Not(Between("number", None, 2)), "部门数不少于2", "the number is at least 2"),
        (
            Under("holder", ("bureau", "bureau@city")),
            "承办机关为城管局",
            "the holder is urban bureau",
        ),
    ],
    ids=str,
)
def test_awkward_conditions_in_words(small: Jurisdiction, expr: Expr, zh: str, en: str) -> None:
    """Long lists, names that hold a comma or an "or", questions, and conditions of no parts."""
    assert words(small, expr) == (zh, en)


def test_a_flag_may_say_itself_in_one_language_only(small: Jurisdiction) -> None:
    """Where a clause is not declared in a language, the name is quoted there as ever."""
    half = {**small.rules.fields, "said": attrs.evolve(SAID, no=("诉求不正当", ""))}
    expr = Not(Is("said", (True,)))
    assert condition_in_words(expr, half) == "诉求不正当"
    assert condition_in_words(expr, half, "en") == "“legitimate demand” does not hold"


def said(small: Jurisdiction, then: Conclusion, **labels: Field) -> tuple[str, str]:
    rules = small.rules
    known = {s: rules.fields[f"route.{s}"] for s in ("disposition", "lead")} | labels
    zh, en = (
        conclusion_in_words(then, rules.fields, rules.roles, known, lang) for lang in ("zh", "en")
    )
    return zh, en


@pytest.mark.parametrize(
    ("rule", "zh", "en"),
    [
        ("R.urgent", "移送：区政府", "transfer: district government"),
        ("R.found", "办理：承办机关", "handle: holder"),
        ("R.task", "不得；事项由有关部门负责", "barred; the matter stays with department"),
        ("C.litter", "城管局", "urban bureau"),
        ("C.dump", "城管局或街乡", "urban bureau or office"),
        ("S.help", "", ""),
    ],
)
def test_conclusions_in_words(small: Jurisdiction, rule: str, zh: str, en: str) -> None:
    """A conclusion names its disposition and its organ; after a bar, who keeps the matter."""
    assert said(small, small.rules.rules[rule].then) == (zh, en)


def test_who_may_not_lead_does_not_take_the_matter(small: Jurisdiction) -> None:
    """A refusal need not be a bar: that somebody may not lead shows who keeps the matter."""
    then = Conclusion(
        (
            ("disposition", Value("handle")),
            ("lead", RoleAt("bureau", "city")),
            ("by", RoleAt("office", "subdistrict")),
        ),
        (("must_not_lead", (RoleAt("office", "subdistrict"),)),),
    )
    assert said(small, then) == (
        "办理；事项由城管局负责",
        "handle; the matter stays with urban bureau",
    )


def test_an_organ_that_the_disposition_names_is_not_repeated(small: Jurisdiction) -> None:
    """It is said once that it goes to the district government, unless it goes to another organ."""
    label = Field(
        "x",
        "choice",
        "处置",
        "what",
        (("up", "报告区政府", "Escalate to the District Government"),),
    )
    for organ, zh, en in (
        ("district_government@district", "报告区政府", "Escalate to the District Government"),
        (
            "city_government@city",
            "报告区政府：市政府",
            "Escalate to the District Government: city government",
        ),
    ):
        then = Conclusion((("disposition", Value("up")), ("lead", term_from(organ))))
        assert said(small, then, disposition=label) == (zh, en)


def test_a_class_is_said_to_be_one(small: Jurisdiction) -> None:
    """A bare value of a question other than the disposition is not left to explain itself."""
    assert said(small, Conclusion((("class", Value("y")),)), **{"class": ASKED}) == (
        "属于“紧急”",
        "it is of the class “urgent”",
    )
    assert said(small, Conclusion((("said", Value(False)),)), said=SAID) == (
        "诉求不正当",
        "the demand is not legitimate",
    )
    assert said(small, Conclusion((("strange", Value("y")),))) == ("y", "y")


def test_a_class_on_the_way_is_no_alternative(town: Any) -> None:
    """Of itself it says neither a step nor an organ."""
    sky = Field("sky", "choice", "天气", "sky", (("wet", "下雨", "rain"), ("dry", "晴", "dry")))
    asked = Question(
        "sky",
        "天气如何？",
        "how is the sky?",
        "fact",
        (Slot("sky", "choice", choices=sky.choices),),
    )
    rules = (
        town.rule("W.wet", "sky", "urgent", {"sky": "wet"}, exception_to="W.dry"),
        town.rule("W.dry", "sky", "kind = violation", {"sky": "dry"}),
        town.rule(
            "W.use",
            "route",
            "kind = violation and sky = dry",
            {"disposition": "handle", "lead": "$holder"},
            exception_to="R.found",
        ),
    )
    made = Jurisdiction(
        town.blueprint(
            *rules,
            fields=(*town.FIELDS, sky),
            without=["R.urgent"],
            questions=(*town.QUESTIONS, asked),
        )
    )
    assert made.decide(town.matter()).otherwise == ()
