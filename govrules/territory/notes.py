"""What the rosters around a day say against a place that was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from .find import Events, Found, label
from .settle import elsewhere, reuses, settled
from .store import Columns
from .units import Located

__all__ = ["located", "notes"]


def located(cols: Columns, events: Callable[[], Events], found: Found, on: date | None) -> Located:
    """What was found, with what is certain of it and what the rosters say against it."""
    row = settled(cols, events, found, on)
    zh, en = notes(cols, events, found, row, on)
    if found.written is not None:
        zh, en = _with_succession(cols, found.written, found.row, zh, en)
    unit = cols.unit(found.row, cols.nearest(found.row, on))
    return Located(unit.code, unit, cols.codes[row], zh, en)


def notes(
    cols: Columns, events: Callable[[], Events], found: Found, settled: int, on: date | None
) -> tuple[str, str]:
    """The caveats, Chinese and English; empty where the rosters agree.

    A roster speaks for its own day. Between two rosters the changes that they show may have
    come before or after the day, so they are told. Outside them all the nearest one is taken to
    hold, unless it doesn't have the unit. A code that was given to another unit says so on any day.

    Args:
        cols: The units.
        events: What became of each code.
        found: What the text means.
        settled: The row of the narrowest unit in which the place lies for certain.
        on: The day.
    """
    look = cols.around(on)
    told: list[tuple[str, str]] = []
    for row in cols.path(found.row):
        stands = cols.stands(row)
        if found.is_code:
            told += [(e.text("zh"), e.text()) for e in reuses(cols, events, row, set(stands))]
        if set(stands) >= set(look) and len(look) == 1:
            continue
        mine = events().get(cols.codes[row], ())
        if not set(stands) & set(look):
            told.append(_elsewhere(cols, row, stands, look))
            told += [(e.text("zh"), e.text()) for e in mine if e.kind == "moved"]
        else:
            since = cols.rosters[look[0]].id
            told += [
                (e.text("zh"), e.text()) for e in mine if e.since == since and e.kind != "restyled"
            ]
    if not set(found.rosters) & set(look) and set(cols.stands(found.row)) & set(look):
        told.append(_formerly(cols, found, look))
    if settled != found.row:
        told.insert(0, _settled(cols, events(), found.row, settled, look))
    if found.address is not None:
        told += [(alias.note_zh, alias.note_en) for alias in found.address.aliases]
        if found.address.rest:
            told.append(_unread(cols, found.row))
    told = list(dict.fromkeys(told))
    return "；".join(zh for zh, _ in told), "; ".join(en for _, en in told)


def _ids(cols: Columns, rosters: tuple[int, ...]) -> tuple[str, str]:
    ids = [cols.rosters[k].id for k in rosters]
    return "、".join(ids), " and ".join(ids)


def _elsewhere(
    cols: Columns, row: int, stands: tuple[int, ...], look: tuple[int, ...]
) -> tuple[str, str]:
    what = f"{cols.codes[row]} {cols.name(row, stands[-1])}"
    has, lacks = _ids(cols, stands), _ids(cols, look)
    return (
        f"{what} 只见于 {has[0]} 的名册，不见于 {lacks[0]} 的名册",
        f"{what} stands only in the roster of {has[1]}, not in that of {lacks[1]}",
    )


def _unread(cols: Columns, row: int) -> tuple[str, str]:
    """What was read, where the text goes on: one note a unit, whatever it goes on with."""
    here, level = label(cols, row), cols.level(row)
    if level not in ("city", "district"):
        return f"按 {here} 认定，其后的文字未读", f"read as {here}; what follows it is not read"
    below_zh, below_en = ("区", "district") if level == "city" else ("街道乡镇", "subdistrict")
    return (
        f"按 {here} 认定，其后未写明{below_zh}",
        f"read as {here}; no {below_en} is named for certain",
    )


def _formerly(cols: Columns, found: Found, look: tuple[int, ...]) -> tuple[str, str]:
    at = next(k for k in look if k in cols.stands(found.row))
    then, now = cols.name(found.row, found.rosters[-1]), cols.name(found.row, at)
    (zh, en), day = _ids(cols, found.rosters), cols.rosters[at].id
    return (
        f"{cols.codes[found.row]} 在 {zh} 的名册中称 {then}，在 {day} 的名册中称 {now}",
        f"{cols.codes[found.row]} is called {then} in the roster of {en}, {now} in that of {day}",
    )


def _settled(
    cols: Columns, events: Events, row: int, settled: int, look: tuple[int, ...]
) -> tuple[str, str]:
    """What alone is certain, and the code that is proposed where the rosters know one."""
    zh = en = ""
    if not set(look) <= set(cols.stands(row)) and len(look) == 1:
        others = map(cols.row, elsewhere(events, cols.codes[row]))
        units = [
            f"{cols.codes[r]} {label(cols, r, look[0])}"
            for r in others
            if look[0] in cols.stands(r)
        ]
        if units:
            zh, en = (
                f"；如指 {'、'.join(units)}，请改写该代码",
                f"; if {' or '.join(units)} is meant, write that code",
            )
    here = label(cols, settled, look[0])
    return f"只能确定位于 {here}" + zh, f"all that is certain is that it lies in {here}" + en


def _with_succession(cols: Columns, was: int, row: int, zh: str, en: str) -> tuple[str, str]:
    """The caveats, with what the code that was written has become."""
    old, new = f"{cols.codes[was]} {cols.latest(was)}", f"{cols.codes[row]} {cols.latest(row)}"
    said = f"{old} 当日为 {new}", f"{old} is {new} on that day"
    return "；".join(filter(None, (said[0], zh))), "; ".join(filter(None, (said[1], en)))
