"""Rules of other questions than whose a matter is, held against another rule set or day."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import Any

import govrules
import pytest
from govrules.errors import GovrulesError
from govrules.evaluate import evaluate
from govrules.rules import read_facts
from govrules.testing.strategies import blueprints, matters
from hypothesis import given
from hypothesis import strategies as st

ON = date(2021, 1, 1)
HELP = {"disposition": "handle", "lead": "office@subdistrict"}


def told(before: Any, after: Any, *days: date) -> dict[str, Any]:
    """The questions that differ, each with what begins, ends and says something else."""
    found = before.diff(after, on=days[0] if days else ON, other_on=days[1] if days else ON)
    return {b.question: (b.begun, b.ended, b.altered) for b in found.beside}


def test_rules_that_come_go_and_change(town: ModuleType) -> None:
    """Each is named under its question, and the owner's own questions are not."""

    def made(*more: tuple[str, str]) -> govrules.Jurisdiction:
        rules = (town.rule(id, "route", when, HELP) for id, when in more)
        bins = town.rule("C.bins", "competence", "item = bins", {"organ": "bureau@city"})
        return govrules.Jurisdiction(town.blueprint(bins, *rules))

    one, other = (
        made(("X.a", "urgent"), ("X.b", "urgent")),
        made(("X.b", "listed"), ("X.c", "urgent")),
    )
    assert told(one, other) == {"route": (("X.c",), ("X.a",), ("X.b",))}
    assert told(one, one) == {}


@pytest.mark.parametrize(
    ("when", "since", "differs"),
    [
        ("urgent", "2021-01-01", True),
        ("urgent and on >= 2021-01-01", None, True),
        ("urgent and (listed or on >= 2021-01-01)", None, True),
        ("urgent", "2020-12-31", False),
        ("urgent and on >= 2020-12-31", None, False),
    ],
)
def test_two_days_on_either_side_of_a_change(
    town: ModuleType, when: str, since: str | None, differs: bool
) -> None:
    """A bound counts wherever it is written; where none lies between the days nothing differs."""
    rule = town.rule("X.a", "route", when, HELP, since=since)
    made = govrules.Jurisdiction(town.blueprint(rule))
    found = told(made, made, date(2020, 12, 31), ON)
    assert ("route" in found) is differs


def test_days_in_force_elsewhere_make_no_difference(town: ModuleType) -> None:
    """A rule that says the same on the days compared is the same, whenever it began."""
    one, other = (
        govrules.Jurisdiction(town.blueprint(town.rule("X.a", "route", "urgent", HELP, since=day)))
        for day in ("2019-01-01", "2020-01-01")
    )
    assert told(one, other) == {}


def test_it_is_said_in_both_languages(town: ModuleType) -> None:
    """What differs is named; where nothing does, that is said too."""
    one = govrules.Jurisdiction(town.blueprint())
    other = govrules.Jurisdiction(town.blueprint(town.rule("X.a", "route", "urgent", HELP)))
    assert "in force only after: X.a" in one.diff(other).explain("en")
    assert "新增适用 X.a" in one.diff(other).explain("zh")
    assert "who leads are the same" in one.diff(one).explain("en")
    assert one.diff(other).to_dict()["beside"][0]["begun"] == ("X.a",)


@given(blueprints(), st.data())
def test_what_is_not_named_is_answered_alike(blueprint: Any, data: st.DataObject) -> None:
    """Where nothing is named, questions with alike answers before them are answered alike."""
    made = govrules.Jurisdiction(blueprint)
    rules, day_field = made.rules, made.rules.day_field
    bounds = sorted({b for r in rules.rules.values() for b in _bounds(r.period)} | {ON})
    days = data.draw(st.tuples(st.sampled_from(bounds), st.sampled_from(bounds)))
    named = {b.question for b in made.diff(made, on=days[0], other_on=days[1]).beside}
    record = data.draw(matters(rules.declared, near=[r.rule for r in rules.rules.values()]))
    record = {k: v for k, v in record.items() if k not in (day_field, rules.declared[day_field].zh)}
    try:
        one, other = (
            evaluate(rules, read_facts({**record, day_field: str(day)}, rules.declared))
            for day in days
        )
    except GovrulesError:
        return
    alike = {f for f in rules.fields if f != day_field and one.look(f) == other.look(f)}
    owner = made.analysis.owner_chain.links.keys()
    for id in {q.id for q in rules.questions if q.kind != "every"} - owner - named:
        reads = {f for r in rules.rules.values() if r.rule.question == id for f in r.reads}
        if reads <= alike | {day_field}:
            assert one.answers[id].values == other.answers[id].values


def _bounds(period: Any) -> set[date]:
    return {day for day in (period.start, period.end) if day is not None}
