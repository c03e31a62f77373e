"""A published list read by its headings; what could not be placed is kept, with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from ..errors import RecordError
from ..files.old_workbook import old_workbook_sheets
from ..files.workbook import workbook_sheets
from ..tables import read_csv
from .headings import LEVELS_DOWN, kind_of, part_of

__all__ = ["Entry", "PublishedList", "Unplaced", "cell", "read_list"]

FEWEST_KNOWN = 2
SECTION = re.compile(r"[（(]?[一二三四五六七八九十]+[)）、.]")
# Parts that stand once for the rows below, in cells that are merged.
INHERITED = ("kind", "field")


@attrs.frozen
class Entry:
    """A row of a list.

    Args:
        at: Its place: file, sheet and row.
        texts: Part → the text of its cell, where there is one.
        places: Part → the place of that cell.
        code: The list's own code with the scheme that it is of, ``("项目编码", "C0800100")``; never
            a code of the pack.
        section: The heading between rows that it stands under.
        row: All cells as they are.
    """

    at: str
    texts: dict[str, str]
    places: dict[str, str]
    code: tuple[str, str] | None
    section: str
    row: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is about: its name, and that of its sub-item."""
        return " ".join(filter(None, (self.texts.get("name"), self.texts.get("subitem"))))


@attrs.frozen
class Unplaced:
    """Something of a list that was not understood.

    Args:
        at: Its cell.
        text: What stands there.
        zh: Why, in Chinese.
        en: The same in English.
    """

    at: str
    text: str
    zh: str
    en: str


@attrs.frozen
class PublishedList:
    """A sheet of a published list.

    Args:
        at: File and sheet.
        kind: ``basic`` (基本履职), ``assist`` (配合履职), ``taken_back`` (上级收回), ``powers``,
            or ``""``.
        title: What stands above its headings.
        headings: The headings as they are.
        parts: The part that each means; ``""`` where nobody knows.
        entries: The rows.
        unplaced: What could not be placed.
    """

    at: str
    kind: str
    title: str
    headings: tuple[str, ...]
    parts: tuple[str, ...]
    entries: tuple[Entry, ...]
    unplaced: tuple[Unplaced, ...]


def read_list(path: str | Path, scheme: str = "") -> tuple[PublishedList, ...]:
    """The lists of a file, ``.csv``, ``.xlsx`` or ``.xls``, a sheet each.

    Args:
        path: The file.
        scheme: What its codes are called; the heading of their column where not given.

    Raises:
        RecordError: the file cannot be opened, holds formulas, macros or links, or has no sheet
            with headings of such a list.
    """
    path = Path(path)
    found = []
    for at, title, rows in _sheets(path):
        head = next((n for n, row in enumerate(rows[:LEVELS_DOWN]) if _is_head(row)), None)
        if head is not None:
            found.append(_list(at, f"{path.stem} {title}", rows, head, scheme))
    if not found:
        raise RecordError(
            f"{path.name} has no row of headings of a published list",
            f"{path.name} 中没有清单的标题行",
            field="file",
            value=path.name,
            hint_en="a heading row has a column for the name, such as 事项名称, and another one",
            hint_zh="标题行须有名称列（如“事项名称”）和至少另一列",
        )
    return tuple(found)


def _sheets(path: Path) -> Iterator[tuple[str, str, list[list[str]]]]:
    if path.suffix.casefold() == ".csv":
        yield f"{path.name}:", "", [[c.strip() for c in cells] for _, cells in read_csv(path)]
        return
    is_old = path.suffix.casefold() == ".xls"
    for title, rows in old_workbook_sheets(path) if is_old else workbook_sheets(path):
        yield f"{path.name}:{title}!", title, [[_text(v) for v in row] for row in rows]


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _is_head(row: Iterable[str]) -> bool:
    known = [part for text in row if (part := part_of(text))]
    return "name" in known and len(set(known)) >= FEWEST_KNOWN


def cell(at: str, row: int, column: int) -> str:
    """The place of a cell, counted from 0: ``list.xlsx:目录!B7``."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{at}{letters}{row + 1}"


def _list(at: str, said: str, rows: list[list[str]], head: int, scheme: str) -> PublishedList:
    headings = tuple(rows[head])
    parts = [part_of(text) or "" for text in headings]
    title = " ".join(text for row in rows[:head] for text in row if text)
    unplaced = [
        Unplaced(cell(at, head, i), text, "没有见过这样的列名", "no such heading has been met")
        for i, text in enumerate(headings)
        if text and not parts[i]
    ]
    for i in [i for i, part in enumerate(parts) if part == "code"][1:]:
        parts[i] = ""  # two codes joined would be a third
        zh, en = f"编码已取“{headings[parts.index('code')]}”一列", "another column has the code"
        unplaced.append(Unplaced(cell(at, head, i), headings[i], zh, en))
    reader = _Rows(at, headings, tuple(parts), scheme)
    for number, row in enumerate(rows[head + 1 :], head + 1):
        reader.take(number, row)
    kind = kind_of(f"{title} {said}", tuple(parts))
    return PublishedList(
        at,
        kind,
        title,
        headings,
        tuple(parts),
        tuple(reader.entries),
        (*unplaced, *reader.unplaced),
    )


class _Rows:
    """Takes the rows below the headings one by one."""

    def __init__(
        self, at: str, headings: tuple[str, ...], parts: tuple[str, ...], scheme: str
    ) -> None:
        self.at, self.headings, self.parts, self.scheme = at, headings, parts, scheme
        self.entries: list[Entry] = []
        self.unplaced: list[Unplaced] = []
        self.section, self.above = "", dict[str, str]()

    def take(self, number: int, row: list[str]) -> None:
        filled = [i for i, text in enumerate(row) if text]
        if not filled:
            return
        if len(filled) == 1 and self._is_section(filled[0], row[filled[0]]):
            self.section = row[filled[0]]
            return
        texts: dict[str, str] = {}
        places: dict[str, str] = {}
        for i in filled:
            part = self.parts[i] if i < len(self.parts) else ""
            if i >= len(self.headings) or not self.headings[i]:
                self._leave(number, i, row[i], "该列没有标题", "the column has no heading")
            elif part in texts:
                texts[part] += f" {row[i]}"
            elif part:
                texts[part], places[part] = row[i], cell(self.at, number, i)
        self._inherit(texts)
        if "name" not in texts:
            text = " ".join(row[i] for i in filled)
            self._leave(number, filled[0], text, "该行没有名称", "the row has no name")
            return
        code = texts.get("code")
        named = (self.scheme or self.headings[self.parts.index("code")], code) if code else None
        entry = Entry(f"{self.at}{number + 1}", texts, places, named, self.section, tuple(row))
        self.entries.append(entry)

    def _is_section(self, column: int, text: str) -> bool:
        """Whether what stands alone in a row heads those below: 一、党的建设（12项）."""
        part = self.parts[column] if column < len(self.parts) else ""
        return part not in ("name", "subitem") or SECTION.match(text) is not None

    def _inherit(self, texts: dict[str, str]) -> None:
        """Parts of merged cells stand once; a sub-item has the name of the item above."""
        for part in INHERITED:
            if part in texts:
                self.above[part] = texts[part]
            elif part in self.above:
                texts[part] = self.above[part]
        if "name" in texts:
            self.above["name"] = texts["name"]
        elif "subitem" in texts and "name" in self.above:
            texts["name"] = self.above["name"]

    def _leave(self, number: int, column: int, text: str, zh: str, en: str) -> None:
        self.unplaced.append(Unplaced(cell(self.at, number, column), text, zh, en))
