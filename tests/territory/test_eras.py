"""Eras: on any two days of one era, every code and every name means the same."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pytest
from govrules import GovrulesError, Territory
from govrules.territory.eras import Eras

HEAD = {"11": "某市", "110101": "东区"}
FIRST, LAST = date(2018, 1, 1), date(2018, 3, 1)
ROSTERS = {
    date(2018, 1, 10): {**HEAD, "110101001": "甲街道", "110101002": "旧名街道"},
    date(2018, 1, 20): {**HEAD, "110101001": "甲街道"},
    date(2018, 1, 21): {**HEAD, "110101001": "乙街道"},
    date(2018, 2, 10): {**HEAD, "110101001": "乙街道", "110101002": "新名街道"},
}


@pytest.fixture(scope="module")
def tree() -> Territory:
    """Four rosters; one street stands in the first and the last only, under two names."""
    return Territory.from_rosters(ROSTERS)


def meaning(tree: Territory, on: date) -> list[Any]:
    """What codes and names mean on a day, errors included."""
    found: list[Any] = []
    for text in ("甲街道", "乙街道", "旧名街道", "新名街道", "110101002"):
        try:
            found.append(tree.resolve(text, on))
        except GovrulesError as error:
            found.append(error.text("en"))
    return [*found, *(tree.unit(code, on) for code in ("110101001", "110101002"))]


def every_day() -> list[date]:
    return [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days)]


def test_within_an_era_all_means_the_same(tree: Territory) -> None:
    """No day of an era reads a code or a name otherwise than its first day."""
    eras = Eras((tree,))
    for number, days in groupby(every_day(), eras.of):
        first, *others = days
        assert [d for d in others if meaning(tree, d) != meaning(tree, first)] == [], number


def test_a_roster_has_an_era_of_its_own(tree: Territory) -> None:
    """The day of a roster is in no era with the day before or after it."""
    eras = Eras((tree,))
    for day in ROSTERS:
        assert len({eras.of(day + timedelta(days=n)) for n in (-1, 0, 1)}) == 3


def test_the_middle_between_any_two_rosters_is_a_bound() -> None:
    """From the day that is nearer to the later of two rosters on, another era begins."""
    eras = Eras(
        (Territory.from_rosters(dict.fromkeys((date(2018, 1, 1), date(2018, 1, 10)), HEAD)),)
    )
    numbers = [eras.of(date(2018, 1, n)) for n in range(2, 10)]
    assert numbers == [*numbers[:1] * 4, *numbers[-1:] * 4]
    assert numbers[0] != numbers[-1]


@pytest.mark.parametrize("trees", [(), (object(),)])
def test_without_rosters_there_is_one_era(trees: tuple[Any, ...]) -> None:
    """Codes that are not dated mean the same on every day."""
    assert {Eras(trees).of(day) for day in every_day()} == {0}


def test_no_day_has_no_era(tree: Territory) -> None:
    """Of a matter without a day no era is made up."""
    assert Eras((tree,)).of(None) is None
