"""Mappings: what the columns and values of another system mean."""

from __future__ import annotations

import pytest
from govrules import Mapping
from govrules.errors import RecordError
from govrules.files.row import RowError

TOML = """
[columns]
id = "工单编号"
kind = "工单类型"
item = "问题分类"
place = ["被反映区", "被反映街乡镇", "村/社区"]

[values.kind]
"诉求" = ""
"投诉举报类" = "complaint"

[crosswalk]
field = "item"
separator = "->"
scheme = "12345"
version = "2024"

[crosswalk.paths]
"城市管理" = ""
"城市管理->占道经营" = "cityscape_occupying_public_space"

[unknown]
words = ["不详", "/"]

[constants]
channel = "12345电话"
"""
ROW = {
    "工单编号": "a-1",
    "工单类型": "投诉举报类",
    "问题分类": "城市管理->占道经营->早市",
    "被反映区": "房山区",
    "被反映街乡镇": "拱辰街道",
    "村/社区": "不详",
    "备注": "不读",
}


@pytest.fixture
def mapping(tmp_path):
    """The mapping above, from its file."""
    path = tmp_path / "hotline.toml"
    path.write_text(TOML, encoding="utf-8")
    return Mapping.load(path)


def test_a_row_becomes_a_record(mapping):
    """Columns are joined, values replaced, categories crossed, constants added, the rest left."""
    assert mapping.record(ROW) == {
        "channel": "12345电话",
        "id": "a-1",
        "kind": "complaint",
        "item": "cityscape_occupying_public_space",
        "place": "房山区/拱辰街道",
    }
    assert mapping.used == (
        "工单编号",
        "工单类型",
        "问题分类",
        "被反映区",
        "被反映街乡镇",
        "村/社区",
    )


@pytest.mark.parametrize(
    ("column", "cell", "field"),
    [
        ("工单类型", "诉求", "kind"),
        ("工单类型", "", "kind"),
        ("工单类型", None, "kind"),
        ("问题分类", "城市管理->环境卫生", "item"),
        ("问题分类", "/", "item"),
    ],
)
def test_what_says_nothing_is_left_out(mapping, column, cell, field):
    """A value without a kind of its own, an empty cell, a category that means nothing here."""
    assert field not in mapping.record({**ROW, column: cell})


def test_a_value_that_no_table_has_is_read_as_it_is(mapping):
    """The field takes it, or the row's error names it."""
    assert mapping.record({**ROW, "工单类型": "咨询"})["kind"] == "咨询"
    assert mapping.record({**ROW, "问题分类": "交通"})["item"] == "交通"


def test_a_number_is_read_as_its_digits(mapping):
    """Cells of a workbook are not all text."""
    assert mapping.record({**ROW, "工单编号": 7.0})["id"] == "7"


def test_a_row_without_a_column_costs_itself_only(mapping):
    """It is an error in its place that names the column."""
    good, bad = mapping.rows([ROW, {"工单编号": "b"}])
    assert good.record["id"] == "a-1"
    assert isinstance(bad, RowError)
    assert bad.error.text("en").startswith("there is no column '工单类型'")


def test_a_mapping_of_no_field_or_value_is_refused(mapping, small, beijing_pack):
    """It is checked against the fields before any row is."""
    mapping.check(beijing_pack.fields)
    odd = Mapping({"kind": ("a",)}, {"kind": {"x": "nonsense"}})
    with pytest.raises(RecordError, match="'nonsense' is not a value"):
        odd.check(beijing_pack.fields)
    with pytest.raises(RecordError, match="there is no field 'colour'"):
        Mapping({"colour": ("a",)}).check(beijing_pack.fields)


@pytest.mark.parametrize(
    ("text", "en"),
    [
        ("[columns", "hotline.toml: the mapping is no TOML"),
        ("", "hotline.toml: a mapping names no column"),
        ("[columns]\nkind = 3\n", "hotline.toml: kind: a column, or a list of columns"),
        ("[column]\nkind = 'a'\n", "hotline.toml: a mapping has no part 'column'"),
        ("columns = 3\n", "hotline.toml: columns is no table"),
        ("[columns]\nkind='a'\n[values.kind]\na=1\n", "hotline.toml: values.kind: text"),
        (
            "[columns]\nkind='a'\n[crosswalk]\nfield='item'\n",
            "hotline.toml: the crosswalk is for 'item', which has no column",
        ),
        ("[columns]\nitem='a'\n[crosswalk]\nschema='x'\n", "hotline.toml: a crosswalk: 'schema'"),
    ],
)
def test_a_wrong_mapping_is_refused(tmp_path, text, en):
    """The error names the file and what is wrong in it."""
    path = tmp_path / "hotline.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        Mapping.load(path)
    assert caught.value.text("en").startswith(en)


def test_a_mapping_that_is_not_there_is_refused(tmp_path):
    """No file, no mapping."""
    with pytest.raises(RecordError, match="cannot be read"):
        Mapping.load(tmp_path / "none.toml")


def coded(step: object) -> dict[str, object]:
    """A mapping of categories that are codes of two digits a step."""
    crosswalk = {"field": "item", "step": step, "scheme": "GB/T 39666", "version": "2020"}
    paths = {"01": "", "0102": "cityscape_occupying_public_space"}
    return {"columns": {"item": "分类代码"}, "crosswalk": {**crosswalk, "paths": paths}}


def test_codes_are_read_step_by_step():
    """The longest code that is listed counts; one that is not, is left as it is written."""
    mapping = Mapping.from_dict(coded(2))
    assert mapping.record({"分类代码": "010203"}) == {"item": "cityscape_occupying_public_space"}
    assert mapping.record({"分类代码": "0109"}) == {}
    assert mapping.record({"分类代码": "0901"}) == {"item": "0901"}
    assert Mapping.from_dict(coded(0)).record({"分类代码": "010203"}) == {"item": "010203"}


@pytest.mark.parametrize("step", [-1, "2", True, 1.5])
def test_a_step_is_a_number_of_digits(step):
    """Nothing else, and not beside a separator."""
    with pytest.raises(RecordError, match="step: the digits of a step"):
        Mapping.from_dict(coded(step))
    both = coded(2)
    both["crosswalk"]["separator"] = "->"  # type: ignore[index]
    with pytest.raises(RecordError, match="step: the digits of a step"):
        Mapping.from_dict(both)
