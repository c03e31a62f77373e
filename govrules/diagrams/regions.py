"""Sets of matters as diagrams over what their records say: where a rule holds, who is named.

A region of one question's diagram, in which earlier answers are variables, is carried back to the
records: each cell of an answer stands for the matters that are answered so.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from itertools import takewhile
from typing import Any, TypeAlias

from ..evaluate.known import Known
from ..expr import Same
from ..lazy import lazy
from ..rules import Facts
from ..values import UNKNOWN, OneOf
from .chain import Chain, answer_fields
from .leaf import Leaf
from .link import Link
from .matters import NOT_SAID, Matters
from .shelf import digest_of
from .store import Reduced
from .variables import Twins, Variable

__all__ = ["Region", "Regions"]

Region: TypeAlias = int
"""A diagram whose terminals are true and false; equal regions are equal numbers."""


class Regions:
    """Sets of complete matters of a chain, and what can be done with them.

    Args:
        chain: The compiled questions.
        day: Only the law of that day; of all days where not given.
        rule_by_rule: Whether regions of single rules are wanted.
        matters: The cells, where they are shared with other questions.

    Attributes:
        everything: All matters; ``nothing``: none.
    """

    def __init__(
        self,
        chain: Chain,
        day: date | None = None,
        *,
        rule_by_rule: bool = True,
        matters: Matters | None = None,
    ) -> None:
        self.chain, self.rules, self.day = chain, chain.rules, day
        self.matters = matters or Matters((chain, day), rule_by_rule=rule_by_rule)
        self.store = self.matters.store
        self.everything, self.nothing = map(self.store.terminal, (True, False))
        self._joined: dict[bool, dict[Any, int]] = {True: {}, False: {}}
        self._back: dict[tuple[str, int, Any], Region] = {}
        self._cells: dict[Any, Region] = {}
        self._answered: dict[Any, Region] = {}
        self._made: dict[Any, Mapping[str, Mapping[Any, Region]]] = {}
        self._said: dict[Any, Region] = {}

    @classmethod
    def beside(cls, one: Chain, other: Chain, days: tuple[date, date]) -> tuple[Regions, Regions]:
        """Make the regions of two sets of questions over the same cells.

        Equal sets of matters are then equal numbers in both.

        Args:
            one: Compiled questions.
            other: Others, or the same.
            days: The day of the law of either.
        """
        matters = Matters((one, days[0]), (other, days[1]), rule_by_rule=False)
        return cls(one, days[0], matters=matters), cls(other, days[1], matters=matters)

    def both(self, *regions: Region) -> Region:
        """Name the matters that lie in all of the regions."""
        return self._join(regions, True)

    def either(self, *regions: Region) -> Region:
        """Name the matters that lie in one of the regions at least."""
        return self._join(regions, False)

    def outside(self, region: Region) -> Region:
        """Name the matters that do not lie in the region."""
        return self.store.map(region, lambda inside: self._leaf(not inside))

    def _leaf(self, inside: bool) -> Region:
        return self.everything if inside else self.nothing

    def _join(self, regions: Iterable[Region], neutral: bool) -> Region:
        idle, decides = self._leaf(neutral), self._leaf(not neutral)

        def reduce(tags: Any, nodes: tuple[int, ...]) -> Reduced:
            left = {n for n in nodes if n != idle}
            if decides in left:
                return decides
            if len(left) < 2:
                return left.pop() if left else idle
            return tags, tuple(sorted(left))

        return self.store.combine((None, tuple(regions)), reduce, memo=self._joined[neutral])

    def holds(self, rule: str) -> Region:
        """Name the matters of which a rule's condition is true.

        Args:
            rule: Its id; of a question that has one answer.
        """
        compiled = self.rules.rules[rule]
        link = self.chain.links[compiled.rule.question]
        return self.where(link, link.holds(compiled))

    def where(self, link: Link, condition: int) -> Region:
        """Name the matters of which a condition is true.

        Args:
            link: The question's diagram.
            condition: A diagram over its variables, of what its rules ask and pass on.
        """
        return self._carried_back(link, condition, True, lambda v: self._leaf(v is True))

    def reaching(self, link: Link) -> Region:
        """Name the matters that come to a question: none before it ends in a conflict."""
        before = takewhile(lambda each: each is not link, self.chain.links.values())
        ends = (
            self.comes_to(each.question.id, "conflict", lambda leaf: bool(leaf.conflict))
            for each in before
        )
        return self.outside(self.either(*ends))

    def comes_to(self, question: str, name: Any, is_meant: Callable[[Leaf], bool]) -> Region:
        """Name the matters for which a question comes to such a leaf.

        Args:
            question: Its id.
            name: Under which the region is remembered, and kept.
            is_meant: Whether a leaf counts, whatever its symbols stand for.
        """
        link, shelf = self.chain.links[question], self.chain.shelf

        def found() -> Region:
            return self._carried_back(
                link, link.root, ("leaf", name), lambda leaf: self._leaf(is_meant(leaf))
            )

        if shelf is None:
            return found()
        return shelf.drawn(self.store, digest_of(self._key, question, name), found)

    @lazy
    def _key(self) -> str:
        """The digest of all that the regions are made of."""
        asked = [(field, list(map(repr, cells))) for field, cells in self.matters.cells.items()]
        return digest_of([link.key for link in self.chain.links.values()], asked, self.day)

    def meet(self, *regions: Region) -> bool:
        """Whether some matter lies in all of the regions."""
        return self.both(*regions) != self.nothing

    def in_cell(self, link: Link, key: Variable, cell: int) -> Region:
        """Name the matters in which what a question reads lies in one of its cells.

        Args:
            link: The question's diagram.
            key: The field, or pair of fields.
            cell: The number of the cell.
        """
        return self._in_cells(link, key, frozenset((cell,)))

    def _carried_back(
        self, link: Link, root: int, key: Any, leaf: Callable[[Any], Region]
    ) -> Region:
        """The matters that a question's own diagram leads to certain terminals."""
        store = link.store

        def visit(n: int) -> Region:
            at = (link.question.id, n, key)
            found = self._back.get(at)
            if found is None:
                if store.is_terminal(n):
                    found = leaf(store.values[n])
                else:
                    found = self._split(link, n, visit)
                self._back[at] = found
            return found

        return visit(root)

    def _split(self, link: Link, n: int, visit: Callable[[int], Region]) -> Region:
        key = link.variables.order[link.store.level[n]]
        by_kid: dict[int, set[int]] = {}
        for cell, kid in enumerate(link.store.kids[n]):
            by_kid.setdefault(visit(kid), set()).add(cell)
        parts = []
        for after, cells in by_kid.items():
            if after != self.nothing:
                parts.append(self.both(after, self._in_cells(link, key, frozenset(cells))))
        return self.either(*parts)

    def _in_cells(self, link: Link, key: Variable, cells: frozenset[int]) -> Region:
        """The matters in which a variable of a question lies in one of its cells."""
        at = (link.question.id, key, cells)
        found = self._cells.get(at)
        if found is None:
            if isinstance(key, str) and key == self.rules.day_field and self.day is not None:
                found = self._leaf(link.variables.cell(key, self.day) in cells)
            elif not isinstance(key, str):
                values = {link.variables.cells[key][c] for c in cells}
                found = self._same(link, key, values)
            else:
                found = self.holding(
                    key,
                    frozenset(v for v in self._values(key) if link.variables.cell(key, v) in cells),
                )
            self._cells[at] = found
        return found

    def _values(self, field: str) -> Iterable[Any]:
        if field in self.chain.answers:
            return self.chain.answers[field]
        return (v for v in self.matters.cells[field] if v is not NOT_SAID)

    def _same(self, link: Link, key: Same | Twins, wanted: Container[Any]) -> Region:
        """The matters in which it is so, or not, or open, whether two fields are the same."""
        # Of an answer one value at a time: what a record says is as cheap for many as for one.
        is_first = key.first in self.chain.answers or key.second not in self.chain.answers
        one, other = (key.first, key.second) if is_first else (key.second, key.first)
        others, parts = list(self._values(other)), []
        for value in self._values(one):
            pairs = ((each, (value, each) if is_first else (each, value)) for each in others)
            meant = frozenset(
                each for each, both in pairs if link.variables.compared(key, *both) in wanted
            )
            if meant:
                parts.append(
                    self.both(self.holding(one, frozenset((value,))), self.holding(other, meant))
                )
        return self.either(*parts)

    def holding(self, field: str, values: frozenset[Any]) -> Region:
        """Name the matters in which a field, given or worked out, has one of the values.

        Args:
            field: The field.
            values: Of those that it may have.
        """
        at = (field, values)
        found = self._answered.get(at)
        if found is None:
            question = field.partition(".")[0]
            if question in self.chain.links and field in self.chain.answers:
                found = self._answering(self.chain.links[question], field, values)
            else:
                found = self._saying(field, values)
            self._answered[at] = found
        return found

    def _saying(self, field: str, values: frozenset[Any]) -> Region:
        """The matters whose record says one of the values, or implies it."""

        plain = self.saying(field, values)
        reads = self.rules.fields[field].reads
        if reads is None:
            return plain

        def implied(source: Any, day: Any) -> Region:
            found = self.matters.alike(field, self.matters.implied(field, source, day))
            return plain if found is UNKNOWN else self._leaf(found in values)

        source, day_field = reads[0], self.rules.day_field
        is_dated = hasattr(self.rules.fields[source].tree, "rosters")
        if not is_dated or self.day is not None:
            return self._chosen(source, lambda value: implied(value, self.day))
        return self._chosen(
            day_field, lambda day: self._chosen(source, lambda value: implied(value, day))
        )

    def _chosen(self, field: str, region: Callable[[Any], Region]) -> Region:
        """For each value of a field, the matters of a region of its own."""
        by_region: dict[Region, list[Any]] = {}
        for value in self.matters.cells[field]:
            by_region.setdefault(region(value), []).append(value)
        return self.either(
            *(
                self.both(after, self.saying(field, values))
                for after, values in by_region.items()
                if after != self.nothing
            )
        )

    def saying(self, field: str, values: Container[Any]) -> Region:
        """Name the matters whose record says one of the values; ``NOT_SAID`` is one."""
        return self.matters.node(field, lambda value: self._leaf(value in values))

    def _answering(self, link: Link, field: str, values: frozenset[Any]) -> Region:
        """The matters whose question is answered by one of the values."""

        def region(leaf: Leaf) -> Region:
            ways = self._ways(link, leaf)[field]
            return self.either(*(way for value, way in ways.items() if value in values))

        return self._carried_back(link, link.root, (field, values), region)

    def _ways(self, link: Link, leaf: Leaf) -> Mapping[str, Mapping[Any, Region]]:
        """Field of the answer → value → the matters in which a leaf makes it known."""
        at = (link.question.id, leaf)
        found = self._made.get(at)
        if found is None:
            made: dict[str, dict[Any, list[Region]]] = {f: {} for f in answer_fields(link.question)}
            for look in self.chain.instances(link, leaf):
                passed_on = [self.holding(f, frozenset((v,))) for f, v in look.items()]
                for before, known in self.chain.made_known(link, leaf, look):
                    given = [self._before(f, v, link) for f, v in before.items()]
                    way = self.both(*passed_on, *given, self._undivided(link, before, known))
                    for field, ways in made.items():
                        ways.setdefault(known(field), []).append(way)
            found = self._made[at] = {
                field: {value: self.either(*each) for value, each in ways.items()}
                for field, ways in made.items()
            }
        return found

    def _undivided(self, link: Link, before: Mapping[str, Any], known: Known) -> Region:
        """Where a fact is worked out as one of several: the records that say none of them."""
        fact = link.question.id
        value = known(fact) if link.question.kind == "fact" and fact not in before else None
        if not isinstance(value, OneOf):
            return self.everything
        at = (fact, value)
        if at not in self._said:
            self._said[at] = self.outside(self.saying(fact, value.values))
        return self._said[at]

    def _before(self, field: str, value: Any, link: Link) -> Region:
        if field != link.question.id:
            return self.holding(field, frozenset((value,)))
        at = (field, value)
        if at not in self._said:
            is_assumed = self.matters.is_assumed(field, value)
            self._said[at] = self.matters.node(
                field, lambda v: self._leaf(v == value or (is_assumed and v is NOT_SAID))
            )
        return self._said[at]

    def smallest(self, region: Region) -> dict[str, Any] | None:
        """Give the record that says least and lies in the region; ``None`` where it is empty."""
        path = self.store.shortest(region, self.everything, self._cost)
        return None if path is None else self.matters.record(path)

    def nearest(self, region: Region, facts: Facts) -> dict[int, int] | None:
        """The path in the region that differs least from a matter, as level → cell.

        Args:
            region: Where it is to lie.
            facts: The matter. To say what it leaves unsaid is a change too, if a smaller one.
        """
        here = [self._cell_here(field, facts) for field in self.matters.order]

        def cost(level: int, cell: int) -> float:
            if here[level] is None:
                return min(self._cost(level, cell), 0.9)
            return float(here[level] != cell)

        return self.store.shortest(region, self.everything, cost)

    def _cell_here(self, field: str, facts: Facts) -> int | None:
        value = facts.get(field)
        return None if value is UNKNOWN else self.matters.cell(field, value)

    def differs(self, field: str, cell: int, facts: Facts) -> bool:
        """Whether a matter would have to change to lie in a cell of a field."""
        if self.matters.cells[field][cell] is NOT_SAID:
            return facts.get(field) is not UNKNOWN and field not in facts.assumed
        return self._cell_here(field, facts) != cell

    def _cost(self, level: int, cell: int) -> float:
        field = self.matters.order[level]
        value = self.matters.cells[field][cell]
        if value is NOT_SAID:
            return 0.0
        return 0.1 if self.matters.is_assumed(field, value) else 1.0

    def count(self, region: Region) -> int:
        """How many kinds of matters lie in the region: combinations of cells."""
        return self.store.count(region, self.everything)
