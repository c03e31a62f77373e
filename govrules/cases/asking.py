"""The rules, asked anew at a step; what was asked before is not worked out twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from ..charts.snapshot import canonical
from ..jurisdiction import Jurisdiction
from .names import answers

__all__ = ["Asking"]

# Decisions remembered: a bound, so that a year of cases does not fill the memory.
MOST = 4096


class Asking:
    """Asks a jurisdiction, and remembers the last answers.

    Args:
        jurisdiction: Whose rules are asked.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._jurisdiction = jurisdiction
        self._met: OrderedDict[str, tuple[str, dict[str, Any]]] = OrderedDict()

    def __call__(self, asked: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """Return the decision as one line of JSON, and what charts read of it.

        Raises:
            RecordError: a fact cannot be read.
        """
        key = canonical(asked)
        found = self._met.pop(key, None)
        if found is None:
            decision = self._jurisdiction.decide(asked, ask="plain")
            found = decision.to_json(), answers(decision)
        self._met[key] = found
        if len(self._met) > MOST:
            self._met.popitem(last=False)
        return found
