"""Hostile records: values of every type that a stranger may send, and nearly right ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from govrules.rules import Field

__all__ = ["HOSTILE", "hostile", "mutated", "words_of"]

CST = timezone(timedelta(hours=8))
ENDLESS: list[Any] = []
ENDLESS.append(ENDLESS)


def deep(steps: int) -> Any:
    made: Any = []
    for _ in range(steps):
        made = [made]
    return made


class Angry:
    """Whatever is asked of it, it raises."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("eq")

    __ne__ = __eq__

    def __str__(self) -> str:
        raise RuntimeError("str")

    __repr__ = __str__
    __hash__ = None  # type: ignore[assignment]

    def __index__(self) -> int:
        raise RuntimeError("index")


NUMBERS = [0, 1, -1, 2, 3, 10**6, 2**63, 10**5000, 0.0, 1.0, -0.0, 2.5, 1e308, 2.0**53, 1j]
NUMBERS += [float(word) for word in ("nan", "inf", "-inf")]
NUMBERS += [
    Decimal(word) for word in ("1", "1.0", "NaN", "sNaN", "Infinity", "1E+9999", "110101001")
]
NUMBERS += [Fraction(1, 3), Fraction(2, 1), True, False]
TEXTS = [
    "",
    " ",
    "\t\n",
    "　",
    "\ufeff",
    "\u200b",
    "\x00",
    "\ud800",
    "unknown",
    "未知",
    "none",
    "无",
]
TEXTS += [
    "null",
    "NaN",
    "TRUE",
    "是的",
    "√",
    "１",
    "110101001.0",
    "+1",
    "1_0",
    "-0",
    "1e2",
    "²",
    "٣",
]
TEXTS += [
    "２０２１-０３-０１",
    "2021-02-30",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:00:00-12:00",
]
TEXTS += [
    "20210301",
    "2021年3月1日",
    "2021-03-01 10:00:00Z",
    "٢٠٢١-٠٣-٠١",
    "=1+1",
    "../../etc/passwd",
]
TEXTS += [
    "京" * 200_000,
    ";" * 10_000,
    "西城区" * 12,
    "a/b/c/d/e/f/g/h/i/j",
    "é",
    "ﬁ",
    "İ",
    "\U0010ffff",
]
DAYS = [
    date.min,
    date.max,
    datetime.max,
    datetime(2021, 3, 1),
    datetime(2020, 6, 30, 17, tzinfo=UTC),
]
DAYS += [
    datetime(2020, 7, 1, 1, tzinfo=CST),
    datetime.max.replace(tzinfo=UTC),
    time(1),
    timedelta(1),
]
THINGS: list[Any] = [None, [], (), {}, set(), {"asked"}, {"asked": 1}, ["asked", 1], [None], [[]]]
THINGS += [range(3), deep(50), deep(5000), ENDLESS, object(), Angry(), len, ..., UUID(int=0)]
THINGS += [b"asked", bytearray(b"x"), memoryview(b"x"), NotImplemented, [float("nan")]]
HOSTILE: list[Any] = [*NUMBERS, *TEXTS, *DAYS, *THINGS]
KEYS: list[Any] = [
    "nonsense",
    "",
    " kind ",
    "ＫＩＮＤ",
    "kind\u200b",
    0,
    None,
    ("a",),
    b"kind",
    "京" * 9999,
]


def words_of(field: Field) -> list[Any]:
    if field.kind in ("choice", "set"):
        return [word for c in field.choices for word in (c.code, c.zh)]
    if field.kind == "code":
        return [word for code in field.tree or () for word in (code, field.label(code))]
    return {
        "flag": [True, False, "是", "no", 1, 0.0],
        "day": ["2019-12-31", date(2020, 7, 1), "2021/3/1"],
        "count": [0, 1, 2.0, "3", 99],
    }[field.kind]


def mutated(draw: random.Random, value: Any) -> Any:
    if not isinstance(value, str) or not value:
        return value
    at = draw.randrange(len(value))
    return draw.choice(
        (
            value[:at] + value[at + 1 :],
            value[:at] + draw.choice("\x00\u200b　 /.,;一\ud83dé\n") + value[at:],
            value * draw.choice((2, 50)),
            value.upper(),
            "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in value),
            f"　{value}\r\n",
            value.encode("utf-8", "replace").decode("gb18030", "replace"),
            value[::-1],
        )
    )


def hostile(fields: Mapping[str, Field], seed: int, count: int) -> Iterator[dict[Any, Any]]:
    """Records of which some values are right, some nearly so, and some of another world."""
    draw = random.Random(seed)
    words = {id: words_of(field) for id, field in fields.items()}
    for _ in range(count):
        made: dict[Any, Any] = {}
        for id in draw.sample(list(fields), draw.randrange(5)):
            made[draw.choice((id, id, fields[id].zh))] = draw.choice(words[id])
        if draw.random() < 0.3:
            made[draw.choice(("id", "编号"))] = draw.choice(HOSTILE)
        for key in draw.sample(list(made), min(len(made), draw.randrange(3))):
            made[key] = draw.choice(HOSTILE) if draw.random() < 0.6 else mutated(draw, made[key])
        if draw.random() < 0.1:
            made[draw.choice(KEYS)] = draw.choice(HOSTILE)
        yield made
