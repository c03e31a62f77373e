"""Conditions, conclusions and citations, and ways in which chance damages them."""

from __future__ import annotations

import random
from typing import Any

__all__ = ["CITES", "TERMS", "TEXTS", "damaged_json", "damaged_text"]

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
