"""Cells: values that no rule tells apart are one case, and others are not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

import pytest
from govrules import UNKNOWN, Field, GovrulesError, Jurisdiction
from govrules.classes.cells import FieldCells
from govrules.evaluate import Known, truth
from govrules.expr import Between, Is, Under
from govrules.values import OneOf

NOON = date(2020, 7, 1)


class Districts:
    """Two districts, one of which has a zone among its streets."""

    above: ClassVar = {"east": None, "west": None, "e1": "east", "e2": "east", "w1": "west"}
    kinds: ClassVar = {"e1": "street", "e2": "zone", "w1": "street"}

    def __iter__(self) -> Iterator[str]:
        return iter(self.above)

    def path(self, code: str) -> tuple[str, ...]:
        above = self.above[code]
        return (code,) if above is None else (above, code)

    def is_leaf(self, code: str) -> bool:
        return code in self.kinds

    def attribute(self, code: str, name: str, on: date | None = None) -> Any:
        return self.kinds.get(code, UNKNOWN)


def fields(town: Any) -> dict[str, Field]:
    return {f.id: f for f in town.FIELDS}


@pytest.mark.parametrize(
    ("tests", "cells"),
    [
        ([], [["waste", "litter", "dump", "bins", "noise"]]),
        ([Is("item", ("dump",))], [["waste"], ["litter", "bins", "noise"], ["dump"]]),
        ([Under("item", ("waste",))], [["waste", "litter", "dump", "bins"], ["noise"]]),
        ([Under("item", ("noise",))], [["waste", "litter", "dump", "bins"], ["noise"]]),
        (
            [Is("item", ("dump",)), Under("item", ("waste",))],
            [["waste"], ["litter", "bins"], ["dump"], ["noise"]],
        ),
    ],
)
def test_codes_that_no_test_tells_apart_are_one_cell(
    town: Any, tests: Any, cells: list[list[str]]
) -> None:
    """An imprecise code is apart from the precise ones for as long as it leaves a test open."""
    made = FieldCells(fields(town)["item"], tests, is_named=False)
    found: dict[str, list[str]] = {}
    for code in ("waste", "litter", "dump", "bins", "noise"):
        found.setdefault(made.of(code), []).append(code)
    assert list(found.values()) == cells
    for members in found.values():
        assert made.members(members[0]) == members


@pytest.mark.parametrize("item", ["waste", "litter", "dump", "bins", "noise", None])
@pytest.mark.parametrize("listed", ["yes", "no", None])
@pytest.mark.parametrize("order", [1, -1])
def test_imprecise_items_are_decided_as_the_specification_does(
    town: Any, small: Jurisdiction, item: str | None, listed: str | None, order: int
) -> None:
    """Whichever item was met first, each is decided as if it were the only one."""
    made = Jurisdiction(town.blueprint())
    for other in ("waste", "litter", "dump", "bins", "noise")[::order]:
        made.decide(town.matter(item=other, listed=listed))
    matter = town.matter(item=item, listed=listed)
    expected = small.decide(matter, engine="reference").to_json()
    assert made.decide(matter).to_json() == expected


def test_an_imprecise_item_of_the_pack(beijing_pack: Jurisdiction) -> None:
    """Of each heading of Beijing's catalogue the specification's decision is given."""
    tree: Any = beijing_pack.fields["item"].tree
    headings = [code for code in tree if not tree.is_leaf(code)]
    assert len(headings) > 10
    for code in headings[:: len(headings) // 6]:
        matter = {"kind": "complaint", "item": code, "place": "110102013", "on": "2023-05-23"}
        expected = beijing_pack.decide(matter, engine="reference").to_json()
        assert beijing_pack.decide(matter).to_json() == expected, code


@pytest.mark.parametrize(
    ("day", "of"),
    [
        (date(2020, 6, 30), date.min),
        (NOON, NOON),
        (date(2020, 7, 2), NOON),
        (date(2021, 12, 31), NOON),
        (date(2022, 1, 1), date(2022, 1, 1)),
    ],
)
def test_days_are_told_apart_by_bounds(town: Any, day: date, of: date) -> None:
    """From a bound on, whether a test's or a roster's, days are another cell."""
    bounds = [Between("on", NOON, None)]
    made = FieldCells(fields(town)["on"], bounds, is_named=False, cuts=[date(2022, 1, 1)])
    assert made.of(day) == of


@pytest.mark.parametrize(("number", "of"), [(0, 0), (2, 0), (3, 3), (5, 3)])
def test_counts_are_told_apart_by_bounds(town: Any, number: int, of: int) -> None:
    """A number is that of the highest bound it reaches, and days cut no numbers."""
    bounds = [Between("number", 3, None)]
    made = FieldCells(fields(town)["number"], bounds, is_named=False, cuts=[NOON])
    assert made.of(number) == of


def test_what_is_passed_on_is_a_cell_by_itself(town: Any) -> None:
    """Where a rule repeats the value, no value stands for another."""
    made = FieldCells(fields(town)["item"], [], is_named=True)
    assert [made.of(code) for code in ("waste", "litter")] == ["waste", "litter"]
    assert made.members("litter") == ["litter"]


def test_unknown_is_a_cell(town: Any) -> None:
    """What is not known stands for itself, and comes first."""
    made = FieldCells(fields(town)["listed"], [], is_named=False)
    assert made.of(UNKNOWN) is UNKNOWN
    assert made.values() == [UNKNOWN, False, True]


@pytest.mark.parametrize("item", ["no such item", 7, ["no such item"]])
def test_what_is_no_code_has_no_cell(small: Jurisdiction, town: Any, item: Any) -> None:
    """A value that cannot be read is an error both times, and never another value's cell."""
    for _ in range(2):
        with pytest.raises(GovrulesError):
            small.decide(town.matter(item=item))


