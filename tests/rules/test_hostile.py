"""Hostile records: whatever a stranger sends is read alike by every way in, or is our own error."""

from __future__ import annotations

import json
import os
import pickle
import random
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from govrules import GovrulesError, Jurisdiction, RowError
from govrules.columns.encode import UNREADABLE, Encoder
from govrules.rules import Facts, Reader, read_facts

# GOVRULES_FUZZ=20000 in the nightly run; the seed is said where it fails.
COUNT = int(os.environ.get("GOVRULES_FUZZ", "600"))
SEED = int(os.environ.get("GOVRULES_FUZZ_SEED", "1"))


@pytest.fixture(scope="module")
def stranger(load_helper: Callable[[str], ModuleType]) -> ModuleType:
    """The module that makes hostile records."""
    return load_helper("hostile")


def outcome(read: Any) -> Any:
    """What reading comes to: the facts, or the words of our own error."""
    try:
        facts: Facts = read()
    except GovrulesError as error:
        json.dumps(error.without_search().to_dict(), ensure_ascii=False).encode()
        return error.code, error.field, error.text("en")
    return facts


def test_a_hostile_record_is_read_alike(small: Jurisdiction, stranger: ModuleType) -> None:
    """First time or second, from a memory that is full or none: the same facts, notes or error."""
    fields = dict(small.fields)
    readers = [Reader(fields), Reader(fields, most=5)]
    for record in stranger.hostile(fields, SEED, COUNT):
        wanted = outcome(lambda r=record: read_facts(r, fields))
        for reader in readers * 2:
            found = outcome(lambda r=record, by=reader: by.read(r))
            assert found == wanted, (SEED, record)
            if isinstance(found, Facts):
                assert found.notes == wanted.notes


def test_a_hostile_column_is_read_as_its_cells(small: Jurisdiction, stranger: ModuleType) -> None:
    """Every value in a column of its field says what it says in a record."""
    fields = dict(small.fields)
    for id, field in fields.items():
        encoder = Encoder(field, fields, small.classes.cells)
        values = [*stranger.HOSTILE, *stranger.words_of(field)[:50]]
        values += [stranger.mutated(random.Random(n), v) for n, v in enumerate(values)]
        for _ in range(2):
            numbers, errors = encoder.numbers(values, None)
            for at, value in enumerate(values):
                found = outcome(lambda r={id: value}: read_facts(r, fields))
                assert (numbers[at] == UNREADABLE) is isinstance(found, tuple), (id, at)
                if at in errors:
                    assert errors[at].text("en") == found[2]
                else:
                    said = dict(encoder.found[numbers[at]].values)
                    assert said.keys() <= found.values.keys()


def test_a_hostile_row_costs_itself(small: Jurisdiction, stranger: ModuleType) -> None:
    """Many rows in, as many out, in their order, and each error can be sent."""
    rows = list(stranger.hostile(dict(small.fields), SEED + 1, COUNT // 5))
    found = list(small.decide_many(rows))
    assert len(found) == len(rows)
    for row, one in zip(rows, found, strict=True):
        if isinstance(one, RowError):
            json.dumps(one.to_dict(), ensure_ascii=False).encode()
            with pytest.raises(type(one.error)):
                small.decide(row)
        else:
            assert pickle.loads(pickle.dumps(one)) == one
