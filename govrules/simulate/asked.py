"""The rules, asked of many orders at a step: the facts of each, and what the step itself is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..charts import Event, EventType
from ..charts.apply import value_of
from ..charts.snapshot import canonical
from ..columns.arrow import numbered
from ..decision.outcome import Outcome
from ..errors import RecordError, did_you_mean
from .behaviour import Coded
from .stages import Stage

__all__ = ["Asked", "Said", "answers", "read_finds"]

Ints: TypeAlias = "NDArray[Any]"
FLAGS = {"true": True, "false": False}
SEVERAL = ("undivided", "contested")


@attrs.frozen
class Said:
    """What the rules say of orders that look alike.

    Args:
        answers: What charts read of it.
        among: The organs that may own the matter, where it is not one.
        is_unclear: Whether the texts themselves leave it between several.
    """

    answers: Mapping[str, Any]
    among: tuple[str, ...]
    is_unclear: bool


def answers(of: Outcome) -> dict[str, Any]:
    """What charts read of a decision, organs as ``role@level``."""
    made: dict[str, Any] = {
        "decided.disposition": of.disposition,
        "decided.has_lead": of.lead is not None and not of.lead_is_provisional,
        "decided.assist": sorted(of.assist),
        "decided.copy_to": sorted(of.copy_to),
    }
    named = {"lead": of.lead, "lead_role": of.lead, "owner": of.owner, "by": of.by}
    return made | {f"decided.{name}": organ for name, organ in named.items() if organ}


class Asked:
    """Asks a jurisdiction of the orders of a flow.

    Args:
        jurisdiction: Whose rules are asked.
        matters: All matters.
        item: What each is about.
        finds: What those who look into an order anew find where it is not said: field → value.

    Attributes:
        said: What the rules say, by number; equal answers have one.
        organs: The organs that were named the owner of some order, by number.
    """

    def __init__(
        self, jurisdiction: Any, matters: pa.Table, item: Coded, finds: Mapping[str, Any]
    ) -> None:
        self._of, self._matters, self._item, self._finds = jurisdiction, matters, item, finds
        self.said: list[Said] = []
        self.organs: dict[str, int] = {}
        self._number: dict[str, int] = {}
        self._of_class: dict[str, int] = {}

    def at(
        self, rows: Ints, stages: list[Stage], of: Ints, kind: EventType, named: Ints, studied: Ints
    ) -> Ints:
        """Ask of orders at one event.

        Args:
            rows: Their numbers; shape: (asked,).
            stages: The stages in which they stand.
            of: Which of these each stands in; shape: (asked,).
            kind: The event.
            named: The organ that is named the owner, a number of ``organs``, −1 for none;
                shape: (asked,).
            studied: Whether the facts were, or are now, looked into anew; shape: (asked,).

        Returns:
            The number of what is said of each, −1 where nothing can be; shape: (asked,).
        """
        table = self._taken(rows)
        for field, word in kind.gives:
            told = [value_of(word, stage.snapshot, Event(kind.id)) for stage in stages]
            table = _with(table, field, [FLAGS.get(str(v), v) for v in told], of)
        owner, is_named = self._of.layout.owner, named >= 0
        if owner is not None and is_named.any():
            table = _with(table, owner, [*self.organs, None], named)
            table = self._in_group(table, rows, is_named)
        if self._finds and studied.any():
            table = self._found(table, studied)
        return self._decided(table)

    def unlike(self, rows: Ints) -> Ints:
        """Ask of orders of whose item only the group is sure: who may own it then."""
        table = self._in_group(self._taken(rows), rows, np.ones(len(rows), bool))
        return self._decided(table)

    def _taken(self, rows: Ints) -> pa.Table:
        if len(rows) == self._matters.num_rows:
            return self._matters
        return self._matters.take(pa.array(rows))

    def _in_group(self, table: pa.Table, rows: Ints, which: NDArray[Any]) -> pa.Table:
        """Items of some rows set back to the group in which they lie."""
        field = self._of.fields.get("item")
        if field is None or field.tree is None or "item" not in table.column_names:
            return table
        words, tree = self._item.words, field.tree
        groups = [tree.path(w)[-2:][0] if w in tree else w for w in words]
        codes = self._item.codes[rows]
        codes = np.where(which & (codes >= 0), codes + len(words), codes)
        return _put(table, "item", _column([*words, *groups], codes))

    def _found(self, table: pa.Table, which: NDArray[Any]) -> pa.Table:
        """What is found filled in, in some rows, where nothing is said."""
        for field, value in self._finds.items():
            filled = _column([value], np.where(which, 0, -1))
            if field in table.column_names:
                said = table[field].combine_chunks()
                if pa.types.is_dictionary(said.type):
                    said = said.cast(pa.string())
                    filled = filled.cast(pa.string())
                filled = pc.coalesce(said, filled)
            table = _put(table, field, filled)
        return table

    def _decided(self, table: pa.Table) -> Ints:
        codes, words = numbered(self._of.decide_table(table, keep=[])["decision_class"])
        found: Ints = np.array([*map(self._numbered, words), -1], np.int64)[codes]
        return found

    def _numbered(self, word: str) -> int:
        if word not in self._of_class:
            outcome = self._of.classes[word].outcome
            is_unclear = outcome.owner_status in SEVERAL
            said = Said(answers(outcome), outcome.owner_among, is_unclear)
            key = canonical([said.answers, said.among, is_unclear])
            if key not in self._number:
                self._number[key] = len(self.said)
                self.said.append(said)
            self._of_class[word] = self._number[key]
        return self._of_class[word]


def _with(table: pa.Table, name: str, values: list[Any], of: Ints) -> pa.Table:
    """A table with a column of another value, by the stage of the row."""
    words = list(dict.fromkeys(v for v in values if v is not None))
    number = {v: n for n, v in enumerate(words)}
    codes = np.array([-1 if v is None else number[v] for v in values])[of]
    return _put(table, name, _column(words, codes))


def _column(words: list[Any], codes: Ints) -> pa.Array:
    at = pa.array(codes.astype(np.int32), mask=codes < 0)
    if words and isinstance(words[0], bool):
        return pa.array(words).take(at)
    return pa.DictionaryArray.from_arrays(at, pa.array(words, pa.string()))


def _put(table: pa.Table, name: str, column: pa.Array) -> pa.Table:
    at = table.schema.get_field_index(name)
    return table.append_column(name, column) if at < 0 else table.set_column(at, name, column)


def read_finds(of: Any, finds: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is found, each value read once; raises RecordError for an unknown field."""
    for field in finds:
        if field not in of.fields:
            en, zh = did_you_mean(field, of.fields)
            raise RecordError(
                f"finds: there is no field {field!r}",
                f"finds：没有字段 {field!r}",
                field="finds",
                value=field,
                hint_en=en,
                hint_zh=zh,
            )
    return {field: of.fields[field].read(value) for field, value in finds.items()}
