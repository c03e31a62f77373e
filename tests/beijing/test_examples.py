"""Every worked example of the Beijing pack, by both evaluators."""

from collections import Counter
from pathlib import Path
from typing import Literal

import pytest
from govrules import Jurisdiction
from govrules.testing import Example, read_examples, run_example

PACK = Path(__file__).parents[2] / "policies" / "beijing" / "examples"
FILES = sorted(PACK.glob("*.yaml"))
EXAMPLES = [example for file in FILES for example in read_examples(file)]
OUT = ("undetermined", "no_rule", "adjudicate_objection", "adjudicate_law", "not_covered")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
@pytest.mark.parametrize("engine", ["classes", "reference"])
def test_the_pack_decides_as_a_jurist_expects(
    beijing_pack: Jurisdiction, example: Example, engine: Literal["classes", "reference"]
) -> None:
    """Each example of the pack comes out as written."""
    outcome = run_example(beijing_pack, example, engine=engine)
    assert outcome.ok, outcome.message


def test_ids_of_cases_are_unique_over_the_pack() -> None:
    """An example can be named by its id alone."""
    counts = Counter(example.id for example in EXAMPLES)
    assert [id for id, n in counts.items() if n > 1] == []


def test_at_least_a_third_of_the_cases_end_without_an_owner_acting() -> None:
    """Refusals, bars, open questions, adjudication and errors are a third of the pack."""
    ends = [str(c.expect.get("disposition", "error")) for c in EXAMPLES]
    out = [e for e in ends if e in (*OUT, "error") or e.startswith(("barred_", "refuse_"))]
    assert len(EXAMPLES) >= 120
    assert len(out) * 3 >= len(EXAMPLES)


def test_every_disposition_occurs_in_some_case(beijing_pack: Jurisdiction) -> None:
    """No disposition of the vocabulary is without a worked example."""
    route = next(q for q in beijing_pack.rules.questions if q.id == "route")
    declared = {c.code for c in route.slot("disposition").choices}
    assert declared - {c.expect.get("disposition") for c in EXAMPLES} == set()
