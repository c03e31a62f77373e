"""What a record says: facts, made of what each of its values means by itself."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

import attrs

from ..errors import ContradictionError, RecordError, shown, written
from ..values import UNKNOWN, OneOf, is_missing, whole
from .field import Field, Note
from .one_of import in_common, within

__all__ = [
    "Facts",
    "ReadValues",
    "as_record",
    "contradiction",
    "derive",
    "names_of_fields",
    "read_id",
    "read_value",
    "said_id",
    "unit_kinds",
]

# What a record calls its own identifier.
IDS = ("id", "编号")


@attrs.frozen(eq=False)
class ReadValues:
    """What one value of a record means by itself.

    Args:
        values: Field → value, implied facts included; of a set, its member flags.
        said: The fields that are spoken of, so that no assumption is made of them.
        notes: Remarks from reading it.
        shape: The fields of ``values`` and ``said``.
    """

    values: Mapping[str, Any]
    said: frozenset[str]
    notes: tuple[Note, ...] = ()
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
        notes: Remarks from reading it, as (Chinese, English), in the order of the fields.
        pieces_read: Where it was read from a record: what each value means, in the order of the
            fields. The rest follows from these.
    """

    values: Mapping[str, Any]
    assumed: frozenset[str] = frozenset()
    id: str | None = None
    notes: tuple[Note, ...] = ()
    pieces_read: tuple[ReadValues, ...] = attrs.field(default=(), eq=False, repr=False)

    def get(self, field: str) -> Any:
        """The value, or ``UNKNOWN``."""
        return self.values.get(field, UNKNOWN)

    def fresh(self) -> dict[str, Any]:
        """A copy of the values that an engine may add its answers to."""
        return dict(self.values)


SILENT = ReadValues({}, frozenset())


def read_value(
    field: Field, value: Any, day: date | None, fields: Mapping[str, Field]
) -> ReadValues:
    """What a value of one field means by itself; ``SILENT`` where it says nothing.

    Args:
        field: The field.
        value: The cell of the record.
        day: The day on which codes are read.
        fields: All declared fields, some of which the value may imply.

    Raises:
        RecordError: for a value that cannot be read.
    """
    found, note = field.read_noted(value, day)
    if found is UNKNOWN:
        said = field.is_unknown(value) or not field.is_empty(value)
        return ReadValues({}, frozenset((field.id,))) if said else SILENT
    if isinstance(found, OneOf):
        return _read_one_of(field, found, note, day, fields)
    values = {field.id: found}
    if field.kind == "set":
        values = {f"{field.id}.{c.code}": c.code in found for c in field.choices}
    derive(values, fields, day)
    return ReadValues(values, frozenset((field.id, *values)), () if note is None else (note,))


def _read_one_of(
    field: Field, found: OneOf, note: Note | None, day: date | None, fields: Mapping[str, Field]
) -> ReadValues:
    """What one of several says: itself, and what each of them implies alike.

    A matter lies at one unit, where organs are seated: of several, at the one that holds them all.
    """
    each: list[dict[str, Any]] = [{field.id: one} for one in found.values]
    for values in each:
        derive(values, fields, day)
    notes = () if note is None else (note,)
    shared = in_common(each)
    if field.tree is None or not hasattr(field.tree, "ancestor"):
        values = {field.id: found, **shared}
        return ReadValues(values, frozenset(values), notes)
    unit = within(field.tree, found)
    seats = {} if unit is None else unit_kinds(field, unit, day)  # of no other is it known which
    shared = {k: v for k, v in shared.items() if k in seats or not k.startswith(f"{field.id}@")}
    values = shared if unit is None else {field.id: unit, **shared}
    return ReadValues(
        values, frozenset((field.id, *shared)), (*notes, _said(field, found, unit, day))
    )


def _said(field: Field, found: OneOf, unit: str | None, day: date | None) -> Note:
    """What is said of a place that is one of several."""
    zh = "、".join(field.label(one, "zh", day) for one in found.values)
    en = ", ".join(field.label(one, "en", day) for one in found.values)
    if unit is None:
        return (
            f"{field.zh}为{zh}之一，无共同所在",
            f"{field.en} is one of {en}: nothing holds them all",
        )
    return (
        f"{field.zh}为{zh}之一，按共同所在的{field.label(unit, 'zh', day)}认定",
        f"{field.en} is one of {en}; taken as {field.label(unit, 'en', day)}, which holds them all",
    )


def as_record(record: Any) -> Mapping[str, Any]:
    """The record, or what a mapping of another kind holds; raises RecordError if it is neither."""
    if type(record) is dict:
        return record
    try:
        if isinstance(record, Mapping):
            return dict(record.items())
    except Exception:  # a stranger's mapping may raise anything
        record = type(record).__name__
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
    if id is None or isinstance(id, str):
        return written(id) if id and id.strip() else None
    number = whole(id)
    if isinstance(number, int) and not isinstance(number, bool):
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


def derive(values: dict[str, Any], fields: Mapping[str, Field], day: date | None) -> None:
    """Add what the values imply; raises ContradictionError where another is given."""
    for id, field in fields.items():
        if id in values and field.kind == "code":
            values.update(unit_kinds(field, values[id], day))
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


def unit_kinds(field: Field, code: str, day: date | None) -> dict[str, str]:
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
