"""From what people write to a unit: a code, a path of names, a name, a short form.

Nothing is guessed. Of several units that fit, one that holds all the others is taken (less
precise, never wrong); otherwise the candidates are named in an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import TypeAlias
from unicodedata import normalize

import attrs

from ..errors import Hints, PlaceError, did_you_mean, shortened, shown
from .division_codes import padded_prefixes
from .naming import Keys, canonical, parts_of, stems
from .store import NOWHERE, Columns
from .units import Event

__all__ = ["Events", "Found", "Names", "find", "find_code", "label", "no_code"]

Events: TypeAlias = Mapping[str, tuple[Event, ...]]
"""The events of each code, see ``lineage``."""

_SHOWN = 12  # candidates that an error spells out
# Beijing's longest path has 55 characters; there are five levels, each a step.
_LONGEST, _MOST_STEPS = 100, 8


@attrs.frozen
class Found:
    """A row, and the rosters (by number) in which the text means it; all, if it was a code."""

    row: int
    rosters: tuple[int, ...]
    is_code: bool = False


@attrs.frozen(eq=False)
class Names:
    """The two indexes: whole names, and short forms."""

    whole: Keys
    short: Keys

    @classmethod
    def of(cls, cols: Columns) -> Names:
        """Index every name of every roster."""
        whole: list[tuple[str, int]] = []
        short: list[tuple[str, int]] = []
        for row in range(len(cols.codes)):
            level = cols.level(row)
            for name in cols.names_of(row):
                whole.append((canonical(name), row))
                short.extend((stem, row) for stem in stems(name, level))
        return cls(Keys.of(whole), Keys.of(short))


def label(cols: Columns, row: int, roster: int | None = None) -> str:
    """The path of names down to a row, from the second step on where there is one."""
    rows = cols.path(row)
    names = [
        (cols.name(r, roster) if roster is not None else None) or cols.latest(r)
        for r in (rows[1:] or rows)
    ]
    return "/".join(dict.fromkeys(names))


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
    parts = [p for part in parts_of(clean) for p in _split(names, part)]
    if len(parts) > _MOST_STEPS:
        raise _too_long(text)
    look = cols.around(on)
    every = tuple(range(len(cols.rosters)))
    for rosters in (look, every):
        for keys in (names.whole, names.short):
            found = _choose(cols, events, _fits(cols, keys, parts, rosters), text)
            if found:
                return found
    raise _no_name(cols, names, text, parts)


def _split(names: Names, part: str) -> list[str]:
    """The names written without a break: 西城区大栅栏街道 → 西城区, 大栅栏街道.

    Whole names go before short forms, and of each the longest first.
    """

    @cache
    def split_at(start: int) -> tuple[str, ...] | None:
        # kept by position: each rest of the text is split once, however it is come upon
        text = part[start:]
        if text in names.whole or text in names.short:
            return (text,)
        heads = [text[:size] for size in range(len(text) - 2, 1, -1)]
        for head in (
            *(h for h in heads if h in names.whole),
            *(h for h in heads if h in names.short and h not in names.whole),
        ):
            rest = split_at(start + len(head))
            if rest is not None:
                return (head, *rest)
        return None

    return list(split_at(0) or (part,))


def _called(cols: Columns, row: int, part: str, rosters: Iterable[int]) -> tuple[int, ...]:
    """The rosters in which a row is called so, in full or in short; by its code, all."""
    if part == cols.codes[row]:
        return tuple(rosters)
    level, found = cols.level(row), []
    for roster in rosters:
        name = cols.name(row, roster)
        if name is not None and (canonical(name) == part or part in stems(name, level)):
            found.append(roster)
    return tuple(found)


def _fits(cols: Columns, keys: Keys, parts: Sequence[str], rosters: tuple[int, ...]) -> list[Found]:
    """The rows whose name is the last part and whose ancestors bear the others, in order."""
    if not parts:
        return []
    every = range(len(cols.rosters))
    found = []
    for row in keys.find(parts[-1]):
        stands = _called(cols, row, parts[-1], rosters)
        heads = list(parts[:-1])
        for above in reversed(cols.path(row)[:-1]):
            # an ancestor may have changed its name since: any roster's name for it will do
            if heads and _called(cols, above, heads[-1], every):
                heads.pop()
        if stands and not heads:
            found.append(Found(row, stands))
    return found


def _choose(
    cols: Columns, events: Callable[[], Events], fits: list[Found], text: str
) -> Found | None:
    """The only one that fits, or that holds all the others, or the earlier of a move."""
    # rows are in order of codes: whatever holds others comes before them
    tops: list[Found] = []
    for fit in fits:
        if not any(top.row in cols.path(fit.row) for top in tops):
            tops.append(fit)
    if len(tops) < 2:
        return tops[0] if tops else None
    if len(tops) == 2:
        early, late = sorted(tops, key=lambda f: f.rosters)
        from_, to = cols.codes[early.row], cols.codes[late.row]
        if any(e.kind == "moved" and e.other == to for e in events().get(from_, ())):
            return early
    raise _several(cols, text, fits)


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
        f"a place has at most {_LONGEST} characters and {_MOST_STEPS} steps, unlike {shown(text)}",
        f"地点至多 {_LONGEST} 字、{_MOST_STEPS} 级，而“{shortened(text)}”超出",
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


def _no_name(cols: Columns, index: Names, text: str, parts: Sequence[str]) -> PlaceError:
    return PlaceError(
        f"no place is called {shown(text)}",
        f"没有叫做“{shortened(text)}”的地方",
        field="place",
        value=text,
        hint_en="write the code, or the whole path",
        hint_zh="请写代码或完整的路径",
        near=lambda: _near(cols, index, text, parts),
    )


def _near(cols: Columns, index: Names, text: str, parts: Sequence[str]) -> Hints:
    """Names like the last part; or else, as that may be right, where there is one of that name."""
    hints = did_you_mean(parts[-1] if parts else text, _pool(cols, index, parts))
    if hints[0] is not None:
        return hints
    fits = _fits(cols, index.whole, parts[-1:], tuple(range(len(cols.rosters))))[:_SHOWN]
    there = [f"{label(cols, f.row, f.rosters[-1])} ({cols.codes[f.row]})" for f in fits]
    return (f"there is {', '.join(there)}", f"另有 {'、'.join(there)}") if there else (None, None)


def _pool(cols: Columns, index: Names, parts: Sequence[str]) -> list[str]:
    """The names worth proposing: those below the last part that is known; else those akin."""
    every = range(len(cols.rosters))
    for size in range(len(parts) - 1, 0, -1):
        for keys in (index.whole, index.short):
            known = _fits(cols, keys, parts[:size], tuple(every))
            if known:
                return sorted(_names_below(cols, known[0].row))
    # a name with two characters in common, so that the comparison that follows stays short
    letters = set("".join(parts)) - set("社区居委会村街道")
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
