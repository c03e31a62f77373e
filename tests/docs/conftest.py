"""What the tests of the documentation share."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def tools() -> Iterator[ModuleType]:
    """The script that writes the documentation, with its neighbours importable."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import build_docs

        yield build_docs
    finally:
        sys.path.remove(str(ROOT / "tools"))
