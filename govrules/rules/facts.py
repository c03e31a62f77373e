"""Reading a record into facts: each field in its own kind, derived facts worked out."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from itertools import combinations
from operator import itemgetter
from typing import Any

import attrs

from ..errors import ContradictionError, RecordError, did_you_mean, shortened, shown, written
from ..values import UNKNOWN, is_empty, is_missing, whole
from .field import Field

__all__ = [
    "Eras",
    "Facts",
    "Meant",
    "Reader",
    "as_record",
    "contradiction",
    "derive",
    "read_facts",
    "said_id",
    "seats",
]

# What a record calls its own identifier.
IDS = ("id", "编号")

MOST_KEPT = 200_000
# What a remembered value may be: things that do not change.
KEYS = (str, bool, int, date)


@attrs.frozen(eq=False)
class Meant:
    """What some values of a record mean by themselves, worked out once and kept.

    Args:
        values: Field → value, implied facts included.
        said: The fields that are spoken of, so that no assumption is made of them.
        notes: Remarks from reading them.
        shape: The fields of ``values`` and ``said``.
    """

    values: Mapping[str, Any]
    said: frozenset[str]
    notes: tuple[tuple[str, str], ...] = ()
    shape: str = attrs.field(init=False)

    @shape.default
    def _make_shape(self) -> str:
        # One string for those with the same fields, so that they are quickly told apart.
        return sys.intern(f"{' '.join(self.values)} | {' '.join(sorted(self.said))}")


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


class Eras:
    """Numbers for the days between which dated codes mean the same.

    A roster speaks for its own day; between two of them a unit that stands in neither is read in
    the nearer one. So it may matter whether a day is before, on or after that of a roster, and
    to which of two it is nearer.

    Args:
        trees: The code trees; those without ``rosters`` are not dated.
    """

    def __init__(self, trees: Iterable[Any]) -> None:
        days = sorted({r.day.toordinal() for t in trees for r in getattr(t, "rosters", ())})
        middles = {(a + b + 1) // 2 for a, b in combinations(days, 2)}
        self._bounds = sorted({*days, *(d + 1 for d in days), *middles})

    def of(self, day: date | None) -> int | None:
        """The number of the day's era; ``None`` where no day is known."""
        return None if day is None else bisect_right(self._bounds, day.toordinal())


@attrs.frozen
class Facts:
    """What is known of a matter.

    Args:
        values: Field → value; a field that is absent is unknown.
        assumed: The fields whose value is the declared assumption, not a given fact.
        id: The record's own identifier, echoed.
        notes: Remarks from reading it, as (Chinese, English).
        parts: Where it was read from known values: what each of them means. The rest follows.
    """

    values: Mapping[str, Any]
    assumed: frozenset[str] = frozenset()
    id: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    parts: tuple[Meant, ...] = attrs.field(default=(), eq=False, repr=False)

    def get(self, field: str) -> Any:
        """The value, or ``UNKNOWN``."""
        return self.values.get(field, UNKNOWN)

    def fresh(self) -> dict[str, Any]:
        """A copy of the values that an engine may add its answers to."""
        return dict(self.values)


