"""第三章 公共服务：居民反映的诉求（第十七条）。

The article covers demands that come by the hotline as well; from 2021-09-24 those have the
regulation on demands, which is later and made for them.
"""

from __future__ import annotations

from ..clarity import owner_clarity
from ..demands.act import ELSEWHERE
from ..outcomes import DISTRICT, OWNER, STREET, outcome
from .act import JD

UP = outcome("escalate_district", DISTRICT, by=STREET)
BY_OWNER = ("department", "service", "government", "local")

第十七条 = JD.article("17(1)", question="route", when="街乡受理的诉求 且 街乡辖区")
第十七条(
    "department",
    when="权责明确 且 归部门",
    then=outcome("transfer", OWNER, by=STREET),
    cite="(2)",
    zh="属于有关部门职责，{街乡}移送其办理",
    en="it is a department's duty: the {subdistrict} transfers it",
)
第十七条(
    "service",
    when="权责明确 且 归公共服务单位",
    then=outcome("transfer", OWNER, by=STREET),
    cite="(2)",
    reading=(
        "第二项只写有关部门；单一公共服务企业事业单位负责的，比照移送，该单位依第一项应当快速响应",
        "item 2 speaks of departments; what a single public service company owes is passed on "
        "likewise, and by item 1 the company must respond quickly",
    ),
    zh="属于公共服务企业事业单位职责，{街乡}移送其办理",
    en="it is for a public service company: the {subdistrict} transfers it",
)
第十七条(
    "government",
    when="权责明确 且 归人民政府",
    then=UP,
    reading=(
        "三项只写部门和单位；属于区政府自身职责的报告区政府，属于市政府的经区政府报告",
        "the three items speak of departments and companies; what is for the district government "
        "itself is reported to it, what is for the city's goes up through it",
    ),
    zh="属于人民政府自身职责，{街乡}报告",
    en="it is for a government itself: the {subdistrict} reports",
)
第十七条(
    "local",
    when="权责明确 且 归社区或一般企业",
    then=outcome("coordinate", STREET, assist=[OWNER]),
    reading=(
        "三项只写部门和公共服务企事业；应由居（村）委会或一般企业去做的，没有可移送的部门，"
        "依首句由{街乡}统筹协调，由其协助",
        "the three items speak of departments and public service companies; what a committee or "
        "an ordinary company is to do can be passed to none of them: by the first sentence the "
        "subdistrict coordinates, and they help",
    ),
    zh="应由社区或一般企业去做的，{街乡}统筹协调，由其协助",
    en="for a committee or an ordinary company to do: the {subdistrict} coordinates, they help",
)
第十七条(
    "several",
    when="涉及部门数 >= 2",
    over=BY_OWNER,
    then=outcome("coordinate", STREET, assist=[OWNER]),
    cite="(1)",
    zh="不属{街乡}职责且涉及多部门，{街乡}协调有关部门办理",
    en="not its duty and several departments are involved: the {subdistrict} coordinates them",
)
第十七条(
    "report",
    when="非 权责明确",
    reads_over="several",
    then=UP,
    cite="(3)",
    reading=(
        "责任主体不明确的，不论涉及几个部门，均依第三项报告",
        "what nobody clearly answers for is reported by item 3, however many departments it involves",
    ),
    zh="责任主体不明确，{街乡}报告区政府",
    en="it is not clear who answers for it: the {subdistrict} reports to the district",
)
第十七条(
    "failed",
    when="非 属本单位职责 且 (经协调仍无法解决 或 部门拒不报到履职 且 归公共服务单位)",
    over=(*BY_OWNER, "several"),
    reads_over="JS22.direct",
    reading=(
        "在京中央单位负责而协调不成的，也报区政府",
        "what is for a central body and cannot be settled goes to the district as well",
    ),
    then=UP,
    cite="(3)",
    zh="经协调仍无法解决，{街乡}报告区政府",
    en="coordination has failed: the {subdistrict} reports to the district",
)
第十七条(
    "disputed",
    when="经协调仍无法解决 且 管辖争议各方 属于 (街乡之间, 区与区之间)",
    reads_over=(*BY_OWNER, "several", "help", "own"),
    then=UP,
    cite="(3)",
    reading=(
        "第三项写的是责任主体不明确和经协调仍无法解决；街乡或区之间相争的，责任主体即不明确，由区政府协调，"
        "跨区的经区政府报市政府",
        "item 3 is about what nobody clearly answers for and what coordination cannot settle: where "
        "subdistricts or districts dispute it, the district coordinates, and between districts "
        "takes it to the city",
    ),
    zh="街乡或区之间对由谁负责有争议，协调不成，{街乡}报告区政府",
    en="subdistricts or districts dispute whose it is and cannot agree: the {subdistrict} reports "
    "to the district",
)
第十七条(
    "help",
    when="属本单位职责 且 (非 能够直接办理 或 涉及部门数 >= 2)",
    over=(*BY_OWNER, "several"),
    reads_over="report",
    then=outcome("coordinate", STREET),
    reading=(
        "条文只写能够直接办理的；职责内而不能直接办理、或须多部门协同的，依首句由{街乡}统筹协调",
        "the text speaks of what can be done directly; what cannot, or takes several departments, is "
        "coordinated by the first sentence",
    ),
    zh="属于{街乡}职责但不能由其单独直接办理，由其统筹协调",
    en="it is the {subdistrict}'s duty but not one that it can do directly by itself: it coordinates",
)
第十七条(
    "own",
    when="属本单位职责 且 能够直接办理 且 涉及部门数 < 2",
    over=(*BY_OWNER, "report"),
    then=outcome("handle", STREET),
    zh="属于{街乡}职责且能直接办理，按时限办理",
    en="it is the {subdistrict}'s own duty and can be done directly: it handles it",
)
第十七条(
    "not_legitimate",
    when="非 正当诉求",
    over=(*BY_OWNER, *("several", "report", "failed", "disputed", "help", "own")),
    reads_over=(
        *("JD44.refused", "JD44.refused_city", "JS20.direct", "JS22.direct"),
        *(f"JS11.direct_{name}" for name in ELSEWHERE),
        *(f"JS11.direct_{line}" for line in (110, 119, 120, 122)),
        "JS11.direct_channel",
    ),
    reading=(
        "不正当的诉求，本条与就诉求另作的规定都不适用",
        "where a demand is not legitimate neither this article nor what else is laid down for "
        "demands applies",
    ),
    then=outcome("not_covered"),
    zh="本条只及于正当诉求",
    en="the article covers legitimate demands only",
)
第十七条之受理 = JD.article("17(1)", when="街乡受理的诉求")
第十七条之受理(
    "hold",
    question="provisional",
    then={"lead": STREET},
    zh="{街乡}应当及时受理并统筹协调",
    en="the {subdistrict} must take it in and coordinate",
)
第十七条之受理(
    "step",
    question="support",
    then={"assist": ["$step.lead"]},
    zh="部门法规定先走的步骤，不论诉求从何而来，由其先行",
    en="the step that the sector act puts first is taken first by whom it names, by whatever door "
    "the demand came in",
)
第十七条之受理(
    "duty",
    question="in_duty",
    when="有权机关在此",
    then={"in_duty": True},
    zh="承办机关即为该处的{街乡}",
    en="the owner is the {subdistrict} here",
)
第十七条之受理(
    "no_duty",
    question="in_duty",
    when="非 有权机关在此",
    then={"in_duty": False},
    zh="承办机关不是该处的{街乡}",
    en="the owner is not the {subdistrict} here",
)
第十七条之受理.remark(
    "ways",
    when="渠道 属于 (巡查发现, 公文, 会议部署)",
    reading=(
        "条文列举直接反映、热线、媒体后有“等途径”；公文、会议转来的和巡查发现的诉求归入其中",
        'the text lists direct, hotline and media and ends with "and the like": demands passed on '
        "by document or meeting, or met on patrol, are among them",
    ),
    zh="以其他途径反映的诉求同样受理",
    en="demands that come in other ways are taken in as well",
)

