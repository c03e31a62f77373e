"""Reading records into facts: each value in its own kind, derived facts worked out.

A record is read value by value (:func:`.facts.read_value`) in the order in which the fields are
declared, and its facts are put together from those pieces. A reader remembers what values meant,
by what was said and not by what compares equal; whether it does is all the difference between the
first time and the second, so both give the same facts, notes and errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from ..errors import ContradictionError, RecordError, did_you_mean, shortened, shown, written
from ..territory.eras import Eras
from ..values import UNKNOWN, as_said, is_empty
from .facts import (
    SILENT,
    Facts,
    ReadValues,
    as_record,
    contradiction,
    names_of_fields,
    read_id,
    read_value,
)
from .field import Field, Note
from .memo import Memo

__all__ = ["Reader", "read_facts"]

MOST_KEPT = 10_000
MOST_ORDERS = 1_000
NOTHING: dict[str, list[Any]] = {}


def read_facts(
    record: Mapping[str, Any], fields: Mapping[str, Field], *, day_field: str = "on"
) -> Facts:
    """Read one record against the declared fields, remembering nothing.

    Args:
        record: Field → text or value. Field names and values may be codes or Chinese terms;
            ``id`` (``编号``) is echoed; absent, empty, a gap of a table (NaN), ``unknown`` and
            ``未知`` are unknown. A field given under two names must mean the same.
        fields: The declared fields, sets included.
        day_field: The field that says on which day names and codes are read.

    Raises:
        RecordError: for a field that is not declared or a value that cannot be read.
        ContradictionError: if a given fact contradicts what another one implies.
    """
    return Reader(fields, day_field=day_field, most=0).read(record)


@attrs.frozen
class _Beside:
    """What goes with pieces of certain fields.

    Args:
        assume: The assumptions that are made beside them: field → value.
        assumed: Those fields.
        is_apart: Whether no two of the pieces speak of one field, on which they might differ.
    """

    assume: Mapping[str, Any]
    assumed: frozenset[str]
    is_apart: bool


class _Joined(Mapping[str, Any]):
    """The values of pieces and of assumptions, joined when first asked for.

    A matter met before is decided from its pieces alone.
    """

    __slots__ = ("_assume", "_pieces", "_values")

    def __init__(self, pieces: tuple[ReadValues, ...], assume: Mapping[str, Any]) -> None:
        self._pieces, self._assume = pieces, assume
        self._values: dict[str, Any] | None = None

    def _join(self) -> dict[str, Any]:
        if self._values is None:
            values = {k: v for piece in self._pieces for k, v in piece.values.items()}
            self._values = {**values, **self._assume}
        return self._values

    def __getitem__(self, field: str) -> Any:
        return self._join()[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._join())

    def __len__(self) -> int:
        return len(self._join())

    def __repr__(self) -> str:
        return repr(self._join())


def _agree(pieces: Sequence[ReadValues]) -> bool:
    """Whether those that speak of one field say the same."""
    values: dict[str, Any] = {}
    pairs = (pair for piece in pieces for pair in piece.values.items())
    return all(values.setdefault(field, value) == value for field, value in pairs)


class Reader:
    """Reads records as :func:`read_facts` does, remembering what values meant.

    Args:
        fields: The declared fields.
        day_field: The field that says on which day names and codes are read.
        most: How many values to remember; with 0 each is read anew.
    """

    def __init__(
        self, fields: Mapping[str, Field], *, day_field: str = "on", most: int = MOST_KEPT
    ) -> None:
        self._fields, self._day_field = fields, day_field
        self._names = names_of_fields(fields)
        self._assume = {
            id: fields[id].assume for id in sorted(fields) if fields[id].assume is not UNKNOWN
        }
        self._place_of = {id: n for n, id in enumerate(fields)}
        self._dated = {id for id, f in fields.items() if hasattr(f.tree, "rosters")}
        self._eras = Eras(fields[id].tree for id in sorted(self._dated))
        self._most = most
        self._memo: Memo[Any, ReadValues] = Memo(most)
        self._days: Memo[Any, tuple[date | None, int | None]] = Memo(most)
        self._alike: Memo[Any, ReadValues] = Memo(most)
        self._orders: Memo[tuple[Any, ...], tuple[str, ...]] = Memo(MOST_ORDERS)
        self._beside: Memo[tuple[str, ...], _Beside] = Memo(most or 1)

    def __len__(self) -> int:
        return len(self._memo)

    def read(self, record: Mapping[str, Any]) -> Facts:
        """The facts of a record; see :func:`read_facts`."""
        order = self._order(tuple(record)) if type(record) is dict else None
        if order is not None:
            given, again = record, NOTHING
        else:
            given, again = self._named(as_record(record))
            order = tuple(sorted(given.keys() - {"id"}, key=self._place_of.__getitem__))
        day, era = None, None
        if self._day_field in given:
            day, era = self._day(given[self._day_field])
        pieces = []
        young, dated = self._memo.young(), self._dated
        for field in order:
            value = given[field]
            piece = None
            if type(value) is str:  # the commonest value, looked up without a call
                piece = young.get((field, value, era) if field in dated else (field, value))
            if piece is None:
                piece = self._piece(field, value, day, era)
            if again:
                for other in again.get(field, ()):
                    if self._piece(field, other, day, era).values != piece.values:
                        raise _twice(field, given[field], other)
            if piece is not SILENT:
                pieces.append(piece)
        return self._together(tuple(pieces), given.get("id"))

    def _day(self, value: Any) -> tuple[date | None, int | None]:
        """The day as of which a record is read, and its era."""
        found = self._days.young().get(value) if type(value) is str else None
        if found is None:
            day = self._piece(self._day_field, value, None, None).values.get(self._day_field)
            found = day, self._eras.of(day)
            if as_said(value) is value:  # a text, and none too long to be kept
                self._days.put(value, found)
        return found

    def _order(self, keys: tuple[Any, ...]) -> tuple[str, ...] | None:
        """The fields of a record in the order declared; ``None`` if a key is no field's code."""
        order = self._orders.young().get(keys)
        if order is None and all(type(key) is str for key in keys):
            fields = [key for key in keys if key != "id"]
            if self._place_of.keys() >= set(fields):
                order = tuple(sorted(fields, key=self._place_of.__getitem__))
                self._orders.put(keys, order)
        return order

    def _named(self, record: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        """Field → value, and what else is said of it under another name."""
        given: dict[str, Any] = {}
        again: dict[str, list[Any]] = {}
        for key, value in record.items():
            id = self._names.get(key.strip()) if isinstance(key, str) else None
            if id is None:
                raise self._no_field(key, value)
            if id not in given or is_empty(given[id]):
                given[id] = value
            elif not is_empty(value):
                again.setdefault(id, []).append(value)
        for other in again.get("id", ()):
            if read_id(other) != read_id(given["id"]):
                raise _twice("id", given["id"], other)
        return given, again

    def _no_field(self, key: Any, value: Any) -> RecordError:
        known = [*self._fields, *(f.zh for f in self._fields.values())]
        return RecordError(
            f"unknown field {shown(key)}",
            f"没有字段 {shown(key)}",
            field=shortened(key if isinstance(key, str) else written(key)),
            value=value,
            near=lambda: did_you_mean(key, known),
        )

    def _piece(self, field: str, value: Any, day: date | None, era: int | None) -> ReadValues:
        """What a value means, from memory where it was read before in the same era."""
        said = as_said(value) if self._most else None
        if said is None:
            return read_value(self._fields[field], value, day, self._fields)
        key = (field, said, era) if field in self._dated else (field, said)
        piece = self._memo.get(key)
        if piece is None:
            piece = read_value(self._fields[field], value, day, self._fields)
            if piece is not SILENT:  # values written in two ways that mean the same are one piece
                alike = (piece.said, tuple(piece.values.items()), piece.notes)
                piece = self._alike.get(alike) or piece
                self._alike.put(alike, piece)
            self._memo.put(key, piece)
        return piece

    def _together(self, pieces: tuple[ReadValues, ...], id: Any) -> Facts:
        """The facts that pieces amount to, with what is assumed beside them."""
        key = tuple([piece.shape for piece in pieces])
        beside = self._beside.young().get(key)
        if beside is None:
            beside = self._assumed_beside(pieces)
            self._beside.put(key, beside)
        if not beside.is_apart and not _agree(pieces):
            raise self._clash(pieces)
        notes: tuple[Note, ...] = ()
        for piece in pieces:
            if piece.notes:
                notes += piece.notes
        return Facts(_Joined(pieces, beside.assume), beside.assumed, read_id(id), notes, pieces)

    def _assumed_beside(self, pieces: Sequence[ReadValues]) -> _Beside:
        said = frozenset[str]().union(*(piece.said for piece in pieces))
        fields = [field for piece in pieces for field in piece.values]
        assume = {field: value for field, value in self._assume.items() if field not in said}
        return _Beside(assume, frozenset(assume), len(fields) == len(set(fields)))

    def _clash(self, pieces: Sequence[ReadValues]) -> ContradictionError:
        """The error for pieces of which one implies another value than another one gives."""
        given = dict(next(iter(piece.values.items())) for piece in pieces if piece.values)
        implied = {
            id: v for piece in pieces for id, v in piece.values.items() if v != given.get(id)
        }
        id = min(given.keys() & implied.keys(), key=self._place_of.__getitem__)
        field = self._fields[id]
        assert field.reads is not None
        source = self._fields[field.reads[0]]
        return contradiction(field, given[id], implied[id], source.zh, source.id)


def _twice(id: str, first: Any, other: Any) -> ContradictionError:
    return ContradictionError(
        f"{id} is given twice: {shown(first)} and {shown(other)}",
        f"{id} 给出了两次：{shown(first)} 与 {shown(other)}",
        field=id,
        value=other,
        hint_en="give it once",
        hint_zh="只给一次",
    )
