"""Which library wrote a record, and in which form."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator

import pytest
from govrules import version


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """The version is looked up anew for each test, and after the last."""
    version.library_version.cache_clear()
    yield
    version.library_version.cache_clear()


def test_the_version_is_the_installed_one() -> None:
    """What records say is what pip would."""
    assert version.library_version() == importlib.metadata.version("govrules")


def test_without_being_installed_the_version_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A source tree on the path has no version, and says so."""

    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    assert version.library_version() == "unknown"
