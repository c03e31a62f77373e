"""Errors as JSON come back as they went, and nothing but an error comes back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from govrules import GovrulesError, errors
from govrules.errors import ConflictError, PlaceError, RecordError
from govrules.errors_json import KINDS, from_json, to_json


def again(error: GovrulesError) -> GovrulesError:
    return from_json(json.loads(json.dumps(to_json(error))))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_comes_back(kind: str) -> None:
    """Kind, both texts, field, value, place and hints are what they were."""
    about = {"field": "place", "place": "a.csv:3", "hint_en": "look", "hint_zh": "请看"}
    error = KINDS[kind]("no such unit", "没有此单位", value="nowhere", **about)
    found = again(error)
    assert type(found) is type(error)
    assert found.to_dict() == error.to_dict()
    assert (found.args, vars(found)) == (error.args, vars(error))


def test_the_kinds_are_all_of_them() -> None:
    """Every error class of the library has its form."""
    assert {*KINDS} == {name for name in errors.__all__ if name.endswith("Error")}


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "值",
        True,
        0,
        -5,
        10**30,
        10**5000,
        1.5,
        float("nan"),
        b"\xff",
        ["a"],
        {1},
        "\udcff",
    ],
    ids=lambda value: type(value).__name__,
)
def test_any_value_can_be_sent(value: Any) -> None:
    """A value that JSON lacks is sent as its text; the record of the error is the same."""
    error = RecordError("wrong", "有误", field="x", value=value)
    assert again(error).to_dict() == error.to_dict()


def test_a_conflict_keeps_its_rules() -> None:
    """The two rules that clash are what an author looks for."""
    error = ConflictError("clash", "冲突")
    error.rules = ("JD26.hold", "JD26.own")
    found = again(error)
    assert isinstance(found, ConflictError)
    assert found.rules == ("JD26.hold", "JD26.own")


def test_a_kind_of_a_plug_in_is_of_ours() -> None:
    """An error class that the other process may not have travels as the class it is of."""

    class OddError(PlaceError):
        """A plug-in's own."""

    assert type(again(OddError("odd", "怪"))) is PlaceError


GOOD = to_json(RecordError("wrong", "有误", field="x", value=1))


@pytest.mark.parametrize(
    "data",
    [
        None,
        "RecordError",
        [],
        {},
        {**GOOD, "kind": "SystemExit"},
        {**GOOD, "kind": "Any"},
        {**GOOD, "kind": ["RecordError"]},
        {**GOOD, "en": None},
        {**GOOD, "field": 5},
        {**GOOD, "value": {"a": 1}},
        {**GOOD, "rules": "JD26.hold"},
        {**GOOD, "rules": [1]},
        {**GOOD, "args": "x"},
        {k: v for k, v in GOOD.items() if k != "zh"},
    ],
)
def test_what_is_no_error_is_refused(data: object) -> None:
    """A form that this library has not written makes no object of any kind."""
    with pytest.raises(ValueError, match="not the form of an error"):
        from_json(data)
