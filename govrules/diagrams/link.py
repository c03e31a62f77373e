"""One question as a diagram: its conditions composed, its answers by the reference evaluator.

The rules' conditions are walked down together. What is met at the bottom, *these rules apply and
those may*, is put to the reference evaluator's own ``Contest``, so that precedence is implemented
once. On the way, rules that can no longer make a difference are dropped; else the states would be
as many as the combinations of all facts that some rule reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from ..errors import ConflictError
from ..evaluate.known import Known
from ..evaluate.resolve import Contest
from ..evaluate.sort import NO_ANSWER, Contender, outcomes_of
from ..expr import Expr, Same
from ..lazy import lazy
from ..rules import Compiled, Question, RuleSet
from ..values import UNKNOWN, OneOf
from .conditions import Conditions
from .leaf import Leaf
from .shelf import Shelf, digest_of, ground_of
from .store import NO_LIMIT, Reduced
from .variables import Symbol, Variables, passed_on

__all__ = ["Link"]


Agree: TypeAlias = Callable[[Compiled, Compiled], bool]


@attrs.frozen
class _Part:
    """A diagram that a state holds: of a condition, of a field passed on, or of a ``Same``."""

    what: Expr | str | None
    root: int


class Link:
    """One question's diagram over its own variables.

    Args:
        rules: The rule set.
        question: The question; not one that gathers.
        answers: Field → the values that an earlier question's answer may have.
        most: How many states it may take before ``TooLargeError``.
        shelf: Where diagrams are kept.

    Attributes:
        root: The diagram; its terminals are leaves.
        holds: Rule → the diagram of its condition.
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
        self.rules, self.question, self._most = rules, question, most
        self.readers = tuple(r for r in rules.rules.values() if r.rule.question == question.id)
        self.variables = Variables(rules, self.readers, answers)
        self.store = self.variables.store
        self.conditions = Conditions(self.variables)
        self.holds = {r.id: self.conditions.of(r.when) for r in self.readers}
        self._ranks = _Ranks(self.readers, rules, self.variables.may_agree)
        self._parts: list[_Part] = []
        self._made_of = [self._conditions_of(r) for r in self.readers]
        self._passes_on = [self._fields_of(r) for r in self.readers]
        self._twins = self._sames()
        self._may_be_none = [self.variables.may_be_none(part.what) for part in self._parts]
        self._makes, self._passed = map(self._users, (self._made_of, self._passes_on))
        self._leaf: dict[Any, int] = {}
        self._outcomes: dict[Any, tuple[Any, ...]] = {}
        self._answer: dict[Any, Leaf] = {}
        self.root = (
            self._combined() if shelf is None else shelf.drawn(self.store, self.key, self._combined)
        )

    def _combined(self) -> int:
        everything = (1 << len(self.readers)) - 1
        tags = tuple(range(len(self._parts)))
        nodes = tuple(part.root for part in self._parts)
        return self.store.combine(((everything, tags), nodes), self._reduce, most=self._most)

    @lazy
    def key(self) -> str:
        """The digest of all that the diagram is made of."""
        deciding = [r.rule.deciding() for r in self.readers]
        asked = attrs.astuple(self.question)
        return digest_of(ground_of(self.rules), asked, deciding, self.variables.told_apart())

    def leaves(self) -> list[Leaf]:
        """What the question may come to, each once."""
        return [self.store.values[n] for n in self.store.terminals(self.root)]

    def within(self, rule: Compiled, other: Compiled) -> bool:
        """Say whether a rule of the question holds only where another one does."""
        leaf = self.conditions.leaf
        holds = self.store.map(self.holds[rule.id], lambda v: leaf(v is True))
        does_not = self.store.map(self.holds[other.id], lambda v: leaf(v is not True))
        return self.conditions.every((holds, does_not)) == self.conditions.false

    def _part(self, what: Expr | str | None, root: int) -> int:
        """The number of a diagram that states hold."""
        part = _Part(what, root)
        if part not in self._parts:
            self._parts.append(part)
        return self._parts.index(part)

    def _conditions_of(self, rule: Compiled) -> tuple[int, ...]:
        """The diagrams that must all hold; apart where it matters which of them is open."""
        whole = self.holds[rule.id]
        may_be_open = self.conditions.unknown in self.store.reach([whole])
        if not may_be_open:
            return (self._part(None, whole),)
        return tuple(self._part(part, self.conditions.of(part)) for part in rule.parts)

    def _fields_of(self, rule: Compiled) -> tuple[int, ...]:
        refs = dict.fromkeys(f for _, term in rule.then.one for f in passed_on(term))
        return tuple(self._part(f, self._passed_on(f)) for f in refs)

    def _passed_on(self, field: str) -> int:
        def leaf(value: Any) -> int:
            return self.store.terminal(self.variables.stand_in(field, value))

        return self.variables.node(field, leaf)

    def _sames(self) -> dict[int, list[int]]:
        """The diagram of a ``Same`` → the pairs of rules that agree by it, as bit sets."""
        place = {r.id: 1 << n for n, r in enumerate(self.readers)}
        found: dict[int, list[int]] = {}
        for first, second, same in self.variables.twins:
            part = self._part(same, self.variables.node(same, self.store.terminal))
            found.setdefault(part, []).append(place[first.id] | place[second.id])
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
            if self._may_be_none[p] and self._may_be_nothing(node):
                found |= self._passed[p]
        return found

    def _may_be_nothing(self, node: int) -> bool:
        value = self.store.values.get(node)
        return value is None or (isinstance(value, OneOf) and None in value.values)

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
        for n in _bits(rules):
            outcomes = self._concluded(n, referred)
            if outcomes == NO_ANSWER:
                continue
            open_parts = frozenset(
                self._parts[p].what for p in self._made_of[n] if at[p] is UNKNOWN
            )
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
        fields = (str(self._parts[p].what) for p in self._passes_on[n])
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
        found = {
            part.what: value
            for p, value in at.items()
            if isinstance((part := self._parts[p]).what, str)
        }
        for p, value in at.items():
            what = self._parts[p].what
            if isinstance(what, Same) and value is True:
                mine, other = found.get(what.first), found.get(what.second)
                if isinstance(mine, Symbol) and isinstance(other, Symbol):
                    found[what.second] = mine
        return {field: value for field, value in found.items() if value is not UNKNOWN}


