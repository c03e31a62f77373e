"""The pack's questions of whose a matter is, compiled: as the reference evaluator has them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from types import ModuleType
from typing import Any

import govrules
import pytest
from govrules.diagrams import Chain, Regions
from govrules.errors import GovrulesError
from govrules.evaluate import evaluate
from govrules.rules import read_facts
from govrules.values import UNKNOWN

# A region takes a second or two.
MOST_REGIONS = 5


@pytest.fixture(scope="module")
def regions(beijing_pack: govrules.Jurisdiction) -> Regions:
    """The owner's questions under the law in force, compiled once."""
    analysis = beijing_pack.analysis
    return Regions(analysis.owner_chain, analysis.since, rule_by_rule=False)


def drawn_cells(regions: Regions, drawn: random.Random) -> dict[int, int]:
    """A cell of each field; what rules work out is not said, and what is implied is as implied."""
    matters, cells = regions.matters, dict[int, int]()
    for level, field in enumerate(matters.order):
        is_said = field not in matters.worked_out or drawn.random() < 0.1
        cells[level] = drawn.randrange(len(matters.cells[field])) if is_said else 0
    for level, field in enumerate(matters.order):
        reads = regions.rules.fields[field].reads
        if reads is not None:
            source = matters.cells[reads[0]][cells[matters.level[reads[0]]]]
            value = matters.implied(field, source, regions.day)
            cells[level] = cells[level] if value is UNKNOWN else matters.cell(field, value) or 0
    return cells


def test_the_owner_of_complete_matters_is_that_of_the_reference(
    regions: Regions, beijing_pack: govrules.Jurisdiction
) -> None:
    """Answers, and the region that the owner's matters make, agree on matters drawn at random."""
    rules, drawn, compared = beijing_pack.rules, random.Random(20260101), 0
    owner = str(beijing_pack.layout.owner)
    for _ in range(200):
        cells = drawn_cells(regions, drawn)
        try:
            facts = read_facts(regions.matters.record(cells), rules.declared)
            answers = evaluate(rules, facts)
            found = regions.chain.decide(facts)
        except (GovrulesError, KeyError):  # what contradicts itself, or is not complete
            continue
        compared += 1
        for question, leaf in found.items():
            if regions.chain.links[question].question.follows is None:
                assert leaf.values == answers.answers[question].values
        value: Any = answers.look(owner)
        if value is UNKNOWN:  # nothing names one, and the record does not say it
            continue
        if compared <= MOST_REGIONS:
            region = regions.holding(owner, frozenset((value,)))
            assert regions.store.walk(region, cells) == regions.everything
    assert compared > 50


def test_what_is_gathered_is_what_the_reference_gathers(
    load_helper: Callable[[str], ModuleType], beijing_pack: govrules.Jurisdiction
) -> None:
    """Who helps, who is told, which duties there are: rule by rule."""
    analysis, space = beijing_pack.analysis, load_helper("space")
    regions = Regions(analysis.chain, analysis.since, rule_by_rule=False)
    drawn, gathered = random.Random(20260102), Counter[str]()
    for _ in range(200):
        try:
            record = regions.matters.record(drawn_cells(regions, drawn))
            facts = read_facts(record, beijing_pack.rules.declared)
        except GovrulesError:  # what contradicts itself
            continue
        if space.check_answers(regions, facts) in ("decided", "open"):
            gathered.update(regions.chain.decide(facts)["support"].rules)
    assert len(gathered) > 20


def test_only_what_is_asked_is_compiled(beijing_pack: govrules.Jurisdiction) -> None:
    """Of the questions those of the owner and what they rest on."""
    chain = Chain(beijing_pack.rules, ["contested"])
    assert list(chain.links) == ["contested"]
