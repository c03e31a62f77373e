"""What can be asked of a jurisdiction's rules as a whole, before any matter is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .analysis import (
        AnalysisContext,
        Certificate,
        Coverage,
        Detector,
        Difference,
        Report,
        WhyNot,
    )
    from .analysis.caseload import Weight

__all__ = ["Analysed"]


class Analysed:
    """A jurisdiction whose rules can be looked over as a whole."""

    @property
    def analysis(self) -> AnalysisContext:
        """The jurisdiction as detectors see it."""
        raise NotImplementedError

    def check(
        self,
        detectors: Iterable[Detector] | None = None,
        *,
        only: Iterable[str] | None = None,
        cache: str | Path | None = None,
    ) -> Report:
        """Look the rules over for faults, before any matter is decided.

        Args:
            detectors: Which; govrules' own and those of plug-ins where not given.
            only: The codes of those to run. Where not given: all but those that compile the whole
                matter space, which takes its time (``Detector.is_compiled``).

        Returns:
            What was found, and apart from it what the authors have accepted in writing.
        """
        from .analysis import check

        return check(self.analysis.keeping(cache), detectors, only=only)

    def prove(self, *, cache: str | Path | None = None) -> Certificate:
        """Prove that every matter has one lead or one named disposition, by the law in force.

        Args:
            cache: A folder in which compiled questions are kept from one process to the next.

        Returns:
            The certificate: the space, the counts and, where it is not so, the smallest matters.
        """
        from .analysis import prove

        return prove(self.analysis.keeping(cache))

    def why_not(
        self, matter: Mapping[str, object], organ: str, *, cache: str | Path | None = None
    ) -> WhyNot:
        """Say what keeps an organ from owning a matter, and the fewest facts that would change it.

        Args:
            matter: A record, as :meth:`decide` takes it.
            organ: ``role@level``.
            cache: A folder in which compiled questions are kept from one process to the next.

        Raises:
            NotFoundError: there is no such organ.
            RecordError: the record cannot be read.
        """
        from .analysis import why_not

        return why_not(self.analysis.keeping(cache), matter, organ)

    def diff(
        self,
        other: Analysed,
        *,
        on: date | None = None,
        other_on: date | None = None,
        matters: object = None,
        cache: str | Path | None = None,
    ) -> Difference:
        """Say which matters have another owner under another jurisdiction, or on another day.

        Args:
            other: The jurisdiction compared with; it may be this one.
            on: The day of the law here, that now in force where not given.
            other_on: The day of the law there.
            matters: A caseload by which the changes are weighed: files or a table, as
                :meth:`decide_file` takes them. Each matter counts as if it had come on the days
                that are compared.
            cache: A folder in which compiled questions are kept from one process to the next.

        Raises:
            PolicyError: the two do not declare the same fields.
            RecordError: the caseload cannot be read.
        """
        from .analysis import diff

        weighed = None if matters is None else partial(_weighed, (self, other), matters)
        one, after = self.analysis.keeping(cache), other.analysis.keeping(cache)
        return diff(one, after, on, other_on, weighed)

    def coverage(self, matters: Iterable[Mapping[str, object]]) -> Coverage:
        """Say which rules, exceptions and days of change matters touch, and which none does.

        Args:
            matters: Records, as :meth:`decide` takes them.
        """
        from .analysis import coverage

        return coverage(self.analysis, matters)


def _weighed(sides: tuple[Any, Any], matters: object, days: tuple[date, date]) -> Weight:
    """How many matters of a caseload change owner, read a batch at a time."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from .analysis.caseload import Weight, weigh
    from .columns.engine import BATCH
    from .files.read import UNREAD, columns_of, streams

    fields, day = sides[0].rules.declared, sides[0].rules.day_field
    total = Weight()
    for stream in streams(matters, fields):
        columns = columns_of(stream, fields, ())
        for batch in stream.read(columns, BATCH):
            table = pa.Table.from_batches([batch])
            if UNREAD in table.column_names:
                table = table.filter(pc.is_null(table[UNREAD]))
            bad = batch.num_rows - table.num_rows
            weight = weigh(sides, table.select(columns), fields[day], days)
            total = total.plus(weight).plus(Weight(bad, bad=bad))
    return total
