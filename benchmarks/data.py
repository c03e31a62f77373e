"""Matters of the job, from a seed: as integers, as dictionaries, as Arrow tables of strings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from .job import FLAGS, ITEMS, KINDS, LEVELS, places

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["DAYS", "FIRST_DAY", "Drawn", "arrow", "compact", "days", "draw", "records"]

FIRST_DAY = date(2019, 1, 1)
DAYS = 1096
CHANCE = (0.02, 0.03, 0.05, 0.02, 0.02, 0.05, 0.03)
# How many items each group of the catalogue has, in its order, and how often it is drawn.
GROUPS, WEIGHTS = (34, 7, 3, 431, 25), (0.2, 0.06, 0.04, 0.5, 0.2)

Drawn: TypeAlias = dict[str, npt.NDArray[Any]]


def draw(rows: int, seed: int = 20240101) -> Drawn:
    """Rows as integer codes: item, place, day, kind, level, and a bool for each flag."""
    random = np.random.default_rng(seed)
    group = random.choice(len(GROUPS), size=rows, p=WEIGHTS).astype(np.int8)
    first = np.concatenate([[0], np.cumsum(GROUPS[:-1])])
    within = (random.random(rows) * np.array(GROUPS)[group]).astype(np.int64)
    drawn: Drawn = {
        "item": (first[group] + within).astype(np.int16),
        "place": random.integers(0, len(places()), rows, dtype=np.int16),
        "day": random.integers(0, DAYS, rows, dtype=np.int16),
        "kind": random.integers(0, len(KINDS), rows, dtype=np.int8),
        "level": random.choice(len(LEVELS), size=rows, p=(0.4, 0.4, 0.2)).astype(np.int8),
    }
    for flag, chance in zip(FLAGS, CHANCE, strict=True):
        drawn[flag] = random.random(rows) < chance
    return drawn


def compact(drawn: Drawn) -> Drawn:
    """The rows in nine bytes: the seven flags as the bits of one."""
    flags = np.zeros(len(drawn["item"]), np.uint8)
    for bit, flag in enumerate(FLAGS):
        flags |= drawn[flag].view(np.uint8) << bit
    return {**{k: drawn[k] for k in ("item", "place", "day", "kind", "level")}, "flags": flags}


def days() -> list[date]:
    """The days that can be drawn."""
    return [FIRST_DAY + timedelta(days=n) for n in range(DAYS)]


def records(drawn: Drawn) -> list[dict[str, Any]]:
    """The rows as dictionaries of strings and truth values, as a web service would have them."""
    on = [day.isoformat() for day in days()]
    words = {
        "item": ("item", ITEMS),
        "place": ("place", places()),
        "day": ("on", on),
        "kind": ("kind", KINDS),
        "level": ("assigned_to", LEVELS),
    }
    columns = {name: [listed[i] for i in drawn[key]] for key, (name, listed) in words.items()}
    columns.update({flag: drawn[flag].tolist() for flag in FLAGS})
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def arrow(drawn: Drawn, *, dictionary: bool = False) -> pa.Table:
    """The rows as a table of strings, days and truth values.

    Args:
        drawn: The rows.
        dictionary: Dictionary-encoded strings instead of plain ones.
    """
    import pyarrow as pa

    def strings(codes: npt.NDArray[Any], words: tuple[str, ...]) -> Any:
        coded = pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(words))
        return coded if dictionary else coded.cast(pa.string())

    start = (FIRST_DAY - date(1970, 1, 1)).days
    return pa.table(
        {
            "item": strings(drawn["item"], ITEMS),
            "place": strings(drawn["place"], places()),
            "on": pa.array(drawn["day"].astype(np.int32) + np.int32(start)).cast(pa.date32()),
            "kind": strings(drawn["kind"], KINDS),
            "assigned_to": strings(drawn["level"], LEVELS),
            **{flag: pa.array(drawn[flag]) for flag in FLAGS},
        }
    )
