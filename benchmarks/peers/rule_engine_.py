"""rule-engine: a list of compiled conditions; the first that matches."""

from __future__ import annotations

from typing import Any

from ..job import DEPARTMENT, GROUP, owner_of
from . import Engine, one_by_one

__all__ = ["DOES", "NAME", "NEEDS", "PACKAGE", "make"]

NAME, PACKAGE, NEEDS = "rule-engine", "rule-engine", ("rule_engine",)
DOES = "whether a rule holds; the order, item group and owner's name in Python"


def make() -> Engine:
    """Seventeen rules, tried in order."""
    from rule_engine import Rule

    rules = [(leaf, Rule(text)) for leaf, text in _texts()]

    def decide(m: dict[str, Any]) -> tuple[str, str]:
        item = m["item"]
        thing = {**m, "group": GROUP[item]}
        leaf = next(leaf for leaf, rule in rules if rule.matches(thing))
        return owner_of(leaf, m["place"], DEPARTMENT[item]), leaf

    return Engine(decide, one_by_one(decide))


def _texts() -> list[tuple[str, str]]:
    flags = ("emergency", "legal_channel", "repeat", "secret", "unlawful")
    found = [(f"R{n + 1}", flag) for n, flag in enumerate(flags)]
    for letter, kind, group in (
        ("a", "task", "tasks"),
        ("b", "form", "forms"),
        ("c", "certificate", "certificates"),
    ):
        day = ' and on >= "2019-12-15"' if letter == "a" else ""
        here = f'kind == "{kind}" and assigned_to == "community"{day}'
        found.append((f"R6{letter}.in", f'{here} and group == "{group}"'))
        found.append((f"R6{letter}.back", here))
    return [
        *found,
        ("R7", "multi_dept"),
        ("R8", "unclear"),
        ("R9.street", 'group == "enforcement" and on >= "2020-07-01"'),
        ("R9.district", 'group == "enforcement"'),
        ("R10", 'group != "other"'),
        ("R11", "true"),
    ]
