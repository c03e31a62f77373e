"""The arithmetic contract: three-valued logic, dates and half-open periods, codes in trees.

Decision record 0001 says why. In short: ``UNKNOWN`` is a value of its own that refuses to be
used as a Python truth value; a code that is not precise enough is partly known; a period holds
its first day and not its last.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from numbers import Rational, Real
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
    "as_said",
    "digits",
    "is_empty",
    "is_inexact",
    "is_missing",
    "is_under",
    "moment",
    "narrow",
    "not3",
    "parse_day",
    "whole",
]


# A day as people and databases write it, and the time and zone that may follow.
DAY: Final = re.compile(
    r"(?P<year>[0-9]{4})(?:"
    r"(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})"
    r"|年(?P<month_zh>[0-9]{1,2})月(?P<day_zh>[0-9]{1,2})日"
    r"|(?P<month_8>[0-9]{2})(?P<day_8>[0-9]{2}))"
    r"(?:[T ] *(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r" *(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
WHOLE: Final = re.compile(r"([0-9]+)(?:\.0+)?")
# Full-width characters, which Chinese keyboards make, and what they stand for.
NARROW: Final = {0x3000: " ", **{wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}}
# From here on a float, by its bytes, no longer says which whole number was written.
INEXACT_FROM: Final = {2: 2**11, 4: 2**24, 8: 2**53}
MOST_DIGITS: Final = 4000
# What is longer or has more members is no key under which a value is remembered.
MOST_IN_A_KEY: Final = 200


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
    if isinstance(value, Decimal):  # a signalling NaN can't even be compared
        return value.is_nan()
    try:
        return bool(value != value)  # true of NaN and NaT alone
    except Exception:  # NA answers with itself, an array with an array, a stranger with anything
        with suppress(Exception):
            return (value != value) is value
        return False


def is_empty(value: Any) -> bool:
    """Whether a cell says nothing at all: a gap, or blank."""
    return not value.strip() if isinstance(value, str) else is_missing(value)


def narrow(text: str) -> str:
    """The text with full-width letters, digits and signs as plain ones: ``１２；`` is ``12;``."""
    return text if text.isascii() else text.translate(NARROW)


def whole(value: Any) -> Any:
    """A whole number of any library as an int, all else as it is.

    pandas makes a float of a whole number that has a gap beside it (``110102013.0``), databases
    give decimals. A float so large that it may stand for another number stays what it is.
    """
    if isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        is_short = value.is_finite() and value.adjusted() < MOST_DIGITS
        return int(value) if is_short and value == value.to_integral_value() else value
    if isinstance(value, Rational):
        return int(value.numerator) if value.denominator == 1 else value
    if isinstance(value, Real):
        number = float(value)
        return int(number) if number.is_integer() and not is_inexact(value) else value
    try:
        return index(value)
    except Exception:  # no number, or a stranger's, which may raise anything
        return value


def is_inexact(value: Any) -> bool:
    """Whether a value is a float too large to say which whole number was written.

    From 2⁵³ on (2²⁴ in 32 bits, 2¹¹ in 16) neighbours fall together: 110102013 becomes 110102016.
    """
    if not isinstance(value, Real) or isinstance(value, Rational):
        return False
    size = getattr(value, "itemsize", 8)  # numpy's know their bytes
    return INEXACT_FROM.get(size, 2**53) <= abs(float(value)) < float("inf")


def digits(value: Any) -> str | None:
    """The digits of a whole number, 0 or more; ``None`` if the value is none.

    One rule for flags, choices, codes, days and counts. Text is digits, plain or full-width, as
    written, leading zeros included; ``.0`` after them, as tables write a column with gaps, adds
    nothing. A sign, a separator, an exponent or digits of another script make no number. So it is
    with numbers of any library.
    """
    if isinstance(value, str):
        found = WHOLE.fullmatch(narrow(value.strip())) if len(value) <= MOST_DIGITS else None
        return found[1] if found else None
    number = whole(value)
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        return None
    try:
        return str(number)
    except ValueError:  # Python writes no number of thousands of digits
        return None


def as_said(value: Any) -> Hashable:
    """The value as a key of what was said and not of what compares equal; ``None`` if it has none.

    ``1``, ``1.0``, ``True`` and ``Decimal(1)`` are equal, and so are two writings of one instant
    on two days; yet each is read, or told in an error, in its own way.
    """
    kind = type(value)
    if kind is str:  # a text is its own key: those of other types are tuples
        return value if len(value) <= MOST_IN_A_KEY else None
    if kind is bool or kind is date:
        return kind, value
    if kind is int:
        return (kind, value) if value.bit_length() <= MOST_IN_A_KEY else None
    if isinstance(value, datetime):
        return kind, value.isoformat()
    if isinstance(value, float | Decimal) or hasattr(value, "itemsize"):
        with suppress(Exception):  # an array, or a stranger's number
            text = repr(value)
            return (kind, text) if len(text) <= MOST_IN_A_KEY else None
    elif kind in (list, tuple, set, frozenset) and len(value) <= MOST_IN_A_KEY:
        words = sorted(value) if _is_text(value) and kind in (set, frozenset) else value
        return (kind, *words) if _is_text(words) else None
    return None


def _is_text(values: Iterable[Any]) -> bool:
    return all(type(v) is str and len(v) <= MOST_IN_A_KEY for v in values)


def moment(value: object) -> date | datetime | None:
    """The day or the moment that a value says, as written; ``None`` if it says neither.

    Args:
        value: A date; a datetime; text such as ``2021-03-01``, ``2021/3/1``, ``2021.3.1``,
            ``20210301`` or ``2021年3月1日``, with a time after it or not; or a whole number of
            eight digits. Digits may be full-width.
    """
    if isinstance(value, date):
        return value
    if type(value).__name__ == "datetime64":  # numpy's, which need not be installed
        value = str(value)
    text = narrow(value.strip()) if isinstance(value, str) and len(value) < 100 else digits(value)
    found = DAY.fullmatch(text or "")
    if found is None:
        return None
    said = found.groupdict()
    month = said["month"] or said["month_zh"] or said["month_8"]
    day = said["day"] or said["day_zh"] or said["day_8"]
    try:
        if said["hour"] is None:
            return date(int(said["year"]), int(month), int(day))
        clock = int(said["hour"]), int(said["minute"]), int(said["second"] or 0)
        return datetime(
            int(said["year"]), int(month), int(day), *clock, tzinfo=_offset(said["zone"])
        )
    except ValueError:
        return None


def _offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    hours, minutes = ("0", "0") if text == "Z" else (text[1:3], text[3:].lstrip(":"))
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return timezone(-size if text[0] == "-" else size)


def parse_day(text: object, *, field: str = "on", zone: tzinfo | None = None) -> date:
    """The day that a value says, where the matter lies; raises RecordError, naming the field.

    Args:
        text: See :func:`moment`.
        field: What an error is to name.
        zone: The local time zone. A moment that says its own zone is a day there; one that says
            none is local already, and its hour plays no part.
    """
    said = moment(text)
    hint_en, hint_zh = (
        "write YYYY-MM-DD, such as 2021-03-01",
        "请写作 YYYY-MM-DD，例如 2021-03-01",
    )
    if isinstance(said, datetime):
        if said.tzinfo is None:
            return said.date()
        if zone is not None:
            with suppress(OverflowError):  # at either end of the calendar
                return said.astimezone(zone).date()
        else:
            hint_en = "no time zone is declared here: give the day, without one"
            hint_zh = "此处未声明时区：请只写日期，不带时区"
    elif said is not None:
        return said if type(said) is date else date(said.year, said.month, said.day)
    elif (serial := _spreadsheet_day(text)) is not None:
        hint_en = f"a spreadsheet may mean {serial}: format its column as dates, or {hint_en}"
        or_zh = hint_zh.removeprefix("请")
        hint_zh = f"表格软件或以此表示 {serial}：请将该列设为日期格式，或{or_zh}"
    raise RecordError(
        f"{field} is not a day: {shown(text)}",
        f"{field} 不是日期：{shown(text)}",
        field=field,
        value=text,
        hint_en=hint_en,
        hint_zh=hint_zh,
    )


def _spreadsheet_day(value: object) -> date | None:
    """The day that Excel may mean by a number; there are two ways to count, so it is no answer."""
    text = digits(int(value) if isinstance(value, float) and abs(value) < 1e6 else value)
    days = int(text) if text and len(text) == 5 else 0
    return date(1899, 12, 30) + timedelta(days=days) if days >= 20_000 else None


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

    def without(self, other: Period) -> tuple[Period, ...]:
        """The days of it that are not in the other: none, one period, or one on either side."""
        before = Period(None, other.start) if other.start else None
        after = Period(other.end, None) if other.end else None
        return tuple(p for side in (before, after) if side and (p := self.overlap(side)))

    def __str__(self) -> str:
        return f"[{self.start or '…'}, {self.end or '…'})"


class CodeTree(Protocol):
    """Codes in a tree: an item catalogue, a territory.

    A code that has others below it is an imprecise fact: of what lies below, any may be meant.
    """

    def __contains__(self, code: object) -> bool: ...

    def __hash__(self) -> int: ...

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

    def name(self, code: str, lang: str = "zh", on: date | None = None) -> str:
        """What a reader calls the code, on a day if one is given."""

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
