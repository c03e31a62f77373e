"""cedarpy (Rust): a permit a rule; Cedar finds which hold, Python takes the first by rank.

Cedar has neither an order of rules nor values to give back, so it does not decide precedence.
"""

from __future__ import annotations

import json
from typing import Any

from ..job import DEPARTMENT, GROUP, RULES, owner_of
from . import Engine

__all__ = ["DOES", "NAME", "NEEDS", "PACKAGE", "make"]

NAME, PACKAGE, NEEDS = "cedarpy", "cedarpy", ("cedarpy",)
DOES = "which rules hold; which comes first and owner's name in Python"
TOGETHER = 1000
GIVEN = (
    "kind",
    "assigned_to",
    "emergency",
    "legal_channel",
    "repeat",
    "secret",
    "unlawful",
    "multi_dept",
    "unclear",
)


def make() -> Engine:
    """Policies and entities parsed once; items are entities in their group."""
    import cedarpy

    policies = cedarpy.PolicySet.from_str(
        "\n".join(
            f'@id("{leaf}") permit(principal, action, resource) when {{ {when} }};'
            for leaf, when in _conditions()
        )
    )
    entities = cedarpy.Entities.from_json_str(
        json.dumps(
            [
                {
                    "uid": {"type": "Item", "id": item},
                    "attrs": {},
                    "parents": [{"type": "Group", "id": group}],
                }
                for item, group in GROUP.items()
            ]
        )
    )
    rank = {leaf: n for n, leaf in enumerate(RULES)}

    def request(m: dict[str, Any]) -> dict[str, Any]:
        context = {key: m[key] for key in GIVEN}
        context["on"] = int(m["on"].replace("-", ""))
        return {
            "principal": {"type": "Desk", "id": "1"},
            "action": {"type": "Action", "id": "own"},
            "resource": {"type": "Item", "id": m["item"]},
            "context": context,
        }

    def answer(found: Any, m: dict[str, Any]) -> tuple[str, str]:
        held = found.diagnostics.id_annotations_by_reason.values()
        leaf = min(held, key=rank.__getitem__)
        return owner_of(leaf, m["place"], DEPARTMENT[m["item"]]), leaf

    def decide(m: dict[str, Any]) -> tuple[str, str]:
        return answer(cedarpy.is_authorized(request(m), policies, entities), m)

    def batch(matters: Any) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for start in range(0, len(matters), TOGETHER):
            some = matters[start : start + TOGETHER]
            held = cedarpy.is_authorized_batch([request(m) for m in some], policies, entities)
            found.extend(map(answer, held, some))
        return found

    return Engine(decide, batch)


def _conditions() -> list[tuple[str, str]]:
    flags = ("emergency", "legal_channel", "repeat", "secret", "unlawful")
    found = [(f"R{n + 1}", f"context.{flag}") for n, flag in enumerate(flags)]
    for letter, kind, group in (
        ("a", "task", "tasks"),
        ("b", "form", "forms"),
        ("c", "certificate", "certificates"),
    ):
        day = " && context.on >= 20191215" if letter == "a" else ""
        here = f'context.kind == "{kind}" && context.assigned_to == "community"{day}'
        found.append((f"R6{letter}.in", f'{here} && resource in Group::"{group}"'))
        found.append((f"R6{letter}.back", here))
    moved = 'resource in Group::"enforcement"'
    return [
        *found,
        ("R7", "context.multi_dept"),
        ("R8", "context.unclear"),
        ("R9.street", f"{moved} && context.on >= 20200701"),
        ("R9.district", moved),
        ("R10", '!(resource in Group::"other")'),
        ("R11", "true"),
    ]
