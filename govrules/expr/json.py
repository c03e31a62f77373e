"""The JSON form: one key a node, and it round-trips exactly.

{"all": [{"is": {"field": "kind", "values": ["task"]}}, {"not": {"under": {...}}}]}
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeGuard, assert_never

from ..errors import ExpressionError, RecordError, shown
from ..values import parse_day
from .nodes import MOST_DEEP, MOST_NUMBER, All, Between, Const, Expr, Is, Not, Same, Some, Under

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
        case Same(first, second):
            return {"same": {"first": first, "second": second}}
        case _:
            assert_never(expr)


def _bound(value: date | int | None) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def from_json(data: Any) -> Expr:
    """The condition that plain JSON values stand for; raises ExpressionError."""
    return _read(data, MOST_DEEP)


def _read(data: Any, deep: int) -> Expr:
    if not deep:
        raise _wrong(data, "it is nested too deeply", "嵌套过深")
    match data:
        case bool():
            return Const(data)
        case {"not": part} if len(data) == 1:
            return Not(_read(part, deep - 1))
        case {"all": [*parts]} if len(data) == 1:
            return All([_read(part, deep - 1) for part in parts])
        case {"any": [*parts]} if len(data) == 1:
            return Some([_read(part, deep - 1) for part in parts])
        case {**only} if len(only) == 1:
            (kind, body), *_ = only.items()
            if isinstance(body, dict) and (atom := _atom(kind, body)) is not None:
                return atom
    raise _wrong(data)


def _atom(kind: object, body: dict[Any, Any]) -> Expr | None:
    """The atom of that kind, ``None`` where the body is not as it should be."""
    match body:
        case {"field": str(field), "values": [*values], **more} if kind == "is":
            return Is(field, values) if _are(values, str | bool) and not more else None
        case {"field": str(field), "codes": [*codes], **more} if kind == "under":
            return Under(field, codes) if _are(codes, str) and not more else None
        case {"first": str(first), "second": str(second), **more} if kind == "same":
            return None if more else Same(first, second)
        case {"field": str(field), "from": low, "to": high, **more} if kind == "between":
            open_ = more or low is high is None
            return None if open_ else Between(field, _bound_in(low, field), _bound_in(high, field))
    return None


def _are(values: list[Any], kind: Any) -> TypeGuard[list[Any]]:
    return bool(values) and all(isinstance(value, kind) for value in values)


def _bound_in(bound: Any, field: str) -> date | int | None:
    if isinstance(bound, str):
        try:
            return parse_day(bound, field=field)
        except RecordError as error:
            raise ExpressionError(
                error.en,
                error.zh,
                field=field,
                value=bound,
                hint_en=error.hint_en,
                hint_zh=error.hint_zh,
            ) from None
    if bound is None or (type(bound) is int and abs(bound) <= MOST_NUMBER):
        return bound
    raise _wrong(bound, "a bound is a day, a count, or null", "界限应为日期、数目或 null")


def _wrong(data: Any, en: str | None = None, zh: str | None = None) -> ExpressionError:
    return ExpressionError(
        f"not a condition: {shown(data)}",
        f"不是条件：{shown(data)}",
        field="when",
        value=data,
        hint_en=en or "a node has one key: all, any, not, is, under, between or same",
        hint_zh=zh or "每个节点只有一个键：all、any、not、is、under、between 或 same",
    )
