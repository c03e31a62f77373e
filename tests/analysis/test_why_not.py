"""Why an organ does not own a matter, and the fewest facts that would make it so."""

from __future__ import annotations

import json
from datetime import date
from types import ModuleType
from typing import Any

import govrules
import pytest
from govrules.diagrams import NOT_SAID, Regions
from govrules.errors import GovrulesError, NotFoundError, RecordError
from govrules.evaluate import evaluate
from govrules.rules import read_facts
from govrules.testing.strategies import blueprints, matters
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st


def test_the_owner_is_told_that_it_owns_it(small: govrules.Jurisdiction, town: ModuleType) -> None:
    """No change is needed."""
    found = small.why_not(town.matter(), "bureau@district")
    assert found.owns
    assert found.explain("en") == "bureau@district does own it."


def test_the_smallest_change_makes_it_the_owner(
    small: govrules.Jurisdiction, town: ModuleType
) -> None:
    """The changed matter is decided anew, and the organ owns it."""
    found = small.why_not(town.matter(), "office@subdistrict")
    assert found.changes is not None
    assert found.decision is not None
    assert str(found.decision["owner"]).startswith("office@subdistrict")
    assert [c.field for c in found.changes] == ["listed"]
    assert "listed" in found.explain("zh")


def test_a_rule_that_stands_in_the_way_is_named(
    small: govrules.Jurisdiction, town: ModuleType
) -> None:
    """The rule that would name the organ, with what does not hold of it."""
    (first, *_) = small.why_not(town.matter(), "office@subdistrict").obstacles
    assert first.state == "false"
    assert first.parts


def test_an_organ_that_can_own_nothing_has_no_change(
    small: govrules.Jurisdiction, town: ModuleType
) -> None:
    """That is said, and nothing is invented."""
    found = small.why_not(town.matter(), "committee@community")
    assert found.changes is None
    assert "No change of facts" in found.explain("en")


def test_an_answer_can_be_sent(small: govrules.Jurisdiction, town: ModuleType) -> None:
    """It is plain JSON, days included."""
    found = small.why_not(town.matter(), "office@subdistrict")
    assert json.loads(json.dumps(found.to_dict()))["owns"] is False


def test_an_organ_that_is_none_is_refused(small: govrules.Jurisdiction, town: ModuleType) -> None:
    """The error says what it is near to."""
    with pytest.raises(NotFoundError, match="no organ"):
        small.why_not(town.matter(), "ofice@subdistrict")


def test_a_record_that_cannot_be_read_is_refused(
    small: govrules.Jurisdiction, town: ModuleType
) -> None:
    """With the error that decide gives."""
    with pytest.raises(RecordError):
        small.why_not(town.matter(kind="nonsense"), "office@subdistrict")


def owner_of(made: govrules.Jurisdiction, record: Any) -> Any:
    """The one organ that owns a matter, ``None`` where that is not settled or cannot be."""
    rules, question = made.rules, made.layout.owner
    try:
        found = evaluate(rules, read_facts(record, rules.declared, day_field=rules.day_field))
    except GovrulesError:
        return None
    value = found.look(question)
    return rules.roles.seated(value) if isinstance(value, str) else None


@settings(max_examples=25)
@given(blueprints(), st.data())
def test_no_single_fact_would_do_where_more_are_named(blueprint: Any, data: Any) -> None:
    """The changed matter has that owner; and where two facts change, no single one is enough."""
    made = govrules.Jurisdiction(blueprint)
    record = data.draw(matters(made.fields))
    question = made.layout.owner
    organs = sorted({v for v in made.analysis.owner_chain.values(question) if isinstance(v, str)})
    assume(organs)
    organ = made.rules.roles.seated(data.draw(st.sampled_from(organs)))
    try:
        found = made.why_not(record, organ)
    except GovrulesError:
        assume(False)
        raise
    if found.owns or found.changes is None:
        return
    event(f"{len(found.changes)} changes")
    cells = Regions(made.analysis.owner_chain).matters.cells
    single = [
        {**record, field: str(value) if isinstance(value, date) else value}
        for field, values in cells.items()
        if field != question and "." not in field
        for value in values
        if value is not NOT_SAID
    ]
    if any(owner_of(made, other) == organ for other in single):
        assert len(found.changes) <= 1
