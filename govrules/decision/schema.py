"""Records in and out as JSON Schema (2020-12), from the declared fields and the record's classes.

record_in   a matter, in its strict form: fields by code, values as JSON has them
record_out  a decision, as ``to_dict`` writes it
row_error   a row that cannot be decided, in the place of its decision
"""

from __future__ import annotations

from collections.abc import Mapping
from inspect import getdoc
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from ..errors import RecordError, shown
from ..rules import Field
from ..rules.field import MOST_WORDS
from ..version import DECISION_FORMAT
from .record import DecisionRecord

__all__ = ["record_in", "record_out", "row_error", "schema_of"]

DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
# Both mean that the fact is unknown; said outright it also sets the field's assumption aside.
UNKNOWN = (None, "unknown")
TEXT = {"type": "string"}
PLAIN = {str: TEXT, bool: {"type": "boolean"}, float: {"type": "number"}, Any: {}}


def schema_of(of: str, fields: Mapping[str, Field], id: str) -> dict[str, Any]:
    """Describe a matter, its decision, or the error of a row.

    Args:
        of: ``matter``, ``decision`` or ``error``.
        fields: The declared fields.
        id: The jurisdiction.

    Raises:
        RecordError: for anything else.
    """
    match of:
        case "matter":
            return record_in(fields, id)
        case "decision":
            return record_out()
        case "error":
            return row_error()
    raise RecordError(
        f"no schema {shown(of)}",
        f"没有模式 {shown(of)}",
        field="schema",
        value=of,
        hint_en="one of matter, decision, error",
        hint_zh="可用：matter、decision、error",
    )


def record_in(fields: Mapping[str, Field], id: str) -> dict[str, Any]:
    """Describe the matters that a jurisdiction takes.

    ``decide`` takes more than the schema: fields by their Chinese terms, and the words of a table
    (``是``, ``yes``) for flags. Which names and codes a ``code`` has, only reading it can tell.

    Args:
        fields: The declared fields.
        id: The jurisdiction.
    """
    said = {"type": ["string", "integer", "null"], "title": "编号", "description": "its identifier"}
    return {
        **DIALECT,
        "title": f"govrules matter, {id}",
        "type": "object",
        "properties": {"id": said, **{f.id: _field(f) for f in fields.values()}},
        "additionalProperties": False,
    }


def record_out() -> dict[str, Any]:
    """Describe a decision; readers must pass over properties that later versions add."""
    parts: dict[str, Any] = {}
    schema = _record(DecisionRecord, parts)
    schema["properties"] |= {"format": {"const": DECISION_FORMAT}, "govrules": TEXT}
    schema["required"] += ["format", "govrules"]
    return {**DIALECT, "title": "govrules decision", **schema, "$defs": dict(sorted(parts.items()))}


def row_error() -> dict[str, Any]:
    """Describe the error that stands in the place of a row's decision."""
    text = {"type": ["string", "null"]}
    names = ("code", "message_en", "message_zh", "field", "value", "place")
    error = {id: text if id in ("field", "value", "place") else TEXT for id in names}
    return {
        **DIALECT,
        "title": "govrules row error",
        **_object({"id": text, "place": TEXT, "error": _object(error)}),
    }


def _field(field: Field) -> dict[str, Any]:
    words = [*(c.code for c in field.choices), *dict.fromkeys(c.zh for c in field.choices)]
    match field.kind:
        case "flag":
            kind: dict[str, Any] = {"enum": [True, False, *UNKNOWN]}
        case "choice":
            kind = {"anyOf": [{"enum": [*dict.fromkeys([*words, *UNKNOWN])]}, _several(enum=words)]}
        case "set":
            listed = {"type": "array", "items": {"enum": words}, "uniqueItems": True}
            kind = {"anyOf": [listed, {"enum": [*words, "none", *UNKNOWN]}]}
        case "count":
            number = {"type": "integer", "minimum": 0}
            kind = {"anyOf": [number, {"enum": list(UNKNOWN)}, _several(**number)]}
        case "day":
            day = {**TEXT, "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
            kind = {"anyOf": [day, {"enum": list(UNKNOWN)}]}
        case "code":
            each = ["string", "integer"]
            kind = {"anyOf": [{"type": [*each, "null"]}, _several(type=each)]}
    return {"title": field.zh, "description": field.en, **kind}


def _several(**each: Any) -> dict[str, Any]:
    """A list of which one holds."""
    return {"type": "array", "items": each, "minItems": 1, "maxItems": MOST_WORDS}


def _record(kind: type, parts: dict[str, Any]) -> dict[str, Any]:
    """The schema of a class; the classes of its parts are added to ``parts``."""
    hints = get_type_hints(kind)
    described = {a.name: _typed(hints[a.name], parts) for a in attrs.fields(kind)}
    about = (getdoc(kind) or "").partition("\n\n")[0].replace("\n", " ")
    return {"description": about, **_object(described)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _typed(hint: Any, parts: dict[str, Any]) -> dict[str, Any]:
    if hint in PLAIN:
        return dict(PLAIN[hint])
    if attrs.has(hint):
        if hint.__name__ not in parts:
            parts[hint.__name__] = {}  # it may hold its own kind
            parts[hint.__name__] = _record(hint, parts)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if get_origin(hint) is UnionType or type(None) in get_args(hint):
        (one,) = [h for h in get_args(hint) if h is not type(None)]
        return {"anyOf": [_typed(one, parts), {"type": "null"}]}
    if get_origin(hint) is Mapping:
        return {"type": "object"}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    one, *others = get_args(hint)
    listed: dict[str, Any] = {"type": "array", "items": _typed(one, parts)}
    return listed if others == [...] else {**listed, "minItems": 2, "maxItems": 1 + len(others)}
