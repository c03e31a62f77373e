"""Encoding: from a column's values to what each contributes to the facts of a matter.

Values that no rule tells apart contribute the same. A dictionary-encoded column is read once per
dictionary, never once per row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from ..classes.cells import Cells
from ..errors import GovrulesError
from ..rules import Facts, Field, contradiction
from ..rules.facts import read_value
from ..rules.memo import Memo
from ..values import as_said

__all__ = ["UNREADABLE", "Contribution", "Encoder", "merge"]

MOST_KEPT = 50_000
# In place of the number of a contribution, where the value cannot be read.
UNREADABLE = -1


@attrs.frozen
class Contribution:
    """What one value of a column says: facts, or that the field is unknown.

    A field that another one may imply keeps its own value, since the two must not differ; any
    other is told by the representative of its cell.

    Args:
        values: Field → value, as given.
        implied: Field → value, as implied by those.
        said: The fields that are spoken of, so that no assumption is made of them.
    """

    values: tuple[tuple[str, Any], ...] = ()
    implied: tuple[tuple[str, Any], ...] = ()
    said: tuple[str, ...] = ()


NOTHING = Contribution()


class Encoder:
    """The contributions of one column, numbered as they are met; number 0 says nothing.

    What cannot be read contributes nothing and has no number: its rows are not decided, and
    nothing of it stays but a bounded memory of the error.

    Args:
        field: The declared field.
        fields: All declared fields, some of which may be implied by this one.
        cells: The cells.
    """

    def __init__(self, field: Field, fields: Mapping[str, Field], cells: Cells) -> None:
        self.field, self._cells = field, cells
        self._fields = fields
        self.found: list[Contribution] = [NOTHING]
        self._number: dict[Contribution, int] = {NOTHING: 0}
        self._memo: Memo[Any, int | GovrulesError] = Memo(MOST_KEPT)

    def numbers(
        self, values: Sequence[Any], day: date | None
    ) -> tuple[list[int], dict[int, GovrulesError]]:
        """What each value contributes, codes being read as of ``day``.

        Returns:
            The number of each value's contribution, ``UNREADABLE`` where it has none; and the
            errors by the places of those.
        """
        numbers: list[int] = []
        errors: dict[int, GovrulesError] = {}
        for value in values:
            found = self._remembered(value, day)
            if isinstance(found, GovrulesError):
                errors[len(numbers)] = found
                found = UNREADABLE
            numbers.append(found)
        return numbers, errors

    @property
    def is_dated(self) -> bool:
        """Whether a value may mean something else on another day."""
        return hasattr(self.field.tree, "rosters")

    def _remembered(self, value: Any, day: date | None) -> int | GovrulesError:
        said = as_said(value)
        key = (said, day if self.is_dated else None)
        found = None if said is None else self._memo.get(key)
        if found is None:
            try:
                found = self._numbered(self._contribution(value, day))
            except GovrulesError as error:
                # Nobody reads a suggestion for each value of a column; and what the error was
                # raised from would keep all that was at hand there.
                found = error.without_search().with_traceback(None)
                found.__context__ = None
            if said is not None:
                self._memo.put(key, found)
        return found

    def _numbered(self, made: Contribution) -> int:
        number = self._number.get(made)
        if number is None:
            number = self._number[made] = len(self.found)
            self.found.append(made)
        return number

    def _contribution(self, raw: Any, day: date | None) -> Contribution:
        field = self.field
        read = read_value(field, raw, day, self._fields)
        if field.kind == "set" or not read.values:
            return Contribution(tuple(read.values.items()), said=tuple(sorted(read.said)))
        known = dict(read.values)
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
        ContradictionError: where one implies another value than another one gives.
    """
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
