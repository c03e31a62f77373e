"""The small town, as a jurisdiction that a plug-in offers."""

from collections.abc import Callable
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def town(load_helper: Callable[[str], ModuleType]) -> ModuleType:
    """The module that makes towns."""
    return load_helper("engines/town")
