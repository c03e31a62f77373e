"""Terms of the national rules, as the national laws alone have them.

A city says anew what a term means there: which of its roles are departments, when help counts as
asked for. Every rule that uses the term follows.
"""

from __future__ import annotations

from govrules import Definitions

__all__ = ["TERMS"]

# What comes in, and who found it.
MATTERS = {"发现违法行为": "类型 = 发现违法", "街乡发现": "发现者 = 街道乡镇"}
# Where it lies.
AREAS = {
    "街乡辖区": "街乡类别 属于 (街道, 地区, 镇, 乡)",
    # An area office is sent out by the district as a subdistrict office is. Where a township
    # government sits there too, it is a township to what the law says of subdistricts alone.
    "设街道或地区办事处": "街乡类别 属于 (街道, 地区)",
    "街道辖区": "街乡类别 = 街道 或 街乡类别 = 地区 且 非 地区办事处兼乡镇政府",
    # Whether an area office (地区办事处) is a township government as well, the codes do not say.
    "乡镇辖区": "街乡类别 属于 (镇, 乡) 或 街乡类别 = 地区 且 地区办事处兼乡镇政府",
    "在功能区": "街乡类别 = 功能区",
}
# Whose it is. Each part names its role, so that it is false for certain of an owner that is one of
# several others.
OWNERS = {
    "有权机关在此": "承办机关 在 street_or_township 下 且 街乡辖区 "
    "或 承办机关 在 street_office 下 且 设街道或地区办事处 "
    "或 承办机关 在 township_government 下 且 乡镇辖区",
    "有权机关不设于此": "承办机关 在 street_or_township 下 且 在功能区 "
    "或 承办机关 在 street_office 下 且 街乡类别 属于 (镇, 乡, 功能区) "
    "或 承办机关 在 township_government 下 且 非 乡镇辖区",
    # Penalties are for organs of the executive that have the power (处罚法 art. 17).
    "归无处罚权者": "承办机关 在 (community_committee, residents_committee, villagers_committee, "
    "npc, npc_standing_committee, state_council) 下",
    "法条交给街乡": "competence under (street_office, street_or_township, township_government)",
    "法条交给企业或社区": "never",
}
# What is handed down, by whom, to whom. The code of a community in a zone is no committee's.
TASKS = {
    "任务": "类型 属于 (交办任务, 填表报数, 开具证明)",
    "由交办机关承担的任务": "任务",
    "交给街乡": "类型 = 交办任务 且 承接层级 = 街道乡镇",
    "交给社区": "类型 = 交办任务 且 承接层级 = 社区村",
    "交给企业": "类型 = 交办任务 且 承接层级 = 企业",
    "向社区要表格证明": "类型 属于 (填表报数, 开具证明)",
    "部门交办": "交办机关层级 属于 (市级部门, 区级部门)",
    "政府交办": "交办机关层级 属于 (市人民政府, 区人民政府)",
    "街乡交办": "交办机关层级 = 街道乡镇",
    "请协助": "交办角色 = 协助",
    "部门请居民委员会协助": "部门交办 且 设居民委员会 且 (交给社区 且 请协助 或 向社区要表格证明)",
    "设居民委员会": "社区村类别 = 居民委员会 或 社区村类别 = 类似居民委员会 且 非 在功能区",
    "设村民委员会": "社区村类别 = 村民委员会 或 社区村类别 = 类似村民委员会 且 非 在功能区",
}
# The organ that is named as the one that asks, by the level that it is of.
GIVERS = {
    "交办者为市级部门": "交办机关 在 city_department 下",
    "交办者为区级部门": "交办机关 在 district_department 下",
    "交办者为市人民政府": "交办机关 在 city_government 下",
    "交办者为区人民政府": "交办机关 在 district_government 下",
    "交办者为街道乡镇": "交办机关 在 (street_or_township, street_office, township_government) 下",
}

TERMS = Definitions({**MATTERS, **AREAS, **OWNERS, **TASKS, **GIVERS})
