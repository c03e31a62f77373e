"""第二章 诉求办理：首接负责、吹哨、协助、报请与回访（第十四条至第二十三条）。"""

from __future__ import annotations

from ..outcomes import CITY, DISTRICT, HOTLINE, OWNER, STREET, outcome
from .act import ELSEWHERE, FIRST, HANDLED, JS, UPWARD

第十四条第一款 = JS.article("14(1)", question="route", when="已派单")
第十四条第一款(
    "own",
    when="属本单位职责",
    then=outcome("handle", FIRST),
    zh="属于首接单位职责，由其办理",
    en="it is the first receiver's own duty: it handles it",
)
第十四条第一款(
    "no_shirking",
    when="首接单位推诿",
    reads_over=(*HANDLED, *UPWARD, *(f"JS11.order_{name}" for name in ELSEWHERE)),
    then=outcome("barred_shirking", FIRST, prohibited=True),
    reading=(
        "首接单位推诿的，先答其不得推诿，再谈事项如何办理",
        "where the first receiver refuses, that it may not comes before how to deal with the matter",
    ),
    zh="实行首接负责，接到派单的单位不得推诿，仍由其承办",
    en="the first receiver answers and may not pass the order off: it stays with it",
)
第十四条第一款(
    "hold",
    question="provisional",
    then={"lead": FIRST},
    zh="查明之前由首接单位负责",
    en="until decided, the first receiver answers",
)
第十四条第一款(
    "duty",
    question="in_duty",
    when="首接单位即承办机关",
    then={"in_duty": True},
    zh="承办机关即为首接单位",
    en="the owner is the body that received it",
)

第十四条第二款 = JS.article("14(2)", question="route", when="已派单")
第十四条第二款(
    "lead",
    when="涉及其他单位",
    over="own",
    then=outcome("coordinate", FIRST, assist=[OWNER]),
    zh="涉及其他单位的，首接单位牵头协调，其他单位配合",
    en="other bodies are involved: the first receiver leads and coordinates, they help",
)
第十四条第二款(
    "report",
    question="support",
    when="route.disposition in (coordinate, coordinate_whistle)",
    then={"duties": ["partial_report"]},
    zh="配合的单位按期向首接单位报送结果",
    en="the bodies that help report to the first receiver in time",
)
第十四条第二款(
    "no_duty",
    question="in_duty",
    when="非 首接单位即承办机关 且 非 (在功能区 且 街乡首接)",
    then={"in_duty": False},
    zh="承办机关不是首接单位",
    en="the owner is not the body that received it",
)

# A sector act's first step holds for a demand as well, in whosever hands its work order is.
第十四条第二款之先行 = JS.article("14(2)", when="诉求 且 (经热线 或 已派单)")
第十四条第二款之先行(
    "step",
    then={"assist": ["$step.lead"]},
    zh="部门法规定先走的步骤，不论诉求从何而来，由其先行",
    en="the step that the sector act puts first is taken first by whom it names, by whatever door "
    "the demand came in",
)

第十五条 = JS.article("15(1)", when="已派出 或 已派单")
第十五条(
    "contact",
    then={"duties": ["contact_caller"]},
    cite="(1)",
    zh="承办单位及时联系诉求人、了解情况",
    en="the handling body contacts the caller and hears them",
)
第十五条(
    "explain",
    then={"duties": ["explain_delay"]},
    cite="(2)",
    zh="承办单位依法办理；延期或暂时不能解决的，说明和解释",
    en="the handling body deals with it by law; where it is late or cannot be solved yet, it "
    "explains",
)
第十五条(
    "report",
    then={"duties": ["report_result"]},
    cite="(3)",
    zh="承办单位在时限内向诉求人和热线反馈",
    en="the handling body reports to the caller and the hotline within the time limit",
)

第十六条 = JS.article("16", question="route", when="已派单")
第十六条(
    "whistle",
    when="街乡首接 且 (数部门 或 非 属本单位职责 且 非 归社区或一般企业 且 非 有权机关不设于此)",
    reads_over="JS14.lead",
    then=outcome("coordinate_whistle", FIRST, assist=[OWNER]),
    cite="(1)",
    reading=(
        "第十四条第二款定由谁牵头，本款定{街乡}以何种机制牵头，两款并行；处置写作较具体的吹哨协调",
        "art. 14(2) says who leads, this paragraph how a {subdistrict} does; the two stand side by "
        "side, and the disposition is the more specific one",
    ),
    zh="{街乡}以吹哨报到机制协调调度有关单位共同办理",
    en="the {subdistrict} whistles: it coordinates and commands the bodies concerned",
)
第十六条.remark(
    "respond",
    when="route.disposition = coordinate_whistle 且 受街道调度",
    cite="(2)",
    zh="区政府部门及有关单位应当响应并共同办理",
    en="district departments and the bodies concerned must respond and act together",
)

JS.article("17(1)").remark(
    "committee",
    when="(已派出 或 已派单) 且 归社区",
    zh="居（村）委会只协助承办单位，不作承办单位",
    en="a committee only helps the handling body and is none itself",
)

