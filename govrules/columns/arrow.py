"""Between Arrow columns and arrays of codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..errors import RecordError, shortened, written
from ..values import as_said, is_inexact
from .kernel import Ints

__all__ = [
    "as_dictionary",
    "as_table",
    "by_class",
    "codes_of",
    "dictionary",
    "is_same",
    "mask",
    "numbered",
    "python_values",
    "taken",
    "used",
]


EPOCH = date(1970, 1, 1)
FIRST_DAY, LAST_DAY = (date.min - EPOCH).days, (date.max - EPOCH).days
# Words of a list are joined by this, which no word of a field holds, and taken apart again.
JOINT = "\x1f"
A_DAY = {unit: 86_400 * n for unit, n in {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}.items()}


# A day column is coded by its distance from its first day, as long as it spans no more than this.
MOST_DAYS = 200_000


def as_table(data: Any) -> pa.Table:
    """A table of anything that speaks Arrow's interface; raises RecordError for anything else.

    A column of pandas that mixes numbers, days and text, as a workbook may hold them, becomes text.
    """
    try:
        return data if isinstance(data, pa.Table) else pa.table(data)
    except (pa.ArrowException, TypeError, ValueError) as error:
        if (mixed := _mixed(data)) is not None:
            return mixed
        cause = shortened(written(error))
        raise RecordError(
            f"this is no table that Arrow can read: {cause}",
            f"这不是 Arrow 能读取的表格：{cause}",
            field="data",
            value=type(data).__name__,
            hint_en="give a table of pyarrow, polars, pandas or DuckDB, with one type to a column "
            "(of pandas: frame.astype({'place': 'string'})) and no name twice",
            hint_zh="请给出 pyarrow、polars、pandas 或 DuckDB 的表格，每列一种类型"
            "（pandas 可用 frame.astype({'place': 'string'})），列名不得重复",
        ) from None


def _mixed(data: Any) -> pa.Table | None:
    """A frame of pandas with its mixed columns as text; ``None`` if more than that is amiss."""
    if not hasattr(data, "iloc") or len(set(data.columns)) < len(data.columns):
        return None
    try:
        return pa.table({str(name): _column(values) for name, values in data.items()})
    except (pa.ArrowException, TypeError, ValueError):
        return None


def _column(values: Any) -> pa.Array:
    try:
        return pa.array(values, from_pandas=True)
    except pa.ArrowException:
        return pa.array([_as_text(v) for v in values], pa.string(), from_pandas=True)


def _as_text(value: Any) -> Any:
    """A number or a day as it would be written; what is neither is left to be refused."""
    if isinstance(value, date | datetime) and value == value:  # pandas' NaT is not itself
        return value.isoformat()
    is_number = isinstance(value, int | float | np.number) and value == value
    return str(value) if is_number else value


def mask(values: Sequence[Any]) -> Ints:
    """Which values are missing."""
    return np.array([v is None for v in values], bool)


def by_class(values: Sequence[str | None], classes: Ints) -> pa.Array:
    """The value of each row's class."""
    words = list(dict.fromkeys(v for v in values if v is not None))
    at = {word: i for i, word in enumerate(words)}
    kind = np.int16 if len(words) < 1 << 15 else np.int32
    if not words:
        nothing = pa.nulls(len(classes), pa.int16())
        return pa.DictionaryArray.from_arrays(nothing, pa.array([], pa.string()))
    number = np.array([at[v] if v is not None else -1 for v in values], kind)
    return dictionary(number.take(classes), pa.array(words, pa.string()))


def dictionary(indices: Ints, words: pa.Array) -> pa.Array:
    """A dictionary array; a negative index is null."""
    missing = indices < 0 if indices.size and indices.min() < 0 else None
    return pa.DictionaryArray.from_arrays(pa.array(indices, mask=missing), words)


def as_dictionary(column: pa.ChunkedArray | pa.Array) -> pa.DictionaryArray:
    """A column as one dictionary array."""
    whole = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    return whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole


def numbered(column: pa.ChunkedArray | pa.Array) -> tuple[Ints, list[Any]]:
    """A column as the number of each row's word, −1 where there is none, and the words.

    Args:
        column: The column; shape: (rows,).
    """
    coded = as_dictionary(column)
    numbers: Ints = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return numbers, coded.dictionary.to_pylist()


def is_same(known: Any, values: Any) -> bool:
    """Whether two dictionaries hold the same values in the same order."""
    return known is values or (
        not isinstance(known, list) and not isinstance(values, list) and known.equals(values)
    )


def codes_of(column: pa.Array, kind: str, zone: str = "") -> tuple[Ints, Any]:
    """A column as codes, and what each code stands for; null is the code after the last.

    Args:
        column: The column of one batch.
        kind: The kind of the field.
        zone: The time zone of a field of days.

    What the codes stand for is an Arrow array (see :func:`python_values`) or a list of the values
    that :meth:`Jurisdiction.decide` would be given.
    """
    if pa.types.is_boolean(column.type):
        codes = column.cast(pa.uint8()).fill_null(2).to_numpy(zero_copy_only=False)
        return codes, [False, True]
    if kind == "day" and pa.types.is_timestamp(column.type):
        column = _local_days(column, zone)
    if kind == "day" and pa.types.is_date32(column.type) and len(column) > column.null_count:
        days = column.cast(pa.int32())
        span = pc.min_max(days)
        low, high = span["min"].as_py(), span["max"].as_py()
        if high - low < MOST_DAYS and low >= FIRST_DAY and high <= LAST_DAY:
            shifted = pc.subtract(days, low).fill_null(high - low + 1)
            values = [EPOCH + timedelta(days=low + i) for i in range(high - low + 1)]
            return shifted.to_numpy(zero_copy_only=False), values
    try:
        if _is_list_of_text(column.type) and (lists := _codes_of_lists(column)) is not None:
            return lists
        coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    except pa.ArrowException:  # a type that Arrow doesn't make dictionaries of
        return _codes_by_hand(column)
    return _filled(coded), coded.dictionary


