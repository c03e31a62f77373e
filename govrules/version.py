"""Which library wrote a record, and in which form."""

from __future__ import annotations

from functools import cache

__all__ = ["DECISION_FORMAT", "MANIFEST_FORMAT", "library_version"]

# The number goes up when a part changes its meaning or goes away. A part that is added leaves it:
# readers leave out what they do not know.
DECISION_FORMAT = "govrules decision 1"
MANIFEST_FORMAT = "govrules manifest 1"


@cache
def library_version() -> str:
    """The installed version of govrules, ``"unknown"`` where it runs without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("govrules")
    except PackageNotFoundError:
        return "unknown"
