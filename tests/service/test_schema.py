"""Requests drawn from the description: no answer is an inner error or unlike what is described."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("schemathesis")
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance)
PATHS = ("/decide", "/explain", "/questions", "/intake", "/places", "/items", "/health")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.filterwarnings("ignore")
def test_what_is_drawn_is_answered_as_described(client: Any, path: str) -> None:
    """Nothing above 422, and every answer valid by its schema."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", client.app)
    method = "GET" if path in ("/places", "/items", "/health") else "POST"

    @settings(
        max_examples=8,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[path][method].as_strategy())
    def drawn(case: Any) -> None:
        if method == "POST" and path != "/intake":
            case.query = {**(case.query or {}), "ask": "plain"}
        answer = case.call()
        assert answer.status_code in (200, 422), answer.text
        case.validate_response(answer, checks=CHECKS)

    drawn()
