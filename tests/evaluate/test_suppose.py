"""What would be found if one open fact were known."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import GovrulesError, Jurisdiction
from govrules.errors import ConflictError
from govrules.evaluate import Evaluation, evaluate
from govrules.evaluate.reach import Reach
from govrules.evaluate.suppose import Suppositions
from govrules.rules import read_facts
from govrules.testing.strategies import blueprints, matters
from hypothesis import given, settings
from hypothesis import strategies as st

OFFICE = {"disposition": "handle", "lead": "office@subdistrict"}
BUREAU = {"disposition": "handle", "lead": "bureau@district"}


def found_in(made: Jurisdiction, record: dict[str, Any]) -> Evaluation:
    return evaluate(made.rules, read_facts(record, made.fields))


@pytest.fixture(scope="module")
def listed(town: Any) -> Evaluation:
    """A complaint that goes one way if it is listed and another if it is not."""
    made = Jurisdiction(
        town.blueprint(
            town.rule("R.yes", "route", "kind = complaint and listed", OFFICE, "CR 2(1)(1)"),
            town.rule("R.no", "route", "kind = complaint and not listed", BUREAU, "CR 3"),
        )
    )
    return found_in(made, town.matter(kind="complaint", listed=None))


def test_a_supposed_fact_settles_the_answer(listed: Evaluation) -> None:
    """Each way has its answer, and what was found stays as it was."""
    suppositions, reach = Suppositions("route"), Reach(listed)
    cases = [suppositions.suppose(reach, "listed", value) for value in (True, False)]
    leads = [case and case.found.answers["route"].values[0].get("lead") for case in cases]
    assert (leads, suppositions.made) == (["office@subdistrict", "bureau@district"], 2)
    assert not listed.answers["route"].is_determined


def test_rules_in_conflict_are_an_error(town: Any) -> None:
    """A value with which two rules disagree and nothing ranks them is no case."""
    made = Jurisdiction(
        town.blueprint(
            town.rule("R.a", "route", "kind = complaint and listed", OFFICE, "CR 2(1)(1)"),
            town.rule("R.b", "route", "kind = complaint and listed", BUREAU, "CR 2(1)(1)"),
        )
    )
    found = found_in(made, town.matter(kind="complaint", listed=None))
    with pytest.raises(ConflictError):
        Suppositions("route").suppose(Reach(found), "listed", True)


@settings(max_examples=25)
@given(st.data())
def test_what_is_supposed_is_as_if_it_were_said(data: Any) -> None:
    """On generated jurisdictions: the answer is the one of a matter that says the fact."""
    made = Jurisdiction(data.draw(blueprints()))
    record = data.draw(matters(made.fields, known=1))
    flags = [f.id for f in made.fields.values() if f.kind == "flag" and f.reads is None]
    field, value = data.draw(st.sampled_from(flags)), data.draw(st.booleans())
    try:
        found = found_in(made, {**record, field: None})
        said = found_in(made, {**record, field: value})
        case = Suppositions("route").suppose(Reach(found), field, value)
    except GovrulesError:
        return
    if field not in found.facts.values and field not in found.answers:
        assert case is not None
        assert set(said.answers["route"].values) == set(case.found.answers["route"].values)
