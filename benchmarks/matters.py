"""Realistic matters over Beijing's real places, from a seed: synthetic, and marked as such.

What is calibrated (``SOURCES``): consultations and demands stand 58.5 to 41.5 (2019-01 to
2021-11); of what comes through 12345, 86.7 % by telephone and 13.3 % online (2024). Everything
else is assumed: Beijing has not published how demands divide into help, complaint, report and
suggestion, how items or districts weigh, or how much a caller leaves unsaid.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from govrules import Jurisdiction

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ASSUMED", "CHANNELS", "KINDS", "SOURCES", "UNSAID", "generate"]

SOURCES = {
    "58.5 : 41.5 consultation : demand, 2019-01 to 2021-11": "hf.eeju.com/guancha/2021/1220/17492.html",
    "86.7 : 13.3 telephone : online, 2024": "japanese.beijing.gov.cn (2025-04-29)",
    "24.195 million a year, 2024": "japanese.beijing.gov.cn (2025-04-29)",
}
ASSUMED = (
    "the split of demands by kind",
    "the weight of an item (1 ⁄ rank)",
    "violations only of listable items",
    "the weight of a place (even)",
    "what is left unsaid",
    "work beside the hotline (8 %)",
    "one bad value in a thousand rows",
)

# Calibrated: consult and the sum of the next four; assumed: the rest, 8 % of all.
KINDS = {
    "consult": 0.5382,
    "help": 0.1718,
    "complaint": 0.1527,
    "report": 0.0382,
    "suggestion": 0.0191,
    "violation": 0.05,
    "task": 0.02,
    "form": 0.005,
    "certificate": 0.005,
}
CHANNELS = {"hotline": 0.867, "online": 0.133}
# Flags and choices that a desk notes, with how often it leaves them out and how often they hold.
UNSAID = {
    "unlawful": (0.5, 0.01),
    "repeat_no_new_facts": (0.5, 0.05),
    "beyond_public_remit": (0.6, 0.02),
    "answerable_now": (0.2, 0.8),
    "directly_doable": (0.6, 0.9),
    "on_power_list": (0.4, 0.7),
}
PRECISION = {12: 0.6, 9: 0.3, 6: 0.1}  # community, subdistrict, district
BAD = 0.001


def generate(
    jurisdiction: Jurisdiction, rows: int, *, seed: int = 12345, year: int = 2024
) -> pa.Table:
    """Matters as an Arrow table of dictionary-encoded codes; null is not said.

    Args:
        jurisdiction: Beijing: its fields, catalogue and territory.
        rows: How many.
        seed: The same seed gives the same table.
        year: The calendar year of the dates, evenly.
    """
    import pyarrow as pa

    random = np.random.default_rng(seed)
    kind = random.choice(len(KINDS), size=rows, p=list(KINDS.values()))
    demand, violation = kind < 5, kind == list(KINDS).index("violation")
    columns: dict[str, Any] = {
        "kind": _coded(kind, list(KINDS), None),
        "item": _items(random, jurisdiction, violation),
        "place": _places(random, jurisdiction, rows),
        "on": _days(random, rows, year),
        "channel": _channels(random, rows, demand),
    }
    for id, (unsaid, chance) in UNSAID.items():
        values, missing = random.random(rows) < chance, random.random(rows) < unsaid
        if id == "on_power_list":  # asked where a violation was found, and nowhere else
            missing |= ~violation
        columns[id] = pa.array(values, mask=missing)
    task = kind == list(KINDS).index("task")
    for id, when in (("giver_level", task), ("asked_of_level", task)):
        choices = [c.code for c in jurisdiction.fields[id].choices]
        columns[id] = _coded(random.integers(0, len(choices), rows), choices, ~when)
    return pa.table(columns)


def _coded(codes: Any, words: list[str], missing: Any) -> pa.DictionaryArray:
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(
        pa.array(codes.astype(np.int32), mask=missing), pa.array(words, pa.string())
    )


def _items(random: np.random.Generator, j: Jurisdiction, violation: Any) -> pa.DictionaryArray:
    """Leaves of the catalogue, the n-th weighted 1 ⁄ n; one in ten not said; a few not in it.

    Where a violation was found, it is of an item that the list of subdistrict powers may hold:
    of the others the rules know that it does not, and a desk that says so contradicts them.
    """
    rows = len(violation)
    leaves = [*getattr(j.fields["item"].tree, "leaves", ()), "no_such_item"]
    off = {
        code
        for one in j.lists
        if one.field == "on_power_list" and one.excludes
        for code in getattr(j.rules.rules[f"{one.id}.excluded"].condition, "codes", ())
    }
    weight = 1.0 / (1 + random.permutation(len(leaves) - 1))
    codes = random.choice(len(leaves) - 1, size=rows, p=weight / weight.sum())
    weight *= [code not in off for code in leaves[:-1]]
    listed = random.choice(len(leaves) - 1, size=rows, p=weight / weight.sum())
    codes = np.where(violation, listed, codes)
    codes[random.random(rows) < BAD] = len(leaves) - 1
    return _coded(codes, leaves, random.random(rows) < 0.1)


def _places(random: np.random.Generator, j: Jurisdiction, rows: int) -> pa.DictionaryArray:
    """Real places of every level, evenly within a level; one in twenty not said."""
    codes = list(j.territory)
    by_size: Mapping[int, Any] = {
        size: np.array([i for i, code in enumerate(codes) if len(code) == size])
        for size in PRECISION
    }
    size = random.choice(list(PRECISION), size=rows, p=list(PRECISION.values()))
    drawn = np.zeros(rows, np.int64)
    for digits, listed in by_size.items():
        here = size == digits
        drawn[here] = listed[random.integers(0, len(listed), int(here.sum()))]
    return _coded(drawn, codes, random.random(rows) < 0.05)


def _days(random: np.random.Generator, rows: int, year: int) -> pa.Array:
    import pyarrow as pa

    start = (date(year, 1, 1) - date(1970, 1, 1)).days
    length = (date(year + 1, 1, 1) - date(year, 1, 1)) // timedelta(days=1)
    return pa.array(start + random.integers(0, length, rows, dtype=np.int32)).cast(pa.date32())


def _channels(random: np.random.Generator, rows: int, demand: Any) -> pa.DictionaryArray:
    names = [*CHANNELS, "patrol", "document"]
    codes = random.choice(2, size=rows, p=list(CHANNELS.values()))
    codes = np.where(demand, codes, random.integers(2, 4, rows))
    return _coded(codes, names, random.random(rows) < 0.02)
