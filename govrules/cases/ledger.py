"""The ledger: records that are only ever added, each holding the hash of the one before.

SQLite and PostgreSQL by SQLAlchemy Core. One writer at a time holds the head of the chain; what
it writes is there as a whole or not at all, whenever it is stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from secrets import token_hex
from typing import Any

import attrs

from ..charts.snapshot import canonical
from ..errors import LedgerError, shown
from .chain import chained, digest, root
from .pieces import together
from .tables import cases, checkpoints, connect, decisions, head, parts, personal, records, reinsert

__all__ = ["Ledger", "Record", "Writer"]

# Rows read or asked for at a time.
MANY = 500
# Parts remembered as written.
MOST_PARTS = 1 << 15


@attrs.frozen
class Record:
    """One record of the chain.

    Args:
        seq: Its number, from 1 on without a gap.
        id: What happened, by the id under which it was sent: each is taken once.
        case: The case; empty for what belongs to none.
        at: When it happened, local time.
        kind: ``event``, ``ring``, ``decision`` or ``version``.
        policy: The digest of the rules that were in force in the ledger then.
        body: What happened, as canonical JSON.
        hash: Over all of it and the hash of the record before.
    """

    seq: int
    id: str
    case: str
    at: str
    kind: str
    policy: str
    body: str
    hash: str

    def hash_after(self, before: str) -> str:
        """The hash that it must have after the record with that hash."""
        named = (self.seq, self.id, self.case, self.at, self.kind, self.policy)
        return chained(before, named, self.body)


class Writer:
    """Adds records while it holds the head; made by :meth:`Ledger.writing`.

    Args:
        connection: The connection, in a transaction.
        there: The digests of parts that are in the ledger, as far as anybody remembers.
    """

    def __init__(self, connection: Any, there: set[str]) -> None:
        self.connection, self._there = connection, there
        query = head.select()
        if connection.dialect.name == "postgresql":
            query = query.with_for_update()
        row = connection.execute(query).one()
        self.seq, self.hash = int(row.seq), str(row.hash)
        self._rows: list[dict[str, Any]] = []
        self._decisions: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self._personal: list[dict[str, Any]] = []
        self._cases: list[dict[str, Any]] = []

    def append(self, id: str, case: str, at: str, kind: str, policy: str, body: str) -> int:
        """Add a record to those that will be there when the block ends; its number."""
        self.seq += 1
        made = Record(self.seq, id, case, at, kind, policy, body, "")
        self.hash = made.hash_after(self.hash)
        self._rows.append(
            {
                "seq": self.seq,
                "id": id,
                "case": case,
                "at": at,
                "kind": kind,
                "policy": policy,
                "body": body,
                "hash": self.hash,
            }
        )
        return self.seq

    def keep_decision(self, key: str, kept: str, shared: Mapping[str, str]) -> None:
        """Keep a decision under its digest, as it was taken apart: it and its parts once."""
        self._decisions[key] = kept
        for name, text in shared.items():
            if name not in self._there:
                self._parts[name] = text

    def keep_personal(self, id: str, data: Any) -> str:
        """Keep personal data apart from the chain; the chain has only the salted digest."""
        salt, body = token_hex(16), canonical(data)
        self._personal.append({"id": id, "salt": salt, "body": body})
        return digest(salt + body)

    def keep_cases(self, rows: Iterable[dict[str, Any]]) -> None:
        """Keep where cases stand, so that it need not be worked out again."""
        self._cases += rows

    def flush(self) -> set[str]:
        """Write what was added, which the block's end makes stand; the digests of fresh parts."""
        run = self.connection.execute
        if self._rows:
            run(records.insert(), self._rows)
            run(head.update().values(seq=self.seq, hash=self.hash))
        if self._personal:
            run(personal.insert(), self._personal)
        for table, kept in ((decisions, self._decisions), (parts, self._parts)):
            if kept:
                rows = [{"digest": k, "body": v} for k, v in kept.items()]
                reinsert(self.connection, table, rows, keep=True)
        if self._cases:
            reinsert(self.connection, cases, self._cases, keep=False)
        fresh = set(self._parts)
        self._rows, self._decisions, self._parts = [], {}, {}
        self._personal, self._cases = [], []
        return fresh


