"""居（村）民委员会的协助：《城市居民委员会组织法》、北京市实施办法、《村民委员会组织法》。"""

from __future__ import annotations

from govrules import Act

from .outcomes import ASKER, COMMUNITY, help_of_community, outcome
from .terms import TERMS

__all__ = ["RC", "RCBJ", "VC"]

RC = Act("RC", definitions=TERMS)

第二条 = RC.article("2(2)", question="route")
第二条(
    "township",
    when="交给社区 且 街乡交办 且 请协助 且 乡镇辖区 且 设居民委员会",
    then=help_of_community(),
    note=(
        "第二款写不设区的市、市辖区政府及其派出机关；依第二十一条，乡镇政府所在地的居民委员会亦适用本法",
        "para. 2 names governments of cities and city districts and their offices; by art. 21 the "
        "law also covers residents' committees where a township government sits",
    ),
    zh="居民委员会协助基层政府开展工作",
    en="a residents' committee helps the government at its level",
)

第二十条 = RC.article("20", question="route", when="交给社区 且 部门交办 且 请协助 且 设居民委员会")
第二十条(
    "consented",
    when="同意机关 属于 (市人民政府, 区人民政府) 或 同意机关 = 街道办事处或乡镇人民政府 且 非 乡镇辖区",
    then=help_of_community(),
    zh="经市、区政府或其派出机关同意并统一安排，可以请社区协助",
    en="with consent of the city, the district or its office, a community may be asked to assist",
)

RCBJ = Act("RCBJ", definitions=TERMS)

第二十八条 = RCBJ.article(
    "28", question="route", when="交给社区 且 部门交办 且 请协助 且 设居民委员会"
)
第二十八条(
    "township_consented",
    when="同意机关 = 街道办事处或乡镇人民政府 且 乡镇辖区",
    cite="(1)",
    then=help_of_community(),
    zh="经乡镇政府同意并统一安排，可以请居民委员会协助",
    en="with consent of the township a residents' committee may be asked to assist",
)
第二十八条(
    "no_consent",
    when="同意机关 = 未经同意",
    cite="(2)",
    then=outcome("refuse_no_consent", ASKER, by=COMMUNITY, must_not_lead=[COMMUNITY]),
    zh="未经区政府或街道、乡镇同意，居民委员会可以拒绝",
    en="without consent of the district or subdistrict the committee may refuse",
)

VC = Act("VC", definitions=TERMS)

第五条 = VC.article("5(2)", question="route")
第五条(
    "township",
    when="交给社区 且 街乡交办 且 请协助 且 乡镇辖区 且 设村民委员会",
    then=help_of_community(duties=["bear_cost"]),
    zh="村民委员会协助乡镇政府开展工作",
    en="a village helps its township government",
)

第三十七条 = VC.article(
    "37(1)", question="route", when="交给社区 且 部门交办 且 设村民委员会 且 非 街道辖区"
)
第三十七条(
    "help",
    when="请协助",
    then=help_of_community(duties=["bear_cost"]),
    note=(
        "须经同意的规定只及于居民委员会",
        "the need for consent is laid down for residents' committees only",
    ),
    zh="村民委员会可以协助政府工作；政府应提供必要条件，部门委托的工作由其承担经费",
    en="a village may help the government, which provides what that needs; a department bears "
    "the cost of what it entrusts",
)
第三十七条.remark(
    "cost",
    when="非 在社区协助清单内",
    zh="部门委托村民委员会工作的，所需经费由其承担",
    en="a department that entrusts work to a village bears its cost",
)
