"""Between Arrow columns and arrays of codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .kernel import Ints

__all__ = ["by_class", "codes_of", "dictionary", "is_same", "mask"]


EPOCH = date(1970, 1, 1)


# A day column is coded by its distance from its first day, as long as it spans no more than this.
MOST_DAYS = 200_000


def mask(values: Sequence[Any]) -> Ints:
    """Which values are missing."""
    return np.array([v is None for v in values], bool)


def by_class(values: Sequence[str | None], classes: Ints) -> pa.Array:
    """The value of each row's class."""
    words = list(dict.fromkeys(v for v in values if v is not None))
    at = {word: i for i, word in enumerate(words)}
    kind = np.int16 if len(words) < 1 << 15 else np.int32
    number = np.array([at[v] if v is not None else -1 for v in values], kind)
    return dictionary(number[classes] if len(number) else classes.astype(kind), words)


def dictionary(indices: Ints, words: Sequence[str]) -> pa.Array:
    """A dictionary array; a negative index is null."""
    missing = indices < 0 if indices.size and indices.min() < 0 else None
    return pa.DictionaryArray.from_arrays(
        pa.array(indices, mask=missing), pa.array(words, pa.string())
    )


def is_same(known: Any, values: Any) -> bool:
    """Whether two dictionaries hold the same values in the same order."""
    return known is values or (
        not isinstance(known, list) and not isinstance(values, list) and known.equals(values)
    )


def codes_of(column: pa.Array, kind: str) -> tuple[Ints, Any]:
    """A column as codes, and what each code stands for; null is the code after the last."""
    if pa.types.is_boolean(column.type):
        codes = column.cast(pa.uint8()).fill_null(2).to_numpy(zero_copy_only=False)
        return codes, [False, True]
    if kind == "day" and pa.types.is_date32(column.type) and len(column) > column.null_count:
        days = column.cast(pa.int32())
        span = pc.min_max(days)
        low, high = span["min"].as_py(), span["max"].as_py()
        if high - low < MOST_DAYS:
            shifted = pc.subtract(days, low).fill_null(high - low + 1)
            values = [EPOCH + timedelta(days=low + i) for i in range(high - low + 1)]
            return shifted.to_numpy(zero_copy_only=False), values
    if pa.types.is_list(column.type) or pa.types.is_large_list(column.type):
        column = _lists_as_text(column)
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    indices = coded.indices
    if indices.null_count:
        width = len(coded.dictionary)
        if indices.type.bit_width < 32:  # or there may be no room for one code more
            indices = indices.cast(pa.int32())
        indices = indices.fill_null(width)
    return indices.to_numpy(zero_copy_only=False), coded.dictionary


def _lists_as_text(column: pa.Array) -> pa.Array:
    """A column of lists as text: ``a;b``, and ``none`` for an empty list."""
    text = pc.binary_join(column, ";")
    return pc.if_else(pc.equal(pc.list_value_length(column), 0), "none", text)
