"""Making a detector: its code, its severity, and what a finding takes from the rules."""

from __future__ import annotations

import govrules
import pytest
from govrules.analysis import detector
from govrules.errors import PolicyError


def made(code: str = "some_fault", severity: str = "error") -> object:
    """A detector that finds nothing."""
    return detector(code, severity, zh="", en="", fix=("", ""))(lambda context: ())  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["Some", "some-fault", "", "1st", "a__b"])
def test_a_code_is_in_snake_case(code: str) -> None:
    """Acceptances and pages are named by it."""
    with pytest.raises(PolicyError, match="is no code of a detector"):
        made(code)


def test_there_are_three_severities() -> None:
    """The error names the detector, and them."""
    with pytest.raises(PolicyError) as caught:
        made(severity="fatal")
    assert str(caught.value) == (
        "detector some_fault: 'fatal' is no severity; one of error, warning, note"
    )


def test_a_finding_takes_its_places_from_the_rules(small: govrules.Jurisdiction) -> None:
    """Citation, both titles and the line come with the id."""
    one = detector("some_fault", "error", zh="", en="", fix=("改", "mend"))(lambda context: ())
    found = one.finding(small.analysis, "甲", "a", rules=("R.task",), about=[("field", "listed")])
    assert found.about == ("R.task", "field:listed")
    assert found.citations == ("CR 1",)
    assert found.subjects[0].zh == "《市容条例》第一条"
    assert found.at == ("town.py",)
    assert found.fix_en == "mend"


def test_a_matter_is_decided_and_the_outcome_told(
    small: govrules.Jurisdiction, town: object
) -> None:
    """Disposition, lead, owner and rules are those that decide gives."""
    one = detector("some_fault", "error", zh="", en="", fix=("", ""))(lambda context: ())
    found = one.finding(small.analysis, "", "", matter=town.matter())  # type: ignore[attr-defined]
    decision = small.decide(town.matter())  # type: ignore[attr-defined]
    assert found.decision is not None
    assert found.decision["disposition"] == decision.disposition
    assert found.decision["because"] == [r.rule for r in decision.because]


def test_a_matter_that_cannot_be_decided_gives_the_code_of_the_error(
    small: govrules.Jurisdiction,
) -> None:
    """Nothing is raised."""
    one = detector("some_fault", "error", zh="", en="", fix=("", ""))(lambda context: ())
    found = one.finding(small.analysis, "", "", matter={"kind": "nonsense"})
    assert found.decision == {"error": "record_error"}
