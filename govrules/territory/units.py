"""The values of a territory: rosters, units, events, organs; what a caller sees of it."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Protocol

import attrs

__all__ = ["Event", "Line", "LineLike", "Located", "Organ", "Role", "RoleLike", "Roster", "Unit"]


@attrs.frozen
class Roster:
    """An official list of units, which speaks for its own day only.

    Attributes:
        day: The day as of which the list was drawn up.
        size: How many units of the territory stand in it.
    """

    day: date
    size: int = 0

    @property
    def id(self) -> str:
        """The name of the roster: its day, ``"2023-06-30"``."""
        return self.day.isoformat()


@attrs.frozen
class Unit:
    """A unit of the territory, as one roster has it.

    Attributes:
        code: The division code: 2, (4,) 6, 9 or 12 digits.
        zh: The Chinese name, without the office that sits there (大栅栏街道).
        en: The English name; the Chinese one where no English one is on record.
        level: ``city``, ``district``, ``subdistrict`` or ``community``; also ``province`` in a
            territory of the whole country.
        kind: ``street``, ``area``, ``town``, ``township``, ``zone``; ``residents``,
            ``villagers``, ``quasi_residents``, ``quasi_villagers``; or the level.
        parent: The code one step up, ``None`` at the root.
        rosters: The ids of the rosters in which exactly this name stands at this code.
    """

    code: str
    zh: str
    en: str
    level: str
    kind: str
    parent: str | None
    rosters: tuple[str, ...]

    def _repr_html_(self) -> str:
        cells = (("code", self.code), ("zh", self.zh), ("level", self.level), ("kind", self.kind))
        rows = [*cells, ("rosters", ", ".join(self.rosters))]
        body = "".join(f"<tr><th>{k}</th><td>{escape(v)}</td></tr>" for k, v in rows)
        return f"<table>{body}</table>"


_TEXT = {
    "gone": (
        "{code} {before} stands in the roster of {since}, no longer in that of {until}",
        "{code} {before} 见于 {since} 的名册，不再见于 {until} 的名册",
    ),
    "new": (
        "{code} {after} stands in the roster of {until}, not yet in that of {since}",
        "{code} {after} 见于 {until} 的名册，尚不见于 {since} 的名册",
    ),
    "renamed": (
        "{code} is called {before} in the roster of {since}, {after} in that of {until}",
        "{code} 在 {since} 的名册中称 {before}，在 {until} 的名册中称 {after}",
    ),
    "reused": (
        "{code} is called {before} in the roster of {since}, {after} in that of {until}; "
        "not to be taken for {other}",
        "{code} 在 {since} 的名册中称 {before}，在 {until} 的名册中称 {after}；勿与 {other} 混同",
    ),
    "moved": (
        "{before} has the code {code} in the roster of {since}; in that of {until} it is "
        "{other} {after}",
        "{before} 在 {since} 的名册中代码为 {code}，在 {until} 的名册中为 {other} {after}",
    ),
}
_TEXT["restyled"] = _TEXT["renamed"]


@attrs.frozen
class Event:
    """A difference between two rosters that follow one another: when, exactly, they don't say.

    Attributes:
        kind: ``gone``; ``new``; ``renamed``; ``restyled`` (only the style of the name changed:
            居委会, 居民委员会); ``reused`` (the name and the code part: the old name is another
            code's in the later roster, or the new name was another code's in the earlier one);
            ``moved`` (the same name in the same district under another code).
        code: The code; of a move, the one in the earlier roster.
        since: The id of the earlier roster.
        until: The id of the later roster.
        before: The name in the earlier roster.
        after: The name in the later roster.
        other: Of a move, the code in the later roster; of a reuse, the code not to be confused.
    """

    kind: str
    code: str
    since: str
    until: str
    before: str | None = None
    after: str | None = None
    other: str | None = None

    def text(self, lang: str = "en") -> str:
        """The event as a phrase in ``"en"`` or ``"zh"``."""
        return _TEXT[self.kind][lang == "zh"].format(**attrs.asdict(self))


@attrs.frozen
class Located:
    """A place found, and what the rosters around the day say against it.

    Attributes:
        code: The code of the unit that the text means.
        unit: That unit.
        settled: The code of the narrowest unit in which the place lies for certain: ``code``, or,
            where day and code do not fit, one that holds all that may be meant.
        note_zh: The caveats in Chinese, ``""`` where there are none.
        note_en: The same in English.
        rest: What of the text was not read: road, estate, door, or a name that is no unit's there.
    """

    code: str
    unit: Unit
    settled: str
    note_zh: str = ""
    note_en: str = ""
    rest: str = ""

    def with_rest(self, rest: str) -> Located:
        """The same place, of a text of which this was not read."""
        return Located(self.code, self.unit, self.settled, self.note_zh, self.note_en, rest)


class RoleLike(Protocol):
    """What a territory reads of a role: its code, its names, and the units it can sit at."""

    @property
    def code(self) -> str:
        """The role's code, ``"street_office"``."""

    @property
    def zh(self) -> str:
        """The role's Chinese name."""

    @property
    def en(self) -> str:
        """The role's English name."""

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels at which organs of the role sit; others than the territory's are ignored."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of unit that have it; empty where every kind has."""

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Kind of unit → what its organ is called there; two of one name are one body."""


class LineLike(Protocol):
    """What a territory reads of a functional line (条): from role and level to role and level."""

    @property
    def kind(self) -> str:
        """``guidance``, ``dispatch``, ``delegation`` or ``support``."""

    @property
    def from_role(self) -> str:
        """The role at the upper end."""

    @property
    def from_level(self) -> str:
        """The level of the organs at the upper end."""

    @property
    def to_role(self) -> str:
        """The role at the lower end."""

    @property
    def to_level(self) -> str:
        """The level of the organs at the lower end."""

    @property
    def cite(self) -> str:
        """The provision on which the line rests."""

    @property
    def since(self) -> date | None:
        """The first day in force, where it is known."""

    @property
    def until(self) -> date | None:
        """The first day without force, where there is one."""


@attrs.frozen
class Role:
    """A role as the territory keeps it; see ``RoleLike``."""

    code: str
    zh: str
    en: str
    levels: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


@attrs.frozen
class Line:
    """A functional line as the territory keeps it; see ``LineLike``."""

    kind: str
    from_role: str
    from_level: str
    to_role: str
    to_level: str
    cite: str
    since: date | None = None
    until: date | None = None


@attrs.frozen
class Organ:
    """A body at a unit: 街道办事处 @ 大栅栏街道.

    Attributes:
        role: The code of its role; of several, of the one that says most exactly what it is.
        unit: The code of the unit.
        level: The level of the unit.
        zh: The Chinese name of the role.
        en: The English name of the role.
        roles: The codes of all its roles: 大栅栏街道办事处 is ``street_office`` and, as every
            street or township, ``street_or_township``.
    """

    role: str
    unit: str
    level: str
    zh: str
    en: str
    roles: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The organ's node in the graph: ``"organ:street_office@110102013"``."""
        return f"organ:{self.role}@{self.unit}"
