"""Conditions and citations that chance has damaged are read, or refused by an error of our own."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from govrules.errors import GovrulesError, PolicyError
from govrules.expr import (
    from_json,
    from_text,
    term_from_json,
    term_from_text,
    term_to_json,
    term_to_text,
    to_json,
    to_text,
)
from govrules.law import parse_citation
from govrules.rules import read_roles

MANY = 1500


@pytest.fixture(scope="module")
def mutated(load_helper: Callable[[str], ModuleType]) -> ModuleType:
    """The module that damages conditions."""
    return load_helper("mutated")


def tried(read: Callable[[Any], Any], given: Any) -> Any:
    """What is read, ``None`` if it is refused by our own error, which can be sent as JSON."""
    try:
        return read(given)
    except GovrulesError as error:
        json.dumps(error.to_dict())
        return None


@pytest.mark.parametrize("seed", range(3))
def test_damaged_text_is_read_back_or_refused(seed: int, mutated: ModuleType) -> None:
    """What is still a condition, or a conclusion, is read back from what it is written as."""
    draw = random.Random(seed)
    for _ in range(MANY):
        expr = tried(from_text, mutated.damaged_text(draw, draw.choice(mutated.TEXTS)))
        assert expr is None or from_text(to_text(expr)) == expr
        term = tried(term_from_text, mutated.damaged_text(draw, draw.choice(mutated.TERMS)))
        assert term is None or term_from_text(term_to_text(term)) == term
        tried(parse_citation, mutated.damaged_text(draw, draw.choice(mutated.CITES)))


@pytest.mark.parametrize("seed", range(3))
def test_damaged_json_is_read_back_or_refused(seed: int, mutated: ModuleType) -> None:
    """What is still a condition, or a conclusion, is read back from its JSON exactly."""
    draw = random.Random(seed)
    conditions = [to_json(from_text(text)) for text in mutated.TEXTS[:-1]]
    terms = [term_to_json(term_from_text(text)) for text in mutated.TERMS]
    for _ in range(MANY):
        expr = tried(from_json, mutated.damaged_json(draw, draw.choice(conditions)))
        assert expr is None or from_json(json.loads(json.dumps(to_json(expr)))) == expr
        term = tried(term_from_json, mutated.damaged_json(draw, draw.choice(terms)))
        assert term is None or term_from_json(json.loads(json.dumps(term_to_json(term)))) == term


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("role,zh\noffice,街道".encode("gb18030"), "roles.csv:2"),
        (b"\xff\xfer\x00o\x00l\x00e\x00", "roles.csv:1"),
        (b"role,zh,en,levels,kinds,names,named_by\na,\x80,a,city,,,\n", "roles.csv:2"),
        (b"role,zh,en,levels,kinds,names,named_by\na,b,c\n", "roles.csv:2"),
        (b"role,zh,en,levels,kinds,names,named_by\n" + b'"' + b"a" * 200_000, "roles.csv:2"),
        (b"", "roles.csv:1"),
    ],
    ids=["GB18030", "UTF-16", "one byte", "too few cells", "an open quotation mark", "empty"],
)
def test_a_table_that_cannot_be_read_names_its_line(
    data: bytes, place: str, tmp_path: Path
) -> None:
    """A damaged table is an error of ours with file and line."""
    path = tmp_path / "roles.csv"
    path.write_bytes(data)
    with pytest.raises(PolicyError) as caught:
        read_roles(path)
    assert caught.value.place == place
