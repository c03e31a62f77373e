"""Decision tables: each of the hit policy that its question is answered by."""

from __future__ import annotations

from ..faults import Faults
from .parts import Parts

__all__ = ["check_tables"]


def check_tables(parts: Parts, faults: Faults) -> None:
    """Find tables that say of their question that it gathers, or that it does not, and are wrong.

    The fault is told once a table, at its corner.
    """
    for r in parts.rules:
        question = parts.question.get(r.question)
        if r.table is not None and question is not None:  # else that is told of the rule
            hit, corner = r.table
            with faults.at(corner):
                question.check_hit(hit)
