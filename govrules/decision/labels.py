"""What the values of a record amount to, kept: how they are told, and which organ they mean.

A record is a few parts (``Facts.pieces_read``), and each is met over and over: the same item, the
same place. So what a decision says of a part is worked out once and only put together after that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import Any, TypeAlias

import attrs

from ..rules import Facts, RuleSet
from ..rules.facts import ReadValues
from ..territory.eras import Eras
from .organ import LEVELS, Units, seat, territorial
from .record import Organ

__all__ = ["MOST_KEPT", "About", "Recall"]

MOST_KEPT = 200_000

About: TypeAlias = tuple[tuple[str, str], ...]


@attrs.frozen(eq=False)
class _Plan:
    """How records of certain parts are told, and which of the parts say where and when.

    Args:
        runs: Fields of one part that follow each other in the order declared: the part's
            number, the fields, and what is known of them by part.
        place: The part that holds the place.
        day: The part that holds the day.
        naming: The parts that hold fields which name an organ more exactly.
    """

    runs: tuple[tuple[int, tuple[str, ...], dict[ReadValues, tuple[dict[str, Any], About]]], ...]
    place: int | None
    day: int | None
    naming: tuple[tuple[int, str], ...]


class Recall:
    """Tells the facts of matters and seats organs, remembering names by part.

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
        self._eras = Eras((units,))
        self._is_dated = hasattr(units, "rosters")
        self._plans: dict[tuple[str, ...], _Plan] = {}
        self._labels: dict[tuple[str, Any], tuple[str, str]] = {}
        self._sites: dict[ReadValues, dict[str, Any]] = {}
        self._days: dict[ReadValues, Any] = {}
        self._level: dict[str, str] = {}
        self._organs: dict[Any, Organ] = {}

    def of(self, facts: Facts) -> tuple[dict[str, Any], About, Callable[[str], Organ]]:
        """What is to be said of a matter.

        Returns:
            The facts that were given or are implied, in codes; those given, in words; and what
            seats a ``role@level`` where the matter lies.
        """
        parts = facts.pieces_read
        if not parts:
            said = {k: v for k, v in facts.values.items() if k not in facts.assumed}
            matter, about = self._tell(said, self._in_order(said))
            return matter, about, self._anew(facts)
        plan = self._plans.get(tuple([part.shape for part in parts])) or self._plan(parts)
        matter, about = {}, ()
        for number, fields, known in plan.runs:
            part = parts[number]
            told = known.get(part)
            if told is None:
                told = self._tell(part.values, fields)
                _keep(known, part, told)
            matter.update(told[0])
            about += told[1]
        if plan.place is None or plan.day is None:
            return matter, about, self._anew(facts)
        here, day = parts[plan.place], parts[plan.day]
        site = self._sites.get(here)
        if site is None:
            site = self._around(here.values)
            _keep(self._sites, here, site)
        era = self._days.get(day)
        if era is None:
            era = self._era(day.values[self._rules.day_field])
            _keep(self._days, day, era)
        if plan.naming:
            era = (era, *[(field, parts[n].values[field]) for n, field in plan.naming])
        return matter, about, self._seats(facts, site, era)

    def _anew(self, facts: Facts) -> Callable[[str], Organ]:
        values = facts.values
        naming = [(f, values[f]) for f in self._rules.roles.naming_fields if f in values]
        era = self._era(values.get(self._rules.day_field))
        return self._seats(facts, self._around(values), (era, *naming) if naming else era)

    def _seats(self, facts: Facts, site: Mapping[str, Any], where: Any) -> Callable[[str], Organ]:
        organs, level = self._organs, self._level

        def organ(value: str) -> Organ:
            at = level.get(value)
            if at is None:
                at = level[value] = territorial(value.partition("@")[2])
            key = (value, site.get(at), where)
            found = organs.get(key)
            if found is None:
                found = seat(
                    value,
                    self._units,
                    self._rules.roles,
                    facts.values,
                    place_field=self._place,
                    day_field=self._rules.day_field,
                ).organ
                _keep(organs, key, found)
            return found

        return organ

    def _plan(self, parts: tuple[ReadValues, ...]) -> _Plan:
        part_of = {id: n for n, part in enumerate(parts) for id in part.values}
        runs = [
            (n, tuple(ids), dict[ReadValues, tuple[dict[str, Any], About]]())
            for n, ids in groupby(self._in_order(part_of), part_of.__getitem__)
        ]
        naming = self._rules.roles.naming_fields
        plan = _Plan(
            tuple(runs),
            part_of.get(self._place),
            part_of.get(self._rules.day_field),
            tuple((part_of[f], f) for f in naming if f in part_of),
        )
        _keep(self._plans, tuple([part.shape for part in parts]), plan)
        return plan

    def _in_order(self, fields: Iterable[str]) -> list[str]:
        place_of = self._rules.place_of
        return sorted((f for f in fields if f in place_of), key=place_of.__getitem__)

    def _tell(self, values: Mapping[str, Any], ids: Iterable[str]) -> tuple[dict[str, Any], About]:
        about = []
        for id in ids:
            f = self._rules.fields[id]
            if f.reads is not None or (self._units is None and id == self._place):
                continue
            key = (id, values[id])
            if key not in self._labels:
                _keep(self._labels, key, self._in_words(id, values[id]))
            about.append(self._labels[key])
        return {id: values[id] for id in ids}, tuple(about)

    def _in_words(self, id: str, value: Any) -> tuple[str, str]:
        f = self._rules.fields[id]
        alike = self._members(id, value) if self._members is not None else [value]
        return (
            f"{f.zh}={'、'.join(f.label(v) for v in alike)}",
            f"{f.en}={', '.join(f.label(v, 'en') for v in alike)}",
        )

    def _around(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Level → the unit there at or above the place, and its kind."""
        place, units = values.get(self._place), self._units
        above = {
            k: units.ancestor(place, k) if units is not None and isinstance(place, str) else None
            for k in LEVELS
        }
        return {k: (unit, values.get(f"{self._place}@{k}")) for k, unit in above.items()}

    def _era(self, day: Any) -> Any:
        return self._eras.of(day) if self._is_dated and isinstance(day, date) else day


def _keep(kept: dict[Any, Any], key: Any, value: Any) -> None:
    """Remember, and begin anew rather than grow without end."""
    if len(kept) >= MOST_KEPT:
        kept.clear()
    kept[key] = value
