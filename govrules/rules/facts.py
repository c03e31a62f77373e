"""Reading a record into facts: each field in its own kind, derived facts worked out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Any

import attrs

from ..errors import ContradictionError, RecordError, did_you_mean
from ..values import UNKNOWN
from .field import Field

__all__ = ["Eras", "Facts", "Meant", "Reader", "contradiction", "read_facts", "seats"]


MOST_KEPT = 200_000
# What a remembered value may be: things that do not change.
KEYS = (str, bool, int, date)


@attrs.frozen(eq=False)
class Meant:
    """What one value of a record means by itself, worked out once and kept.

    Args:
        kind: The Python type of the value: ``True`` and ``1`` are equal but not the same.
        values: Field → value, implied facts included.
        field: The field, where something is said of it, so that no assumption is made.
        notes: Remarks from reading it.
    """

    kind: type
    values: Mapping[str, Any]
    field: str | None
    notes: tuple[tuple[str, str], ...]


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
            ``id`` is echoed; absent, empty, ``unknown`` and ``未知`` are unknown.
        fields: The declared fields, sets included.
        day_field: The field that says on which day names and codes are read.

    Raises:
        RecordError: for a field that is not declared or a value that cannot be read.
        ContradictionError: if a given fact contradicts what another one implies.
    """
    given = _named(record, fields)
    on = fields[day_field].read(given.get(day_field)) if day_field in fields else UNKNOWN
    day = on if isinstance(on, date) else None
    values: dict[str, Any] = {}
    notes: list[tuple[str, str]] = []
    for id, field in fields.items():
        value = field.read(given.get(id), day)
        if value is UNKNOWN:
            continue
        if field.kind == "set":
            values.update({f"{id}.{c.code}": c.code in value for c in field.choices})
        else:
            values[id] = value
            if field.kind == "code":
                notes.extend(_remark(field, given[id], day))
    _derive(values, fields, day)
    # "unknown" said outright is not the same as nothing said: it sets the assumption aside.
    assumed = frozenset(
        id for id, f in fields.items()
        if f.assume is not UNKNOWN and id not in values and not f.is_unknown(given.get(id))
    )  # fmt: skip
    values.update({id: fields[id].assume for id in sorted(assumed)})
    return Facts(values, assumed, _id(record), tuple(notes))


def _id(record: Mapping[str, Any]) -> str | None:
    id = record.get("id")
    return None if id is None else str(id)


class Reader:
    """Reads records as :func:`read_facts` does, remembering what each value meant.

    Args:
        fields: The declared fields.
        day_field: The field that says on which day names and codes are read.
    """

    def __init__(self, fields: Mapping[str, Field], *, day_field: str = "on") -> None:
        self._fields, self._day_field = fields, day_field
        self._assume = {f.id: f.assume for f in fields.values() if f.assume is not UNKNOWN}
        self._assumed: dict[frozenset[str | None], tuple[dict[str, Any], frozenset[str]]] = {}
        dated = {id for id, f in fields.items() if hasattr(f.tree, "rosters")}
        self._dated = frozenset(dated)
        self._eras = Eras(fields[id].tree for id in dated)
        self._era: dict[Any, int | None] = {None: None}
        self._meant: dict[Any, dict[Any, Meant]] = {id: {} for id in fields}
        self._kept = 0

    def read(self, record: Mapping[str, Any]) -> Facts:
        """The facts of a record; see :func:`read_facts`."""
        try:
            return self._quickly(record)
        except (KeyError, TypeError):  # a value not met before, or one that cannot be a key
            return self._slowly(record)

    def _quickly(self, record: Mapping[str, Any]) -> Facts:
        era = self._era[record.get(self._day_field)]
        meant, dated = self._meant, self._dated
        values: dict[str, Any] = {}
        parts = []
        notes: tuple[tuple[str, str], ...] = ()
        size = 0
        for key, value in record.items():
            if key == "id":
                continue
            found = meant[key][(value, era) if key in dated else value]
            if found.kind is not value.__class__:
                raise KeyError(key)
            parts.append(found)
            size += len(found.values)
            values.update(found.values)
            if found.notes:
                notes += found.notes
        if size != len(values):  # two of them speak of one field: they may disagree
            raise KeyError(size)
        defaults, assumed = self._defaults(frozenset([found.field for found in parts]))
        values.update(defaults)
        return Facts(values, assumed, _id(record), notes, tuple(parts))

    def _defaults(self, said: frozenset[str | None]) -> tuple[dict[str, Any], frozenset[str]]:
        """The assumptions that are made where these fields are spoken of."""
        found = self._assumed.get(said)
        if found is None:
            kept = {id: v for id, v in self._assume.items() if id not in said}
            found = self._assumed[said] = (kept, frozenset(kept))
        return found

    def _slowly(self, record: Mapping[str, Any]) -> Facts:
        """Read in full, then remember what each value means by itself."""
        facts = read_facts(record, self._fields, day_field=self._day_field)
        day = record.get(self._day_field)
        if self._kept + len(self._era) > MOST_KEPT:
            self._kept, self._era = 0, {None: None}
            self._meant = {id: {} for id in self._fields}
        on = facts.values.get(self._day_field)
        era = self._eras.of(on if isinstance(on, date) else None)
        if day is None or isinstance(day, KEYS):
            self._era[day] = era
        for key, value in record.items():
            if key == "id" or key not in self._fields or not isinstance(value, KEYS):
                continue
            alone = {key: value} if day is None else {key: value, self._day_field: day}
            one = read_facts(alone, self._fields, day_field=self._day_field)
            others = {self._day_field} - {key}
            values = {id: v for id, v in one.values.items()
                      if id not in one.assumed and id not in others}  # fmt: skip
            speaks = key not in one.assumed and not self._fields[key].is_empty(value)
            self._meant[key][(value, era) if key in self._dated else value] = Meant(
                type(value), values, key if speaks else None, one.notes
            )
            self._kept += 1
        return facts


def _named(record: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for key, value in record.items():
        if key == "id":
            continue
        id = key if key in fields else next((f.id for f in fields.values() if f.zh == key), None)
        if id is None:
            en, zh = did_you_mean(key, [*fields, *(f.zh for f in fields.values())])
            raise RecordError(
                f"unknown field {key!r}",
                f"没有字段 {key!r}",
                field=str(key),
                value=value,
                hint_en=en,
                hint_zh=zh,
            )
        if id in given and given[id] != value:
            raise ContradictionError(
                f"{id} is given twice: {given[id]!r} and {value!r}",
                f"{id} 给出了两次：{given[id]!r} 与 {value!r}",
                field=id,
                value=value,
                hint_en="give it once",
                hint_zh="只给一次",
            )
        given[id] = value
    return given


def _remark(field: Field, text: Any, day: date | None) -> list[tuple[str, str]]:
    """What the tree has to say about how it read the code on that day."""
    locate = getattr(field.tree, "locate", None)
    if locate is None:
        return []
    found = locate(str(text), day)
    return [(found.note_zh, found.note_en)] if found.note_zh else []


def _derive(values: dict[str, Any], fields: Mapping[str, Field], day: date | None) -> None:
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
        hint_en=f"leave {field.id} out, or correct {by_en}",
        hint_zh=f"请不填 {field.id}，或更正{by_zh}",
    )
