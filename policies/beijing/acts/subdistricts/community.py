"""第五章 社会治理：协助政府工作任务清单（第三十二条）。

The list binds departments and subdistrict offices, not a government itself, and protects
residents' committees; what it does not reach is said as well, for that is an answer too.
"""

from __future__ import annotations

from ..outcomes import COMMUNITY, barred_for_community, help_of_community, outcome
from .act import JD

第三十二条 = JD.article("32(2)", question="route")
第三十二条(
    "off_list",
    when="交给社区 且 受清单约束 且 非 在社区协助清单内",
    reads_over=("PEN21.community", "RC20.as_lead"),
    then=barred_for_community("barred_out_of_list"),
    reading=(
        "清单外的，不论以主责、协助还是委托的名义，均不得交办",
        "what is off the list may not be handed over in any role",
    ),
    zh="协助清单之外的事，不得交给居民委员会；确需其协助的，由民政部门会同有关部门调整清单",
    en="what is not on the list of assistance may not be handed to a community; where its help is "
    "needed, civil affairs and the departments concerned may change the list",
)
第三十二条(
    "as_lead",
    when="交给社区 且 受清单约束 且 在社区协助清单内 且 交办角色 = 主责",
    then=barred_for_community("barred_as_lead"),
    reading=(
        "清单是“协助”政府工作的清单，交作主责即在清单之外",
        "the list is one of assistance: what is given as the lead is not on it",
    ),
    zh="清单只及于协助，不得交由居民委员会主责",
    en="the list is of assistance only: a community may not be made the lead",
)
第三十二条(
    "help",
    when="交给社区 且 请协助 且 (政府交办 或 街乡交办) 且 街乡辖区",
    then=help_of_community(),
    reading=(
        "清单是协助政府工作的清单，政府自己和街道、乡镇请其协助清单之内的事，亦依清单",
        "the list is one of help to government: a government, a subdistrict or township that asks for "
        "what is on it goes by the list as well",
    ),
    zh="清单之内可以请社区协助",
    en="on the list: a community may be asked to assist",
)
第三十二条.remark(
    "on_list",
    when="交给社区 且 部门交办 且 受清单约束 且 请协助",
    zh="在协助清单之内，可以请居民委员会协助",
    en="on the list of assistance: a residents' committee may be asked to assist",
)
第三十二条第一款 = JD.article("32(1)", question="route", when="交给社区")
第三十二条第一款(
    "by_item",
    question="laid_by_law",
    when="归本社区",
    then={"laid_by_law": True},
    zh="条文把该事项直接交给居（村）民委员会",
    en="the provision gives the matter to the committee itself",
)
第三十二条第一款(
    "own",
    when="laid_by_law 且 交办角色 属于 (主责, 协助) 且 (街道辖区 或 设居民委员会)",
    reads_over=(
        "off_list",
        "as_lead",
        "help",
        "RC20.as_lead",
        "RC20.no_consent",
        "RCBJ4.help",
        "RCBJ28.no_consent",
        "JS17.off_list",
        "JS17.as_lead",
    ),
    then=outcome("accept_task", COMMUNITY),
    reading=(
        "法条直接交给居（村）民委员会的，是其法定任务，不是协助政府的工作，清单和同意均不问",
        "what a provision gives to the committee itself is its own statutory task and no help to "
        "government: neither list nor consent is asked about",
    ),
    zh="居民委员会完成自己的法定任务，{街乡}予以指导、支持和帮助",
    en="the committee carries out its own statutory tasks; the {subdistrict} guides and supports it",
)

第三十二条(
    "form",
    when="类型 = 填表报数 且 受清单约束 且 非 表格允许",
    then=barred_for_community("barred_form"),
    zh="不得违反规定要求社区填表报数",
    en="a community may not be asked for a form against the rules",
)
第三十二条(
    "certificate",
    when="类型 = 开具证明 且 受清单约束 且 非 证明在列",
    then=barred_for_community("barred_out_of_list"),
    reading=(
        "本款写的是任务和填表报数，没有写证明；清单外要求开具证明，视为交办清单外事项",
        "the paragraph speaks of tasks and of forms, not of certificates; asking for one off the "
        "list counts as handing down what is off it",
    ),
    zh="不得在清单之外要求社区开具证明",
    en="a community may not be asked for a certificate outside the list",
)
第三十二条(
    "papers",
    when="(类型 = 填表报数 且 表格允许 或 类型 = 开具证明 且 证明在列) 且 受清单约束",
    then=help_of_community(),
    zh="在规定允许之列，可以请社区办理",
    en="among those that the rules allow",
)
第三十二条(
    "government",
    when="政府交办 且 (向社区要表格证明 或 交给社区 且 (非 在社区协助清单内 或 交办角色 = 主责))",
    then=outcome("not_covered"),
    zh="本款约束部门和街道办事处，未及人民政府自身",
    en="the paragraph binds departments and subdistrict offices, not a government itself",
)

对社区的交办 = JD.article(
    "32(2)",
    question="route",
    when="交给社区 或 向社区要表格证明 或 类型 = 设机构挂牌 且 承接层级 = 社区村",
)
对社区的交办(
    "virtual",
    when="类似委员会 且 在功能区 且 (部门交办 或 政府交办 或 街乡交办)",
    reads_over=("JS17.off_list", "JS17.as_lead"),
    then=outcome("not_covered"),
    zh="功能区的虚拟社区不是居（村）民委员会，本款不及",
    en="what a zone has under such a code is no committee: the paragraph does not reach it",
)
对社区的交办.remark(
    "in_township",
    when="部门交办 且 社区村类别 = 居民委员会 且 乡镇辖区",
    reading=(
        "本款约束的是部门，保护的是居民委员会，不限于街道辖区；第四十九条只关系乡镇政府自身",
        "the paragraph binds departments and protects residents' committees, wherever they are; "
        "art. 49 is about township governments themselves",
    ),
    zh="乡镇的居民委员会同样受保护，部门不得越过清单",
    en="a residents' committee in a township is protected against departments as well",
)
对社区的交办.remark(
    "quasi",
    when="类似委员会 且 非 在功能区",
    reading=(
        "类似居（村）民委员会不是依法选举的委员会，条文未及；在街道、乡镇辖区内的比照适用",
        "such a unit is no elected committee and the text does not mention it; in a subdistrict or "
        "township the rules are applied likewise",
    ),
    zh="类似居（村）民委员会的单位比照居（村）民委员会",
    en="a unit like a committee is treated like one",
)

对企业的交办 = JD.article("32(2)", question="route", when="交给企业 且 交办角色 属于 (主责, 协助)")
对企业的交办(
    "company",
    when="部门交办 或 政府交办 或 街乡交办 且 乡镇辖区",
    then=outcome("not_covered"),
    zh="本款和第十条保护的是居民委员会和街道，不及于企业；企业做什么，依部门法和合同",
    en="this paragraph and art. 10 protect committees and subdistricts, not companies; what a company "
    "is to do, sector acts and contracts say",
)
