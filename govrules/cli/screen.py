"""Text and tables on a screen: Chinese characters are two cells wide, and columns must align.

On a terminal there are colours and a line under the header; in a pipe the same table is plain.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

import attrs

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Column", "Screen", "columns_for", "pad", "width", "wrap"]

PIPE_WIDTH = 120
GAP = 2
NARROWEST = 10
LONGEST = 40  # a longer word may be broken
SAMPLE = 60  # rows that are looked at to lay a table out

# A closing mark never begins a line, an opening one never ends it, 第六十七条 stays in one piece.
_TOKEN = re.compile(
    r"\s+|[《（“‘【]*(?:第（?[〇零一二三四五六七八九十百]+）?[条款项]|[!-~]+|\S)[，。；：、）》”’？！】…]*"
)
_WORD = re.compile(r"[!-~]+")


def width(text: str) -> int:
    """How many cells the text takes."""
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, cells: int) -> str:
    """The text filled up with spaces to so many cells."""
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int) -> list[str]:
    """The text in lines of at most so many cells; a line break in it is kept."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for token in _TOKEN.findall(part):
            while width(line + token.rstrip()) > cells:
                if line.strip():
                    lines.append(line.rstrip())
                    line, token = "", token.lstrip()
                else:
                    head = _head(token, cells)
                    lines.append(head)
                    line, token = "", token[len(head) :]
            line += token
        if line.strip():
            lines.append(line.rstrip())
    return lines


def _head(text: str, cells: int) -> str:
    """The longest beginning of a word that fits; at least one character."""
    size = 1
    while size < len(text) and width(text[: size + 1]) <= cells:
        size += 1
    return text[:size]


@attrs.frozen
class Column:
    """A column of a table: its title, and how its cells look on a terminal."""

    title: str
    style: str = ""


def columns_for(titles: Sequence[str], rows: Sequence[Sequence[str]], cells: int) -> list[int]:
    """How wide each column is, so that all fit and the table stays short.

    Each column begins as wide as its widest cell; then, cell by cell, that column gives way
    whose narrowing adds the fewest lines, and of several the widest.
    """
    sample = [[width(cell.replace("\n", "")) for cell in row] for row in rows[:SAMPLE]]
    widths = [
        max(width(t), *(width(p) for r in rows for p in r[i].split("\n")), 1)
        for i, t in enumerate(titles)
    ]
    least = [
        min(w, max(NARROWEST, width(t), *(_longest(r[i]) for r in rows[:SAMPLE])))
        for i, (w, t) in enumerate(zip(widths, titles, strict=True))
    ]
    heights = [_heights(row, widths) for row in sample]
    room = cells - GAP * (len(titles) - 1)
    while sum(widths) > room:
        free = [i for i, w in enumerate(widths) if w > least[i]]
        if not free:
            break
        i = min(free, key=lambda k: (_cost(sample, heights, widths, k), -widths[k]))
        widths[i] -= 1
        for row, height in zip(sample, heights, strict=True):
            height[i] = _lines(row[i], widths[i])
    return widths


def _longest(cell: str) -> int:
    """How long the longest word is that should not be broken."""
    return min(max(map(len, _WORD.findall(cell)), default=0), LONGEST)


def _lines(size: int, cells: int) -> int:
    return -(-size // max(cells - 1, 1)) if size > cells else 1


def _heights(row: Sequence[int], widths: Sequence[int]) -> list[int]:
    return [_lines(size, w) for size, w in zip(row, widths, strict=True)]


def _cost(
    sample: Sequence[Sequence[int]], heights: Sequence[Sequence[int]], widths: Sequence[int], k: int
) -> int:
    """How many lines more the rows take if column ``k`` is one cell narrower."""
    return sum(
        max(0, _lines(row[k], widths[k] - 1) - max(height))
        for row, height in zip(sample, heights, strict=True)
    )


class Screen:
    """Where a command writes for a reader.

    Args:
        stream: The stream; stdout where not given.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        from rich.console import Console

        stream = stream or sys.stdout
        self.console: Console = Console(
            file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True
        )
        # A pipe has no width; COLUMNS may give one.
        if not self.is_terminal and "COLUMNS" not in os.environ:
            self.console.width = PIPE_WIDTH

    @property
    def is_terminal(self) -> bool:
        """Whether a person is looking on."""
        return self.console.is_terminal

    @property
    def width(self) -> int:
        """How many cells a line has."""
        return self.console.width

    def line(self, text: str = "", style: str = "") -> None:
        """Write one line as it is."""
        from rich.text import Text

        self.console.print(Text(text, style=style if text else ""))

    def block(
        self, text: str, *, first: str = "", rest: str | None = None, style: str = ""
    ) -> None:
        """Write text in lines that fit, with a beginning for the first and for the others."""
        rest = " " * width(first) if rest is None else rest
        for i, part in enumerate(wrap(text, self.width - width(first))):
            self.line((rest if i else first) + part, style)

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        widths: Sequence[int] | None = None,
        header: bool = True,
    ) -> None:
        """Write a table; cells are wrapped to the widths, which fit the screen where not given."""
        widths = widths or columns_for([c.title for c in columns], rows, self.width)
        if header:
            self._row([c.title for c in columns], ["bold"] * len(columns), widths)
            if self.is_terminal:
                self.line("─" * (sum(widths) + GAP * (len(widths) - 1)), "dim")
        for row in rows:
            self._row(row, [c.style for c in columns], widths)

    def _row(self, row: Sequence[str], styles: Sequence[str], widths: Sequence[int]) -> None:
        """One row, in as many lines as its tallest cell."""
        from rich.text import Text

        cells = [wrap(v, w) for v, w in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            line = Text()
            for cell, style, cells_wide in zip(cells, styles, widths, strict=True):
                part = cell[at] if at < len(cell) else ""
                line.append(part, style=style)
                line.append(" " * (cells_wide - width(part) + GAP))
            line.rstrip()
            self.console.print(line)
