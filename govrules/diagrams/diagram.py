"""Some rules of one question, over the cells of what they read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from ..evaluate.known import Known
from ..lazy import lazy
from ..rules import Compiled, Question, RuleSet
from .conditions import Conditions
from .leaf import Leaf
from .shelf import Shelf, digest_of, ground_of
from .variables import Variables

__all__ = ["Diagram", "readers_of"]


class Diagram:
    """What rules of one question come to, over variables of their own.

    Args:
        rules: The rule set.
        question: The question.
        readers: Those of its rules that are compiled together.
        answers: Field → the values that an earlier question's answer may have.
        id: The question's, or that of the group of rules.

    Attributes:
        root: The diagram; its terminals are leaves.
    """

    root: int

    def __init__(
        self,
        rules: RuleSet,
        question: Question,
        readers: Sequence[Compiled],
        answers: Mapping[str, Sequence[Any]],
        id: str,
    ) -> None:
        self.id, self.rules, self.question, self.readers = id, rules, question, tuple(readers)
        self.variables = Variables(rules, self.readers, answers)
        self.store = self.variables.store
        self.conditions = Conditions(self.variables)

    @lazy
    def key(self) -> str:
        """The digest of all that the diagram is made of."""
        deciding = [r.rule.deciding() for r in self.readers]
        asked = attrs.astuple(self.question)
        return digest_of(ground_of(self.rules), asked, deciding, self.variables.told_apart())

    def _root(self, shelf: Shelf | None) -> int:
        """The root: read from where diagrams are kept, or combined."""
        if shelf is None:
            return self._combined()
        return shelf.drawn(self.store, self.key, self._combined)

    def _combined(self) -> int:
        raise NotImplementedError

    def leaves(self) -> list[Leaf]:
        """What it may come to, each once."""
        return [self.store.values[n] for n in self.store.terminals(self.root)]

    def leaf(self, known: Known) -> Leaf:
        """Walk the diagram; raises KeyError where a fact that matters is not known."""
        store, variables, n = self.store, self.variables, self.root
        while not store.is_terminal(n):
            key = variables.order[store.level[n]]
            if isinstance(key, str):
                value = known(key)
            else:
                value = variables.compared(key, known(key.first), known(key.second))
            cell = variables.cell(key, value)
            if cell is None:
                raise KeyError(key)
            n = store.kids[n][cell]
        leaf: Leaf = store.values[n]
        return leaf

    def holds(self, rule: Compiled) -> int:
        """The diagram of the condition of one of the rules."""
        return self.conditions.of(rule.when)


def readers_of(rules: RuleSet, question: Question) -> tuple[Compiled, ...]:
    """The rules of a question, by id."""
    return tuple(r for r in rules.rules.values() if r.rule.question == question.id)
