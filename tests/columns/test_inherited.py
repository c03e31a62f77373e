"""By columns as one by one: the same outcomes are inherited."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import Blueprint, Jurisdiction
from govrules.rules import read_facts
from govrules.simulate import Scenario, delegations, lists, territory

pa = pytest.importorskip("pyarrow")

ROWS = [
    {"kind": "violation", "item": item, "place": "110102013", "on": on, "on_power_list": listed}
    for item in ("smoking_butt_litter", "gas_unsafe_use")
    for on in ("2024-06-30", "2024-08-01")
    for listed in (True, None)
]


def test_columns_inherit_what_single_matters_do(shipped: Blueprint) -> None:
    """Row by row the class is that of the matter alone, and each has learnt as much."""
    base = Jurisdiction(shipped)
    table = pa.Table.from_pylist(ROWS)
    base.decide_table(table, keep=[])
    back = Scenario("back").change(delegations("JZF2020-9.1").revoke(on="2024-07-01"))
    columns, single = back.applied(base), back.applied(base)
    for made in (columns, single):
        assert made.classes.inherit(base.classes)
    found = columns.decide_table(table, keep=[])["decision_class"].to_pylist()
    for row, code in zip(ROWS, found, strict=True):
        given = {k: v for k, v in row.items() if v is not None}
        assert single.classes.find(read_facts(given, single.fields)).code == code
    own = [len(made.classes.learner.outcomes.edges) for made in (columns, single)]
    assert own[0] == own[1]


@pytest.mark.parametrize(
    ("change", "is_shared"),
    [
        (lists("LIST431").remove("smoking_butt_litter", on="2024-07-15"), True),
        (territory.merge("110102013", into="110102012", on="2024-07-01"), False),
    ],
)
def test_an_engine_beside_another_reads_what_means_the_same(
    shipped: Blueprint, change: Any, is_shared: bool
) -> None:
    """Places are read once for both, but where units have changed; no row is decided otherwise."""
    base, scenario = Jurisdiction(shipped), Scenario("x").change(change)
    made, alone = scenario.applied(base), scenario.applied(base)
    table = pa.Table.from_pylist(ROWS)
    with base.lend_columns() as columns:
        plain = columns.table(table, keep=[]).to_pylist()
        assert made.classes.inherit(base.classes)
        assert ("place" in made.classes.cells.same(base.classes.cells)) == is_shared
        found = made.columns(beside=columns).table(table, keep=[]).to_pylist()
        assert columns.table(table, keep=[]).to_pylist() == plain
    assert found == alone.decide_table(table, keep=[]).to_pylist() != plain
