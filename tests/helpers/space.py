"""A compiled jurisdiction, and matters that say something of every field."""

from __future__ import annotations

from typing import Any

from govrules import Jurisdiction
from govrules.diagrams import Chain, Regions
from govrules.errors import ConflictError, ContradictionError, GovrulesError
from govrules.evaluate import evaluate
from govrules.rules import Facts, read_facts
from hypothesis import assume
from hypothesis import strategies as st


def compiled(made: Jurisdiction) -> Regions:
    """The regions of all its questions, of all days."""
    return Regions(Chain(made.rules))


def drawn(data: Any, regions: Regions) -> tuple[dict[int, int], Facts]:
    """A matter that says something of every field, and its cells."""
    matters, rules = regions.matters, regions.rules
    cells = {
        level: data.draw(st.integers(0, len(matters.cells[field]) - 1), label=field)
        for level, field in enumerate(matters.order)
    }
    try:
        return cells, read_facts(matters.record(cells), rules.declared, day_field=rules.day_field)
    except GovrulesError:  # one fact contradicts what another implies
        assume(False)
        raise


def said(regions: Regions, facts: Facts) -> Any:
    """Question → what it comes to by the rules' own evaluation; the error where it raises one."""
    try:
        return evaluate(regions.rules, facts).answers
    except ConflictError as error:
        return ("conflict", tuple(error.rules))
    except ContradictionError:
        return ("contradiction",)
