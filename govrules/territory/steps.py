"""One step of an address: the name that stands at a place of the text, inside the unit before.

A full name counts only where it is not the beginning of another name (张镇大街), a short form only
where nothing but a unit inside it follows, and neither where it may mean more than the unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import attrs

from .aliases import Alias
from .naming import Keys, Letters, spelling, stems, towns
from .store import NOWHERE, Columns
from .units import Event

__all__ = ["TYPED", "Fit", "Names", "Reading", "Step"]

# A name of a road or the like that begins with the name of a unit: 张镇大街, 花乡桥, 中关村南大街.
_GOES_ON = re.compile(
    r"(?:[东南西北中上下前后内外大小新老]{0,2}(?:路|街(?!道)|大道|道|巷|胡同|桥|站|口|渠|河|沟)"
    r"|[一二三四五六七八九十]{1,2}(?:路|街(?!道)|巷|条))(?!村|社区)"
)
_SERVICE = re.compile("卫生|服务|医|幼儿|小学|中学|活动|公园|食堂|超市|菜|警务|文化|养老|党")
_INSIDE_A_VILLAGE = re.compile(r"[0-9A-Za-z甲乙丙丁]|第|[一二三四五六七八九十]+[组队号]")
_ROADS = ("路", "街", "大街", "道", "巷", "胡同", "桥")
_LOWER = ("subdistrict", "community")
TYPED = re.compile("街道|地区|[镇乡县]|(?<![小园社])区")
"""What ends the name of a district or a subdistrict."""
_MOST_KEPT = 20_000

Fit: TypeAlias = tuple[int, tuple[int, ...]]
"""A row, and the rosters (by number) in which it bears the name."""


@attrs.frozen(eq=False)
class Names:
    """The indexes: names that say their type, other names, and short forms.

    ``every`` joins them; ``inside`` remembers what was found under a name inside a unit.
    """

    whole: Keys
    short: Keys
    aliases: dict[str, Alias]
    every: Keys
    inside: dict[Any, tuple[Fit, ...]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, cols: Columns, aliases: Iterable[Alias] = ()) -> Names:
        """Index every name of every roster, and the other names."""
        whole: list[tuple[str, int]] = []
        short: list[tuple[str, int]] = []
        for row in range(len(cols.codes)):
            level = cols.level(row)
            for name in cols.names_of(row):
                whole.append((spelling(name), row))
                whole.extend((town, row) for town in towns(name, level))
                short.extend((stem, row) for stem in stems(name, level))
        known = {alias.name: alias for alias in aliases}
        whole += [(a.name, cols.row(a.code)) for a in known.values() if not a.is_area]
        areas = [(a.name, cols.row(a.code)) for a in known.values() if a.is_area]
        return cls(Keys.of(whole), Keys.of(short), known, Keys.of(whole + short + areas))


@attrs.frozen
class Step:
    """A name that was read: what it may mean, where it ends, whether the rest is open."""

    end: int
    fits: tuple[Fit, ...]
    alias: Alias | None = None
    is_loose: bool = False


@attrs.frozen
class Reading:
    """One address in reading: the units and names, the letters, the rosters to look in first."""

    cols: Columns
    names: Names
    letters: Letters
    look: tuple[int, ...]
    events: Callable[[], Mapping[str, tuple[Event, ...]]]

    def step(self, at: int, held: int) -> Step | None:
        """The name at a place of the text, inside the unit that is held."""
        text, breaks, names = self.letters.text, self.letters.breaks, self.names
        keys = names.every.begins(text, at)
        if not keys:
            return None
        for key in keys:
            alias, end = names.aliases.get(key), at + len(key)
            if alias is not None and alias.is_area and (end in breaks or text[end].isascii()):
                found = self.inside(key, held, (self.cols.row(alias.code),))
                if found:
                    return Step(end, found, alias, is_loose=True)
        for index, accepts in ((names.whole, self.is_whole), (names.short, self.is_short)):
            for key in keys:
                if index is names.whole and len(keys) > 1 and self.is_parted(keys[-1], at, held):
                    continue  # 平谷镇罗营镇: 平谷, 镇罗营镇
                end, rows = at + len(key), tuple(index.find(key))
                found = self.inside(key, held, rows) if rows else ()
                found = tuple([fit for fit in found if accepts(key, end, fit[0], held)])
                if found:
                    return Step(end, found, names.aliases.get(key))
        return None

    def is_parted(self, key: str, at: int, held: int) -> bool:
        """Whether a district in short, with the full name of a subdistrict in it, stands here."""
        cols, end = self.cols, at + len(key)
        for row in self.names.short.find(key) if held in (NOWHERE, 0) else ():
            if cols.level(row) == "district" and end not in self.letters.breaks:
                for other in self.names.every.begins(self.letters.text, end):
                    if other.endswith(("街道", "地区", "镇", "乡")):
                        return any(row < r < cols.end(row) for r in self.names.whole.find(other))
        return False

    def inside(self, key: str, held: int, rows: tuple[int, ...]) -> tuple[Fit, ...]:
        """Those of the rows that lie in the unit held, or hold it; by the rosters that say so."""
        known, asked = self.names.inside, (rows, key, held, self.look)
        if asked not in known:
            if len(known) >= _MOST_KEPT:
                known.clear()
            known[asked] = self.find_inside(key, held, rows)
        return known[asked]

    def find_inside(self, key: str, held: int, rows: tuple[int, ...]) -> tuple[Fit, ...]:
        """As ``inside``, without memory."""
        cols = self.cols
        above = () if held == NOWHERE else cols.path(held)
        end = 0 if held == NOWHERE else cols.end(held)
        rows = tuple(r for r in rows if held == NOWHERE or held <= r < end or r in above)
        alias = self.names.aliases.get(key)
        if alias is not None and cols.row(alias.code) in rows:
            return ((cols.row(alias.code), cols.stands(cols.row(alias.code))),)
        for rosters in (self.look, tuple(range(len(cols.rosters)))) if rows else ():
            for called in (_called, _called_also):  # a unit's own name before that of its town
                found = [(r, called(cols, r, key, rosters)) for r in rows]
                if any(stands for _, stands in found):
                    return tuple((r, stands) for r, stands in found if stands)
        return ()

    def is_whole(self, key: str, end: int, row: int, held: int) -> bool:
        """Whether a full name here is the unit's, and not the beginning of another name."""
        if end in self.letters.breaks:
            return True
        level, text = self.cols.level(row), self.letters.text
        if level not in _LOWER or key.endswith(("街道", "地区", "开发区")):
            return True
        if level == "subdistrict" and key.endswith(("镇", "乡")):
            return not _GOES_ON.match(text, end) or self.names_below(end, row)
        if level == "subdistrict":
            return False
        if held == NOWHERE:
            return False
        if key.endswith("社区"):
            return not _SERVICE.match(text, end) and not _GOES_ON.match(text, end)
        return bool(_INSIDE_A_VILLAGE.match(text, end))

    def is_short(self, key: str, end: int, row: int, held: int) -> bool:
        """Whether a name without its type is the unit's: nothing but a unit in it may follow.

        Not that of a road; nor where another unit's name begins so, which says that the area is
        larger than the unit; and a community is named in short only inside its subdistrict.
        """
        level = self.cols.level(row)
        if end not in self.letters.breaks:
            return self.names_below(end, row)
        if level == "community":
            return held != NOWHERE and self.cols.level(held) == "subdistrict"
        return level != "subdistrict" or not (key.endswith(_ROADS) or self.begin_alike(key, row))

    def names_below(self, at: int, row: int) -> bool:
        """Whether the text goes on with a unit that lies in the row."""
        below = self.step(at, row)
        return below is not None and all(row < r < self.cols.end(row) for r, _ in below.fits)

    def begin_alike(self, key: str, row: int) -> tuple[int, ...]:
        """The units of the district outside the row whose names begin so."""
        cols, stands = self.cols, set(self.cols.stands(row))
        rosters = stands & set(self.look) or stands
        scope = next((r for r in cols.path(row) if cols.level(r) == "district"), row)
        return tuple(
            other
            for other in self.names.whole.beginning(key)
            if scope < other < cols.end(scope)
            and not row <= other < cols.end(row)
            and not rosters.isdisjoint(cols.stands(other))
        )

    def contradiction(self, at: int, held: int) -> int:
        """A district or subdistrict named at a place of the text that does not lie in the held."""
        is_low = held != NOWHERE and self.cols.level(held) in ("district", *_LOWER)
        if is_low and TYPED.search(self.letters.text, at):
            for key in self.names.every.begins(self.letters.text, at):
                for row in self.names.whole.find(key):
                    is_unit = self.cols.level(row) != "community"
                    if is_unit and self.is_whole(key, at + len(key), row, held):
                        return row
        return NOWHERE


def _called(cols: Columns, row: int, key: str, rosters: tuple[int, ...]) -> tuple[int, ...]:
    """The rosters in which a row is called so."""
    names = ((k, cols.name(row, k)) for k in rosters)
    return tuple(k for k, name in names if name is not None and spelling(name) == key)


def _called_also(cols: Columns, row: int, key: str, rosters: tuple[int, ...]) -> tuple[int, ...]:
    """The rosters in which a row is called so in short, or by the name of its town."""
    level, names = cols.level(row), ((k, cols.name(row, k)) for k in rosters)
    return tuple(
        k
        for k, name in names
        if name is not None and key in (*towns(name, level), *stems(name, level))
    )
