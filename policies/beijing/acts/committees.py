"""居（村）民委员会的协助：《城市居民委员会组织法》、北京市实施办法、《村民委员会组织法》。

They are in force beside the regulation on subdistricts, and before it.
"""

from __future__ import annotations

from govrules import Act

from .outcomes import ASKER, COMMUNITY, barred_for_community, help_of_community, outcome
from .terms import TERMS

__all__ = ["RC", "RCBJ", "VC"]

RC = Act("RC", definitions=TERMS)
# Until the list of assistance there was nothing but the law itself to measure a form by.
_FORMER_PAPERS = "向社区要表格证明 且 日期 < 2020-01-01"
ASKED_BY_DEPARTMENT = f"部门交办 且 设居民委员会 且 (交给社区 且 请协助 或 {_FORMER_PAPERS})"
REFUSED = outcome(
    "refuse_no_consent", ASKER, by=COMMUNITY, prohibited=True, must_not_lead=[COMMUNITY]
)
_PAPERS_ARE_HELP = (
    "填表报数、开具证明也是请居民委员会协助的工作",
    "to fill a form or issue a certificate is help that a committee gives as well",
)

第二条 = RC.article("2(2)", question="route", when="交给社区 且 请协助 且 设居民委员会")
第二条(
    "help",
    when="交办机关层级 = 区人民政府 或 街乡交办",
    then=help_of_community(),
    note=(
        "第二款写市辖区政府及其派出机关；依第二十一条，乡镇政府所在地的居民委员会亦适用本法",
        "para. 2 names the governments of city districts and their offices; by art. 21 the law also "
        "covers residents' committees where a township government sits",
    ),
    zh="居民委员会协助区政府、街道和乡镇开展工作",
    en="a residents' committee helps the district, its subdistrict or township in their work",
)

第二十条 = RC.article("20", question="route", when=ASKED_BY_DEPARTMENT)
第二十条(
    "consented",
    when="同意机关 属于 (市人民政府, 区人民政府) 或 同意机关 = 街道办事处或乡镇人民政府 且 街道辖区",
    then=help_of_community(),
    zh="经市、区政府或其派出机关同意并统一安排，可以请居民委员会协助",
    en="with consent of the city, the district or the office it sent out, a residents' committee may "
    "be asked to assist",
)
第二十条(
    "no_consent",
    when="同意机关 = 未经同意",
    then=REFUSED,
    zh="部门请居民委员会协助，应当经政府或其派出机关同意并统一安排；未经同意，不得直接交办",
    en="a department needs the consent of the government or of the office it sent out; without it, "
    "nothing may be handed to a committee directly",
)
第二十条.remark(
    "papers",
    when="向社区要表格证明",
    reading=_PAPERS_ARE_HELP,
    zh="当时尚无表格和证明的清单，依本条",
    en="there was no list of forms or certificates yet: this article is applied",
)
第二十条之外 = RC.article("20", question="route", when="交给社区 且 部门交办 且 设居民委员会")
第二十条之外(
    "as_lead",
    when="交办角色 = 主责",
    then=barred_for_community("barred_as_lead"),
    reading=(
        "本条只许部门请其协助，没有让部门交其主责",
        "the article lets departments ask for help only, and not make a committee the lead",
    ),
    zh="部门只能请居民委员会协助，不得交其主责",
    en="a department may only ask a residents' committee for help, and not make it the lead",
)
第二十条之外.remark(
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

第二十八条 = RCBJ.article("28", question="route", when=ASKED_BY_DEPARTMENT)
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

VC = Act("VC", definitions=TERMS)

第五条 = VC.article("5(2)", since="1998-11-04")
第五条.remark(
    "township",
    when="交给社区 且 街乡交办 且 请协助 且 乡镇辖区 且 设村民委员会",
    zh="村民委员会协助乡镇政府开展工作",
    en="a village helps its township government",
)

第三十七条 = VC.article(
    "37(1)", question="route", since="1998-11-04", when="交给社区 且 设村民委员会"
)
第三十七条(
    "help",
    when="请协助",
    then=help_of_community(duties=["bear_cost"]),
    note=(
        "部门须经同意的规定只及于居民委员会",
        "that departments need consent is laid down for residents' committees only",
    ),
    zh="村民委员会可以协助政府工作；政府应提供必要条件，部门委托的工作由其承担经费",
    en="a village may help the government, which provides what that needs; a department bears "
    "the cost of what it entrusts",
)
第三十七条.remark(
    "cost",
    when="部门交办 且 非 请协助",
    zh="部门委托村民委员会工作的，所需经费由其承担",
    en="a department that entrusts work to a village bears its cost",
)
