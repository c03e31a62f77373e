"""A question's rules, sorted by whether they apply to what is known."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import UNKNOWN, Jurisdiction
from govrules.evaluate import Known, Sorted, sort_rules
from govrules.evaluate.sort import looked_up
from govrules.expr import Either, Ref, RoleAt, Value, fields_of
from govrules.rules import read_facts
from govrules.values import OneOf


def sorted_of(made: Jurisdiction, question: str, **facts: Any) -> Sorted:
    known = Known.of(read_facts(facts, made.fields))
    asked = next(q for q in made.rules.questions if q.id == question)
    return sort_rules(asked, known, made.rules)


@pytest.mark.parametrize(
    ("listed", "place"), [("no", "true"), ("yes", "false"), ("unknown", "unknown")]
)
def test_a_rule_is_true_false_or_unknown(small: Jurisdiction, listed: str, place: str) -> None:
    """What a rule asks is said, denied, or not known."""
    found = sorted_of(small, "route", kind="task", on="2021-03-01", listed=listed)
    by = {
        "true": [c.rule.id for c in found.true],
        "unknown": [c.rule.id for c in found.unknown],
        "false": [r.id for r, _ in found.false],
    }
    assert [name for name, ids in by.items() if "R.task" in ids] == [place]


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        ({"kind": "task", "on": "2021-03-01"}, {"listed"}),
        ({"on": "2021-03-01", "listed": "no"}, {"kind"}),
        ({"on": "2021-03-01"}, {"kind", "listed"}),
    ],
)
def test_an_unknown_rule_keeps_the_parts_that_are_open(
    small: Jurisdiction, facts: dict[str, str], left: set[str]
) -> None:
    """What is known to hold is no longer asked: only the rest keeps the rule open."""
    found = sorted_of(small, "route", **facts)
    (contender,) = (c for c in found.unknown if c.rule.id == "R.task")
    assert {f for part in contender.open for f in fields_of(part)} == left


def test_a_rule_that_refers_to_nothing_is_silent(small: Jurisdiction) -> None:
    """Where there is no holder, the rule that hands the matter to the holder says nothing."""
    asked = next(q for q in small.rules.questions if q.id == "route")
    known = Known({"kind": "violation", "holder": None})
    found = sort_rules(asked, known, small.rules)
    assert [r.id for r in found.silent] == ["R.found"]


def test_a_rule_whose_reference_is_open_may_yet_apply(small: Jurisdiction) -> None:
    """Its condition holds, and it is unknown all the same: it may turn out to say nothing."""
    asked = next(q for q in small.rules.questions if q.id == "route")
    known = Known({"kind": "violation", "holder": OneOf([None, "bureau@city"]), "urgent": False})
    found = sort_rules(asked, known, small.rules)
    assert found.true == ()
    (contender,) = found.unknown
    assert (contender.rule.id, len(contender.outcomes)) == ("R.found", 2)
    assert None in contender.outcomes


@pytest.mark.parametrize(
    ("term", "found"),
    [
        (Value("handle"), "handle"),
        (RoleAt("bureau", "city"), "bureau@city"),
        (Ref("holder"), OneOf(["bureau@city", "bureau@district"])),
        (Ref("giver"), UNKNOWN),
        (Ref("competence.organ"), OneOf([None, UNKNOWN])),
        (Either([RoleAt("bureau", "city"), Value("x")]), OneOf(["bureau@city", "x"])),
    ],
)
def test_a_term_means_what_is_known_of_it(small: Jurisdiction, term: Any, found: Any) -> None:
    """A field not known is unknown; a question not answered may also have no answer."""
    known = Known({"holder": OneOf(["bureau@city", "bureau@district"])})
    assert looked_up(term, known, small.rules) == found
