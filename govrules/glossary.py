"""The glossary: the Chinese term, the English name and the code of every concept.

Prose and documentation take their terms from here. The core knows none of the codes of kind
``role``, ``disposition``, ``field``, ``value``, ``question`` and ``duty``: a pack declares them,
and what stands here is the Beijing pack's word for the concept.
"""

from __future__ import annotations

import attrs

__all__ = ["TERMS", "Term", "term"]


@attrs.frozen
class Term:
    """One concept.

    Args:
        zh: The official Chinese term.
        en: The English name.
        kind: What the code is: ``role``, ``disposition``, ``field``, ``value`` (of a field,
            ``kind=complaint``), ``question``, ``duty``, ``level``, ``line``, ``delegation``,
            ``class`` (of govrules), ``unit`` (a kind of unit); ``idea`` where there is no code.
        code: The code, empty for an ``idea``.
        cite: Where the term stands in the law, as a citation's key; empty where it is ours.
        note_zh: What must be added in Chinese.
        note_en: The same in English.
    """

    zh: str
    en: str
    kind: str
    code: str = ""
    cite: str = ""
    note_zh: str = ""
    note_en: str = ""


def term(zh: str) -> Term:
    """The entry of a Chinese term; raises KeyError."""
    return _BY_ZH[zh]


_MODEL = (
    Term("事项", "matter", "class", "Facts", "", "一行事实", "a row of facts"),
    Term("字段", "field", "class", "Field"),
    Term("未知", "unknown", "class", "UNKNOWN", "", "不等于“否”", "never the same as no"),
    Term("问题", "question", "class", "Question"),
    Term("规则", "rule", "class", "Rule"),
    Term(
        "策略", "policy", "class", "Policy", "", "一组规则及其用语", "rules with the words they use"
    ),
    Term("辖区", "jurisdiction", "class", "Jurisdiction"),
    Term("认定", "decision", "class", "Decision"),
    Term("理由", "reason", "class", "Reason"),
    Term(
        "角色", "role", "class", "Role", "", "机关是某单位上的角色", "an organ is a role at a unit"
    ),
    Term("机关", "organ", "class", "Organ"),
    Term(
        "约定",
        "assumption",
        "class",
        "Assumption",
        "",
        "未说明时的值",
        "the value where nothing is said",
    ),
    Term("引用", "citation", "class", "Citation"),
    Term("法规文件", "instrument", "class", "Instrument"),
    Term(
        "期间",
        "period",
        "class",
        "Period",
        "",
        "左闭右开",
        "the first day counts, the last does not",
    ),
    Term("清单", "dated list", "class", "DatedList", "JD 11(2)"),
    Term(
        "单元格",
        "cell",
        "idea",
        "",
        "",
        "规则不作区分的一组值",
        "values of a field that no rule tells apart",
    ),
    Term(
        "认定类别",
        "decision class",
        "idea",
        "",
        "",
        "处置、承办与理由都相同的一类事项",
        "matters of one disposition, owner and reasons",
    ),
    Term(
        "类别表",
        "class table",
        "idea",
        "",
        "",
        "已认定文件旁的表，一行一个认定类别及其理由",
        "beside a decided file: a row for each decision class, with its reasons",
    ),
    Term(
        "摘要值",
        "digest",
        "idea",
        "",
        "",
        "规则与地域的校验值，每次认定均附",
        "of the rules and the territory; every decision carries it",
    ),
    Term(
        "条线",
        "functional line",
        "class",
        "Line",
        "",
        "与“块”（属地）相对",
        "as against containment by area",
    ),
)

_BODIES = (
    Term("街道办事处", "subdistrict office", "role", "street_office", "JD 3"),
    Term("乡镇人民政府", "township government", "role", "township_government", "JD 49"),
    Term(
        "派出机关",
        "dispatched organ",
        "idea",
        "",
        "JD 3",
        "街道由区政府派出，自身不是一级政府",
        "a subdistrict office is dispatched by the district government and is no tier of its own",
    ),
    Term(
        "派出机构",
        "branch of a department",
        "line",
        "dispatch",
        "JD 5(1)",
        "部门在街道的派出机构，与“派出机关”不同",
        "of a department; not a dispatched organ",
    ),
    Term("区人民政府", "district government", "role", "district_government", "JD 5(2)"),
    Term("市人民政府", "city government", "role", "city_government", "JD 10(2)"),
    Term("居民委员会", "residents' committee", "role", "residents_committee", "RC 2"),
    Term("村民委员会", "villagers' committee", "role", "villagers_committee", "VC 2"),
    Term("社区", "community", "level", "community", "JD 10(1)(5)"),
    Term("街道", "subdistrict", "unit", "street", "JD 3"),
    Term(
        "地区",
        "area office's area",
        "unit",
        "area",
        "",
        "地区办事处所在，代码与街道同段",
        "coded in the same range as a street",
    ),
    Term("镇", "town", "unit", "town"),
    Term("乡", "township", "unit", "township"),
    Term("功能区", "zone without a subdistrict office", "unit", "zone"),
    Term("市民热线服务工作机构", "citizen hotline agency", "role", "hotline_agency", "JS 11(1)"),
    Term(
        "政务服务部门", "government services department", "role", "government_services", "JS 12(3)"
    ),
    Term(
        "城市管理综合行政执法部门",
        "urban management law enforcement department",
        "role",
        "urban_enforcement",
        "CITYSCAPE 10",
    ),
)

