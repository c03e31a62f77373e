"""The description of the service as OpenAPI 3.1, from the fields and the classes of the records."""

from __future__ import annotations

from typing import Any

from ..jurisdiction import Jurisdiction
from ..version import library_version

__all__ = ["openapi"]

_TEXT: dict[str, Any] = {"type": "string"}
_NULLABLE = {"type": ["string", "null"]}
_PROBLEM = {
    "type": "object",
    "description": "RFC 9457, with field, value, place and fix",
    "properties": {
        **dict.fromkeys(("type", "title", "code"), _TEXT),
        "status": {"type": "integer"},
        **dict.fromkeys(("field", "value", "place", "fix"), _NULLABLE),
    },
    "required": ["type", "title", "status", "code", "field", "value", "place", "fix"],
}
_ANSWER = {
    "type": "object",
    "description": "What was asked for, with the digest of the rules and the version",
    "properties": {"policies": _TEXT, "govrules": _TEXT},
    "required": ["policies", "govrules"],
}
_EXPLANATION = {
    "type": "object",
    "properties": {
        "lang": {"enum": ["zh", "en"]},
        "text": _TEXT,
        "decision": {"$ref": "#/components/schemas/Decision"},
    },
    "required": ["lang", "text", "decision"],
}
_SAID = {
    "type": "object",
    "properties": {"text": _TEXT, "address": _TEXT, "at": _NULLABLE},
    "description": "What was written, where and when; further facts by field",
}
_LANG = ("lang", "the language; else Accept-Language", {"enum": ["zh", "en"]}, False)
_ASK = (
    "ask",
    "how missing facts are ordered; ranked tries out the answers, and may take seconds when cold",
    {"enum": ["ranked", "plain"]},
    False,
)
_FORM = ("form", "how long the text is", {"enum": ["short", "brief", "full"]}, False)
_DAY = {"type": "string", "format": "date"}
_ON = ("on", "the day", _DAY, False)
_LIMIT = ("limit", "how many at most", {"type": "integer", "minimum": 1, "maximum": 100}, False)
_Q = {"type": "string", "minLength": 1, "pattern": r"\S"}

# Path → what it does, its query, its body, what it answers.
_POSTS: dict[str, tuple[str, tuple[Any, ...], str, str]] = {
    "/decide": ("Decide one matter", (_ASK, _LANG), "Matter", "Decision"),
    "/explain": (
        "Decide one matter, and say it in words",
        (_FORM, _ASK, _LANG),
        "Matter",
        "Explanation",
    ),
    "/questions": ("What to ask next of a matter", (_ASK, _LANG), "Matter", "Answer"),
    "/intake": ("Read what somebody wrote into a matter", (_LANG,), "Said", "Answer"),
}
_GETS: dict[str, tuple[str, tuple[Any, ...], str]] = {
    "/places": (
        "Read a place as people write it",
        (("q", "the place", _Q, True), _ON, _LIMIT, _LANG),
        "Answer",
    ),
    "/items": (
        "Find items by what people say",
        (("q", "what happened", _Q, True), _LIMIT, _LANG),
        "Answer",
    ),
    "/owners": (
        "Who owns each item at a unit on a day",
        (
            ("place", "the unit: code or name", _Q, True),
            ("on", "the day", _DAY, True),
            ("item", "the item or group of items; all where not given", _TEXT, False),
            _LANG,
        ),
        "Answer",
    ),
    "/health": ("Whether it serves, and by which rules", (_LANG,), "Answer"),
}


def openapi(jurisdiction: Jurisdiction) -> dict[str, Any]:
    """Describe the service of a jurisdiction as an OpenAPI 3.1 document."""
    schemas = {"Problem": _PROBLEM, "Answer": _ANSWER, "Explanation": _EXPLANATION, "Said": _SAID}
    for name, of in (("Matter", "matter"), ("Decision", "decision"), ("RowError", "error")):
        schema = jurisdiction.schema(of)  # type: ignore[arg-type]
        schemas |= _moved(schema.pop("$defs", {}))
        schema.pop("$schema")
        schemas[name] = _moved(schema)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"govrules: {jurisdiction.zh} {jurisdiction.en}",
            "version": library_version(),
            "description": f"Who owns a matter; rules {jurisdiction.digest}",
        },
        "paths": {
            **{path: {"post": _post(path, *parts)} for path, parts in _POSTS.items()},
            "/decide/batch": {"post": _batch()},
            **{path: {"get": _get(path, *parts)} for path, parts in _GETS.items()},
            "/open311/v2/services.json": {"get": _services()},
            "/metrics": {"get": _metrics()},
        },
        "components": {"schemas": schemas},
    }


def _moved(part: Any) -> Any:
    """A part of a schema whose references go to the components of the document."""
    if isinstance(part, dict):
        return {k: _moved_reference(v) if k == "$ref" else _moved(v) for k, v in part.items()}
    return [_moved(p) for p in part] if isinstance(part, list) else part


def _moved_reference(to: Any) -> Any:
    if isinstance(to, str):
        return to.replace("#/$defs/", "#/components/schemas/")
    return _moved(to)  # a property of that name


def _post(path: str, about: str, query: tuple[Any, ...], body: str, answer: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{body}"}
    content = {"application/json": {"schema": schema}}
    made = _get(path, about, query, answer)
    return {**made, "requestBody": {"required": True, "content": content}}


def _get(path: str, about: str, query: tuple[Any, ...], answer: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{answer}"}
    return _operation(path, about, query, {"application/json": {"schema": schema}})


def _operation(
    path: str, about: str, query: tuple[Any, ...], content: dict[str, Any]
) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "operationId": path.strip("/").replace("/", "_").replace(".", "_"),
        "summary": about,
        "parameters": [
            {"name": name, "in": "query", "description": said, "schema": schema, "required": must}
            for name, said, schema, must in query
        ],
        "responses": {
            "200": {"description": about, "content": content},
            "default": {"description": "why not, and how to put it right", "content": problem},
        },
    }


def _batch() -> dict[str, Any]:
    lines = {"application/x-ndjson": {"schema": _TEXT}}
    about = "Decide JSON lines: a Decision or a RowError for each, in order"
    made = _operation("/decide/batch", about, (_ASK, _LANG), lines)
    return {**made, "requestBody": {"required": True, "content": lines}}


def _services() -> dict[str, Any]:
    about = "The items as services of Open311 GeoReport v2"
    place = ("place", "the unit whose agencies are asked for", _TEXT, False)
    listed = {"application/json": {"schema": {"type": "array", "items": {"type": "object"}}}}
    return _operation("/open311/v2/services.json", about, (place, _ON, _LANG), listed)


def _metrics() -> dict[str, Any]:
    text = {"text/plain": {"schema": _TEXT}}
    return _operation("/metrics", "What this worker has counted, for Prometheus", (), text)
