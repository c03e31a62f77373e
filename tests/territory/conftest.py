"""The territory of Beijing, loaded once."""

from pathlib import Path

import pytest
from govrules.territory import Territory, load_units

BEIJING = Path(__file__).parents[2] / "policies" / "beijing" / "territory"


@pytest.fixture(scope="session")
def beijing() -> Territory:
    """The territory in the Beijing pack."""
    return load_units(BEIJING)
