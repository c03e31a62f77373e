"""The matters themselves as variables: what a record says of each field, cut into cells.

Here a cell is what any question can tell of a value. A field that rules may work out has one cell
more, for a record that does not say it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from ..classes.cells import FieldCells
from ..expr import Atom, Between, Same, fields_of
from ..rules import Compiled, Field, RuleSet
from ..values import UNKNOWN
from .chain import Chain
from .link import Link
from .store import Store
from .variables import complete_values

__all__ = ["NOT_SAID", "Matters", "cuts_of"]


class _NotSaid:
    """The cell of a record that does not say what the rules may work out."""

    def __repr__(self) -> str:
        return "NOT_SAID"


NOT_SAID = _NotSaid()


class Matters:
    """The fields that records may give and that some question reads, each cut into cells.

    Values are one cell where no diagram that counts tells them apart.

    Args:
        views: Compiled questions, each with the one day of which they are looked at, or ``None``
            for all days; several where they are to be held against each other.
        rule_by_rule: Whether it counts which rule holds, and not only what comes of it.

    Attributes:
        order: The fields, in the order in which they are asked.
        cells: Field → a value of each cell; of days, the cells are in their order.
    """

    def __init__(self, *views: tuple[Chain, date | None], rule_by_rule: bool = True) -> None:
        self.rules, self.days = views[0][0].rules, tuple(day for _, day in views)
        self.worked_out = {q.id for q in self.rules.questions if q.kind == "fact"}
        answered = {q.id for q in self.rules.questions} - self.worked_out
        readers = [r for chain, _ in views for link in chain.links.values() for r in link.readers]
        self._tests, self._named, asked = _read(readers, self.rules.fields)
        for field in (self.rules.day_field, *sorted(self.worked_out)):
            asked.setdefault(field, 0)
        fields = [f for f in asked if f.partition(".")[0] not in answered]
        derived = {self.rules.fields[f].reads for f in fields}
        fields += [source for source, _ in sorted(filter(None, derived)) if source not in asked]
        self.order = sorted(dict.fromkeys(fields), key=lambda f: self._rank(f, asked.get(f, 0)))
        self.level = {field: n for n, field in enumerate(self.order)}
        self._asking: dict[str, list[tuple[Link, int]]] = {}
        for chain, day in views:
            self._add_nodes(chain, day, rule_by_rule)
        self.cells: dict[str, list[Any]] = {}
        self._number: dict[str, dict[Hashable, int]] = {}
        for field in self.order:
            self._cut(field)
        self.store = Store([len(self.cells[field]) for field in self.order])

    def _rank(self, field: str, asked: int) -> tuple[Any, ...]:
        return field in self._named, -asked, field

    def _add_nodes(self, chain: Chain, day: date | None, rule_by_rule: bool) -> None:
        """Note for each field the nodes of the questions' diagrams that ask it."""
        for link in chain.links.values():
            roots = [link.root, *(map(link.holds, link.readers) if rule_by_rule else ())]
            for n in self._reached(link, roots, day):
                key = link.variables.order[link.store.level[n]]
                if isinstance(key, str):
                    self._asking.setdefault(key, []).append((link, n))

    def _reached(self, link: Link, roots: Iterable[int], day: date | None) -> list[int]:
        """The inner nodes that can be reached under the law of the day."""
        store, on, cell = link.store, link.variables.level.get(self.rules.day_field), None
        if day is not None and on is not None:
            cell = link.variables.cell(self.rules.day_field, day)
        seen: set[int] = set()
        stack = list(roots)
        while stack:
            n = stack.pop()
            if n in seen or store.is_terminal(n):
                continue
            seen.add(n)
            kids = store.kids[n]
            stack.extend((kids[cell],) if cell is not None and store.level[n] == on else kids)
        return sorted(seen)

    def _cut(self, id: str) -> None:
        """One cell for all values that nothing tells apart, in the order of the first of each."""
        field = self.rules.fields[id]
        first: dict[Hashable, Any] = {NOT_SAID: NOT_SAID} if id in self.worked_out else {}
        for value in self._values(field):
            first.setdefault(self._signature(field, value), value)
        self.cells[id] = list(first.values())
        self._number[id] = {key: n for n, key in enumerate(first)}

    def _values(self, field: Field) -> Iterable[Any]:
        tests = self._tests.get(field.id, ())
        if field.kind == "day":
            if None not in self.days and field.id == self.rules.day_field:
                return self.days[:1]
            return _days(FieldCells(field, tests, is_named=False, cuts=cuts_of(self.rules)))
        if field.tree is None:
            return complete_values(FieldCells(field, tests, is_named=field.id in self._named))
        if field.id not in self._named and (levels := getattr(field.tree, "levels", ())):
            tree: Any = field.tree  # a matter happens in a unit of one of the two lowest levels
            return (code for code in tree if tree.unit(code).level in levels[-2:])
        return complete_values(FieldCells(field, (), is_named=True))

    def _signature(self, field: Field, value: Any) -> Hashable:
        """What the diagrams make of a value, and what it implies."""
        if field.id in self._named:
            return str(value)
        cells: dict[Link, int | None] = {}
        found: list[int | None] = []
        for link, n in self._asking.get(field.id, ()):
            if link not in cells:
                cells[link] = link.variables.cell(field.id, value)
            cell = cells[link]
            found.append(None if cell is None else link.store.kids[n][cell])
        return tuple(found), tuple(self._implied(field, value))

    def _implied(self, field: Field, value: Any) -> Iterable[Any]:
        """What the value implies of other fields, in each era of its tree."""
        days = [r.day for r in getattr(field.tree, "rosters", ())] or [None]
        days = days if None in self.days else list(self.days)
        for id in self.order:
            reads = self.rules.fields[id].reads
            if reads is not None and reads[0] == field.id:
                yield from (self.implied(id, value, day) for day in days)

    def implied(self, id: str, source: Any, day: date | None) -> Any:
        """What a value of the field that another one is read from makes of that one."""
        reads = self.rules.fields[id].reads
        assert reads is not None
        tree = self.rules.fields[reads[0]].tree
        return UNKNOWN if tree is None else tree.attribute(source, reads[1], day)

    def cell(self, field: str, value: Any) -> int | None:
        """The number of the cell of a value; ``None`` where it is in none, being open."""
        if value is NOT_SAID:
            return self._number[field].get(NOT_SAID)
        declared = self.rules.fields[field]
        if declared.kind == "day":
            later = [n for n, first in enumerate(self.cells[field]) if first <= value]
            return later[-1] if later else 0
        return self._number[field].get(self._signature(declared, value))

    def alike(self, field: str, value: Any) -> Any:
        """The value that stands for a value's cell; one in no cell stands for itself."""
        cell = None if value is UNKNOWN else self.cell(field, value)
        return value if cell is None else self.cells[field][cell]

    def node(self, field: str, leaf: Callable[[Any], int]) -> int:
        """The diagram that asks one field: a cell's value → a node of fields asked later."""
        return self.store.node(self.level[field], tuple(map(leaf, self.cells[field])))

    def record(self, path: Mapping[int, int]) -> dict[str, Any]:
        """The record that says what a path asks, and the day where it is of one day."""
        found: dict[str, Any] = {}
        if self.days[0] is not None:
            found[self.rules.day_field] = str(self.days[0])
        for level, cell in sorted(path.items()):
            field = self.order[level]
            value = self.cells[field][cell]
            if value is NOT_SAID or self.is_assumed(field, value):
                continue
            found[field] = str(value) if isinstance(value, date) else value
        return self.joined(found)

    def joined(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values as a record has them: the members of a set as the set that holds them."""
        found: dict[str, Any] = {}
        for field, value in values.items():
            whole, dot, member = field.partition(".")
            if dot and whole in self.rules.declared:
                found.setdefault(whole, [])
                if value is True:
                    found[whole].append(member)
            else:
                found[field] = value
        return {k: (v or "none") if isinstance(v, list) else v for k, v in found.items()}

    def is_assumed(self, field: str, value: Any) -> bool:
        """Whether the value is what is assumed where nothing is said."""
        assume = self.rules.fields[field].assume
        return assume is not UNKNOWN and bool(assume == value)


def _read(
    readers: Iterable[Compiled], fields: Mapping[str, Field]
) -> tuple[dict[str, tuple[Atom, ...]], set[str], dict[str, int]]:
    """The tests on each field, the fields of which the very value matters, and how often asked."""
    tests: dict[str, dict[Atom, None]] = {}
    named: set[str] = set()
    asked: dict[str, int] = {}
    for rule in readers:
        for atom in rule.atoms:
            if isinstance(atom, Same):
                named.update((atom.first, atom.second))
            else:
                tests.setdefault(atom.field, {})[atom] = None
        named.update(rule.refs)
        for field in dict.fromkeys((*fields_of(rule.when), *rule.refs)):
            asked[field] = asked.get(field, 0) + 1
    asked = {f: n for f, n in asked.items() if f in fields}
    return {f: tuple(found) for f, found in tests.items()}, named, asked


def cuts_of(rules: RuleSet) -> list[date]:
    """The days on which a rule or a roster of units begins or ends, in order."""
    days = {b for r in rules.rules.values() for a in r.atoms for b in _bounds(a)}
    trees = (f.tree for f in rules.declared.values())
    days |= {roster.day for tree in trees for roster in getattr(tree, "rosters", ())}
    return sorted(days)


def _bounds(atom: Atom) -> Iterable[date]:
    bounds = (atom.low, atom.high) if isinstance(atom, Between) else ()
    return (b for b in bounds if isinstance(b, date))


def _days(cells: FieldCells) -> Iterable[date]:
    """A day in each cell; of those before any bound, the last."""
    first = cells.cuts[0] if cells.cuts else date(1990, 1, 1)
    return (first - timedelta(days=1), *cells.cuts)
