"""Cells that a spreadsheet would run."""

from __future__ import annotations

import pytest
from govrules.files.formula import inert


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1"])
def test_a_formula_becomes_text(cell: str) -> None:
    """What a spreadsheet would run begins with an apostrophe, the wide signs as well."""
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=b", "3-1", " =1", "'=1", "垃圾"])
def test_a_text_stays(cell: str) -> None:
    """A sign further on is harmless."""
    assert inert(cell) == cell
