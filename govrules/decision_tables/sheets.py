"""Files of decision tables: the cells of CSV files and workbooks, and where tables begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import attrs

from ..errors import PolicyError, shown
from ..faults import Faults
from ..files.workbook import workbook_sheets
from ..tables import read_csv
from .dmn import read_dmn
from .table import Heading, Row, Table, corner_of

__all__ = ["read_tables"]

MOST_COLUMNS = 200


def read_tables(path: str | Path) -> tuple[Table, ...]:
    """The decision tables of a file, ``.csv``, ``.xlsx`` or ``.dmn``, comments and order included.

    A table begins with its corner (``A route``) and goes on until the next; rows that are empty
    say nothing. A sheet that begins with ``#`` is a comment.

    Args:
        path: The file.

    Raises:
        PolicyError: naming file, sheet and cell; a PackError where there are several faults.
        RecordError: the file cannot be opened, or holds formulas, macros or links.
    """
    path = Path(path)
    if path.suffix.casefold() == ".dmn":
        return read_dmn(path)
    faults = Faults()
    tables: list[Table] = []
    for at, rows in _sheets(path):
        tables += _tables(at, rows, faults)
    if not tables and not len(faults):
        faults.add(
            PolicyError(
                "the file holds no decision table",
                "文件中没有决策表",
                field="file",
                value=path.name,
                place=path.name,
                hint_en="a table begins with the hit policy and the question: `A route`",
                hint_zh="决策表的左上角写命中策略与问题，例如 A route",
            )
        )
    faults.raise_found()
    return tuple(tables)


def _sheets(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """The texts of each sheet, and what its rows' numbers are put after."""
    if path.suffix.casefold() == ".csv":
        yield f"{path.name}:", [[c.strip() for c in cells] for _, cells in read_csv(path)]
        return
    for title, rows in workbook_sheets(path, merged=False):
        yield f"{path.name}:{title}!", [[_text(value) for value in row] for row in rows]


def _text(value: Any) -> str:
    """What a cell says; what Excel made a number or a day of is taken back."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _tables(at: str, rows: Iterable[list[str]], faults: Faults) -> list[Table]:
    tables: list[Table] = []
    for number, cells in enumerate(rows, 1):
        row = Row(tuple(cells) or ("",), f"{at}{number}")
        if not any(cells):
            continue
        if number == 1 and row.is_comment:
            return []
        with faults.at():
            corner = _corner(row)
            if corner is not None:
                tables.append(_table(corner, row, faults))
            elif not tables:
                faults.add(_no_corner(row))
                return []
            else:
                tables[-1] = _with_row(tables[-1], row)
    return tables


def _table(corner: tuple[str, str], row: Row, faults: Faults) -> Table:
    """The table that a row of headings begins; columns without a heading hold nothing."""
    texts = list(row.cells[1:])
    while texts and not texts[-1]:
        texts.pop()
    headings: list[Heading] = []
    for column, text in enumerate(texts[:MOST_COLUMNS], 1):
        heading = Heading("comment", "")
        with faults.at(row.place(column)):
            heading = Heading.read(text) if text else heading
            if heading.kind != "comment" and any(_same(heading, h) for h in headings):
                raise _twice(text)
        headings.append(heading)
    return Table(corner[1], corner[0], tuple(headings), head=row)


def _same(one: Heading, other: Heading) -> bool:
    """Whether two columns say the same thing, so that one cell could contradict the other."""
    special = one.kind != "test" or one.special == other.special
    return (one.kind, one.name) == (other.kind, other.name) and special


def _with_row(table: Table, row: Row) -> Table:
    width = 1 + len(table.headings)
    extra = next((i for i, c in enumerate(row.cells) if i >= width and c), None)
    if row.is_comment:
        cells = row.cells
    elif extra is not None:
        raise PolicyError(
            f"{shown(row.cells[extra])} stands in a column without a heading",
            f"{shown(row.cells[extra])} 所在的列没有标题",
            field="heading",
            place=row.place(extra),
            hint_en="head the column, with # if it is a comment",
            hint_zh="请为该列写标题；仅为批注的以 # 开头",
        )
    else:
        cells = (*row.cells[:width], *("",) * (width - len(row.cells)))
    return attrs.evolve(table, rows=(*table.rows, attrs.evolve(row, cells=cells)))


def _corner(row: Row) -> tuple[str, str] | None:
    try:
        return corner_of(row.cells[0])
    except PolicyError as error:
        raise error.at(row.place(0)) from None


def _no_corner(row: Row) -> PolicyError:
    text = row.cells[0]
    return PolicyError(
        f"a table begins with its hit policy and question, not with {shown(text)}",
        f"决策表的左上角应为命中策略与问题，而不是 {shown(text)}",
        field="corner",
        value=text,
        place=row.place(0),
        hint_en="write `A route`: A for a question that rules answer alike, C for one that "
        "gathers; commas part the cells of a .csv, and a sheet that is no table begins with #",
        hint_zh="例如 A route：各规则须一致的写 A，汇集的写 C；.csv 以逗号分隔，"
        "不是规则的工作表以 # 开头",
    )


def _twice(text: str) -> PolicyError:
    return PolicyError(
        f"two columns are headed {shown(text)}",
        f"两列的标题都是 {shown(text)}",
        field="heading",
        value=text,
        hint_en="put both into one column",
        hint_zh="请合并为一列",
    )
