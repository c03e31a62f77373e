"""第七章 附则：街道辖区的村（第四十八条），乡镇参照执行（第四十九条）。"""

from __future__ import annotations

from ..outcomes import outcome
from .act import JD

ASKED_OF_COMMUNITY = "(交给社区 或 向社区要表格证明 或 类型 = 设机构挂牌 且 承接层级 = 社区村)"
# What the list of assistance would bar, where it applied.
OFF_LIST = "(交给社区 且 (非 在社区协助清单内 或 交办角色 = 主责) 或 向社区要表格证明)"

第四十八条 = JD.article("48", question="route")
第四十八条.remark(
    "villages",
    when=f"{ASKED_OF_COMMUNITY} 且 社区村类别 = 村民委员会 且 街道辖区",
    zh="街道辖区的村民委员会适用关于居民委员会的规定",
    en="a village in a subdistrict's area has the rules for residents' committees",
)
第四十八条(
    "outside",
    when="部门交办 且 设村民委员会 且 非 街道辖区 "
    f"且 ({OFF_LIST} 或 类型 = 设机构挂牌 且 承接层级 = 社区村)",
    then=outcome("not_covered"),
    zh="对居民委员会的保护只扩及街道辖区的村，不及于乡镇的村",
    en="the protection of residents' committees extends to the villages of subdistricts, not to "
    "those of townships",
)

第四十九条 = JD.article("49")
第四十九条.remark(
    "may_follow",
    when="乡镇辖区 且 (发现违法行为 或 街乡受理的诉求 或 类型 = 吹哨 或 已派单 且 街乡首接 且 部门拒不报到履职)",
    note=("条文为“可以参照”，并非必须", "the text says may, not must"),
    zh="乡镇落实吹哨报到、接诉即办和综合执法可以参照本条例",
    en="a township may follow this regulation in whistling, in responding to demands and in "
    "integrated enforcement",
)

第四十九条之任务 = JD.article("49", question="route", when="乡镇辖区")
第四十九条之任务(
    "tasks",
    when="类型 = 考核 或 类型 属于 (交办任务, 设机构挂牌) 且 承接层级 = 街道乡镇",
    then=outcome("not_covered"),
    zh="乡镇只就吹哨报到、接诉即办、综合执法参照本条例，交办任务、对口设机构和考核不在其列",
    en="townships may follow this regulation in three topics only; tasks, counterpart bodies and "
    "assessment are none of them",
)
第四十九条之任务(
    "community",
    when=f"街乡交办 且 {OFF_LIST}",
    then=outcome("not_covered"),
    zh="第三十二条约束部门和街道，乡镇交办不在其列",
    en="art. 32 binds departments and subdistrict offices, not a township that asks",
)
第四十九条之任务.remark(
    "area",
    when="任务 且 街乡类别 = 地区",
    reading=(
        "地区办事处所在处同时设乡镇政府的，按乡镇",
        "where a township government sits at the area office as well, it is treated as a township",
    ),
    zh="该地区办事处兼为乡镇政府",
    en="the area office is a township government as well",
)
