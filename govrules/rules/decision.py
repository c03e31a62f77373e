"""The decision, as a record that can also say itself in words."""

from __future__ import annotations

import attrs

from .prose import explain, to_html
from .records import DecisionRecord

__all__ = ["Decision"]


@attrs.frozen
class Decision(DecisionRecord):
    """Who owns a matter, or what is missing or contested, with reasons."""

    def explain(self, lang: str = "zh", *, short: bool = False) -> str:
        """The decision as prose, in ``"zh"`` or ``"en"``; ``short`` for the answer alone."""
        return explain(self, lang, short=short)

    def _repr_html_(self) -> str:
        return to_html(self)
