"""What names may mean: the indexes of an address's reader, and what they mean inside a unit."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, Generic, TypeAlias, TypeVar, cast

import attrs

from .aliases import Alias
from .naming import Keys, spelling, stems, towns
from .store import NOWHERE, Columns

__all__ = ["Fit", "Meant", "Memory", "Names"]

_MOST_KEPT = 50_000
T = TypeVar("T")

Fit: TypeAlias = tuple[int, tuple[int, ...]]
"""A row, and the rosters (by number) in which it bears the name."""


@attrs.frozen
class Meant:
    """What a name may mean inside a unit: by the user's registry, as an area, in full, in short."""

    alias: Alias | None
    own: tuple[Fit, ...]
    area: tuple[Fit, ...]
    whole: tuple[Fit, ...]
    short: tuple[Fit, ...]


@attrs.frozen(eq=False)
class Memory(Generic[T]):
    """What was found at a place of a text, by the letters that it took to find it.

    Few letters decide, and the same ones stand in many texts. How many they are is known only
    afterwards, so a text is looked up by each number that it took others that begin alike.
    """

    found: dict[Hashable, T] = attrs.field(factory=dict)
    sizes: dict[Hashable, tuple[int, ...]] = attrs.field(factory=dict)

    def look_up(self, text: str, about: Hashable) -> tuple[int, T] | None:
        """How many letters it took, and what was found; ``None`` where that is not known."""
        for size in self.sizes.get((text[:3], about), ()):
            got = self.found.get((text[:size], about), self)
            if got is not self:
                return size, cast(T, got)
        return None

    def keep(self, text: str, about: Hashable, size: int, found: T) -> None:
        """Remember what was found, and that it took ``size`` letters."""
        if len(self.found) >= _MOST_KEPT:
            self.found.clear()
            self.sizes.clear()
        head = (text[:3], about)
        self.sizes[head] = tuple(sorted({size, *self.sizes.get(head, ())}))
        self.found[text[:size], about] = found


@attrs.frozen(eq=False)
class Names:
    """The indexes: names that say their type, other names, short forms, the user's own names.

    ``every`` joins them; ``known`` remembers what a name means inside a unit, by the rosters, and
    ``steps`` what was read where a text goes on inside a unit.
    """

    whole: Keys
    short: Keys
    aliases: dict[str, Alias]
    every: Keys
    own: Keys
    known: dict[tuple[str, int, tuple[int, ...]], Meant | None] = attrs.field(factory=dict)
    steps: Memory[Any] = attrs.field(factory=Memory)

    @classmethod
    def of(
        cls, cols: Columns, aliases: Iterable[Alias] = (), own: Iterable[tuple[str, str]] = ()
    ) -> Names:
        """Index every name of every roster, the other names, and the user's own with codes."""
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
        user = [(name, cols.row(code)) for name, code in own]
        every = Keys.of(whole + short + areas + user)
        return cls(Keys.of(whole), Keys.of(short), known, every, Keys.of(user))

    def meant(self, cols: Columns, key: str, held: int, look: tuple[int, ...]) -> Meant | None:
        """What a key may mean inside a unit; ``None`` for nothing.

        Args:
            cols: The units.
            key: A key of the indexes.
            held: The row of the unit, ``NOWHERE`` for everywhere.
            look: The rosters to look in first.
        """
        asked = (key, held, look)
        found = self.known.get(asked, self)
        if found is self:
            if len(self.known) >= _MOST_KEPT:
                self.known.clear()
            found = self.known[asked] = self._meant(cols, key, held, look)
        return cast("Meant | None", found)

    def _meant(self, cols: Columns, key: str, held: int, look: tuple[int, ...]) -> Meant | None:
        alias = self.aliases.get(key)
        is_area = alias is not None and alias.is_area
        rows = [cols.row(alias.code)] if alias and is_area else []
        area, whole, short = (
            self._inside(cols, key, held, look, found)
            for found in (rows, self.whole.find(key), self.short.find(key))
        )
        own = tuple((row, cols.stands(row)) for row in _within(cols, self.own.find(key), held))
        return Meant(alias, own, area, whole, short) if own or area or whole or short else None

    def _inside(
        self, cols: Columns, key: str, held: int, look: tuple[int, ...], rows: list[int]
    ) -> tuple[Fit, ...]:
        """Those of the rows that lie in the unit held, or hold it; by the rosters that say so."""
        rows = _within(cols, rows, held)
        alias = self.aliases.get(key)
        if alias is not None and cols.row(alias.code) in rows:
            return ((cols.row(alias.code), cols.stands(cols.row(alias.code))),)
        for rosters in (look, tuple(range(len(cols.rosters)))) if rows else ():
            for called in (_called, _called_also):  # a unit's own name before that of its town
                found = [(r, called(cols, r, key, rosters)) for r in rows]
                if any(stands for _, stands in found):
                    return tuple((r, stands) for r, stands in found if stands)
        return ()


def _within(cols: Columns, rows: list[int], held: int) -> list[int]:
    """Those of the rows that lie in the unit held, or hold it."""
    if held == NOWHERE or not rows:
        return rows
    above, end = cols.path(held), cols.end(held)
    return [r for r in rows if held <= r < end or r in above]


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
