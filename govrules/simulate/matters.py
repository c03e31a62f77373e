"""Matters as a simulation reads them: as they are decided, column by column.

Columns go by their Chinese names too, days and items are written in any of the usual ways, and in
which unit a place lies hangs on the day: what came before a merger lies in the unit that there was.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..columns.arrow import as_dictionary, as_table, codes_of, numbered, python_values
from ..errors import GovrulesError
from ..territory.eras import Eras
from .distinct import cases

__all__ = ["EPOCH", "NO_DAY", "as_matters", "days_of", "items_of", "seats_of"]

Ints: TypeAlias = "NDArray[Any]"
EPOCH = date(1970, 1, 1)
NO_DAY = np.int32(-(2**31))


def as_matters(of: Any, data: object) -> pa.Table:
    """A table with each field under its code; raises RecordError for what is no table.

    Args:
        of: The jurisdiction.
        data: A table of any reader of Arrow.
    """
    table = as_table(data)
    codes = {f.zh: id for id, f in of.fields.items()}
    names = [codes.get(name, name) for name in table.column_names]
    # Where two columns are one field, the error for it comes when they are decided.
    return table.rename_columns(names) if len(set(names)) == len(names) else table


def days_of(of: Any, matters: pa.Table) -> Ints:
    """The day of each matter since 1970, read as when it is decided; ``NO_DAY`` where none is.

    Args:
        of: The jurisdiction.
        matters: What :func:`as_matters` gives.
    """
    name = of.rules.day_field
    if name not in matters.column_names or not matters.num_rows:
        return np.full(matters.num_rows, NO_DAY, np.int32)
    field, column = of.fields[name], matters[name]
    is_coded = pa.types.is_dictionary(column.type)
    whole = as_dictionary(column) if is_coded else column.combine_chunks()
    codes, values = codes_of(whole, field.kind, field.zone)
    days = [_read(field, value) for value in python_values(values)]
    numbers = [(d - EPOCH).days if isinstance(d, date) else NO_DAY for d in days]
    found: Ints = np.array([*numbers, NO_DAY], np.int32)[codes]
    return found


def seats_of(of: Any, matters: pa.Table) -> tuple[Ints, tuple[str, ...]]:
    """In which unit each matter lies on its day: its number, −1 for none, and the units' codes.

    Args:
        of: The jurisdiction.
        matters: What :func:`as_matters` gives.
    """
    place = of.layout.place
    if place not in matters.column_names:
        return np.full(matters.num_rows, -1, np.int64), ()
    codes, words = numbered(matters[place])
    met, at = np.unique(days_of(of, matters), return_inverse=True)
    days = [EPOCH + timedelta(days=int(d)) if d != NO_DAY else None for d in met]
    eras = Eras([of.territory])
    day_of = {eras.of(day): day for day in days}
    number = {era: n for n, era in enumerate(day_of)}
    era = np.array([number[eras.of(day)] for day in days], np.int64)[at]
    on, field = list(day_of.values()), of.fields[place]
    (said, when), where = cases(codes, era)
    units = [
        _read(field, words[p], on[e]) if p >= 0 else None for p, e in zip(said, when, strict=True)
    ]
    return _numbered([unit if isinstance(unit, str) else None for unit in units], where)


def items_of(of: Any, matters: pa.Table) -> tuple[Ints, tuple[str, ...]]:
    """What each matter is about: its number, −1 for none, and the codes; as said if unreadable."""
    if "item" not in matters.column_names:
        return np.full(matters.num_rows, -1, np.int64), ()
    codes, words = numbered(matters["item"])
    read = [_read(of.fields["item"], w) if "item" in of.fields else w for w in words]
    items = [r if isinstance(r, str) else str(w) for r, w in zip(read, words, strict=True)]
    return _numbered([*items, None], codes)


def _numbered(words: list[str | None], at: Ints) -> tuple[Ints, tuple[str, ...]]:
    met = tuple(dict.fromkeys(w for w in words if w is not None))
    number = {word: n for n, word in enumerate(met)}
    found: Ints = np.array([-1 if w is None else number[w] for w in words] or [-1], np.int64)[at]
    return found, met


def _read(field: Any, value: Any, on: date | None = None) -> Any:
    """The value as the field reads it; ``None`` where the row has an error for it."""
    try:
        return field.read(value, on)
    except GovrulesError:
        return None
