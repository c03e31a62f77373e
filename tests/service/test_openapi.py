"""The description: OpenAPI 3.1 from the fields, and what the service does beside it."""

from __future__ import annotations

from typing import Any

import govrules
import pytest

pytest.importorskip("starlette")
from govrules.service import openapi


def references(part: Any) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
        return own.union(*map(references, part.values()))
    return set().union(*map(references, part)) if isinstance(part, list) else set()


def test_it_holds_the_fields_and_the_record_and_every_reference_has_its_part(
    client: Any, beijing_pack: govrules.Jurisdiction
) -> None:
    """What is served is what the jurisdiction gives."""
    document = client.get("/openapi.json").json()
    assert document == openapi(beijing_pack)
    schemas = document["components"]["schemas"]
    assert set(schemas["Matter"]["properties"]) == {"id", *beijing_pack.fields}
    assert (
        schemas["Decision"]["properties"].keys()
        == beijing_pack.decide({}, ask="plain").to_dict().keys()
    )
    known = {f"#/components/schemas/{name}" for name in schemas}
    assert references(document) <= known


def test_every_route_for_programs_is_described(client: Any) -> None:
    """Those of the page are not: they are for people."""
    from govrules.service.api import ROUTES

    described = set(client.get("/openapi.json").json()["paths"])
    assert {route.path for route in ROUTES} - described == {"/openapi.json"}


def test_a_decision_is_valid_by_the_description(client: Any, matter: dict[str, Any]) -> None:
    """With the schema of the components."""
    validator = pytest.importorskip("jsonschema").Draft202012Validator
    document = client.get("/openapi.json").json()
    schema = {"$ref": "#/components/schemas/Decision", "components": document["components"]}
    validator(schema).validate(client.post("/decide", json=matter).json())
