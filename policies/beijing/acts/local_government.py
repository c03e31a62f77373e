"""《地方组织法》：交办的是哪一级的哪个机关（第七十六条、第八十六条：上级政府交办的）。

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

交办机关 = ORG.article(
    "", question="asking_organ", when="类型 属于 (交办任务, 填表报数, 开具证明, 设机构挂牌)"
)
交办机关(
    "city_department",
    when="交办机关层级 = 市级部门",
    then={"organ": "city_department@city"},
    zh="交办的是市人民政府工作部门",
    en="a department of the city government asks for it",
)
交办机关(
    "district_department",
    when="交办机关层级 = 区级部门",
    then={"organ": "district_department@district"},
    zh="交办的是区人民政府工作部门",
    en="a department of the district government asks for it",
)
交办机关(
    "city_government",
    when="交办机关层级 = 市人民政府",
    then={"organ": CITY},
    zh="交办的是市人民政府",
    en="the city government asks for it",
)
交办机关(
    "district_government",
    when="交办机关层级 = 区人民政府",
    then={"organ": DISTRICT},
    zh="交办的是区人民政府",
    en="the district government asks for it",
)
交办机关(
    "street",
    when="街乡交办",
    then={"organ": STREET},
    zh="交办的是该处的街道办事处或乡镇人民政府",
    en="the subdistrict office or township government here asks for it",
)

交办机关层级 = ORG.article("", question="giver_level", when="任务")
交办机关层级(
    "city_department_named",
    when=f"交办机关 在 {seats('city', 'department', 'authorised')} 下",
    then={"giver_level": "city_department"},
    zh="所称交办机关是市级部门",
    en="the organ that is named is a city department",
)
交办机关层级(
    "district_department_named",
    when=f"交办机关 在 {seats('district', 'department', 'authorised')} 下",
    then={"giver_level": "district_department"},
    zh="所称交办机关是区级部门",
    en="the organ that is named is a district department",
)
交办机关层级(
    "city_government_named",
    when="交办机关 在 city_government 下",
    then={"giver_level": "city_government"},
    zh="所称交办机关是市人民政府",
    en="the organ that is named is the city government",
)
交办机关层级(
    "district_government_named",
    when="交办机关 在 district_government 下",
    then={"giver_level": "district_government"},
    zh="所称交办机关是区人民政府",
    en="the organ that is named is the district government",
)
交办机关层级(
    "street_named",
    when="交办机关 在 (street_or_township, street_office, township_government) 下",
    then={"giver_level": "subdistrict"},
    zh="所称交办机关是街道办事处或乡镇人民政府",
    en="the organ that is named is a subdistrict office or township government",
)

法定职责 = ORG.article("", question="laid_by_law", when="交给街乡")
法定职责(
    "by_item",
    when="有权机关在此",
    then={"laid_by_law": True},
    reading=(
        "规定把该事项的职责或职权交给街道、乡镇的条文即为依据，依市政府决定下放的职权亦同",
        "the provision that gives the matter to the subdistrict or township is the basis; so is the "
        "city's decision by which the power has moved",
    ),
    zh="该事项依法就由这里的{街乡}负责",
    en="by law the matter is for the {subdistrict} here",
)
上下级 = ORG.article("", question="route", when="交给街乡 且 街乡辖区")
上下级(
    "own",
    when="laid_by_law",
    reads_over="JD49.tasks",
    then=outcome("accept_task", STREET),
    reading=(
        "街道办条例第十条不及于乡镇，也不及于其施行之前；法条直接交给{街乡}的，仍是其自身职责",
        "art. 10 of the Subdistrict Regulation is not for townships, nor for the days before it; what "
        "a provision gives to the {subdistrict} is its own duty all the same",
    ),
    zh="法条直接交给{街乡}的，由其承担，不问清单和批准",
    en="what a provision gives to the {subdistrict} is its own duty: no list and no approval matters",
)
上下级(
    "order",
    when="交办机关层级 = 区人民政府",
    reads_over="JD49.tasks",
    then=outcome("accept_task", STREET),
    zh="{街乡}办理区政府交办的工作",
    en="the {subdistrict} does the work that the district government hands down",
)
第七十六条 = ORG.article("76", question="route", when="交给街乡 且 乡镇辖区")
第七十六条(
    "order",
    when="政府交办",
    cite="(1)(7)",
    reads_over="JD49.tasks",
    then=outcome("accept_task", STREET),
    zh="乡镇政府办理上级人民政府交办的事项",
    en="a township government carries out what the governments above it hand down",
)
第八十六条 = ORG.article("86", when="交给街乡 且 街道辖区 且 交办机关层级 = 区人民政府")
第八十六条.remark(
    "sent",
    zh="街道办事处是区政府的派出机关，办理其交办的工作",
    en="a subdistrict office is sent out by the district government and does the work it hands down",
)
