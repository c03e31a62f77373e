"""How many matters of a caseload change owner."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import govrules
import pyarrow as pa
import pyarrow.csv
import pytest
from govrules.analysis.caseload import Weight, owner_of
from govrules.errors import RecordError

DAYS = (date(2020, 6, 30), date(2020, 7, 1))
MOVED = ("bureau@district", "office@subdistrict")


@pytest.fixture(scope="module")
def caseload() -> pa.Table:
    """Litter that is listed, not listed and neither said, and bins; each on a day of its own."""
    listed = [True, True, False, None, None]
    items = ["litter", "litter", "litter", "litter", "bins"]
    return pa.table({"item": items, "listed": listed, "on": ["2024-05-01"] * 5})


def diff(town: govrules.Jurisdiction, matters: object) -> govrules.analysis.Difference:
    """The town before and after power moved, weighed."""
    return town.diff(town, on=DAYS[0], other_on=DAYS[1], matters=matters)


def test_a_caseload_is_counted_from_whom_to_whom(
    small: govrules.Jurisdiction, caseload: pa.Table
) -> None:
    """What does not say whether it is listed is open, and not said to stay."""
    weight = diff(small, caseload).weight
    assert weight == Weight(5, {MOVED: 2}, same=2, open=1)


def test_each_matter_counts_as_decide_decides_it_on_either_day(
    small: govrules.Jurisdiction, caseload: pa.Table
) -> None:
    """The columns and the records name the same owners."""
    pairs = []
    for row in caseload.drop_columns("on").to_pylist():
        said = {field: value for field, value in row.items() if value is not None}
        found = [small.decide({**said, "on": str(day)}) for day in DAYS]
        pairs.append([d.owner and f"{d.owner.role}@{d.owner.level}" for d in found])
    weight = diff(small, caseload).weight
    assert weight is not None
    assert pairs.count(list(MOVED)) == weight.moved[MOVED]


def test_a_file_weighs_as_its_table_does(
    small: govrules.Jurisdiction, caseload: pa.Table, tmp_path: Path
) -> None:
    """By the names of the fields in either language."""
    file = tmp_path / "year.csv"
    pyarrow.csv.write_csv(caseload.rename_columns(["事项", "在清单内", "日期"]), file)
    assert diff(small, file).weight == diff(small, caseload).weight


def test_a_line_that_cannot_be_read_is_counted(
    small: govrules.Jurisdiction, tmp_path: Path
) -> None:
    """It is one of the matters, and one that cannot be decided."""
    file = tmp_path / "year.csv"
    file.write_text("item,listed\nbins,\nbins,true,what is this\n", encoding="utf-8")
    assert diff(small, file).weight == Weight(2, {}, same=1, bad=1)


def test_the_sentences_and_the_data_tell_the_weight(
    small: govrules.Jurisdiction, caseload: pa.Table
) -> None:
    """In both languages, and as plain JSON."""
    found = diff(small, caseload)
    assert "(2 of the matters given)" in found.explain("en")
    assert "所给 5 件事项：2 件换了权责机关，2 件不变" in found.explain("zh")
    said = json.loads(json.dumps(found.to_dict()))
    assert said["moved"][0]["cases"] == 2
    assert said["caseload"] == {"matters": 5, "same": 2, "open": 1, "bad": 0}


def test_without_a_caseload_nothing_is_weighed(small: govrules.Jurisdiction) -> None:
    """The difference says of kinds only."""
    found = small.diff(small, on=DAYS[0], other_on=DAYS[1])
    assert found.weight is None
    assert "caseload" not in found.to_dict()


def test_a_matter_that_cannot_be_decided_costs_itself(small: govrules.Jurisdiction) -> None:
    """It is counted apart."""
    table = pa.table({"item": ["bins", "no such item"]})
    assert diff(small, table).weight == Weight(2, {}, same=1, bad=1)


def test_a_column_that_is_no_field_is_refused(small: govrules.Jurisdiction) -> None:
    """As it is where a file is decided."""
    with pytest.raises(RecordError, match="colour"):
        diff(small, pa.table({"item": ["bins"], "colour": ["red"]}))


def test_what_is_no_file_is_refused(small: govrules.Jurisdiction, tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(RecordError, match=r"none\.parquet"):
        diff(small, tmp_path / "none.parquet")


def test_without_an_outcome_there_is_no_owner() -> None:
    """A matter that cannot be decided is not one that nobody owns."""
    assert owner_of(None) is None
