"""Rules that can make no difference beside others are dropped, and no others."""

from __future__ import annotations

from types import ModuleType

import govrules
import pytest
from govrules.diagrams.ranks import Ranks, bits_of

EVERYTHING = 0b111


@pytest.fixture
def ranks(town: ModuleType) -> Ranks:
    """A rule, an exception to it, and an exception to that."""

    def route(id: str, then: str, **more: str) -> govrules.Rule:
        return town.rule(f"X.{id}", "route", "kind = complaint", {"disposition": then}, **more)

    rules = (
        route("1", "transfer"),
        route("2", "handle", exception_to="X.1"),
        route("3", "barred", exception_to="X.2"),
    )
    made = govrules.Jurisdiction(town.blueprint(*rules))
    readers = [made.rules.rules[r.id] for r in rules]
    return Ranks(readers, made.rules, lambda a, b: a.then == b.then)


def test_what_a_sure_rule_puts_out_is_dropped(ranks: Ranks) -> None:
    """Beside the one that stands above all, no other is left."""
    assert ranks.without_idle(EVERYTHING, sure=EVERYTHING) == 0b100


def test_what_may_not_apply_puts_out_nothing(ranks: Ranks) -> None:
    """All three stay where only the lowest is sure."""
    assert ranks.without_idle(EVERYTHING, sure=0b001) == EVERYTHING


def test_bits_are_told_lowest_first() -> None:
    """By their numbers."""
    assert [*bits_of(0b1011)] == [0, 1, 3]
