"""The units as columns: sorted codes, parents, and one name column a roster.

A row is the place of a code in the sorted codes, so what lies below a unit is the slice that
follows it. One string is kept for each different name. The whole country fits in this way.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from ..errors import PolicyError
from .division_codes import MUNICIPALITY, kind_of
from .units import Roster, Unit

__all__ = ["NOWHERE", "Columns", "Succession", "build", "label"]

NOWHERE = -1
"""No row, no name: the parent of a root, the name in a roster that lacks the code."""


@attrs.frozen
class Succession:
    """What became of a code on a day, where that is known exactly.

    Args:
        code: The code until then.
        into: The code from then on.
        on: The first day.
        is_whole: Whether all of the unit became the other; else the other was made out of a part.
    """

    code: str
    into: str
    on: date
    is_whole: bool = True


@attrs.frozen(eq=False)
class Columns:
    """All units of all rosters; ``rosters`` are in order of their days.

    Of units that were redrawn, ``successions`` say what became of each code, and ``drawn`` are the
    days of the rosters that say so.
    """

    codes: list[str]
    parents: array[int]
    names: list[str]
    name_at: tuple[array[int], ...]
    rosters: tuple[Roster, ...]
    levels: Mapping[int, str]
    english: Mapping[tuple[str, str], str]
    successions: tuple[Succession, ...] = ()
    drawn: tuple[date, ...] = ()

    def followed(self, row: int, day: date | None) -> int:
        """The row that a row has become by a day, or was before it came to be."""
        if not self.successions:
            return row
        code = self.codes[row]
        for s in self.successions:
            if s.is_whole and s.code == code and (day is None or s.on <= day):
                code = s.into
        for s in reversed(self.successions):
            if day is not None and s.into == code and s.on > day and self._is_new(s):
                code = s.code
        return self.row(code)

    def _is_new(self, s: Succession) -> bool:
        """Whether the code it led to had not been there before."""
        row = self.row(s.into)
        return all(self.rosters[k].day >= s.on for k in self.stands(row)) or not s.is_whole

    def counts(self) -> dict[str, tuple[int, ...]]:
        """Level → how many units of it each roster has, as ``rosters`` are ordered."""
        found = dict[str, tuple[int, ...]]()
        for size, level in sorted(self.levels.items()):
            rows = [row for row, code in enumerate(self.codes) if len(code) == size]
            found[level] = tuple(sum(col[row] != NOWHERE for row in rows) for col in self.name_at)
        return found

    def row(self, code: object) -> int:
        """The row of a code, or ``NOWHERE``."""
        if not isinstance(code, str):
            return NOWHERE
        at = bisect_left(self.codes, code)
        return at if at < len(self.codes) and self.codes[at] == code else NOWHERE

    def end(self, row: int) -> int:
        """The row after the last one at or below ``row``."""
        return bisect_left(self.codes, self.codes[row] + ":", row)  # ":" follows "9"

    def children(self, row: int) -> Iterator[int]:
        """The rows one step below, in every roster."""
        at, stop = row + 1, self.end(row)
        while at < stop:
            yield at
            at = self.end(at)

    def path(self, row: int) -> tuple[int, ...]:
        """The rows from the root down to and including ``row``."""
        found = [row]
        while (row := self.parents[row]) != NOWHERE:
            found.append(row)
        return tuple(reversed(found))

    def level(self, row: int) -> str:
        """The level of a row."""
        return self.levels[len(self.codes[row])]

    def stands(self, row: int) -> tuple[int, ...]:
        """The rosters, by number, in which the code stands."""
        return tuple(k for k, column in enumerate(self.name_at) if column[row] != NOWHERE)

    def around(self, day: date | None) -> tuple[int, ...]:
        """The rosters that bear on a day: one on its own day and outside them all, else two.

        Without a day, the last one.
        """
        days = [roster.day for roster in self.rosters]
        last = len(days) - 1
        if day is None or day >= days[last]:
            return (last,)
        after = bisect_left(days, day)
        return (after,) if after == 0 or days[after] == day else (after - 1, after)

    def nearest(self, row: int, day: date | None) -> int:
        """The roster to read a unit in: the one for the day, or else the nearest that has it."""
        stands = self.stands(row)
        at = self.around(day)[0]
        if at in stands:
            return at
        day = day or self.rosters[at].day
        return min(stands, key=lambda k: (abs(self.rosters[k].day - day), -k))

    def name(self, row: int, roster: int) -> str | None:
        """The name in a roster, ``None`` where the code does not stand in it."""
        at = self.name_at[roster][row]
        return None if at == NOWHERE else self.names[at]

    def names_of(self, row: int) -> Iterator[str]:
        """The different names of a row, in roster order."""
        seen = {column[row]: None for column in self.name_at if column[row] != NOWHERE}
        return (self.names[at] for at in seen)

    def latest(self, row: int) -> str:
        """The name in the last roster that has the code."""
        return self.names[self.name_at[self.stands(row)[-1]][row]]

    def in_english(self, row: int, zh: str) -> str:
        """The English name of a row where it is called ``zh``; that, where none is on record."""
        return self.english.get((self.codes[row], zh), zh)

    def kind(self, row: int, roster: int) -> str:
        """The kind of a unit in a roster that has it."""
        name = self.name(row, roster) or ""
        return kind_of(self.codes[row], self.level(row), name)

    def unit(self, row: int, roster: int) -> Unit:
        """The unit as a roster that has it shows it."""
        code, at, parent = self.codes[row], self.name_at[roster][row], self.parents[row]
        zh = self.names[at]
        return Unit(
            code=code,
            zh=zh,
            en=self.in_english(row, zh),
            level=self.level(row),
            kind=self.kind(row, roster),
            parent=None if parent == NOWHERE else self.codes[parent],
            rosters=tuple(
                r.id
                for r, column in zip(self.rosters, self.name_at, strict=True)
                if column[row] == at
            ),
        )


def label(cols: Columns, row: int, roster: int | None = None) -> str:
    """The path of names down to a row, from the second step on where there is one."""
    rows = cols.path(row)
    names = [
        (cols.name(r, roster) if roster is not None else None) or cols.latest(r)
        for r in (rows[1:] or rows)
    ]
    return "/".join(dict.fromkeys(names))


def _parents(codes: list[str], levels: Mapping[int, str]) -> array[int]:
    """The row of the longest code that begins each code; only the top level has none."""
    top, open_rows, parents = min(levels), list[int](), array("i")
    for row, code in enumerate(codes):
        while open_rows and not code.startswith(codes[open_rows[-1]]):
            open_rows.pop()
        if not open_rows and len(code) != top:
            raise PolicyError(
                f"unit {code} has nothing above it",
                f"单位 {code} 没有上级",
                field="code",
                value=code,
                hint_en=f"add {code[:top]}",
                hint_zh=f"请补上 {code[:top]}",
            )
        parents.append(open_rows[-1] if open_rows else NOWHERE)
        open_rows.append(row)
    return parents


def build(
    rosters: Mapping[date, Iterable[tuple[str, str]]],
    *,
    levels: Mapping[int, str] = MUNICIPALITY,
    english: Mapping[tuple[str, str], str] | None = None,
) -> Columns:
    """Columns from the rosters.

    Args:
        rosters: For each roster's day, its ``(code, Chinese name)`` pairs.
        levels: Digits of a code → level.
        english: English names by code and Chinese name, where there are any.

    Raises:
        PolicyError: no roster; a code that is no code; a code twice in a roster; a unit with
            nothing above it.
    """
    if not rosters:
        raise PolicyError("no roster is given", "没有给出名册", field="rosters")
    at_code: list[dict[str, int]] = []
    names: dict[str, int] = {}
    sound: set[str] = set()
    days = sorted(rosters)
    for day in days:
        column: dict[str, int] = {}
        for code, zh in rosters[day]:
            if code not in sound or code in column or not zh.strip():
                _check(code, zh, day, levels, column)
                sound.add(code)  # a code that stands in several rosters is read once
            column[code] = names.setdefault(zh, len(names))
        at_code.append(column)
    codes = sorted(set().union(*at_code))
    return Columns(
        codes=codes,
        parents=_parents(codes, levels),
        names=list(names),
        name_at=tuple(array("i", [c.get(code, NOWHERE) for code in codes]) for c in at_code),
        rosters=tuple(Roster(day, len(c)) for day, c in zip(days, at_code, strict=True)),
        levels=dict(levels),  # a read-only view can't be pickled
        english=dict(english or {}),
    )


def _check(
    code: str, zh: str, day: date, levels: Mapping[int, str], column: Mapping[str, int]
) -> None:
    if code in column:
        en, cn = f"unit {code} stands twice in the roster of {day}", f"{day} 的名册中 {code} 重复"
        hint_en, hint_zh = "keep one name for each roster", "每个名册只保留一个名称"
    elif not zh.strip():
        en, cn = f"unit {code} has no name", f"单位 {code} 没有名称"
        hint_en, hint_zh = "write the Chinese name in column zh", "请在 zh 列填写名称"
    elif len(code) not in levels or not (code.isascii() and code.isdigit()):
        sizes = ", ".join(map(str, sorted(levels)))
        en, cn = f"{code!r} is not a division code", f"{code!r} 不是区划代码"
        hint_en, hint_zh = f"write {sizes} digits", f"请写 {sizes} 位数字（半角）"
    else:
        return
    raise PolicyError(en, cn, field="code", value=code, hint_en=hint_en, hint_zh=hint_zh)
