"""What the tests of seeded defects share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def seeded(load_helper: Callable[[str], ModuleType]) -> ModuleType:
    """The module that puts edits into a pack."""
    return load_helper("seeded")


@pytest.fixture(scope="session")
def harmless(seeded: ModuleType) -> list[Any]:
    """The edits that are no defects."""
    found: list[Any] = seeded.read(HERE / "harmless.yaml")
    return found
