"""What the tests of findings share: a town checked by one detector, and what it reports."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import govrules
import pytest
from govrules.analysis import Report


@pytest.fixture
def checked(town: ModuleType) -> Callable[..., Report]:
    """The report on the town, with the rules and parts that a test gives."""

    def check(
        *more: govrules.Rule, only: Any = None, detectors: Any = None, **parts: Any
    ) -> Report:
        made = govrules.Jurisdiction(town.blueprint(*more, **parts))
        return made.check(detectors, only=only)

    return check
