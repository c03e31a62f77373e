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
