"""Which unit a place is for certain on a day: itself, or the narrowest that holds all it may be.

A roster speaks for its own day, and a code is not for ever: it goes, comes, moves, is given to
another unit. Where the rosters that bear on a day do not all have the unit that was found, what it
became or was before may be meant as well. What holds them all is less precise and never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from datetime import date

from .find import Events, Found
from .naming import canonical
from .store import NOWHERE, Columns
from .units import Event

__all__ = ["elsewhere", "reuses", "settled"]


def settled(cols: Columns, events: Callable[[], Events], found: Found, on: date | None) -> int:
    """The row of the narrowest unit in which the place lies, whichever roster is right.

    From the root down, each unit must be one and the same in all rosters that bear on the day. The
    first that is not may also be what it moved to or from, or what it is not to be confused with;
    one that only came or went may have been part of any unit beside it.
    """
    for row in cols.path(found.row):
        if not _is_same(cols, events, found, row, on):
            return _holder(cols, events(), row, on)
    return found.row


def elsewhere(events: Events, code: str, but: Container[tuple[str, str]] = ()) -> tuple[str, ...]:
    """The codes that the unit of a code has or had in other rosters, in the order of moves.

    Args:
        events: What became of each code.
        code: The code.
        but: Moves, from one code to another, that are not followed.
    """
    known, waiting = {code: None}, [code]
    while waiting:
        for event in events.get(waiting.pop(0), ()):
            moved = (event.code, event.other) if event.kind == "moved" else ()
            for other in moved if moved not in but else ():
                if other and other not in known:
                    known[other] = None
                    waiting.append(other)
    return tuple(known)[1:]


def reuses(
    cols: Columns, events: Callable[[], Events], row: int, rosters: set[int]
) -> Iterator[Event]:
    """The times at which the code of a row was given to another unit, between some rosters."""
    if len({canonical(name) for name in cols.names_of(row)}) < 2:
        return  # no need to compare the rosters for it
    ids = [roster.id for roster in cols.rosters]
    for event in events().get(cols.codes[row], ()):
        if event.kind == "reused" and min(rosters) <= ids.index(event.since) < max(rosters):
            yield event


def _is_same(
    cols: Columns, events: Callable[[], Events], found: Found, row: int, on: date | None
) -> bool:
    look = set(cols.around(on))
    if not look <= set(cols.stands(row)) or len({cols.kind(row, k) for k in look}) > 1:
        return False
    if row == found.row and not look & set(found.rosters):  # a name of another time
        look |= set(found.rosters)
    if on is None and found.is_code:  # a code by itself does not say of which time it is
        look |= set(cols.stands(row))
    return not any(reuses(cols, events, row, look))


def _holder(cols: Columns, events: Events, row: int, on: date | None) -> int:
    code, look = cols.codes[row], cols.around(on)
    moved = [cols.row(other) for other in elsewhere(events, code)]
    reused = [cols.row(e.other) for e in events.get(code, ()) if e.kind == "reused"]
    holder = _above_all(cols, [row, *moved, *reused])
    is_found = all(any(k in cols.stands(r) for r in (row, *moved)) for k in look)
    is_open = not is_found and cols.level(holder) == "subdistrict"
    return cols.parents[holder] if is_open and _is_redrawn(cols, events, holder, on) else holder


def _above_all(cols: Columns, rows: list[int]) -> int:
    """The narrowest unit above all of these; the root where it is among them."""
    paths = [cols.path(row)[:-1] or (row,) for row in rows]
    return next(row for row in reversed(paths[0]) if all(row in path for path in paths))


def _is_redrawn(cols: Columns, events: Events, row: int, on: date | None) -> bool:
    """Whether a unit below it moved into another or out of it, so that others may have too.

    What a scenario moved is known to the day, and so is what it moved back.
    """
    drawn = {(s.code, s.into) for s in cols.successions}
    for below in range(row + 1, cols.end(row)):
        became = cols.followed(below, on)
        others = [became, *(cols.row(code) for code in elsewhere(events, cols.codes[below], drawn))]
        if any(row not in cols.path(other) for other in others if other != NOWHERE):
            return True
    return False
