"""Registries of places that a user keeps on this machine, for the commands and the service.

What is kept changes how addresses are read, so nothing of it is silent: commands and health say
which file is used, and the digest of the policies differs. The library itself reads none;
``Jurisdiction.with_places`` takes one.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

from .whole_file import write_whole

if TYPE_CHECKING:
    from .jurisdiction import Jurisdiction
    from .territory.registry import Registry

__all__ = ["VARIABLE", "file_for", "forget", "keep", "with_kept"]

VARIABLE = "GOVRULES_PLACES"
"""The environment variable that names another folder for them."""


def file_for(id: str) -> Path:
    """The file in which the registry of a jurisdiction is kept, if one is."""
    said = os.environ.get(VARIABLE)
    if said:
        return Path(said) / f"{id}.csv"
    from platformdirs import user_data_path

    return user_data_path("govrules", appauthor=False) / "places" / f"{id}.csv"


def keep(jurisdiction: Jurisdiction, source: Registry) -> Jurisdiction:
    """Keep a registry in the place of the one before, if all of it is sound.

    Returns:
        The jurisdiction that reads by it.

    Raises:
        PolicyError: as of :meth:`govrules.Jurisdiction.with_places`; nothing is kept.
    """
    made, path = jurisdiction.with_places(source), file_for(jurisdiction.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with write_whole(path) as new, new.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("name", "code"))
        lines.writerows((entry.name, entry.code) for entry in made.territory.registry)
    return made


def forget(id: str) -> bool:
    """Remove the registry that is kept for a jurisdiction; whether there was one."""
    path = file_for(id)
    was = path.is_file()
    path.unlink(missing_ok=True)
    return was


def with_kept(jurisdiction: Jurisdiction) -> Jurisdiction:
    """The jurisdiction, reading by the registry that is kept for it, if one is.

    Raises:
        PolicyError: it is not sound any more, for units have changed.
    """
    path = file_for(jurisdiction.id)
    return jurisdiction.with_places(path) if path.is_file() else jurisdiction
