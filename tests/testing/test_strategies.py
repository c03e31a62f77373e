"""What is generated is sound: it loads, it can be read, and better known means nothing unlearnt."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from govrules import UNKNOWN, Blueprint, Field, Jurisdiction
from govrules.errors import CitationError
from govrules.expr import Const, Not, atoms, fields_of
from govrules.law import Citation
from govrules.rules import read_facts
from govrules.testing.strategies import better_known, blueprints, conditions, days, laws, matters
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

FLAG = Field("wet", "flag", "湿", "wet")


@given(st.data())
def test_a_matter_of_a_blueprint_can_be_read(data: Any) -> None:
    """Every blueprint loads, and each value of a matter is one of its fields'."""
    made = Jurisdiction(data.draw(blueprints()))
    assert made.errors == ()
    record = data.draw(matters(made.fields))
    assert record.keys() - {"id"} <= made.fields.keys()
    assert read_facts(record, made.fields).notes is not None


@given(st.data())
def test_better_known_is_more_and_nothing_else(data: Any) -> None:
    """What was known precisely stays as it was; what was not is known at least as well."""
    declared = Jurisdiction(data.draw(blueprints())).fields
    before = data.draw(matters(declared, known=1))
    after = data.draw(better_known(declared, before))
    for id, f in declared.items():
        old, new = f.read(before.get(id)), f.read(after.get(id))
        if f.tree is not None and old is not UNKNOWN:
            assert old in f.tree.path(new)
        elif old is not UNKNOWN or f.reads is not None:
            assert new == old


@given(conditions({"wet": FLAG}, most=3))
def test_a_condition_is_of_the_fields_given(when: Any) -> None:
    """No condition looks at a field that was not handed in."""
    assert set(fields_of(when)) <= {"wet"}


@given(conditions({}))
def test_of_no_fields_only_constants_are_said(when: Any) -> None:
    """Without a field there is nothing to ask, and still a condition."""
    assert isinstance(when, Const)


@given(conditions({"wet": FLAG}, most=1))
def test_one_atom_is_at_most_negated(when: Any) -> None:
    """The least condition is an atom or a constant, or the negation of one."""
    inner = when.part if isinstance(when, Not) else when
    assert len(list(atoms(inner))) <= 1


@given(laws())
def test_an_article_beyond_the_last_is_refused(law: Any) -> None:
    """Each instrument of a generated law has three articles, and a fourth is an error."""
    for instrument in law.instruments:
        law.check(Citation(instrument.id, "3"), instrument.period.start)
        with pytest.raises(CitationError):
            law.check(Citation(instrument.id, "4"), instrument.period.start)


@given(days((date(2020, 7, 1),)))
def test_days_lie_about_the_bounds(day: date) -> None:
    """The day itself, the one before, and one soon after."""
    assert day in {date(2020, 6, 30), date(2020, 7, 1), date(2020, 7, 10)}


def test_no_bounds_give_no_days() -> None:
    """Days about nothing are refused by Hypothesis, not made up."""
    with pytest.raises(InvalidArgument):
        days(()).validate()


@given(st.data())
def test_a_matter_that_is_known_cannot_be_better_known(data: Any) -> None:
    """A record in which all is said comes back as it is."""
    record = {"wet": data.draw(st.sampled_from([True, False, "no"]))}
    assert data.draw(better_known({"wet": FLAG}, record)) == record


@given(blueprints(most_rules=1))
def test_rules_are_as_few_as_asked(blueprint: Blueprint) -> None:
    """But for the last question, which has three at least, and that of the item, with twelve."""
    counted = {p.id: len(p.rules) for p in blueprint.policies}
    assert all(n <= 1 for id, n in counted.items() if id not in ("p.route", "p.competence"))
    assert counted["p.competence"] <= 12
