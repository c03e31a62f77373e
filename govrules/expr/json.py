"""The JSON form: one key a node, and it round-trips exactly.

{"all": [{"is": {"field": "kind", "values": ["task"]}}, {"not": {"under": {...}}}]}
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ..errors import ExpressionError
from ..values import parse_day
from .nodes import All, Between, Const, Expr, Is, Not, Some, Under

__all__ = ["from_json", "to_json"]


def to_json(expr: Expr) -> Any:
    """The condition as plain JSON values."""
    match expr:
        case Const(value):
            return value
        case Not(part):
            return {"not": to_json(part)}
        case All(parts):
            return {"all": [to_json(p) for p in parts]}
        case Some(parts):
            return {"any": [to_json(p) for p in parts]}
        case Is(field, values):
            return {"is": {"field": field, "values": list(values)}}
        case Under(field, codes):
            return {"under": {"field": field, "codes": list(codes)}}
        case Between(field, low, high):
            return {"between": {"field": field, "from": _bound(low), "to": _bound(high)}}


def _bound(value: date | int | None) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def from_json(data: Any) -> Expr:
    """The condition that plain JSON values stand for; raises ExpressionError."""
    if isinstance(data, bool):
        return Const(data)
    if not isinstance(data, dict) or len(data) != 1:
        raise _wrong(data)
    (key, body), *_ = data.items()
    if key == "not":
        return Not(from_json(body))
    if key in ("all", "any") and isinstance(body, list):
        parts = [from_json(part) for part in body]
        return All(parts) if key == "all" else Some(parts)
    try:
        if key == "is":
            return Is(_text(body["field"]), body["values"])
        if key == "under":
            return Under(_text(body["field"]), body["codes"])
        if key == "between":
            field = _text(body["field"])
            return Between(field, _read(body["from"], field), _read(body["to"], field))
    except (KeyError, TypeError, AttributeError):
        raise _wrong(data) from None
    raise _wrong(data)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _read(value: Any, field: str) -> date | int | None:
    return parse_day(value, field=field) if isinstance(value, str) else value


def _wrong(data: Any) -> ExpressionError:
    return ExpressionError(
        f"not a condition: {str(data)[:80]!r}",
        f"不是条件：{str(data)[:80]!r}",
        value=data,
        hint_en="a node has one key: all, any, not, is, under or between",
        hint_zh="每个节点只有一个键：all、any、not、is、under 或 between",
    )
