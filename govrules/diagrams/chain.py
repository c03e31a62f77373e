"""All questions, each a diagram over its own cells; an answer is a variable of later ones.

    screening ─▶ competence ─▶ owner ─▶ in_duty ─▶ … ─▶ route

It covers the complete matters: those in which every fact that a rule reads is known. More is not
needed to prove that a matter has an owner: a fact that is not known yet can only leave open what
the complete ones settle, since learning never overturns an answer (decision record 0001).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import product
from typing import Any

import attrs

from ..classes.cells import FieldCells
from ..classes.learner import groups_of
from ..errors import ContradictionError
from ..evaluate.answer import Answer, none_first
from ..evaluate.known import Known
from ..evaluate.reference import answer_sorted, followed, make_known
from ..evaluate.sort import Contender, Sorted
from ..lazy import lazy
from ..rules import Conclusion, Facts, Question, RuleSet
from ..values import UNKNOWN, OneOf
from .diagram import readers_of
from .gathering import Gathering
from .leaf import Leaf
from .link import Link
from .shelf import Shelf
from .store import NO_LIMIT
from .variables import Symbol, complete_values

__all__ = ["Chain", "answer_fields", "symbols_of"]


class Chain:
    """The diagrams of the questions, in dependency order.

    Args:
        rules: The rule set.
        wanted: The questions that are asked, compiled with those that they rest on; all where not
            given.
        most: How many states a question may take before ``TooLargeError``.
        shelf: Where diagrams are kept.

    Attributes:
        links: Question that has one answer → its diagram.
        answers: Field that holds an answer → the values that it may have.
    """

    def __init__(
        self,
        rules: RuleSet,
        wanted: Iterable[str] | None = None,
        *,
        most: int = NO_LIMIT,
        shelf: Shelf | None = None,
    ) -> None:
        self.rules, self.shelf, self._most = rules, shelf, most
        self.links: dict[str, Link] = {}
        self.answers: dict[str, tuple[Any, ...]] = {}
        self._complete: dict[str, tuple[Any, ...]] = {}
        needed = None if wanted is None else _behind(rules, wanted)
        single = [
            q for q in rules.questions if q.kind != "every" and (needed is None or q.id in needed)
        ]
        self._gathering = [
            q for q in rules.questions if q.kind == "every" and (needed is None or q.id in needed)
        ]
        asked = {q.id for q in single}
        read = {f for r in rules.rules.values() if r.rule.question in asked for f in r.reads}
        read |= {str(q.follows) for q in single} | {q.id for q in single}
        for question in single:
            link = self.links[question.id] = Link(
                rules, question, self.answers, most=most, shelf=shelf
            )
            self.answers |= self._values(link, read)

    def values(self, field: str) -> tuple[Any, ...]:
        """Every value that a field may have in a complete matter."""
        return self.answers[field] if field in self.answers else self.complete(field)

    def complete(self, field: str) -> tuple[Any, ...]:
        """Every precise value that may be said of a field."""
        if field not in self._complete:
            cells = FieldCells(self.rules.fields[field], (), is_named=True)
            self._complete[field] = tuple(complete_values(cells))
        return self._complete[field]

    @lazy
    def gatherings(self) -> dict[str, tuple[Gathering, ...]]:
        """Question that gathers → its groups of rules, each a diagram; nothing rests on them."""
        groups = [g for g in groups_of(self.rules) if g.question in self._gathering]
        readers = (r for q in self._gathering for r in readers_of(self.rules, q))
        read = {f for r in readers for f in r.reads}
        for link in self.links.values():
            self.answers |= self._values(link, read.difference(self.answers))
        made = [
            Gathering(self.rules, g, self.answers, most=self._most, shelf=self.shelf)
            for g in groups
        ]
        return {q.id: tuple(g for g in made if g.question is q) for q in self._gathering}

    def _values(self, link: Link, wanted: Container[str]) -> dict[str, tuple[Any, ...]]:
        """The values that those fields of a question's answer may have that are wanted."""
        return {
            field: tuple(dict.fromkeys(self._known_after(link, field)))
            for field in answer_fields(link.question)
            if field in wanted
        }

    def _known_after(self, link: Link, field: str) -> Iterator[Any]:
        """What a question may make known of one field; of its leaves only that slot matters."""
        slot = field.rpartition(".")[2]
        meant = dict.fromkeys(
            frozenset(self._meant(link, leaf.values, look.__getitem__))
            for leaf in dict.fromkeys(_of_slot(leaf, slot) for leaf in link.leaves())
            if not leaf.conflict
            for look in self.instances(link, leaf)
        )
        for own in meant:
            for _, known in self._made_known(link.question, tuple(sorted(own, key=none_first))):
                if (value := known(field)) is not UNKNOWN:
                    yield value

    def instances(self, link: Link, leaf: Leaf) -> Iterator[dict[str, Any]]:
        """Every way in which what a leaf passes on may turn out: field → value."""
        symbols = {*symbols_of(leaf)}
        fields = sorted({s.field for s in symbols})
        options = [
            [v for v in self.values(f) if symbols & _symbols(link.variables.stand_in(f, v))]
            for f in fields
        ]
        for chosen in product(*options):
            yield dict(zip(fields, chosen, strict=True))

    def made_known(
        self, link: Link, leaf: Leaf, look: Mapping[str, Any]
    ) -> Iterator[tuple[dict[str, Any], Known]]:
        """What is known after a leaf, beside what may have been said or answered before it.

        Args:
            link: The question's diagram.
            leaf: What it comes to.
            look: What stands for the leaf's symbols.
        """
        if not leaf.conflict:
            own = self.spelt_out(link, leaf.values, look.__getitem__)
            yield from self._made_known(link.question, own)

    def _made_known(
        self, question: Question, own: tuple[Any, ...]
    ) -> Iterator[tuple[dict[str, Any], Known]]:
        for before in self._before(question, own):
            known = Known(before)
            with suppress(ContradictionError):
                answer = followed(Answer(question, own), known)
                make_known(answer, known, self.rules)
                yield before, known

    def _before(self, question: Question, own: tuple[Any, ...]) -> Iterator[dict[str, Any]]:
        """What may have been said or answered before, as far as it makes a difference."""
        earlier: Iterable[Any] = (UNKNOWN,)
        if question.follows is not None and None in own:
            earlier = self.values(question.follows)
        for source in earlier:
            before = {} if source is UNKNOWN else {str(question.follows): source}
            if question.kind != "fact":
                yield before
                continue
            field = self.rules.fields[question.id]
            is_answered = None not in own or (source is not UNKNOWN and source is not None)
            possible: Iterable[Any] = self.complete(field.id)
            if is_answered:
                yield before
                followed = source.values if isinstance(source, OneOf) else (source,)
                possible = {*own, *followed} - {UNKNOWN, None}
                possible = sorted(possible, key=str) if len(possible) > 1 else ()
            yield from ({**before, field.id: v} for v in possible if v is not None)

    def spelt_out(
        self, link: Link, values: tuple[Any, ...], look: Callable[[str], Any]
    ) -> tuple[Any, ...]:
        """The values of a leaf, with what its symbols stand for in their place."""
        found = dict.fromkeys(self._meant(link, values, look))
        return tuple(sorted(found, key=none_first))

    def _meant(
        self, link: Link, values: tuple[Any, ...], look: Callable[[str], Any]
    ) -> Iterator[Any]:
        """The same, in no order."""

        def meant(part: Any) -> list[Any]:
            if not isinstance(part, Symbol):
                return [part]
            value = look(part.field)
            if isinstance(value, OneOf):
                return link.variables.symbols(part.field, value).get(part, [])
            return [self.rules.roles.seated(value)]

        def spelt(value: Any) -> Iterator[Any]:
            if not isinstance(value, Conclusion):
                yield from meant(value)
                return
            slots = [slot for slot, _ in value.one]
            for parts in product(*(meant(part) for _, part in value.one)):
                yield Conclusion(zip(slots, parts, strict=True))

        return (each for value in values for each in spelt(value))

    def decide(self, facts: Facts) -> dict[str, Leaf]:
        """What every question comes to for one complete matter, symbols spelt out.

        Args:
            facts: The matter.

        Raises:
            KeyError: the matter is not complete: a fact that matters is not known.
            ContradictionError: a given fact contradicts what the rules work out.
        """
        known, found = Known.of(facts), dict[str, Leaf]()
        for id, link in self.links.items():
            leaf = link.leaf(known)
            for symbol in symbols_of(leaf):
                if known(symbol.field) is UNKNOWN:
                    raise KeyError(symbol.field)
            values = self.spelt_out(link, leaf.values, known)
            found[id] = attrs.evolve(leaf, values=values)
            if leaf.conflict:
                return found
            answer = followed(Answer(link.question, values), known)
            make_known(answer, known, self.rules)
        return found | {q.id: self._gathered(q, known) for q in self._gathering}

    def _gathered(self, question: Question, known: Known) -> Leaf:
        """What is gathered, group by group; where a fact is not known its group is left open."""
        rules, live = list[str](), list[str]()
        for group in self.gatherings[question.id]:
            try:
                leaf = group.leaf(known)
            except KeyError:
                leaf = Leaf(live=tuple(r.id for r in group.readers))
            rules += leaf.rules
            live += leaf.live
        true = tuple(Contender(self.rules.rules[id], ()) for id in sorted(rules))
        answer = answer_sorted(question, Sorted(true, (), (), ()), known, self.rules)
        winners = tuple(r.id for r in answer.winners)
        return Leaf(answer.values, rules=winners, live=tuple(sorted(live)))


