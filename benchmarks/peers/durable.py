"""durable-rules: a Rete network; events are posted, the first rule by priority consumes each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from ..job import DEPARTMENT, GROUP, owner_of
from . import Engine

__all__ = ["DOES", "NAME", "NEEDS", "PACKAGE", "make"]

NAME, PACKAGE, NEEDS = "durable-rules", "durable_rules", ("durable.lang",)
DOES = "rule; item group and owner's name in Python"
TOGETHER = 100
_names = count()


def make() -> Engine:
    """A rule set of seventeen rules; ``post_batch`` of 100 events."""
    from durable import lang

    said: dict[int, str] = {}
    name, ids = f"benchmark{next(_names)}", count(1)

    def act(leaf: str) -> Callable[[Any], None]:
        def note(context: Any) -> None:
            said[context.m.number] = leaf

        return note

    with lang.ruleset(name):
        for rank, (leaf, condition) in enumerate(_conditions(lang.m)):
            lang.when_all(lang.pri(rank), condition)(act(leaf))

    def event(m: dict[str, Any]) -> dict[str, Any]:
        return {**m, "group": GROUP[m["item"]], "number": next(ids)}

    def answer(e: dict[str, Any]) -> tuple[str, str]:
        leaf = said.pop(e["number"])
        return owner_of(leaf, e["place"], DEPARTMENT[e["item"]]), leaf

    def decide(m: dict[str, Any]) -> tuple[str, str]:
        e = event(m)
        lang.post(name, e)
        return answer(e)

    def batch(matters: Any) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for start in range(0, len(matters), TOGETHER):
            events = [event(m) for m in matters[start : start + TOGETHER]]
            lang.post_batch(name, events)
            found.extend(map(answer, events))
        return found

    return Engine(decide, batch)


def _conditions(m: Any) -> list[tuple[str, Any]]:
    flags = ("emergency", "legal_channel", "repeat", "secret", "unlawful")
    found = [(f"R{n + 1}", getattr(m, flag) == True) for n, flag in enumerate(flags)]  # noqa: E712
    local = m.assigned_to == "community"
    for letter, kind, group in (
        ("a", "task", "tasks"),
        ("b", "form", "forms"),
        ("c", "certificate", "certificates"),
    ):
        here = (m.kind == kind) & local
        if letter == "a":
            here = here & (m.on >= "2019-12-15")
        found += [(f"R6{letter}.in", here & (m.group == group)), (f"R6{letter}.back", here)]
    moved = m.group == "enforcement"
    return [
        *found,
        ("R7", m.multi_dept == True),  # noqa: E712
        ("R8", m.unclear == True),  # noqa: E712
        ("R9.street", moved & (m.on >= "2020-07-01")),
        ("R9.district", moved),
        ("R10", m.group != "other"),
        ("R11", m.group == "other"),
    ]
