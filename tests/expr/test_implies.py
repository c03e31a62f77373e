"""One condition contained in another: what is shown is true; what is not is only not shown."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from govrules import Field, Jurisdiction
from govrules.expr import (
    All,
    Const,
    Not,
    Some,
    Under,
    atoms,
    fields_at,
    fields_of,
    from_text,
    implies,
)
from govrules.testing.strategies import conditions
from hypothesis import assume, given
from hypothesis import strategies as st

MOST = 3000


def covers(declared: dict[str, Field]) -> Any:
    return lambda f, upper, lower: upper in (declared[f].tree.path(lower))


def cases(declared: dict[str, Field], *exprs: Any) -> list[dict[str, Any]]:
    """Every way in which the fields of the conditions can turn out."""
    named = [a for e in exprs for a in atoms(e)]
    domains = {}
    for id in sorted({f for e in exprs for f in fields_of(e)}):
        f = declared[id]
        bounds = {
            b
            for a in named
            if fields_at(a) == (id,)
            for b in (getattr(a, "low", None), getattr(a, "high", None))
            if b is not None
        }
        if f.kind == "flag":
            domains[id] = [True, False]
        elif f.kind == "choice":
            domains[id] = [c.code for c in f.choices]
        elif f.kind == "code":
            domains[id] = [c for c in f.tree if f.tree.is_leaf(c)]
        elif f.kind == "count":
            domains[id] = list(range(f.most + 1))
        else:
            domains[id] = sorted(
                d.fromordinal(d.toordinal() + n) for d in bounds for n in (-1, 0, 1)
            )
    size = 1
    for values in domains.values():
        size *= max(1, len(values))
    assume(size <= MOST)
    return [dict(zip(domains, row, strict=True)) for row in product(*domains.values())]


def related(draw: Any, a: Any, declared: dict[str, Field]) -> Any:
    """A condition that the first one may well imply."""
    other = draw(conditions(declared, most=2))
    above = [
        Under(x.field, tuple(declared[x.field].tree.path(c)[0] for c in x.codes))
        for x in atoms(a)
        if isinstance(x, Under)
    ]
    return draw(
        st.sampled_from(
            [
                other,
                Some((a, other)),
                Some((other, *conjunct(a))),
                Not(All((Not(a), other))),
                a,
                *conjunct(a),
                *above,
                Not(Not(a)),
                All(()),
                Const(True),
            ]
        )
    )


def conjunct(a: Any) -> tuple[Any, ...]:
    return a.parts[:1] if isinstance(a, All | Some) else (a,)


@given(st.data())
def test_implies_is_sound(small: Jurisdiction, oracle: Any, data: Any) -> None:
    """Where the form shows that one implies the other, no case has the one and not the other."""
    flat = {
        id: f
        for id, f in small.rules.fields.items()
        if id in ("kind", "item", "listed", "number", "on", "steps.asked")
    }
    a = data.draw(conditions(flat, most=4))
    if data.draw(st.booleans()):
        a = All((a, data.draw(conditions(flat, most=2))))
    b = related(data.draw, a, flat)
    if not implies(a, b, covers(flat)):
        return
    for case in cases(flat, a, b):
        assert oracle.holds(b, case, flat) or not oracle.holds(a, case, flat), case


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("never", "kind = task"),
        ("kind = task", "always"),
        ("kind = task", "kind in (task, violation)"),
        ("item under litter", "item under waste"),
        ("item under (litter, dump)", "item under waste"),
        ("number from 2 to 3", "number >= 1"),
        ("on from 2020-01-01 to 2021-01-01", "on < 2022-01-01"),
        ("kind = task and listed", "listed"),
        ("kind = task and listed", "listed or urgent"),
        ("not item under waste", "not item under litter"),
        ("kind = task", "kind != violation"),
        ("kind = task or kind = violation", "kind in (task, violation, complaint)"),
        ("listed and urgent and kind = task", "kind = task and listed"),
        ("giver same holder and listed", "holder same giver"),
    ],
)
def test_what_the_form_shows(small: Jurisdiction, narrow: str, wide: str) -> None:
    """The narrower implies the wider, and not the other way round."""
    fields = dict(small.rules.fields)
    assert implies(from_text(narrow), from_text(wide), covers(fields))
    assert not implies(from_text(wide), from_text(narrow), covers(fields))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("kind = task", "listed"),
        ("item under waste", "item under noise"),
        ("number >= 2", "number >= 3"),
        ("kind = task", "kind != task"),
        ("not item under litter", "not item under waste"),
        ("listed or urgent", "listed"),
        ("always", "listed"),
    ],
)
def test_what_it_does_not_show(small: Jurisdiction, a: str, b: str) -> None:
    """Nothing is claimed of conditions that do not contain each other."""
    assert not implies(from_text(a), from_text(b), covers(dict(small.rules.fields)))
