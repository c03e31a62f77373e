"""Which outcomes found under other rules stand under these, where a few questions have changed.

An outcome rests on the answers that were looked at. Where each of these is the same here, and no
rule that has changed concerns the matter, so is the outcome. An answer that is settled by rules
that are the same is enough by itself: what else its question's rules say is not looked at again.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..decision.outcome import Outcome
from ..evaluate.known import Known
from .answers import Answers, key_of
from .gate import Gate
from .tree import Tree

__all__ = ["ELSEWHERE", "Inheritance"]

# In place of an answer's number, where it has no counterpart.
ELSEWHERE = -1


class Inheritance:
    """The outcomes of another learner, as far as they stand here.

    Args:
        outcomes: The other's last tree.
        mine: Question → the answers that it has had here.
        theirs: The same there.
        gates: Question whose rules have changed → its gate.

    Attributes:
        outcomes: As given.
        gates: As given.
    """

    def __init__(
        self,
        outcomes: Tree[Outcome],
        mine: Mapping[str, Answers],
        theirs: Mapping[str, Answers],
        gates: Mapping[str, Gate],
    ) -> None:
        self.outcomes, self.gates = outcomes, gates
        self._mine, self._theirs = mine, theirs

    def numbers(self, known: Known, numbers: Mapping[str, int]) -> dict[str, int]:
        """Question → the number there of its answer here; see :meth:`number`.

        Args:
            known: What is known once every question is answered.
            numbers: Question → the number of its answer here.
        """
        aside = {q: gate.is_aside(known) for q, gate in self.gates.items()}
        return {
            q: self.number(q, n, is_aside=aside[q]) if q in aside else n for q, n in numbers.items()
        }

    def number(self, question: str, number: int, *, is_aside: bool) -> int:
        """The number there of an answer that means the same here; ``ELSEWHERE`` if none does.

        Args:
            question: A question whose rules have changed.
            number: The number of its answer here.
            is_aside: Whether no rule that has changed concerns the matter.
        """
        answer = self._mine[question].answers[number]
        if not is_aside and not self.gates[question].is_settled(answer):
            return ELSEWHERE
        found = self._theirs[question].find(key_of(answer))
        return ELSEWHERE if found is None else found
