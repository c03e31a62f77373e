"""What a simulation asks of a jurisdiction; ``govrules.Jurisdiction`` is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ..rules import DatedList, Field, Policy
from ..territory import Territory

__all__ = ["Ground"]


class Ground(Protocol):
    """A jurisdiction, of which another can be made."""

    digest: str
    lists: tuple[DatedList, ...]
    territory: Territory

    @property
    def blueprint(self) -> Any:
        """What it was made from."""

    @property
    def fields(self) -> Mapping[str, Field]:
        """Its declared fields."""

    @property
    def classes(self) -> Any:
        """The decision classes met so far."""

    def derive(self, *policies: Policy, **parts: object) -> Any:
        """Make another one of it."""

    def decide_table(self, data: object, *, keep: Any = None) -> Any:
        """Decide a whole table."""

    def columns(self, *, beside: Any = None) -> Any:
        """An engine that decides tables; beside another it uses what that one has read of them."""

    def lend_columns(self) -> Any:
        """Lend the engine by which it decides tables."""
