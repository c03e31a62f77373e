"""What the columns of published lists are called, and what kind of list it is.

No two cities head their lists alike; each part is known by the names that were met so far.
"""

from __future__ import annotations

import re

__all__ = ["LEVELS_DOWN", "ORGANS", "PARTS", "kind_of", "part_of"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Part of an entry → its headings, the first of which is written.
PARTS: dict[str, tuple[str, ...]] = {
    "number": _words(
        """
        序号 编号 顺序号 项目序号 事项序号 总序号 分序号 项号
        """
    ),
    "kind": _words(
        """
        权力类型 职权类型 职权类别 权力类别 权责类型 行政权力类型 事项类型 执法类型
        职权分类 职权种类 权力分类 权力种类 行政职权类别 行政职权类型 权力事项类型
        权责类别 职责类别 事项性质
        """
    ),
    "field": _words(
        """
        领域 业务领域 所属领域 类别 事项类别 一级目录 业务类别 事项分类 履职领域
        工作领域 职责领域 行业领域 事项领域 领域类别 所属类别
        """
    ),
    "code": _words(
        """
        项目编码 事项编码 职权编码 权力编码 职权编号 基本编码 实施编码 编码 事项代码
        权力事项编码 行政职权编码 事项编号 权力编号 权责编码 清单编码 目录编码 项目代码
        职权代码 基本目录编码
        """
    ),
    "name": _words(
        """
        项目名称 事项名称 职权名称 权力名称 权责事项 职责事项 履职事项 事项 职权事项
        执法事项 违法行为 收回事项 配合事项 上收事项 权力事项名称 权力事项 行政权力事项
        行政权力名称 行政职权名称 权责事项名称 权责名称 职责名称 主项 主项名称 大项名称
        赋权事项 赋权事项名称 下放事项 下放事项名称 履职事项名称 基本履职事项 配合履职事项
        配合事项名称 收回事项名称 行政执法事项 执法事项名称 处罚事项 行政处罚事项
        违法行为名称 案由 工作事项
        """
    ),
    "subitem": _words(
        """
        子项 子项名称 职权子项 子项目 二级目录 小项 小项名称 具体事项 业务办理项
        业务办理项名称 三级目录
        """
    ),
    "basis": _words(
        """
        实施依据 设定依据 法律依据 职权依据 依据 政策依据 处罚依据 法定依据 权力依据
        权责依据 行使依据 履职依据 职责依据 赋权依据 执法依据 设立依据 事项依据 法规依据
        法律法规依据 法律法规规章依据 法律法规政策依据 具体条款
        """
    ),
    "conferred": _words(
        """
        赋权方式 下放方式 赋权形式 行使方式 下放形式 赋权类型 授权方式 委托方式 行使形式
        """
    ),
    "giver": _words(
        """
        对应上级部门 上级部门 原实施部门 原实施主体 下放部门 赋权部门 对应部门 牵头部门
        业务主管部门 市级对应部门 区级部门 上级主管部门 上级责任部门 对应区级部门
        对应县级部门 对应县直部门 县级部门 县直部门 区直部门 区级主管部门 县级主管部门
        市级主管部门 区级职能部门 县级职能部门 主管部门 行业主管部门 业务指导部门 职能部门
        牵头单位 牵头责任部门 下放单位 授权部门 委托部门 委托机关 原行使主体 原权力主体
        原执法主体 原职权部门
        """
    ),
    "receiver": _words(
        """
        承接部门 承接单位 承接主体 承接机构 收回部门 上收部门 承接部门及工作方式 承接机关
        收回单位 收回主体 收回机关 上收单位 接收部门 受委托单位 受委托主体
        """
    ),
    "holder": _words(
        """
        实施主体 行使主体 责任主体 实施机关 责任单位 履职主体 职权主体 实施机构 权力主体
        法定主体 行政主体 执法主体 执行主体 行使机关 行使部门 职权行使主体 权力行使主体
        法定实施主体 实施部门 实施单位 责任部门 责任机关 承办单位 承办部门 主责部门
        主责单位 履职单位 职责主体 执法部门 执法机关
        """
    ),
    "assistants": _words(
        """
        配合部门 配合单位 配合机关 协助部门 协办部门 协同部门 协作部门 参与部门
        """
    ),
    "office": _words(
        """
        内设机构 承办机构 承办科室 承办处室 实施科室 责任科室 责任处室 执法岗位
        """
    ),
    "level": _words(
        """
        实施层级 行使层级 权力层级 管辖层级 实施级别 行使级别
        """
    ),
    "giver_duty": _words(
        """
        上级部门职责 部门职责 上级部门职责任务 牵头部门职责 上级部门工作职责
        上级部门主要职责 上级部门职责分工 上级职责 主管部门职责 职能部门职责 县级部门职责
        区级部门职责 县直部门职责 区直部门职责
        """
    ),
    "own_duty": _words(
        """
        配合职责 乡镇配合职责 街道配合职责 乡镇街道配合职责 街道乡镇配合职责 镇街配合职责
        乡镇职责 街道职责 镇街职责 乡镇街道职责 街道乡镇职责 街道办事处职责
        街道办事处配合职责 配合职责任务 乡镇配合任务 街道配合任务 配合任务 配合内容
        属地职责
        """
    ),
    "duties": _words(
        """
        责任事项 对应责任 对应责任事项 责任内容 具体责任 职责内容 具体职责 工作职责
        职责任务 履职内容 责任清单
        """
    ),
    "liability": _words(
        """
        追责情形 追责依据 追责情形及依据 追责情形和依据 追责情形及追责依据 问责情形
        责任追究 免责情形
        """
    ),
    "how": _words(
        """
        工作方式 履职方式 承接方式 收回后工作方式 承接部门工作方式 收回后的工作方式
        收回方式 履职措施 工作措施
        """
    ),
    "since": _words(
        """
        实施日期 施行日期 生效日期 下放日期 实施时间 施行时间 生效时间 执行日期 下放时间
        收回时间 收回日期
        """
    ),
    "note": _words(
        """
        备注 说明 备考 附注 其他说明 情况说明
        """
    ),
}
PART_OF = {heading: part for part, headings in PARTS.items() for heading in headings}
# The parts whose texts name organs.
ORGANS = ("giver", "receiver", "holder", "assistants")
# What tells the kind of a list, in its title, its sheet or its columns.
KINDS = {
    "basic": ("基本履职",),
    "assist": ("配合履职",),
    "taken_back": ("上级部门收回", "上级收回", "上收事项", "收回事项"),
    "powers": (
        "权力清单",
        "职权清单",
        "职权目录",
        "权责清单",
        "权力事项",
        "行政职权",
        "行政权力",
        "行政执法事项",
        "赋权事项",
        "赋权清单",
        "行政处罚",
    ),
}
LEVELS_DOWN = 30  # rows of a sheet in which its headings are looked for


def part_of(heading: str) -> str | None:
    """The part that a heading means; ``None`` for one that nobody has met.

    Args:
        heading: As it is written; spaces, breaks, marks between words (街道/乡镇配合职责) and what
            stands in brackets do not count.
    """
    plain = re.sub(r"[\s、/／·:：*]+", "", heading)
    bare = re.sub(r"[（(][^（）()]*[）)]", "", plain)
    return PART_OF.get(plain) or PART_OF.get(bare)


def kind_of(texts: str, parts: tuple[str, ...]) -> str:
    """The kind of a list, by its titles, else by its columns; ``""`` where neither tells."""
    for kind, words in KINDS.items():
        if any(word in texts for word in words):
            return kind
    if "own_duty" in parts:
        return "assist"
    if "receiver" in parts and "giver" not in parts:
        return "taken_back"
    return "powers" if {"code", "kind"} & set(parts) else ""
