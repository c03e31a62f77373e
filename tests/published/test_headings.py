"""Headings of published lists: what each means, whoever wrote it."""

from __future__ import annotations

import pytest
from govrules.published import PARTS, part_of
from govrules.published.headings import kind_of


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("项目名称", "name"),
        ("事项 名称", "name"),
        ("项目\n编码", "code"),
        ("职权类型（新）", "kind"),
        ("街道（乡镇）配合职责", "own_duty"),
        ("承接部门及工作方式", "receiver"),
        ("数量单位", None),
        ("", None),
    ],
)
def test_a_heading_means_a_part(heading: str, part: str | None) -> None:
    """Spaces, breaks and brackets do not count; what nobody has met means nothing."""
    assert part_of(heading) == part


# How lists of each kind are headed: what every column means; None is listed as not placed.
LISTS = {
    "权责清单": {
        "序号": "number",
        "职权编码": "code",
        "职权名称": "name",
        "子项": "subitem",
        "职权类别": "kind",
        "设定依据": "basis",
        "行使主体": "holder",
        "承办机构": "office",
        "行使层级": "level",
        "责任事项": "duties",
        "追责情形": "liability",
        "监督电话": None,
        "备注": "note",
    },
    "行政职权目录": {
        "职权分类": "kind",
        "权力事项名称": "name",
        "实施机关": "holder",
        "对应责任": "duties",
        "追责情形及依据": "liability",
        "运行流程图": None,
        "廉政风险点": None,
    },
    "赋权事项清单": {
        "事项编号": "code",
        "赋权事项名称": "name",
        "原行使主体": "giver",
        "承接主体": "receiver",
        "赋权方式": "conferred",
        "法律、法规依据": "basis",
        "业务指导部门": "giver",
        "下放时间": "since",
    },
    "基本履职事项清单": {"序号": "number", "事项名称": "name", "履职领域": "field"},
    "配合履职事项清单": {
        "事项类别": "field",
        "配合事项名称": "name",
        "牵头部门": "giver",
        "配合部门": "assistants",
        "对应上级部门": "giver",
        "上级部门职责": "giver_duty",
        "街道/乡镇配合职责": "own_duty",
    },
    "上级部门收回事项清单": {
        "收回事项名称": "name",
        "收回部门": "receiver",
        "承接部门及工作方式": "receiver",
        "收回后的工作方式": "how",
    },
}


@pytest.mark.parametrize("title", LISTS)
def test_a_list_of_each_kind(title: str) -> None:
    """Whatever a city calls its columns, each has its part, or is known to have none."""
    assert {heading: part_of(heading) for heading in LISTS[title]} == LISTS[title]


def test_no_heading_means_two_parts() -> None:
    """Else the order of the table would decide."""
    every = [heading for headings in PARTS.values() for heading in headings]
    assert len(every) == len(set(every))


@pytest.mark.parametrize(
    ("title", "parts", "kind"),
    [
        ("某镇基本履职事项清单", (), "basic"),
        ("附件2 配合履职事项", (), "assist"),
        ("上级部门收回事项清单", (), "taken_back"),
        ("", ("name", "giver", "own_duty"), "assist"),
        ("", ("name", "receiver"), "taken_back"),
        ("", ("name", "code"), "powers"),
        ("", ("number", "name"), ""),
    ],
)
def test_the_kind_of_a_list(title: str, parts: tuple[str, ...], kind: str) -> None:
    """By its title, else by its columns, else not told."""
    assert kind_of(title, parts) == kind