def used(codes: Ints, values: Any) -> tuple[Ints, Any]:
    """The same codes of the values that occur, and those; null stays the code after the last."""
    there = np.unique(codes)
    there = there[there < len(values)]
    place: Ints = np.full(len(values) + 1, len(there), np.int32)
    place[there] = np.arange(len(there), dtype=np.int32)
    return place[codes], taken(values, there)


def taken(values: Any, at: Ints) -> Any:
    """The values of a dictionary that stand in these places, which ascend."""
    if len(at) == len(values):  # all; and there are kinds of which Arrow takes none
        return values
    return [values[i] for i in at] if isinstance(values, list) else values.take(pa.array(at))


def _local_days(column: pa.Array, zone: str) -> pa.Array:
    """Moments as local days; as they are where no zone is declared, or one is past 9999."""
    try:
        if column.type.tz is not None and zone:
            there = column.cast(pa.timestamp(column.type.unit, zone))
            column = pc.local_timestamp(there)
        if column.type.tz is not None or len(column) == column.null_count:
            return column
        a_day = A_DAY[column.type.unit]
        span = pc.min_max(column.cast(pa.int64())).as_py()
        # Arrow's days have 32 bits, and one that is too large for them comes out as another.
        is_near = FIRST_DAY * a_day <= span["min"] and span["max"] < (LAST_DAY + 1) * a_day
        return column.cast(pa.date32()) if is_near else column
    except pa.ArrowException:
        return column


def _filled(coded: pa.DictionaryArray) -> Ints:
    """The indices of a dictionary array, null being the one after the last."""
    indices = coded.indices
    if indices.null_count:
        width = len(coded.dictionary)
        if indices.type.bit_width < 32:  # or there may be no room for one code more
            indices = indices.cast(pa.int32())
        indices = indices.fill_null(width)
    codes: Ints = indices.to_numpy(zero_copy_only=False)
    unsigned = codes.view(f"u{codes.dtype.itemsize}")  # one look finds those below zero too
    if codes.size and int(unsigned.max()) > len(coded.dictionary):
        raise RecordError(
            "a dictionary lacks words that its column refers to",
            "字典缺少该列所引用的词",
            field="data",
            hint_en="the table is damaged; write it anew",
            hint_zh="表格已损坏，请重新写出",
        )
    return codes.astype(np.int64) if codes.dtype == np.uint64 else codes


def _is_list_of_text(type: pa.DataType) -> bool:
    is_one = pa.types.is_list(type) or pa.types.is_large_list(type)
    return is_one and type.value_type in (pa.string(), pa.large_string())


def _codes_of_lists(column: pa.Array) -> tuple[Ints, Any] | None:
    """Lists of words by their joined text; ``None`` where that would not tell two of them apart."""
    column = column.cast(pa.list_(pa.string()))
    words = column.flatten()
    is_plain = (
        words.null_count == 0
        and not pc.any(
            pc.or_(pc.equal(pc.binary_length(words), 0), pc.match_substring(words, JOINT))
        ).as_py()
    )
    if not is_plain:
        return None
    coded = pc.binary_join(column, JOINT).dictionary_encode()
    listed = [text.split(JOINT) if text else [] for text in python_values(coded.dictionary)]
    return _filled(coded), listed


def _codes_by_hand(column: pa.Array) -> tuple[Ints, list[Any]]:
    """Each value with a code of its own, but that what was said alike has one."""
    number: dict[Any, int] = {}
    values: list[Any] = []
    codes = np.empty(len(column), np.int32)
    nulls = []
    for row, value in enumerate(python_values(column)):
        if value is None:
            nulls.append(row)
            continue
        said = as_said(value)
        key = ("a row", row) if said is None else said
        codes[row] = number.setdefault(key, len(values))
        if codes[row] == len(values):
            values.append(value)
    codes[nulls] = len(values)
    return codes, values


class Unreadable:
    """Stands for a cell of which Python can make no value: a day past 9999, text not in UTF-8."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return self._text


def python_values(values: Any) -> list[Any]:
    """The values of an Arrow array as :meth:`Jurisdiction.decide` would be given them.

    A moment finer than a microsecond loses what is finer; a float of fewer than 64 bits that may
    stand for another number stays one, and so is refused; what is no value of Python's is
    ``Unreadable``.
    """
    if isinstance(values, list):
        return values
    kind = values.type
    if isinstance(kind, pa.ExtensionType):  # a stranger's, such as pandas' periods
        return [
            Unreadable(f"<{kind}>") if there else None for there in values.is_valid().to_pylist()
        ]
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        values = pc.floor_temporal(values, unit="microsecond").cast(pa.timestamp("us", kind.tz))
    try:
        listed: list[Any] = values.to_pylist()
    except Exception:  # Arrow, Python or a library of time zones: one value was enough
        listed = [_python_value(scalar) for scalar in values]
    if pa.types.is_float16(kind) or pa.types.is_float32(kind):
        small = kind.to_pandas_dtype()
        return [v if v is None or not is_inexact(small(v)) else small(v) for v in listed]
    return listed


def _python_value(scalar: pa.Scalar) -> Any:
    try:
        return scalar.as_py()
    except Exception:  # as above
        try:
            return Unreadable(f"<{scalar.type}: {scalar.cast(pa.string()).as_py()}>")
        except Exception:
            return Unreadable(f"<{scalar.type}>")
