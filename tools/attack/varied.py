"""Varied matters as a hotline has them, and what one thread says of each."""

from __future__ import annotations

import hashlib
import random
from typing import Any

from govrules import GovrulesError, Jurisdiction

DAYS = ("2019-12-31", "2020-06-30", "2020-07-01", "2021-03-01", "2022-02-28", "2024-01-01")
LISTED = ("on_power_list", "listed")


def matters(j: Jurisdiction, count: int, seed: int) -> list[dict[str, Any]]:
    """So many matters, most of which differ from each other."""
    draw = random.Random(seed)
    places = [code for code in j.fields["place"].tree or () if len(code) >= 9]
    tree: Any = j.fields["item"].tree
    items, kinds = list(tree.leaves), [c.code for c in j.fields["kind"].choices]
    listed = next(name for name in LISTED if name in j.fields)
    return [
        {
            "id": str(n),
            "kind": draw.choice(kinds),
            "item": draw.choice(items) if draw.random() < 0.9 else None,
            "place": draw.choice(places),
            "on": draw.choice(DAYS),
            listed: draw.choice((True, False, None)),
        }
        for n in range(count)
    ]


def answer(j: Jurisdiction, matter: dict[str, Any]) -> str:
    """The digest of the decision of a matter, or of its error."""
    try:
        text = j.decide(matter, ask="plain").to_json()
    except GovrulesError as error:
        text = f"{error.code}: {error.text('en')}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
