"""Which rules can meet, as far as the form of their conditions shows."""

from __future__ import annotations

import govrules
import pytest
from govrules.expr import check, from_text
from hypothesis import given
from hypothesis import strategies as st

APART = [
    ("kind = task", "kind = complaint"),
    ("item under litter", "item under noise"),
    ("item = litter", "item = noise"),
    ("item = bins", "item under noise"),
    ("kind = task and urgent", "kind = task and not urgent"),
    ("on < 2020-01-01", "on >= 2020-01-01"),
    ("kind in (task, complaint)", "kind = violation and urgent"),
    ("kind = task or urgent", "kind = violation and not urgent"),
    ("never", "always"),
]
TOGETHER = [
    ("kind = task", "urgent"),
    ("item under waste", "item under litter"),
    ("item = bins", "item under waste"),
    ("item in (bins, noise)", "item = noise"),
    ("holder under bureau", "holder under bureau@city"),
    ("holder = bureau@district", "holder under bureau@city"),
    ("on < 2020-01-02", "on >= 2020-01-01"),
    ("kind in (task, complaint)", "kind = task"),
    ("always", "kind = task"),
]


@pytest.mark.parametrize(("first", "second"), APART)
def test_conditions_that_exclude_each_other(
    first: str, second: str, small: govrules.Jurisdiction
) -> None:
    """In either order."""
    meetings = small.analysis.meetings
    assert meetings.are_apart(from_text(first), from_text(second))
    assert meetings.are_apart(from_text(second), from_text(first))


@pytest.mark.parametrize(("first", "second"), TOGETHER)
def test_conditions_that_can_hold_together(
    first: str, second: str, small: govrules.Jurisdiction
) -> None:
    """In either order."""
    meetings = small.analysis.meetings
    assert not meetings.are_apart(from_text(first), from_text(second))
    assert not meetings.are_apart(from_text(second), from_text(first))


@given(data=st.data())
def test_a_matter_that_meets_both_refutes_a_proof(
    data: st.DataObject, small: govrules.Jurisdiction
) -> None:
    """Whatever a witness of both shows cannot be called apart."""
    texts = st.sampled_from([t for pair in (*APART, *TOGETHER) for t in pair])
    first, second = (from_text(data.draw(texts)) for _ in range(2))
    context = small.analysis
    both = (check(first, small.rules.fields), check(second, small.rules.fields))
    if next(context.met(*both), None) is not None:
        assert not context.meetings.are_apart(first, second)
