"""A mapping proposed from headings and values, which says what it could not place."""

from __future__ import annotations

import tomllib

import pytest
from govrules import Mapping
from govrules.errors import RecordError
from govrules.files.propose import propose

ROWS = [
    {
        "工单编号": "1",
        "工单类型": "诉求",
        "受理渠道": "来电",
        "问题分类": '城市管理>"占道经营"',
        "被反映区": "海淀区",
        "地址": "学院路1号",
        "来电时间": "2024-01-05 10:20:00",
        "办结时间": "2024-01-09",
        "标题": "例",
    }
]


def test_columns_are_placed_by_their_headings(beijing_pack):
    """What has no field is said, and so is each value that a field does not take."""
    made = propose(ROWS, beijing_pack.fields)
    assert made.placed == {
        "id": ("工单编号",),
        "kind": ("工单类型",),
        "channel": ("受理渠道",),
        "item": ("问题分类",),
        "on": ("来电时间",),
        "place": ("被反映区", "地址"),
    }
    assert made.left == ("办结时间", "标题")
    assert (made.unread["kind"], made.unread["channel"]) == (("诉求",), ("来电",))
    assert "# not placed: 办结时间" in made.text
    assert "# 未对应: 办结时间" in propose(ROWS, beijing_pack.fields, lang="zh").text


def test_a_proposal_is_a_mapping_that_fits_its_fields(beijing_pack):
    """It is read back, and reads the sample, quotation marks and all."""
    mapping = Mapping.from_dict(tomllib.loads(propose(ROWS, beijing_pack.fields).text))
    mapping.check(beijing_pack.fields)
    record = mapping.record(ROWS[0])
    assert record["place"] == "海淀区/学院路1号"
    assert record["item"] == "cityscape_occupying_public_space"
    assert "kind" not in record


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("投诉举报", "complaint|report"),
        ("咨询求助建议", "consult|help|suggestion"),
        ("举报投诉类", "report|complaint"),
        ("表扬", ""),
        ("投诉表扬", ""),
        ("诉求", ""),
    ],
)
def test_a_value_of_several_words_is_one_of_them(beijing_pack, said, meant):
    """What consists of words that a field takes means one of these; any other is left open."""
    made = propose([{**ROWS[0], "工单类型": said}], beijing_pack.fields)
    assert f'"{said}" = "{meant}"' in made.text
    assert made.unread["kind"] == (() if meant else (said,))
    mapping = Mapping.from_dict(tomllib.loads(made.text))
    mapping.check(beijing_pack.fields)
    assert mapping.record({**ROWS[0], "工单类型": said}).get("kind", "") == meant


@pytest.mark.parametrize("rows", [[], [{}]])
def test_nothing_to_propose_from_is_an_error(beijing_pack, rows):
    """No row, no mapping."""
    with pytest.raises(RecordError, match="there is no row to propose a mapping from"):
        propose(rows, beijing_pack.fields)
