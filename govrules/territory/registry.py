"""A registry of places: a user's own names of roads, estates and points of interest.

Each lies in one unit for certain. A name may stand several times, for roads of one name in several
districts, or one road through several subdistricts: the address says which, or none is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from ..errors import PolicyError, shown
from ..faults import Faults
from ..tables import read_csv
from .aliases import Registered
from .find import no_code
from .names import Names
from .naming import spelling
from .store import NOWHERE, Columns, label

__all__ = ["Registry", "alike", "read_registry"]

Registry: TypeAlias = str | PathLike[str] | Iterable[tuple[str, str]]
"""A CSV file with the columns ``name`` and ``code`` (others are left aside), or such pairs."""

_SHORTEST, _LONGEST = 2, 40  # letters of a name


def read_registry(source: Registry, cols: Columns, names: Names) -> tuple[Registered, ...]:
    """The entries of a registry, each once, in order of their names.

    Args:
        source: The registry.
        cols: The units in which they lie.
        names: What units are called, which no entry may be called that is not the unit.

    Raises:
        PolicyError: the table has no column for name or code, a cell is empty, a name is too short
            or too long, no unit has the code, or another unit bears the name; a PackError, with
            every fault, of several.
    """
    faults, found = Faults(), dict[Registered, None]()
    for place, said, code in _lines(source):
        with faults.at(place):
            name = spelling(said)
            _check(cols, names, said, name, code)
            if cols.row(code) not in names.whole.find(name):
                found[Registered(name, code)] = None
    faults.raise_found()
    return tuple(sorted(found, key=lambda entry: (entry.name, entry.code)))


def alike(
    registry: Iterable[Registered], cols: Columns, names: Names
) -> list[tuple[Registered, str]]:
    """The entries that are called as a unit is in short, with its code."""
    pairs = ((entry, cols.codes[row]) for entry in registry for row in names.short.find(entry.name))
    return [(entry, code) for entry, code in pairs if code != entry.code]


def _lines(source: Registry) -> Iterator[tuple[str, str, str]]:
    """Place, name and code of each line."""
    if not isinstance(source, str | PathLike):
        for number, (name, code) in enumerate(source, 1):
            yield f"entry {number}", name.strip(), code.strip()
        return
    path = Path(source)
    try:
        lines = read_csv(path)
        _, head = next(lines, ("", []))
    except OSError:
        raise _wrong("the registry cannot be read", "无法读取地名表", path.name) from None
    columns = [cell.strip() for cell in head]
    if "name" not in columns or "code" not in columns:
        place = f"{path.name}:1"
        raise _wrong(f"the header is {','.join(head)!r}", f"表头为 {','.join(head)!r}", place)
    at, to = columns.index("name"), columns.index("code")
    for place, cells in lines:
        if any(cell.strip() for cell in cells):
            row = [*cells, *[""] * (max(at, to) + 1 - len(cells))]
            yield place, row[at].strip(), row[to].strip()


def _check(cols: Columns, names: Names, said: str, name: str, code: str) -> None:
    if not _SHORTEST <= len(name) <= _LONGEST:
        raise PolicyError(
            f"a name has {_SHORTEST} to {_LONGEST} letters, unlike {shown(said)}",
            f"名称应为 {_SHORTEST} 至 {_LONGEST} 字，而不是 {shown(said)}",
            field="name",
            value=said,
            hint_en="write it in full, or leave the line out",
            hint_zh="请写全称，或删去此行",
        )
    if cols.row(code) == NOWHERE:
        raise no_code(cols, code)
    units = [row for row in names.whole.find(name) if row != cols.row(code)]
    if units:
        unit = f"{cols.codes[units[0]]} {label(cols, units[0])}"
        raise PolicyError(
            f"{name} is what unit {unit} is called",
            f"“{name}”是单位 {unit} 的名称",
            field="name",
            value=said,
            hint_en="a unit's name always means the unit: leave the line out",
            hint_zh="单位名称总指该单位，请删去此行",
        )


def _wrong(en: str, zh: str, place: str) -> PolicyError:
    return PolicyError(
        en,
        zh,
        field="registry",
        place=place,
        hint_en="give a CSV table with the columns name and code",
        hint_zh="请给出含 name、code 两列的 CSV 表",
    )
