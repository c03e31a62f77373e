"""What a rule concludes, in its forms: nodes, text, JSON; and back again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from govrules.errors import ExpressionError
from govrules.expr import (
    Either,
    Ref,
    RoleAt,
    Value,
    options_of,
    refs_of,
    term_from,
    term_from_json,
    term_from_text,
    term_to_json,
    term_to_text,
)
from hypothesis import given
from hypothesis import strategies as st

BOTH = Either((RoleAt("health", "city"), Ref("owner")))
PAIRS: list[tuple[str, Any]] = [
    ("handle", Value("handle")),
    ("true", Value(True)),
    ("false", Value(False)),
    ("health@district", RoleAt("health", "district")),
    ("$owner", Ref("owner")),
    ("$route.lead", Ref("route.lead")),
    ("health@city|$owner", BOTH),
    ("b@city|a@city", Either((RoleAt("b", "city"), RoleAt("a", "city")))),
]


@pytest.mark.parametrize(("text", "term"), PAIRS)
def test_every_node_round_trips(text: str, term: Any) -> None:
    """Each kind of node is read back from its text and from its JSON."""
    assert term_from_text(text) == term
    assert term_to_text(term) == text
    assert term_from_json(json.loads(json.dumps(term_to_json(term)))) == term


@given(
    st.lists(
        st.sampled_from(["handle", "a@city", "b@district", "$owner", "true"]),
        min_size=1,
        max_size=4,
    )
)
def test_any_alternatives_round_trip(words: list[str]) -> None:
    """Whatever is joined by bars is read back from text and from JSON."""
    term = term_from_text(" | ".join(words))
    assert term_from_text(term_to_text(term)) == term
    assert term_from_json(term_to_json(term)) == term
    assert len(options_of(term)) == len(set(words))


def test_the_order_of_the_text_is_kept() -> None:
    """Which organ a text names first may matter; one that it names twice is one."""
    term = term_from_text("b@city | a@city | b@city")
    assert options_of(term) == (RoleAt("b", "city"), RoleAt("a", "city"))
    assert term_from_text("a@city|a@city") == RoleAt("a", "city")


def test_references_are_found_within_alternatives() -> None:
    """A rule reads what its conclusion refers to, also where that is one of several."""
    assert refs_of(BOTH) == ("owner",)
    assert refs_of(RoleAt("health", "city")) == refs_of(Value(True)) == ()


def test_an_author_may_write_text_truth_or_node() -> None:
    """What stands in ``then=`` is put into nodes; a node stays itself."""
    assert term_from("handle") == Value("handle")
    assert term_from(True) == Value(True)
    assert term_from(BOTH) is BOTH


@pytest.mark.parametrize("value", ["", " ", "a@city|", "|", 3, None, 1.5, {}, ["handle"]])
def test_what_says_nothing_is_refused(value: object) -> None:
    """An empty text, or a value of another type, is our own error in both languages."""
    with pytest.raises(ExpressionError, match="nothing that a rule can conclude") as caught:
        term_from(value)
    assert "不能作为规则的结论" in caught.value.zh


ODD_JSON = [
    None,
    1,
    [],
    {},
    {"ref": 1},
    {"ref": "a", "more": 1},
    {"role_at": {"role": "a"}},
    {"role_at": {"role": "a", "level": "b", "more": 1}},
    {"either": []},
    {"either": ["a", "a"]},
    {"either": [{"either": ["a", "b"]}, "c"]},
    {"either": "ab"},
]


@pytest.mark.parametrize("data", ODD_JSON, ids=str)
def test_odd_json_is_refused(data: object) -> None:
    """What stands for no node is our own error."""
    with pytest.raises(ExpressionError):
        term_from_json(data)
