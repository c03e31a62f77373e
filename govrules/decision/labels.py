"""What a matter's facts are called, and which organs they lead to, remembered by what was said.

A record is a few pieces (``Facts.pieces_read``), each met over and over: the same item, the same
place. So what a decision says of a piece is worked out once and only put together after that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, TypeAlias

import attrs

from ..rules import Facts, Field, RuleSet
from ..rules.facts import ReadValues
from ..territory.eras import Eras
from ..values import UNKNOWN, DatedTree
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
UNPLACED = (None, None)

Labelled: TypeAlias = tuple[dict[str, Any], About, Callable[[str], Organ], str | None]
"""Codes, words, what seats an organ there, and the kind of place by which words are said."""


@attrs.frozen(eq=False)
class _Run:
    """Fields of one piece of a record that follow each other in the order declared.

    ``is_dated`` says whether what they are called depends on the day.
    """

    piece: int
    fields: tuple[str, ...]
    is_dated: bool


@attrs.frozen(eq=False)
class _Plan:
    """How records of certain fields are labelled, and which pieces say where and when.

    Args:
        runs: The fields, in the order declared.
        place: The piece that holds the place.
        day: The piece that holds the day.
        naming: The pieces that hold fields which name an organ more exactly.
    """

    runs: tuple[_Run, ...]
    place: int | None
    day: int | None
    naming: tuple[tuple[int, str], ...]


@attrs.frozen(eq=False)
class _Site:
    """Where a matter lies: level → the unit there and its kind; and the kind words go by."""

    units: Mapping[str, tuple[str | None, Any]]
    kind: str | None


def _set_in_words(field: Field, members: Collection[str]) -> tuple[str, str]:
    """A set in one line: 已采取的步骤=已劝阻、已报告."""
    chosen = [c for c in field.choices if f"{field.id}.{c.code}" in members]
    return (
        f"{field.zh}={'、'.join(c.zh for c in chosen) or '无'}",
        f"{field.en}={', '.join(c.en for c in chosen) or 'none'}",
    )


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
        self._site = remembered(self._site_of)
        self._plan = remembered(self._plan_for)
        self._organ = remembered(self._organ_of)
        self._as_of = remembered(self._first_like)
        self._level = remembered(lambda organ: territorial(organ.partition("@")[2]))

    def clear(self) -> None:
        """Forget what was remembered."""
        for memo in (
            *(self._label, self._piece, self._site, self._plan),
            *(self._organ, self._as_of, self._level),
        ):
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
        matter: dict[str, Any] = {}
        about: About = ()
        for run in plan.runs:
            values, words = self._piece(pieces[run.piece], run, day if run.is_dated else None)
            matter.update(values)
            about += words
        if plan.place is None or plan.day is None:
            return matter, about, *self._seats_anew(facts)
        site = self._site(pieces[plan.place])
        naming = tuple([(f, pieces[n].values[f]) for n, f in plan.naming]) if plan.naming else ()
        return matter, about, self._seats(site.units, day, naming), site.kind

    def _anew(self, facts: Facts) -> Labelled:
        """The same for facts that were not read piece by piece."""
        said = {k: v for k, v in facts.values.items() if k not in facts.assumed}
        day = self._first_like(said.get(self._rules.day_field))
        matter, about = self._in_words(said, self._in_order(said), day)
        return matter, about, *self._seats_anew(facts)

    def _seats(
        self,
        site: Mapping[str, tuple[str | None, Any]],
        day: date | None,
        naming: tuple[tuple[str, Any], ...],
    ) -> Callable[[str], Organ]:
        def organ(value: str) -> Organ:
            unit, kind = site.get(self._level(value), UNPLACED)
            return self._organ(value, unit, kind, day, naming)

        return organ

    def _seats_anew(self, facts: Facts) -> tuple[Callable[[str], Organ], str | None]:
        values, fields = facts.values, self._rules.roles.naming_fields
        naming = tuple((f, values[f]) for f in fields if f in values)
        site = self._around(values)
        day = self._first_like(values.get(self._rules.day_field))
        return self._seats(site.units, day, naming), site.kind

    def _organ_of(
        self,
        value: str,
        unit: str | None,
        kind: str | None,
        day: date | None,
        naming: tuple[tuple[str, Any], ...],
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
        runs = groupby(self._in_order(piece_of), piece_of.__getitem__)
        return _Plan(
            tuple(self._run(number, tuple(ids)) for number, ids in runs),
            piece_of.get(self._place),
            piece_of.get(self._rules.day_field),
            tuple((piece_of[f], f) for f in self._rules.roles.naming_fields if f in piece_of),
        )

    def _run(self, piece: int, ids: tuple[str, ...]) -> _Run:
        return _Run(
            piece, ids, any(isinstance(self._rules.fields[id].tree, DatedTree) for id in ids)
        )

    def _in_order(self, fields: Iterable[str]) -> list[str]:
        place_of = self._rules.place_of
        return sorted((f for f in fields if f in place_of), key=place_of.__getitem__)

    def _piece_in_words(
        self, piece: ReadValues, run: _Run, day: date | None
    ) -> tuple[dict[str, Any], About]:
        return self._in_words(piece.values, run.fields, day)

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
        return {id: values[id] for id in ids}, tuple(about)

    def _label_of(self, id: str, value: Any, day: date | None) -> tuple[str, str]:
        field = self._rules.fields[id]
        alike = self._members(id, value) if self._members is not None else [value]
        return (
            f"{field.zh}={'、'.join(field.label(v, on=day) for v in alike)}",
            f"{field.en}={', '.join(self._in_english(field, v, day) for v in alike)}",
        )

    def _in_english(self, field: Field, value: Any, day: date | None) -> str:
        name = field.label(value, "en", day)
        if isinstance(field.tree, DatedTree):
            return with_chinese(name, field.label(value, on=day))
        return name

    def _site_of(self, piece: ReadValues) -> _Site:
        return self._around(piece.values)

    def _around(self, values: Mapping[str, Any]) -> _Site:
        place, units = values.get(self._place), self._units

        def unit(level: str) -> str | None:
            return units.ancestor(place, level) if units and isinstance(place, str) else None

        kinds = {level: values.get(f"{self._place}@{level}") for level in LEVELS}
        return _Site(
            {level: (unit(level), kind) for level, kind in kinds.items()},
            self._rules.words.kind_of(kinds.values()),
        )

    def _first_like(self, day: Any) -> date | None:
        """A day as of which names are the same as on this one."""
        if not isinstance(day, date):
            return None
        return day if self._eras is None else self._eras.first_day(day)
