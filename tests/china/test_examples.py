"""The national layer by itself: a city without a rule of its own, and what the laws say there."""

from __future__ import annotations

from pathlib import Path

import govrules.authoring
import pytest
from govrules import Blueprint, Jurisdiction, Layout
from govrules.territory import load_units
from govrules.testing import Example, read_examples, run_example
from govrules_policies import china

EXAMPLES = Path(china.__file__).parent / "examples.yaml"
UNITS = Path(govrules.authoring.__file__).parent / "template" / "pack" / "territory"


@pytest.fixture(scope="module")
def anywhere() -> Jurisdiction:
    """A city that declares units and a layout, and nothing else."""
    bars = ("barred_as_lead", "barred_delegation", "refuse_no_consent")
    own = Blueprint(
        id="anywhere",
        zh="某市",
        en="any city",
        territory=load_units(UNITS),
        law=china.LAW,
        layout=Layout(final="route", adds=("support",), owner="owner", bars=bars),
        policies=(),
    )
    return Jurisdiction(own.standing_on(china.layer()))


@pytest.mark.parametrize("example", read_examples(EXAMPLES), ids=lambda e: e.id)
def test_an_example_of_the_national_laws(anywhere: Jurisdiction, example: Example) -> None:
    """It comes out as the law says."""
    assert run_example(anywhere, example).message == ""


def test_each_law_has_an_example(anywhere: Jurisdiction) -> None:
    """Of every national law that concludes something at least one rule is tried."""
    told = set()
    for example in read_examples(EXAMPLES):
        decision = run_example(anywhere, example).decision
        told |= {str(r.cite).split()[0] for r in decision.because} if decision else set()
    laws = {r.cite.instrument for p in anywhere.policies for r in p.rules if r.then}
    assert laws <= told


def test_a_place_elsewhere_is_refused(anywhere: Jurisdiction) -> None:
    """The laws hold everywhere, and the city has only its own units."""
    with pytest.raises(ValueError, match="110101"):
        anywhere.decide(kind="violation", place="110101", on="2024-05-01")
