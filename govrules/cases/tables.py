"""The tables of a ledger, and how its two databases are spoken to."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Integer, MetaData, Table, Text
from sqlalchemy.dialects import postgresql, sqlite

from ..errors import LedgerError, shown
from .chain import FORMAT, START

__all__ = [
    "cases",
    "checkpoints",
    "connect",
    "decisions",
    "head",
    "parts",
    "personal",
    "records",
    "reinsert",
    "versions",
]

# Any number: all who make the tables of a ledger at once wait for one another under it.
LOCK = 5_412_345
WAIT_SECONDS = 60

made = MetaData()
records = Table(
    "records",
    made,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("case", Text, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("policy", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
head = Table(
    "head",
    made,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("format", Text, nullable=False),
)
# Decisions by the digest of their whole text, and what they share by its own.
decisions = Table("decisions", made, Column("digest", Text, primary_key=True), Column("body", Text))
parts = Table("parts", made, Column("digest", Text, primary_key=True), Column("body", Text))
personal = Table(
    "personal",
    made,
    Column("id", Text, primary_key=True),
    Column("salt", Text, nullable=False),
    Column("body", Text, nullable=False),
)
checkpoints = Table(
    "checkpoints",
    made,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("root", Text, nullable=False),
)
versions = Table(
    "versions",
    made,
    Column("digest", Text, primary_key=True),
    Column("known", Text, nullable=False),
    Column("manifest", Text, nullable=False),
)
# Where each case stands: worked out from the records, and kept so that a step need not do it.
cases = Table(
    "cases",
    made,
    Column("id", Text, primary_key=True),
    Column("chart", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("due", Text, nullable=False, index=True),  # when the first of its clocks rings
    Column("late", Integer, nullable=False),  # how many of its clocks rang and still wait
    Column("called", Text, nullable=False, index=True),  # when it was called back
    Column("seq", Integer, nullable=False),
    Column("body", Text, nullable=False),
)


def connect(url: str) -> Any:
    """An engine on a ledger whose tables are there; raises LedgerError."""
    try:
        where = sa.make_url(url)
        if where.get_backend_name() == "postgresql" and where.drivername == "postgresql":
            where = where.set(drivername="postgresql+psycopg")
        if where.get_backend_name() not in ("sqlite", "postgresql"):
            raise ValueError(where.get_backend_name())
        engine = sa.create_engine(where)
        if engine.dialect.name == "sqlite":
            _ready_sqlite(engine)
        with engine.connect().execution_options(writes=True) as c, c.begin():
            if engine.dialect.name == "postgresql":
                c.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
            _check_format(c)
            made.create_all(c)
            first = {"one": 1, "seq": 0, "hash": START, "format": FORMAT}
            reinsert(c, head, [first], keep=True)
    except (sa.exc.SQLAlchemyError, ImportError, ValueError) as error:
        text = shown(str(getattr(error, "orig", None) or error).splitlines()[0])
        raise LedgerError(
            f"the ledger cannot be opened: {text}",
            f"台账无法打开：{text}",
            field="ledger",
            value=url.partition("@")[2] or url,  # a password is never shown
            hint_en="write sqlite:///cases.db, or postgresql://user@host/name with the extra "
            "postgresql",
            hint_zh="请写 sqlite:///cases.db，或安装 postgresql 组件后写 postgresql://用户@主机/库名",
        ) from None
    return engine


def _check_format(connection: Any) -> None:
    """Raise LedgerError for a ledger that was written in another form."""
    tables = sa.inspect(connection)
    if not tables.has_table("head"):
        return
    columns = {column["name"] for column in tables.get_columns("head")}
    found = "govrules ledger 1"
    if "format" in columns:
        found = connection.execute(sa.select(head.c.format)).scalar() or FORMAT
    if found != FORMAT:
        raise LedgerError(
            f"the ledger is of the form {shown(found)}, this version reads {FORMAT!r}",
            f"台账格式为 {shown(found)}，本版本读取 {FORMAT!r}",
            field="ledger",
            value=found,
            hint_en="read it with the version that wrote it; run its events anew into a new ledger",
            hint_zh="请以写入它的版本读取；将其事件重新运行到新台账",
        )


def _ready_sqlite(engine: Any) -> None:
    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say
        connection.execute(f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA secure_delete=ON")  # what is erased is overwritten

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def reinsert(connection: Any, table: Any, rows: list[dict[str, Any]], *, keep: bool) -> None:
    """Insert rows; one whose key is there is kept as it is, or put in its place."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    query = dialect.insert(table)
    keys = list(table.primary_key.columns)
    if keep:
        query = query.on_conflict_do_nothing(index_elements=keys)
    else:
        fresh = {c.name: query.excluded[c.name] for c in table.columns if not c.primary_key}
        query = query.on_conflict_do_update(index_elements=keys, set_=fresh)
    connection.execute(query, rows)
