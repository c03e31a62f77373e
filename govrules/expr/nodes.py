"""The nodes of a condition. The set is closed: plug-ins add rules and lists, never nodes.

There is deliberately no node that asks whether a fact is *known*: with one, learning a fact
could turn a determined answer into another.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

import attrs

__all__ = ["All", "Atom", "Between", "Const", "Expr", "Is", "Not", "Same", "Some", "Under"]


# How deep a condition may be nested in a written form, and the highest number it may name: a
# reader of the tree takes a few calls a level, and numbers are held in 64 bits.
MOST_DEEP = 60
MOST_NUMBER = 10**18 - 1


def _sorted(values: Iterable[str | bool]) -> tuple[str | bool, ...]:
    return tuple(sorted(set(values), key=lambda value: (str(value), isinstance(value, str))))


def _codes(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _parts(parts: Iterable[Expr]) -> tuple[Expr, ...]:
    return tuple(parts)


@attrs.frozen(cache_hash=True)
class Const:
    """Always, or never."""

    value: bool


@attrs.frozen(cache_hash=True)
class Is:
    """The field has one of these values: codes of a choice, or ``True``/``False`` of a flag."""

    field: str
    values: tuple[str | bool, ...] = attrs.field(converter=_sorted)


@attrs.frozen(cache_hash=True)
class Under:
    """The code lies at or below one of these codes of its tree."""

    field: str
    codes: tuple[str, ...] = attrs.field(converter=_codes)


@attrs.frozen(cache_hash=True)
class Between:
    """``low <= field < high`` for a day or a count; ``None`` is open on that side."""

    field: str
    low: date | int | None = None
    high: date | int | None = None


@attrs.frozen(cache_hash=True)
class Same:
    """Two fields of one tree hold the same code: two organs are one, two items, two places.

    False only if they cannot be the same; unknown where one is not precise enough to tell. An
    organ whose level the text leaves open (``district_or_city``) is the same as that of either.
    """

    first: str
    second: str


@attrs.frozen(cache_hash=True)
class Not:
    """The part does not hold."""

    part: Expr


@attrs.frozen(cache_hash=True)
class All:
    """Every part holds; with no part, always."""

    parts: tuple[Expr, ...] = attrs.field(converter=_parts)


@attrs.frozen(cache_hash=True)
class Some:
    """At least one part holds; with no part, never."""

    parts: tuple[Expr, ...] = attrs.field(converter=_parts)


Atom: TypeAlias = Is | Under | Between | Same
Expr: TypeAlias = Const | Atom | Not | All | Some
