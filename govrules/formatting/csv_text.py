"""Tables in one layout: cells without spaces around them, quoted only where they must be.

In a decision table each cell is spelt in one way too: `投诉，举报` becomes `投诉, 举报`. A cell
that would then be read otherwise, or cannot be read at all, stays as it is; `check` tells of it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from ..decision_tables import Heading, Row, Table, read_tables
from ..decision_tables.read import split
from ..decision_tables.table import CORNER
from ..decision_tables.unary import respell_test
from ..errors import GovrulesError
from ..expr import from_text
from ..tables import read_csv
from ..values import parse_day

__all__ = ["lay_out_csv"]

MARK = b"\xef\xbb\xbf"
SEVERAL = ("exception_to", "reads_over", "crosses", "chain")


def lay_out_csv(path: Path) -> bytes:
    """What a CSV table would hold in the one layout.

    Args:
        path: The file. The mark at its beginning by which Excel knows UTF-8 stays if it is there.

    Raises:
        PolicyError: naming the line, or the cell of a decision table, that cannot be read.
    """
    rows = [[cell.strip() for cell in cells] for _, cells in read_csv(path)]
    rows = [row for row in rows if row]
    if rows and CORNER.fullmatch(rows[0][0]):
        rows = _decision_rows(read_tables(path))
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    mark = MARK if path.read_bytes().startswith(MARK) else b""
    return mark + text.getvalue().encode()


def _decision_rows(tables: tuple[Table, ...]) -> list[list[str]]:
    """The rows of decision tables, an empty one between two."""
    rows: list[list[str]] = []
    for table in tables:
        if rows:
            rows.append([])
        headings = [" ".join(text.split()) for text in table.head.cells]
        rows.append([table.corner(), *headings[1 : 1 + len(table.headings)]])
        rows += [_row(row, table) for row in table.rows]
    return rows


def _row(row: Row, table: Table) -> list[str]:
    if row.is_comment:
        cells = list(row.cells)
        while cells and not cells[-1]:
            cells.pop()
        return cells
    return [row.cells[0], *map(_cell, row.cells[1:], table.headings)]


def _cell(text: str, heading: Heading) -> str:
    """A cell as it is spelt; the text itself where it is spelt in no other way."""
    match heading.kind, heading.name:
        case "test", field:
            return respell_test(text, field, under=heading.special)
        case "part", "when":
            return _spelt(text, " ".join(text.split()), from_text)
        case "part", ("since" | "until"):
            return _spelt(text, _day(text), parse_day)
    several = heading.kind == "part" and heading.name in SEVERAL
    listed = several or (heading.kind == "conclusion" and heading.special)
    return "; ".join(split(text)) if listed else text


def _spelt(text: str, spelt: str, read: Callable[[str], Any]) -> str:
    try:
        return spelt if read(text) == read(spelt) else text
    except GovrulesError:
        return text


def _day(text: str) -> str:
    try:
        return parse_day(text).isoformat()
    except GovrulesError:
        return text