class _Ranks:
    """Which rules of a question can put out which, as bit sets; two are ranked where they meet.

    Args:
        readers: The rules.
        rules: The rule set.
        may_agree: Whether two rules may conclude the same.
    """

    def __init__(self, readers: Sequence[Compiled], rules: RuleSet, may_agree: Agree) -> None:
        count = len(readers)
        self._readers, self._rank, self._may_agree = readers, rules.rank, may_agree
        by_conclusion: dict[Any, int] = {}
        for n, rule in enumerate(readers):
            by_conclusion[rule.then.one] = by_conclusion.get(rule.then.one, 0) | 1 << n
        self._alike = [by_conclusion[rule.then.one] for rule in readers]  # that conclude the same
        self._apart = [0] * count  # that it can't agree with
        self._over, self._under = [0] * count, [0] * count  # that outrank it; that it outranks
        self._asked = [0] * count  # that an organ has to rank against it
        self._ranked = list(self._alike)  # that it has been held against

    def _meet(self, n: int, rules: int) -> None:
        """Rank a rule against those of the others that it has not been held against."""
        for m in _bits(rules & ~self._ranked[n]):
            verdict = self._rank(self._readers[n], self._readers[m]).kind
            if verdict in ("first", "second"):
                above, below = (n, m) if verdict == "first" else (m, n)
                self._under[above] |= 1 << below
                self._over[below] |= 1 << above
            elif verdict == "adjudicate":
                self._asked[n] |= 1 << m
                self._asked[m] |= 1 << n
            if not self._may_agree(self._readers[n], self._readers[m]):
                self._apart[n] |= 1 << m
                self._apart[m] |= 1 << n
            self._ranked[n] |= 1 << m
            self._ranked[m] |= 1 << n

    def over(self, n: int, rules: int) -> int:
        """Those of the rules that outrank one."""
        self._meet(n, rules)
        return self._over[n] & rules

    def under(self, n: int, rules: int) -> int:
        """Those of the rules that one outranks."""
        self._meet(n, rules)
        return self._under[n] & rules

    def without_idle(self, rules: int, sure: int) -> int:
        """The rules without those that a sure one at the top makes idle.

        A rule that is put out is idle if all that it could put out is put out too: a defeated rule
        still defeats. So is one that concludes what the top one does, and outranks no more, unless
        an organ has to rank one of the two against a third: the other may yet clash with that.
        """
        tops = [n for n in _bits(sure) if not self.over(n, rules)]
        out = 0
        for n in tops:
            out |= self.under(n, rules) & self._apart[n]
        for n in _bits(out):
            if not self.under(n, rules & ~out):
                rules &= ~(1 << n)
        for n in tops:
            if rules >> n & 1:
                for m in _bits(self._alike[n] & rules & ~(1 << n)):
                    below = self.under(m, rules) | (self._asked[m] | self._asked[n]) & rules
                    if not below & ~self.under(n, rules):
                        rules &= ~(1 << m)
        return rules


def _bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
