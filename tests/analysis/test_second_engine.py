"""What the diagrams say of pairs of rules, confirmed by an SMT solver that shares no code."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from types import ModuleType

import govrules
import pytest
from govrules.diagrams import Chain, Link
from govrules.rules import Compiled
from govrules.values import OneOf

pytest.importorskip("z3", reason="z3-solver is not installed")

# Of the pairs of rules of a question about so many are tried, in even steps.
MOST_PAIRS = 400


@pytest.fixture(scope="module")
def smt(load_helper: Callable[[str], ModuleType]) -> ModuleType:
    """The module that writes conditions as formulas."""
    return load_helper("smt")


@pytest.fixture(scope="module")
def chain(beijing_pack: govrules.Jurisdiction) -> Chain:
    """Beijing's questions, compiled whole."""
    return beijing_pack.analysis.chain


def readers(link: Link, chain: Chain) -> list[Compiled]:
    """The rules of a question that read no answer that may be one of several.

    Of such an answer a test may be open, where a formula is true or false.
    """
    several = {f for f, vs in chain.answers.items() if any(isinstance(v, OneOf) for v in vs)}
    return [r for r in link.readers if several.isdisjoint(r.reads)]


def pairs(link: Link, chain: Chain) -> list[tuple[Compiled, Compiled]]:
    """Some of the pairs of such rules."""
    found = list(combinations(readers(link, chain), 2))
    return found[:: len(found) // MOST_PAIRS + 1]


def test_a_rule_can_hold_where_the_solver_says_so(chain: Chain, smt: ModuleType) -> None:
    """Of every rule of every question with one answer."""
    for link in chain.links.values():
        formulas = smt.formulas(link, chain)
        for rule in readers(link, chain):
            terminals = link.store.terminals(link.holds(rule))
            holds = any(link.store.values[n] is True for n in terminals)
            assert holds == formulas.can_be(formulas.of(rule.when)), rule.id


def test_a_rule_lies_within_another_where_the_solver_says_so(chain: Chain, smt: ModuleType) -> None:
    """Both ways of a sample of pairs."""
    seen = set()
    for link in chain.links.values():
        formulas = smt.formulas(link, chain)
        for one, other in pairs(link, chain):
            for a, b in ((one, other), (other, one)):
                outside = formulas.can_be(formulas.of(a.when), smt.z3.Not(formulas.of(b.when)))
                assert link.within(a, b) is not outside, (a.id, b.id)
                seen.add(outside)
    assert seen == {True, False}


def test_what_form_keeps_apart_no_matter_meets(
    beijing_pack: govrules.Jurisdiction, chain: Chain, smt: ModuleType
) -> None:
    """The quick test of two conditions never says so where the solver finds a matter."""
    meetings, kept_apart = beijing_pack.analysis.meetings, 0
    for link in chain.links.values():
        formulas = smt.formulas(link, chain)
        for a, b in pairs(link, chain):
            if not meetings.can_meet(a, b):
                kept_apart += 1
                assert not formulas.can_be(formulas.of(a.when), formulas.of(b.when)), (a.id, b.id)
    assert kept_apart > 100
