"""Terms that the conditions of the acts use: what a demand is, whose area, whose matter it is."""

from __future__ import annotations

from ...china import TERMS as NATIONAL
from ..bodies import (
    COMMANDED,
    DEPARTMENT,
    DISTRICT_DEPARTMENTS,
    HANDLING,
    PUBLIC_BODIES,
    SITS,
    UNSEATED,
    city_seats,
    seats,
    under,
)

__all__ = ["TERMS"]

_LOCAL = under("committee", "private", "service")
_OTHERS = under("government", *PUBLIC_BODIES)

# What comes in, and how.
MATTERS = {
    "诉求": "类型 属于 (咨询, 求助, 投诉, 举报, 建议)",
    "发现违法行为": "类型 = 发现违法 且 处罚或服务 = 处罚",
    "经热线": "渠道 属于 (12345电话, 12345网络)",
    "已派单": "诉求 且 渠道 = 12345派单",
    "紧急事项": "紧急专线 不是 否",
    # A petition counts only once it has been entered; the other channels also where due by law.
    "法定途径事项": "法定途径 属于 (诉讼, 仲裁, 纪检监察, 行政复议, 政府信息公开) "
    "且 法定途径状态 属于 (依法应当通过该途径, 已进入该途径) "
    "或 法定途径 = 信访 且 法定途径状态 = 已进入该途径",
    "热线工单": "渠道 属于 (12345电话, 12345网络, 12345派单) 且 日期 >= 2021-09-24",
    "一般诉求": "诉求 且 经热线 且 screening = ordinary",
    "待派诉求": "一般诉求 且 非 (类型 = 咨询 且 能即时答复)",
    "已派出": "route.disposition in (dispatch_to_answer, dispatch_direct, dispatch_district)",
    # Until the regulation on demands, what reached the hotline was under art. 17 as well.
    "街乡受理的诉求": "诉求 且 (渠道 属于 (直接反映, 街道窗口, 媒体, 巡查发现, 公文, 会议部署) "
    "或 渠道 属于 (12345电话, 12345网络, 12345派单) 且 日期 < 2021-09-24)",
}
# Where it lies.
AREAS = {
    # The zone that its own committee runs, and the two subdistricts that rank as the zone's.
    "在开发区": "place under (110115403, 110115012, 110115013)"
}
# Whose it is. The lists of roles come from the column ``body`` of ``roles.csv``.
OWNERS = {
    "数部门": "涉及部门数 >= 2 或 条文并列数机关未划分",
    "有权机关在此": SITS,
    "有权机关不设于此": UNSEATED,
    "归部门": DEPARTMENT,
    "归公共服务单位": f"owner under {under('service')}",
    "归街乡": f"owner under {under('street')}",
    "归人民政府": f"owner under {under('government')}",
    "归本社区": "owner under (community_committee, residents_committee, villagers_committee)",
    "归社区或一般企业": f"owner under {under('committee', 'private')}",
    "归社区": f"owner under {under('committee')}",
    "归热线机构": "owner under hotline_agency",
    "归其他承办单位": f"{HANDLING} 且 非 owner under hotline_agency",
    "归紧急专线": f"owner under {under('line')}",
    "归在京中央单位": f"owner under {under('central')}",
    "归法院检察院": "owner under (court, procuratorate)",
    "归人大": "owner under (city_npc, city_npc_standing_committee)",
    # Penalties are for organs of the executive that have the power (处罚法 art. 17).
    "归无处罚权者": f"(owner under {under('committee', 'private', 'service', 'line', 'other')} "
    "或 owner under (npc, npc_standing_committee, state_council))",
    "归区级部门": DISTRICT_DEPARTMENTS,
    "归市级部门": f"非 条文并列数机关未划分 且 owner under {city_seats()} 且 归部门",
    "受街道调度": COMMANDED,
    # What a statute itself gives to them; where none gives it to anybody, this is false.
    "法条交给街乡": f"competence under {under('street')}",
    "法条交给企业或社区": f"owner under {_LOCAL} 且 competence under {_LOCAL}",
}

# In whose hands it is.
HANDS = {
    "街乡首接": f"first_receiver under {under('street')}",
    "街乡牵头": f"route.lead under {under('street')}",
    # The subdistrict and the township of one place are one body, whichever name the text uses.
    "首接单位即承办机关": f"街乡首接 且 有权机关在此 或 first_receiver under {_OTHERS} "
    f"且 owner under {_OTHERS} 且 first_receiver same owner",
    "首接单位难以协调": "已派单 且 (经协调仍无法解决 或 部门拒不报到履职 且 归公共服务单位)",
    "涉及其他单位": "非 属本单位职责 或 数部门",
    # What asks the city rather than the district: the district itself, and the city's own bodies.
    "首接单位须报市": f"first_receiver under {city_seats('district_government')}",
    "街乡承办": "(发现违法行为 且 街乡发现 或 街乡受理的诉求 或 类型 = 吹哨 且 吹哨者 = 街道乡镇) "
    "且 街乡辖区 或 已派单 且 街乡首接",
}

# What is handed down, by whom, to whom. The code of a community in a zone is no committee's.
TASKS = {
    "任务": "类型 属于 (交办任务, 填表报数, 开具证明, 考核, 设机构挂牌)",
    # Before the regulation there was no list that a task could have been off.
    "请协助": "交办角色 = 协助 且 (在社区协助清单内 或 日期 < 2020-01-01)",
    "经政府批准": "批准机关 属于 (市人民政府, 区人民政府)",
    "其他职责": "部门交办 且 非 在街道职责清单内 且 非 laid_by_law",
    "类似委员会": "社区村类别 属于 (类似居民委员会, 类似村民委员会)",
    # Art. 32(2) binds departments and subdistrict offices, for residents' committees; art. 48 adds
    # the villages of subdistricts, not those of townships.
    "受清单约束": "部门交办 且 (街道辖区 或 设居民委员会) 或 街乡交办 且 街道辖区",
}

# Whom the roles of Beijing make a department of the city or of a district.
GIVERS = {
    "由交办机关承担的任务": "类型 属于 (交办任务, 填表报数, 开具证明, 设机构挂牌)",
    "部门请居民委员会协助": "部门交办 且 设居民委员会 "
    "且 (交给社区 且 请协助 或 向社区要表格证明 且 日期 < 2020-01-01)",
    "交办者为市级部门": f"giver under {seats('city', 'department', 'authorised')}",
    "交办者为区级部门": f"giver under {seats('district', 'department', 'authorised')}",
}

TERMS = NATIONAL.instead({**MATTERS, **AREAS, **OWNERS, **HANDS, **TASKS, **GIVERS})
