"""What was found on the way to an answer, and by how much."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import attrs
import pytest
from govrules import Jurisdiction


@pytest.fixture(scope="module")
def opening(town: ModuleType, load_helper: Callable[[str], ModuleType]) -> Jurisdiction:
    """The town's inquiry into the size of shops."""
    made = load_helper("inquiry").inquiry(town)
    return Jurisdiction(attrs.evolve(town.blueprint(), inquiries=(made,))).inquiry("opening")


def told(j: Jurisdiction, **facts: object) -> list[tuple[str, str, str]]:
    notes = j.decide(place="110101001", on="2020-05-01", **facts).notes
    return [(n.code, n.zh, n.en) for n in notes]


def test_a_finding_says_by_how_much(opening: Jurisdiction) -> None:
    """The count, its bound and what is between them."""
    assert told(opening, size=230) == [
        (
            "too_large",
            "面积过大：面积230，上限200，超出30",
            "it is too large: size 230, at most 200: 30 too many",
        )
    ]


def test_matters_of_one_class_differ_in_their_figures(opening: Jurisdiction) -> None:
    """What is worked out once for a class is not the distance."""
    assert told(opening, size=201) != told(opening, size=202)


def test_what_does_not_hold_is_no_finding(opening: Jurisdiction) -> None:
    """Within the bound, nothing is said."""
    assert told(opening, size=200) == []


def test_what_is_not_known_is_no_finding(opening: Jurisdiction) -> None:
    """Unknown is not true."""
    assert told(opening) == []


def test_a_finding_that_is_merely_said(opening: Jurisdiction) -> None:
    """A record that says it outright, with no figure, is no finding of a rule."""
    assert told(opening, too_large=True) == []
