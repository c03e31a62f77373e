"""What the tests of the documentation share."""

import sys
from collections.abc import Iterator
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

import govrules
import govrules.plugins
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session", autouse=True)
def _one_beijing() -> Iterator[None]:
    """All pages ask one Beijing: what a page prints does not depend on what was asked before."""
    original, made = govrules.plugins.load, {}

    @wraps(original)  # the API pages describe it
    def load(id: str, **options: Any) -> govrules.Jurisdiction:
        key = repr((id, options))
        if id == "beijing" and key not in made:
            made[key] = original(id, **options)
        return made[key] if id == "beijing" else original(id, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(govrules.plugins, "load", load)
        patch.setattr(govrules, "load", load)
        yield


@pytest.fixture(scope="session")
def tools() -> Iterator[ModuleType]:
    """The script that writes the documentation, with its neighbours importable."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import build_docs

        yield build_docs
    finally:
        sys.path.remove(str(ROOT / "tools"))
