"""What a matter's facts are called: put together from pieces, or from the facts at once."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from govrules import Jurisdiction
from govrules.errors import GovrulesError
from govrules.rules import Facts, read_facts


@pytest.fixture(scope="module")
def read(beijing_pack: Jurisdiction, load_helper: Any) -> list[Facts]:
    """Facts of matters with gaps, sets, implied facts and several names for one thing."""
    found = []
    for record in load_helper("matters").matters(beijing_pack, 400, seed=7, bad=0):
        try:
            found.append(read_facts(record, beijing_pack.fields))
        except GovrulesError:  # drawn facts may contradict each other
            continue
    assert len(found) > 50
    return found


def test_pieces_are_labelled_as_the_whole_is(beijing_pack: Jurisdiction, read: Any) -> None:
    """Values, words and their order are those of the fields, whatever pieces a record has."""
    labels = beijing_pack.context.labels
    for facts in read:
        matter, about, _, kind = labels.of(facts)
        anew, about_anew, _, kind_anew = labels.of(attrs.evolve(facts, pieces_read=()))
        assert list(matter.items()) == list(anew.items())
        assert (about, kind) == (about_anew, kind_anew)


def test_organs_sit_where_the_whole_says(beijing_pack: Jurisdiction, read: Any) -> None:
    """An organ asked for again, or at another matter of the place, is the one seated anew."""
    labels = beijing_pack.context.labels
    for facts in read:
        organ, anew = labels.of(facts)[2], labels.of(attrs.evolve(facts, pieces_read=()))[2]
        for value in ("district_government@district", "street_or_township@subdistrict"):
            assert organ(value) == organ(value) == anew(value)


def test_what_is_given_can_be_changed_by_nobody_else(small: Jurisdiction, town: Any) -> None:
    """Each matter has values of its own: to change them harms no other."""
    facts = read_facts(town.matter(), small.fields)
    first = small.context.labels.of(facts)[0]
    kept = dict(first)
    first.clear()
    assert small.context.labels.of(facts)[0] == kept


def test_no_such_role_is_an_error_each_time(small: Jurisdiction, town: Any) -> None:
    """A role that is not declared is seated nowhere, and nothing of it is remembered."""
    organ = small.context.labels.of(read_facts(town.matter(), small.fields))[2]
    for _ in range(2):
        with pytest.raises(KeyError, match="nobody"):
            organ("nobody@district")


def test_where_no_place_is_said_no_unit_is(small: Jurisdiction, town: Any) -> None:
    """Without a place the organ is named without a unit."""
    matter = {k: v for k, v in town.matter().items() if k != "place"}
    organ = small.context.labels.of(read_facts(matter, small.fields))[2]
    assert organ("bureau@district").unit is None
