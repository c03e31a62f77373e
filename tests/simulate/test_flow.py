"""Orders on their way: each against the interpreter and decisions one by one."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType
from typing import Any

import pytest
from govrules.errors import RecordError

pa = pytest.importorskip("pyarrow")
pytest.importorskip("chinese_calendar")

MANY: dict[str, Any] = {"object": 0.6, "refuse": 0.5, "whistle": 0.7}


def test_each_order_goes_as_one_by_one(flowing: Any, demands: Any, one_order: ModuleType) -> None:
    """State, holder, hops and objections of all of them."""
    orders = flowing.flow(demands, seed=5, **MANY)
    plain = one_order.OneOrder(flowing, MANY, 5)
    for row, matter in enumerate(demands.to_pylist()):
        one = plain.walk(row, matter)
        mine = orders.stages.met[orders.at[row]].snapshot
        told = [
            (s.state, *(s.values.get(n) for n in ("lead", "hops", "returns", "former", "refusers")))
            for s in (mine, one)
        ]
        assert told[0] == told[1], matter


def test_something_of_everything_happens(flowing: Any, demands: Any) -> None:
    """Objections upheld and dismissed, whistles, refusals: else the others prove nothing."""
    found = flowing.flow(demands, seed=5, **MANY).summary()
    assert found["objections"] > found["upheld"] > 0
    assert found["refusals"] > 0
    assert found["hops"] > 1


def test_the_same_seed_gives_the_same_bytes(flowing: Any, demands: Any) -> None:
    """Also for a second run in one process; another seed does not."""
    first, second, other = (flowing.flow(demands, seed=s, **MANY) for s in (5, 5, 6))
    assert first.table().equals(second.table())
    assert not first.table().equals(other.table())


def test_matters_do_not_hang_on_their_neighbours(flowing: Any, demands: Any) -> None:
    """The first rows alone go as they do among all; so does who objects, if others never do."""
    all_of_them = flowing.flow(demands, seed=5, **MANY).table()
    half = flowing.flow(demands.slice(0, 20), seed=5, **MANY).table()
    assert half.to_pylist() == all_of_them.slice(0, 20).to_pylist()


def test_without_behaviours_each_order_is_dispatched_once(flowing: Any, demands: Any) -> None:
    """Whoever gets it keeps it, to the end or to where a fact is missing."""
    orders = flowing.flow(demands)
    assert set(orders.hops()["hops"].to_pylist()) <= {0, 1}
    assert set(orders.table()["state"].to_pylist()) <= {"closed", "told", "conferring"}


def test_more_unclear_orders_take_more_hops(flowing: Any, demands: Any) -> None:
    """Common random numbers: the orders unclear at a share are unclear at a larger one."""
    runs = [flowing.flow(demands, seed=2, object=1.0, unclear=u) for u in (0.0, 0.3, 0.6, 0.9)]
    hops = [r.summary()["hops"] for r in runs]
    assert hops == sorted(hops)
    assert hops[0] == 1.0 < hops[-1]
    for less, more in pairwise(runs):
        assert not (less.is_unclear & ~more.is_unclear).any()


def test_rounds_bound_how_often_an_order_is_passed_on(flowing: Any, demands: Any) -> None:
    """Whoever has it then keeps it."""
    orders = flowing.flow(demands, seed=2, object=1.0, unclear=0.9, rounds=1)
    assert max(s.passed for s in orders.stages.met) == 1
    assert max(orders.hops()["hops"].to_pylist()) <= 2


def test_who_is_likely_is_told_by_role_unit_item_and_function(flowing: Any, demands: Any) -> None:
    """The last that fits holds; a function sees the sender."""
    role = "street_or_township"
    every = flowing.flow(demands, seed=3, object={"*": 1.0, role: 0.0}).table()
    objected = flowing.flow(demands, seed=3, object={"*": 1.0}).summary()["objections"]
    some = flowing.flow(demands, seed=3, object={"*": 1.0, role: 0.0}).summary()["objections"]
    assert 0 < some < objected
    by = lambda t: [float(not b.startswith(role)) for b in t["by"].to_pylist()]  # noqa: E731
    assert flowing.flow(demands, seed=3, object=by).table().equals(every)
    unit = flowing.flow(demands, seed=3, object={"西城区": 1.0}).summary()["objections"]
    item = flowing.flow(demands, seed=3, object={"waste": 1.0}).summary()["objections"]
    assert 0 < unit < objected
    assert 0 < item < objected


def test_what_a_second_look_finds_settles_orders(flowing: Any, demands: Any) -> None:
    """Only where it was not said, and only of orders conferred on."""
    open_yet = demands.drop_columns(["on_power_list"])
    left = flowing.flow(open_yet)
    found = flowing.flow(open_yet, finds={"on_power_list": True})
    count = [o.table()["state"].to_pylist().count("conferring") for o in (left, found)]
    assert count[1] < count[0]


def test_orders_count_up(flowing: Any, demands: Any) -> None:
    """Every table has each order once; paths begin with who receives."""
    orders = flowing.flow(demands, seed=5, **MANY)
    for table in (orders.hops(), orders.final_owner(), orders.paths(1000)):
        assert sum(table["rows"].to_pylist()) == len(orders) == demands.num_rows
    assert all(p.startswith("hotline_agency@city") for p in orders.paths()["path"].to_pylist())
    days = orders.days()
    assert sum(days["rows"].to_pylist()) <= orders.summary()["dispatched"]
    assert all(0 <= late <= 1 for late in days["late"].to_pylist())


def test_days_lie_within_the_clocks(flowing: Any, demands: Any) -> None:
    """Signed for, resolved and called back: at least a day each, at most what the chart gives."""
    orders = flowing.flow(demands, seed=1)
    table = orders.table().to_pylist()
    taken = [r["days"] for r in table if r["state"] == "closed"]
    assert min(taken) >= 3
    assert max(taken) <= 5 + 7 + 3  # a working day may lie behind a holiday


def test_a_day_not_known_gives_no_days(flowing: Any, demands: Any) -> None:
    """The order goes its way; how long that takes is not made up."""
    at = demands.schema.get_field_index("on")
    known = demands["on"].to_pylist()
    some = demands.set_column(at, "on", pa.array([None, *known[1:]], pa.string()))
    found = flowing.flow(some).table()
    assert found["days"][0].as_py() is None
    assert found["sent"][0].as_py() is None
    none = flowing.flow(demands.drop_columns(["on"]))
    assert none.table()["days"].null_count == len(none)


def test_no_orders_is_no_error(flowing: Any, demands: Any) -> None:
    """Every figure is nought."""
    orders = flowing.flow(demands.slice(0, 0), object=0.5)
    assert orders.summary()["dispatched"] == 0
    assert orders.final_owner().num_rows == orders.days().num_rows == 0


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"objects": 0.1}, "nobody may choose to 'objects'", "没有可供选择的行为 'objects'"),
    ({"object": 1.5}, "1.5 is no share", "1.5 不是份额"),
    ({"object": True}, "True is no share", "True 不是份额"),
    (
        {"object": {"urban": 0.5}},
        "'urban' is no role, unit or item",
        "'urban' 不是角色、单位或事项",
    ),
    ({"object": {"*": 2}}, "2 is no share", "2 不是份额"),
    ({"object": lambda t: [2.0]}, "the function for object gives no share", "object 的函数"),
    ({"unclear": -0.1}, "-0.1 is no share", "-0.1 不是份额"),
    ({"rounds": 0}, "rounds cannot be 0", "rounds 不能为 0"),
    ({"chart": "orders"}, "there is no chart 'orders'", "没有流程 'orders'"),
    ({"finds": {"doable": True}}, "finds: there is no field 'doable'", "finds：没有字段 'doable'"),
]


@pytest.mark.parametrize(("how", "en", "zh"), REFUSED, ids=[str(n) for n in range(len(REFUSED))])
def test_what_cannot_be_used_is_refused(
    flowing: Any, demands: Any, how: dict[str, Any], en: str, zh: str
) -> None:
    """With what it is, in both languages."""
    with pytest.raises(RecordError) as error:
        flowing.flow(demands, **how)
    assert en in error.value.en
    assert zh in error.value.zh


def test_a_pack_without_charts_has_no_flow(small: Any) -> None:
    """It says so."""
    with pytest.raises(RecordError, match="the jurisdiction has no charts"):
        small.flow(pa.table({"kind": ["report"]}))
