"""Cells: the finitely many cases into which the rules divide the values of each field.

All items that no rule tells apart are one cell; so are all days between two commencement dates.
Unknown is a cell, and so is "not said, hence assumed". Each cell has a representative value, and
a matter is decided as its representative is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from ..expr import Atom, Between, atoms
from ..rules import Field, RuleSet
from ..values import UNKNOWN, Period
from .reference import truth

__all__ = ["ASSUMED", "Cells", "FieldCells"]

# The cell of a field of which nothing is said, where an assumption is declared.
ASSUMED = "*"


class FieldCells:
    """The cells of one field: value → cell → representative value.

    Args:
        field: The field.
        tests: Every test that a rule makes on it.
        is_named: Whether a rule passes its value on (``$field``), so that each value is a cell.
        cuts: Further days on which something changes (rosters, versions of a text).
    """

    def __init__(
        self, field: Field, tests: Iterable[Atom], *, is_named: bool, cuts: Iterable[date] = ()
    ) -> None:
        self.field, self.is_named = field, is_named
        self._tests = tuple(dict.fromkeys(tests))
        bounds = {b for t in self._tests if isinstance(t, Between) for b in (t.low, t.high)}
        days = set(cuts) if field.kind == "day" else set()
        self.cuts: list[Any] = sorted((bounds | days) - {None})
        self._of: dict[Any, Any] = {}

    def of(self, value: Any) -> Any:
        """The representative of the value's cell; ``UNKNOWN`` stands for itself."""
        if value is UNKNOWN:
            return UNKNOWN
        found = self._of.get(value)
        if found is None:
            found = self._of[value] = self._find(value)
        return found

    def _find(self, value: Any) -> Any:
        if self.field.kind in ("day", "count"):
            at = bisect_right(self.cuts, value)
            if at:
                return self.cuts[at - 1]
            return date.min if self.field.kind == "day" else 0
        if self.field.kind != "code" or self.is_named or self.field.tree is None:
            return value
        return self._by_code[value]

    @cached_property
    def _by_code(self) -> dict[str, str]:
        """Every code's representative: the first code that all tests answer alike."""
        tree = self.field.tree
        assert tree is not None
        fields = {self.field.id: self.field}
        first: dict[tuple[Any, ...], str] = {}
        found = {}
        for code in tree:
            signature = tuple(truth(test, {self.field.id: code}, fields) for test in self._tests)
            found[code] = first.setdefault(signature, code)
        return found

    def values(self) -> list[Any]:
        """One representative for each cell, ``UNKNOWN`` first: the whole field, case by case."""
        match self.field.kind:
            case "flag":
                known: Iterable[Any] = (False, True)
            case "choice":
                known = (c.code for c in self.field.choices)
            case "day":
                known = (date.min, *self.cuts)
            case "count":
                known = (n for n in (0, *self.cuts) if n <= self.field.most)
            case _:
                known = self.field.tree or ()
        return [UNKNOWN, *dict.fromkeys(self.of(v) for v in known)]


class Cells:
    """The cells of every field of a rule set.

    Args:
        rules: The rule set.
    """

    def __init__(self, rules: RuleSet) -> None:
        tests: dict[str, list[Atom]] = {}
        named: set[str] = set()
        for rule in rules.rules.values():
            named.update(rule.refs)
            for atom in atoms(rule.when):
                tests.setdefault(atom.field, []).append(atom)
        named |= {role.named_by for role in rules.roles.roles.values() if role.named_by}
        named |= {q.id for q in rules.questions if q.kind == "fact"}
        cuts = tuple(_cuts(rules))
        self.fields: Mapping[str, FieldCells] = {
            id: FieldCells(field, tests.get(id, ()), is_named=id in named, cuts=cuts)
            for id, field in rules.fields.items()
        }

    def of(self, field: str, value: Any) -> Any:
        """The representative of a value's cell; what is no declared field is its own cell."""
        found = self.fields.get(field)
        return value if found is None or isinstance(value, Period) else found.of(value)


def _cuts(rules: RuleSet) -> Iterable[date]:
    """The days on which something other than a rule changes: rosters, texts of instruments."""
    for field in rules.declared.values():
        yield from (roster.day for roster in getattr(field.tree, "rosters", ()))
    for id in sorted({r.rule.cite.instrument for r in rules.rules.values()}):
        yield from (v.since for v in rules.law.instrument(id).versions if v.since)
