"""The territory: units of every roster, their ancestors, names, lineage, organs and graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import Hints, NotFoundError, did_you_mean
from ..lazy import lazy
from ..values import UNKNOWN, Truth, Unknown, parse_day
from .aliases import Alias, Registered
from .bodies import bodies, has_role, read_lines, read_roles, role_named
from .division_codes import MUNICIPALITY, VILLAGE_KINDS
from .find import Found, find, label, near, no_code, search
from .graph import graph_of
from .lineage import events_of
from .names import Names
from .notes import located
from .registry import Registry, alike, read_registry
from .store import NOWHERE, Columns, Succession, build
from .units import Event, Line, LineLike, Located, Organ, Role, RoleLike, Roster, Unit

if TYPE_CHECKING:
    import networkx

__all__ = ["ATTRIBUTES", "Territory"]

_MOST_PLACED = 20_000
ATTRIBUTES = ("level", "office_kind", "body_kind", "has_villages")
"""The attributes of a unit beside its ancestors, which go by the names of their levels."""


class Territory:
    """A tree of dated units; it implements ``govrules.values.CodeTree``.

    Make one with ``load_units``, ``load_china`` or ``Territory.from_rosters``. It never changes:
    indexes, lineage and graph are worked out when first asked for, always the same, so it may be
    shared between threads, and pickled.

    Where a method takes a day, the roster read is the last one up to that day (the first one
    for a day before them all; the last one without a day). A code that this roster lacks is
    read in the nearest one that has it; ``locate`` says so.

    Args:
        columns: The units.
        roles: The roles that sit at units.
        lines: The functional lines between them.
        aliases: Other names of units, in use or out of use.
        registry: The user's own names of roads, estates and points of interest.
    """

    def __init__(
        self,
        columns: Columns,
        roles: Iterable[RoleLike] = (),
        lines: Iterable[LineLike] = (),
        aliases: Iterable[Alias] = (),
        registry: Iterable[Registered] = (),
    ) -> None:
        self._cols = columns
        self._aliases, self._registry = tuple(aliases), tuple(registry)
        for code in (*(a.code for a in self._aliases), *(r.code for r in self._registry)):
            if columns.row(code) == NOWHERE:
                raise no_code(columns, code)
        self._roles: tuple[Role, ...] = read_roles(roles)
        self._lines: tuple[Line, ...] = read_lines(lines, self._roles, self.levels)

    @classmethod
    def from_rosters(
        cls,
        rosters: Mapping[date, Mapping[str, str]],
        *,
        levels: Mapping[int, str] = MUNICIPALITY,
        english: Mapping[str, str] | None = None,
    ) -> Territory:
        """A territory from rosters in memory.

        Args:
            rosters: For each roster's day, Chinese names by code.
            levels: Digits of a code → level.
            english: English names by code, where there are any.

        Raises:
            PolicyError: a code is no code, has no name, or has nothing above it.
        """
        names = {day: units.items() for day, units in rosters.items()}
        called = {
            (code, zh): english[code]
            for units in rosters.values()
            for code, zh in units.items()
            if english and code in english
        }
        return cls(build(names, levels=levels, english=called))

    def with_organs(self, roles: Iterable[RoleLike], lines: Iterable[LineLike] = ()) -> Territory:
        """The same territory with these roles and functional lines.

        Args:
            roles: An organ sits at every unit whose level is among the role's levels and whose
                kind is among its kinds. Levels that the territory lacks (a company) are ignored.
            lines: From each organ of ``from_role`` at ``from_level`` to every organ of
                ``to_role`` at ``to_level`` inside its unit, at it, or containing it.

        Raises:
            PolicyError: a role is declared twice; a line names no role, level or kind.
        """
        return Territory(self._cols, roles, lines, self._aliases, self._registry)

    def with_places(self, source: Registry) -> Territory:
        """The same territory, with a user's own roads, estates and points of interest.

        The finder reads them where an address names them: inside a district that is named before,
        or by themselves where only one place is called so.

        Args:
            source: A CSV file with the columns ``name`` and ``code``, or such pairs. A name may
                stand with several codes. They take the place of those given before.

        Raises:
            PolicyError: a line is wrong, or a unit bears the name; a PackError, with every fault,
                if several are.
        """
        registry = read_registry(source, self._cols, self._names)
        return Territory(self._cols, self._roles, self._lines, self._aliases, registry)

    def registered_alike(self) -> list[tuple[Registered, str]]:
        """The entries of the registry that are called as a unit is in short, with its code.

        They are no fault: 学院路 is a road, and short for 学院路街道.
        """
        return alike(self._registry, self._cols, self._names)

    def __reduce__(self) -> tuple[type[Territory], tuple[Any, ...]]:
        return Territory, (self._cols, self._roles, self._lines, self._aliases, self._registry)

    # --- the tree of codes -----------------------------------------------------------------

    def __contains__(self, code: object) -> bool:
        return self._cols.row(code) != NOWHERE

    def __iter__(self) -> Iterator[str]:
        """Every code of every roster, in order."""
        return iter(self._cols.codes)

    def __len__(self) -> int:
        """How many codes there are in all rosters together."""
        return len(self._cols.codes)

    def _row(self, code: str) -> int:
        row = self._cols.row(code)
        if row == NOWHERE:
            raise no_code(self._cols, code)
        return row

    def parent(self, code: str) -> str | None:
        """The code one step up, ``None`` at a root; raises PlaceError for an unknown code."""
        row = self._cols.parents[self._row(code)]
        return None if row == NOWHERE else self._cols.codes[row]

    def path(self, code: str) -> tuple[str, ...]:
        """The codes from the root down to and including ``code``."""
        return tuple(self._cols.codes[row] for row in self._cols.path(self._row(code)))

    def is_leaf(self, code: str) -> bool:
        """Whether no roster has a unit below this one."""
        row = self._row(code)
        return self._cols.end(row) == row + 1

    def name(self, code: str, lang: str = "zh", on: date | None = None) -> str:
        """The name on a day, in ``"zh"`` or ``"en"``; without a day, in the last roster with it."""
        row = self._row(code)
        zh = self._cols.latest(row) if on is None else self.unit(code, on).zh
        return self._cols.in_english(row, zh) if lang == "en" else zh

    def ancestor(self, code: str, level: str) -> str | None:
        """The code at a level at or above the unit; ``None`` where the unit lies above it."""
        for row in self._cols.path(self._row(code)):
            if self._cols.level(row) == level:
                return self._cols.codes[row]
        return None

    def children(self, code: str, on: date | None = None) -> tuple[str, ...]:
        """The codes one step below that stand in the roster of the day, in order."""
        at, cols = self._cols.around(_day(on))[0], self._cols
        rows = cols.children(self._row(code))
        return tuple(cols.codes[row] for row in rows if cols.name_at[at][row] != NOWHERE)

    @lazy
    def levels(self) -> tuple[str, ...]:
        """The levels, from the top down."""
        return tuple(level for _, level in sorted(self._cols.levels.items()))

    def whole(self, level: str) -> str | None:
        """The unit of a level in which all others lie: the city, where there is one city."""
        cols = self._cols
        is_one = bool(cols.codes) and cols.end(0) == len(cols.codes)
        return cols.codes[0] if is_one and cols.level(0) == level else None

    def attribute(self, code: str, name: str, on: date | None = None) -> Any:
        """An attribute of a unit, ``UNKNOWN`` where the unit is too high up to have it.

        Args:
            code: The code.
            name: A level (``"district"``: the code of the ancestor there); ``"level"``;
                ``"office_kind"`` (of the subdistrict it lies in: street, area, town, township,
                zone); ``"body_kind"`` (of the community: residents, villagers,
                quasi_residents, quasi_villagers); ``"has_villages"`` (whether a village lies in
                the subdistrict that it lies in).
            on: The day.

        Raises:
            PlaceError: unknown code.
            NotFoundError: unknown attribute.
        """
        row = self._row(code)
        if name in self.levels:
            return self.ancestor(code, name) or UNKNOWN
        if name == "level":
            return self._cols.level(row)
        if name == "office_kind":
            return self._kind_at(row, "subdistrict", on)
        if name == "body_kind":
            return self._kind_at(row, "community", on)
        if name == "has_villages":
            return self._has_villages(row, on)
        known = (*ATTRIBUTES, *self.levels)
        hint_en, hint_zh = did_you_mean(name, known)
        raise NotFoundError(
            f"a unit has no attribute {name!r}",
            f"单位没有属性 {name!r}",
            field="attribute",
            value=name,
            hint_en=hint_en,
            hint_zh=hint_zh,
        )

    def _row_at(self, row: int, level: str) -> int:
        return next((r for r in self._cols.path(row) if self._cols.level(r) == level), NOWHERE)

    def _kind_at(self, row: int, level: str, on: date | None) -> str | Unknown:
        at = self._row_at(row, level)
        if at == NOWHERE:
            return UNKNOWN
        return self._cols.kind(at, self._cols.nearest(at, _day(on)))

    def _has_villages(self, row: int, on: date | None) -> Truth:
        at, cols = self._row_at(row, "subdistrict"), self._cols
        if at == NOWHERE:
            return UNKNOWN
        roster = cols.nearest(at, _day(on))
        return any(
            cols.name_at[roster][r] != NOWHERE and cols.kind(r, roster) in VILLAGE_KINDS
            for r in cols.children(at)
        )

    # --- units and rosters -----------------------------------------------------------------

    @property
    def rosters(self) -> tuple[Roster, ...]:
        """The rosters, in order of their days."""
        return self._cols.rosters

    def roster_on(self, day: date | None) -> Roster:
        """The roster read for a day: the last one up to it, or else the first."""
        return self.rosters[self._cols.around(_day(day))[0]]

    def unit(self, code: str, on: date | None = None) -> Unit:
        """The unit as the roster of the day has it; raises PlaceError for an unknown code."""
        row = self._row(code)
        return self._cols.unit(row, self._cols.nearest(row, _day(on)))

    @lazy
    def _names(self) -> Names:
        return Names.of(self._cols, self._aliases, ((r.name, r.code) for r in self._registry))

    @lazy
    def _events(self) -> dict[str, tuple[Event, ...]]:
        return events_of(self._cols)

    def _find(self, text: str, on: date | None) -> Found:
        cols = self._cols
        found = find(cols, lambda: self._names, lambda: self._events, text, on)
        row = cols.followed(found.row, on)
        if row == found.row:
            return found
        return attrs.evolve(
            found, row=row, rosters=cols.stands(row), is_code=True, written=found.row
        )

    @property
    def columns(self) -> Columns:
        """The units as columns."""
        return self._cols

    @property
    def aliases(self) -> tuple[Alias, ...]:
        """Other names of its units."""
        return self._aliases

    @property
    def registry(self) -> tuple[Registered, ...]:
        """The user's own names of places; see :meth:`with_places`."""
        return self._registry

    @property
    def successions(self) -> tuple[Succession, ...]:
        """What became of each code of units that were redrawn, in order of the days."""
        return self._cols.successions

    def with_columns(self, columns: Columns) -> Territory:
        """The same roles, lines and other names over other units."""
        return Territory(columns, self._roles, self._lines, self._aliases, self._registry)

    def resolve(self, text: str, on: date | None = None) -> str:
        """The code of the unit that a code or an address means on a day, as far as it is certain.

        Args:
            text: ``110102013``, also filled up with zeros (``110102013000``); a path
                (``西城区/大栅栏街道``; also with other marks or spaces, without a break, and
                with steps left out or doubled); a name, also one that it had; a name without its
                type (``大栅栏``); an address with road, estate and door. What follows the last
                certain name is not read: ``locate`` says so.
            on: The day. Between two rosters a name is looked for in both.

        Raises:
            PlaceError: it begins with no unit (the message proposes near ones when it is read),
                with one of several (it names them with their paths), or with two of which neither
                lies in the other. Where one fits that holds all the others, it is taken.
        """
        return self._cols.codes[self._find(text, _day(on)).row]

    def locate(self, text: str, on: date | None = None) -> Located:
        """The place that a text means, with what the rosters around the day say against it.

        Args:
            text: As in ``resolve``.
            on: The day.

        Returns:
            The code, the unit, what is certain of it, what of the text was not read, and a note,
            empty unless something was not read, or the unit, or one above it, comes, goes or
            changes its name between the two rosters around the day, is not in the one roster that
            bears on it, has a code that was given to another one, or another name.

        Raises:
            PlaceError: as in ``resolve``.
        """
        day = _day(on)
        found = self._find(text, day)
        address = found.address
        rest, aliases = (address.rest, address.aliases) if address else ("", ())
        key = (found.row, found.rosters, found.is_code, found.written, bool(rest), aliases, day)
        placed = self._placed.get(key)
        if placed is None:
            if len(self._placed) >= _MOST_PLACED:
                self._placed.clear()
            placed = self._placed[key] = located(self._cols, lambda: self._events, found, day)
        return placed.with_rest(rest) if rest else placed

    @lazy
    def _placed(self) -> dict[tuple[Any, ...], Located]:
        return {}

    def suggest(self, text: str, inside: str | None = None) -> Hints:
        """Names like one that was not found, as a hint in English and in Chinese.

        Args:
            text: What was not found, such as the ``rest`` of what was located.
            inside: The code of the unit in which to look; all, where not given.

        Raises:
            PlaceError: no unit has the code ``inside``.
        """
        held = NOWHERE if inside is None else self._row(inside)
        return near(self._cols, self._names, text, held)

    def search(self, text: str, on: date | None = None, limit: int = 20) -> list[Unit]:
        """Units whose code begins with a text or whose name contains it, likest first.

        Args:
            text: Digits, or part of a name.
            on: The day; only units of its roster are found.
            limit: How many to give back at most.
        """
        at = self._cols.around(_day(on))[0]
        return [self._cols.unit(row, at) for row in search(self._cols, at, text, limit)]

    def lineage(self, code: str) -> tuple[Event, ...]:
        """What became of a code from roster to roster, in order; empty if nothing did."""
        return self._events.get(self._cols.codes[self._row(code)], ())

    @lazy
    def digest(self) -> str:
        """The SHA-256, in hexadecimal, of rosters, units, roles, lines and other names."""
        cols, total = self._cols, sha256()
        for roster in self.rosters:
            total.update(f"{roster.id}\n".encode())
        for row, code in enumerate(cols.codes):
            names = [cols.name(row, k) or "" for k in range(len(self.rosters))]
            english = [cols.english.get((code, name), "") for name in dict.fromkeys(names)]
            line = "\t".join((code, cols.level(row), *english, *names))
            total.update(f"{line}\n".encode())
        for value in (
            *self._roles,
            *self._lines,
            *self._aliases,
            *self._registry,
            *self.successions,
        ):
            total.update(f"{value!r}\n".encode())
        return total.hexdigest()

    # --- organs and graph ------------------------------------------------------------------

    def organs_at(self, code: str, on: date | None = None) -> list[Organ]:
        """The organs that sit at a unit, one a body, in order of their roles.

        A unit that no roster bearing on the day has any more, or has yet, has none.
        """
        row, day = self._row(code), _day(on)
        if not self._stands(row, day):
            return []
        return bodies(self._cols, self._roles, row, self._cols.nearest(row, day))

    def _stands(self, row: int, day: date | None) -> bool:
        """Whether a unit may stand on a day: some roster that bears on it has the unit."""
        return bool(set(self._cols.around(day)) & set(self._cols.stands(row)))

    def organ(self, role: str, code: str, on: date | None = None) -> Organ | None:
        """The body that has the role at the unit itself; its ``id`` is its node in the graph.

        ``organ("street_or_township", "110102013")`` is the subdistrict office: one body, whichever
        of its roles a rule names.

        Raises:
            NotFoundError: unknown role.
            PlaceError: unknown code.
        """
        wanted = role_named(self._roles, role).code
        return next((o for o in self.organs_at(code, on) if wanted in o.roles), None)

    def organ_exists(self, role: str, code: str, on: date | None = None) -> bool:
        """Whether an organ of the role sits at the unit itself; none where the unit is gone.

        Raises:
            NotFoundError: unknown role.
            PlaceError: unknown code.
        """
        row, day, wanted = self._row(code), _day(on), role_named(self._roles, role)
        if not self._stands(row, day):
            return False
        return has_role(self._cols, wanted, row, self._cols.nearest(row, day))

    @lazy
    def graph(self) -> networkx.MultiDiGraph[str]:
        """The territory as a networkx graph, made once and frozen: copy it to change it.

        Nodes:
            ``unit:110102013``: code, zh, en, level, kind (as in the last roster that has it),
            rosters (the ids of those that have the code).
            ``organ:street_office@110102013``: role, zh, en, level, unit, and roles: a body with
            several roles is one node, which ``organ()`` finds by any of them.

        Edges, by their ``kind``, which is also their key:
            ``contains``: from a unit to each one below.
            ``sits_at``: from an organ to its unit.
            ``guidance``, ``dispatch``, ``delegation``, ``support``: from organ to organ, with
            cite, since and until (the first day without force), an edge a line. The second of a
            kind between the same two has the key ``guidance 2``.
        """
        return graph_of(self._cols, self._roles, self._lines)

    def __repr__(self) -> str:
        roots = [c for c, p in zip(self._cols.codes, self._cols.parents, strict=True) if p < 0]
        what = f" {label(self._cols, self._cols.row(roots[0]))}" if len(roots) == 1 else ""
        return f"<Territory{what}: {len(self)} units, rosters {', '.join(self._ids())}>"

    def _ids(self) -> list[str]:
        return [roster.id for roster in self.rosters]

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(roster.id)}</th>" for roster in self.rosters)
        body = ""
        for level, counts in self._cols.counts().items():
            body += f"<tr><th>{escape(level)}</th>" + "".join(f"<td>{n}</td>" for n in counts)
            body += "</tr>"
        title = escape(repr(self))
        return f"<table><caption>{title}</caption><tr><th></th>{head}</tr>{body}</table>"


def _day(on: date | None) -> date | None:
    return None if on is None else parse_day(on)
