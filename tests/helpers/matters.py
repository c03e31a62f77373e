"""Random matters for the tests of columns: mostly sound ones, some with gaps, some spoilt."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from govrules import Decision, Field, GovrulesError, Jurisdiction

__all__ = ["expected", "matters", "realistic", "said"]

FIRST, LAST = date(2018, 1, 1), date(2026, 6, 30)
BAD_DAYS = ("2024-02-30", "2021/03/01", "昨天", "20210301", "0000-00-00", "2021-3-1")
BAD = ("不知所云", "x", "110999", "-1", "3.5", "西城区/没有的街道", "二")
USUAL = ("kind", "item", "place", "on", "channel", "on_power_list")


def matters(
    j: Jurisdiction, count: int, seed: int = 0, *, bad: float = 0.02
) -> list[dict[str, Any]]:
    """Records of text only, each with the same keys, as a file of text would hold them.

    Args:
        j: The jurisdiction.
        count: How many.
        seed: Of the random numbers.
        bad: How often a cell is spoilt.
    """
    rng = random.Random(seed)
    words = {f.id: list(_words(f, rng)) for f in j.fields.values()}
    return [
        {"id": str(n), **{f.id: _cell(f, words[f.id], rng, bad) for f in j.fields.values()}}
        for n in range(count)
    ]


def _words(f: Field, rng: random.Random) -> Iterator[str]:
    if f.kind == "flag":
        yield from ("true", "false", "是", "否", "yes", "0")
    elif f.kind == "count":
        yield from ("0", "1", "2", "3", "12")
    elif f.kind in ("choice", "set"):
        codes = [w for c in f.choices for w in (c.code, c.zh)]
        yield from codes
        if f.kind == "set":
            yield "none"
            yield from (";".join(rng.sample(codes, 2)) for _ in range(5))
    elif f.kind == "code":
        tree: Any = f.tree
        for code in tree:
            yield code
            name = tree.name(code, "zh")
            try:
                tree.resolve(name, None)
            except GovrulesError:
                continue
            yield name


def _cell(f: Field, words: list[str], rng: random.Random, bad: float) -> str | None:
    if rng.random() < bad:
        return rng.choice(BAD_DAYS if f.kind == "day" else BAD)
    usual = f.id in USUAL
    if rng.random() < 0.03:
        return rng.choice(("unknown", "未知", " unknown "))
    if rng.random() > (0.95 if usual else 0.15):
        return None if rng.random() < 0.8 else rng.choice(("", " "))
    if f.reads is not None and rng.random() < 0.9:
        return None
    if f.kind == "day":
        return (FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))).isoformat()
    word = rng.choice(words)
    return word if rng.random() < 0.95 else f" {word} "


def realistic(j: Jurisdiction, count: int, seed: int = 0) -> dict[str, Any]:
    """Columns of sound matters over real places and items, as a city's year would look."""
    import numpy as np
    import pyarrow as pa

    rng = np.random.default_rng(seed)
    tree: Any = j.fields["place"].tree
    places = [c for c in tree if len(c) == 12]
    items: Any = j.fields["item"].tree
    leaves = [c for c in items if items.is_leaf(c)]
    days = [FIRST + timedelta(days=1500 + i) for i in range(365)]

    def drawn(words: list[Any], skew: float = 0.0, missing: float = 0.0) -> pa.Array:
        weight = 1.0 / (np.arange(len(words)) + 1.0) ** skew
        at = rng.choice(len(words), count, p=weight / weight.sum()).astype(np.int32)
        gone = rng.random(count) < missing if missing else None
        return pa.DictionaryArray.from_arrays(pa.array(at, mask=gone), pa.array(words))

    return {
        "id": pa.array(np.arange(count)),
        "kind": drawn(["complaint", "help", "consult", "report", "suggestion"], 1.0),
        "item": drawn(leaves, 1.0, 0.05),
        "place": drawn(places, 0.2),
        "on": drawn([d.isoformat() for d in days]),
        "channel": drawn(["hotline", "online", "direct", "dispatched"], 1.0),
        "place_class": drawn(["managed_estate", "road", "other_park", "shop"], 0.5, 0.4),
    }


def said(result: Decision | GovrulesError) -> tuple[Any, ...]:
    """What a column can say of a decision: disposition, owner, error."""
    if isinstance(result, GovrulesError):
        return None, None, f"{result.code}: {result.text('en')}"
    lead = result.lead
    owner = None if lead is None else f"{lead.role}@{lead.unit}" if lead.unit else lead.role
    return result.disposition, owner, None


def expected(
    j: Jurisdiction, records: list[Mapping[str, Any]], engine: Any = "reference"
) -> list[Decision | GovrulesError]:
    """What one by one gives."""
    found: list[Decision | GovrulesError] = []
    for record in records:
        try:
            found.append(j.decide(record, engine=engine))
        except GovrulesError as error:
            found.append(error)
    return found
