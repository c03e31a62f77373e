"""Any value as data that every JSON library can send."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from govrules.plain import plain
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2021, 3, 1), "2021-03-01"),
        ({"b", "a"}, ["a", "b"]),
        (("x", None, True), ["x", None, True]),
        (Decimal("3.0"), 3),
        (Decimal("3.5"), "3.5"),
        ({1: {date(2021, 3, 1): "甲"}}, {"1": {"2021-03-01": "甲"}}),
    ],
)
def test_a_value_has_one_plain_form(value: Any, expected: Any) -> None:
    """Days are texts, sets sorted lists, whole decimals numbers, and keys texts."""
    assert plain(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("-inf"),
        Decimal("NaN"),
        10**5000,
        "\ud800",
        {"\udfff": "\ud83d"},
        object(),
    ],
    ids=["nan", "infinity", "decimal", "digits", "half", "halves", "object"],
)
def test_what_json_lacks_is_told_as_text(value: Any) -> None:
    """NaN, numbers of thousands of digits and halves of characters are sent all the same."""
    sent = json.dumps(plain(value), allow_nan=False, ensure_ascii=False).encode()
    assert isinstance(json.loads(sent), str | dict)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_what_is_plain_already_stays(value: Any) -> None:
    """Made plain twice it is as made plain once."""
    assert plain(plain(value)) == plain(value)
