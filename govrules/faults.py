"""What is wrong with a pack, gathered so that an author reads all of it in one run.

faults = Faults()
for role in roles:
    with faults.at(f"role {role.code}"):
        check(role)          # what it raises is kept, and the next role is looked at
faults.raise_found()         # nothing, the one fault, or a PackError of all
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .errors import GovrulesError, PackError

__all__ = ["Faults"]


class Faults:
    """Gathers faults in the order in which they are found, each once."""

    def __init__(self) -> None:
        self._found: dict[str, GovrulesError] = {}

    def __len__(self) -> int:
        return len(self._found)

    @property
    def found(self) -> tuple[GovrulesError, ...]:
        """The faults so far."""
        return tuple(self._found.values())

    def add(self, error: GovrulesError, place: str = "") -> None:
        """Keep a fault, or each of those that an error tells.

        Args:
            error: What was raised.
            place: Where it stands, put before the place that it knows.
        """
        for fault in error.faults:
            known = fault.place or ""
            told = fault.at(place) if place and not known.startswith(place) else fault
            self._found.setdefault(told.text("en"), told)

    @contextmanager
    def at(self, place: str = "") -> Iterator[None]:
        """Keep what is raised in the block, which is left, and go on after it."""
        try:
            yield
        except GovrulesError as error:
            self.add(error, place)

    def raise_found(self) -> None:
        """Raise the one fault that was found, or a PackError of several; else do nothing."""
        if len(self._found) == 1:
            raise self.found[0] from None
        if self._found:
            number = len(self._found)
            raise PackError(
                f"{number} faults, each to be mended by itself",
                f"共 {number} 处错误，须逐一更正",
                field="faults",
                value=number,
                faults=self.found,
            ) from None
