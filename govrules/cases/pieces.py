"""A decision in pieces: what it shares with others is kept once, and the whole is put together.

It is kept as the object that ``to_json`` gives, whose long parts are each named by their digest:
``{"because": {"#": "93f0…"}, …}``. The chain names the digest of that, and with it every word of
the decision. Reasons, duties and organs, nine tenths of what it says, are those of thousands.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ..decision.record import DecisionRecord, json_parts
from ..decision.record_data import write_line
from .chain import digest

__all__ = ["named_in", "taken_apart", "together"]

# A part shorter than this is not worth a name; no longer one is of the matter alone.
SHORT = 100
OWN = ("matter", "about")
NAME = "#"
# Digests of parts remembered.
MOST = 1 << 14

_digest = lru_cache(MOST)(digest)


def named_in(kept: str) -> set[str]:
    """The digests of what a decision shares.

    Raises:
        ValueError: it is nothing that was kept.
    """
    return {value[NAME] for value in _read(kept).values() if _is_name(value)}


def taken_apart(decision: DecisionRecord) -> tuple[str, dict[str, str]]:
    """Take a decision apart.

    Returns:
        What is kept of it, of which the chain names the digest; what it shares, by digest.
    """
    kept, shared = json_parts(decision), dict[str, str]()
    for name, text in list(kept.items()):
        if len(text) >= SHORT and name not in OWN:
            key = _digest(text)
            shared[key] = text
            kept[name] = f'{{"{NAME}": "{key}"}}'
    return write_line(kept), shared


def together(kept: str, part: Callable[[str], str | None]) -> str:
    """Put a decision together, as ``to_json`` gave it.

    Args:
        kept: What is kept of it.
        part: Digest → what is shared under it; ``None`` where nothing is.

    Raises:
        ValueError: it is nothing that was kept, or a part is missing.
    """
    texts = {}
    for name, value in _read(kept).items():
        text = part(value[NAME]) if _is_name(value) else json.dumps(value, ensure_ascii=False)
        if text is None:
            raise ValueError(name)
        texts[name] = text
    return write_line(texts)


def _read(kept: str) -> dict[str, Any]:
    found = json.loads(kept)
    if not isinstance(found, dict):
        raise ValueError(kept)
    return found


def _is_name(value: object) -> bool:
    return isinstance(value, dict) and list(value) == [NAME]