def test_districts_are_told_apart_by_what_lies_in_them() -> None:
    """Where another field is read from the code: of a district its kinds may decide."""
    place = Field("place", "code", "地点", "place", tree=Districts())
    read = FieldCells(place, [], is_named=False, implies=["kind"])
    assert read.of("east") != read.of("west")
    plain = FieldCells(place, [], is_named=False)
    assert plain.of("east") == plain.of("west")


def test_trees_are_alike_where_the_tests_tell_their_codes_apart_alike() -> None:
    """The first of each cell must mean the same; so must what lies below one that is told apart.

    A street that goes to another district moves to the cell of that district, which means what it
    did; but of a district known roughly it is no longer open whether it is that street.
    """

    class Redrawn(Districts):
        above: ClassVar = Districts.above | {"e1": "west"}

    for tests, is_like in (
        ((), True),
        ((Under("place", ("east",)),), True),
        ((Under("place", ("e1",)),), False),
    ):
        cells, others = (
            FieldCells(Field("place", "code", "地点", "place", tree=tree), tests, is_named=False)
            for tree in (Redrawn(), Districts())
        )
        assert cells.is_like(others) is is_like
        assert others.is_like(others)


@pytest.mark.parametrize("field", ["item", "office_kind", "owner", "first_receiver"])
def test_what_is_told_of_a_value_is_what_the_specification_says(
    beijing_pack: Jurisdiction, field: str
) -> None:
    """Of every code, precise or not, of what is unknown, and of one of several."""
    rules = beijing_pack.rules
    declared = rules.fields[field]
    tests = {a for r in rules.rules.values() for a in r.atoms if field == getattr(a, "field", "")}
    made = FieldCells(declared, sorted(tests, key=str), is_named=False)
    codes = [c.code for c in declared.choices] if declared.tree is None else [*declared.tree][::5]
    for value in (*codes, None, UNKNOWN, OneOf(codes[:2])):
        look = Known({field: value})
        says = [truth(test, look, rules.fields) for test in made.tests]
        held = tuple(n for n, holds in enumerate(says) if holds is True)
        left_open = tuple(n for n, holds in enumerate(says) if holds is UNKNOWN)
        assert made.told(value) == (held, left_open)
