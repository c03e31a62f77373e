"""Matters completed until they are decided."""

from __future__ import annotations

from types import ModuleType

import govrules
from govrules.analysis.complete import completed
from govrules.evaluate import Evaluation


def test_facts_are_added_until_the_matter_is_decided(
    small: govrules.Jurisdiction, town: ModuleType
) -> None:
    """And what was to be shown is still there."""

    def shows(found: Evaluation) -> bool:
        return any(r.id == "R.found" for r in found.answers["route"].winners)

    record = {"kind": "violation", "on": "2021-03-01"}
    found = completed(small.analysis, record, shows)
    assert found.items() > record.items()
    decision = small.decide(found)
    assert decision.disposition == "handle"
    assert any(r.rule == "R.found" for r in decision.because)


def test_a_matter_of_which_nothing_is_asked_stays_as_it_is(
    small: govrules.Jurisdiction, town: ModuleType
) -> None:
    """It is decided already."""
    assert completed(small.analysis, town.matter(), lambda found: True) == town.matter()


def test_a_fact_with_which_it_would_not_be_shown_is_not_added(small: govrules.Jurisdiction) -> None:
    """Rather an open matter that shows it than a decided one that does not."""
    record = {"kind": "violation", "on": "2021-03-01"}
    assert completed(small.analysis, record, lambda found: False) == record


def test_a_matter_that_cannot_be_decided_stays_as_it_is(small: govrules.Jurisdiction) -> None:
    """Nothing is raised."""
    record = {"kind": "nonsense"}
    assert completed(small.analysis, record, lambda found: True) == record
