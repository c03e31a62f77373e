"""Queues: against a plain loop, compiled or not; and what cannot be queued."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from govrules.errors import RecordError

pytest.importorskip("pyarrow")
pytest.importorskip("chinese_calendar")

ANYBODY = {"unit": "*", "people": "1", "hours": "30"}


@pytest.fixture(scope="module")
def orders(flowing: Any, demands: Any) -> Any:
    return flowing.flow(demands, seed=5, object=0.6)


@pytest.fixture(scope="module")
def queued(orders: Any) -> Any:
    """One person each, and far too much to do."""
    from govrules.simulate import Staff

    return orders.queue(Staff([ANYBODY, {"unit": "city_government", "people": 2, "hours": 5}]))


def test_everyone_is_served_in_turn(queued: Any) -> None:
    """By a plain loop over the same arrivals and hours; nobody begins before they come."""
    free: dict[str, list[float]] = {}
    rows = sorted(queued.table.to_pylist(), key=lambda r: (r["owner"], r["arrival"]))
    assert len(rows) > 10
    for row in rows:
        people = free.setdefault(row["owner"], [0.0] * row["people"])
        begin = max(row["arrival"], min(people))
        people[people.index(min(people))] = begin + row["hours"]
        assert row["begin"] == begin
        assert row["end"] == begin + row["hours"]


def test_late_waiting_and_load_are_those_of_the_rows(queued: Any) -> None:
    """Each figure from the rows of one owner."""
    rows = queued.table.to_pylist()
    late = queued.late(by="owner").to_pylist()
    assert sum(r["rows"] for r in late) == len(rows)
    for told in late:
        mine = [r for r in rows if r["owner"] == told["owner"]]
        assert told["late"] == sum(r["end"] > r["due"] for r in mine)
        assert told["share"] == told["late"] / len(mine)
    waits = {r["role"]: r["days"] for r in queued.waiting(by="role").to_pylist()}
    role = rows[0]["role"]
    own = [(r["begin"] - r["arrival"]) / 8 for r in rows if r["role"] == role]
    assert waits[role] == pytest.approx(sum(own) / len(own))
    load = queued.load().to_pylist()
    assert all(0 < r["load"] <= 1 for r in load)
    assert sum(r["hours"] for r in load) == pytest.approx(sum(r["hours"] for r in rows))


def test_the_same_seed_gives_the_same_queue(orders: Any, queued: Any) -> None:
    """To the byte; another seed does not."""
    from govrules.simulate import Staff

    staff = Staff([ANYBODY, {"unit": "city_government", "people": 2, "hours": 5}])
    assert orders.queue(staff).table.equals(queued.table)
    assert not orders.queue(staff, seed=2).table.equals(queued.table)


def test_who_is_due_first_is_served_first(orders: Any) -> None:
    """Nobody who waits is due before whoever is begun with."""
    from govrules.simulate import Staff

    rows = orders.queue(Staff([ANYBODY]), order="due").table.to_pylist()
    for row in rows:
        passed = [
            r
            for r in rows
            if r["owner"] == row["owner"]
            and r["arrival"] <= row["begin"] < r["begin"]
            and r["due"] < row["due"]
        ]
        assert not passed


def random_desks(seed: int) -> tuple[Any, ...]:
    """Bounds, people, arrivals, hours and dues of a few desks."""
    draw = np.random.default_rng(seed)
    sizes = draw.integers(0, 40, 6)
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    arrival = np.concatenate([np.sort(draw.random(n) * 50) for n in sizes])
    hours = draw.exponential(3, len(arrival))
    return bounds, draw.integers(1, 4, 6), arrival, hours, arrival + draw.random(len(arrival)) * 9


@pytest.mark.numba
@pytest.mark.skipif(find_spec("numba") is None, reason="numba is not installed")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_compiled_and_plain_are_equal_to_the_last_bit(seed: int) -> None:
    """Both rules of service."""
    from govrules.simulate.serving import by_due, first_come, serve

    bounds, people, arrival, hours, due = random_desks(seed)
    found = []
    for compiled in (True, False):
        one, other = np.zeros(len(arrival)), np.zeros(len(arrival))
        serve(first_come, compiled=compiled)(bounds, people, arrival, hours, one)
        serve(by_due, compiled=compiled)(bounds, people, arrival, hours, due, other)
        found.append((one.tobytes(), other.tobytes()))
    assert found[0] == found[1]


def test_owners_without_staff_are_counted_and_do_not_queue(orders: Any) -> None:
    """Nothing is made up for them."""
    from govrules.simulate import Staff

    few = orders.queue(Staff([{"unit": "city_government", "people": 1, "hours": 1}]))
    owned = orders.table()["owner"]
    assert few.unstaffed + few.table.num_rows == len(owned) - owned.null_count
    assert set(few.table["role"].to_pylist()) <= {"city_government"}


def test_staff_is_looked_up_from_organ_to_anybody(tmp_path: Path) -> None:
    """From a file, with hours by disposition."""
    from govrules.simulate import Staff

    file = tmp_path / "staff.csv"
    file.write_text(
        "unit,people,hours,hours.dispatch_direct\n*,1,4,\n110102,5,3,2\n"
        "housing,2,6,\nhousing@110102,7,1,9\n",
        encoding="utf-8",
    )
    staff = Staff(file)
    people = {o: staff.of(o).people for o in ORGANS}  # type: ignore[union-attr]
    assert people == ORGANS
    assert staff.desks["110102"].mean("dispatch_direct") == 2
    assert staff.desks["110102"].mean("answer") == 3
    assert staff.desks["housing"].mean("dispatch_direct") == 6


ORGANS = {"housing@110102": 7, "water@110102": 5, "housing@110105": 2, "water@110105": 1}

BAD: list[tuple[Any, str]] = [
    ([{"unit": "*", "people": "0", "hours": "1"}], "people '0' is no number of people"),
    ([{"unit": "*", "people": "x", "hours": "1"}], "people 'x' is no number of people"),
    ([{"unit": "*", "people": "1", "hours": "-1"}], "hours '-1' is no number of hours"),
    ([{"unit": "*", "people": "1", "hours": "nan"}], "hours 'nan' is no number of hours"),
    ([{"unit": "", "people": "1", "hours": "1"}], "unit '' is not said"),
    ([ANYBODY, ANYBODY], "unit '*' is said twice"),
    ([{"unit": "*", "hours": "1"}], "people is no column of it"),
    ([ANYBODY, {"unit": "110101", "people": "1"}], "staff line 3: hours is no column of it"),
    ([], "unit is not said"),
    ("nowhere.csv", "nowhere.csv cannot be read"),
]


@pytest.mark.parametrize(("given", "en"), BAD, ids=[en for _, en in BAD])
def test_staff_that_cannot_be_read_is_refused(given: Any, en: str) -> None:
    """With the line."""
    from govrules.simulate import Staff

    with pytest.raises(RecordError, match=en.replace("*", r"\*")):
        Staff(given)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"unit": "housng"}, "staff line 3: unit 'housng' is no role, and no unit's code"),
        ({"unit": "西城区"}, "unit '西城区' is no role, and no unit's code"),
        ({"unit": "housing@西城区"}, "is no role, and no unit's code"),
        ({"unit": "housing", "hours.hndle": 2}, "staff line 3: disposition 'hndle' is no"),
    ],
)
def test_staff_of_nobody_is_refused(orders: Any, row: dict[str, Any], says: str) -> None:
    """It would deal with no order; a unit that a scenario founds stands in it alone."""
    from govrules.simulate import Staff

    one = {"unit": "*", "people": 1, "hours": 1}
    with pytest.raises(RecordError, match=says):
        orders.queue(Staff([one, one | row]))
    new = [one, one | {"unit": "110105099"}, one | {"unit": "housing@district"}]
    assert orders.queue(Staff(new)).unstaffed == 0


def test_a_column_named_twice_is_refused(tmp_path: Path) -> None:
    """Which of the two holds is not said."""
    from govrules.simulate import Staff

    file = tmp_path / "staff.csv"
    file.write_text("unit,people,hours,people\n*,1,6,2\n", encoding="utf-8")
    with pytest.raises(RecordError, match="column 'people' is said twice"):
        Staff(file)


def test_people_without_end_wait_for_orders(orders: Any) -> None:
    """More than there are orders change nothing, and cost nothing."""
    from govrules.simulate import Staff

    many, all_of_them = (
        orders.queue(Staff([{"unit": "*", "people": n, "hours": 6}])) for n in (10**5, 10**12)
    )
    assert many.table["begin"] == all_of_them.table["begin"] == many.table["arrival"]


def test_other_words_are_refused(orders: Any, queued: Any) -> None:
    """An order of service, a clock, a grouping that there is none of."""
    from govrules.simulate import Staff

    staff = Staff([ANYBODY])
    with pytest.raises(RecordError, match="there is no order 'lifo'"):
        orders.queue(staff, order="lifo")
    with pytest.raises(RecordError, match="there is no clock 'solved'"):
        orders.queue(staff, clock="solved")
    with pytest.raises(RecordError, match="there is no by 'owners'"):
        queued.late(by="owners")
