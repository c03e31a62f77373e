"""From what people write to a unit: a code, or an address as far as it is certain.

Nothing is guessed. Of several units that fit, one that holds all the others is taken (less
precise, never wrong); otherwise the candidates are named in an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import chain
from typing import TypeAlias
from unicodedata import normalize

import attrs

from ..errors import Hints, PlaceError, did_you_mean, shortened, shown
from .address import Address, read_address
from .division_codes import padded_prefixes
from .names import Names
from .naming import canonical, letters_of, stems
from .store import NOWHERE, Columns, label
from .units import Event

__all__ = ["Events", "Found", "find", "find_code", "label", "near", "no_code", "search"]

Events: TypeAlias = Mapping[str, tuple[Event, ...]]
"""The events of each code, see ``lineage``."""

_SHOWN = 12  # candidates that an error spells out
_LONGEST = 200  # of real addresses, one in thousands has more than 100 characters
# A path that ends in a subdistrict that there is not: mistyped, and no road or door.
_UNIT_OF_NONE = re.compile(r"[^0-9A-Za-z]{2,6}(?:街道|镇|乡)")
_MOST_SUGGESTED_FOR = 20  # what is longer is no name that was mistyped


@attrs.frozen
class Found:
    """A row, and the rosters (by number) in which the text means it; all, if it was a code.

    Of an address, what was read and what was not; ``written`` is the row that the text says, where
    that has become the other by the day.
    """

    row: int
    rosters: tuple[int, ...]
    is_code: bool = False
    address: Address | None = None
    written: int | None = None


def find_code(cols: Columns, text: str) -> int:
    """The row of a code, also one filled up with zeros, or ``NOWHERE``."""
    for code in (text, *padded_prefixes(text)):
        row = cols.row(code)
        if row != NOWHERE:
            return row
    return NOWHERE


def find(
    cols: Columns,
    index: Callable[[], Names],
    events: Callable[[], Events],
    text: object,
    on: date | None,
) -> Found:
    """The unit that a code, a path of names, a name or a short form means on a day.

    Index and events are asked for only where they are needed: a code needs neither.

    Raises:
        PlaceError: it means none, or several; the message names them.
    """
    if not isinstance(text, str) or not text.strip():
        raise PlaceError(
            f"a place is a code or a name, not {shown(text)}",
            f"地点应为代码或名称，而不是 {shown(text)}",
            field="place",
            value=text,
            hint_en="write 110102013 or 西城区/大栅栏街道",
            hint_zh="请写 110102013 或 西城区/大栅栏街道",
        )
    clean = text.strip()
    if len(clean) <= _LONGEST:
        clean = normalize("NFKC", clean).strip()
    if len(clean) > _LONGEST:
        raise _too_long(text)
    if clean.isascii() and clean.isdigit():
        row = find_code(cols, clean)
        if row == NOWHERE:
            raise no_code(cols, clean)
        return Found(row, cols.stands(row), is_code=True)
    names = index()
    address = read_address(cols, names, events, clean, on)
    if address.row == NOWHERE and address.rivals:
        raise _several(cols, text, [Found(row, rosters) for row, rosters in address.rivals])
    is_unit_of_none = address.row != NOWHERE and _UNIT_OF_NONE.fullmatch(address.rest)
    if address.row == NOWHERE or address.against != NOWHERE or is_unit_of_none:
        raise _no_name(cols, names, text, address)
    return Found(address.row, address.rosters, address=address)


def _several(cols: Columns, text: str, fits: list[Found]) -> PlaceError:
    names = [f"{label(cols, f.row, f.rosters[-1])} ({cols.codes[f.row]})" for f in fits[:_SHOWN]]
    days = {f.rosters for f in fits}
    if len(days) > 1:  # the rosters around the day disagree: say which says what
        names = [
            f"{s} [{', '.join(cols.rosters[k].id for k in f.rosters)}]"
            for s, f in zip(names, fits, strict=False)
        ]
    more = len(fits) - len(names)
    return PlaceError(
        f"{shown(text)} may be any of {len(fits)} places: {', '.join(names)}"
        + (f" and {more} more" if more else ""),
        f"“{shortened(text)}”可指 {len(fits)} 处：{'、'.join(names)}"
        + (f"，另有 {more} 处" if more else ""),
        field="place",
        value=text,
        hint_en="write the code, or more of the path",
        hint_zh="请写代码，或写出更完整的路径",
    )


def _too_long(text: str) -> PlaceError:
    return PlaceError(
        f"a place has at most {_LONGEST} characters, unlike {shown(text)}",
        f"地点至多 {_LONGEST} 字，而“{shortened(text)}”超出",
        field="place",
        value=text,
        hint_en="write 110102013 or 西城区/大栅栏街道",
        hint_zh="请写 110102013 或 西城区/大栅栏街道",
    )


def no_code(cols: Columns, code: str) -> PlaceError:
    """The error for a code that stands in no roster."""
    code = shortened(str(code))
    size = max((n for n in cols.levels if n < len(code) and cols.row(code[:n]) >= 0), default=0)
    hint_en = hint_zh = None
    if size:
        near = f"{code[:size]} {label(cols, cols.row(code[:size]))}"
        hint_en, hint_zh = f"the nearest known part is {near}", f"最近的已知部分是 {near}"
    return PlaceError(
        f"no unit has the code {code} in any roster",
        f"任何名册中都没有代码 {code}",
        field="place",
        value=code,
        hint_en=hint_en,
        hint_zh=hint_zh,
    )


def _no_name(cols: Columns, index: Names, text: str, address: Address) -> PlaceError:
    en, zh = f"no place is called {shown(text)}", f"没有叫做“{shortened(text)}”的地方"
    hint_en, hint_zh = "write the code, or the whole path", "请写代码或完整的路径"
    if address.against != NOWHERE:
        held, other = label(cols, address.row), label(cols, address.against)
        code = cols.codes[address.against]
        en = f"{shown(text)} names {other} ({code}), which does not lie in {held}"
        zh = f"“{shortened(text)}”写有 {other}（{code}），其不在 {held} 之内"
        hint_en, hint_zh = "write the one that is meant", "请只写所指的一处"
        return PlaceError(en, zh, field="place", value=text, hint_en=hint_en, hint_zh=hint_zh)
    return PlaceError(
        en,
        zh,
        field="place",
        value=text,
        hint_en=hint_en,
        hint_zh=hint_zh,
        near=lambda: near(cols, index, address.rest, address.row),
    )


def near(cols: Columns, index: Names, text: str, held: int) -> Hints:
    """Names like one that was not found: for a person, who asks for it.

    Args:
        cols: The units.
        index: Their names.
        text: What was not found.
        held: The unit in which to look, ``NOWHERE`` for all.
    """
    part = letters_of(text).text
    if len(part) > _MOST_SUGGESTED_FOR:
        return None, None
    return did_you_mean(part, _pool(cols, index, part, held))


def _pool(cols: Columns, index: Names, part: str, held: int) -> list[str]:
    """The names worth proposing: those in the unit that is known; else those akin."""
    if held != NOWHERE and cols.level(held) in ("district", "subdistrict"):
        return sorted(_names_below(cols, held))
    # a name with two characters in common, so that the comparison that follows stays short
    letters = set(part) - set("社区居委会村街道")
    need = min(2, len(letters))
    names = chain(index.whole, index.short)
    return [name for name in names if len(letters.intersection(name)) >= need]


def _names_below(cols: Columns, row: int) -> set[str]:
    """The names below a row, whole and short."""
    found: set[str] = set()
    for below in range(row + 1, cols.end(row)):
        for name in cols.names_of(below):
            found |= {canonical(name), *stems(name, cols.level(below))}
    return found


def search(cols: Columns, at: int, text: str, limit: int) -> list[int]:
    """The rows in a roster whose code begins with a text or whose name contains it.

    Args:
        cols: The units.
        at: The roster, by number.
        text: Digits, or part of a name.
        limit: How many to give back at most, the likeliest first.
    """
    part, ranked = canonical(text.strip()), []
    for row, code in enumerate(cols.codes):
        name = cols.name(row, at)
        if name is None or not part:
            continue
        plain = canonical(name)
        if code.startswith(part) or part in plain:
            rank = 0 if part in (code, plain) else 1 if plain.startswith(part) else 2
            ranked.append((rank, len(code), code, row))
    return [row for *_, row in sorted(ranked)[:limit]]
