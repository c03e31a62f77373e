"""The whole Beijing pack, cell by cell: the tables say what the specification says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from govrules import UNKNOWN, GovrulesError, Jurisdiction
from govrules.decision.outcome import outcome_of
from govrules.evaluate import evaluate
from govrules.rules import read_facts

pa = pytest.importorskip("pyarrow")

PLACE = "110102013001"
BASE = {
    "consult": {"channel": "hotline", "item": "property_noise"},
    "help": {"channel": "hotline", "item": "water_supply_network"},
    "complaint": {"channel": "hotline", "item": "parking_obstacle"},
    "report": {"channel": "direct", "item": "illegal_building_unpermitted"},
    "violation": {"item": "dogs_animals_dog_fouling", "on_power_list": "true"},
    "task": {"giver_level": "district_department", "asked_of_level": "community"},
}
SHARE = 16  # so many parts of the pairs there are; of these a few are tried each time
PARTS = range(SHARE) if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else (0, 5, 10)


def bases(beijing: Jurisdiction) -> Iterator[dict[str, Any]]:
    """A matter of each kind, of an item that there is."""
    items: Any = beijing.fields["item"].tree
    for choice in beijing.fields["kind"].choices:
        more = {"item": items.leaves[7], **BASE.get(choice.code, {})}
        assert more["item"] in items
        yield {"kind": choice.code, "place": PLACE, "on": "2023-05-23", **more}


def cells(beijing: Jurisdiction) -> Iterator[tuple[str, Any]]:
    """Every cell of every field that a record may give, as text."""
    for id, field in beijing.fields.items():
        if field.kind == "set":
            yield from ((id, c.code) for c in field.choices)
            yield id, "none"
            continue
        for value in beijing.classes.cells.fields[id].values():
            if value is UNKNOWN:
                yield id, "unknown"
            elif isinstance(value, bool):
                yield id, str(value).lower()
            else:
                yield id, value.isoformat() if isinstance(value, date) else str(value)


def told(beijing: Jurisdiction, row: dict[str, Any]) -> tuple[str | None, str | None]:
    """What the evaluator finds for a row: its outcome as a class code, or the error."""
    try:
        found = outcome_of(
            evaluate(beijing.rules, read_facts(row, beijing.fields)), beijing.context
        )
    except GovrulesError as error:
        return None, f"{error.code}: {error.text('en')}"
    return beijing.classes.of(found).code, None


@pytest.mark.parametrize("part", PARTS)
def test_each_cell_beside_each_kind(beijing_pack: Jurisdiction, part: int) -> None:
    """A matter of each kind, with each cell of each field put in: its outcome and its rules."""
    pairs = [
        {**base, id: value} for id, value in cells(beijing_pack) for base in bases(beijing_pack)
    ]
    rows = pairs[part::SHARE]
    schema = pa.schema([(id, pa.string()) for id in beijing_pack.fields])
    found = beijing_pack.decide_table(pa.Table.from_pylist(rows, schema), keep=[]).to_pylist()
    assert len(rows) > 300
    for row, r in zip(rows, found, strict=True):
        assert (r["decision_class"], r["error"]) == told(beijing_pack, row), row
