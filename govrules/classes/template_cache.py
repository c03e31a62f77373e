"""Precedents: one matter after another, each told in full.

Deciding a matter looks at some facts, in an order that the facts themselves determine. Two
matters that agree on all of those get the same decision with the same words, what to ask next and
what would have changed the result included, so a matter that has a precedent only has its organs
seated and its facts echoed.
"""

from __future__ import annotations

from datetime import date
from threading import RLock
from typing import Any

from ..decision.compose import Template, template
from ..decision.decide import look
from ..errors import GovrulesError
from ..evaluate.trace import Look, trace
from ..rules import Facts
from ..rules.facts import ReadValues
from ..values import UNKNOWN, Period
from .cells import ASSUMED
from .decision_class import Classes
from .tree import KNOWN

__all__ = ["Precedents"]

# So many are kept, each some kilobytes; then they are gathered anew.
MOST_KEPT = 20_000


class _Precedent:
    """The facts that were looked at, and what was decided of them once it is asked for."""

    __slots__ = ("facts", "made")

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.made: Template | GovrulesError | None = None


class Precedents:
    """The matters decided so far, by what was looked at.

    Args:
        classes: The decision classes of the jurisdiction.
    """

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._lock = RLock()
        self._begin()

    def _begin(self) -> None:
        self._tree: dict[Any, Any] = {}
        self._count = 0
        # What a record's values amount to, by number; and the precedent of each combination met.
        self._number: dict[ReadValues, int] = {}
        self._numbers: dict[Any, int] = {}
        self._met: dict[tuple[int, ...], _Precedent] = {}

    def template(self, facts: Facts) -> Template:
        """The decision of a matter, short of its place; raises what it cannot be decided for.

        Args:
            facts: The matter as read.
        """
        try:
            found = self._met[tuple([self._number[part] for part in facts.pieces_read])]
        except KeyError:
            with self._lock:
                found = self._meet(facts) if facts.pieces_read else self._walk(facts)
        if found.made is None:
            with self._lock:
                found.made = self._make(found.facts)
        if isinstance(found.made, GovrulesError):
            raise found.made
        return found.made

    def _meet(self, facts: Facts) -> _Precedent:
        """The precedent by the tree, remembered for what the parts of the record amount to."""
        if len(self._met) + len(self._number) > 10 * MOST_KEPT or self._count > MOST_KEPT:
            self._begin()
        found = self._walk(facts)
        of = self._classes.cells.of
        for part in facts.pieces_read:
            if part not in self._number:
                cells = tuple((id, of(id, v)) for id, v in part.values.items())
                key = (part.said, cells)
                self._number[part] = self._numbers.setdefault(key, len(self._numbers))
        self._met[tuple([self._number[part] for part in facts.pieces_read])] = found
        return found

    def _walk(self, facts: Facts) -> _Precedent:
        node = self._tree.get("")
        while isinstance(node, tuple):
            key, branches = node
            node = branches.get(self._cell(facts, key))
        return node if node is not None else self._learn(facts)

    def _cell(self, facts: Facts, look: Look) -> Any:
        """What a look-up finds: a cell, whether a day is known, on which side of a bound it is."""
        if isinstance(look, tuple):
            return facts.values[look[0]] >= look[1]
        if look in facts.assumed:
            return ASSUMED
        value = facts.values.get(look, UNKNOWN)
        return KNOWN if isinstance(value, date) else self._classes.cells.of(look, value)

    def _learn(self, facts: Facts) -> _Precedent:
        """Evaluate the representative of matters not met before, and plant what was looked at."""
        shown = trace(self._classes.representative(facts))
        error: GovrulesError | None = None
        try:
            look(shown, self._classes.parts)
        except GovrulesError as raised:
            error = raised
        made = _Precedent(shown.looked_at())
        made.made = error
        self._count += 1
        if not any(isinstance(v, Period) for v in shown.values.values()):
            self._plant([(key, self._cell(shown, key)) for key in shown.seen], made)
        return made

    def _plant(self, cells: list[tuple[Look, Any]], made: _Precedent) -> None:
        branches: dict[Any, Any] = self._tree
        cell: Any = ""
        for key, value in cells:
            _, branches_below = branches.setdefault(cell, (key, {}))
            branches, cell = branches_below, value
        branches[cell] = made

    def _make(self, facts: Facts) -> Template:
        result, found = look(trace(facts), self._classes.parts)
        return template(found, result, self._classes.parts, self._classes.tables.evaluate)
