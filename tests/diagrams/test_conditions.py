"""Conditions as diagrams: the truth value of every combination of cells."""

from __future__ import annotations

from itertools import product

import attrs
import govrules
import pytest
from govrules.diagrams.conditions import Conditions
from govrules.diagrams.variables import Variables
from govrules.evaluate import Known, truth
from govrules.expr import check, from_text


@pytest.mark.parametrize(
    "text",
    [
        "kind = violation and urgent",
        "not (listed or kind = task)",
        "item under waste and not item = dump",
        "number from 2 to 4 or urgent",
        "always",
    ],
)
def test_a_diagram_is_the_condition(text: str, small: govrules.Jurisdiction) -> None:
    """In every cell it is what the reference evaluator says."""
    rules = small.rules
    expr = check(from_text(text), rules.fields)
    variables = Variables(rules, [attrs.evolve(rules.rules["R.found"], when=expr)], {})
    root = Conditions(variables).of(expr)
    for cells in product(*(range(len(variables.cells[key])) for key in variables.order)):
        pairs = zip(variables.order, cells, strict=True)
        values = {str(key): variables.cells[key][cell] for key, cell in pairs}
        found = variables.store.values[variables.store.walk(root, dict(enumerate(cells)))]
        assert found is truth(expr, Known(values), rules.fields)
