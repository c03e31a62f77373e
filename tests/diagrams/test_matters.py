"""What records say, cut into cells."""

from __future__ import annotations

from datetime import date

import govrules
import pytest
from govrules.diagrams import NOT_SAID, Chain
from govrules.diagrams.matters import Matters, cuts_of


@pytest.fixture(scope="module")
def chain(small: govrules.Jurisdiction) -> Chain:
    """The town's questions, compiled once."""
    return Chain(small.rules)


def test_what_is_not_said_is_a_cell_of_what_rules_work_out(chain: Chain) -> None:
    """And of no other field."""
    matters = Matters((chain, None))
    for field in matters.order:
        is_first = matters.cells[field][0] is NOT_SAID
        assert is_first is (field in matters.worked_out)
        assert NOT_SAID not in matters.cells[field][1:]


def test_values_that_nothing_tells_apart_are_one_cell(chain: Chain) -> None:
    """No rule of the town tells litter from noise."""
    matters = Matters((chain, None))
    assert matters.cell("item", "litter") == matters.cell("item", "noise")
    assert matters.cell("item", "litter") != matters.cell("item", "dump")


def test_the_law_of_one_day_has_one_cell_of_days(chain: Chain) -> None:
    """A record of it says that day."""
    matters = Matters((chain, date(2021, 3, 1)))
    assert matters.cells["on"] == [date(2021, 3, 1)]
    assert matters.record({})["on"] == "2021-03-01"


def test_the_days_of_change_are_those_of_rules_and_rosters(small: govrules.Jurisdiction) -> None:
    """In order, each once."""
    cuts = cuts_of(small.rules)
    assert date(2020, 7, 1) in cuts
    assert cuts == sorted(set(cuts))


def test_members_of_a_set_are_joined_in_a_record(chain: Chain) -> None:
    """None of them is the empty set, as a record writes it."""
    matters = Matters((chain, None))
    assert matters.joined({"steps.asked": True, "steps.warned": False}) == {"steps": ["asked"]}
    assert matters.joined({"steps.asked": False}) == {"steps": "none"}
