"""《地方组织法》：交办的是哪一级的哪个机关，上级政府交办的由谁办理（第七十六条、第八十六条）。

What may not be handed down stays with the organ that asked for it: the rules of the acts name that
organ by the question ``asking_organ``.
"""

from __future__ import annotations

from govrules import Act

from ..bodies import seats
from .outcomes import CITY, DISTRICT, STREET, outcome
from .terms import TERMS

__all__ = ["ORG"]

ORG = Act("ORG", definitions=TERMS)

# Governments are set up by art. 61, departments by art. 79, subdistrict offices by art. 85.
GIVERS = (
    (
        "79(1)",
        "city_department",
        "city_department@city",
        seats("city", "department", "authorised"),
        ("市级部门", "市人民政府工作部门", "a department of the city government"),
    ),
    (
        "79(1)",
        "district_department",
        "district_department@district",
        seats("district", "department", "authorised"),
        ("区级部门", "区人民政府工作部门", "a department of the district government"),
    ),
    (
        "61",
        "city_government",
        CITY,
        "city_government",
        ("市人民政府", "市人民政府", "the city government"),
    ),
    (
        "61",
        "district_government",
        DISTRICT,
        "district_government",
        ("区人民政府", "区人民政府", "the district government"),
    ),
    (
        "85(3)",
        "subdistrict",
        STREET,
        "(street_or_township, street_office, township_government)",
        ("街道乡镇", "街道办事处或乡镇人民政府", "a subdistrict office or township government"),
    ),
)
for article, level, organ, roles, (label, zh, en) in GIVERS:
    交办机关 = ORG.article(article)
    交办机关(
        level,
        question="asking_organ",
        when=f"类型 属于 (交办任务, 填表报数, 开具证明, 设机构挂牌) 且 交办机关层级 = {label}",
        then={"organ": organ},
        zh=f"交办的是{zh}",
        en=f"it is {en} that asks for it",
    )
    交办机关(
        f"{level}_named",
        question="giver_level",
        when=f"任务 且 交办机关 在 {roles} 下",
        then={"giver_level": level},
        zh=f"所称交办机关是{zh}",
        en=f"the organ that is named is {en}",
    )

# An area office is sent out by the district as a subdistrict office is.
第八十六条 = ORG.article("86", question="route", when="交给街乡 且 设街道或地区办事处")
第七十六条 = ORG.article("76(1)", question="route", when="交给街乡 且 乡镇辖区")
for 本级 in (第八十六条, 第七十六条):
    本级(
        "by_item",
        question="laid_by_law",
        when="有权机关在此",
        then={"laid_by_law": True},
        reading=(
            "规定把该事项的职责或职权交给街道、乡镇的条文即为依据，依市政府决定下放的职权亦同",
            "the provision that gives the matter to the subdistrict or township is the basis; so is "
            "the city's decision by which the power has moved",
        ),
        zh="该事项依法就由这里的{街乡}负责",
        en="by law the matter is for the {subdistrict} here",
    )
    本级(
        "own",
        when="laid_by_law",
        reads_over="JD49.tasks",
        then=outcome("accept_task", STREET),
        reading=(
            "街道办条例第十条不及于乡镇，也不及于其施行之前；法条直接交给{街乡}的，仍是其自身职责",
            "art. 10 of the Subdistrict Regulation is not for townships, nor for the days before it; "
            "what a provision gives to the {subdistrict} is its own duty all the same",
        ),
        zh="法条直接交给{街乡}的，由其承担，不问清单和批准",
        en="what a provision gives to the {subdistrict} is its own duty: no list and no approval "
        "matters",
    )
第八十六条(
    "order",
    when="交办机关层级 = 区人民政府",
    reads_over="JD49.tasks",
    then=outcome("accept_task", STREET),
    zh="{街乡}办理派出它的区政府交办的工作",
    en="the {subdistrict} does the work that the district government, which sent it out, hands down",
)
第七十六条(
    "order",
    when="政府交办",
    cite="(7)",
    reads_over="JD49.tasks",
    then=outcome("accept_task", STREET),
    zh="乡镇政府办理上级人民政府交办的事项",
    en="a township government carries out what the governments above it hand down",
)
