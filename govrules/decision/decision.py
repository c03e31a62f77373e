"""The decision, as a record that can also say itself in words."""

from __future__ import annotations

import attrs

from ..errors import RecordError, shown
from .prose import explain, to_html
from .record import DecisionRecord

__all__ = ["Decision"]


@attrs.frozen(slots=False)
class Decision(DecisionRecord):
    """Who owns a matter, or what is missing or contested, with reasons."""

    def explain(self, lang: str = "zh", *, short: bool = False, full: bool = False) -> str:
        """The decision as prose, in ``"zh"`` or ``"en"``.

        At most six lines say what, who, why and what next; what follows comes under headings.
        ``short`` is the answer alone, ``full`` every reason.

        Raises:
            RecordError: for a language that there is not.
        """
        if lang not in ("zh", "en"):
            raise RecordError(
                f"no language {shown(lang)}",
                f"没有语言 {shown(lang)}",
                field="lang",
                value=lang,
                hint_en="one of zh, en",
                hint_zh="可用：zh、en",
            )
        return explain(self, lang, short=short, full=full)

    def _repr_html_(self) -> str:
        return to_html(self)
