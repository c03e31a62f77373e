"""第六章 保障与监督：临时性事项的保障（第四十一条），考核（第四十三条），拒不报到履职的部门（第四十四条）。"""

from __future__ import annotations

from ..outcomes import ASKER, CITY, DISTRICT, STREET, outcome
from .act import JD

第四十一条 = JD.article(
    "41", question="route", when="交给街乡 且 街道辖区 且 其他职责 且 经政府批准 且 临时性事项"
)
第四十一条(
    "owed",
    over="JD10.approved",
    then=outcome("accept_resources_due", STREET, assist=[ASKER], duties=["send_support"]),
    zh="经批准的临时性事项，部门尚欠保障或标准，由其补足",
    en="an approved temporary matter: the department still owes support or standards",
)
第四十一条(
    "supported",
    when="已给人员经费技术 且 已明确要求标准流程",
    over="owed",
    then=outcome("accept_task", STREET, assist=[ASKER]),
    zh="经批准的临时性事项，部门已给保障并明确标准，{街乡}承担",
    en="an approved temporary matter with support and standards given: accepted",
)

第四十三条 = JD.article("43", question="route", when="类型 = 考核 且 街道辖区")
第四十三条(
    "by_district",
    when="交办机关层级 = 区人民政府",
    cite="(1)",
    then=outcome("allowed", DISTRICT),
    zh="对{街乡}的考核由区政府统一进行",
    en="the district government assesses the {subdistrict}, in one exercise with the others",
)
第四十三条(
    "unorganised",
    when="交办机关层级 = 区级部门",
    cite="(2)",
    then=outcome(
        "barred_assessment",
        DISTRICT,
        prohibited=True,
        must_not_lead=["district_department@district"],
    ),
    zh="未经区政府统一组织，区部门不得考核{街乡}；可以在区政府统一的考核中作出评价",
    en="a district department may not assess the {subdistrict} on its own; it may give its view in the "
    "assessment that the district government holds",
)
第四十三条(
    "organised",
    when="交办机关层级 = 区级部门 且 组织者 = 区人民政府",
    cite="(1)",
    over="unorganised",
    then=outcome("allowed", DISTRICT),
    zh="区政府统一组织的考核，区部门可以参加",
    en="a district department may take part in the assessment that the district government "
    "organises",
)
第四十三条之外 = JD.article("43(2)", question="route", when="类型 = 考核")
第四十三条之外(
    "by_city",
    when="街乡辖区 且 交办机关层级 属于 (市级部门, 市人民政府)",
    then=outcome("not_covered"),
    note=(
        "第一款由区政府统一考核，第二款只禁区部门，市级自行考核条文未及",
        "para. 1 gives assessment to the district, para. 2 bars district departments; the city's "
        "are not mentioned",
    ),
    zh="本款只约束区级部门",
    en="the paragraph binds district departments only",
)

第四十三条之外(
    "by_street",
    when="街乡交办",
    then=outcome("not_covered"),
    zh="本条是关于考核街道的规定，不及于街乡自行组织的考核",
    en="the article is about assessing subdistricts, not about what they assess",
)

OVER = (
    "JD5.whistle",
    "JD5.called",
    *(f"JD26.{name}" for name in ("department", "several", "step")),
    *(f"JD17.{name}" for name in ("several", "department", "report", "failed", "disputed")),
    *("JS14.lead", "JS16.whistle", "JS20.district"),
)
# Disputes of district departments; where a city department is the owner there is none of them.
DISPUTES = tuple(f"PEN25.{name}" for name in ("filed", "disputed", "disputed_across"))
_FIRST = (
    "拒不到场是这一机制中的特别情形，故先于一般的处置办法",
    "a refusal is the special case of the mechanism and so comes before the ordinary ways",
)

第四十四条 = JD.article(
    "44(1)", question="route", when="部门拒不报到履职 且 非 属本单位职责 且 街乡承办"
)
第四十四条(
    "refused",
    when="归区级部门",
    reads_over=(*OVER, *DISPUTES, "PEN17.no_power"),
    then=outcome("escalate_district", DISTRICT, by=STREET, duties=["investigate_refusal"]),
    reading=_FIRST,
    zh="部门在吹哨报到中拒不履职，{街乡}报区政府调查、督办",
    en="a whistled department refuses: the {subdistrict} reports it to the district government",
)
第四十四条(
    "refused_city",
    when="归市级部门",
    reads_over=OVER,
    then=outcome("escalate_city", CITY, by=STREET),
    reading=(
        "条文由区政府对工作部门调查、督办，不及市级部门；市级部门不到场的，比照报市政府",
        "the text has the district government look into departments, which cannot be the city's; "
        "where a city department does not come, the city government is told likewise",
    ),
    zh="市级部门不到场履职，报市政府督促",
    en="a city department does not come: the city government is told",
)
