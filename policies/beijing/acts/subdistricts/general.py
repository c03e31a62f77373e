"""第一章 总则：派出机关，统筹协调（第三条、第五条）。"""

from __future__ import annotations

from ..outcomes import OWNER, STREET, outcome
from .act import JD

第三条 = JD.article("3", question="route")
第三条(
    "zone",
    when="街乡受理的诉求 且 在功能区",
    then=outcome("not_covered"),
    note=(
        "功能区由其管理机构管理，宜向该机构反映",
        "a zone is run by its own management body, to which to turn",
    ),
    zh="该处为功能区，不设街道办事处",
    en="this is a functional zone without a subdistrict office",
)
第三条(
    "zone_whistle",
    when="类型 = 吹哨 且 在功能区",
    then=outcome("not_covered"),
    zh="该处为功能区，不设街道办事处，没有可以吹哨的{街乡}",
    en="this is a functional zone without a subdistrict office: there is no {subdistrict} to whistle",
)
第三条.remark(
    "area",
    when="街乡类别 = 地区 且 (街乡受理的诉求 或 任务 且 街道辖区)",
    reading=(
        "地区办事处与街道办事处同为区政府的派出机关，按街道办事处理解；同时设乡镇政府的，诉求办理可以参照（第四十九条），"
        "交办任务、考核和对口设机构则不能",
        "an area office (地区办事处) is sent out by the district as a subdistrict office is, and read "
        "as one; where a township government sits there as well, it may follow the rules on demands "
        "(art. 49), but not those on tasks, assessment and counterpart bodies",
    ),
    zh="地区办事处依街道办事处的规定",
    en="an area office follows the rules for subdistrict offices",
)

第五条 = JD.article("5(1)", when="(诉求 或 类型 = 吹哨) 且 设街道或地区办事处")
第五条.remark(
    "command",
    when="route.disposition in (coordinate, coordinate_whistle) 且 街乡牵头 且 受街道调度",
    zh="区政府部门及其派出机构、公共服务单位应当接受{街乡}统筹协调、指挥调度",
    en="district departments, their outposts and public service companies must accept the "
    "subdistrict's coordination and command",
)

第三条之任务 = JD.article("3", question="route", when="在功能区")
第三条之任务(
    "no_office",
    when="类型 = 考核 或 类型 属于 (交办任务, 设机构挂牌) 且 承接层级 = 街道乡镇",
    then=outcome("not_covered"),
    zh="该处为功能区，不设街道办事处",
    en="this is a functional zone without a subdistrict office",
)
第三条之任务(
    "no_giver",
    when="任务 且 街乡交办",
    residual=True,
    then=outcome("not_covered"),
    zh="该处为功能区，不设街道办事处，没有可以交办的{街乡}",
    en="this is a functional zone without a subdistrict office: there is no {subdistrict} to ask",
)

OCCASIONS = "群众诉求, 重点工作, 综合执法, 应急处置"
第五条之吹哨 = JD.article("5(1)", question="route", when="类型 = 吹哨 且 街乡辖区")
第五条之吹哨(
    "whistle",
    when=f"吹哨者 = 街道乡镇 且 吹哨事由 属于 ({OCCASIONS}) 且 raised_often",
    then=outcome("coordinate_whistle", STREET),
    zh="围绕群众诉求、重点工作、综合执法、应急处置中反映集中而难以解决的事项，由{街乡}吹哨，统筹协调、指挥调度",
    en="on people's demands, priority work, integrated enforcement and emergencies that are raised "
    "often and hard to solve, the {subdistrict} whistles, coordinates and commands",
)
第五条之吹哨(
    "called",
    when=f"吹哨者 = 街道乡镇 且 吹哨事由 属于 ({OCCASIONS}) 且 raised_often 且 非 归人民政府",
    then=outcome("coordinate_whistle", STREET, assist=[OWNER]),
    zh="权责机关应当到场，共同处理",
    en="the organ that owns the matter is called in to deal with it together",
)
第五条.remark(
    "government",
    when="route.disposition = coordinate_whistle 且 归人民政府",
    reading=(
        "条文所列受调度的是区政府部门及其派出机构、公共服务单位等，不含人民政府",
        "those whom the article has commanded are district departments, their outposts, public "
        "service companies and the like, and no government",
    ),
    zh="属于人民政府自身职责：{街乡}可以召集有关部门，须由人民政府决定的，向其报告，不能召集",
    en="it is for a government itself: the {subdistrict} may call in departments, and reports to the "
    "government what is to be decided there",
)
第五条之吹哨(
    "other_occasion",
    when="吹哨者 = 街道乡镇 且 吹哨事由 = 其他事由",
    reads_over=("JD44.refused", "JD44.refused_city"),
    then=outcome("not_covered"),
    reading=(
        "事由不在本条之列的，不是本条的吹哨，部门不到场也不是第四十四条所说的拒不履职",
        "a whistle on another occasion is none under this article, so that a department that does "
        "not come has refused nothing under article 44",
    ),
    zh="本条列举的吹哨事由为群众诉求、重点工作、综合执法、应急处置四项，此事由不在其中",
    en="the article lists four occasions for a whistle: people's demands, priority work, integrated "
    "enforcement and emergencies; this is none of them",
)
第五条之吹哨(
    "ordinary",
    when=f"吹哨者 = 街道乡镇 且 吹哨事由 属于 ({OCCASIONS}) 且 非 raised_often",
    reads_over=("JD44.refused", "JD44.refused_city"),
    then=outcome("not_covered"),
    reading=(
        "不合本条的，不是本条的吹哨，部门不到场也不是第四十四条所说的拒不履职",
        "what does not meet the article is no whistle under it, so that a department that does not "
        "come has refused nothing under article 44",
    ),
    note=(
        "可以办理的，依职责办理或者移送，不必吹哨",
        "what can be dealt with is handled or passed on in the ordinary way, without a whistle",
    ),
    zh="本条的吹哨只及于反映集中、难以解决的事项",
    en="the article's whistle is for what is raised often and hard to solve",
)
第五条之吹哨(
    "others",
    when="吹哨者 属于 (社区村, 部门)",
    then=outcome("not_covered"),
    reading=(
        "条文只写由街道办事处统筹协调、指挥调度；社区村和部门需要吹哨的，向{街乡}提出",
        "the text has the subdistrict coordinate and command; a community or a department that "
        "needs a whistle asks the {subdistrict} for it",
    ),
    zh="哨由{街乡}吹，社区村和部门不能吹哨",
    en="it is the {subdistrict} that whistles, and neither a community nor a department",
)
第五条之吹哨(
    "duty",
    question="in_duty",
    when="有权机关在此",
    then={"in_duty": True},
    zh="承办机关即为该处的{街乡}",
    en="the owner is the {subdistrict} here",
)
第五条之吹哨(
    "no_duty",
    question="in_duty",
    when="非 有权机关在此",
    then={"in_duty": False},
    zh="承办机关不是该处的{街乡}",
    en="the owner is not the {subdistrict} here",
)
