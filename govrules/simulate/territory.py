"""Changes of units, for a scenario: merged, split, founded, closed, renamed from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .changes import Change, Close, Found, Merge, Rename, Split

__all__ = ["close", "found", "merge", "rename", "split"]


def merge(unit: str, *, into: str, on: str | date) -> Change:
    """Merge a unit into another of its level; its organs end, matters on its codes follow.

    Args:
        unit: Code, name or path of the unit that ends.
        into: The unit that it becomes part of.
        on: The first day.
    """
    return Merge(unit, on, into=into)


def split(unit: str, *, name: str, parts: Iterable[str], on: str | date) -> Change:
    """Make a part of a unit a new unit beside it.

    Args:
        unit: The unit that is split.
        name: The Chinese name of the new one.
        parts: The units directly below it that go to the new one: names or codes.
        on: The first day.
    """
    return Split(unit, on, name=name, parts=parts)


def found(name: str, *, under: str, on: str | date, like: str | None = None) -> Change:
    """Found a unit below another; ``like`` names a unit of whose kind it is."""
    return Found(under, on, name=name, like=like)


def close(unit: str, *, on: str | date) -> Change:
    """End a unit with nothing in it; one that others lie in is merged into another."""
    return Close(unit, on)


def rename(unit: str, name: str, *, on: str | date) -> Change:
    """Give a unit another Chinese name from a day on."""
    return Rename(unit, on, name=name)
