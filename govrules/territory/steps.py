"""One step of an address: the name that stands at a place of the text, inside the unit before.

A full name counts only where it is not the beginning of another name (张镇大街), a short form only
where nothing but a unit inside it follows, and neither where it may mean more than the unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import attrs

from .aliases import Alias
from .names import Fit, Names
from .naming import Letters
from .store import NOWHERE, Columns
from .units import Event

__all__ = ["TYPED", "Reading", "Step"]


@attrs.frozen
class Ahead:
    """A pattern of what a text may go on with, and how many letters it may look at to tell."""

    pattern: re.Pattern[str]
    width: int


# A name of a road or the like that begins with the name of a unit: 张镇大街, 花乡桥, 中关村南大街.
_GOES_ON = Ahead(
    re.compile(
        r"(?:[东南西北中上下前后内外大小新老]{0,2}(?:路|街(?!道)|大道|道|巷|胡同|桥|站|口|渠|河|沟)"
        r"|[一二三四五六七八九十]{1,2}(?:路|街(?!道)|巷|条))(?!村|社区)"
    ),
    6,
)
# A road or an estate of its own name behind a district in short; 朝阳门 and 西城根 are others.
_OF_ITS_OWN = Ahead(
    re.compile(
        "(?![门根壕])[\u4e00-\u9fff]{2,5}?"
        "(?:路|街|道|巷|条|胡同|里|桥|村|庄|园|苑|小区|大厦|广场|公寓)"
    ),
    7,
)
_SERVICE = Ahead(
    re.compile("卫生|服务|医|幼儿|小学|中学|活动|公园|食堂|超市|菜|警务|文化|养老|党"), 2
)
_INSIDE_A_VILLAGE = Ahead(
    re.compile(r"[0-9A-Za-z甲乙丙丁]|第|[一二三四五六七八九十]{1,3}[组队号]"), 4
)
# What stands behind the name of a road, an estate or a point of interest, and shows that it ends.
_AT_IT = Ahead(
    re.compile(
        "[0-9A-Za-z#甲乙丙丁第]|[东南西北内外上下左右一二三四五六七八九十]{0,2}"
        "(?:[侧口门边段头座层楼栋塔]|[号期区](?!村))|附近|旁|周边|沿线|辅路|路口|交叉|对面|院内|地下"
    ),
    4,
)
_ROADS = ("路", "街", "大街", "道", "巷", "胡同", "桥")
_FEW = 4  # letters, after which a step that finds nothing is sooner taken than remembered
_LOWER = ("subdistrict", "community")
TYPED = re.compile("街道|地区|[镇乡县]|(?<![小园社])区")
"""What ends the name of a district or a subdistrict."""


@attrs.frozen
class Step:
    """A name that was read: how long it is, what it may mean, whether the rest is open.

    ``own`` is the name, where the user's registry has it.
    """

    size: int
    fits: tuple[Fit, ...]
    alias: Alias | None = None
    is_loose: bool = False
    own: str = ""


@attrs.define(eq=False)
class Reading:
    """One address in reading.

    A step depends on few letters of the text, and the same ones stand in many texts. ``far`` is
    how far the step in hand has looked, so that it is remembered by what it saw and no more.

    Args:
        cols: The units.
        names: Their names, and the steps that are known.
        letters: The letters of the address.
        look: The rosters to look in first.
        events: What became of each code.
    """

    cols: Columns
    names: Names
    letters: Letters
    look: tuple[int, ...]
    events: Callable[[], Mapping[str, tuple[Event, ...]]]
    far: int = 0

    def step(self, at: int, held: int) -> Step | None:
        """The name at a place of the text, inside the unit that is held."""
        text, memory = self.letters.text[at:], self.names.steps
        about = (held, self.look, self._breaks(at))
        known = memory.look_up(text, about)
        if known is None:
            far, self.far = self.far, at
            found = self._step(at, held)
            size = self.far - at
            if found is not None or size > _FEW:
                memory.keep(text, about, size, found)
            self.far = max(far, self.far)
        else:
            size, found = known
            self.far = max(self.far, at + size)
        return found

    def _breaks(self, at: int) -> tuple[int, ...]:
        """Where pieces end further on, but for the end of the whole."""
        breaks = self.letters.breaks
        return () if len(breaks) == 1 else tuple(sorted([b - at for b in breaks if b > at]))[:-1]

    def keys(self, at: int) -> list[str]:
        """The names with which the text goes on at a place, longest first."""
        keys, size = self.names.every.begins(self.letters.text, at)
        self.far = max(self.far, at + size)
        return keys

    def sees(self, ahead: Ahead, at: int) -> bool:
        """Whether the text goes on with a pattern at a place."""
        self.far = max(self.far, at + ahead.width)
        return ahead.pattern.match(self.letters.text, at) is not None

    def ends(self, at: int) -> bool:
        """Whether a piece of the text ends at a place."""
        self.far = max(self.far, at + 1)
        return at in self.letters.breaks

    def _step(self, at: int, held: int) -> Step | None:
        cols, look, meant = self.cols, self.look, self.names.meant
        keys = self.keys(at)
        known = [(key, len(key), m) for key in keys if (m := meant(cols, key, held, look))]
        for key, size, means in known:
            end = at + size
            if means.own and (self.ends(end) or self.sees(_AT_IT, end)):
                return Step(size, means.own, own=key)
        for _, size, means in known:
            if means.area and (self.ends(at + size) or self.letters.text[at + size].isascii()):
                return Step(size, means.area, means.alias, is_loose=True)
        if any(means.whole for *_, means in known):
            is_parted = len(keys) > 1 and self.is_parted(keys[-1], at, held)
            for key, size, means in known if not is_parted else ():  # 平谷镇罗营镇: 平谷, 镇罗营镇
                end = at + size
                found = tuple([f for f in means.whole if self.is_whole(key, end, f[0], held)])
                if found:
                    return Step(size, found, means.alias)
        for key, size, means in known:
            end = at + size
            found = tuple([f for f in means.short if self.is_short(key, end, f[0], held)])
            if found:
                return Step(size, found, means.alias)
        return None

    def is_parted(self, key: str, at: int, held: int) -> bool:
        """Whether a district in short, with the full name of a subdistrict in it, stands here."""
        cols, end = self.cols, at + len(key)
        for row in self.names.short.find(key) if held in (NOWHERE, 0) else ():
            if cols.level(row) == "district" and not self.ends(end):
                for other in self.keys(end):
                    if other.endswith(("街道", "地区", "镇", "乡")):
                        return any(row < r < cols.end(row) for r in self.names.whole.find(other))
        return False

    def is_whole(self, key: str, end: int, row: int, held: int) -> bool:
        """Whether a full name here is the unit's, and not the beginning of another name."""
        if self.ends(end):
            return True
        level = self.cols.level(row)
        if key.endswith("县"):
            return not self.sees(_GOES_ON, end)  # 大兴县胡同 is far from 大兴
        if level not in _LOWER or key.endswith(("街道", "地区", "开发区")):
            return True
        if level == "subdistrict" and key.endswith(("镇", "乡")):
            return not self.sees(_GOES_ON, end) or self.names_below(end, row)
        if level == "subdistrict":
            return False
        if held == NOWHERE:
            return False
        if key.endswith("社区"):
            return not self.sees(_SERVICE, end) and not self.sees(_GOES_ON, end)
        return self.sees(_INSIDE_A_VILLAGE, end)

    def is_short(self, key: str, end: int, row: int, held: int) -> bool:
        """Whether a name without its type is the unit's: nothing but a unit in it may follow.

        Not that of a road; nor where another unit's name begins so, which says that the area is
        larger than the unit; and a community is named in short only inside its subdistrict.
        """
        level = self.cols.level(row)
        if not self.ends(end):
            return self.names_below(end, row) or self.is_told_apart(end, row, held)
        if level == "community":
            return held != NOWHERE and self.cols.level(held) == "subdistrict"
        return level != "subdistrict" or not (key.endswith(_ROADS) or self.begin_alike(key, row))

    def is_told_apart(self, end: int, row: int, held: int) -> bool:
        """Whether what follows a city or district in short shows that it is meant: 海淀中关村大街.

        A name that is known there, also as the beginning of a road's; or, where the city was said,
        a road or an estate that has a name of its own: 北京朝阳建国路, not 北京朝阳北路.
        """
        if self.cols.level(row) not in ("city", "district") or self.sees(_GOES_ON, end):
            return False
        for key in self.keys(end):
            means = self.names.meant(self.cols, key, row, self.look)
            if means is not None and (means.area or len(key) > 2):
                return True
        is_in_city = held != NOWHERE and held != row and self.cols.level(held) == "city"
        return is_in_city and self.sees(_OF_ITS_OWN, end)

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
            for key in self.keys(at):
                for row in self.names.whole.find(key):
                    is_unit = self.cols.level(row) != "community"
                    if is_unit and self.is_whole(key, at + len(key), row, held):
                        return row
        return NOWHERE
