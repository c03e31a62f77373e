"""The schemas are valid, and hold of what goes in and comes out."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from govrules import Jurisdiction
from govrules.errors import RecordError


@pytest.fixture(scope="module")
def demo() -> list[dict[str, Any]]:
    """The matters that the pack shows."""
    text = (files("govrules_policies.beijing") / "demo.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def checked(schema: dict[str, Any]) -> Any:
    """A validator, of a schema that is one."""
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_demo_matters_and_their_decisions_fit(
    beijing_pack: Jurisdiction, demo: list[dict[str, Any]]
) -> None:
    """Each matter of the demo fits the schema in, and its decision the schema out."""
    into, out = (checked(beijing_pack.schema(of)) for of in ("matter", "decision"))
    assert len(demo) > 10
    for matter in demo:
        into.validate(matter)
        out.validate(json.loads(beijing_pack.decide(matter).to_json()))


@pytest.mark.parametrize(
    "matter",
    [
        {"kind": "违法"},
        {"kind": "violation", "urgent": None, "listed": "unknown", "on": "2021-03-01", "id": 7},
        {"kind": None, "place": 110101001},
        {"kind": ["violation", "task"], "item": ["litter", "噪声"], "number": [1, 2]},
    ],
)
def test_what_fits_is_read(small: Jurisdiction, matter: dict[str, Any]) -> None:
    """A matter that fits the schema is read, in codes or in Chinese terms."""
    checked(small.schema("matter")).validate(matter)
    small.decide(matter)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "no such kind"),
        ("kind", []),
        ("kind", ["task", None]),
        ("kind", ["task", "no such kind"]),
        ("on", ["2021-03-01"]),
        ("urgent", "perhaps"),
        ("on", "1.3.2021"),
        ("place", True),
        ("no_such_field", 1),
        ("id", [1]),
    ],
)
def test_what_cannot_be_read_does_not_fit(small: Jurisdiction, field: str, value: Any) -> None:
    """What the library refuses, the schema refuses too."""
    with pytest.raises(RecordError):
        small.decide({field: value})
    assert not checked(small.schema("matter")).is_valid({field: value})


@pytest.mark.parametrize("lost", ["because", "format", "matter", "held_by"])
def test_a_decision_that_lacks_a_part_does_not_fit(small: Jurisdiction, lost: str) -> None:
    """Every part of a decision is always there; one that is added later is passed over."""
    out = checked(small.schema("decision"))
    record = json.loads(small.decide(kind="task").to_json())
    out.validate({**record, "appeal": {}})
    del record[lost]
    assert not out.is_valid(record)


def test_the_error_of_a_row_fits(small: Jurisdiction) -> None:
    """A row that cannot be decided fits the schema of errors, and that of decisions never."""
    rows = [{"kind": "x"}, {"place": "nowhere", "id": 3}, {"what": 1}]
    for error in small.decide_many(rows):
        checked(small.schema("error")).validate(error.to_dict())
        assert not checked(small.schema("decision")).is_valid(error.to_dict())


def test_no_such_schema(small: Jurisdiction) -> None:
    """There are three schemas, and another name is an error that lists them."""
    with pytest.raises(RecordError, match="no schema 'in'; one of matter, decision, error"):
        small.schema("in")  # type: ignore[arg-type]
