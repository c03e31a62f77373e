"""Whatever is changed in a ledger is found; what happened can be done again to the byte."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import attrs
import pytest
from govrules.cases.chain import START
from govrules.cases.tables import made
from govrules.cases.verify import verify

TABLES = {
    "records": "seq",
    "head": "one",
    "decisions": "digest",
    "parts": "digest",
    "checkpoints": "seq",
    "personal": "id",
}


def other(text: str) -> str:
    """The text with its first character changed."""
    return ("y" if text[:1] == "x" else "x") + text[1:]


@pytest.fixture
def file(closed: Any) -> Any:
    """A small ledger with a checkpoint, and the file that it is in."""
    closed.ledger.checkpoint()
    with sqlite3.connect(closed.ledger.url.removeprefix("sqlite:///"), isolation_level=None) as c:
        yield closed.ledger, c
    c.close()


def test_a_whole_ledger_has_no_fault(closed: Any) -> None:
    """What was only written to is whole, and comes out the same again."""
    assert closed.verify() == []
    assert closed.replay() == []


def test_every_changed_value_is_found(file: Any) -> None:
    """A character changed in any column of any row of what is kept is found."""
    ledger, c = file
    for table, key in TABLES.items():
        columns = [row[1] for row in c.execute(f"PRAGMA table_info({table})")]
        for row in c.execute(f"SELECT * FROM {table}").fetchall():
            for column, value in zip(columns, row, strict=True):
                changed = value + 1000 if isinstance(value, int) else other(value)
                where = (row[columns.index(key)],)
                c.execute(f'UPDATE {table} SET "{column}" = ? WHERE {key} = ?', (changed, *where))
                assert verify(ledger), (table, column)
                back = (changed,) if column == key else where
                c.execute(f'UPDATE {table} SET "{column}" = ? WHERE {key} = ?', (value, *back))
    assert verify(ledger) == []


def test_every_byte_of_every_record_counts(closed: Any) -> None:
    """Any one character flipped, of any field of any record, is another hash."""
    before, tried = START, 0
    for record in closed.ledger.records():
        assert record.hash_after(before) == record.hash
        for name in ("id", "case", "at", "kind", "policy", "body"):
            text = getattr(record, name)
            for at, old in enumerate(text):
                changed = text[:at] + chr(ord(old) ^ 1) + text[at + 1 :]
                other = attrs.evolve(record, **{name: changed})
                assert other.hash_after(before) != record.hash, (record.seq, name, at)
                tried += 1
        before = record.hash
    assert tried > 5_000


@pytest.mark.parametrize("column", ["digest", "known", "manifest"])
def test_a_changed_version_is_found(file: Any, closed: Any, column: str) -> None:
    """The day from which the rules were known, and what they are made of, are held by the chain."""
    ledger, c = file
    closed.versions.publish(closed.jurisdiction, known="2024-01-01")
    closed.versions.publish(closed.jurisdiction, known="2024-01-01")  # said twice is said once
    closed.versions.publish(closed.jurisdiction, known="2024-02-01")  # put right
    assert [r.kind for r in ledger.records()].count("version") == 2
    assert closed.versions.all() == [("2024-02-01", closed.jurisdiction.digest)]
    assert verify(ledger) == []
    c.execute(f"UPDATE versions SET {column} = replace({column}, substr({column}, 1, 1), 'x')")
    assert any(f.at.startswith("version ") for f in verify(ledger))


def test_no_table_is_forgotten() -> None:
    """A table is tried above, or it is said here by what it is held."""
    elsewhere = {
        "cases",  # a row that is missing, below; what it says by replay, which works it out anew
        "versions",  # below
    }
    assert set(made.tables) == {*TABLES, *elsewhere}


def test_a_dropped_row_is_found(file: Any) -> None:
    """Any record taken out is found; the newest with its head only by what was published."""
    ledger, c = file
    rows = c.execute("SELECT * FROM records").fetchall()
    for row in rows:
        c.execute("DELETE FROM records WHERE seq = ?", (row[0],))
        assert verify(ledger), row[0]
        c.execute(f"INSERT INTO records VALUES ({','.join('?' * len(row))})", row)
    published = (len(rows), ledger.checkpoint()[1])
    c.execute("DELETE FROM checkpoints")
    c.execute("DELETE FROM records WHERE seq = ?", (rows[-1][0],))
    c.execute("UPDATE head SET seq = ?, hash = ?", (rows[-2][0], rows[-2][-1]))
    assert [f.at for f in verify(ledger)] == ["case S1"]
    c.execute("UPDATE cases SET seq = ?", (rows[-2][0],))
    assert verify(ledger) == []
    assert [f.at for f in verify(ledger, published)] == [f"checkpoint {len(rows)}"]


def test_a_case_that_is_left_out_is_found(file: Any) -> None:
    """A case whose place was taken out of what is kept, or of which nothing happened, is named."""
    ledger, c = file
    c.execute("UPDATE cases SET id = 'S9'")
    assert [(f.at, f.en) for f in verify(ledger)] == [
        ("case S1", "where it stands after its last record is not kept"),
        ("case S9", "it belongs to no record"),
    ]
    c.execute("DELETE FROM cases")
    assert [f.at for f in verify(ledger)] == ["case S1"]


def test_a_swapped_pair_is_found(file: Any) -> None:
    """Two neighbours that change places are found."""
    ledger, c = file
    last = c.execute("SELECT max(seq) FROM records").fetchone()[0]
    for seq in range(1, last):
        for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
            c.execute("UPDATE records SET seq = ? WHERE seq = ?", (new, old))
        assert verify(ledger), seq
        for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
            c.execute("UPDATE records SET seq = ? WHERE seq = ?", (new, old))


def test_personal_data_can_be_erased(cases: Any, story: Any) -> None:
    """What is erased is in no byte of the ledger's files, and the chain is whole without it."""
    secret = "13912345678"
    first, *others = story()
    list(cases.run([{**first, "personal": {"phone": secret}}, *others]))
    path = Path(cases.ledger.url.removeprefix("sqlite:///"))

    def is_kept() -> bool:
        return any(secret.encode() in p.read_bytes() for p in path.parent.glob(path.name + "*"))

    before = cases.ledger.hashes()
    assert is_kept()
    assert cases.ledger.erase("S1-0")
    assert not is_kept()
    assert not cases.ledger.erase("S1-0")
    assert cases.ledger.hashes() == before
    assert cases.verify() == cases.replay() == []


def test_where_a_case_stands_must_be_what_happened(file: Any, closed: Any) -> None:
    """A snapshot changed beside the chain is found when it is done again."""
    _, c = file
    c.execute("UPDATE cases SET body = replace(body, '\"hops\":2', '\"hops\":1')")
    assert [f.at for f in closed.replay()] == ["case S1"]


def test_a_decision_made_otherwise_is_found(file: Any, closed: Any) -> None:
    """A decision that the rules of its version do not make is found."""
    _, c = file
    c.execute(
        'UPDATE records SET body = replace(body, \'"channel":"hotline"\', \'"channel":"direct"\')'
    )
    assert "it is decided otherwise now" in {f.en for f in closed.replay()}
