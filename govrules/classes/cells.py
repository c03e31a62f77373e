"""Cells: the finitely many cases into which the rules divide the values of each field.

All items that no rule tells apart are one cell; so are all days between two commencement dates.
Unknown is a cell, and so is "not said, hence assumed". Each cell has a representative value, and
a matter is decided as its representative is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ..evaluate.known import Known
from ..evaluate.open_facts import below
from ..evaluate.truth import truth
from ..expr import Atom, Between, Is, Same, Under, fields_at
from ..lazy import lazy
from ..rules import Field, RuleSet
from ..values import UNKNOWN, OneOf, Period

__all__ = ["ASSUMED", "Cells", "FieldCells"]

# The cell of a field of which nothing is said, where an assumption is declared.
ASSUMED = "*"
# The cell of the kinds of unit that no role asks for.
OTHER_KIND = "*"


class FieldCells:
    """The cells of one field: value → cell → representative value.

    Args:
        field: The field.
        tests: Every test that a rule makes on it.
        is_named: Whether a rule passes its value on (``$field``), so that each value is a cell.
        cuts: Further days on which something changes (rosters, versions of a text).
        implies: The attributes that other fields read from its codes: one that is not precise is
            told apart by what the codes below it have of them.
    """

    def __init__(
        self,
        field: Field,
        tests: Iterable[Atom],
        *,
        is_named: bool,
        cuts: Iterable[date] = (),
        implies: Iterable[str] = (),
    ) -> None:
        self.field, self.is_named, self._implies = field, is_named, tuple(implies)
        self.tests = tuple(dict.fromkeys(tests))
        bounds = {b for t in self.tests if isinstance(t, Between) for b in (t.low, t.high)}
        days = set(cuts) if field.kind == "day" else set()
        self.cuts: list[Any] = sorted((bounds | days) - {None})

    def of(self, value: Any) -> Any:
        """The representative of the value's cell; unknown, and one of several, are their own."""
        if value is UNKNOWN or isinstance(value, OneOf):
            return value
        if self.field.kind == "flag":
            return value
        if self.field.kind in ("day", "count"):
            at = bisect_right(self.cuts, value)
            if at:
                return self.cuts[at - 1]
            return date.min if self.field.kind == "day" else 0
        if self.is_named or value not in self._alike:
            return value
        return self._alike[value]

    @lazy
    def _alike(self) -> dict[Any, Any]:
        """Each code's or choice's representative: the first that all tests answer alike."""
        first: dict[Any, Any] = {}
        signature = self._of_code if self.field.tree is not None else self.told
        return {value: first.setdefault(signature(value), value) for value in self._known()}

    def is_like(self, other: FieldCells) -> bool:
        """Whether each representative there means here what it means there."""
        tree = self.field.tree
        if tree is other.field.tree or tree is None:
            return tree is other.field.tree
        if self.is_named or other.is_named or self._implies != other._implies:
            return False
        return self.tests == other.tests and all(
            code in tree and self._meaning(code) == other._meaning(code)
            for code in dict.fromkeys(other._alike.values())
        )

    def is_same(self, other: FieldCells) -> bool:
        """Whether each value is read here as it is there, and has the same representative."""
        mine, theirs = (
            (of.field, of.tests, of.is_named, of.cuts, of._implies) for of in (self, other)
        )
        return self.field.tree is other.field.tree and mine == theirs

    def _meaning(self, code: str) -> Any:
        return self._of_code(code), self._leaves_below.get(code)

    @lazy
    def _leaves_below(self) -> dict[str, set[Any]]:
        """Code → what the tests say of the codes that lie below it and have none below them."""
        tree = self.field.tree
        assert tree is not None
        found: dict[str, set[Any]] = {}
        for code in tree:
            if tree.is_leaf(code):
                says = self._of_code(code)
                for step in tree.path(code)[:-1]:
                    found.setdefault(step, set()).add(says)
        return found

    def told(self, value: Any) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The tests that hold of a value, and those that it leaves open, by their numbers.

        Args:
            value: A value of the field; unknown, and one of several, too.
        """
        tree = self.field.tree
        if tree is not None and isinstance(value, str) and value in tree:
            holds, open_, *_ = self._of_code(value)
            return holds, open_
        fields, look = {self.field.id: self.field}, Known({self.field.id: value})
        says = [(n, truth(test, look, fields)) for n, test in enumerate(self.tests)]
        held = tuple(n for n, holds in says if holds is True)
        return held, tuple(n for n, holds in says if holds is UNKNOWN)

    def _of_code(self, code: str) -> Any:
        """What the tests say of a code: those that hold, and those that it leaves open."""
        tree = self.field.tree
        assert tree is not None
        holds = {t for step in tree.path(code) for t in self._under.get(step, ())}
        if tree.is_leaf(code):
            return (tuple(sorted(holds | set(self._equal.get(code, ())))), ())
        open_ = {*self._below.get(code, ()), *self._equal.get(code, ())} - holds
        implied = (below(tree, attribute).get(code) for attribute in self._implies)
        return (tuple(sorted(holds)), tuple(sorted(open_)), *filter(None, implied))

    @lazy
    def _under(self) -> dict[str, list[int]]:
        """Code → the tests that hold at and below it, so that no code is put to every test."""
        return _index((i, t.codes) for i, t in enumerate(self.tests) if isinstance(t, Under))

    @lazy
    def _equal(self) -> dict[str, list[int]]:
        """Code → the tests that hold at it alone."""
        return _index((i, t.values) for i, t in enumerate(self.tests) if isinstance(t, Is))

    @lazy
    def _below(self) -> dict[str, list[int]]:
        """Code → the tests that name a code below it: an imprecise code leaves them open."""
        tree = self.field.tree
        assert tree is not None
        named = [
            (i, t.codes if isinstance(t, Under) else t.values)
            for i, t in enumerate(self.tests)
            if isinstance(t, Under | Is)
        ]
        return _index(
            (i, [step for code in codes for step in tree.path(str(code))[:-1]])
            for i, codes in named
        )

    def members(self, representative: Any) -> list[Any]:
        """The codes or choices of a cell, in the order declared; just the one elsewhere."""
        if self.is_named or self.field.kind not in ("choice", "code"):
            return [representative]
        return [v for v, r in self._alike.items() if r == representative] or [representative]

    def _known(self) -> Iterable[Any]:
        """Every value of the field, or one on each side of every bound."""
        match self.field.kind:
            case "flag":
                return (False, True)
            case "choice":
                return (c.code for c in self.field.choices)
            case "day":
                return (date.min, *self.cuts)
            case "count":
                return (n for n in (0, *self.cuts) if n <= self.field.most)
        return self.field.tree or ()

    def values(self) -> list[Any]:
        """One representative for each cell, ``UNKNOWN`` first: the whole field, case by case."""
        return [UNKNOWN, *dict.fromkeys(self.of(v) for v in self._known())]


def _index(tests: Iterable[tuple[int, Iterable[Any]]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, codes in tests:
        for code in codes:
            found.setdefault(code, []).append(number)
    return found


class Cells:
    """The cells of every field of a rule set.

    Args:
        rules: The rule set.
        beside: Another whose cells are told apart as well; it differs in its rules alone.
    """

    def __init__(self, rules: RuleSet, beside: RuleSet | None = None) -> None:
        tests: dict[str, list[Atom]] = {}
        named: set[str] = set()
        sets = [rules] if beside is None else [beside, rules]
        for rule in (rule for each in sets for rule in each.rules.values()):
            named.update(rule.refs)
            for atom in rule.atoms:
                if isinstance(atom, Same):  # each value may be that of the other field
                    named.update(fields_at(atom))
                else:
                    tests.setdefault(atom.field, []).append(atom)
        named |= {role.named_by for role in rules.roles.roles.values() if role.named_by}
        named |= {q.id for q in rules.questions if q.kind == "fact"}
        # Of the kinds of unit that a place lies in, those that some role is told apart by.
        self._roles = rules.roles
        self._kinds = {
            kind
            for role in rules.roles.roles.values()
            for kind in (*role.kinds, *(kind for kind, _ in role.names))
        }
        cuts = tuple(cut for each in sets for cut in _cuts(each))
        implies: dict[str, list[str]] = {}
        for reads in filter(None, (field.reads for field in rules.fields.values())):
            implies.setdefault(reads[0], []).append(reads[1])
        self.fields: Mapping[str, FieldCells] = {
            id: FieldCells(
                field,
                tests.get(id, ()),
                is_named=id in named,
                cuts=cuts,
                implies=implies.get(id, ()),
            )
            for id, field in rules.fields.items()
        }

    def are_like(self, others: Cells) -> bool:
        """Whether what others tell apart of each code is so here, in whatever tree it stands.

        Roles are not looked at: they are declared, and compared as declared.
        """
        return self.fields.keys() == others.fields.keys() and all(
            cells.field.tree is self._roles or cells.is_like(others.fields[id])
            for id, cells in self.fields.items()
        )

    def same(self, others: Cells) -> frozenset[str]:
        """The fields whose values say here just what they say there, and so does all they imply."""
        if self.fields.keys() != others.fields.keys() or self._kinds != others._kinds:
            return frozenset()
        differ = {id for id, cells in self.fields.items() if not cells.is_same(others.fields[id])}
        reads = {id: cells.field.reads for id, cells in self.fields.items()}
        while more := {r[0] for id, r in reads.items() if r and id in differ} - differ:
            differ |= more
        return frozenset(self.fields.keys() - differ)

    def of(self, field: str, value: Any) -> Any:
        """The representative of a value's cell; what is no declared field is its own cell."""
        found = self.fields.get(field)
        if found is not None:
            return value if isinstance(value, Period) else found.of(value)
        is_kind = "@" in field and isinstance(value, str)  # place@subdistrict: street
        return OTHER_KIND if is_kind and value not in self._kinds else value

    def members(self, field: str, representative: Any) -> list[Any]:
        """The values that a representative stands for, for a reader; see FieldCells."""
        found = self.fields.get(field)
        return [representative] if found is None else found.members(representative)


def _cuts(rules: RuleSet) -> Iterable[date]:
    """The days on which something other than a rule changes: rosters, texts of instruments."""
    for field in rules.declared.values():
        yield from (roster.day for roster in getattr(field.tree, "rosters", ()))
    for id in sorted({r.rule.cite.instrument for r in rules.rules.values()}):
        yield from (v.since for v in rules.law.instrument(id).versions if v.since)
