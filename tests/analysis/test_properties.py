"""Properties of the findings, on generated jurisdictions and generated matters."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import attrs
from govrules import Blueprint, Jurisdiction
from govrules.analysis import Finding
from govrules.errors import GovrulesError
from govrules.evaluate import truth
from govrules.testing.strategies import blueprints, matters
from hypothesis import given
from hypothesis import strategies as st


def outcome(made: Jurisdiction, record: dict[str, Any]) -> Any:
    """What comes of a matter and by which rules, or the kind of the error."""
    try:
        found = made.decide(record, ask="plain")
    except GovrulesError as error:
        return error.code
    organs = [o and (o.role, o.level, o.unit) for o in (found.lead, found.by, found.owner)]
    return found.disposition, organs, found.prohibited, [r.rule for r in found.because]


def without(blueprint: Blueprint, idle: Iterable[Finding]) -> Blueprint:
    """The same rules, less the exceptions that can never apply."""
    gone = {(f.data["exception"], over) for f in idle for over in f.data["over"]}
    policies = [
        attrs.evolve(
            p,
            rules=[
                attrs.evolve(
                    r, exception_to=tuple(o for o in r.exception_to if (r.id, o) not in gone)
                )
                for r in p.rules
            ],
        )
        for p in blueprint.policies
    ]
    return attrs.evolve(blueprint, policies=policies)


@given(data=st.data())
def test_rules_that_are_said_never_to_meet_do_not(data: st.DataObject) -> None:
    """No matter makes two rules true that their forms are said to keep apart."""
    made = Jurisdiction(data.draw(blueprints()))
    rules = list(made.rules.rules.values())
    record = data.draw(matters(made.fields, known=4, near=[r.rule for r in rules]))
    found = made.analysis.evaluated(record)
    if found is not None:
        true = [r for r in rules if truth(r.when, found.look, made.rules.fields) is True]
        apart = [
            (a.id, b.id)
            for a, b in combinations(true, 2)
            if not made.analysis.meetings.can_meet(a, b)
        ]
        assert apart == []


@given(data=st.data())
def test_an_exception_that_is_said_to_be_idle_decides_nothing(data: st.DataObject) -> None:
    """Taken out, every matter comes out as before, by the same rules."""
    blueprint = data.draw(blueprints())
    made = Jurisdiction(blueprint)
    idle = made.check(only=["exception_idle"]).findings
    if not idle:
        return
    other = Jurisdiction(without(blueprint, idle))
    near = [r.rule for r in made.rules.rules.values()]
    for _ in range(5):
        record = data.draw(matters(made.fields, known=4, near=near))
        assert outcome(made, record) == outcome(other, record)
