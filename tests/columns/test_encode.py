"""Columns of every Arrow type: each row is read as its Python value is, or costs itself only."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import ModuleType
from typing import Any

import pytest
from govrules import GovrulesError, Jurisdiction
from govrules.columns.encode import MOST_KEPT, UNREADABLE, Contribution, Encoder, merge
from govrules.errors import ContradictionError, RecordError

pa = pytest.importorskip("pyarrow")
np = pytest.importorskip("numpy")

HEARD = {"kind": "violation", "item": "litter", "place": "110101001", "on": "2021-03-01"}
BROKEN = pa.array([b"\xff\xfe", b"110101001"], pa.binary()).buffers()[1:]
UTC_EVENING = datetime(2020, 6, 30, 16, 30, tzinfo=UTC)


def cast(values: list[Any], kind: Any, into: Any) -> Any:
    return pa.array(values, kind).cast(into, safe=False)


def decided(small: Jurisdiction, field: str, column: Any) -> list[Any]:
    """What each row of the column amounts to: disposition, lead and owner, or its error."""
    rows = {k: [v] * len(column) for k, v in HEARD.items() if k != field}
    found = small.decide_table(pa.table({**rows, field: column}), keep=[]).to_pylist()
    assert len(found) == len(column)
    return [r["error"] or (r["disposition"], r["lead"], r["owner"]) for r in found]


def by_row(small: Jurisdiction, field: str, value: Any) -> Any:
    """The same of one record, its error without a suggestion."""
    try:
        d = small.decide({**HEARD, field: value}, engine="reference")
    except GovrulesError as error:
        return f"{error.code}: {error.without_search().text('en')}"
    lead, owner = (o and (f"{o.role}@{o.unit}" if o.unit else o.role) for o in (d.lead, d.owner))
    return d.disposition, lead, owner


COLUMNS = {
    "text": (
        "place",
        pa.array(["110101001", None, "nowhere", "１１０１０１００１", " 东区/甲街道 "]),
    ),
    "large text": ("place", pa.array(["110101001", None, "nowhere"], pa.large_string())),
    "text views": ("place", pa.array(["110101001", None, "nowhere"], pa.string_view())),
    "bytes": ("place", pa.array([b"110101001", None, b"\xff"])),
    "whole numbers": ("place", pa.array([110101001, None, 5], pa.int64())),
    "unsigned": ("place", pa.array([110101001, None, 2**64 - 1], pa.uint64())),
    "floats": ("place", pa.array([110101001.0, None, float("nan"), 1.5, float("inf"), 2.0**60])),
    "halves": ("number", pa.array([np.float16(2), None, np.float16(2.5)])),
    "decimals": ("place", pa.array([Decimal("110101001.0"), None, Decimal("1.5")])),
    "large decimals": ("number", pa.array([Decimal(2), None, Decimal(-1)], pa.decimal256(50, 5))),
    "truths": ("listed", pa.array([True, None, False])),
    "truths in a count": ("number", pa.array([True, None, False])),
    "nulls": ("place", pa.nulls(3)),
    "nulls of a set": ("steps", pa.nulls(3)),
    "dictionary": (
        "place",
        pa.DictionaryArray.from_arrays(
            pa.array([0, 1, None, 2], pa.int8()), [None, "110101001", "x"]
        ),
    ),
    **{
        f"dictionary by {kind}": (
            "place",
            cast(["110101001", None, "x"], pa.string(), pa.dictionary(kind, pa.string())),
        )
        for kind in (pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64(), pa.int64())
    },
    "runs": ("place", pa.RunEndEncodedArray.from_arrays([2, 3], ["110101001", "x"])),
    "numbers in lists": ("place", pa.array([[110101001], None, []])),
    "structs": ("place", pa.array([{"code": "110101001"}, None])),
    "structs of a set": ("steps", pa.array([{"asked": 1}, None])),
    "maps": ("steps", pa.array([[("asked", 1)], None], pa.map_(pa.string(), pa.int64()))),
    "lists": ("steps", pa.array([["asked"], [], None, ["none"], ["asked", "warned"], ["zz"]])),
    "odd lists": ("steps", pa.array([["asked;warned"], ["asked\x1fwarned"], [None], [""], None])),
    "large lists": ("steps", pa.array([["asked"], [], None], pa.large_list(pa.large_string()))),
    "lists of one": ("steps", pa.array([["asked"], None], pa.list_(pa.string(), 1))),
    "list views": ("steps", pa.array([["asked"], [], None], pa.list_view(pa.string()))),
    "lists of codes": (
        "steps",
        pa.array([["asked"], [], None], pa.list_(pa.dictionary(pa.int8(), pa.string()))),
    ),
    "days": ("on", pa.array([date(2021, 3, 1), None, date(1, 1, 1), date(9999, 12, 31)])),
    "days of 64 bits": ("on", pa.array([date(2021, 3, 1), None], pa.date64())),
    "written days": (
        "on",
        pa.array(["2021-03-01 10:20:00", "2021/3/1", "20210301", "2021年3月1日", "1.3.2021"]),
    ),
    "days in numbers": ("on", pa.array([20210301, None, 44256])),
    "local moments": ("on", pa.array([datetime(2020, 6, 30, 16, 30), None, datetime(1900, 1, 1)])),
    "moments in UTC": ("on", pa.array([UTC_EVENING, None], pa.timestamp("us", "UTC"))),
    "moments in Shanghai": (
        "on",
        pa.array([UTC_EVENING, None], pa.timestamp("s", "Asia/Shanghai")),
    ),
    "times": ("on", pa.array([time(1), None])),
    "durations": ("on", pa.array([timedelta(1), None])),
}


@pytest.mark.parametrize("name", list(COLUMNS))
def test_each_row_is_read_as_its_value_is(small: Jurisdiction, name: str) -> None:
    """By column and by record the same value is the same fact, or the same error."""
    field, column = COLUMNS[name]
    assert decided(small, field, column) == [by_row(small, field, v) for v in column.to_pylist()]


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("on", cast([3_000_000, -1_000_000, 18_000], pa.int32(), pa.date32())),
        ("on", cast([2**62, -(2**62), 1_614_556_800], pa.int64(), pa.timestamp("s"))),
        ("on", cast([2**62, -(2**62), 1_614_556_800], pa.int64(), pa.timestamp("s", "UTC"))),
        # 2³² days from a day of 2021: in 32 bits they would be that day.
        ("on", cast([(2**32 + 18_687) * 86_400, 2**60, 1], pa.int64(), pa.timestamp("s"))),
        ("place", pa.Array.from_buffers(pa.string(), 2, [None, *BROKEN])),
        ("place", cast([110101001.0, 110101999.0, 3.0], pa.float64(), pa.float32())),
    ],
    ids=["days", "moments", "zoned moments", "wrapped", "bytes", "floats"],
)
def test_what_is_no_value_costs_its_row(small: Jurisdiction, field: str, column: Any) -> None:
    """A cell of which Python can make no value, or not the right one, is an error of its row."""
    *bad, good = decided(small, field, column)
    assert all(isinstance(one, str) and one.startswith(f"record_error: {field}") for one in bad)
    assert (good != bad[0]) is True


def test_nanoseconds_are_days(small: Jurisdiction) -> None:
    """A nanosecond before midnight is still the day before, in any century."""
    night = [86_400 * 10**9 * n - 1 for n in (-1, 0, 18_444)]
    column = cast(night, pa.int64(), pa.timestamp("ns"))
    days = [date(1969, 12, 30), date(1969, 12, 31), date(2020, 6, 30)]
    assert decided(small, "on", column) == [by_row(small, "on", day) for day in days]


def test_a_pandas_period_costs_its_row(small: Jurisdiction) -> None:
    """A type that only its library understands is no value of any field."""
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"kind": ["task"], "on": pd.period_range("2021-03-01", periods=1)})
    (row,) = small.decide_table(frame).to_pylist()
    assert row["error"].startswith("record_error: on is not a day: <extension<pandas.period")


def test_a_pandas_column_of_numbers_and_text(small: Jurisdiction) -> None:
    """As a workbook holds them: decided as ``decide`` does, and a bad cell costs its row alone."""
    pd = pytest.importorskip("pandas")
    places: list[Any] = [110101001, "110101001", None, 3.5]
    frame = pd.DataFrame({"kind": ["violation"] * 4, "place": places, "on": ["2021-03-01"] * 4})
    rows = small.decide_table(frame).to_pylist()
    assert [row["place"] for row in rows] == ["110101001", "110101001", None, "3.5"]
    assert rows[0]["decision_class"] == rows[1]["decision_class"] is not None
    assert [row["error"] is None for row in rows] == [True, True, True, False]


def test_a_pandas_frame_of_anything_else_is_refused(small: Jurisdiction) -> None:
    """Two columns of one name, and cells that are neither text nor number nor day."""
    pd = pytest.importorskip("pandas")
    twice = pd.DataFrame([["task", "violation"]], columns=["kind", "kind"])
    nested = pd.DataFrame({"kind": ["task", {"a": 1}], "place": [1, "x"]})
    for frame in (twice, nested):
        with pytest.raises(RecordError, match="this is no table that Arrow can read"):
            small.decide_table(frame)


@pytest.mark.parametrize(
    "data", [None, 3, [{"kind": "task"}], [1, 2], "table", {"kind": ["task"], "on": []}], ids=repr
)
def test_what_is_no_table(small: Jurisdiction, data: Any) -> None:
    """What Arrow cannot make a table of is refused with the way out."""
    with pytest.raises(RecordError, match="this is no table that Arrow can read"):
        small.decide_table(data)


@pytest.mark.parametrize("keep", [["x"], ["id"]])
def test_a_column_to_keep_that_is_not_there(small: Jurisdiction, keep: list[str]) -> None:
    """A column to keep must be there, once."""
    data = pa.table([["task"], ["1"], ["2"]], names=["kind", "id", "id"])
    with pytest.raises(RecordError, match=r"column .* to keep"):
        small.decide_table(data, keep=keep)


def test_a_bad_row_has_the_first_of_its_errors(small: Jurisdiction) -> None:
    """Of several bad cells the one that a record would be refused for is told."""
    row = {**HEARD, "place": "nowhere", "on": "soon", "number": "-1"}
    (found,) = small.decide_table(pa.table({k: [v] for k, v in row.items()})).to_pylist()
    assert found["error"].startswith("record_error: on is not a day: 'soon'")
    assert (
        found["disposition"] is found["lead"] is found["owner"] is found["decision_class"] is None
    )


def test_the_classes_of_a_table_are_all_classes(town: ModuleType) -> None:
    """A row that ends in a conflict brings no empty code among them."""
    handled, sent = {"disposition": "handle"}, {"disposition": "transfer"}
    clash = (
        town.rule("X.one", "route", "kind = complaint", {**handled, "lead": "office@subdistrict"}),
        town.rule("X.two", "route", "kind = complaint", {**sent, "lead": "bureau@district"}),
    )
    torn = Jurisdiction(town.blueprint(*clash))
    table = torn.decide_table(pa.table({"kind": ["complaint", "task"], "on": ["2024-03-01"] * 2}))
    assert table["error"][0].as_py().startswith("conflict")
    for code in table["decision_class"].combine_chunks().dictionary.to_pylist():
        assert torn.classes[code].code == code


def test_bad_values_leave_nothing_behind(small: Jurisdiction) -> None:
    """However many values cannot be read, no class and no contribution is kept of them."""
    engine = small.columns()
    decided(small, "place", pa.array(["110101001"]))
    used, found = len(engine.used), len(engine._encoder("place").found)
    for start in range(0, 3000, 1000):
        column = pa.array([f"nowhere {n}" for n in range(start, start + 1000)])
        assert all(isinstance(one, str) for one in decided(small, "place", column))
    assert (len(engine.used), len(engine._encoder("place").found)) == (used, found)
    assert len(engine._encoder("place")._memo) <= 2 * MOST_KEPT


def test_an_error_is_kept_without_what_it_was_raised_from(small: Jurisdiction) -> None:
    """A remembered error holds no frames, and no search for suggestions."""
    encoder = Encoder(small.fields["item"], small.fields, small.classes.cells)
    numbers, errors = encoder.numbers(["litter", "no such item", "litter"], None)
    assert numbers == [1, UNREADABLE, 1]
    assert errors[1].__traceback__ is errors[1].__context__ is None
    assert "did you mean" not in str(errors[1])


def test_values_that_compare_equal_are_told_apart(small: Jurisdiction) -> None:
    """One column of equal values after another: each is read in its own way."""
    encoder = Encoder(small.fields["number"], small.fields, small.classes.cells)
    for values in ([1, True, 1.0], [True, 1.0, 1], [1.0, 1, True]):
        numbers, errors = encoder.numbers(values, None)
        assert [values[n] for n in errors] == [True]
        assert sorted(numbers) == [UNREADABLE, 1, 1]


def test_number_zero_says_nothing(small: Jurisdiction) -> None:
    """An empty cell contributes nothing, and that has a number before anything was read."""
    encoder = Encoder(small.fields["item"], dict(small.fields), small.classes.cells)
    assert encoder.numbers([None, "litter", None], None) == ([0, 1, 0], {})
    assert (encoder.found[0].values, encoder.found[0].said) == ((), ())


@pytest.mark.parametrize(("field", "dated"), [("place", True), ("item", False), ("kind", False)])
def test_only_codes_of_rosters_hang_on_the_day(
    small: Jurisdiction, field: str, dated: bool
) -> None:
    """A place may be another one on another day; what has no roster is read once for all days."""
    encoder = Encoder(small.fields[field], dict(small.fields), small.classes.cells)
    assert encoder.is_dated is dated
    before = len(encoder._memo)
    for day in (date(2016, 1, 1), date(2021, 1, 1)):
        encoder.numbers(["110101001"], day)
    assert len(encoder._memo) - before == (2 if dated else 1)


def test_columns_that_contradict_each_other_are_refused(small: Jurisdiction) -> None:
    """What one column implies and another denies is the error of the field that was implied."""
    fields = dict(small.fields)
    item = Contribution((("item", "litter"),), (("nature", "penalty"),), ("item",))
    assert merge([item], fields, {}).values == {"item": "litter", "nature": "penalty"}
    agreed = Contribution((("nature", "penalty"),), said=("nature",))
    assert merge([item, agreed], fields, {}).values["nature"] == "penalty"
    denied = Contribution((("nature", "service"),), said=("nature",))
    for columns in ([item, denied], [denied, item]):
        with pytest.raises(ContradictionError) as caught:
            merge(columns, fields, {})
        assert (caught.value.field, caught.value.value) == ("nature", "service")


def test_the_first_of_two_implied_fields_is_told_if_it_alone_clashes(small: Jurisdiction) -> None:
    """A field that nothing contradicts is not named, though it stands before."""
    fields = {"other": small.fields["nature"], **small.fields}
    item = Contribution((("item", "litter"),), (("nature", "penalty"),), ("item",))
    denied = Contribution((("nature", "service"),), said=("nature",))
    with pytest.raises(ContradictionError) as caught:
        merge([item, denied], fields, {})
    assert caught.value.field == "nature"


def test_what_no_column_says_is_assumed(small: Jurisdiction) -> None:
    """An assumption stands for what is silent, and not for what is said to be unknown."""
    said = Contribution((), said=("urgent",))
    assert merge([], dict(small.fields), {"urgent": False}).assumed == {"urgent"}
    assert merge([said], dict(small.fields), {"urgent": False}).assumed == set()
