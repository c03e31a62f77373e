"""One question as a diagram: its conditions composed, its answers by the reference evaluator.

The rules' conditions are walked down together. What is met at the bottom, *these rules apply and
those may*, is put to the reference evaluator's own ``Contest``, so that precedence is implemented
once. On the way, rules that can no longer make a difference are dropped; else the states would be
as many as the combinations of all facts that some rule reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from ..errors import ConflictError
from ..evaluate.known import Known
from ..evaluate.resolve import Contest
from ..evaluate.sort import NO_ANSWER, Contender, outcomes_of
from ..expr import Expr
from ..rules import Compiled, Question, RuleSet
from ..values import UNKNOWN, OneOf
from .conditions import Conditions
from .diagram import Diagram, readers_of
from .leaf import Leaf
from .ranks import Ranks, bits_of
from .shelf import Shelf
from .store import NO_LIMIT, Reduced
from .variables import Symbol, Twins, may_be_none, passed_on

__all__ = ["Link"]

Part: TypeAlias = Expr | str | Twins
"""What states hold a diagram of: a condition, a field passed on, whether two such are the same."""


class Link(Diagram):
    """One question's diagram over its own variables.

    Args:
        rules: The rule set.
        question: The question; not one that gathers.
        answers: Field → the values that an earlier question's answer may have.
        most: How many states it may take before ``TooLargeError``.
        shelf: Where diagrams are kept.
    """

    def __init__(
        self,
        rules: RuleSet,
        question: Question,
        answers: Mapping[str, Sequence[Any]],
        *,
        most: int = NO_LIMIT,
        shelf: Shelf | None = None,
    ) -> None:
        super().__init__(rules, question, readers_of(rules, question), answers, question.id)
        self._most = most
        self._ranks = Ranks(self.readers, rules, self.variables.may_agree)
        self._number: dict[Part, int] = {}
        self._made_of = [self._conditions_of(r) for r in self.readers]
        self._passes_on = [self._fields_of(r) for r in self.readers]
        self._twins = self._twin_parts()
        self._parts = list(self._number)  # conditions, and fields passed on
        self._may_be_none = [self.variables.may_be_none(part) for part in self._parts]
        self._makes, self._passed = map(self._users, (self._made_of, self._passes_on))
        self._leaf: dict[Any, int] = {}
        self._outcomes: dict[Any, tuple[Any, ...]] = {}
        self._answer: dict[Any, Leaf] = {}
        self.root = self._root(shelf)

    def _combined(self) -> int:
        """Cell by cell of the variable that is asked first: only few rules may apply in each."""
        memo: dict[Any, int] = {}
        roots = [self._inside(cell, rules, memo) for cell, rules in self._by_cell().items()]
        return self.store.node(0, tuple(roots)) if self.variables.order else roots[0]

    def _by_cell(self) -> dict[int | None, int]:
        """Cell → the rules that may apply in it, as a bit set; ``None`` where nothing is asked."""
        if not self.variables.order:
            return {None: (1 << len(self.readers)) - 1}
        found: dict[int | None, int] = dict.fromkeys(range(self.store.sizes[0]), 0)
        for n, rule in enumerate(self.readers):
            for cell in self.variables.first_cells(rule.when):
                found[cell] |= 1 << n
        return found

    def _inside(self, cell: int | None, rules: int, memo: dict[Any, int]) -> int:
        conditions = self.conditions if cell is None else self.conditions.inside(cell)
        held = (p for n in bits_of(rules) for p in (*self._made_of[n], *self._passes_on[n]))
        twins = (p for p in self._twins if self._is_needed(p, rules))
        tags = tuple(sorted({*held, *twins}))
        nodes = tuple(self._drawn(self._parts[p], conditions, cell) for p in tags)
        return self.store.combine(((rules, tags), nodes), self._reduce, most=self._most, memo=memo)

    def _drawn(self, part: Part, conditions: Conditions, cell: int | None) -> int:
        if isinstance(part, Twins):
            return self.variables.node(part, self.store.terminal, cell)
        if not isinstance(part, str):
            return conditions.of(part)
        field = part

        def leaf(value: Any) -> int:
            return self.store.terminal(self.variables.stand_in(field, value))

        return self.variables.node(field, leaf, cell)

    def concludes(self, rule: Compiled) -> int:
        """The diagram of whether a rule applies, and no answer that it passes on may be missing."""
        is_given = (
            self.variables.node(f, lambda value: self.conditions.leaf(not may_be_none(value)))
            for f in _passed_on(rule)
        )
        return self.conditions.every((self.conditions.sure(self.holds(rule)), *is_given))

    def within(self, rule: Compiled, other: Compiled) -> bool:
        """Say whether a rule of the question holds only where another one does."""
        sure, no = self.conditions.sure, self.conditions.no
        only = sure(self.holds(rule)), no(sure(self.holds(other)))
        return self.conditions.every(only) == self.conditions.false

    def _part(self, what: Part) -> int:
        """The number of a condition, or of a field that is passed on, whose diagram states hold."""
        return self._number.setdefault(what, len(self._number))

    def _conditions_of(self, rule: Compiled) -> tuple[int, ...]:
        """The conditions that must all hold; apart where it matters which of them is open."""
        may_be_open = any(map(self.variables.may_be_open, rule.atoms))
        if not may_be_open:
            return (self._part(rule.when),)
        return tuple(map(self._part, rule.parts))

    def _fields_of(self, rule: Compiled) -> tuple[int, ...]:
        return tuple(map(self._part, _passed_on(rule)))

    def _twin_parts(self) -> dict[int, list[int]]:
        """The number of a ``Twins`` → the pairs of rules that agree by it, as bit sets."""
        place = {r.id: 1 << n for n, r in enumerate(self.readers)}
        found: dict[int, list[int]] = {}
        for first, second, twins in self.variables.twins:
            found.setdefault(self._part(twins), []).append(place[first.id] | place[second.id])
        return found

    def _users(self, parts_of: Sequence[Sequence[int]]) -> list[int]:
        """Part → the rules that it is a part of, as a bit set."""
        found = [0] * len(self._parts)
        for n, parts in enumerate(parts_of):
            for p in parts:
                found[p] |= 1 << n
        return found

    def _reduce(self, tags: tuple[int, tuple[int, ...]], nodes: tuple[int, ...]) -> Reduced:
        """The same state without the rules that can no longer make a difference."""
        rules, parts = tags
        rules &= ~self._out(parts, nodes)
        rules = self._ranks.without_idle(rules, rules & ~self._open(parts, nodes))
        kept, left = list[int](), list[int]()
        for p, node in zip(parts, nodes, strict=True):
            if self._is_needed(p, rules):
                kept.append(p)
                left.append(node)
        if all(map(self.store.is_terminal, left)):
            return self._settled(rules, tuple(kept), tuple(left))
        return (rules, tuple(kept)), tuple(left)

    def _out(self, parts: tuple[int, ...], nodes: tuple[int, ...]) -> int:
        """The rules that do not apply, or that pass on an answer that there is not."""
        found, false_node = 0, self.conditions.false
        for p, node in zip(parts, nodes, strict=True):
            if node == false_node:
                found |= self._makes[p]
            elif self._passed[p] and self.store.values.get(node, node) is None:
                found |= self._passed[p]
        return found

    def _open(self, parts: tuple[int, ...], nodes: tuple[int, ...]) -> int:
        """The rules that may not apply, or may conclude nothing, whatever is passed on."""
        found, true_node = 0, self.conditions.true
        for p, node in zip(parts, nodes, strict=True):
            if node != true_node:
                found |= self._makes[p]
            if self._may_be_none[p] and may_be_none(self.store.values.get(node)):
                found |= self._passed[p]
        return found

    def _is_needed(self, part: int, rules: int) -> bool:
        """Whether one of the rules is made of a part, passes it on, or may agree by it."""
        if (self._makes[part] | self._passed[part]) & rules:
            return True
        return any(rules & pair == pair for pair in self._twins.get(part, ()))

    def _settled(self, rules: int, parts: tuple[int, ...], nodes: tuple[int, ...]) -> int:
        key = (rules, parts, nodes)
        found = self._leaf.get(key)
        if found is None:
            values = [self.store.values[n] for n in nodes]
            at = dict(zip(parts, values, strict=True))
            found = self._leaf[key] = self.store.terminal(self._answered(rules, at))
        return found

    def _answered(self, rules: int, at: Mapping[int, Any]) -> Leaf:
        """What the reference evaluator makes of the rules that are left."""
        referred = self._referred(at)
        true, unknown = list[Any](), list[Any]()
        for n in bits_of(rules):
            outcomes = self._concluded(n, referred)
            if outcomes == NO_ANSWER:
                continue
            open_parts = frozenset(self._parts[p] for p in self._made_of[n] if at[p] is UNKNOWN)
            if open_parts or None in outcomes:
                unknown.append((n, outcomes, open_parts))
            else:
                true.append((n, outcomes))
        key = tuple(true), tuple(unknown)
        found = self._answer.get(key)
        if found is None:
            found = self._answer[key] = self._contested(*key)
        return found

    def _concluded(self, n: int, referred: Mapping[str, Any]) -> tuple[Any, ...]:
        """What a rule may conclude, what it passes on being known or not."""
        fields = (str(self._parts[p]) for p in self._passes_on[n])
        key = (n, *(referred.get(field, UNKNOWN) for field in fields))
        found = self._outcomes.get(key)
        if found is None:
            found = outcomes_of(self.readers[n], self.question, Known(referred), self.rules)
            self._outcomes[key] = found
        return found

    def _contested(self, true: Iterable[Any], unknown: Iterable[Any]) -> Leaf:
        """What comes of a contest between rules, each with what it may conclude."""
        applying, open_ones = (
            [Contender(self.readers[n], *more) for n, *more in each] for each in (true, unknown)
        )
        try:
            answer = Contest(self.question, applying, open_ones, self.rules.rank).answer()
        except ConflictError as error:
            return Leaf(conflict=error.rules)
        pairs = tuple((d.first.id, d.second.id) for d in answer.disputes)
        return Leaf(answer.values, pairs)

    def _referred(self, at: Mapping[int, Any]) -> dict[str, Any]:
        """Field → what stands for its value; the same symbol for two that are the same."""
        what = {self._parts[p]: value for p, value in at.items()}
        found = {f: v for f, v in what.items() if isinstance(f, str) and v is not UNKNOWN}
        twins = sorted((pair for pair in what if isinstance(pair, Twins)), key=str)
        for pair in (p for p in twins if what[p] is True):
            mine, other = found.get(pair.first), found.get(pair.second)
            if isinstance(mine, Symbol) and isinstance(other, Symbol):
                found[pair.second] = mine
        for pair in (p for p in twins if what[p] is UNKNOWN):
            for field, one in ((pair.first, pair.second), (pair.second, pair.first)):
                several, member = found.get(field), found.get(one)
                if isinstance(several, OneOf) and isinstance(member, Symbol):
                    found[field] = _with_member(several, field, member)
        return found


def _with_member(several: OneOf, field: str, member: Symbol) -> OneOf:
    """The value of several, of whose members that no conclusion names one has a symbol already.

    That symbol is the only one where there is but one such member; else it is told beside the
    others, which stand for all of them.
    """
    others = {*several.values}
    if Symbol(f"$${field}") not in others:
        others.discard(Symbol(f"${field}"))
    return OneOf({*others, member})


def _passed_on(rule: Compiled) -> tuple[str, ...]:
    """The fields whose values a rule's conclusion passes on, each once."""
    return tuple(dict.fromkeys(f for _, term in rule.then.one for f in passed_on(term)))
