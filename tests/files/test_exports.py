"""What exports of other systems and hostile senders bring, by rows and columns; each was a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from govrules import Decision, GovrulesError, Jurisdiction, RowError

pa = pytest.importorskip("pyarrow")

ENDLESS: list[Any] = []
ENDLESS.append(ENDLESS)
INSTANT = datetime(2020, 6, 30, 16, 30, tzinfo=UTC)
THERE = INSTANT.astimezone(timezone(timedelta(hours=8)))


def column(j: Jurisdiction, field: str, values: Any) -> dict[str, Any]:
    """The row that a column of one value gives."""
    (row,) = j.decide_table(pa.table({field: values}), keep=[]).to_pylist()
    return dict(row)


BAD_COLUMNS = {
    "a code in 32 bits": ("place", pa.array([110101001.0], pa.float32())),
    "a struct": ("place", pa.array([{"a": 1}])),
    "a list of numbers": ("kind", pa.array([[1]])),
    "a map": ("kind", pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64()))),
    "a day past 9999": ("on", pa.array([4_000_000], pa.date32())),
    "bytes that are no text": (
        "kind",
        pa.Array.from_buffers(
            pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")]
        ),
    ),
}


@pytest.mark.parametrize("name", BAD_COLUMNS)
def test_a_cell_of_an_odd_type_costs_its_row(small: Jurisdiction, name: str) -> None:
    """The row has an error of ours, and nothing else."""
    row = column(small, *BAD_COLUMNS[name])
    assert row["error"].startswith("record_error: ")
    assert row["disposition"] is None


GOOD_COLUMNS = {
    "run ends": ("kind", lambda: pa.RunEndEncodedArray.from_arrays([1], ["violation"])),
    "nanoseconds": ("on", lambda: pa.array([1593561600000000001], pa.timestamp("ns"))),
    "UTC": ("on", lambda: pa.array([INSTANT], pa.timestamp("us", "UTC"))),
    "Shanghai": ("on", lambda: pa.array([INSTANT], pa.timestamp("us", "Asia/Shanghai"))),
}


@pytest.mark.parametrize("name", GOOD_COLUMNS)
def test_a_column_of_an_odd_type_is_read(small: Jurisdiction, name: str) -> None:
    """What says a value in whatever type is decided."""
    field, make = GOOD_COLUMNS[name]
    assert column(small, field, make())["error"] is None


@pytest.mark.parametrize("order", [(INSTANT, THERE), (THERE, INSTANT)], ids=["UTC", "there"])
def test_one_instant_is_one_local_day(small: Jurisdiction, town: ModuleType, order: Any) -> None:
    """Two writings of an instant are the day where the matter lies, whichever was asked first."""
    small.clear()
    days = {small.decide(town.matter(on=on)).matter["on"] for on in order}
    assert days == {date(2020, 7, 1)}


RECORDS: dict[str, dict[str, Any]] = {
    "a signalling NaN": {"number": Decimal("sNaN")},
    "a list within itself": {"number": ENDLESS},
    "ten million characters": {"item": "京" * 10**7},
    "a key of ten million characters": {"京" * 10**7: 1},
    "ten million semicolons": {"prior": ";" * 10**7},
    "half a character": {"kind": "\ud800"},
    "a count with an underscore": {"number": "1_0"},
    "a count with a sign": {"number": "+3"},
    "a count in other digits": {"number": "٣"},
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_hostile_row_costs_itself(small: Jurisdiction, town: ModuleType, name: str) -> None:
    """The rows about it are decided, and its error can be sent."""
    found = list(small.decide_many([town.matter(), RECORDS[name], town.matter()]))
    if name != "a signalling NaN":  # a gap, as any NaN
        assert isinstance(found[1], RowError)
        found[1].error.to_dict()["message_zh"].encode()
    assert [isinstance(row, Decision) for row in found[::2]] == [True, True]


class Lying(Mapping[str, Any]):
    """It says that it has a field, and has not."""

    def __getitem__(self, field: str) -> Any:
        raise KeyError(field)

    def __iter__(self) -> Iterator[str]:
        return iter(["kind"])

    def __len__(self) -> int:
        return 1


class Angry(dict[str, Any]):
    """It does not say what it holds."""

    def items(self) -> Any:
        raise RuntimeError("no")


@pytest.mark.parametrize("record", [Lying(), Angry(kind="violation")], ids=["lying", "angry"])
def test_a_mapping_that_cannot_be_read_costs_its_row(
    small: Jurisdiction, town: ModuleType, record: Any
) -> None:
    """Whatever a mapping of a stranger's raises, the rows about it are decided."""
    found = list(small.decide_many([town.matter(), record, town.matter()]))
    assert [type(one) for one in found] == [Decision, RowError, Decision]
    with pytest.raises(GovrulesError, match=r"not a mapping: '(Lying|Angry)'"):
        small.decide(record)


def false_dictionary(index: int) -> Any:
    """A column of one word that refers to another one."""
    indices = pa.array([index], pa.int8())
    return pa.DictionaryArray.from_arrays(indices, pa.array(["violation"]), safe=False)


CALLS: dict[str, Callable[[Jurisdiction], object]] = {
    "a column to keep that is not there": lambda j: j.decide_table(pa.table({}), keep=["x"]),
    "no table": lambda j: j.decide_table(None),
    "a list of records for a table": lambda j: j.decide_table([{"kind": "violation"}]),
    "a word past the end of its dictionary": lambda j: j.decide_table(
        pa.table({"kind": false_dictionary(7)}), keep=[]
    ),
    "a word before its dictionary": lambda j: j.decide_table(
        pa.table({"kind": false_dictionary(-7)}), keep=[]
    ),
    "a name too long for any file": lambda j: list(j.decide_many("x" * 5000 + ".csv")),
    "the same by columns": lambda j: j.decide_file("x" * 5000 + ".csv", "out.parquet"),
    "a name too long to be written": lambda j: j.decide_file(
        "x" * 5000 + ".csv", "x" * 5000 + ".parquet"
    ),
    "no threads": lambda j: j.decide_table(pa.table({"kind": ["x"]}), threads=0),
    "fewer threads than none": lambda j: j.decide_table(pa.table({"kind": ["x"]}), threads=-1),
    "another kernel": lambda j: j.decide_table(pa.table({"kind": ["x"]}), kernel="x"),  # type: ignore[arg-type]
    "another engine": lambda j: j.decide({}, engine="x"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_call_is_an_error_of_ours(small: Jurisdiction, name: str) -> None:
    """Whatever the call gets wrong is named."""
    with pytest.raises(GovrulesError) as caught:
        CALLS[name](small)
    assert caught.value.field


FILES = {
    "an empty file": ("", 0, 0),
    "a row too short": ("id,kind\n1,violation\n2\n3,violation\n", 3, 1),
    "blanks in the header": (" id , kind \n1,violation\n", 1, 0),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_as_exported(small: Jurisdiction, tmp_path: Path, name: str) -> None:
    """By rows and by columns as many rows, and as many of them bad."""
    text, rows, bad = FILES[name]
    path = tmp_path / "m.csv"
    path.write_text(text, "utf-8")
    found = list(small.decide_many(path))
    summary = small.decide_file(path, tmp_path / "d.parquet")
    assert (len(found), sum(isinstance(row, RowError) for row in found)) == (rows, bad)
    assert (summary.rows, summary.bad) == (rows, bad)
