"""A compiled jurisdiction, and matters that say something of every field."""

from __future__ import annotations

from typing import Any

from govrules import Jurisdiction
from govrules.diagrams import Chain, Leaf, Regions
from govrules.errors import ConflictError, ContradictionError, GovrulesError
from govrules.evaluate import Answer, Evaluation, Look, evaluate, truth
from govrules.evaluate.reference import followed
from govrules.expr import Atom, fields_at
from govrules.rules import Facts, read_facts
from govrules.values import UNKNOWN, OneOf
from hypothesis import assume
from hypothesis import strategies as st


def compiled(made: Jurisdiction) -> Regions:
    """The regions of all its questions, of all days."""
    return Regions(Chain(made.rules))


def drawn(data: Any, regions: Regions) -> tuple[dict[int, int], Facts]:
    """A matter that says something of every field, and its cells."""
    matters, rules = regions.matters, regions.rules
    cells = {
        level: data.draw(st.integers(0, len(matters.cells[field]) - 1), label=field)
        for level, field in enumerate(matters.order)
    }
    try:
        return cells, read_facts(matters.record(cells), rules.declared, day_field=rules.day_field)
    except GovrulesError:  # one fact contradicts what another implies
        assume(False)
        raise


def said(regions: Regions, facts: Facts) -> Evaluation | tuple[str, ...]:
    """What the rules' own evaluation finds; the kind of the error where it raises one."""
    try:
        return evaluate(regions.rules, facts)
    except ConflictError as error:
        return ("conflict", *error.rules)
    except ContradictionError:
        return ("contradiction",)


def is_complete(regions: Regions, found: Evaluation) -> bool:
    """Whether no test of a compiled rule is open, but for answers that are one of several.

    A code may be too rough for a test that names it, and a fact be said by none and worked out by
    no rule: the diagrams then say what every completion comes to, and the evaluator leaves it open.
    """
    look, fields = found.look, regions.rules.fields
    readers = [r for link in regions.chain.links.values() for r in link.readers]
    if any(look(f) is UNKNOWN for r in readers for f in r.reads):
        return False
    tests = (a for r in readers for a in r.atoms if not _several(a, look))
    return all(truth(test, look, fields) is not UNKNOWN for test in tests)


def _several(test: Atom, look: Look) -> bool:
    return any(isinstance(look(field), OneOf) for field in fields_at(test))


def check_answers(regions: Regions, facts: Facts) -> str:
    """Hold every question against the rules' own evaluation: values, disputes, conflicts.

    Returns:
        What became of it: ``decided``, ``open``, ``conflict``, ``contradiction`` or ``not complete``.
    """
    expected = said(regions, facts)
    try:
        found = regions.chain.decide(facts)
    except KeyError:  # what no rule works out was not said: not a complete matter
        return "not complete"
    except ContradictionError:
        assert expected == ("contradiction",) or _is_open(regions, expected)
        return "contradiction"
    clash = next((leaf.conflict for leaf in found.values() if leaf.conflict), None)
    if clash is not None:
        assert expected == ("conflict", *clash) or _is_open(regions, expected)
        return "conflict"
    assert isinstance(expected, Evaluation)
    is_open = _is_open(regions, expected)
    for question, leaf in found.items():
        answer = expected.answers[question]
        if answer.question.kind == "every":
            check_gathered(leaf, expected, question, is_open)
            continue
        values = followed(Answer(answer.question, leaf.values), expected.look).values
        if is_open and answer.live:
            assert set(values) <= set(answer.values)
        else:
            assert values == answer.values
            assert leaf.disputes == tuple((d.first.id, d.second.id) for d in answer.disputes)
    return "open" if is_open else "decided"


def check_gathered(leaf: Leaf, found: Evaluation, question: str, is_open: bool) -> None:
    """Hold what is gathered against the rules' own evaluation: which apply, and what they say.

    Where the evaluation has left an earlier answer open it may leave a rule open that applies here.
    """
    answer = found.answers[question]
    applying, live = ({r.id for r in rules} for rules in (answer.winners, answer.live))
    assert applying <= {*leaf.rules, *leaf.live}
    if is_open:
        return
    assert {*leaf.rules} <= applying
    assert live <= {*leaf.live}
    assert leaf.values == answer.values or applying != {*leaf.rules}
    for id in {*leaf.live} - live:
        assert _is_left_open(found, id)


def _is_left_open(found: Evaluation, id: str) -> bool:
    """Whether a rule is read with one of which some test is open: then neither is told."""
    rules = found.rules.rules
    alike = [r for r in rules.values() if r.reads == rules[id].reads]
    tests = (test for r in alike if r.rule.question == rules[id].rule.question for test in r.atoms)
    return any(truth(test, found.look, found.rules.fields) is UNKNOWN for test in tests)


def _is_open(regions: Regions, found: Evaluation | tuple[str, ...]) -> bool:
    return isinstance(found, Evaluation) and not is_complete(regions, found)


def check_regions(regions: Regions, cells: dict[int, int], facts: Facts) -> None:
    """A matter is in the region of a gap if it is one, and in that of each rule that applies."""
    expected = said(regions, facts)
    if not isinstance(expected, Evaluation) or not is_complete(regions, expected):
        return
    inside = regions.everything
    for question, link in regions.chain.links.items():
        answer = expected.answers[question]
        if link.question.follows is None:
            gap = regions.comes_to(question, "gap", lambda leaf: leaf.values == (None,))
            assert (regions.store.walk(gap, cells) == inside) is (answer.values == (None,))
        for rule in link.readers:
            is_met = truth(rule.when, expected.look, regions.rules.fields) is True
            assert (regions.store.walk(regions.holds(rule.id), cells) == inside) is is_met
