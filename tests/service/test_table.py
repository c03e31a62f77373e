"""A dropped file: the mapping proposed and edited, rows decided, their columns kept."""

from __future__ import annotations

import csv
import io
from typing import Any

import govrules
import pytest

pytest.importorskip("starlette")
pytest.importorskip("python_multipart")

EXPORT = """工单编号,工单类型,被反映区,被反映街乡镇,受理时间,标题
a-1,投诉,房山区,拱辰街道,2024-01-05 10:20:00,=1+1
a-2,投诉,房山区,没有镇,2024/1/6,二
"""


def drop(client: Any, content: bytes, name: str = "export.csv") -> Any:
    return client.post("/table?lang=en", files={"file": (name, content)})


def again(client: Any, **parts: str) -> Any:
    return client.post("/table?lang=en", files={k: (None, v) for k, v in parts.items()})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_dropped_file_is_mapped_and_decided(client: Any, encoding: str) -> None:
    """A bad row says what is wrong with it; a column that was not placed is named."""
    page = drop(client, EXPORT.encode(encoding)).text
    assert "Columns that were not placed: 标题" in page
    assert "Gongchen Subdistrict" in page
    assert 'class="bad"' in page
    assert "没有镇" in page


def test_an_edited_mapping_counts(client: Any, beijing_pack: govrules.Jurisdiction) -> None:
    """The rows come back with the form; the download has their columns and ours, inert."""
    mapping = '[columns]\nid = "工单编号"\nplace = "被反映区"\non = "受理时间"\n'
    mapping += '[constants]\nkind = "complaint"\n'
    answer = again(client, csv=EXPORT, mapping=mapping, download="1")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    record = {"kind": "complaint", "place": "房山区", "on": "2024-01-05 10:20:00"}
    decision = beijing_pack.decide(record, ask="plain")
    assert rows[0]["govrules.disposition"] == decision.disposition_en
    names = "; ".join(organ.name_en for organ in decision.candidates)
    assert rows[0]["govrules.candidates"] == names != ""
    assert rows[0]["标题"] == "'=1+1"
    assert [row["govrules.error"] for row in rows] == ["", ""]


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ("[columns", "the mapping is no TOML"),
        ('[columns]\nnothing = "标题"', "there is no field"),
        ("x = 1", "a mapping has no part"),
    ],
)
def test_a_mapping_that_is_wrong_is_told_beside_it(client: Any, mapping: str, told: str) -> None:
    """And what was typed is still there."""
    page = again(client, csv=EXPORT, mapping=mapping).text
    assert told in page
    assert mapping.partition("\n")[0] in page


def test_a_file_of_another_kind_and_one_too_long_are_refused(client: Any) -> None:
    """With what to do instead."""
    other = drop(client, b"\x00\x01", "picture.png")
    assert other.status_code == 422
    assert "is of no known format" in other.text
    long = drop(client, ("id,类型\n" + "1,投诉\n" * 1001).encode())
    assert "use govrules decide FILE" in long.text
    huge = drop(client, b"x" * (3 << 20))
    assert huge.status_code == 413


def test_nothing_dropped_is_told(client: Any) -> None:
    """An empty form."""
    assert again(client, csv="").status_code == 422
