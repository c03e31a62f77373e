"""The rules, asked anew at a step; what was asked before is not worked out twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import attrs

from ..charts.snapshot import canonical
from ..jurisdiction import Jurisdiction
from .chain import digest
from .names import answers
from .pieces import taken_apart

__all__ = ["Asked", "Asking"]

# Decisions remembered: a bound, so that a year of cases does not fill the memory.
MOST = 4096


@attrs.frozen
class Asked:
    """What the rules said.

    Args:
        key: The digest of the decision.
        kept: What is kept of it; ``shared`` what it shares with others, by digest.
        decided: What charts read of it.
    """

    key: str
    kept: str
    shared: Mapping[str, str] = attrs.field(hash=False)
    decided: Mapping[str, Any] = attrs.field(hash=False)


class Asking:
    """Asks a jurisdiction, and remembers the last answers.

    Args:
        jurisdiction: Whose rules are asked.
    """

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._jurisdiction = jurisdiction
        self._met: OrderedDict[str, Asked] = OrderedDict()

    def __call__(self, asked: Mapping[str, Any]) -> Asked:
        """Return the decision, as it is kept and as charts read it.

        Raises:
            RecordError: a fact cannot be read.
        """
        key = canonical(asked)
        found = self._met.pop(key, None)
        if found is None:
            decision = self._jurisdiction.decide(asked, ask="plain")
            kept, shared = taken_apart(decision)
            found = Asked(digest(kept), kept, shared, answers(decision))
        self._met[key] = found
        if len(self._met) > MOST:
            self._met.popitem(last=False)
        return found
