"""第四章 城市管理：综合执法与违法行为（第二十五条、第二十六条）。

An item of service is no violation: article 26 does not speak of it. Nor does it speak of a
violation that somebody else found: that is for the organ that holds the power.
"""

from __future__ import annotations

from ..outcomes import DISTRICT, OWNER, STREET, outcome
from ..transfer import SOURCES
from .act import JD

第二十五条 = JD.article("25(1)")
第二十五条(
    "guidance",
    when=f"归街乡 且 competence under ({', '.join(SOURCES)})",
    then={"supervise": ["$competence"]},
    zh="{街乡}综合执法由市、区执法部门指导和培训",
    en="subdistrict enforcement is guided and trained by the city and district departments",
)

NOT_DEPARTMENTS = ("district_government", "city_government", "unseated", "local", "central")

第二十六条 = JD.article("26", question="route", when="发现违法行为 且 街乡发现 且 街乡辖区")
第二十六条(
    "department",
    when="归部门",
    then=outcome("notify_department", OWNER, by=STREET),
    zh="属于市、区部门职责，{街乡}劝阻制止并通知其查处",
    en="within a department's powers: the {subdistrict} stops it and notifies the department",
)
for level, zh, en in (
    ("district", "报告区政府", "is reported to it"),
    ("city", "经区政府报告市政府", "goes up through the district to the city"),
):
    第二十六条(
        f"{level}_government",
        when=f"owner under {level}_government",
        then=outcome(f"escalate_{level}", OWNER, by=STREET),
        reading=(
            f"条文只写工作部门；属于人民政府自身的，{zh}",
            f"the text speaks of departments; what is for this government itself {en}",
        ),
        zh="属于人民政府自身职责，{街乡}劝阻制止并报告",
        en="it is for a government itself: the {subdistrict} stops it and reports",
    )
第二十六条(
    "unseated",
    when="有权机关不设于此 且 法条交给街乡",
    then=outcome("escalate_district", DISTRICT, by=STREET),
    reading=(
        "法条只授权乡镇人民政府（或只授权街道办事处），该处没有此机关，{街乡}不能代行；处罚原则上归县级以上机关"
        "（处罚法第二十三条），故报区政府",
        "the text empowers a township (or a subdistrict office) only, and none sits here; the "
        "other cannot act in its place. Penalties lie with organs of county level and above "
        "(Penalty Law, art. 23): so it goes to the district government",
    ),
    zh="有权机关未设于该处，{街乡}劝阻制止并报告区政府",
    en="the organ with the power does not sit here: the {subdistrict} stops it and reports to the "
    "district",
)
第二十六条(
    "local",
    when="法条交给企业或社区",
    then=outcome("coordinate", STREET, assist=[OWNER]),
    reading=(
        "条文只写有关部门；法条交给企业或居（村）委会的，没有可通知的部门，由{街乡}劝阻制止并督促其办理",
        "the text speaks of departments; where the statute names a company or a committee there "
        "is none to notify: the {subdistrict} stops it and sees that they act",
    ),
    zh="法条交给企业或社区的，{街乡}劝阻制止并督促",
    en="the statute names a company or the community: the {subdistrict} stops it and presses them",
)
第二十六条(
    "central",
    when="owner under central_body",
    then=outcome("notify_department", OWNER, by=STREET),
    reading=(
        "条文只写市、区人民政府工作部门；职权属于在京中央单位的，同样劝阻制止并告知",
        "the text speaks of departments of the city and the district; a central body that has the "
        "power is told likewise",
    ),
    zh="属于在京中央单位职权，{街乡}劝阻制止并通知其查处",
    en="a central body has the power: the {subdistrict} stops it and notifies that body",
)
第二十六条(
    "several",
    when="数部门",
    over=("department", *NOT_DEPARTMENTS),
    reads_over="PEN17.no_power",
    then=outcome("joint_enforcement", STREET, assist=[OWNER]),
    reading=(
        "条文并列数机关而未划分的，视为涉及多部门",
        "several organs named without division count as several departments",
    ),
    zh="涉及多部门，{街乡}依托综合指挥平台组织联合执法",
    en="several departments are involved: the subdistrict organises joint enforcement",
)
第二十六条(
    "own",
    when="属本单位职责",
    over=("department", "several", *NOT_DEPARTMENTS),
    then=outcome("handle", OWNER),
    zh="属于{街乡}职责范围，及时查处",
    en="within the {subdistrict}'s own powers: it deals with it",
)
第二十六条(
    "stop",
    question="support",
    then={"duties": ["stop_violation"]},
    zh="{街乡}发现违法行为应当劝阻、制止",
    en="the {subdistrict} that finds a violation must dissuade and stop it",
)

第二十六条之适用 = JD.article("26", question="route", when="类型 = 发现违法")
第二十六条之适用(
    "service",
    when="处罚或服务 = 服务管理",
    then=outcome("not_covered"),
    zh="该事项属服务管理，不是可查处的违法行为；有诉求的按诉求办理",
    en="the item is one of service or administration and no violation to penalise; a demand about "
    "it is dealt with as a demand",
)
第二十六条之适用(
    "step",
    when="街乡辖区",
    reads_over=(
        *("department", "several", "own", *NOT_DEPARTMENTS),
        *("service", "PEN17.no_power", "PEN25.filed"),
    ),
    then=outcome("$step.disposition", "$step.lead"),
    reading=(
        "部门法规定的先行步骤先于处罚",
        "a step that the sector act puts first comes before the penalty",
    ),
    zh="部门法规定处罚之前先走的步骤",
    en="the sector act puts a step before the penalty",
)
第二十六条之适用(
    "hold",
    question="provisional",
    when="街乡发现 且 街乡辖区",
    then={"lead": STREET},
    zh="{街乡}发现违法行为应当劝阻、制止",
    en="the {subdistrict} that finds a violation must dissuade and stop it",
)
第二十六条之适用(
    "duty",
    question="in_duty",
    when="有权机关在此",
    then={"in_duty": True},
    zh="有权机关即为该处的{街乡}",
    en="the {subdistrict} here holds the power",
)
第二十六条之适用(
    "no_duty",
    question="in_duty",
    when="非 有权机关在此",
    then={"in_duty": False},
    zh="有权机关不是该处的{街乡}",
    en="the {subdistrict} here does not hold the power",
)
