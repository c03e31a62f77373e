"""Matters are read as they are decided: by Chinese names, in any day's writing, by the unit's day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from govrules.simulate import Run
from govrules.simulate.matters import NO_DAY, days_of, items_of, seats_of

pa = pytest.importorskip("pyarrow")

# One matter for each, as codes and as people write them.
CODED: list[dict[str, Any]] = [
    {
        "kind": "complaint",
        "item": item,
        "place": place,
        "on": on,
        "channel": "hotline",
        "unlawful": False,
        "repeat_no_new_facts": False,
        "beyond_public_remit": False,
        "directly_doable": True,
        "on_power_list": True,
    }
    for item in ("smoking_butt_litter", "dogs_animals_dog_fouling")
    for place in ("110101001", "110101002")
    for on in ("2024-03-01", "2024-08-01")
]


def as_written(here: Any) -> Any:
    """The same matters, columns, items and days in Chinese."""
    rows = []
    tree = here.fields["item"].tree
    for row in CODED:
        day = datetime.fromisoformat(row["on"])
        said = row | {
            "item": tree.name(row["item"]),
            "place": "东城区/" + here.territory.name(row["place"]),
            "on": f"{day.year}年{day.month}月{day.day}日",
        }
        rows.append({here.fields[name].zh: value for name, value in said.items()})
    return pa.Table.from_pylist(rows)


def test_matters_in_chinese_are_the_same_matters(flowing: Any, run: Run) -> None:
    """Decided, counted and passed on alike."""
    coded, written = pa.Table.from_pylist(CODED), as_written(flowing)
    one, other = (flowing.simulate(m, run.scenarios[:1]) for m in (coded, written))
    for by in ("subdistrict", "field"):
        assert one["never"].owners(by=by) == other["never"].owners(by=by)
        assert None not in one["never"].owners(by=by)[by].to_pylist()
    pytest.importorskip("chinese_calendar")
    orders = [
        flowing.flow(m, object={"dogs_animals": 0.9, "东城区/景山街道": 0.5}, unclear=0.5)
        for m in (coded, written)
    ]
    assert orders[0].table() == orders[1].table()
    assert orders[0].table()["days"].null_count == 0


def test_a_matter_lies_in_the_unit_of_its_day(run: Run) -> None:
    """Of a merger, what came before it is counted, and passed on, in the unit that there was."""
    merged: Any = run["merged"].jurisdiction
    matters = pa.Table.from_pylist(CODED)
    found = merged.simulate(matters).baseline.column("subdistrict").to_pylist()
    day = {"2024-03-01": 0, "2024-08-01": 1}
    units = {"110101001": ("110101001", "110101002"), "110101002": ("110101002", "110101002")}
    expected = [units[row["place"]][day[row["on"]]] for row in CODED]
    assert found == expected
    pytest.importorskip("chinese_calendar")
    orders = merged.flow(matters).table().to_pylist()
    for row, order, unit in zip(CODED, orders, expected, strict=True):
        decided = merged.decide(row).lead
        assert order["owner"] == f"{decided.role}@{decided.unit}"
        assert decided.level != "subdistrict" or decided.unit == unit


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["2024-03-01", "2024/3/1", "20240301", "someday", None]),
        pa.array([datetime(2024, 3, 1, 9), datetime(2024, 3, 1), datetime(2024, 3, 1, 23), None]),
        pa.chunked_array([pa.array(["2024-03-01"]).dictionary_encode()] * 2),
        pa.array(["2024-03-01", "1965-03-01"]),
    ],
    ids=["text", "moments", "dictionaries", "before 1970"],
)
def test_days_are_those_of_the_decision(flowing: Any, column: Any) -> None:
    """Whatever the column's type; what cannot be read is no day, and no other row's."""
    found = days_of(flowing, pa.table({"on": column}))
    for day, said in zip(found.tolist(), column.to_pylist(), strict=True):
        if said in ("someday", None):
            assert day == NO_DAY
        else:
            read = flowing.fields["on"].read(said)
            assert (read - datetime(1970, 1, 1).date()).days == day


def test_what_is_not_said_lies_nowhere(flowing: Any) -> None:
    """No column, no rows, and a place that there is not."""
    assert days_of(flowing, pa.table({"kind": ["task"]})).tolist() == [NO_DAY]
    assert seats_of(flowing, pa.table({"kind": ["task"]}))[0].tolist() == [-1]
    assert items_of(flowing, pa.table({"kind": ["task"]}))[0].tolist() == [-1]
    codes, units = seats_of(flowing, pa.table({"place": ["没有街道", None, "110101001"]}))
    assert (codes.tolist(), units) == ([-1, -1, 0], ("110101001",))
    none = pa.table({"place": pa.array([], pa.string()), "on": pa.array([], pa.string())})
    assert len(seats_of(flowing, none)[0]) == 0
