"""Conditions and citations that chance has damaged are read, or refused by an error of our own."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
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
TEXTS = [
    "kind in (complaint, report) and not emergency_line = none and item under waste",
    "类型 属于 (投诉, 举报) 且 事项 在 waste 下 且 on >= 2020-07-01",
    "on from 2020-01-01 to 2021-01-01 or n_departments > 2",
    "not (a = b or c != d) and (e under (f, g) or first same second)",
    "on <= 9999-12-31",
]
TERMS = ["$owner", "a@city|b@district", "handle", "true"]
CITES = ["JD 17(1)(2)", "北京市街道办事处条例 第二十六条之一", "JD 第（二）项", "第一条"]
BITS = [
    *(
        "(",
        ")",
        "（",
        "，",
        "、",
        "=",
        "!=",
        ">=",
        "<",
        " and ",
        " or ",
        "not ",
        "same",
        "同",
        "且",
    ),
    *("²", "٣", "０", "9" * 5000, "\x00", "\ud800", "\ufeff", "$", "|", "@", "'", "-1", "true"),
    *("not " * 2000, "(" * 2000, "and a " * 300, "9999-12-31", "2021-02-30"),
]
ODD: list[Any] = [
    *(None, 0, -1, 1.5, float("nan"), 10**5000, "", "x", "\ud800", [], {}, [[]], True, {"is": 1}),
    *({"all": None}, {"not": []}, ["a", 1], {"field": []}, "0001-01-01", "2020-99-99", [None]),
]


def damaged_text(draw: random.Random, text: str) -> str:
    """The text with something put in, cut out, or moved."""
    for _ in range(draw.choice((1, 1, 2, 4))):
        at, to = sorted(draw.randrange(len(text) + 1) for _ in range(2))
        text = draw.choice(
            (
                text[:at] + draw.choice(BITS) + text[at:],
                text[:at] + text[to:],
                text[:at] + chr(draw.randrange(32, 0x9FFF)) + text[at:],
                text[at:to] + text[:at] + text[to:],
            )
        )
    return text


def damaged_json(draw: random.Random, data: Any) -> Any:
    """The JSON values with parts replaced, lost, or buried deep."""
    if draw.random() < 0.15:
        return draw.choice(ODD)
    if isinstance(data, dict) and data:
        made = {k: damaged_json(draw, v) if draw.random() < 0.7 else v for k, v in data.items()}
        if draw.random() < 0.15:
            made[draw.choice(["is", "not", "all", "field", "ref", ""])] = draw.choice(ODD)
        if draw.random() < 0.15:
            made.pop(draw.choice(list(made)))
        return made
    if isinstance(data, list) and data:
        return [damaged_json(draw, v) for v in data] * draw.choice((1, 1, 2))
    if draw.random() < 0.02:
        for _ in range(draw.choice((10, 3000))):
            data = {"not": data}
        return data
    return draw.choice(ODD) if draw.random() < 0.4 else data


def tried(read: Callable[[Any], Any], given: Any) -> Any:
    """What is read, ``None`` if it is refused by our own error, which can be sent as JSON."""
    try:
        return read(given)
    except GovrulesError as error:
        json.dumps(error.to_dict())
        return None


@pytest.mark.parametrize("seed", range(3))
def test_damaged_text_is_read_back_or_refused(seed: int) -> None:
    """What is still a condition, or a conclusion, is read back from what it is written as."""
    draw = random.Random(seed)
    for _ in range(MANY):
        expr = tried(from_text, damaged_text(draw, draw.choice(TEXTS)))
        assert expr is None or from_text(to_text(expr)) == expr
        term = tried(term_from_text, damaged_text(draw, draw.choice(TERMS)))
        assert term is None or term_from_text(term_to_text(term)) == term
        tried(parse_citation, damaged_text(draw, draw.choice(CITES)))


@pytest.mark.parametrize("seed", range(3))
def test_damaged_json_is_read_back_or_refused(seed: int) -> None:
    """What is still a condition, or a conclusion, is read back from its JSON exactly."""
    draw = random.Random(seed)
    conditions = [to_json(from_text(text)) for text in TEXTS[:-1]]
    terms = [term_to_json(term_from_text(text)) for text in TERMS]
    for _ in range(MANY):
        expr = tried(from_json, damaged_json(draw, draw.choice(conditions)))
        assert expr is None or from_json(json.loads(json.dumps(to_json(expr)))) == expr
        term = tried(term_from_json, damaged_json(draw, draw.choice(terms)))
        assert term is None or term_from_json(json.loads(json.dumps(term_to_json(term)))) == term


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("role,zh\noffice,街道".encode("gb18030"), "roles.csv:2"),
        (b"\xff\xfer\x00o\x00l\x00e\x00", "roles.csv:1"),
        (b"role,zh,en,levels,kinds,names,named_by\na,\x80,a,city,,,\n", "roles.csv:2"),
        (b"role,zh,en,levels,kinds,names,named_by\na,b,c\n", "roles.csv:2"),
        (b"role,zh,en,levels,kinds,names,named_by\n" + b'"' + b"a" * 200_000, "roles.csv:2"),
        (b"", "roles.csv"),
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