owner_clarity(JD.article("17(1)", question="owner_known", when="非 热线工单"), "(2)", "(3)")

第十七条第二款 = JD.article("17(2)", when="街乡受理的诉求 且 正当诉求 且 街乡辖区")
第十七条第二款(
    "feedback",
    then={"duties": ["feedback"]},
    zh="{街乡}应将处理情况及时反馈当事人",
    en="the {subdistrict} tells the person concerned what was done",
)

# Art. 17 lets a subdistrict pass on what is not its duty and names the hotline among the channels;
# art. 14 of the regulation on demands makes whoever received the work order lead.
JD.article("17(1)", when="已派单 且 街乡首接 且 非 属本单位职责").remark(
    "yields",
    reading=(
        "街道办条例第十七条亦及于热线诉求并许移送；接诉即办条例在后且专为派单而设，"
        "同一机关制定，故已派单者依首接负责",
        "the Subdistrict Regulation art. 17 also covers hotline demands and lets them be passed on; "
        "the regulation on demands is later, of the same maker, and made for work orders",
    ),
    zh="此条亦许{街乡}移送或协调，遇派单让位于首接负责",
    en="this article would let the {subdistrict} pass it on; for a work order it yields to the "
    "duty of the first receiver",
)

第二十二条 = JD.article("22", question="route")
第二十二条(
    "purchase",
    when="交给企业 且 交办角色 属于 (主责, 协助) 且 街乡交办 且 街道辖区",
    then=outcome("allowed", STREET),
    note=(
        "依政府购买服务指导性目录和合同，不是交办任务",
        "by the list of services to buy and by contract, and not as a task handed down",
    ),
    zh="公共服务可以向企业购买，责任仍在{街乡}",
    en="public services may be bought from companies; the {subdistrict} goes on answering for them",
)
