"""Encoding: from a column's values to what each contributes to the facts of a matter.

Values that no rule tells apart contribute the same. A dictionary-encoded column is read once per
dictionary, never once per row; a value that cannot be read contributes its error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from ..classes.cells import Cells
from ..errors import GovrulesError
from ..rules import Facts, Field, contradiction
from ..rules.facts import derive
from ..values import UNKNOWN

__all__ = ["Contribution", "Encoder", "merge"]


@attrs.frozen
class Contribution:
    """What one value of a column says: facts, or that the field is unknown, or an error.

    A field that another one may imply keeps its own value, since the two must not differ; any
    other is told by the representative of its cell.

    Args:
        values: Field → value, as given.
        implied: Field → value, as implied by those.
        said: The fields that are spoken of, so that no assumption is made of them.
        error: Why the value cannot be read.
    """

    values: tuple[tuple[str, Any], ...] = ()
    implied: tuple[tuple[str, Any], ...] = ()
    said: tuple[str, ...] = ()
    error: GovrulesError | None = None


NOTHING = Contribution()


class Encoder:
    """The contributions of one column, numbered as they are met; number 0 says nothing.

    Args:
        field: The declared field.
        fields: All declared fields, some of which may be implied by this one.
        cells: The cells.
    """

    def __init__(self, field: Field, fields: Mapping[str, Field], cells: Cells) -> None:
        self.field, self._cells = field, cells
        self._fields = fields
        self.found: list[Contribution] = [NOTHING]
        self._number: dict[Any, int] = {NOTHING: 0}
        self._memo: dict[Any, int] = {}

    def numbers(self, values: Sequence[Any], day: date | None) -> list[int]:
        """The number of each value's contribution, codes being read as of ``day``."""
        memo, key_day = self._memo, (day if self.is_dated else None)
        result = []
        for value in values:
            key = (type(value), value, key_day)  # for 1 == 1.0 == True, and each reads otherwise
            number = memo.get(key)
            if number is None:
                number = memo[key] = self._read(value, day)
            result.append(number)
        return result

    @property
    def is_dated(self) -> bool:
        """Whether a value may mean something else on another day."""
        return hasattr(self.field.tree, "rosters")

    def _read(self, value: Any, day: date | None) -> int:
        made = self._contribution(value, day)
        key: Any = made
        if made.error is not None:
            key = (made.error.text("en"), str(value))
        number = self._number.get(key)
        if number is None:
            number = self._number[key] = len(self.found)
            self.found.append(made)
        return number

    def _contribution(self, raw: Any, day: date | None) -> Contribution:
        field = self.field
        if field.is_unknown(raw):
            return Contribution(said=(field.id,))
        try:
            value = field.read(raw, day)
        except GovrulesError as error:
            return Contribution(error=error)
        if value is UNKNOWN:
            return NOTHING
        if field.kind == "set":
            flags = tuple((f"{field.id}.{c.code}", c.code in value) for c in field.choices)
            return Contribution(flags, said=(field.id,))
        known = {field.id: value}
        derive(known, self._fields, day)
        own = ((field.id, self._cell(field.id, known.pop(field.id))),)
        implied = tuple((id, self._cell(id, v)) for id, v in sorted(known.items()))
        return Contribution(own, implied, (field.id, *sorted(known)))

    def _cell(self, id: str, value: Any) -> Any:
        field = self._fields.get(id)
        is_checked = field is not None and field.reads is not None
        return value if is_checked else self._cells.of(id, value)


def merge(
    given: Sequence[Contribution], fields: Mapping[str, Field], assumable: Mapping[str, Any]
) -> Facts:
    """The facts that the columns of one row amount to.

    Raises:
        GovrulesError: the first error among them, or a contradiction between two.
    """
    for one in given:
        if one.error is not None:
            raise one.error
    values = {id: value for one in given for id, value in one.values}
    implied = {id: value for one in given for id, value in one.implied}
    clashes = {id for id, value in implied.items() if values.get(id, value) != value}
    for id, field in fields.items() if clashes else ():
        if id in clashes and field.reads is not None:
            source = fields[field.reads[0]]
            raise contradiction(field, values[id], implied[id], source.zh, source.id)
    values.update(implied)
    said = {id for one in given for id in one.said}
    assumed = frozenset(assumable.keys() - said)
    return Facts({**values, **{id: assumable[id] for id in sorted(assumed)}}, assumed)
