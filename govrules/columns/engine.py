"""Columns in, columns out: Arrow tables decided by gathers, each row with its decision class.

Anything that speaks the Arrow PyCapsule interface comes in without a copy (pyarrow, polars,
pandas, DuckDB); what goes out is a pyarrow table, which they all take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import accumulate
from typing import Any

import numpy as np
import pyarrow as pa

from ..classes.decision_class import Classes, DecisionClass
from ..decision.outcome import DecisionContext
from ..errors import GovrulesError, RecordError, did_you_mean, text_of
from ..options import Kernel, as_count, check_word
from ..rules import Facts, Field
from ..rules.facts import IDS
from ..territory.eras import Eras
from ..values import DatedTree
from .arrow import as_table, codes_of, is_same, python_values, taken, used
from .coded import UNREAD, Coded, Entries, Faults
from .encode import Encoder
from .keep import check_keep, not_decided
from .kernel import Ints
from .keys import MOST_KEYS, ClassByKey
from .organs import OrganNames
from .traverse import Traversal
from .written import Written

__all__ = ["ColumnEngine"]

BATCH = 1 << 20
# What is remembered of sets of columns, of which a stranger may send any number: so many of them,
# and no more bytes than the largest table has.
MOST_SHAPES = 8
MOST_BYTES = 4 * MOST_KEYS


class ColumnEngine:
    """Decides whole columns for a jurisdiction.

    Args:
        context: The rules, the layout and the territory.
        classes: Where classes are found and kept.
        fields: The declared fields.
        kernel: ``"numpy"``, or ``"numba"`` where the extra ``fast`` is installed.
        threads: How many threads share a batch.
        beside: The engine of other rules, whose reading of columns is used here too where values
            say the same; neither may be at work while the other is.

    Raises:
        RecordError: for another kernel, and for fewer threads than one.
    """

    def __init__(
        self,
        context: DecisionContext,
        classes: Classes,
        fields: Mapping[str, Field],
        *,
        kernel: Kernel = "numpy",
        threads: int = 1,
        beside: ColumnEngine | None = None,
    ) -> None:
        self._context, self._classes, self._fields = context, classes, fields
        check_word("kernel", kernel)
        self._kernel, self._threads = kernel, as_count("threads", threads)
        self._encoders: dict[str, Encoder] = {}
        self.used: list[DecisionClass] = []
        self._number: dict[int, int] = {}
        self._organs = OrganNames(context)
        self._reader_of = {} if beside is None else self._readers(beside)
        laid_out = None if beside is None else beside._traversal
        self._traversal: Traversal = Traversal(classes, self._numbered, laid_out)
        self._lookups: dict[tuple[str, ...], ClassByKey] = {}  # the latest last
        self._dictionaries: dict[tuple[str, date | None], Entries] = {}
        dated = [f.tree for f in fields.values() if isinstance(f.tree, DatedTree)]
        self._eras_of = Eras(dated) if dated else None
        self._written = Written(self.used, self._organs)
        self._faults: Sequence[GovrulesError] = ()
        self._day_of: dict[int | None, date | None] = {None: None}

    def _readers(self, beside: ColumnEngine) -> dict[str, ColumnEngine]:
        """Field → the other engine, where it reads the field's columns as this one would."""
        same = self._classes.cells.same(beside._classes.cells)
        if not self._organs.is_like(beside._organs):
            same -= {self._context.layout.place}
        return {id: beside._reader_of.get(id, beside) for id in sorted(same)}

    def table(self, data: object, *, keep: Sequence[str] | None = None) -> pa.Table:
        """Decide a table.

        Args:
            data: Anything with ``__arrow_c_stream__`` or ``__arrow_c_array__``.
            keep: The columns of the input to carry along; where not given all, but for those that
                the decision writes itself.

        Returns:
            The kept columns, then ``disposition``, ``lead``, ``owner``, ``decision_class`` and
            ``error``.

        Raises:
            RecordError: for what is no table, a column that is no declared field, and one to keep
                that is not there.
        """
        source = as_table(data)
        kept = not_decided(source.column_names) if keep is None else keep
        batches = list(self.batches(source.to_batches(max_chunksize=BATCH), keep=kept))
        if not batches:
            empty = source.schema.empty_table().to_batches() or [
                pa.RecordBatch.from_pylist([], schema=source.schema)
            ]
            batches = list(self.batches(empty, keep=kept))
        return pa.Table.from_batches(batches).unify_dictionaries()

    def batches(
        self, source: Iterable[pa.RecordBatch], *, keep: Sequence[str] = ()
    ) -> Iterator[pa.RecordBatch]:
        """Decide a stream of batches, holding one at a time."""
        for batch in source:
            yield self.batch(batch, keep=keep)

    def batch(self, batch: pa.RecordBatch, *, keep: Sequence[str] = ()) -> pa.RecordBatch:
        """Decide one batch; see :meth:`table`."""
        check_keep(keep, batch.schema.names)
        names = self._named(batch.schema.names)
        classes, organs, faults = self._decide(batch, names)
        columns = {name: batch.column(name) for name in keep}
        self._faults = faults.errors
        columns.update(self._written.columns(classes, organs, faults))
        return pa.RecordBatch.from_pydict(columns)

    @property
    def errors(self) -> dict[str, GovrulesError]:
        """The errors behind the texts of the column ``error`` of the last batch."""
        known = [one.error for one in self.used if one.error is not None]
        return {text_of(error): error for error in (*known, *self._faults)}

    @property
    def day_field(self) -> Field:
        """The field that says the day of a matter."""
        return self._fields[self._context.rules.day_field]

    def rows_after(self, batch: pa.RecordBatch, today: date) -> int:
        """How many rows of a batch are of a day after this one."""
        name = self._named(batch.schema.names).get(self.day_field.id)
        if name is None:
            return 0
        codes, values = self._codes(batch.column(name), self.day_field.id)
        is_after = [self._is_after(value, today) for value in python_values(values)]
        return int(np.array([*is_after, False])[codes].sum())

    def _is_after(self, value: Any, today: date) -> bool:
        try:
            day = self.day_field.read(value)
        except GovrulesError:  # the row has its error
            return False
        return isinstance(day, date) and day > today

    def _named(self, names: Iterable[str]) -> dict[str, str]:
        """Field → the column that holds it, in the order in which a record is read."""
        by_zh = {f.zh: id for id, f in self._fields.items()}
        found: dict[str, str] = {}
        for name in names:
            if name in IDS or name.startswith("__index_level_"):  # pandas' index
                continue
            id = name if name in self._fields else by_zh.get(name)
            if id is None:
                en, zh = did_you_mean(name, [*self._fields, *by_zh])
                raise RecordError(
                    f"the column {name!r} is no field",
                    f"列 {name!r} 不是字段",
                    field=name,
                    hint_en=en or "drop it, or rename it",
                    hint_zh=zh or "请去掉或改名",
                )
            if id in found:
                raise RecordError(
                    f"the columns {found[id]!r} and {name!r} are one field",
                    f"列 {found[id]!r} 与 {name!r} 是同一字段",
                    field=name,
                    hint_en="keep one",
                    hint_zh="请只留一列",
                )
            found[id] = name
        first = self._context.rules.day_field
        return {id: found[id] for id in (first, *self._fields) if id in found}

    def _decide(self, batch: pa.RecordBatch, names: Mapping[str, str]) -> tuple[Ints, Ints, Faults]:
        """Class, organs and error of each row; a row that can't be read has no class (−1)."""
        rows = batch.num_rows
        place_field = self._context.layout.place
        eras = self._eras(batch, names)
        coded: dict[str, Coded] = {}
        for id, name in names.items():
            coded[id] = self._coded(id, batch.column(name), eras)
        faults = Faults.of(coded.values(), rows)
        if not coded or not rows:
            return *self._constant(rows), faults
        if place_field in coded:
            place, units = coded[place_field].codes, coded[place_field].units
        else:  # no place: what sits somewhere has no unit
            place, units = np.zeros(rows, np.int32), self._organs.anywhere(1)
        assert units is not None
        good = slice(None) if faults.of_row is None else np.flatnonzero(faults.of_row < 0)
        found = self._lookup(tuple(names)).run(
            [c.codes[good] for c in coded.values()],
            [np.maximum(c.numbers, 0) for c in coded.values()],
            [len(self._encoder(id).found) for id in names],
            place[good],
            lambda: self._organs.tables(self.used, units),
            kernel=self._kernel,
            threads=self._threads,
        )
        self._forget()
        for field in self._context.rules.roles.naming_fields:
            if field in coded:
                said = np.maximum(coded[field].numbers, 0)[coded[field].codes[good]]
                values = [dict(one.values).get(field) for one in self._encoder(field).found]
                self._organs.name(field, values, said, *found)
        if isinstance(good, slice):
            return *found, faults
        classes = np.full(rows, -1, np.int32)
        organs = np.full((len(found[1]), rows), -1, np.int32)
        classes[good], organs[:, good] = found
        return classes, organs, faults

    def _lookup(self, names: tuple[str, ...]) -> ClassByKey:
        """The keys of one set of columns, and what finds their classes."""
        found = self._lookups.pop(names, None)
        if found is None:
            found = ClassByKey(partial(self._traversal.run, [self._encoder(id) for id in names]))
        self._lookups[names] = found
        return found

    def _forget(self) -> None:
        """Let go of the sets of columns that were used longest ago, until there is room."""
        kept = list(accumulate(one.nbytes for one in reversed(self._lookups.values())))
        fit = sum(size <= MOST_BYTES for size in kept[:MOST_SHAPES])
        for names in list(self._lookups)[: -max(fit, 1)]:
            del self._lookups[names]

    def _constant(self, rows: int) -> tuple[Ints, Ints]:
        """Rows of which nothing is said."""
        assumed = self._classes.assumed
        number = self._numbered(self._classes.find(Facts(assumed, frozenset(assumed))))
        tables = self._organs.tables(self.used, self._organs.anywhere(1))
        classes = np.full(rows, number, np.int32)
        return classes, np.repeat(tables.base[:, [number]], rows, axis=1)

    def _encoder(self, id: str) -> Encoder:
        if id in self._reader_of:
            return self._reader_of[id]._encoder(id)
        if id not in self._encoders:
            self._encoders[id] = Encoder(self._fields[id], self._fields, self._classes.cells)
        return self._encoders[id]

    def _eras(
        self, batch: pa.RecordBatch, names: Mapping[str, str]
    ) -> tuple[list[date | None], Ints | None]:
        """The days as of which codes are read: a day for each era, and each row's era."""
        name = names.get(self._context.rules.day_field)
        if self._eras_of is None or name is None:
            return [None], None
        column = batch.column(name)
        codes, values = self._codes(column, self._context.rules.day_field)
        eras = [self._era_at(v) for v in python_values(values)]
        met = dict.fromkeys([*eras, None] if column.null_count or not eras else eras)
        number = {era: i for i, era in enumerate(met)}
        days = [self._day_of[era] for era in met]
        if len(met) == 1:
            return days, None
        return days, np.array([number[e] for e in eras] + [number.get(None, 0)], np.int32)[codes]

    def _era_at(self, value: Any) -> int | None:
        """The era of a day as a cell gives it; ``None`` where it gives none."""
        try:
            day = self._fields[self._context.rules.day_field].read(value)
        except GovrulesError:
            return None  # the row is at fault, and is told so when its day is read
        assert self._eras_of is not None
        era = self._eras_of.of(day if isinstance(day, date) else None)
        self._day_of.setdefault(era, day if era is not None else None)
        return era

    def _codes(self, column: pa.Array, id: str) -> tuple[Ints, Any]:
        codes, values = codes_of(column, self._fields[id].kind, self._fields[id].zone)
        # A dictionary may hold the words of many batches, and reading them all for each is dear.
        return (codes, values) if len(values) <= len(column) else used(codes, values)

    def _coded(
        self, id: str, column: pa.Array, eras: tuple[list[date | None], Ints | None]
    ) -> Coded:
        encoder = self._encoder(id)
        codes, values = self._codes(column, id)
        days = eras[0] if encoder.is_dated else [None]
        width = len(values) + 1
        if encoder.is_dated and eras[1] is not None:
            codes = codes + eras[1] * np.int32(width)
        # An entry means something on each day, and reading them all on all is dear: so of several
        # days those are read that meet in a row.
        is_met = np.full(len(days) * width, len(days) == 1)
        if len(days) > 1:
            is_met[codes] = True
        parts = np.split(is_met, len(days))
        return Coded.of(
            codes, [self._read(id, values, d, m[:-1]) for d, m in zip(days, parts, strict=True)]
        )

    def _read(self, id: str, values: Any, day: date | None, is_met: Ints) -> Entries:
        """The entries of a dictionary, those that are met read as of a day; each read once."""
        if id in self._reader_of:
            return self._reader_of[id]._read(id, values, day, is_met)
        known = self._dictionaries.get((id, day))
        is_place = id == self._context.layout.place
        if known is None or not is_same(known.values, values):
            units = self._organs.anywhere(len(values) + 1) if is_place else None
            known = self._dictionaries[id, day] = Entries.unread(values, units)
        at = np.flatnonzero(is_met & (known.numbers[:-1] == UNREAD))
        if at.size:
            new = python_values(taken(values, at))
            units = self._organs.units(self._fields[id], new, day) if is_place else None
            known = known.with_read(at, *self._encoder(id).numbers(new, day), units)
            self._dictionaries[id, day] = known
        return known

    def _numbered(self, found: DecisionClass) -> int:
        number = self._number.get(id(found))
        if number is None:
            number = self._number[id(found)] = len(self.used)
            self.used.append(found)
        return number