class Ledger:
    """A ledger in a database.

    Args:
        url: As SQLAlchemy names it: ``sqlite:///cases.db``, ``postgresql://…``.

    Raises:
        LedgerError: if it cannot be opened.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = connect(url)
        self._there: set[str] = set()

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Hold the head for a block; all that it adds stands at its end, or nothing does.

        Raises:
            LedgerError: if the database refuses what was added.
        """
        from sqlalchemy.exc import SQLAlchemyError

        try:
            with self.engine.connect().execution_options(writes=True) as c, c.begin():
                writer = Writer(c, self._there)
                yield writer
                fresh = writer.flush()
            if len(self._there) > MOST_PARTS:
                self._there.clear()
            self._there.update(fresh)
        except SQLAlchemyError as error:
            raise _refused(error) from error

    def records(self, case: str | None = None, *, after: int = 0) -> Iterator[Record]:
        """The records in their order, of one case or of all."""
        query = records.select().where(records.c.seq > after).order_by(records.c.seq)
        if case is not None:
            query = query.where(records.c.case == case)
        for row in self.stream(query):
            yield Record(*row)

    def known(self, ids: Sequence[str]) -> set[str]:
        """Which of some ids are taken already."""
        found: set[str] = set()
        with self.engine.connect() as c:
            for at in range(0, len(ids), MANY):
                query = records.c.id.in_(ids[at : at + MANY])
                found.update(row.id for row in c.execute(records.select().where(query)))
        return found

    def text(self, key: str) -> str | None:
        """The decision of a digest, as ``to_json`` gave it; ``None`` where it is not whole."""
        kept = self._kept(decisions, key)
        try:
            return None if kept is None else together(kept, self.part)
        except ValueError:
            return None

    def part(self, key: str) -> str | None:
        """What decisions share under a digest."""
        return self._kept(parts, key)

    def _kept(self, table: Any, key: str) -> str | None:
        with self.engine.connect() as c:
            row = c.execute(table.select().where(table.c.digest == key)).one_or_none()
        return None if row is None else str(row.body)

    def stream(self, query: Any) -> Iterator[Any]:
        """What a query finds, in memory that does not grow with it."""
        connected = self.engine.connect().execution_options(yield_per=MANY)
        with connected as c, c.execute(query) as found:
            yield from found  # its cursor is closed also where the reader breaks off

    def rows(self, query: Any) -> list[Any]:
        """What a query finds."""
        with self.engine.connect() as c:
            return list(c.execute(query))

    def erase(self, id: str) -> bool:
        """Erase the personal data of a record; the chain stays whole. Tells if there were any."""
        with self.writing() as writer:
            query = personal.delete().where(personal.c.id == id)
            is_there = bool(writer.connection.execute(query).rowcount)
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as c:  # or the log beside the file would still hold them
                c.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return is_there

    def checkpoint(self) -> tuple[int, str]:
        """Keep, and return to be published, the root over all records so far: (records, root)."""
        with self.writing() as writer:
            hashes = self._hashes(writer.connection, writer.seq)
            made = writer.seq, root(hashes)
            row = {"seq": made[0], "root": made[1]}
            reinsert(writer.connection, checkpoints, [row], keep=True)
        return made

    def hashes(self, until: int | None = None) -> list[str]:
        """The hashes of the first records, in order."""
        with self.engine.connect() as c:
            return list(self._hashes(c, until))

    def _hashes(self, connection: Any, until: int | None) -> Iterable[str]:
        query = records.select().with_only_columns(records.c.hash).order_by(records.c.seq)
        if until is not None:
            query = query.where(records.c.seq <= until)
        return (row.hash for row in connection.execute(query))


def _refused(error: Exception) -> LedgerError:
    text = shown(str(getattr(error, "orig", error)).splitlines()[0])
    return LedgerError(
        f"the database refuses: {text}",
        f"数据库拒绝：{text}",
        field="ledger",
        hint_en="nothing of this block was written; try again",
        hint_zh="此批均未写入，可以重试",
    )
