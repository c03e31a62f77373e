"""居（村）民委员会的协助：北京市实施《城市居民委员会组织法》办法，及清单与该法第二十条。

It is in force beside the regulation on subdistricts, and before it, as the national laws are.
"""

from __future__ import annotations

from govrules import Act

from ...china import ASKER, COMMUNITY
from .outcomes import help_of_community, outcome
from .terms import TERMS

__all__ = ["RC", "RCBJ"]

REFUSED = outcome(
    "refuse_no_consent", ASKER, by=COMMUNITY, prohibited=True, must_not_lead=[COMMUNITY]
)

# What is off the city's list, the national article would not have let a department hand down either.
RC = Act("RC", definitions=TERMS)
RC.article("20", question="route", when="交给社区 且 部门交办 且 设居民委员会").remark(
    "off_list",
    when="同意机关 = 未经同意 且 非 请协助 且 交办角色 = 协助",
    zh="未经政府或其派出机关同意并统一安排，部门本来也不得直接交办",
    en="without the consent of the government or of the office it sent out, a department may hand "
    "nothing to a committee in any case",
)

RCBJ = Act("RCBJ", definitions=TERMS)

实施办法第四条 = RCBJ.article("4", question="route", when="交给社区 且 请协助 且 设居民委员会")
实施办法第四条(
    "help",
    when="政府交办 或 街乡交办",
    then=help_of_community(),
    zh="居民委员会协助各级政府和街道开展工作，无须另行同意",
    en="a residents' committee helps governments and subdistricts in their work: no further consent "
    "is needed",
)

第二十八条 = RCBJ.article("28", question="route", when="部门请居民委员会协助")
第二十八条(
    "consented",
    when="同意机关 属于 (区人民政府, 街道办事处或乡镇人民政府)",
    cite="(1)",
    then=help_of_community(),
    zh="经区政府或街道、乡镇同意并统一安排，可以请居民委员会协助",
    en="with consent of the district, subdistrict or township a residents' committee may be asked to "
    "assist",
)
第二十八条(
    "no_consent",
    when="同意机关 = 未经同意",
    cite="(2)",
    then=REFUSED,
    zh="未经区政府或街道、乡镇同意的，居民委员会可以拒绝；部门可以先报其同意",
    en="without consent of the district, subdistrict or township the committee may refuse; the "
    "department may seek it first",
)
