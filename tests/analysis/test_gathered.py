"""Which rules of the questions that gather are others: under other rules, or on another day."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import Any

import govrules
from govrules import Rule
from govrules.analysis.gathered import Altered, altered
from govrules.diagrams import Chain, Regions
from govrules.errors import GovrulesError
from govrules.evaluate import evaluate, truth
from govrules.rules import read_facts
from govrules.testing.strategies import blueprints
from hypothesis import given
from hypothesis import strategies as st

HELP = {"assist": ["committee@community"]}


def told(
    town: ModuleType, before: tuple[Rule, ...], after: tuple[Rule, ...], *days: date
) -> list[Altered]:
    sides = [govrules.Jurisdiction(town.blueprint(*rules)).analysis for rules in (before, after)]
    return [*altered(*sides, days or (sides[0].since, sides[1].since))]


def helps(town: ModuleType, when: str, then: dict[str, Any] = HELP) -> tuple[Rule]:
    return (town.rule("S.new", "support", when, then),)


def test_of_the_same_rules_none_is_another(small: govrules.Jurisdiction) -> None:
    """Whatever they say."""
    assert [*altered(small.analysis, small.analysis, (small.analysis.since,) * 2)] == []


def test_a_rule_more_begins_and_a_rule_less_ends(town: ModuleType) -> None:
    """With the fewest facts for which it applies."""
    rule = helps(town, "kind = task and listed")
    where = {"kind": "task", "listed": "true"}
    assert told(town, (), rule) == [Altered("support", "S.new", "begins", where)]
    assert told(town, rule, ()) == [Altered("support", "S.new", "ends", where)]


def test_a_rule_that_is_narrowed_applies_to_other_matters(town: ModuleType) -> None:
    """It is told by a matter that it loses, or wins."""
    wide, narrow = helps(town, "kind = task"), helps(town, "kind = task and listed")
    lost = {"kind": "task", "listed": "false"}
    assert told(town, wide, narrow) == [Altered("support", "S.new", "applies", lost)]
    assert told(town, narrow, wide) == [Altered("support", "S.new", "applies", lost)]


def test_a_condition_that_is_written_otherwise_is_the_same(town: ModuleType) -> None:
    """Two conditions are held against each other, not two texts."""
    one = helps(town, "item under waste and not item = litter")
    other = helps(town, "item in (dump, bins)")
    assert told(town, one, other) == []


def test_a_rule_may_say_something_else(town: ModuleType) -> None:
    """Of the matters to which it applies on both sides."""
    one, other = helps(town, "urgent"), helps(town, "urgent", {"duties": ["reply"]})
    assert told(town, one, other) == [Altered("support", "S.new", "says", {"urgent": "true"})]


def test_answers_are_told_as_they_are_read(town: ModuleType) -> None:
    """Also that there is none."""
    (found,) = told(town, (), helps(town, "not route.disposition = handle"))
    assert found.where == {"route.disposition": "none"}


def test_a_rule_that_comes_into_force_begins(town: ModuleType) -> None:
    """Between two days of one jurisdiction."""
    rule = (town.rule("S.new", "support", "kind = task", HELP, "CG 1"),)
    days = date(2020, 6, 30), date(2020, 7, 1)
    assert told(town, rule, rule, *days) == [
        Altered("support", "S.new", "begins", {"kind": "task"})
    ]


def test_the_difference_tells_them_in_both_languages(town: ModuleType) -> None:
    """Beside the owners, with the provision; and as data."""
    sides = [govrules.Jurisdiction(town.blueprint(*r)) for r in ((), helps(town, "kind = task"))]
    found = sides[0].diff(sides[1])
    assert found.moved == ()
    assert "S.new (" in found.explain("en")
    assert "begins to apply, e.g. kind=task" in found.explain("en")
    assert "开始适用，例如 kind=task" in found.explain("zh")
    (plain,) = found.to_dict()["gathered"]
    assert plain == {
        "question": "support",
        "rule": "S.new",
        "how": "begins",
        "where": {"kind": "task"},
    }


@given(blueprints(), st.data())
def test_a_rule_that_is_not_told_applies_as_before(blueprint: Any, data: Any) -> None:
    """Of a matter drawn at random, where what the rule reads is the same on both days."""
    made = govrules.Jurisdiction(blueprint)
    days = (date(2000, 1, 1), made.analysis.since)
    others = {a.rule for a in altered(made.analysis, made.analysis, days) if a.how != "says"}
    regions, rules = Regions(Chain(made.rules)), made.rules
    matters = regions.matters
    cells = {
        level: data.draw(st.integers(0, len(matters.cells[field]) - 1))
        for level, field in enumerate(matters.order)
    }
    looks = []
    for day in days:
        record = {**matters.record(cells), rules.day_field: str(day)}
        try:
            looks.append(evaluate(rules, read_facts(record, rules.declared)).look)
        except GovrulesError:
            return
    gather = {q.id for q in rules.questions if q.kind == "every"}
    for r in rules.rules.values():
        reads = {*r.reads} - {rules.day_field}
        if r.rule.question in gather and all(looks[0](f) == looks[1](f) for f in reads):
            before, after = (truth(r.when, look, rules.fields) is True for look in looks)
            assert before == after or r.id in others
