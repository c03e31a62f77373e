"""Reading records again and again: what each value meant is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import Any

import attrs

from ..territory.eras import Eras
from ..values import UNKNOWN, is_missing, whole
from .facts import Facts, Meant, as_record, names_of_fields, read_facts, read_id
from .field import Field

__all__ = ["Reader"]


MOST_KEPT = 200_000


# What a remembered value may be: things that do not change.
KEYS = (str, bool, int, date)


@attrs.frozen(eq=False)
class _Shape:
    """Records with the same fields, of the same Python types: ``True`` and ``1`` are not.

    Args:
        pick: Takes the values of the fields of few values (flags, choices, counts).
        few: Those values → what they mean together.
        many: Each other field, whether it is dated, and value → what it means.
    """

    pick: Callable[[Mapping[str, Any]], Any]
    few: dict[Any, Meant]
    many: tuple[tuple[str, bool, dict[Any, Meant]], ...]


class _Merged(Mapping[str, Any]):
    """The values of several parts and of assumptions, put together when first asked for."""

    __slots__ = ("_all", "_defaults", "_parts")

    def __init__(self, parts: tuple[Meant, ...], defaults: Mapping[str, Any]) -> None:
        self._parts, self._defaults = parts, defaults
        self._all: dict[str, Any] | None = None

    def _put_together(self) -> dict[str, Any]:
        if self._all is None:
            self._all = {k: v for part in self._parts for k, v in part.values.items()}
            self._all.update(self._defaults)
        return self._all

    def __getitem__(self, field: str) -> Any:
        return self._put_together()[field]

    def __iter__(self) -> Iterator[str]:
        return iter(self._put_together())

    def __len__(self) -> int:
        return len(self._put_together())

    def __repr__(self) -> str:
        return repr(self._put_together())


class Reader:
    """Reads records as :func:`read_facts` does, remembering what values meant.

    Args:
        fields: The declared fields.
        day_field: The field that says on which day names and codes are read.
    """

    def __init__(self, fields: Mapping[str, Field], *, day_field: str = "on") -> None:
        self._fields, self._day_field = fields, day_field
        self._names = names_of_fields(fields)
        self._assume = {f.id: f.assume for f in fields.values() if f.assume is not UNKNOWN}
        self._assumed: dict[Any, tuple[dict[str, Any], frozenset[str], bool]] = {}
        self._dated = {id for id, f in fields.items() if hasattr(f.tree, "rosters")}
        self._eras = Eras(fields[id].tree for id in sorted(self._dated))
        self._era: dict[Any, int | None] = {}
        self._shapes: dict[Any, _Shape] = {}
        self._kept = 0

    def read(self, record: Mapping[str, Any]) -> Facts:
        """The facts of a record; see :func:`read_facts`."""
        try:
            return self._quickly(record)
        except (KeyError, TypeError, AttributeError):
            pass  # a value not met before, one that cannot be a key, or no record at all
        record = self._plain(as_record(record))
        try:
            return self._quickly(record)
        except (KeyError, TypeError):
            return self._slowly(record)

    def _quickly(self, record: Mapping[str, Any]) -> Facts:
        shape = self._shapes[(*record, *map(type, record.values()))]
        era = self._era[record.get(self._day_field)]
        parts = [shape.few[shape.pick(record)]]
        for field, is_dated, known in shape.many:
            value = record[field]
            parts.append(known[(value, era) if is_dated else value])
        frozen = tuple(parts)
        defaults, assumed, notes = self._together(frozen)
        id = record.get("id")
        if type(id) is not str:
            id = read_id(id)
        return Facts(_Merged(frozen, defaults), assumed, id, notes, frozen)

    def _together(self, parts: tuple[Meant, ...]) -> tuple[Any, frozenset[str], Any]:
        """The assumptions that are made beside these parts, and their remarks."""
        key = tuple([part.shape for part in parts])
        found = self._assumed.get(key)
        if found is None:
            spoken = frozenset[str]().union(*(part.said for part in parts))
            kept = {id: v for id, v in self._assume.items() if id not in spoken}
            # Where two parts speak of one field, they may disagree: that is read anew.
            fields = [f for part in parts for f in part.values]
            is_apart = len(fields) == len(set(fields))
            found = self._assumed[key] = (kept, frozenset(kept), is_apart)
        if not found[2] and not _agree(parts):
            raise KeyError("they disagree")
        notes: tuple[tuple[str, str], ...] = ()
        for part in parts:
            if part.notes:
                notes += part.notes
        return found[0], found[1], notes

    def _plain(self, record: Mapping[str, Any]) -> Mapping[str, Any]:
        """The record by codes of fields, without gaps; as it is, where that is not so simple."""
        plain: dict[str, Any] = {}
        for key, value in record.items():
            id = self._names.get(key.strip() if isinstance(key, str) else key)
            if id is None or id in plain:
                return record
            if not is_missing(value):
                plain[id] = whole(value)
        return plain

    def _slowly(self, record: Mapping[str, Any]) -> Facts:
        """Read in full, then remember what the values mean by themselves."""
        facts = read_facts(record, self._fields, day_field=self._day_field)
        if all(k in self._fields or k == "id" for k in record) and all(
            isinstance(v, KEYS) for k, v in record.items() if k != "id"
        ):
            if self._kept > MOST_KEPT:
                self._kept = 0
                self._era, self._shapes, self._assumed = {}, {}, {}
            self._remember(record, facts.values.get(self._day_field))
        return facts

    def _remember(self, record: Mapping[str, Any], on: Any) -> None:
        key = (*record, *map(type, record.values()))
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = self._shape(record)
        era = self._eras.of(on if isinstance(on, date) else None)
        self._era[record.get(self._day_field)] = era
        few = {k: v for k, v in record.items() if k not in {f for f, *_ in shape.many}}
        if (chosen := shape.pick(record)) not in shape.few:
            shape.few[chosen] = self._meaning(few, {})
        day = {k: record[k] for k in record if k == self._day_field}
        for field, is_dated, known in shape.many:
            value = record[field]
            if (value, era) not in known and value not in known:
                known[(value, era) if is_dated else value] = self._meaning({field: value}, day)
        self._kept += 1 + len(shape.many)

    def _shape(self, record: Mapping[str, Any]) -> _Shape:
        fields = [k for k in record if k != "id"]
        few = [k for k in fields if self._fields[k].kind in ("flag", "choice", "count")]
        # A tuple even of one field, so that what is picked is always of one kind.
        pick = itemgetter(*few, *few[:1]) if few else _nothing
        many = tuple((k, k in self._dated, dict[Any, Meant]()) for k in fields if k not in few)
        return _Shape(pick, {}, many)

    def _meaning(self, given: Mapping[str, Any], day: Mapping[str, Any]) -> Meant:
        """What these values mean, codes being read as of the day."""
        given = {k: v for k, v in given.items() if k != "id"}
        one = read_facts({**day, **given}, self._fields, day_field=self._day_field)
        others = day.keys() - given.keys()
        values = {
            id: v for id, v in one.values.items() if id not in one.assumed and id not in others
        }
        spoken = {k for k, v in given.items() if not self._fields[k].is_empty(v)} | values.keys()
        return Meant(values, frozenset(spoken - one.assumed), one.notes)


def _nothing(_record: Mapping[str, Any]) -> tuple[()]:
    return ()


def _agree(parts: tuple[Meant, ...]) -> bool:
    """Whether those that speak of one field say the same."""
    values: dict[str, Any] = {}
    return all(values.setdefault(id, v) == v for part in parts for id, v in part.values.items())