_POWER = (
    Term("职权法定", "powers are set by law", "idea", "", "JS 11(2)"),
    Term("属地管理", "responsibility by area", "idea", "", "JS 11(2)"),
    Term("分级负责", "responsibility by level", "idea", "", "JS 11(2)"),
    Term("主管", "competence: to whom the statute gives it", "question", "competence"),
    Term("权属", "who holds the power now", "question", "owner"),
    Term("综合行政执法", "integrated enforcement", "idea", "", "JD 25(1)"),
    Term("职责清单", "duty list", "field", "in_duty_list", "JD 10(2)"),
    Term(
        "行政执法事项清单",
        "list of enforcement powers",
        "field",
        "on_power_list",
        "JD 11(2)",
        "431项目录未公开",
        "its 431 items are not public",
    ),
    Term(
        "交由行使",
        "transfer of a power",
        "delegation",
        "transfer",
        "PEN 24(1)",
        "以受权者自己的名义行使，由其负责",
        "in the delegate's own name; the delegate answers",
    ),
    Term(
        "赋权",
        "transfer of a power",
        "delegation",
        "transfer",
        "PEN 24(1)",
        "“交由行使”的通称",
        "the common word for 交由行使",
    ),
    Term(
        "委托",
        "entrustment",
        "delegation",
        "entrust",
        "PEN 20",
        "以委托机关名义，不得再委托",
        "in the delegator's name; may not be passed on",
    ),
    Term("派驻", "posting", "delegation", "post"),
    Term("协助", "assistance", "delegation", "assist", "JD 32(2)"),
    Term(
        "收回",
        "take-back",
        "class",
        "Revocation",
        "",
        "权力退回原处",
        "the power falls back to where it came from",
    ),
)

_DEMANDS = (
    Term("接诉即办", "swift response to complaints", "idea", "", "JS 2(1)"),
    Term("诉求", "demand", "idea", "", "JS 2(2)"),
    Term("咨询", "consultation", "value", "kind=consult", "JS 2(2)"),
    Term("求助", "request for help", "value", "kind=help", "JS 2(2)"),
    Term("投诉", "complaint", "value", "kind=complaint", "JS 2(2)"),
    Term("举报", "report of wrongdoing", "value", "kind=report", "JS 2(2)"),
    Term("建议", "suggestion", "value", "kind=suggestion", "JS 2(2)"),
    Term("诉求分类处置", "screening of demands", "question", "screening", "JS 11(3)"),
    Term("法定途径", "statutory channel", "field", "statutory_channel", "JS 11(3)(2)"),
    Term(
        "派单",
        "dispatch of a work order",
        "disposition",
        "dispatch_direct",
        "JS 12(1)",
        "另有派至区政府者 dispatch_district",
        "dispatch_district where it goes to the district government",
    ),
    Term("派单异议", "objection to a dispatch", "field", "objection", "JS 12(3)"),
    Term("首接负责", "the first receiver answers", "idea", "", "JS 14(1)"),
    Term("首接单位", "first receiver", "field", "first_receiver", "JS 14(2)"),
    Term("推诿", "shirking", "disposition", "barred_shirking", "JS 14(1)"),
    Term(
        "吹哨报到",
        "whistle: the subdistrict calls, departments come",
        "disposition",
        "coordinate_whistle",
        "JS 16(1)",
    ),
    Term(
        "承办",
        "to take the step that comes next (lead)",
        "idea",
        "",
        "JS 11(2)",
        "认定书的 lead",
        "the decision's lead",
    ),
    Term(
        "权责机关",
        "owner: who has the power or the duty",
        "idea",
        "",
        "JS 11(2)",
        "认定书的 owner；与由谁承办这一步无关",
        "the decision's owner, whatever the step and whoever takes it",
    ),
    Term("承办单位", "handling body", "field", "owner", "JS 11(2)"),
    Term("主责", "as the lead", "value", "role_given=lead", "JS 17(2)"),
    Term(
        "处置", "disposition", "idea", "", "", "认定书的 disposition", "the decision's disposition"
    ),
    Term("移送", "transfer of a matter", "disposition", "transfer", "JD 17(1)(2)"),
    Term("回访", "calling back", "duty", "revisit", "JS 23"),
)

_TASKS = (
    Term(
        "准入",
        "admission of tasks",
        "idea",
        "",
        "JD 32(2)",
        "谁可以把什么交给谁、以何角色",
        "who may hand what to whom, in which role",
    ),
    Term("交办任务", "task handed down", "value", "kind=task", "JD 10(3)"),
    Term("交办机关", "the organ that asks", "field", "giver", "JD 10(3)"),
    Term(
        "协助政府工作任务清单",
        "list of tasks in which communities assist",
        "field",
        "in_assist_list",
        "JD 32(2)",
    ),
    Term("填表报数", "form to fill", "value", "kind=form", "JD 32(2)"),
    Term("开具证明", "certificate to issue", "value", "kind=certificate", "JD 32(2)"),
    Term("设机构挂牌", "counterpart body to set up", "value", "kind=counterpart_body", "JD 9(3)"),
    Term("考核", "assessment", "value", "kind=assessment", "JD 43(2)"),
)

_LAW = (
    Term("上位法", "higher instrument", "idea", "", "LEG 99(1)"),
    Term("特别规定", "special provision", "idea", "", "LEG 103"),
    Term("一般规定", "general provision", "idea", "", "LEG 103"),
    Term("新法优于旧法", "the new before the old", "idea", "", "LEG 103"),
    Term("裁决", "adjudication of the law", "disposition", "adjudicate_law", "LEG 106(1)"),
    Term("施行", "in force", "class", "Period"),
)

TERMS: tuple[Term, ...] = (*_MODEL, *_BODIES, *_POWER, *_DEMANDS, *_TASKS, *_LAW)
"""Every entry, by subject."""

_BY_ZH = {t.zh: t for t in TERMS}
