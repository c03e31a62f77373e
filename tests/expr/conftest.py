"""The small town, whose fields conditions are checked against."""

import pytest
from govrules import Jurisdiction


@pytest.fixture(scope="session")
def small(load_helper) -> Jurisdiction:
    """The town as written."""
    return Jurisdiction(load_helper("engines/town").blueprint())


@pytest.fixture(scope="session")
def oracle(load_helper):
    """The naive evaluator."""
    return load_helper("engines/oracle")
