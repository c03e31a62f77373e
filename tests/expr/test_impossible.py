"""Conditions that cannot hold: what is found truly cannot, whatever the matter."""

from __future__ import annotations

from typing import Any

import pytest
from govrules import UNKNOWN, Field, Jurisdiction
from govrules.evaluate.known import Known
from govrules.evaluate.truth import truth
from govrules.expr import All, Const, check, clash_of, from_text
from govrules.rules import Facts
from govrules.testing.strategies.condition import conditions
from hypothesis import given
from hypothesis import strategies as st


def clash(text: str, rules: Any) -> Any:
    return clash_of(check(from_text(text), rules.fields), rules.fields)


@pytest.mark.parametrize(
    "text",
    [
        "kind = task or kind = violation",
        "kind in (task, violation) and not kind = task",
        "item under waste and item = litter",
        "item under waste and not item = litter",
        "place under 110101 and place under 110101001",
        "number >= 2 and number < 3",
        "on >= 2020-01-01 and on < 2020-01-02",
        "not on from 2019-01-01 to 2020-01-01 and on >= 2019-06-01",
        "(kind = task or urgent) and not urgent",
        "holder under bureau and holder = bureau@city",
        "competence under bureau and holder under office",
        "always",
    ],
)
def test_what_can_hold_is_let_be(small: Jurisdiction, text: str) -> None:
    """Conditions that some matter meets are none of these."""
    assert clash(text, small.rules) is None


def test_the_parts_that_clash_are_named(small: Jurisdiction) -> None:
    """Of many parts it is the two that exclude each other."""
    found = clash("urgent and kind = task and number < 3 and kind = violation", small.rules)
    assert [str(part) for part in found] == [
        "Is(field='kind', values=('task',))",
        "Is(field='kind', values=('violation',))",
    ]


FIELDS = {
    f.id: f
    for f in (
        Field("kind", "choice", "类", "k", (("a", "甲", "a"), ("b", "乙", "b"), ("c", "丙", "c"))),
        Field("number", "count", "数", "n", most=3),
        Field("flag", "flag", "旗", "f"),
    )
}
VALUES = {"kind": ("a", "b", "c", UNKNOWN), "number": (0, 1, 2, 3), "flag": (True, False)}


@given(expr=conditions(FIELDS, most=6), data=st.data())
def test_what_is_found_never_holds(expr: Any, data: st.DataObject) -> None:
    """Where a clash is found, no matter makes the condition true."""
    if clash_of(expr, FIELDS) is None:
        return
    values = {id: data.draw(st.sampled_from(known)) for id, known in VALUES.items()}
    known = Known.of(Facts({k: v for k, v in values.items() if v is not UNKNOWN}))
    assert truth(expr, known, FIELDS) is not True


@given(expr=conditions(FIELDS, most=4))
def test_what_is_always_false_clashes(expr: Any) -> None:
    """With never beside it, nothing holds."""
    assert clash_of(All((expr, Const(False))), FIELDS) is not None
