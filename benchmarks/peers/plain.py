"""A plain Python function, written by hand: no reasons, no dates of law, no unknowns."""

from __future__ import annotations

from ..job import reference
from . import Engine, one_by_one

__all__ = ["DOES", "NAME", "NEEDS", "PACKAGE", "make"]

NAME, PACKAGE, NEEDS = "plain Python", "", ()
DOES = "rule and owner"


def make() -> Engine:
    """The reference function itself."""
    return Engine(reference, one_by_one(reference))
