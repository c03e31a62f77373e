"""The facts that an open answer turns on, and the ways in which each may turn out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from govrules import UNKNOWN, Jurisdiction
from govrules.evaluate import Evaluation, evaluate
from govrules.evaluate.open_facts import askable, open_tests, ways
from govrules.expr import Between, Is, Under
from govrules.rules import read_facts

HANDLE = {"disposition": "handle", "lead": "bureau@city"}


@pytest.fixture(scope="module")
def found(town: Any) -> Evaluation:
    """A complaint of which item, number and day are open, in a town whose rules turn on them."""
    when = "kind = complaint and number >= 3 and listed and item under noise and on >= 2021-01-01"
    made = Jurisdiction(town.blueprint(town.rule("R.all", "route", when, HANDLE)))
    record = {"kind": "complaint", "place": "110101001", "number": "unknown"}
    return evaluate(made.rules, read_facts(record, made.fields))


def test_what_is_open_is_named_with_its_test(found: Evaluation) -> None:
    """A field that is known is not open; one that is not comes with what is tested of it."""
    tests = dict(open_tests(found, "route"))
    assert {"number", "listed", "on"} <= tests.keys()
    assert not {"kind", "place"} & tests.keys()
    assert tests["number"] == Between("number", 3, None)


@pytest.mark.parametrize(
    ("field", "tests", "expected"),
    [
        ("listed", [], (True, False)),
        ("number", [Between("number", 3, None)], (2, 3)),
        ("on", [Between("on", date(2021, 1, 1), None)], (date(2020, 12, 31), date(2021, 1, 1))),
        ("item", [None], ()),
        ("number", [None], ()),
    ],
)
def test_the_ways_in_which_a_field_turns_out(
    found: Evaluation, field: str, tests: list[Any], expected: tuple[Any, ...]
) -> None:
    """Both sides of a bound, each choice; none where nothing says how they could be told apart."""
    assert ways(found, field, tests) == expected


def test_codes_that_no_test_tells_apart_are_one_way(found: Evaluation) -> None:
    """Of the leaves below a named code one is enough, and one that is not below it."""
    tree: Any = found.rules.fields["item"].tree
    one, other = ways(found, "item", [Under("item", ("noise",))])
    assert {"noise" in tree.path(one), "noise" in tree.path(other)} == {True, False}


def test_too_many_tests_are_not_gone_through(found: Evaluation) -> None:
    """A field that many tests tell apart is not listed, for that would take too long."""
    assert ways(found, "item", [Is("item", (str(n),)) for n in range(99)]) == ()


def test_an_answer_of_the_rules_is_not_asked(found: Evaluation) -> None:
    """A plain fact is asked, what is read from another field by that one, an answer not at all."""
    assert askable(found, "listed") == "listed"
    assert askable(found, "competence") is None
    assert found.look("listed") is UNKNOWN


@pytest.mark.parametrize(
    ("place", "kinds"),
    [("110102", {"street"}), ("110106", {"street", "area", "town"}), (None, set())],
)
def test_a_district_implies_which_kinds_there_are(
    beijing_pack: Jurisdiction, place: str | None, kinds: set[str]
) -> None:
    """Of a district only the kinds of unit in it are gone through; of no place, all of them."""
    record = {"kind": "help", "place": place, "on": "2023-01-01"}
    known = evaluate(beijing_pack.rules, read_facts(record, beijing_pack.fields))
    every = {c.code for c in beijing_pack.fields["office_kind"].choices}
    assert set(ways(known, "office_kind", [None])) == (kinds or every)


def test_a_code_that_is_known_is_not_asked_for_again(beijing_pack: Jurisdiction) -> None:
    """What an item does not imply is asked for itself; of a group of items, which one it is."""
    for item, asked in (("common_fumes", "penalty_or_service"), ("common", "item")):
        facts = read_facts({"item": item}, beijing_pack.fields)
        assert askable(evaluate(beijing_pack.rules, facts), "penalty_or_service") == asked
