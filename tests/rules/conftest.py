"""The small town, whose parts the tests take and change."""

from types import ModuleType

import pytest
from govrules import Jurisdiction


@pytest.fixture(scope="session")
def town(load_helper) -> ModuleType:
    """The module that makes towns."""
    return load_helper("engines/town")


@pytest.fixture(scope="session")
def small(town) -> Jurisdiction:
    """The town as written."""
    return Jurisdiction(town.blueprint())
