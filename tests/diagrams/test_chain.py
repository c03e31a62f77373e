"""Compiled questions come to what the reference evaluator says, of every complete matter."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from govrules import Jurisdiction
from govrules.errors import ContradictionError
from govrules.testing.strategies import blueprints
from hypothesis import event, given
from hypothesis import strategies as st


@given(blueprint=blueprints(), data=st.data())
def test_every_question_comes_to_the_reference_answer(
    load_helper: Callable[[str], ModuleType], blueprint: Any, data: Any
) -> None:
    """Values, disputes and conflicts, question by question."""
    space = load_helper("space")
    made = Jurisdiction(blueprint)
    regions = space.compiled(made)
    _, facts = space.drawn(data, regions)
    expected = space.said(regions, facts)
    try:
        found = regions.chain.decide(facts)
    except KeyError:  # what no rule works out was not said: not a complete matter
        event("not complete")
        return
    except ContradictionError:
        assert expected == ("contradiction",)
        return
    clash = next((leaf.conflict for leaf in found.values() if leaf.conflict), None)
    if clash is not None:
        event("conflict")
        assert expected[0] == "conflict"
        return
    event("decided")
    for question, leaf in found.items():
        answer = expected[question]
        pairs = tuple((d.first.id, d.second.id) for d in answer.disputes)
        assert leaf.disputes == pairs
        if answer.question.follows is None:
            assert leaf.values == answer.values
