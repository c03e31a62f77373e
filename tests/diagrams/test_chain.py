"""Compiled questions come to what the reference evaluator says, of every complete matter."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from govrules import Jurisdiction
from govrules.testing.strategies import blueprints
from hypothesis import event, given
from hypothesis import strategies as st


@given(blueprint=blueprints(), data=st.data())
def test_every_question_comes_to_the_reference_answer(
    load_helper: Callable[[str], ModuleType], blueprint: Any, data: Any
) -> None:
    """Values, disputes and conflicts, question by question."""
    space = load_helper("space")
    regions = space.compiled(Jurisdiction(blueprint))
    _, facts = space.drawn(data, regions)
    event(space.check_answers(regions, facts))
