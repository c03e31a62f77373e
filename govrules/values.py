"""The arithmetic contract: three-valued logic, dates and half-open periods, codes in trees.

Decision record 0001 says why. In short: ``UNKNOWN`` is a value of its own that refuses to be
used as a Python truth value; a code that is not precise enough is partly known; a period holds
its first day and not its last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import index
from typing import Any, Final, Protocol, TypeAlias, runtime_checkable

import attrs

from .errors import RecordError, shown

__all__ = [
    "UNKNOWN",
    "CodeTree",
    "Dated",
    "DatedTree",
    "OneOf",
    "Period",
    "Truth",
    "Unknown",
    "all3",
    "any3",
    "is_empty",
    "is_missing",
    "is_under",
    "not3",
    "parse_day",
    "whole",
]


ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Unknown:
    """The type of ``UNKNOWN``: not false, not empty, and never a Python truth value."""

    _only: Unknown | None = None

    def __new__(cls) -> Unknown:
        """The one ``UNKNOWN``."""
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __bool__(self) -> bool:
        raise TypeError("UNKNOWN is neither true nor false; compare with `is UNKNOWN`")

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __reduce__(self) -> tuple[type[Unknown], tuple[()]]:
        return (Unknown, ())


UNKNOWN: Final = Unknown()
Truth: TypeAlias = bool | Unknown


def not3(a: Truth) -> Truth:
    """Kleene negation: unknown stays unknown."""
    return UNKNOWN if a is UNKNOWN else not a


def all3(parts: Iterable[Truth]) -> Truth:
    """Kleene conjunction: one false part decides; otherwise one unknown part leaves it open."""
    result: Truth = True
    for part in parts:
        if part is False:
            return False
        if part is UNKNOWN:
            result = UNKNOWN
    return result


def any3(parts: Iterable[Truth]) -> Truth:
    """Kleene disjunction: one true part decides; otherwise one unknown part leaves it open."""
    result: Truth = False
    for part in parts:
        if part is True:
            return True
        if part is UNKNOWN:
            result = UNKNOWN
    return result


def _sorted(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(set(values), key=lambda v: (v is not None, str(v))))


@attrs.frozen
class OneOf:
    """A value known only to be one of several: the answer of a question still open.

    ``values`` is sorted, so that equal sets are equal records; ``None`` stands for "no answer".
    """

    values: tuple[Any, ...] = attrs.field(converter=_sorted)


def is_missing(value: Any) -> bool:
    """Whether a cell is a gap: ``None``, or what tables put there (NaN, pandas' NaT and NA)."""
    if value is None or isinstance(value, str | int):
        return value is None
    try:
        return bool(value != value)  # true of NaN and NaT alone
    except (TypeError, ValueError):  # NA answers with itself, an array with an array
        return (value != value) is value


def is_empty(value: Any) -> bool:
    """Whether a cell says nothing at all: a gap, or blank."""
    return not value.strip() if isinstance(value, str) else is_missing(value)


def whole(value: Any) -> Any:
    """A whole number of any library as an int, all else as it is.

    pandas makes a float of a whole number that has a gap beside it: ``110102013.0``.
    """
    if isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    try:
        return index(value)
    except TypeError:
        return value


def parse_day(text: object, *, field: str = "on") -> date:
    """An ISO day (``2021-03-01``) as a date; raises RecordError, naming the field."""
    if type(text) is date:
        return text
    if isinstance(text, date):  # a datetime: the day is meant, the hour is not
        return date(text.year, text.month, text.day)
    try:
        if not isinstance(text, str) or not ISO_DAY.fullmatch(text.strip()):
            raise ValueError
        return date.fromisoformat(text.strip())
    except ValueError:
        raise RecordError(
            f"{field} is not a day: {shown(text)}",
            f"{field} 不是日期：{shown(text)}",
            field=field,
            value=text,
            hint_en="write YYYY-MM-DD, such as 2021-03-01",
            hint_zh="请写作 YYYY-MM-DD，例如 2021-03-01",
        ) from None


@attrs.frozen
class Period:
    """Days from ``start`` up to but not including ``end``; ``None`` is open on that side."""

    start: date | None = None
    end: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.start and self.end and self.end <= self.start:
            raise RecordError(
                f"a period must end after it starts: {self}",
                f"期间的终止日须晚于起始日：{self}",
                field="period",
                value=str(self),
                hint_en="the end is the first day no longer in force",
                hint_zh="终止日是不再有效的第一日",
            )

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlap(self, other: Period) -> Period | None:
        """The days in both, or ``None`` where there are none."""
        start = max(filter(None, (self.start, other.start)), default=None)
        end = min(filter(None, (self.end, other.end)), default=None)
        return None if start and end and end <= start else Period(start, end)

    def __str__(self) -> str:
        return f"[{self.start or '…'}, {self.end or '…'})"


class CodeTree(Protocol):
    """Codes in a tree: an item catalogue, a territory.

    A code that has others below it is an imprecise fact: of what lies below, any may be meant.
    """

    def __contains__(self, code: object) -> bool: ...

    def __iter__(self) -> Iterator[str]: ...

    def parent(self, code: str) -> str | None:
        """The code one step up, ``None`` at a root."""

    def path(self, code: str) -> tuple[str, ...]:
        """The codes from the root down to and including ``code``."""

    def is_leaf(self, code: str) -> bool:
        """Whether no code lies below this one."""

    def name(self, code: str, lang: str = "zh") -> str:
        """What a reader calls the code."""

    def resolve(self, text: str, on: date | None = None) -> str:
        """The code that a code, a name, or a path of names means on that day, or RecordError."""

    def attribute(self, code: str, name: str, on: date | None = None) -> Any:
        """An attribute of the node on that day, ``UNKNOWN`` where it is not precise enough."""


class Dated(Protocol):
    """What speaks for one day."""

    @property
    def day(self) -> date:
        """The day."""


@runtime_checkable
class DatedTree(CodeTree, Protocol):
    """A code tree whose codes and names change with the day: a territory."""

    @property
    def rosters(self) -> Sequence[Dated]:
        """The days on which it is known whole, in order."""

    def ancestor(self, code: str, level: str) -> str | None:
        """The code at a level at or above this one; ``None`` where this one lies above it."""


def is_under(tree: CodeTree, code: str, ancestors: tuple[str, ...]) -> Truth:
    """Whether ``code`` lies at or below one of the ancestors; unknown if it lies above one."""
    for step in tree.path(code):
        if step in ancestors:
            return True
    if tree.is_leaf(code):
        return False
    return UNKNOWN if any(code in tree.path(below) for below in ancestors) else False
