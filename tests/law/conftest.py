"""A small made-up jurisdiction: a regulation of three wordings, a repealed rule, a decision."""

import shutil
from pathlib import Path

import pytest
from govrules.law import Law

DATA = Path(__file__).parent / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the made-up tables that a test may change."""
    return shutil.copytree(DATA, tmp_path / "law")


@pytest.fixture
def law(folder: Path) -> Law:
    """The index of the made-up tables."""
    return Law.load(folder)
