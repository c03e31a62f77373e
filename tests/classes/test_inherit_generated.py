"""What is inherited from other rules is what would be found, on generated rules and changes."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from govrules import Blueprint, GovrulesError, Jurisdiction
from govrules.expr import All, Not
from govrules.rules import Rule
from govrules.rules.refinement import ORDERS
from govrules.testing.strategies import blueprints, matters
from hypothesis import assume, given
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")


@st.composite
def changes(draw: Any) -> tuple[Blueprint, Blueprint]:
    """A blueprint, and it with some rules gone, and some that hold less often or in other cases."""
    of = draw(blueprints())
    rules = [r for p in of.policies for r in p.rules]
    assume(len(rules) > 2)
    some = st.sets(st.sampled_from([r.id for r in rules]), max_size=3)
    gone, changed = draw(some), draw(some)
    assume(gone | changed)
    others = [r.when for r in rules if r.question == rules[0].question]

    def kept(r: Rule) -> Rule:
        if r.id in changed:
            more = draw(st.sampled_from(others))
            also = draw(st.sampled_from((more, Not(more))))
            r = attrs.evolve(r, when=draw(st.sampled_from((All((r.when, also)), also))))
        orders = {name: [id for id in getattr(r, name) if id not in gone] for name in ORDERS}
        return attrs.evolve(r, **orders)

    policies = [
        attrs.evolve(p, rules=[kept(r) for r in p.rules if r.id not in gone]) for p in of.policies
    ]
    return of, attrs.evolve(of, policies=policies)


@given(st.data())
def test_inherited_or_found_it_is_the_same(data: Any) -> None:
    """Each row of a changed jurisdiction is decided as if nothing had been known before."""
    blueprint, changed = data.draw(changes())
    try:
        made, alone = Jurisdiction(changed), Jurisdiction(changed)
    except GovrulesError:
        assume(False)
    base = Jurisdiction(blueprint)
    near = [r.rule for r in base.rules.rules.values()]
    rows = data.draw(st.lists(matters(base.fields, near=near), min_size=1, max_size=8))
    names = [*dict.fromkeys(name for row in rows for name in row)]
    text = [{k: str(row[k]).lower() if k in row else None for k in names} for row in rows]
    table = pa.Table.from_pylist(text, pa.schema([(name, pa.string()) for name in names]))
    base.decide_table(table, keep=[])
    made.classes.inherit(base.classes)
    found = alone.decide_table(table, keep=[]).to_pylist()
    with base.lend_columns() as columns:  # beside an engine that has read the rows, and alone
        assert made.columns(beside=columns).table(table, keep=[]).to_pylist() == found
    assert made.decide_table(table, keep=[]).to_pylist() == found
