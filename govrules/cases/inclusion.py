"""That one record is in a ledger, shown by a published root and without the other records."""

from __future__ import annotations

import attrs

from ..errors import NotFoundError, shown
from .chain import START, is_in, proof, root
from .ledger import Ledger, Record
from .tables import records

__all__ = ["Inclusion", "prove"]


@attrs.frozen
class Inclusion:
    """What shows that a record is in a ledger, to whom has the root that was published.

    Args:
        record: The record.
        before: The hash of the record before it.
        records: How many records the root is over.
        way: The hashes beside the way from the record up to the root.
        root: The root over so many records.
    """

    record: Record
    before: str
    records: int
    way: tuple[tuple[str, str], ...]
    root: str

    def holds(self, published: str) -> bool:
        """Whether the record, as it stands here, is under a root that was published."""
        is_whole = self.record.hash_after(self.before) == self.record.hash
        return is_whole and is_in(self.record.hash, self.way, published)


def prove(ledger: Ledger, id: str, until: int | None = None) -> Inclusion:
    """Show that a record is in a ledger.

    Args:
        ledger: The ledger.
        id: The event, or the decision.
        until: Over how many records the root was published, as ``checkpoint`` gave it; over all
            of them where not given.

    Raises:
        NotFoundError: there is no such record, or it came after those.
    """
    found = ledger.rows(records.select().where(records.c.id == id))
    hashes = ledger.hashes(until)
    if not found or found[0].seq > len(hashes):
        raise NotFoundError(
            f"there is no record {shown(id)} among the first {len(hashes)}",
            f"前 {len(hashes)} 条记录中没有 {shown(id)}",
            field="id",
            value=id,
            hint_en="give the id of an event, and a checkpoint that came after it",
            hint_zh="请给出事件的 id，以及其后的 checkpoint",
        )
    at = found[0].seq - 1
    (record,) = (r for r in ledger.records(found[0].case, after=at) if r.id == id)
    way = tuple(proof(hashes, at))
    return Inclusion(record, hashes[at - 1] if at else START, len(hashes), way, root(hashes))