def read_facts(
    record: Mapping[str, Any], fields: Mapping[str, Field], *, day_field: str = "on"
) -> Facts:
    """Read one record against the declared fields.

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
    given, again = _named(as_record(record), fields)
    on = fields[day_field].read(given.get(day_field)) if day_field in fields else UNKNOWN
    day = on if isinstance(on, date) else None
    values: dict[str, Any] = {}
    notes: list[tuple[str, str]] = []
    for id, field in fields.items():
        value = field.read(given.get(id), day)
        for other in again.get(id, ()):
            if field.read(other, day) != value:
                raise _twice(id, given[id], other)
        if value is UNKNOWN:
            continue
        if field.kind == "set":
            values.update({f"{id}.{c.code}": c.code in value for c in field.choices})
        else:
            values[id] = value
            if (note := field.remark(given[id], day)) is not None:
                notes.append(note)
    derive(values, fields, day)
    # "unknown" said outright is not the same as nothing said: it sets the assumption aside.
    assumed = frozenset(
        id for id, f in fields.items()
        if f.assume is not UNKNOWN and id not in values and not f.is_unknown(given.get(id))
    )  # fmt: skip
    values.update({id: fields[id].assume for id in sorted(assumed)})
    return Facts(values, assumed, _read_id(given.get("id")), tuple(notes))


def as_record(record: Any) -> Mapping[str, Any]:
    """The record itself; raises RecordError if it is none."""
    if isinstance(record, Mapping):
        return record
    raise RecordError(
        f"not a mapping: {shown(record)}",
        f"不是记录：{shown(record)}",
        value=record,
        hint_en="one matter a row, by field",
        hint_zh="每行一件，按字段给出",
    )


def said_id(record: Mapping[str, Any]) -> str | None:
    """The identifier of a record of which the rest cannot be read; ``None`` if it can neither."""
    said = (v for k, v in record.items() if isinstance(k, str) and k.strip() in IDS)
    try:
        return _read_id(next(said, None))
    except RecordError:
        return None


def _read_id(id: Any) -> str | None:
    if id is None or type(id) is str:
        return id
    number = whole(id)
    if isinstance(number, str | int) and not isinstance(number, bool):
        with suppress(ValueError):  # Python writes no number of thousands of digits
            return str(number)
    if is_missing(id):
        return None
    raise RecordError(
        f"id is neither text nor a whole number: {shown(id)}",
        f"编号（id）既非文本也非整数：{shown(id)}",
        field="id",
        value=id,
        hint_en="give it as text",
        hint_zh="请以文本给出",
    )


class Reader:
    """Reads records as :func:`read_facts` does, remembering what values meant.

    Args:
        fields: The declared fields.
        day_field: The field that says on which day names and codes are read.
    """

    def __init__(self, fields: Mapping[str, Field], *, day_field: str = "on") -> None:
        self._fields, self._day_field = fields, day_field
        self._names = _names(fields)
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
            id = _read_id(id)
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
        values = {id: v for id, v in one.values.items()
                  if id not in one.assumed and id not in others}  # fmt: skip
        spoken = {k for k, v in given.items() if not self._fields[k].is_empty(v)} | values.keys()
        return Meant(values, frozenset(spoken - one.assumed), one.notes)


def _nothing(_record: Mapping[str, Any]) -> tuple[()]:
    return ()


def _agree(parts: tuple[Meant, ...]) -> bool:
    """Whether those that speak of one field say the same."""
    values: dict[str, Any] = {}
    return all(values.setdefault(id, v) == v for part in parts for id, v in part.values.items())


def _names(fields: Mapping[str, Field]) -> dict[str, str]:
    """What a record may call a field, and its own identifier → the code."""
    ids = dict.fromkeys(IDS, "id")
    return {
        **ids,
        **{f.zh: f.id for f in reversed(list(fields.values()))},
        **{id: id for id in fields},
    }


def _named(
    record: Mapping[str, Any], fields: Mapping[str, Field]
) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """Field → value, and what else is said of it under another name."""
    names = _names(fields)
    given: dict[str, Any] = {}
    again: dict[str, list[Any]] = {}
    for key, value in record.items():
        id = names.get(key.strip() if isinstance(key, str) else key)
        if id is None:
            en, zh = did_you_mean(key, [*fields, *(f.zh for f in fields.values())])
            raise RecordError(
                f"unknown field {shown(key)}",
                f"没有字段 {shown(key)}",
                field=shortened(written(key)),
                value=value,
                hint_en=en,
                hint_zh=zh,
            )
        if id not in given or is_empty(given[id]):
            given[id] = value
        elif not is_empty(value):
            again.setdefault(id, []).append(value)
    for other in again.get("id", ()):
        if _read_id(other) != _read_id(given["id"]):
            raise _twice("id", given["id"], other)
    return given, again


def _twice(id: str, first: Any, other: Any) -> ContradictionError:
    return ContradictionError(
        f"{id} is given twice: {shown(first)} and {shown(other)}",
        f"{id} 给出了两次：{shown(first)} 与 {shown(other)}",
        field=id,
        value=other,
        hint_en="give it once",
        hint_zh="只给一次",
    )


def derive(values: dict[str, Any], fields: Mapping[str, Field], day: date | None) -> None:
    """Add what the values imply; raises ContradictionError where another is given."""
    for id, field in fields.items():
        if id in values and field.kind == "code":
            values.update(seats(field, values[id], day))
        if field.reads is None or field.reads[0] not in values:
            continue
        source, attribute = field.reads
        tree = fields[source].tree
        found = tree.attribute(values[source], attribute, day) if tree is not None else UNKNOWN
        if found is UNKNOWN:
            continue
        if id in values and values[id] != found:
            raise contradiction(field, values[id], found, fields[source].zh, source)
        values[id] = found


def seats(field: Field, code: str, day: date | None) -> dict[str, str]:
    """What kind of unit a place lies in at each level: ``place@subdistrict`` → ``street``."""
    tree: Any = field.tree
    if not hasattr(tree, "ancestor"):
        return {}
    units = {level: tree.ancestor(code, level) for level in tree.levels}
    return {f"{field.id}@{k}": tree.unit(u, day).kind for k, u in units.items() if u is not None}


def contradiction(
    field: Field, given: Any, found: Any, by_zh: str, by_en: str
) -> ContradictionError:
    """The error for a given fact that is worked out to be another."""
    return ContradictionError(
        f"{field.id} is given as {field.label(given, 'en')!r}, "
        f"but {by_en} makes it {field.label(found, 'en')!r}",
        f"{field.zh}（{field.id}）给为“{field.label(given)}”，"
        f"但依{by_zh}应为“{field.label(found)}”",
        field=field.id,
        value=given,
        hint_en=f"leave {field.id} out, or correct what it is worked out from",
        hint_zh=f"请不填 {field.id}，或更正其所依据的事实",
    )
