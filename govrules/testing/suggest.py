"""Examples that a pack lacks, drafted with today's decision for the author to confirm."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from ..decision.decision import Decision
from ..jurisdiction import Jurisdiction

__all__ = ["suggested"]


def suggested(jurisdiction: Jurisdiction, told: Collection[str]) -> Iterator[str]:
    """Draft an example, as YAML, for each rule that decided in none.

    Args:
        jurisdiction: Whose rules.
        told: The ids of the rules that examples show.

    Returns:
        A draft for each rule for which a matter is found that it decides; the expectation is what
        comes out today, right or wrong.
    """
    context = jurisdiction.analysis
    for id, rule in sorted(jurisdiction.rules.rules.items()):
        if id in told:
            continue
        for matter, _ in context.met(rule.when):
            decision = jurisdiction.decide(matter, ask="plain")
            if id in {r.rule for r in decision.because}:
                yield _draft(id, matter, decision)
                break


def _draft(id: str, matter: dict[str, Any], decision: Decision) -> str:
    expect: dict[str, Any] = {"disposition": decision.disposition}
    if decision.lead is not None:
        expect["lead"] = f"{decision.lead.role}@{decision.lead.level}"
    expect["because"] = [id]
    return (
        f"- id: {id}\n"
        f"  about: 待确认 / to be confirmed\n"
        f"  matter: {_flow(matter)}\n"
        f"  expect: {_flow(expect)}"
    )


def _flow(values: dict[str, Any]) -> str:
    """A mapping in one line: JSON, which is YAML."""
    plain = {k: str(v) if isinstance(v, date) else v for k, v in values.items()}
    return json.dumps(plain, ensure_ascii=False)
