"""A field that is yes or no, with the clauses that say either."""

from __future__ import annotations

from govrules import Field

from ..clauses import CLAUSES

__all__ = ["flag"]


def flag(id: str, zh: str, en: str, ask_zh: str = "", ask_en: str = "", **more: object) -> Field:
    """Declare such a field; ``more`` as for :class:`govrules.Field`."""
    yes, no = CLAUSES.get(id, (("", ""), ("", "")))
    return Field(id, "flag", zh, en, ask_zh=ask_zh, ask_en=ask_en, yes=yes, no=no, **more)  # type: ignore[arg-type]
