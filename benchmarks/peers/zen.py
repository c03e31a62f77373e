"""zen-engine (Rust): one decision table, first hit; the engine makes the owner's name too."""

from __future__ import annotations

from typing import Any

from ..job import DEPARTMENT, FIXED, GROUP
from . import Engine, one_by_one

__all__ = ["DOES", "NAME", "NEEDS", "PACKAGE", "make"]

NAME, PACKAGE, NEEDS = "zen-engine", "zen-engine", ("zen",)
DOES = "rule and owner; item group and department in Python"

INPUTS = (
    "emergency",
    "legal_channel",
    "repeat",
    "secret",
    "unlawful",
    "kind",
    "assigned_to",
    "on",
    "group",
    "multi_dept",
    "unclear",
)


def make() -> Engine:
    """A static loader and ``evaluate(key)``: the fastest of the ways it offers.

    ``create_decision`` is several times slower, and ``evaluate_batch`` is slower than a loop.
    """
    import zen

    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"job": _graph()}}})

    def decide(m: dict[str, Any]) -> tuple[str, str]:
        item = m["item"]
        found = engine.evaluate("job", {**m, "group": GROUP[item], "department": DEPARTMENT[item]})[
            "result"
        ]
        return found["owner"], found["rule"]

    return Engine(decide, one_by_one(decide))


def _rows() -> list[tuple[dict[str, str], str, str]]:
    street, district = "place[0:8]", "place[0:5]"  # slices hold their last character
    office = f'"subdistrict_office@" + {street}'
    department = f'department + "@" + {district}'
    rows: list[tuple[dict[str, str], str, str]] = [
        ({INPUTS[n]: "true"}, f"R{n + 1}", f'"{FIXED[f"R{n + 1}"]}"') for n in range(5)
    ]
    for letter, kind, group in (
        ("a", "task", "tasks"),
        ("b", "form", "forms"),
        ("c", "certificate", "certificates"),
    ):
        here = {"kind": f'"{kind}"', "assigned_to": '"community"'}
        if letter == "a":
            here["on"] = 'date($) >= date("2019-12-15")'
        inside = '"community_committee@" + place'
        rows.append(({**here, "group": f'"{group}"'}, f"R6{letter}.in", inside))
        rows.append((here, f"R6{letter}.back", office))
    return [
        *rows,
        ({"multi_dept": "true"}, "R7", office),
        ({"unclear": "true"}, "R8", f'"district_government@" + {district}'),
        (
            {"group": '"enforcement"', "on": 'date($) >= date("2020-07-01")'},
            "R9.street",
            f'"enforcement_team@" + {street}',
        ),
        ({"group": '"enforcement"'}, "R9.district", department),
        ({"group": '"tasks", "forms", "certificates", "own"'}, "R10", office),
        ({}, "R11", department),
    ]


def _graph() -> dict[str, Any]:
    def column(id: str) -> dict[str, str]:
        return {"id": id, "name": id, "type": "expression", "field": id}

    table = {
        "hitPolicy": "first",
        "inputs": [column(id) for id in INPUTS],
        "outputs": [column("rule"), column("owner")],
        "rules": [
            {
                "_id": leaf,
                **{id: when.get(id, "") for id in INPUTS},
                "rule": f'"{leaf}"',
                "owner": owner,
            }
            for when, leaf, owner in _rows()
        ],
    }
    where = {"position": {"x": 0, "y": 0}}
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", **where},
            {
                "id": "table",
                "type": "decisionTableNode",
                "name": "table",
                "content": table,
                **where,
            },
            {"id": "out", "type": "outputNode", "name": "out", **where},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "in", "targetId": "table"},
            {"id": "2", "type": "edge", "sourceId": "table", "targetId": "out"},
        ],
    }
