"""From what people write to what is certain of it: the units that an address begins with.

An address goes from the large to the small and, below the last unit, on to roads, estates and
doors. It is read from its beginning, name by name, each inside the unit before. What follows the
last certain name is left unread: it is never looked up elsewhere, for a road, an estate or a
well-known place may sound like a unit that lies somewhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import attrs

from .aliases import Alias, Registered
from .names import Fit, Names
from .naming import letters_of
from .steps import TYPED, Reading, Step
from .store import NOWHERE, Columns, label
from .units import Event

__all__ = ["Address", "read_address"]

# What may stand before the first unit and says nothing of the place.
_LEAD = re.compile(
    r"(?:中华人民共和国|中国|地址|住址|位于|邮编|\d{6}(?=\D)|(?i:p?r?china|beijing(?:shi|city)?(?![a-z])))+"
)
_FILLER = "市辖区"  # the statisticians' city level of a municipality
_MOST_OPEN = 8


@attrs.frozen
class Address:
    """What is certain of an address.

    Args:
        row: The unit that it begins with, ``NOWHERE`` if with none.
        rosters: The rosters in which the text means it.
        rest: What was not read, in the spelling of the rosters.
        rivals: Where several units bear the name that could not be told: these.
        against: A unit that is named behind one in which it does not lie.
        aliases: What was called by another name than its own.
    """

    row: int
    rosters: tuple[int, ...] = ()
    rest: str = ""
    rivals: tuple[Fit, ...] = ()
    against: int = NOWHERE
    aliases: tuple[Alias, ...] = ()


def read_address(
    cols: Columns,
    names: Names,
    events: Callable[[], Mapping[str, tuple[Event, ...]]],
    text: str,
    day: date | None,
) -> Address:
    """What an address begins with, as far as it is certain.

    Args:
        cols: The units.
        names: Their names.
        events: What became of each code.
        text: The address.
        day: The day whose rosters are looked in first.
    """
    letters = letters_of(text)
    reading = Reading(cols, names, letters, cols.around(day), events)
    found = _read_from(reading, _code_at_start(reading))
    if found.row == NOWHERE and not found.rivals and (lead := _LEAD.match(letters.text)):
        found = _read_from(reading, (lead.end(), NOWHERE, ()))
    if found.rivals and found.row == NOWHERE and found.rest:
        found = _told_behind(reading, found)
    return _spread(reading, found) if found.rest and found.row != NOWHERE else found


def _code_at_start(reading: Reading) -> tuple[int, int, tuple[int, ...]]:
    """Past a code that stands for the first steps of a path: ``110102/大栅栏街道``."""
    text, cols = reading.letters.text, reading.cols
    size = next((n for n, letter in enumerate(text) if not letter.isdigit()), len(text))
    row = cols.row(text[:size]) if size and size in reading.letters.breaks else NOWHERE
    return (0, NOWHERE, ()) if row == NOWHERE else (size, row, cols.stands(row))


def _read_from(reading: Reading, start: tuple[int, int, tuple[int, ...]]) -> Address:
    """Name by name, each in the unit before."""
    text = reading.letters.text
    at, held, rosters = start
    rest, aliases = None, list[Alias]()
    while at < len(text):
        if held != NOWHERE and text.startswith(_FILLER, at):
            at += len(_FILLER)
            continue
        step = reading.step(at, held)
        if step is None:
            break
        chosen = _choose(reading, step, at + step.size)
        if chosen is None:
            return Address(held, rosters, text[at:], step.fits, aliases=tuple(aliases))
        row, stands = chosen
        if row > held:  # what holds the held unit comes before it
            held, rosters = row, stands
        if step.alias is not None:
            aliases.append(step.alias)
        elif step.own:
            aliases.append(_by_registry(reading.cols, step.own, row))
        if step.is_loose and rest is None:
            rest = text[at:]
        at += step.size
    left = rest if rest is not None else text[at:]
    rivals = _by_short_name(reading) if held == NOWHERE else ()
    against = reading.contradiction(at, held)
    return Address(held, rosters, left, rivals, against, tuple(aliases))


def _by_registry(cols: Columns, name: str, row: int) -> Alias:
    return Registered(name, cols.codes[row]).as_alias(label(cols, row))


def _by_short_name(reading: Reading) -> tuple[Fit, ...]:
    """What the whole text may mean as a short form that is not certain."""
    cols, key, found = reading.cols, reading.letters.text, set[int]()
    for row in reading.names.short.find(key):
        if not set(cols.stands(row)).isdisjoint(reading.look):
            found |= {row, *reading.begin_alike(key, row)}
    tops = [r for r in sorted(found) if found.isdisjoint(cols.path(r)[:-1])]
    return tuple((r, cols.stands(r)) for r in tops)


def _choose(reading: Reading, step: Step, end: int) -> Fit | None:
    """The only one that fits, that holds the others, or that the text goes on in; of a move, the
    earlier."""
    if len(step.fits) == 1:
        return step.fits[0]
    cols = reading.cols
    tops: list[Fit] = []
    for row, stands in step.fits:  # in order of codes: whatever holds others comes before them
        if not any(top in cols.path(row) for top, _ in tops):
            tops.append((row, stands))
    if len(tops) > 1 and end < len(reading.letters.text):
        on = [top for top in tops[:_MOST_OPEN] if reading.step(end, top[0]) is not None]
        tops = on if len(on) == 1 else tops
    if len(tops) == 2:
        early, late = sorted(tops, key=lambda fit: fit[1])
        from_, to = cols.codes[early[0]], cols.codes[late[0]]
        if any(e.kind == "moved" and e.other == to for e in reading.events().get(from_, ())):
            return early
    return tops[0] if len(tops) == 1 else None


def _told_behind(reading: Reading, found: Address) -> Address:
    """Of several of the name, the one whose district is named behind: 八里庄街道（海淀区）."""
    cols = reading.cols
    named = {r for r in _mentioned(reading, found.rest) if cols.level(r) == "district"}
    fits = [r for r, _ in found.rivals if named & set(cols.path(r))]
    return (
        attrs.evolve(found, row=fits[0], rosters=cols.stands(fits[0]), rivals=())
        if len(fits) == 1
        else found
    )


def _mentioned(reading: Reading, rest: str) -> Iterator[int]:
    """The districts and subdistricts that are named in full further on in the text."""
    cols, whole = reading.cols, reading.names.whole
    for end in (m.end() for m in TYPED.finditer(rest)):
        for size in range(2, min(end, 9) + 1):
            for row in whole.find(rest[end - size : end]):
                if cols.level(row) in ("district", "subdistrict"):
                    yield row


def _spread(reading: Reading, found: Address) -> Address:
    """The narrowest unit that holds whatever else is named further on: what borders on two."""
    cols, row = reading.cols, found.row
    for other in sorted(set(_mentioned(reading, found.rest))):
        is_street = cols.level(other) == "subdistrict"
        if is_street and cols.parents[other] not in cols.path(row):
            continue  # a street of another district, which the text does not name
        if is_street and cols.level(row) == "district":
            continue
        if other not in cols.path(row) and not row <= other < cols.end(row):
            row = next(r for r in reversed(cols.path(row)) if r in cols.path(other))
    return found if row == found.row else attrs.evolve(found, row=row, rosters=cols.stands(row))
