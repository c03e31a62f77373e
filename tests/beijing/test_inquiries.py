"""Beijing's inquiries: every worked example by both evaluators, and the rules looked over."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import govrules
import pytest
from govrules.testing import Example, read_examples, run_example
from govrules_policies.beijing.inquiries import INQUIRIES
from govrules_policies.beijing.inquiries.shared import EXAMPLES

CASES = [(id, e) for id in INQUIRIES for e in read_examples(EXAMPLES / f"{id}.yaml")]
OUT = ("not_covered", "undetermined", "adjudicate_law", "no_rule", "error")


def is_out(example: Example) -> bool:
    """Whether an example is refused, barred, open, or outside of what is public."""
    end = str(example.expect.get("disposition", "error"))
    return (
        end in OUT or end.startswith(("not_", "barred_", "refuse_")) or end.endswith("_not_public")
    )


@pytest.mark.parametrize(("inquiry", "example"), CASES, ids=lambda x: getattr(x, "id", x))
@pytest.mark.parametrize("engine", ["classes", "reference"])
def test_an_inquiry_is_answered_as_a_jurist_expects(
    beijing_pack: govrules.Jurisdiction,
    inquiry: str,
    example: Example,
    engine: Literal["classes", "reference"],
) -> None:
    """Each example comes out as written."""
    outcome = run_example(beijing_pack.inquiry(inquiry), example, engine=engine)
    assert outcome.ok, outcome.message


@pytest.mark.parametrize("inquiry", INQUIRIES)
def test_each_has_ten_cases_a_third_of_them_refused_or_open(inquiry: str) -> None:
    """What an inquiry does not answer is shown as well as what it does."""
    cases = [e for id, e in CASES if id == inquiry]
    assert len(cases) >= 10
    assert sum(map(is_out, cases)) * 3 >= len(cases)


def test_ids_are_unique() -> None:
    """An example can be named by its id alone."""
    assert [id for id, n in Counter(e.id for _, e in CASES).items() if n > 1] == []


@pytest.mark.parametrize("inquiry", INQUIRIES)
def test_every_answer_occurs_in_some_case(
    beijing_pack: govrules.Jurisdiction, inquiry: str
) -> None:
    """No answer that rules give is without an example."""
    made = beijing_pack.inquiry(inquiry)
    given = {
        str(getattr(said, "value", said))
        for r in made.rules.rules.values()
        for part, said in r.rule.then
        if part == "disposition"
    }
    assert given - {str(e.expect.get("disposition")) for id, e in CASES if id == inquiry} == set()


@pytest.mark.parametrize("inquiry", INQUIRIES)
def test_nothing_is_found_in_the_rules(beijing_pack: govrules.Jurisdiction, inquiry: str) -> None:
    """No error and no warning, before any matter is decided."""
    found = beijing_pack.inquiry(inquiry).check()
    assert [f.code for f in found.findings if f.severity != "note"] == []


@pytest.mark.parametrize("inquiry", INQUIRIES)
def test_every_matter_has_an_answer(beijing_pack: govrules.Jurisdiction, inquiry: str) -> None:
    """No gap, no conflict, wherever all facts are known."""
    assert beijing_pack.inquiry(inquiry).prove().is_proved
