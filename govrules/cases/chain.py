"""What makes a ledger tell of every change: a chain of hashes, and one root over all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from ..charts.snapshot import canonical

__all__ = ["FORMAT", "START", "chained", "digest", "is_in", "proof", "root"]

# The form of what a ledger holds: another cannot be read, and its chain begins otherwise.
FORMAT = "govrules ledger 2"


def digest(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


START = digest(FORMAT)


def chained(before: str, fields: Sequence[Any], body: str) -> str:
    """The hash of a record: over what it holds and the hash of the one before."""
    return digest(f"{before}\n{canonical(fields)}\n{body}")  # no line ends within the first two


def _leaf(hash: str) -> bytes:
    return hashlib.sha256(
        b"\0" + hash.encode()
    ).digest()  # whatever stands there, if it was changed


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root(hashes: Iterable[str]) -> str:
    """The Merkle root of RFC 6962 over the hashes of records, in memory that grows with its log."""
    peaks: list[tuple[int, bytes]] = []  # whole subtrees, the largest first: (height, hash)
    for hash in hashes:
        height, top = 0, _leaf(hash)
        while peaks and peaks[-1][0] == height:
            height, top = height + 1, _node(peaks.pop()[1], top)
        peaks.append((height, top))
    if not peaks:
        return hashlib.sha256().hexdigest()
    _, top = peaks.pop()
    while peaks:
        top = _node(peaks.pop()[1], top)
    return top.hex()


def proof(hashes: Sequence[str], at: int) -> list[tuple[str, str]]:
    """The way from one record up to the root: ``("left" | "right", hash)`` of each neighbour."""
    level, found = [_leaf(h) for h in hashes], []
    while len(level) > 1:
        other = at ^ 1
        if other < len(level):
            found.append(("left" if other < at else "right", level[other].hex()))
        pairs = range(0, len(level) - 1, 2)
        last = level[-1:] if len(level) % 2 else []  # it goes up alone, as in RFC 6962
        level, at = [_node(level[i], level[i + 1]) for i in pairs] + last, at // 2
    return found


def is_in(hash: str, way: Iterable[tuple[str, str]], root: str) -> bool:
    """Whether a way that ``proof`` gave leads from a record to a published root."""
    top = _leaf(hash)
    for side, other in way:
        pair = (bytes.fromhex(other), top) if side == "left" else (top, bytes.fromhex(other))
        top = _node(*pair)
    return top.hex() == root
