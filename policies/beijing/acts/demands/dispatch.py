"""第二章 诉求办理：答复与派单（第十一条第一款、第二款，第十二条、第十三条）。"""

from __future__ import annotations

from collections.abc import Iterable

from govrules import Act, Rule

from ..clarity import owner_clarity
from ..outcomes import DISTRICT, HOTLINE, OWNER, STREET, outcome
from ..terms import TERMS
from .act import ELSEWHERE, FIRST, HANDLED, JS, UPWARD

__all__ = ["district_rule"]

第十一条第一款 = JS.article("11(1)", question="route", when="一般诉求 且 类型 = 咨询")
第十一条第一款(
    "answer",
    when="能即时答复",
    then=outcome("answer", HOTLINE, by=HOTLINE),
    zh="咨询能即时答复的，热线机构即时答复",
    en="the hotline answers a consultation that can be answered at once",
)
第十一条第一款(
    "reply",
    when="非 能即时答复 且 权责明确 且 归其他承办单位",
    then=outcome("dispatch_to_answer", OWNER, by=HOTLINE),
    zh="不能即时答复的咨询，派单至承办单位答复",
    en="a consultation that cannot be answered at once goes to the handling body",
)
第十一条第一款.remark(
    "service",
    when="route.disposition in (dispatch_direct, dispatch_to_answer) 且 归公共服务单位 "
    "且 非 owner under public_service_company",
    reading=(
        "承办单位的列举以“等”收尾；道路、河湖、绿地的养护管理单位，公路、铁路、风景区的经营管理单位，"
        "燃气供应和社区卫生单位按承担公共服务职能的单位理解",
        'the list of handling bodies ends with "and others": those that keep roads, rivers and '
        "greenery, run highways, railways and scenic areas, supply gas or run community health are "
        "read as public service bodies",
    ),
    zh="承担公共服务职能的企事业单位也是承办单位",
    en="public service companies and institutions are handling bodies too",
)

第十一条第二款 = JS.article(
    "11(2)", question="route", when="待派诉求 且 权责明确 且 归社区或一般企业 且 街乡辖区"
)
_NO_HANDLING_BODY = (
    "居（村）委会、业主组织和一般企业都不是承办单位（第十一条第一款）；依属地管理派{街乡}，"
    "企业由其督促，居（村）委会只作协助（第十七条第一款）",
    "committees, owners' bodies and ordinary companies are no handling bodies (art. 11(1)); by the "
    "rule of the place it goes to the {subdistrict}, which presses the company and is helped by "
    "the committee (art. 17(1))",
)
第十一条第二款(
    "local",
    when="非 类型 = 咨询",
    then=outcome("dispatch_direct", STREET, assist=[OWNER], by=HOTLINE),
    reading=_NO_HANDLING_BODY,
    zh="应由社区或企业去做的，派{街乡}",
    en="for a committee or a company to do: sent to the {subdistrict}",
)
第十一条第二款(
    "local_reply",
    when="类型 = 咨询",
    then=outcome("dispatch_to_answer", STREET, assist=[OWNER], by=HOTLINE),
    reading=_NO_HANDLING_BODY,
    zh="咨询应由社区或企业去做的事，派{街乡}答复",
    en="a question about what a committee or a company is to do is sent to the {subdistrict}",
)

第十二条 = JS.article("12", question="route")
第十二条(
    "direct",
    when="一般诉求 且 非 类型 = 咨询 且 权责明确 且 归其他承办单位",
    then=outcome("dispatch_direct", OWNER, by=HOTLINE),
    cite="(1)(1)",
    zh="权责明确、管辖清晰，直接派单至承办单位",
    en="owner and jurisdiction are clear: dispatched directly to the handling body",
)
第十二条(
    "copy",
    question="support",
    when="route.disposition in (dispatch_direct, dispatch_to_answer) 且 街乡牵头",
    then={"copy_to": [DISTRICT]},
    cite="(1)(1)",
    zh="直派{街乡}的，同时送区政府督促协调",
    en="what goes directly to a {subdistrict} also goes to the district government",
)
第十二条(
    "district",
    when="待派诉求 且 非 权责明确 且 所属区明确",
    then=outcome("dispatch_district", DISTRICT, by=HOTLINE),
    cite="(1)(2)",
    zh="无法直接派单但所属区明确，派单至区政府协调办理",
    en="no handling body can be named but the district is known: the district coordinates",
)
第十二条(
    "no_street",
    when="待派诉求 且 权责明确 且 归社区或一般企业 且 在功能区",
    then=outcome("dispatch_district", DISTRICT, assist=[OWNER], by=HOTLINE),
    cite="(1)(2)",
    reading=_NO_HANDLING_BODY,
    zh="该处不设街道、乡镇，派至区政府协调",
    en="no subdistrict sits here: sent to the district government",
)
第十二条(
    "bring_together",
    when="已派单 且 first_receiver under district_government 且 非 权责明确",
    over="JS14.own",
    reads_over="JS22.order",
    then=outcome("coordinate", FIRST),
    cite="(1)(2)",
    reading=(
        "权责不明而派到区政府的，由其组织各单位；其中属于在京中央单位的，由其反映",
        "what came to the district government because nobody clearly owned it is brought together "
        "by it; what in it is for a central body it relays",
    ),
    zh="无法直派的派至区政府，由其组织相关单位推动解决",
    en="what could not be sent to one body has come to the district government, which brings the "
    "bodies concerned together",
)
第十二条(
    "hold",
    question="provisional",
    when="诉求 且 经热线",
    then={"lead": HOTLINE},
    cite="(2)",
    zh="疑难复杂诉求派单前由热线机构会商，工单在其手中",
    en="before a hard case is dispatched the hotline confers on it, and holds the work order",
)
第十二条(
    "objection",
    when="已派单 且 提出派单异议",
    over="JS14.no_shirking",
    reads_over=(*HANDLED, *UPWARD, *(f"JS11.order_{name}" for name in ELSEWHERE)),
    then=outcome("adjudicate_objection", "government_services@city"),
    cite="(3)",
    reading=(
        "异议审核有结果之前，不论事项归谁、如何办理，先审异议；此间工单由谁承接，条文未写，而接到派单的单位不得推诿"
        "（第十四条第一款），故仍在首接单位",
        "whoever the matter is for and however it is dealt with, the objection is decided first; who "
        "holds the order meanwhile the text does not say, but whoever received it may not refuse it "
        "(art. 14(1)): it stays with the first receiver",
    ),
    zh="承办单位提出派单异议，由市政务服务部门审核协调",
    en="the handling body objects: the city's government services department decides",
)
owner_clarity(JS.article("12(1)", question="owner_known", when="热线工单"), "(1)", "(2)")


def district_rule(districts: Iterable[str]) -> Rule:
    """Art. 12(1)(2): the district is known wherever the place lies in one.

    Args:
        districts: Every district's code.
    """
    return Act("JS", definitions=TERMS).article("12(1)(2)", question="district_known")(
        "in_district",
        when=f"place under ({', '.join(sorted(districts))})",
        then={"district_known": True},
        zh="地点所属的区明确",
        en="the place lies in a known district",
    )


第十三条 = JS.article("13(1)")
第十三条(
    "time_limit",
    when="已派出",
    then={"duties": ["time_limit"]},
    zh="热线机构派单时在工单上注明办理时限",
    en="the hotline states the time limit on the work order that it sends",
)
