"""Cells that a spreadsheet would run: what begins so is taken for a formula when CSV is opened."""

from __future__ import annotations

import re

__all__ = ["FORMULA", "inert"]

FORMULA = r"\A[=+\-@\t\r＝＋－＠]"
"""How such a cell begins; the wide forms are signs as well where Chinese is typed."""

_FORMULA = re.compile(FORMULA)


def inert(cell: str) -> str:
    """The cell as text: with an apostrophe before what would begin a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
