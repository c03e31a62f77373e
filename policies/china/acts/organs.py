"""《地方组织法》：交办的是哪一级的哪个机关，上级政府交办的由谁办理（第七十六条、第八十六条）。

What may not be handed down stays with the organ that asked for it: the rules of the acts name that
organ by the question ``asking_organ``.
"""

from __future__ import annotations

from govrules import Act, Definitions, Rule

from ..outcomes import CITY, DISTRICT, STREET, outcome

__all__ = ["rules"]

# Governments are set up by art. 61, departments by art. 79, subdistrict offices by art. 85.
GIVERS = (
    (
        "79(1)",
        "city_department",
        "city_department@city",
        ("市级部门", "市人民政府工作部门", "a department of the city government"),
    ),
    (
        "79(1)",
        "district_department",
        "district_department@district",
        ("区级部门", "区人民政府工作部门", "a department of the district government"),
    ),
    ("61", "city_government", CITY, ("市人民政府", "市人民政府", "the city government")),
    (
        "61",
        "district_government",
        DISTRICT,
        ("区人民政府", "区人民政府", "the district government"),
    ),
    (
        "85(3)",
        "subdistrict",
        STREET,
        ("街道乡镇", "街道办事处或乡镇人民政府", "a subdistrict office or township government"),
    ),
)


def rules(terms: Definitions) -> tuple[Rule, ...]:
    """The rules, in the order of what they are asked.

    Args:
        terms: What the terms of their conditions mean.
    """
    act = Act("ORG", definitions=terms)
    _givers(act)
    _own_work(act)
    return act.rules


def _givers(act: Act) -> None:
    for article, level, organ, (label, zh, en) in GIVERS:
        交办机关 = act.article(article)
        交办机关(
            level,
            question="asking_organ",
            when=f"由交办机关承担的任务 且 交办机关层级 = {label}",
            then={"organ": organ},
            zh=f"交办的是{zh}",
            en=f"it is {en} that asks for it",
        )
        交办机关(
            f"{level}_named",
            question="giver_level",
            when=f"任务 且 交办者为{label}",
            then={"giver_level": level},
            zh=f"所称交办机关是{zh}",
            en=f"the organ that is named is {en}",
        )


def _own_work(act: Act) -> None:
    # An area office is sent out by the district as a subdistrict office is.
    第八十六条 = act.article("86", question="route", when="交给街乡 且 设街道或地区办事处")
    第七十六条 = act.article("76(1)", question="route", when="交给街乡 且 乡镇辖区")
    for 本级 in (第八十六条, 第七十六条):
        本级(
            "by_item",
            question="laid_by_law",
            when="有权机关在此",
            then={"laid_by_law": True},
            reading=(
                "规定把该事项的职责或职权交给街道、乡镇的条文即为依据，依法下放的职权亦同",
                "the provision that gives the matter to the subdistrict or township is the basis; so is "
                "a decision by which the power has moved",
            ),
            zh="该事项依法就由这里的{街乡}负责",
            en="by law the matter is for the {subdistrict} here",
        )
        本级(
            "own",
            when="laid_by_law",
            then=outcome("accept_task", STREET),
            reading=(
                "法条直接交给{街乡}的，是其自身职责",
                "what a provision gives to the {subdistrict} is its own duty",
            ),
            zh="法条直接交给{街乡}的，由其承担，不问清单和批准",
            en="what a provision gives to the {subdistrict} is its own duty: no list and no approval "
            "matters",
        )
    第八十六条(
        "order",
        when="交办机关层级 = 区人民政府",
        then=outcome("accept_task", STREET),
        zh="{街乡}办理派出它的区政府交办的工作",
        en="the {subdistrict} does the work that the district government, which sent it out, hands down",
    )
    第七十六条(
        "order",
        when="政府交办",
        cite="(7)",
        then=outcome("accept_task", STREET),
        zh="乡镇政府办理上级人民政府交办的事项",
        en="a township government carries out what the governments above it hand down",
    )
