"""What a matter's facts are called, and which organs they lead to, remembered by what was said.

A record is a few pieces (``Facts.pieces_read``), each met over and over: the same item, the same
place. So what a decision says of a piece is worked out once and only put together after that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache, partial
from itertools import groupby
from typing import Any, TypeAlias

import attrs

from ..rules import Facts, Field, RuleSet
from ..rules.facts import ReadValues
from ..territory.eras import Eras
from ..values import UNKNOWN, DatedTree, OneOf
from .organ import (
    ANYWHERE,
    LEVELS,
    Named,
    Units,
    nowhere,
    role_and_level,
    seat,
    territorial,
    with_chinese,
)
from .record import Organ

__all__ = ["About", "Labels"]

About: TypeAlias = tuple[tuple[str, str], ...]
"""Facts in words, each in (Chinese, English)."""

# Values, places and organs remembered: some hundred bytes each.
MOST = 8_000

Naming: TypeAlias = tuple[tuple[str, Any], ...]
"""The facts that name an organ more exactly, by field."""

Labelled: TypeAlias = tuple[dict[str, Any], About, Callable[[str], Organ], str | None]
"""Codes, words, what seats an organ there, and the kind of place by which words are said."""


@attrs.frozen(eq=False)
class _Plan:
    """How records of certain fields are labelled, and which pieces say where and when.

    Args:
        blank: The fields in the order declared, without values.
        is_dated: Of each piece, whether what its fields are called depends on the day.
        place: The piece that holds the place.
        day: The piece that holds the day.
        naming: The pieces that hold fields which name an organ more exactly.
    """

    blank: dict[str, Any]
    is_dated: tuple[bool, ...]
    place: int | None
    day: int | None
    naming: tuple[tuple[int, str], ...]


class _Site(dict[str, Organ]):
    """Where a matter lies: ``role@level`` → the organ there, seated when first asked for.

    Args:
        seat: Seats a ``role@level``.
        kind: The kind of place that words go by.
    """

    __slots__ = ("_seat", "kind")  # there is one for each place

    def __init__(self, seat: Callable[[str], Organ], kind: str | None) -> None:
        super().__init__()
        self._seat, self.kind = seat, kind

    def __missing__(self, value: str) -> Organ:
        organ = self[value] = self._seat(value)
        return organ


def _set_in_words(field: Field, members: Collection[str]) -> tuple[str, str]:
    """A set in one line: 已采取的步骤=已劝阻、已报告."""
    chosen = [c for c in field.choices if f"{field.id}.{c.code}" in members]
    return (
        f"{field.zh}={'、'.join(c.zh for c in chosen) or '无'}",
        f"{field.en}={', '.join(c.en for c in chosen) or 'none'}",
    )


def _plain(value: Any) -> Any:
    """A value as records hold it: of several, all that it may be."""
    return value.values if isinstance(value, OneOf) else value


def _whole(field: str) -> str:
    """The set that a flag is a member of; other fields as they are."""
    return field.partition(".")[0]


class Labels:
    """Labels the facts of matters and seats organs.

    Args:
        rules: The rule set.
        place: The field that says where.
        units: The territory; without it organs are named for any place.
        members: The values that stand for each other, to be named together.
    """

    def __init__(
        self,
        rules: RuleSet,
        place: str,
        units: Units | None,
        members: Callable[[str, Any], list[Any]] | None,
    ) -> None:
        self._rules, self._place, self._units, self._members = rules, place, units, members
        self._eras = Eras((units,)) if isinstance(units, DatedTree) else None
        remembered = lru_cache(maxsize=MOST)
        self._label = remembered(self._label_of)
        self._piece = remembered(self._piece_in_words)
        self._site = remembered(self._site_of_piece)
        self._plan = remembered(self._plan_for)
        self._organ = remembered(self._organ_of)
        self._as_of = remembered(self._first_like)

    def clear(self) -> None:
        """Forget what was remembered."""
        memos = self._label, self._piece, self._site, self._plan, self._organ, self._as_of
        for memo in memos:
            memo.cache_clear()

    def of(self, facts: Facts) -> Labelled:
        """Label a matter.

        Returns:
            The facts that were given or are implied, in codes; those given, in words; what
            seats a ``role@level`` where the matter lies; and the kind of place by which words
            are said (``PlaceWords``), ``None`` where it is not known.
        """
        pieces = facts.pieces_read
        if not pieces:
            return self._anew(facts)
        plan = self._plan(tuple([piece.shape for piece in pieces]))
        day = None
        if plan.day is not None:
            day = self._as_of(pieces[plan.day].values[self._rules.day_field])
        matter = plan.blank.copy()
        about: About = ()
        for piece, is_dated in zip(pieces, plan.is_dated, strict=True):
            values, words = self._piece(piece, day if is_dated else None)
            matter.update(values)
            about += words
        if plan.place is None or plan.day is None:
            site = self._site_anew(facts)
        else:
            named = plan.naming  # mostly none
            naming = tuple([(f, pieces[n].values[f]) for n, f in named]) if named else ()
            site = self._site(pieces[plan.place], day, naming)
        return matter, about, site.__getitem__, site.kind

    def _anew(self, facts: Facts) -> Labelled:
        """The same for facts that were not read piece by piece."""
        said = {k: v for k, v in facts.values.items() if k not in facts.assumed}
        day = self._first_like(said.get(self._rules.day_field))
        matter, about = self._in_words(said, self._in_order(said), day)
        site = self._site_anew(facts)
        return matter, about, site.__getitem__, site.kind

    def _site_anew(self, facts: Facts) -> _Site:
        values, fields = facts.values, self._rules.roles.naming_fields
        naming = tuple((f, values[f]) for f in fields if f in values)
        return self._site_of(values, self._first_like(values.get(self._rules.day_field)), naming)

    def _site_of_piece(self, place: ReadValues, day: date | None, naming: Naming) -> _Site:
        return self._site_of(place.values, day, naming)

    def _site_of(self, values: Mapping[str, Any], day: date | None, naming: Naming) -> _Site:
        kinds = (values.get(f"{self._place}@{level}") for level in LEVELS)
        seat = partial(self._seat, values, day, naming)
        return _Site(seat, self._rules.words.kind_of(kinds))

    def _seat(
        self, values: Mapping[str, Any], day: date | None, naming: Naming, value: str
    ) -> Organ:
        level = territorial(value.partition("@")[2])
        unit, kind = self._unit(values, level), values.get(f"{self._place}@{level}")
        if kind is None and unit is not None and self._units is not None:
            kind = self._units.unit(unit, day).kind
        return self._organ(value, unit, kind, day, naming)

    def _unit(self, values: Mapping[str, Any], level: str) -> str | None:
        """The unit of a level at or above the place, or in which every place lies."""
        place, units = values.get(self._place), self._units
        if units is None:
            return None
        found = units.ancestor(place, level) if isinstance(place, str) else None
        return found or units.whole(level)

    def _organ_of(
        self, value: str, unit: str | None, kind: str | None, day: date | None, naming: Naming
    ) -> Organ:
        role, level = role_and_level(
            value, self._rules.roles, lambda field: dict(naming).get(field, UNKNOWN)
        )
        where = territorial(level)
        if where not in LEVELS or kind is None:
            return nowhere(role, level)
        here: Named = ANYWHERE[where]
        if self._units is not None and unit is not None:
            here = self._units.unit(unit, day)
        return seat(role, level, kind, here).organ

    def _plan_for(self, shapes: tuple[str, ...]) -> _Plan:
        fields = [shape.partition(" | ")[0].split() for shape in shapes]
        piece_of = {id: number for number, ids in enumerate(fields) for id in ids}
        return _Plan(
            dict.fromkeys(self._in_order(piece_of)),
            tuple(any(map(self._is_dated, ids)) for ids in fields),
            piece_of.get(self._place),
            piece_of.get(self._rules.day_field),
            tuple((piece_of[f], f) for f in self._rules.roles.naming_fields if f in piece_of),
        )

    def _is_dated(self, id: str) -> bool:
        return id in self._rules.fields and isinstance(self._rules.fields[id].tree, DatedTree)

    def _in_order(self, fields: Iterable[str]) -> list[str]:
        place_of = self._rules.place_of
        return sorted((f for f in fields if f in place_of), key=place_of.__getitem__)

    def _piece_in_words(self, piece: ReadValues, day: date | None) -> tuple[dict[str, Any], About]:
        return self._in_words(piece.values, self._in_order(piece.values), day)

    def _in_words(
        self, values: Mapping[str, Any], ids: Iterable[str], day: date | None
    ) -> tuple[dict[str, Any], About]:
        ids = tuple(ids)
        about = []
        for whole, members in groupby(ids, _whole):
            field = self._rules.declared.get(whole)
            if field is not None and field.kind == "set":
                about.append(_set_in_words(field, {m for m in members if values[m] is True}))
                continue
            for id in members:
                told = self._rules.fields[id].reads is None
                if told and not (self._units is None and id == self._place):
                    about.append(self._label(id, values[id], day))
        return {id: _plain(values[id]) for id in ids}, tuple(about)

    def _label_of(self, id: str, value: Any, day: date | None) -> tuple[str, str]:
        field = self._rules.fields[id]
        members = None if isinstance(value, OneOf) else self._members
        alike = [value] if members is None else members(id, value)
        return (
            f"{field.zh}={'、'.join(field.label(v, on=day) for v in alike)}",
            f"{field.en}={', '.join(self._in_english(field, v, day) for v in alike)}",
        )

    def _in_english(self, field: Field, value: Any, day: date | None) -> str:
        name = field.label(value, "en", day)
        if isinstance(field.tree, DatedTree):
            return with_chinese(name, field.label(value, on=day))
        return name

    def _first_like(self, day: Any) -> date | None:
        """A day as of which names are the same as on this one."""
        if not isinstance(day, date):
            return None
        return day if self._eras is None else self._eras.first_day(day)
