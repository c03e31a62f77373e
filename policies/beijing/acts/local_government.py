"""《地方组织法》：交办的是哪一级的哪个机关。

What may not be handed down stays with the organ that asked for it: the rules of the acts name that
organ by this question.
"""

from __future__ import annotations

from govrules import Act

from .outcomes import CITY, DISTRICT, STREET
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
