"""What one question reads, cut into the cells that its own rules tell apart."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import govrules
from govrules.diagrams.variables import Symbol, Variables
from govrules.values import UNKNOWN, OneOf


def variables(made: govrules.Jurisdiction, question: str, **answers: Any) -> Variables:
    readers = [r for r in made.rules.rules.values() if r.rule.question == question]
    return Variables(made.rules, readers, answers)


def test_only_what_the_question_tells_apart_is_a_cell(small: govrules.Jurisdiction) -> None:
    """The route of the town asks no item, and of kinds only task, violation and the others."""
    found = variables(small, "route", holder=("bureau@district", "office@subdistrict"))
    assert "item" not in found.order
    assert len(found.cells["kind"]) == 3


def test_what_no_conclusion_names_is_one_symbol(small: govrules.Jurisdiction) -> None:
    """The town's route names the district government itself, and no bureau."""
    found = variables(small, "route", holder=("bureau@district", "office@subdistrict"))
    assert found.stand_in("holder", "bureau@district") == Symbol("$holder")
    named = "district_government@district"
    assert found.stand_in("holder", named) == named
    assert not isinstance(found.stand_in("holder", named), Symbol)


def test_of_several_the_first_and_the_rest_have_a_symbol(small: govrules.Jurisdiction) -> None:
    """A symbol stands for members, so that they can be spelt out again."""
    found = variables(small, "route", holder=())
    several = OneOf(("bureau@city", "bureau@district", "office@subdistrict"))
    symbols = found.symbols("holder", several)
    assert [len(members) for members in symbols.values()] == [1, 2]
    assert [s.field for s in symbols] == ["holder", "holder"]


def test_what_is_open_is_in_no_cell(small: govrules.Jurisdiction) -> None:
    """Complete matters are the space."""
    found = variables(small, "route", holder=("bureau@district",))
    assert found.cell("kind", UNKNOWN) is None
    assert found.cell("holder", UNKNOWN) is None


def test_rules_that_conclude_otherwise_cannot_agree(
    small: govrules.Jurisdiction, town: ModuleType
) -> None:
    """One handles, one transfers: whatever they pass on, they differ."""
    rules = small.rules.rules
    found = variables(small, "route", holder=("bureau@district",))
    assert not found.may_agree(rules["R.found"], rules["R.urgent"])
    assert found.may_agree(rules["R.found"], rules["R.found"])
