"""Decisions remembered: whatever was decided before, a matter is decided as if it were the first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from govrules import Field, GovrulesError, Jurisdiction, Territory
from govrules.testing.strategies import matters
from hypothesis import given, settings
from hypothesis import strategies as st

BEIJING = timezone(timedelta(hours=8))
BOUNDS = (date(2016, 1, 1), date(2018, 1, 1), date(2020, 7, 1))


def said(made: Jurisdiction, matter: Mapping[str, Any], engine: Any = "classes") -> str:
    """The record of a decision to the byte, or the error in both languages."""
    try:
        return made.decide(matter, engine=engine).to_json()
    except GovrulesError as error:
        return f"{error.code}: {error.text('zh')} {error.text('en')}"


@pytest.fixture(scope="session")
def renamed(town: Any) -> Any:
    """The town of two rosters: a street has another name in each, which reading remarks on."""
    tree = Territory.from_rosters(
        {
            date(2015, 1, 1): {**town.UNITS, "110101001": "旧名街道"},
            date(2020, 1, 1): {**town.UNITS, "110101001": "新名街道"},
        }
    )
    fields = tuple(attrs.evolve(f, tree=tree) if f.id == "place" else f for f in town.FIELDS)
    return attrs.evolve(town.blueprint(fields=fields), territory=tree)


def noted(fields: Mapping[str, Field]) -> st.SearchStrategy[dict[str, Any]]:
    """Matters with a name of another day, and a number beyond the most, more often than not."""
    odd = st.fixed_dictionaries(
        {},
        optional={
            "place": st.sampled_from(["旧名街道", "新名街道", "乙镇"]),
            "number": st.sampled_from([1, 5, 9, 999_999]),
        },
    )
    return st.tuples(matters(fields, bounds=BOUNDS, known=4), odd).map(lambda p: {**p[0], **p[1]})


@given(st.data())
def test_the_second_time_is_as_the_first(renamed: Any, data: Any) -> None:
    """Some matters, decided twice over in one process, come out as the specification has them."""
    made = Jurisdiction(renamed)
    some = data.draw(st.lists(noted(made.fields), min_size=1, max_size=4))
    expected = [said(made, matter, "reference") for matter in some]
    for _ in range(2):
        assert [said(made, matter) for matter in some] == expected


@settings(max_examples=max(6, settings().max_examples // 10))
@given(st.data())
def test_the_second_time_is_as_the_first_in_the_pack(beijing_pack: Jurisdiction, data: Any) -> None:
    """Any matter of Beijing's fields is decided alike, however much was decided before it."""
    matter = data.draw(matters(beijing_pack.fields, bounds=BOUNDS))
    expected = said(beijing_pack, matter, "reference")
    assert [said(beijing_pack, matter) for _ in range(2)] == [expected] * 2


def test_remarks_have_one_order(beijing_pack: Jurisdiction) -> None:
    """A place of another name and a number too high are remarked on in one order, each time."""
    matter = {
        "kind": "求助",
        "place": "曙光里西社区居民委员会",
        "on": "2020-06-30",
        "n_departments": "999999",
    }
    first = beijing_pack.decide(matter)
    assert len(first.notes) > 1
    assert beijing_pack.decide(matter).notes == first.notes


def test_an_instant_is_no_day(town: Any) -> None:
    """Two clocks may show one instant on two days: neither stands in for the other."""
    here = datetime(2020, 7, 1, 1, tzinfo=BEIJING)
    there = here.astimezone(UTC)
    assert (here, here.date()) == (there, there.date() + timedelta(days=1))
    fresh, used = (Jurisdiction(town.blueprint()) for _ in range(2))
    said(used, town.matter(listed="yes", on=there))
    matter = town.matter(listed="yes", on=here)
    assert said(used, matter) == said(fresh, matter)


@pytest.mark.parametrize("matter", [{"item": "no such"}, {"on": "2020-02-30"}, {"place": "东京"}])
def test_an_error_is_the_same_twice(small: Jurisdiction, town: Any, matter: dict[str, Any]) -> None:
    """What cannot be read is refused in the same words each time, and changes nothing."""
    before = said(small, town.matter())
    first = said(small, town.matter(**matter))
    assert said(small, town.matter(**matter)) == first
    assert said(small, town.matter()) == before


@pytest.mark.parametrize("order", [1, -1])
def test_an_assumption_is_not_a_fact(town: Any, order: int) -> None:
    """A fact that is given as it would be assumed is another matter than one that is assumed."""
    made = Jurisdiction(town.blueprint())
    some = [town.matter(), town.matter(urgent="no"), town.matter(urgent="unknown")][::order]
    found = [said(made, matter) for matter in some]
    assert found == [said(made, matter, "reference") for matter in some]
    assert len(set(found)) == 3
