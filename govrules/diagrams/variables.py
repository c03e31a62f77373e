"""The variables of one question: the fields that its rules read, cut into cells.

A cell is what these rules can tell of a value. Of a value that a conclusion passes on (``$owner``)
they can tell whether it is one that some conclusion names itself; all others are alike, and one
symbol stands for them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any, TypeAlias

import attrs

from ..classes.cells import FieldCells
from ..evaluate.known import Known
from ..evaluate.truth import truth
from ..expr import All, Atom, Between, Expr, Is, Ref, RoleAt, Same, Some, Term, Under, Value
from ..expr.terms import options_of
from ..rules import Compiled, Field, RuleSet
from ..values import UNKNOWN, OneOf, Truth
from .store import Store

__all__ = [
    "Symbol",
    "Twins",
    "Variable",
    "Variables",
    "complete_values",
    "may_be_none",
    "passed_on",
    "same_of",
]


@attrs.frozen
class Twins:
    """Two fields that are passed on: whether what one concludes the other concludes too.

    Open where one holds several and what the other holds is among them. It is of the very codes:
    to a ``Same`` an organ of a level left open is that of either, but as a conclusion it differs.
    """

    first: str
    second: str

    def hold_one(self, first: Any, second: Any, rules: RuleSet) -> Truth:
        """Say whether both hold one value; of two that both hold several it is not told.

        Args:
            first: What the first field holds.
            second: What the second field holds.
            rules: The rule set.
        """
        one, other = (second, first) if isinstance(first, OneOf) else (first, second)
        if one is None or isinstance(one, OneOf):
            return False
        passed_on = rules.roles.seated(one)
        if isinstance(other, OneOf):
            return UNKNOWN if passed_on in other.values else False
        return other is not None and bool(passed_on == rules.roles.seated(other))


Variable: TypeAlias = str | Same | Twins
"""A field; or whether two fields are the same, which is asked by itself."""


class Symbol(str):
    """Stands for any value of a field that no conclusion of the question names: ``$field``.

    Of a value of several, ``$field`` is the first such member, ``$$field`` any further one.
    """

    __slots__ = ()

    @property
    def field(self) -> str:
        """The field whose value it stands for."""
        return self.lstrip("$")


class Variables:
    """What the rules of a question read, in the order in which it is asked.

    Args:
        rules: The rule set.
        readers: The rules of the question.
        answers: Field → the values that an earlier question's answer may have.
    """

    def __init__(
        self, rules: RuleSet, readers: Sequence[Compiled], answers: Mapping[str, Sequence[Any]]
    ) -> None:
        self.rules = rules
        self.refs = {f for r in readers for _, term in r.then.one for f in passed_on(term)}
        self.named = {v for r in readers for _, t in r.then.one for v in _codes(t)}
        self._may_hold = {f: self._stand_ins(f, answers) for f in sorted(self.refs)}
        self.twins = tuple(self._twins(readers))
        tests: dict[Variable, dict[Any, None]] = {}
        asked: dict[Variable, int] = {}
        for rule in readers:
            for atom in rule.atoms:
                tests.setdefault(_key(atom), {})[atom] = None
            keys = set(map(_key, rule.atoms))
            for key in keys | (self.refs & set(rule.refs)):
                asked[key] = asked.get(key, 0) + 1
        for _, _, twins in self.twins:
            asked.setdefault(twins, 0)
        self._tests = {key: tuple(tests.get(key, ())) for key in asked}
        self.order: list[Variable] = sorted(asked, key=lambda key: self._rank(key, asked[key]))
        self.level = {key: n for n, key in enumerate(self.order)}
        self.cells: dict[Variable, list[Any]] = {}
        self._number: dict[Variable, dict[Any, int]] = {}
        self._met: dict[Variable, dict[Any, int | None]] = {}
        self._fields = {
            key: FieldCells(rules.fields[key], self._tests[key], is_named=key in self.refs)
            for key in self.order
            if isinstance(key, str)
        }
        self._truths: dict[Atom, tuple[set[int], set[int]]] = {}
        for key in self.order:
            self._cut(key, answers)
        self.store = Store([len(self.cells[key]) for key in self.order])

    def _stand_ins(self, field: str, answers: Mapping[str, Sequence[Any]]) -> frozenset[Any]:
        """What a field that is passed on may hold, symbols standing for what is not named."""
        if field in answers:
            values: Iterable[Any] = answers[field]
        else:
            values = complete_values(FieldCells(self.rules.fields[field], (), is_named=True))
        stand_ins = (self.stand_in(field, value) for value in values)
        return frozenset(
            each for v in stand_ins for each in (v.values if isinstance(v, OneOf) else (v,))
        )

    def _outcomes(self, term: Term) -> frozenset[Any]:
        """What a term of a conclusion may stand for."""
        found = set[Any](_codes(term))
        return frozenset(found.union(*(self._may_hold[f] for f in passed_on(term))))

    def may_agree(self, first: Compiled, second: Compiled) -> bool:
        """Whether two rules may conclude the same."""
        one, other = first.then.one, second.then.one
        if [slot for slot, _ in one] != [slot for slot, _ in other]:
            return False
        return all(
            a == b or self._are_twins(a, b) or self._outcomes(a) & self._outcomes(b)
            for (_, a), (_, b) in zip(one, other, strict=True)
        )

    def _are_twins(self, a: Term, b: Term) -> bool:
        """Whether both may pass on what no conclusion names."""
        return all(any(isinstance(v, Symbol) for v in self._outcomes(t)) for t in (a, b))

    def _twins(self, readers: Sequence[Compiled]) -> Iterator[tuple[Compiled, Compiled, Twins]]:
        """Pairs of rules whose conclusions agree only where two fields are the same."""
        for first, second in combinations([r for r in readers if r.refs], 2):
            if not self.may_agree(first, second):
                continue
            for (_, a), (_, b) in zip(first.then.one, second.then.one, strict=True):
                for one, other in product(passed_on(a), passed_on(b)):
                    if one != other and self._are_twins(a, b):
                        yield first, second, Twins(*sorted((one, other)))

    def _rank(self, key: Variable, asked: int) -> tuple[Any, ...]:
        """What few values tell is asked before what is passed on, and the most asked first."""
        is_late = not isinstance(key, str) or key in self.refs
        return is_late, -asked, str(key)

    def _cut(self, key: Variable, answers: Mapping[str, Sequence[Any]]) -> None:
        self.cells[key], self._number[key], self._met[key] = [], {}, {}
        if not isinstance(key, str):
            values: Iterable[Any] = (False, True, UNKNOWN)
        else:
            values = answers[key] if key in answers else complete_values(self._fields[key])
        for value in values:
            self._add(key, value)
        self._truths |= {test: (set(), set()) for test in self._tests[key]}
        for (told, _), cell in self._number[key].items():
            for as_told, tests in enumerate(told):
                for n in tests:
                    self._truths[self._tests[key][n]][as_told].add(cell)

    def _add(self, key: Variable, value: Any) -> None:
        """Begin a cell with a value that is in none."""
        signature = self._signature(key, value)
        if signature not in self._number[key]:
            self._number[key][signature] = len(self.cells[key])
            self.cells[key].append(value)

    def told_apart(self) -> list[tuple[str, list[str]]]:
        """What the rules tell apart, as plain values: the cells of each variable, as they ask."""
        return [(repr(key), list(map(repr, self._number[key]))) for key in self.order]

    def cell(self, key: Variable, value: Any) -> int | None:
        """The number of the cell of a value; ``None`` where it is in none, being open."""
        met = self._met[key]
        if value not in met:
            met[value] = self._number[key].get(self._signature(key, value))
        return met[value]

    def compared(self, key: Same | Twins, first: Any, second: Any) -> Truth:
        """Whether two fields are the same, given what they hold."""
        if isinstance(key, Twins):
            return key.hold_one(first, second, self.rules)
        return truth(key, Known({key.first: first, key.second: second}), self.rules.fields)

    def _signature(self, key: Variable, value: Any) -> tuple[tuple[Any, ...], Hashable]:
        """What the tests of a field say of a value, and what is passed on of it."""
        if not isinstance(key, str):
            return (), str(value)
        passed_on = self.stand_in(key, value) if key in self.refs else None
        return self._fields[key].told(value), passed_on

    def stand_in(self, field: str, value: Any) -> Any:
        """What stands for a value that is passed on: itself if named, or a symbol of all like it.

        Of several, those that are named stay; one symbol stands for the first of the others, and
        one for the rest.
        """
        if field not in self.refs:
            return value
        if isinstance(value, OneOf):
            return OneOf(self.symbols(field, value))
        if not isinstance(value, str):
            return value
        seated = self.rules.roles.seated(value)
        return seated if seated in self.named else Symbol(f"${field}")

    def symbols(self, field: str, value: OneOf) -> dict[Any, list[Any]]:
        """What stands for the members of a value of several → those that it stands for."""
        found: dict[Any, list[Any]] = {}
        for member in value.values:
            if not isinstance(member, str) or self._is_named(member):
                found[member] = [member]
            else:
                first = Symbol(f"${field}")
                found.setdefault(first if first not in found else Symbol(f"$${field}"), []).append(
                    member
                )
        return found

    def _is_named(self, value: str) -> bool:
        return self.rules.roles.seated(value) in self.named

    def may_be_none(self, field: Any) -> bool:
        """Whether a field that is passed on may turn out to have no value."""
        return field in self.refs and any(map(may_be_none, self.cells[field]))

    def node(self, key: Variable, leaf: Callable[[Any], int], inside: int | None = None) -> int:
        """The diagram that asks one variable.

        Args:
            key: The variable.
            leaf: A cell's value → a terminal.
            inside: Only in this cell of the variable that is asked first.
        """
        if inside is not None and self.level[key] == 0:
            return leaf(self.cells[key][inside])
        return self.store.node(self.level[key], tuple(map(leaf, self.cells[key])))

    def tested(
        self, test: Is | Under | Between, leaf: Callable[[Truth], int], inside: int | None = None
    ) -> int:
        """The diagram that puts one field to a test.

        Args:
            test: A test of the question's rules.
            leaf: What it says of a cell → a terminal.
            inside: Only in this cell of the variable that is asked first.
        """
        true, open_ = self._truths[test]
        if inside is not None and self.level[test.field] == 0:
            return leaf(True if inside in true else UNKNOWN if inside in open_ else False)
        kids = [leaf(False)] * len(self.cells[test.field])
        for cells, says in ((true, leaf(True)), (open_, leaf(UNKNOWN))):
            for cell in cells:
                kids[cell] = says
        return self.store.node(self.level[test.field], tuple(kids))

    def may_be_open(self, test: Atom) -> bool:
        """Whether some cell leaves a test open, several values being possible there."""
        return isinstance(test, Same) or bool(self._truths[test][1])

    def first_cells(self, condition: Expr) -> Iterable[int]:
        """The cells of the variable that is asked first in which a condition may hold."""
        found = self._may_hold_in(condition)
        return range(self.store.sizes[0]) if found is None else sorted(found)

    def _may_hold_in(self, condition: Expr) -> set[int] | None:
        """The same; ``None`` for all of them, as far as single tests tell."""
        match condition:
            case Is() | Under() | Between() if self.level[condition.field] == 0:
                true, open_ = self._truths[condition]
                return true | open_
            case All(parts):
                each = [found for p in parts if (found := self._may_hold_in(p)) is not None]
                return set.intersection(*each) if each else None
            case Some(parts):
                cells = [self._may_hold_in(part) for part in parts]
                wide = None in cells
                return None if wide else set().union(*filter(None, cells))
        return None


def complete_values(cells: FieldCells) -> Iterator[Any]:
    """A value of each cell of a field that leaves none of its tests open, and is precise."""
    field = cells.field
    for value in cells.values():
        if value is UNKNOWN or (cells.is_named and not _is_precise(field, value)):
            continue
        _, open_ = cells.told(value)
        if not open_:
            yield value


def _is_precise(field: Field, value: Any) -> bool:
    return field.tree is None or bool(field.tree.is_leaf(value))


def may_be_none(value: Any) -> bool:
    """Whether a value may turn out to be none at all."""
    return value is None or (isinstance(value, OneOf) and None in value.values)


def passed_on(term: Term) -> Iterator[str]:
    """The fields whose values a term of a conclusion passes on."""
    return (option.field for option in options_of(term) if isinstance(option, Ref))


def _codes(term: Term) -> Iterator[Any]:
    for option in options_of(term):
        if isinstance(option, Value):
            yield option.value
        elif isinstance(option, RoleAt):
            yield option.code


def same_of(first: str, second: str) -> Same:
    """The one variable for whether two fields are the same, whichever is named first."""
    return Same(*sorted((first, second)))


def _key(atom: Atom) -> Variable:
    return same_of(atom.first, atom.second) if isinstance(atom, Same) else atom.field