def _behind(rules: RuleSet, wanted: Iterable[str]) -> set[str]:
    """The questions, and those whose answers they read, directly or through others."""
    found = set(wanted)
    for question in reversed(rules.questions):
        if question.id in found:
            readers = (r for r in rules.rules.values() if r.rule.question == question.id)
            found |= {id for r in readers for id in r.rests_on}
            found.add(str(question.follows))
    return found


def _of_slot(leaf: Leaf, slot: str) -> Leaf:
    """A leaf with that slot alone of what it concludes."""

    def part(value: Any) -> Any:
        if not isinstance(value, Conclusion):
            return value
        return Conclusion([(id, v) for id, v in value.one if id == slot])

    return Leaf(tuple(dict.fromkeys(map(part, leaf.values))), conflict=leaf.conflict)


def answer_fields(question: Question) -> list[str]:
    """The fields that hold a question's answer."""
    if question.kind == "fact" or question.is_simple:
        return [question.id]
    return [f"{question.id}.{slot.id}" for slot in question.slots if not slot.many]


def symbols_of(leaf: Leaf) -> list[Symbol]:
    """The symbols in the values of a leaf."""
    each = (
        part
        for value in leaf.values
        for part in ([v for _, v in value.one] if isinstance(value, Conclusion) else [value])
    )
    return [part for part in each if isinstance(part, Symbol)]


def _symbols(value: Any) -> set[Any]:
    return {*value.values} if isinstance(value, OneOf) else {value}
