"""What the columns of published lists are called, and what kind of list it is.

No two cities head their lists alike; each part is known by the names that were met so far.
"""

from __future__ import annotations

import re

__all__ = ["LEVELS_DOWN", "ORGANS", "PARTS", "kind_of", "part_of"]

# Part of an entry → its headings, the first of which is written.
PARTS: dict[str, tuple[str, ...]] = {
    "number": ("序号", "编号", "顺序号"),
    "kind": (
        "权力类型",
        "职权类型",
        "职权类别",
        "权力类别",
        "权责类型",
        "行政权力类型",
        "事项类型",
        "执法类型",
    ),
    "field": ("领域", "业务领域", "所属领域", "类别", "事项类别", "一级目录"),
    "code": (
        "项目编码",
        "事项编码",
        "职权编码",
        "权力编码",
        "职权编号",
        "基本编码",
        "实施编码",
        "编码",
        "事项代码",
    ),
    "name": (
        "项目名称",
        "事项名称",
        "职权名称",
        "权力名称",
        "权责事项",
        "职责事项",
        "履职事项",
        "事项",
        "职权事项",
        "执法事项",
        "违法行为",
        "收回事项",
        "配合事项",
        "上收事项",
    ),
    "subitem": ("子项", "子项名称", "职权子项", "子项目", "二级目录"),
    "basis": (
        "实施依据",
        "设定依据",
        "法律依据",
        "职权依据",
        "依据",
        "政策依据",
        "处罚依据",
        "法定依据",
    ),
    "conferred": ("赋权方式", "下放方式", "赋权形式", "行使方式"),
    "giver": (
        "对应上级部门",
        "上级部门",
        "原实施部门",
        "原实施主体",
        "下放部门",
        "赋权部门",
        "对应部门",
        "牵头部门",
        "业务主管部门",
        "市级对应部门",
        "区级部门",
    ),
    "receiver": (
        "承接部门",
        "承接单位",
        "承接主体",
        "承接机构",
        "收回部门",
        "上收部门",
        "承接部门及工作方式",
    ),
    "holder": (
        "实施主体",
        "行使主体",
        "责任主体",
        "实施机关",
        "责任单位",
        "履职主体",
        "职权主体",
        "实施机构",
    ),
    "giver_duty": ("上级部门职责", "部门职责", "上级部门职责任务", "牵头部门职责"),
    "own_duty": (
        "配合职责",
        "乡镇配合职责",
        "街道配合职责",
        "乡镇街道配合职责",
        "街道乡镇配合职责",
        "镇街配合职责",
    ),
    "how": ("工作方式", "履职方式", "承接方式", "收回后工作方式"),
    "since": ("实施日期", "施行日期", "生效日期", "下放日期"),
    "note": ("备注", "说明"),
}
PART_OF = {heading: part for part, headings in PARTS.items() for heading in headings}
# The parts whose texts name organs.
ORGANS = ("giver", "receiver", "holder")
# What tells the kind of a list, in its title, its sheet or its columns.
KINDS = {
    "basic": ("基本履职",),
    "assist": ("配合履职",),
    "taken_back": ("上级部门收回", "上级收回", "上收事项", "收回事项"),
    "powers": ("权力清单", "职权目录", "权责清单", "行政执法事项", "赋权事项", "行政处罚"),
}
LEVELS_DOWN = 30  # rows of a sheet in which its headings are looked for


def part_of(heading: str) -> str | None:
    """The part that a heading means; ``None`` for one that nobody has met.

    Args:
        heading: As it is written; spaces, breaks and what stands in brackets do not count.
    """
    plain = re.sub(r"\s+", "", heading)
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
