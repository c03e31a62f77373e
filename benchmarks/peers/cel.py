"""common-expression-language (Rust): one compiled expression that names the rule."""

from __future__ import annotations

from typing import Any

from ..job import DEPARTMENT, GROUP, owner_of
from . import Engine, one_by_one

__all__ = ["DOES", "NAME", "NEEDS", "PACKAGE", "make"]

NAME, PACKAGE, NEEDS = "CEL", "common-expression-language", ("cel",)
DOES = "rule; item group and owner's name in Python"


def make() -> Engine:
    """The expression compiled once, executed for each matter."""
    import cel

    program = cel.compile(_text())

    def decide(m: dict[str, Any]) -> tuple[str, str]:
        item = m["item"]
        leaf = program.execute({**m, "group": GROUP[item]})
        return owner_of(leaf, m["place"], DEPARTMENT[item]), leaf

    return Engine(decide, one_by_one(decide))


def _text() -> str:
    flags = ("emergency", "legal_channel", "repeat", "secret", "unlawful")
    steps = [f'{flag} ? "R{n + 1}"' for n, flag in enumerate(flags)]
    for letter, kind, group in (
        ("a", "task", "tasks"),
        ("b", "form", "forms"),
        ("c", "certificate", "certificates"),
    ):
        day = ' && on >= "2019-12-15"' if letter == "a" else ""
        steps.append(
            f'(kind == "{kind}" && assigned_to == "community"{day}) ? '
            f'(group == "{group}" ? "R6{letter}.in" : "R6{letter}.back")'
        )
    steps += [
        'multi_dept ? "R7"',
        'unclear ? "R8"',
        'group == "enforcement" ? (on >= "2020-07-01" ? "R9.street" : "R9.district")',
        'group == "other" ? "R11"',
    ]
    return " : ".join([*steps, '"R10"'])
