"""A fact that is one of several: a record knows what it may be, and not which.

A list, or a text joined by ``|``, names what the value may be; one of them it is. That is more than
unknown: what holds of each of them holds. A set is no such thing: it holds all its members at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..values import CodeTree, OneOf, narrow

__all__ = ["MARK", "alternatives", "in_common", "one_of_codes", "within"]

MARK = "|"


def alternatives(value: Any) -> list[Any] | None:
    """What a value names as possible, in the order said; ``None`` where it names one thing.

    Args:
        value: A list, a tuple, a set, :class:`OneOf`, or text with ``|`` in it (full-width too).
    """
    if isinstance(value, str):
        text = narrow(value)
        return [part.strip() for part in text.split(MARK)] if MARK in text else None
    if isinstance(value, OneOf):
        return list(value.values)
    return list(value) if isinstance(value, list | tuple | set | frozenset) else None


def one_of_codes(tree: CodeTree | None, codes: Iterable[Any]) -> Any:
    """One of these values, or the only one; a code that lies under another is that other's."""
    values = set(codes)
    if tree is not None:
        values = {v for v in values if values.isdisjoint(tree.path(v)[:-1])}
    return OneOf(tuple(values)) if len(values) > 1 else values.pop()


def within(tree: CodeTree, value: OneOf) -> str | None:
    """The narrowest code at or above all that a value may be; ``None`` where there is none."""
    paths = [tree.path(code) for code in value.values]
    shared = [steps[0] for steps in zip(*paths, strict=False) if len(set(steps)) == 1]
    return shared[-1] if shared else None


def in_common(facts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What each of the facts says alike: field → value."""
    first, *others = facts
    return {k: v for k, v in first.items() if all(k in o and o[k] == v for o in others)}
