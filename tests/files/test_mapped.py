"""A file of another system, decided as it is: by rows and by columns alike."""

from __future__ import annotations

import csv

import govrules
import pytest
from govrules.errors import RecordError
from govrules.files.propose import propose

pytest.importorskip("pyarrow")

HEAD = "工单编号,工单类型,问题分类,标题,被反映区,被反映街乡镇,受理时间,村/社区,类型\n"
ROWS = (
    "a-1,投诉,城市管理->市容环境->占道经营,例一,房山区,拱辰街道,2024-01-05 10:20:00,不详,甲\n"
    "a-2,诉求,住房城乡建设->物业管理->电梯故障,例二,房山区,良乡镇,2024/1/6,不详,乙\n"
    "a-3,投诉,城市管理->市容环境->占道经营,例三,不知道区,,2024年1月7日,不详,丙\n"
    "a-4,投诉\n"
    "a-5,投诉,占道经营,例五,海淀区,学院路街道,20240108,,丁\n"
    "a-6,投诉举报,占道经营,例六,海淀区,学院路街道,20240109,,戊\n"
)


@pytest.fixture
def export(tmp_path):
    """An export in the columns of another system; one of them is called like a field."""
    path = tmp_path / "export.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


@pytest.fixture
def mapping(export, beijing_pack, tmp_path):
    """What is proposed for it, as a file."""
    path = tmp_path / "hotline.toml"
    path.write_text(propose(export, beijing_pack.fields).text, encoding="utf-8")
    return govrules.Mapping.load(path)


def test_an_export_is_decided_by_rows_and_by_columns_alike(export, mapping, beijing_pack, tmp_path):
    """The same dispositions and errors; their columns kept, ours added."""
    by_rows, kinds = [], []
    for row in mapping.rows(export):
        if isinstance(row, govrules.RowError):
            by_rows.append(None)
            continue
        try:
            by_rows.append(beijing_pack.decide(row.record).disposition)
            kinds.append(row.record.get("kind"))
        except RecordError:
            by_rows.append(None)
    out = tmp_path / "decided.csv"
    summary = beijing_pack.decide_file(export, out, mapping=mapping)
    decided = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [row["disposition"] or None for row in decided] == by_rows
    assert summary.rows == len(by_rows) == 6
    assert summary.bad == by_rows.count(None) == 2
    assert [row["类型"] for row in decided] == ["甲", "乙", "丙", "", "丁", "戊"]
    assert kinds[-1] == "complaint|report"  # one of two: 投诉举报
    assert [row["标题"] for row in decided][:2] == ["例一", "例二"]


def test_only_a_file_is_mapped(mapping, beijing_pack, tmp_path):
    """Streams have columns of their own, which are fields already."""
    with pytest.raises(RecordError, match="with a mapping, matters are in a file"):
        beijing_pack.decide_file([], tmp_path / "out.csv", mapping=mapping)


def test_a_column_called_as_one_of_ours_is_refused(beijing_pack, mapping, tmp_path):
    """The decision adds a column of that name."""
    path = tmp_path / "odd.csv"
    path.write_text(HEAD.replace("标题", "error") + ROWS, encoding="utf-8")
    with pytest.raises(RecordError, match="the column 'error' has the name of one"):
        beijing_pack.decide_file(path, tmp_path / "out.csv", mapping=mapping)


def test_a_mapping_is_for_this_process(mapping, beijing_pack, export, tmp_path):
    """Other runners read fields only."""
    with pytest.raises(RecordError, match="mapping is for the runner local"):
        beijing_pack.decide_file(export, tmp_path / "out", runner="dask", mapping=mapping)
