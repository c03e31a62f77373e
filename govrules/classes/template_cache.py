"""Decisions of matters met before, short of their place, by what the evaluation looked at.

Deciding a matter looks at some facts, in an order that the facts themselves determine. Two
matters that agree on all of those get the same decision with the same words, what to ask next and
what would have changed the result included; so a matter like one met before only has its organs
seated and its facts echoed.
"""

from __future__ import annotations

from ..decision.compose import Template, template_of
from ..decision.decide import evaluate_noted
from ..errors import GovrulesError
from ..evaluate.known import Known
from ..evaluate.trace import Noted, find_in
from ..locks import ForkSafeLock
from ..rules import Facts
from ..rules.facts import ReadValues
from .decision_class import Classes
from .tree import Tree

__all__ = ["TemplateCache"]

# So many cases are remembered, each some kilobytes, and so many ways to say them; then anew.
MOST_CASES = 5_000
MOST_MET = 50_000


class _Remembered:
    """All that is remembered: one object, so that whoever holds it sees nothing half renewed.

    Attributes:
        tree: What was looked at → the template, or why there is none.
        number: What a piece of a record amounts to, by number.
        met: The numbers of a record's pieces → its leaf in the tree.
    """

    def __init__(self) -> None:
        self.tree: Tree[Template | GovrulesError] = Tree()
        self.number: dict[ReadValues, int] = {}
        self.by_meaning: dict[tuple[frozenset[str], tuple[tuple[str, object], ...]], int] = {}
        self.met: dict[tuple[int, ...], int] = {}

    @property
    def is_full(self) -> bool:
        return len(self.tree.leaves) >= MOST_CASES or len(self.met) + len(self.number) >= MOST_MET


class TemplateCache:
    """Makes the templates of matters, and remembers them.

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
        self._remembered = _Remembered()

    def __len__(self) -> int:
        return len(self._remembered.tree.leaves)

    def template(self, facts: Facts) -> Template:
        """Decide a matter, short of its place.

        Args:
            facts: The matter as read.

        Raises:
            GovrulesError: where it cannot be decided.
        """
        remembered = self._remembered
        try:
            leaf = remembered.met[tuple([remembered.number[piece] for piece in facts.pieces_read])]
        except KeyError:
            if remembered.is_full:
                remembered = self._remembered = _Remembered()
            leaf = self._meet(remembered, facts)
        template = remembered.tree.leaves[leaf]
        if isinstance(template, GovrulesError):
            raise template
        return template

    def _meet(self, remembered: _Remembered, facts: Facts) -> int:
        """Find the leaf by what is looked at, and remember it by the pieces of the record."""
        known = Known.of(self._classes.representative(facts))
        leaf = remembered.tree.find(lambda look: find_in(known, look))
        if leaf is None:
            leaf = self._learn(remembered, known)
        if not facts.pieces_read:
            return leaf
        meanings = [self._meaning(piece) for piece in facts.pieces_read]
        with self._lock:
            by_meaning = remembered.by_meaning
            for piece, meaning in zip(facts.pieces_read, meanings, strict=True):
                remembered.number[piece] = by_meaning.setdefault(meaning, len(by_meaning))
            remembered.met[tuple([remembered.number[piece] for piece in facts.pieces_read])] = leaf
        return leaf

    def _meaning(self, piece: ReadValues) -> tuple[frozenset[str], tuple[tuple[str, object], ...]]:
        of = self._classes.cells.of
        return piece.said, tuple((field, of(field, v)) for field, v in piece.values.items())

    def _learn(self, remembered: _Remembered, known: Known) -> int:
        """Decide a case not met before, and plant what was looked at."""
        noted, context = Noted(known), self._classes.context
        made: Template | GovrulesError
        try:
            outcome, found = evaluate_noted(noted, context)
            evaluate = self._classes.learner.evaluate
            made = template_of(found, outcome, context, evaluate, is_ranked=self._is_ranked)
        except GovrulesError as error:
            made = error
        with self._lock:
            self.learnt += 1
            leaf = remembered.tree.leaf(tuple(noted.seen.items()), made)
            remembered.tree.plant(noted.seen, leaf)
        return leaf
