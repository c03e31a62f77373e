"""Any value as plain data that every JSON library can send."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from typing import Any

from .errors import sendable, written

__all__ = ["plain"]

# Beyond this Python writes no number as text, nor does ``json``.
LARGEST = 10**4000


def plain(value: Any) -> Any:
    """Make a value of mappings, lists, texts, numbers, booleans and ``None`` alone.

    Days become ISO text, sets sorted lists, decimals numbers where they are whole and text
    otherwise; NaN and the infinities, which JSON lacks, become text, as does any other object.
    Half of a surrogate pair, which UTF-8 lacks, is written as its escape.
    """
    match value:
        case None | bool():
            return value
        case str():
            return sendable(str(value))
        case int():
            return int(value) if abs(value) < LARGEST else written(value)
        case float():
            return float(value) if isfinite(value) else str(float(value))
        case Decimal():
            whole = value.is_finite() and value == value.to_integral_value()
            return plain(int(value)) if whole and value.adjusted() < 4000 else str(value)
        case Mapping():
            return {sendable(written(k)): plain(v) for k, v in value.items()}
        case list() | tuple():
            return [plain(v) for v in value]
        case set() | frozenset():
            return [plain(v) for v in sorted(value, key=written)]
    day = getattr(value, "isoformat", None)
    return sendable(day() if callable(day) else written(value))
