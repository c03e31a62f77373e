"""Which contenders apply wherever another does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from govrules.evaluate.wherever import applying_wherever
from govrules.expr import Is
from hypothesis import given
from hypothesis import strategies as st

PARTS = [Is(f"f{n}", (True,)) for n in range(5)]


@given(st.lists(st.frozensets(st.sampled_from(PARTS), max_size=3), max_size=12))
def test_they_are_those_whose_open_parts_are_among_its_own(sets: list[frozenset[Any]]) -> None:
    """The same as each held against each, in the same order, but for itself."""
    contenders: list[Any] = [SimpleNamespace(open=parts) for parts in sets]
    found = dict(enumerate(list(applying_wherever(contenders))))
    assert len(found) == len(contenders)
    for number, (one, wherever) in found.items():
        assert one is contenders[number]
        others = [c for c in contenders if c is not one and c.open <= one.open]
        assert [*map(id, wherever)] == [*map(id, others)]


def test_a_rule_that_applies_does_so_wherever_another_may() -> None:
    """What has no open part is found for all; what is open in a part of its own for none."""
    true, a, b = (SimpleNamespace(open=frozenset(p)) for p in ((), PARTS[:1], PARTS[1:2]))
    assert [w for _, w in applying_wherever([true, a, b])] == [[], [true], [true]]  # type: ignore[list-item]
