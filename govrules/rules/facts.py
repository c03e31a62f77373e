"""Reading a record into facts: each field in its own kind, derived facts worked out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import attrs

from ..errors import ContradictionError, RecordError, did_you_mean, shortened, shown, written
from ..values import UNKNOWN, is_empty, is_missing, whole
from .field import Field

__all__ = [
    "Facts",
    "Meant",
    "as_record",
    "contradiction",
    "derive",
    "names_of_fields",
    "read_facts",
    "read_id",
    "said_id",
    "seats",
]

# What a record calls its own identifier.
IDS = ("id", "编号")


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
        id
        for id, f in fields.items()
        if f.assume is not UNKNOWN and id not in values and not f.is_unknown(given.get(id))
    )
    values.update({id: fields[id].assume for id in sorted(assumed)})
    return Facts(values, assumed, read_id(given.get("id")), tuple(notes))


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
        return read_id(next(said, None))
    except RecordError:
        return None


def read_id(id: Any) -> str | None:
    """The identifier of a record as text, ``None`` if it has none; raises RecordError."""
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


def names_of_fields(fields: Mapping[str, Field]) -> dict[str, str]:
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
    names = names_of_fields(fields)
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
        if read_id(other) != read_id(given["id"]):
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
