"""Organs as a dictionary: ``role@unit``, a block of units for each role and level in use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from ..classes.decision_class import DecisionClass
from ..decision.organ import LEVELS, role_and_level, territorial
from ..decision.outcome import DecisionContext
from ..errors import GovrulesError
from ..rules import Field
from ..rules.one_of import within
from ..values import UNKNOWN, OneOf
from .kernel import Ints, Organs

__all__ = ["OrganNames"]

# So many places by day are remembered.
MOST_PLACES = 1 << 17


class OrganNames:
    """Names every organ that is the lead or the owner in some class, and numbers them.

    Args:
        context: The jurisdiction; its territory gives the units of each level.

    Attributes:
        names: Each name once: an organ of the district, and one whose level the text leaves open
            (district or city), have one name where they sit at one unit.
    """

    def __init__(self, context: DecisionContext) -> None:
        self._context = context
        self.names: list[str] = []
        self._at_name: dict[str, int] = {}
        self._name_of: list[int] = []  # number of an organ → where its name stands in ``names``
        self._name_array: Ints = np.array([-1], np.int32)  # the same, and −1 at the end
        self._sits: dict[tuple[str, date | None], tuple[int, ...]] = {}
        self._block: dict[str, int] = {}
        self._told = ("lead",) if context.layout.owner is None else ("lead", "owner")
        # For each organ told, class number → organ, base, level; classes are only ever added.
        self._code: tuple[list[str], ...] = tuple([] for _ in self._told)
        self._base: tuple[list[int], ...] = tuple([] for _ in self._told)
        self._level: tuple[list[int], ...] = tuple([] for _ in self._told)
        # Unit 0 of each level is "not known which": the place is not precise enough.
        self._units: dict[str, list[str]] = {level: [""] for level in LEVELS}
        self._at: dict[str, dict[str, int]] = {level: {} for level in LEVELS}
        field = context.rules.fields.get(context.layout.place)
        tree: Any = field.tree if field is not None else None
        self._tree = tree
        for code in tree or ():
            level = tree.attribute(code, "level")
            if level in self._at:
                self._at[level][code] = len(self._units[level])
                self._units[level].append(code)

    def is_like(self, other: OrganNames) -> bool:
        """Whether units have the numbers here that they have there, also where no place is said."""
        is_same = self._tree is other._tree and self._at == other._at
        return is_same and bool((self.anywhere(1) == other.anywhere(1)).all())

    def anywhere(self, width: int) -> Ints:
        """The units of so many places of which nothing is known but what holds of all of them.

        Shape: (levels + 1, width); the last level is "no unit".
        """
        units = self._context.units
        found = np.zeros((len(LEVELS) + 1, width), np.int32)
        for i, level in enumerate(LEVELS):
            whole = units.whole(level) if units is not None else None
            found[i] = self._at[level][whole] if whole is not None else 0
        return found

    def units(self, field: Field, values: Sequence[Any], day: date | None) -> Ints:
        """For each level, the number of the unit of each place as read on a day.

        Shape: (levels + 1, values); the last level is "no unit".
        """
        found = self.anywhere(len(values))
        if len(self._sits) > MOST_PLACES:
            self._sits = {}
        for v, value in enumerate(values):
            key = str(value), day  # a list of places is one of them
            if key not in self._sits:
                self._sits[key] = self._seats(field, value, day)
            for i, unit in enumerate(self._sits[key]):
                if unit:
                    found[i, v] = unit
        return found

    def _seats(self, field: Field, value: Any, day: date | None) -> tuple[int, ...]:
        """The number of the unit of each level in which a place lies; nought where none is known.

        Nothing of a place that cannot be read.
        """
        tree: Any = field.tree
        try:
            code = field.read(value, day)
        except GovrulesError:
            return ()
        if isinstance(code, OneOf):  # organs sit at the unit that holds them all
            code = within(tree, code)
        if code is UNKNOWN or code is None:
            return ()
        units = (tree.ancestor(code, level) for level in LEVELS)
        pairs = zip(LEVELS, units, strict=True)
        return tuple(0 if u is None else self._at[level][u] for level, u in pairs)

    def tables(self, classes: Sequence[DecisionClass], units: Ints) -> Organs:
        """The organ tables of these classes over these units.

        Args:
            classes: All classes, in the order of their numbers; what was there before stays.
            units: For each level, the unit of each place code.
        """
        for one in classes[len(self._base[0]) :]:
            parts = zip(self._told, self._code, self._base, self._level, strict=True)
            for part, code, base, level in parts:
                organ = getattr(one.outcome, part, None) or ""
                sits = territorial(organ.partition("@")[2])
                code.append(organ)
                base.append(self._begin(organ) if organ else -1)
                level.append(LEVELS.index(sits) if sits in LEVELS else len(LEVELS))
        # One of no class, where there is none yet: a gather takes no empty array.
        bases: Ints = np.array([base or [0] for base in self._base], np.int32)
        levels: Ints = np.array([level or [0] for level in self._level], np.int32)
        offsets = levels * np.int32(units.shape[1])
        return Organs(bases, offsets, np.ascontiguousarray(units).reshape(-1))

    def name(
        self, field: str, values: Sequence[Any], said: Ints, classes: Ints, organs: Ints
    ) -> None:
        """Name organs as their matters do, where these name them more exactly than the rules.

        Args:
            field: The field by which a matter may name an organ.
            values: What it may say.
            said: Which of these each row says.
            classes: The class of each row.
            organs: For each organ told, that of each row; those named are put in their place.
        """
        roles = self._context.rules.roles
        for codes, organ in zip(self._code, organs, strict=True):
            by = [roles.roles[c.partition("@")[0]].named_by if c else None for c in codes]
            rows = np.flatnonzero(np.array([one == field for one in by])[classes])
            if not rows.size:
                continue
            pairs = np.stack([classes[rows], said[rows]])
            met, at = np.unique(pairs, axis=1, return_inverse=True)
            moves = [self._move(codes[one], field, values[v]) for one, v in met.T.tolist()]
            organ[rows] += np.array(moves, np.int32)[at.reshape(-1)]

    def _move(self, organ: str, field: str, value: Any) -> int:
        """How far the names of an organ are from those of the one that a matter names."""
        role, level = role_and_level(organ, self._context.rules.roles, {field: value}.get)
        return self._begin(f"{role.code}@{level}") - self._begin(organ)

    def named(self, organs: Ints) -> Ints:
        """Where the names of these organs stand in ``names``; a negative number stays."""
        if len(self._name_array) <= len(self._name_of):
            self._name_array = np.array([*self._name_of, -1], np.int32)
        found: Ints = self._name_array[organs]
        return found

    def _begin(self, organ: str) -> int:
        role, _, level = organ.partition("@")
        organ = f"{role}@{territorial(level)}"
        if organ not in self._block:
            self._block[organ] = len(self._name_of)
            units = self._units.get(territorial(level))
            for name in [f"{role}@{u}" if u else role for u in units or [""]]:
                at = self._at_name.setdefault(name, len(self.names))
                if at == len(self.names):
                    self.names.append(name)
                self._name_of.append(at)
        return self._block[organ]
