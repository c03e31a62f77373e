"""The systems that a jurisdiction sets out to decide, and how far each stands."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import attrs
import pytest
from govrules import Jurisdiction
from govrules.errors import NotFoundError
from govrules.systems import System


def standing(town: ModuleType, system: System, **parts: object) -> tuple[object, ...]:
    made = Jurisdiction(attrs.evolve(town.blueprint(), systems=(system,), **parts))
    (found,) = made.systems()
    return found.where, found.rules, found.cases


def test_rules_are_counted_by_their_ids(town: ModuleType) -> None:
    """Those of the pack that match, under the policies in which they stand."""
    where, rules, cases = standing(town, System(1, "一", "one", rules=("*",)))
    assert where
    assert rules == sum(len(p.rules) for p in town.blueprint().policies)
    assert cases == 0


def test_an_inquiry_counts_with_its_rules(
    town: ModuleType, load_helper: Callable[[str], ModuleType]
) -> None:
    """It is named as a jurisdiction is."""
    made = load_helper("inquiry").inquiry(town)
    system = System(1, "一", "one", inquiries=("opening",))
    assert standing(town, system, inquiries=(made,)) == (("town.opening",), 4, 0)


def test_what_is_measured_is_not_undecided(town: ModuleType) -> None:
    """A system of problems is named by what counts them, and has no rules of its own."""
    system = System(20, "二十", "twenty", measured_by=("govrules.measures",))
    assert standing(town, system) == (("govrules.measures",), 0, 0)


def test_what_nothing_decides(town: ModuleType) -> None:
    """No rules, no place, no cases: nothing is claimed."""
    assert standing(town, System(1, "一", "one", rules=("NONE*",))) == ((), 0, 0)


def test_an_inquiry_that_there_is_not(town: ModuleType) -> None:
    """A system that names it is an error, and no silent nothing."""
    with pytest.raises(NotFoundError):
        standing(town, System(1, "一", "one", inquiries=("gone",)))
