"""第二章 机构与职责：对口机构（第九条），职责与任务（第十条）。"""

from __future__ import annotations

from ..outcomes import ASKER, COMMUNITY, STREET, outcome
from .act import JD

OFFICE = "承接层级 = 街道乡镇 且 街道辖区"
COMMITTEE = "承接层级 = 社区村 且 (街道辖区 或 设居民委员会)"

第九条 = JD.article(
    "9(3)", question="route", when=f"类型 = 设机构挂牌 且 部门交办 且 ({OFFICE} 或 {COMMITTEE})"
)
第九条(
    "office",
    when="承接层级 = 街道乡镇",
    then=outcome("barred_counterpart_body", ASKER, prohibited=True, must_not_lead=[STREET]),
    zh="法律、法规没有明文的，部门不得要求{街乡}设对口机构、挂对口牌子",
    en="unless a law or regulation says so, a department may not ask the {subdistrict} for a "
    "counterpart body or plate",
)
第九条(
    "committee",
    when="承接层级 = 社区村",
    then=outcome("barred_counterpart_body", ASKER, prohibited=True, must_not_lead=[COMMUNITY]),
    zh="法律、法规没有明文的，部门不得要求居民委员会设对口机构、挂对口牌子",
    en="unless a law or regulation says so, a department may not ask a residents' committee for a "
    "counterpart body or plate",
)
_PROVIDED = (
    "法律、法规明确规定由被要求者设立的，即由其设立；只写由其他机关设立的，不是除外的情形",
    "the law or regulation must provide that the body that is asked sets it up, which then does; one "
    "that has another organ set it up is no such provision",
)
第九条(
    "office_provided",
    when="承接层级 = 街道乡镇 且 依据 属于 (法律, 行政法规, 地方性法规)",
    over="office",
    then=outcome("allowed", STREET),
    reading=_PROVIDED,
    zh="法律、法规明确规定的除外：由{街乡}依该规定设立",
    en="a law or regulation expressly provides for it: the {subdistrict} sets it up",
)
第九条(
    "committee_provided",
    when="承接层级 = 社区村 且 依据 属于 (法律, 行政法规, 地方性法规)",
    over="committee",
    then=outcome("allowed", COMMUNITY),
    reading=_PROVIDED,
    zh="法律、法规明确规定的除外：由居民委员会依该规定设立",
    en="a law or regulation expressly provides for it: the committee sets it up",
)

第九条之外 = JD.article("9(3)", question="route", when="类型 = 设机构挂牌")
第九条之外(
    "others",
    when="政府交办 或 街乡交办",
    then=outcome("not_covered"),
    zh="本款只约束市、区人民政府工作部门",
    en="the paragraph binds departments of the city and district governments only",
)
第九条之外(
    "company",
    when="部门交办 且 承接层级 = 企业",
    then=outcome("not_covered"),
    zh="本款保护的是街道和居民委员会，不及于企业",
    en="the paragraph protects subdistricts and residents' committees, not companies",
)

第十条 = JD.article("10", question="route", when="交给街乡 且 街道辖区")
第十条(
    "order",
    when="政府交办",
    cite="(1)(7)",
    then=outcome("accept_task", STREET),
    zh="市、区人民政府以决定、命令交给的职责由{街乡}履行，不问是否在职责清单内",
    en="a decision or order of the city or district government binds the {subdistrict}, whether or not "
    "the duty list has it",
)
第十条(
    "law",
    when="laid_by_law",
    cite="(1)(7)",
    then=outcome("accept_task", STREET),
    zh="法律、法规、规章规定的职责，是{街乡}自身职责，不问清单，也不以批准为条件",
    en="what a law, regulation or rule lays on it is the {subdistrict}'s own duty: it needs no "
    "approval, and the duty list does not matter",
)
第十条(
    "listed",
    when="在街道职责清单内",
    cite="(2)",
    then=outcome("accept_task", STREET),
    zh="在街道职责清单之内，由{街乡}承担",
    en="on the subdistrict's duty list: it is its own",
)
第十条(
    "unapproved",
    when="其他职责 且 批准机关 = 未经批准",
    cite="(3)",
    then=outcome(
        "refuse_unapproved_task", ASKER, by=STREET, prohibited=True, must_not_lead=[STREET]
    ),
    reading=(
        "职责清单依法律、法规确定，法律、法规、规章未直接规定由{街乡}承担、又在清单外的部门任务即“其他职责”",
        "the duty list is drawn up from laws and regulations: what a department hands down off the "
        "list, and no law, regulation or rule lays on the {subdistrict}, is an other duty",
    ),
    zh="未经市、区人民政府批准，{街乡}不承担部门下达的其他职责；部门可以报请批准，再依第四十一条提供保障",
    en="without approval of the city or district government, the {subdistrict} does not bear other "
    "duties that a department hands down; the department may seek it, and then gives the support of "
    "art. 41",
)
第十条(
    "approved",
    when="其他职责 且 经政府批准",
    cite="(3)",
    then=outcome("accept_task", STREET),
    zh="经市、区人民政府批准，{街乡}承担",
    en="approved by the city or district government",
)
第十条(
    "by_street",
    when="街乡交办",
    residual=True,
    then=outcome("not_covered"),
    zh="本条约束的是部门；街道、乡镇之间没有交办关系",
    en="the article binds departments; one subdistrict hands nothing down to another",
)

法定职责 = JD.article("10(1)(7)", question="laid_by_law", when="交给街乡")
法定职责(
    "laid",
    when="依据 属于 (法律, 行政法规, 地方性法规, 规章)",
    then={"laid_by_law": True},
    reading=(
        "所称依据，指把该职责交给{街乡}的规定；只写部门职责的规定不是",
        "the basis meant is what gives the duty to the {subdistrict}, not what gives it to the "
        "department",
    ),
    zh="法律、法规、规章直接规定由{街乡}承担",
    en="a law, regulation or rule itself lays it on the {subdistrict}",
)
