"""Decisions of matters met before, short of their place, by what the evaluation looked at.

Deciding a matter looks at some facts, in an order that the facts themselves determine. Two
matters that agree on all of those get the same decision with the same words, what to ask next and
what would have changed the result included; so a matter like one met before only has its organs
seated and its facts echoed.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

import attrs

from ..decision.compose import Template, template_of
from ..decision.decide import evaluate_noted
from ..errors import GovrulesError
from ..evaluate.known import Known
from ..evaluate.trace import Cell, LookUp, Noted, find_in
from ..locks import ForkSafeLock
from ..rules import Facts
from ..rules.facts import ReadValues
from .decision_class import Classes
from .tree import Tree

__all__ = ["TemplateCache"]

# A generation: so many cases, each some kilobytes, and so many ways to say them.
MOST_CASES = 6_000
MOST_MET = 30_000


@attrs.frozen(eq=False)
class _Case:
    """What was looked at, with what it found, and the template, or why there is none."""

    seen: Mapping[LookUp, Cell]
    made: Template | GovrulesError


class _Generation:
    """What is remembered of one stretch of matters.

    Attributes:
        tree: What was looked at → the case.
        number: What a piece of a record amounts to, by number.
        met: The numbers of a record's pieces → its leaf in the tree.
    """

    def __init__(self) -> None:
        self.tree: Tree[_Case] = Tree()
        self.number: dict[ReadValues, int] = {}
        self.by_meaning: dict[tuple[frozenset[str], tuple[tuple[str, object], ...]], int] = {}
        self.met: dict[tuple[int, ...], int] = {}

    @property
    def is_full(self) -> bool:
        return len(self.tree.leaves) >= MOST_CASES or len(self.met) + len(self.number) >= MOST_MET


class TemplateCache:
    """Makes the templates of matters, and remembers those of late.

    When a generation is full the next one begins, and cases of the last one that are met again are
    carried over. The two are one tuple that is swapped whole: no thread sees a part of it.

    Any number of threads may use it; none waits while another decides.

    Args:
        classes: The decision classes of the jurisdiction.
        is_ranked: Whether to try out which missing fact would help most.

    Attributes:
        learnt: How many cases the reference evaluator has been asked for.
    """

    def __init__(self, classes: Classes, *, is_ranked: bool = True) -> None:
        self._classes, self._is_ranked = classes, is_ranked
        self.learnt = 0
        self._lock = ForkSafeLock()
        self._generations = (_Generation(), _Generation())

    def __len__(self) -> int:
        return sum(len(generation.tree.leaves) for generation in self._generations)

    def template(self, facts: Facts) -> Template:
        """Decide a matter, short of its place.

        Args:
            facts: The matter as read.

        Raises:
            GovrulesError: where it cannot be decided.
        """
        young, old = self._generations
        try:
            leaf = young.met[tuple([young.number[piece] for piece in facts.pieces_read])]
        except KeyError:
            if young.is_full:
                young, old = self._generations = (_Generation(), young)
            leaf = self._meet(young, old, facts)
        made = young.tree.leaves[leaf].made
        if isinstance(made, GovrulesError):
            raise copy(made)
        return made

    def _meet(self, young: _Generation, old: _Generation, facts: Facts) -> int:
        """Find the leaf by what is looked at, and remember it by the pieces of the record."""
        known = Known.of(self._classes.representative(facts))
        leaf = young.tree.find(lambda look: find_in(known, look))
        if leaf is None:
            before = old.tree.find(lambda look: find_in(known, look))
            case = self._learn(known) if before is None else old.tree.leaves[before]
            with self._lock:
                leaf = young.tree.leaf(tuple(case.seen.items()), case)
                young.tree.plant(case.seen, leaf)
        if not facts.pieces_read:
            return leaf
        meanings = [self._meaning(piece) for piece in facts.pieces_read]
        with self._lock:
            by_meaning = young.by_meaning
            for piece, meaning in zip(facts.pieces_read, meanings, strict=True):
                young.number[piece] = by_meaning.setdefault(meaning, len(by_meaning))
            young.met[tuple([young.number[piece] for piece in facts.pieces_read])] = leaf
        return leaf

    def _meaning(self, piece: ReadValues) -> tuple[frozenset[str], tuple[tuple[str, object], ...]]:
        of = self._classes.cells.of
        return piece.said, tuple((field, of(field, v)) for field, v in piece.values.items())

    def _learn(self, known: Known) -> _Case:
        """Decide a case not met before."""
        noted, context = Noted(known), self._classes.context
        made: Template | GovrulesError
        try:
            outcome, found = evaluate_noted(noted, context)
            made = template_of(found, outcome, context, is_ranked=self._is_ranked)
        except GovrulesError as error:
            made = copy(error)  # without the frames that it came through
        with self._lock:
            self.learnt += 1
        return _Case(noted.seen, made)