_LEVELS = (
    "条文并列市、区政府和行业主管部门而未划分；依分级负责（第十一条第二款），区级及以下报区，"
    "区政府、市级部门报市",
    "the text names the city and district governments and the line department without dividing; "
    "by the rule of levels (art. 11(2)) district bodies and below ask the district, the district "
    "government and city departments ask the city",
)
第二十条 = JS.article("20", question="route")
第二十条(
    "district",
    when="首接单位难以协调 且 非 首接单位须报市",
    over=[rule for rule in HANDLED if rule != "JS12.bring_together"],
    then=outcome("escalate_district", DISTRICT, by=FIRST, duties=["study_demand"]),
    reading=_LEVELS,
    note=(
        "条文为“可以”报请，亦可报市政府或行业主管部门",
        "the text says may; the city government or the line department may be asked as well",
    ),
    zh="首接单位自身难以协调，可报请区政府协调解决",
    en="the first receiver cannot coordinate it and may ask the district government to",
)
第二十条(
    "city",
    when="首接单位难以协调 且 首接单位须报市",
    over=[rule for rule in HANDLED if rule != "JS16.whistle"],
    then=outcome("escalate_city", CITY, by=FIRST, duties=["study_demand"]),
    reading=_LEVELS,
    note=(
        "条文为“可以”报请，亦可报行业主管部门",
        "the text says may; the line department may be asked as well",
    ),
    zh="区政府或市级部门首接而难以协调，可报请市政府协调解决",
    en="a district government or city department that cannot coordinate it may ask the city",
)
第二十条(
    "government",
    when="已派单 且 街乡首接 且 非 属本单位职责 且 非 数部门 且 归人民政府",
    reads_over=("JS14.lead", "JS16.whistle"),
    then=outcome("escalate_district", DISTRICT, by=FIRST, duties=["study_demand"]),
    reading=(
        "吹哨、配合所及的是部门和单位，{街乡}不能调度人民政府；属于人民政府自身职责的，报请区政府，属于市政府的经区政府报请",
        "whistles and help are for departments and other bodies, and no {subdistrict} commands a "
        "government: what is for the district government itself is put to it, what is for the "
        "city's goes up through it",
    ),
    zh="属于人民政府自身职责的，{街乡}报请区政府",
    en="it is for a government itself: the {subdistrict} asks the district government",
)
第二十条.remark(
    "company",
    when="已派单 且 部门拒不报到履职 且 归公共服务单位",
    reading=(
        "公共服务企业不到场的，不是工作部门拒不履职，依本条报请协调",
        "a public service company that does not come is no department that refuses: this article "
        "applies",
    ),
    zh="公共服务企业未到场，按难以协调处理",
    en="a public service company has not come: dealt with as what cannot be coordinated",
)
第二十条(
    "direct",
    when="街乡受理的诉求 且 街乡辖区 且 属本单位职责 且 经协调仍无法解决",
    over=("JD17.own", "JD17.help"),
    then=outcome("escalate_district", DISTRICT, by=STREET, duties=["study_demand"]),
    note=(
        "条文为“可以”报请；街道办条例第十七条第一款第三项只及于不属其职责的事项",
        "the text says may; the Subdistrict Regulation art. 17(1)(3) is about what is not its own "
        "duty",
    ),
    zh="属于{街乡}职责而自身难以协调解决，可报请区政府",
    en="its own duty, but beyond its means to coordinate: it may ask the district government",
)

第二十二条 = JS.article("22", question="route", when="归在京中央单位")
第二十二条(
    "relay",
    when="待派诉求 且 权责明确",
    then=outcome("relay_central", OWNER, by=HOTLINE),
    zh="属于在京中央单位、国有企事业单位职责，及时向其反映情况",
    en="it is for a central body or state company in Beijing: relayed to it, not ordered",
)
第二十二条(
    "order",
    when="已派单 且 非 属本单位职责",
    reads_over=("JS14.lead", "JS16.whistle"),
    then=outcome("relay_central", OWNER, by=FIRST),
    reading=(
        "第十四条、第十六条所称应当配合、响应的是本市单位，不及在京中央单位",
        "those that arts. 14 and 16 bind to help and to respond are the city's; a central body is "
        "none of them",
    ),
    zh="属于在京中央单位职责的，及时向其反映情况，无调度之权",
    en="it is for a central body in Beijing: relayed to it and pressed for, not commanded",
)
第二十二条(
    "direct",
    when="街乡受理的诉求 且 街乡辖区 且 非 属本单位职责 且 涉及部门数 < 2 且 权责明确",
    then=outcome("relay_central", OWNER, by=STREET),
    zh="属于在京中央单位职责，及时向其反映情况",
    en="it is for a central body in Beijing: relayed to it, not ordered",
)

JS.article("23")(
    "revisit",
    when="已派出 或 已派单",
    then={"duties": ["revisit"]},
    zh="办理时限期满，热线机构回访",
    en="when the time is up the hotline calls back",
)
