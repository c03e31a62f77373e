"""Other names of units: those they once had, and those that everybody uses."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

import attrs

from ..errors import PolicyError
from ..tables import read_csv
from .naming import spelling

__all__ = ["COLUMNS", "Alias", "Registered", "read_aliases"]

COLUMNS = ("name", "code", "kind", "note_zh", "note_en", "source")
_KINDS = ("name", "area")


@attrs.frozen
class Alias:
    """Another name, and the narrowest unit in which what it means lies for certain.

    Args:
        name: The name, as the letters of an address spell it.
        code: The code of that unit.
        is_area: Whether it is an area that people speak of (天通苑), whose bounds are nobody's: it
            is read only where nothing follows it in one word, since roads are called so too.
        note_zh: What is to be said of the reading, in Chinese.
        note_en: The same in English.
        source: Where it stands.
    """

    name: str
    code: str
    is_area: bool
    note_zh: str
    note_en: str
    source: str


@attrs.frozen
class Registered:
    """A road, an estate or a point of interest, and the narrowest unit in which all of it lies.

    Args:
        name: Its name, as the letters of an address spell it.
        code: The code of that unit.
    """

    name: str
    code: str

    def as_alias(self, here: str) -> Alias:
        """What is to be said where an address is read by it; ``here`` is the unit in words."""
        zh, en = (
            f"{self.name} 按所载地名表位于 {here}",
            f"{self.name} lies in {here} by your registry",
        )
        return Alias(self.name, self.code, False, zh, en, "registry")


def read_aliases(path: Path | Traversable) -> Iterator[Alias]:
    """The aliases of a CSV file with the columns ``COLUMNS``.

    Raises:
        PolicyError: a column, a name, a code, a kind or a source is missing; a name stands twice.
    """
    lines = read_csv(path)
    _, head = next(lines, ("", []))
    if tuple(head) != COLUMNS:
        raise PolicyError(
            f"the header is {','.join(head)!r}",
            f"表头为 {','.join(head)!r}",
            field="header",
            place=f"{path.name}:1",
            hint_en=f"write {','.join(COLUMNS)}",
            hint_zh=f"请写 {','.join(COLUMNS)}",
        )
    seen: set[str] = set()
    for place, cells in lines:
        row = dict(zip(COLUMNS, (c.strip() for c in cells), strict=False))
        name = spelling(row.get("name", ""))
        if len(cells) != len(COLUMNS) or not all(row[c] for c in COLUMNS):
            raise _wrong("a cell is empty or missing", "有单元格缺失或为空", name, place)
        if row["kind"] not in _KINDS:
            raise _wrong(
                f"the kind is one of {', '.join(_KINDS)}",
                f"kind 应为 {'、'.join(_KINDS)}",
                row["kind"],
                place,
            )
        if name in seen:
            raise _wrong(f"{name} stands twice", f"“{name}”重复", name, place)
        seen.add(name)
        yield Alias(
            name, row["code"], row["kind"] == "area", row["note_zh"], row["note_en"], row["source"]
        )


def _wrong(en: str, zh: str, value: str, place: str) -> PolicyError:
    return PolicyError(
        en,
        zh,
        field="alias",
        value=value,
        place=place,
        hint_en=f"fill {', '.join(COLUMNS)} in each row, once a name",
        hint_zh=f"每行填写 {'、'.join(COLUMNS)}，一名一行",
    )
