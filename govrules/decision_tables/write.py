"""Tables written as CSV, or as a workbook that a jurist edits."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..whole_file import write_whole, writing
from .table import Heading, Table

__all__ = ["write_book", "write_csv"]

VOCABULARY = ("# words to choose from", "# 可选的词")
# Rows below the last that are ready to be filled: with lists to choose from, as text.
SPARE = 200
# How wide a column is, in characters; a cell wraps there.
WIDTH = {"when": 48, "zh": 44, "en": 44, "note_zh": 36, "note_en": 36, "reading_zh": 36}
WIDTH |= {"reading_en": 36, "article": 9, "paragraph": 11, "item": 7, "residual": 9, "remark": 9}
WIDTH |= {"since": 12, "until": 12}
USUAL, RULE, TEST, LINE = 32, 30, 26, 15
COLOURS = {"test": "DDEBF7", "conclusion": "E2EFDA", "part": "F2F2F2", "comment": "FFF2CC"}


def write_csv(tables: Iterable[Table], path: str | Path, lang: str = "en") -> None:
    """Write tables to one CSV file, an empty line between two.

    Args:
        tables: The tables.
        path: The file; it appears whole, or not at all.
        lang: The language of the headings.

    Raises:
        RecordError: the file cannot be written.
    """
    with (
        write_whole(path) as beside,
        writing(path),
        beside.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        lines = csv.writer(file, lineterminator="\n")
        for number, table in enumerate(tables):
            if number:
                lines.writerow(())
            lines.writerow(_head(table, lang))
            lines.writerows(row.cells for row in table.rows)


def _head(table: Table, lang: str) -> tuple[str, ...]:
    return (table.corner(), *(h.to_text(lang) for h in table.headings))


def write_book(
    tables: Iterable[Table],
    path: str | Path,
    lang: str = "en",
    words: Mapping[str, Mapping[Heading, Sequence[str]]] | None = None,
) -> None:
    """Write tables to a workbook, a sheet each, with lists to choose from.

    Args:
        tables: The tables.
        path: The file; it appears whole, or not at all.
        lang: The language of the headings.
        words: Question → heading → the words that its cells may hold, offered as a list.

    Raises:
        RecordError: the file cannot be written.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    offered: list[tuple[str, Sequence[str]]] = []
    for table in tables:
        sheet = book.create_sheet(table.question[:31])
        _fill(sheet, table, lang)
        of = (words or {}).get(table.question, {})
        for column, heading in enumerate(table.headings, 2):
            if listed := of.get(heading):
                _offer(sheet, column, heading, listed, offered, len(table.rows))
    _vocabulary(book, offered, lang)
    with write_whole(path) as beside, writing(path), beside.open("wb") as file:
        book.save(file)


def _fill(sheet: Any, table: Table, lang: str) -> None:
    """The cells as text, so that nothing becomes a formula and 12-1 no day of December."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    kinds = ["part", *(h.kind for h in table.headings)]
    widths = (RULE, *map(_width, table.headings))
    top = Alignment(wrap_text=True, vertical="top")
    for number, cells in enumerate((_head(table, lang), *(r.cells for r in table.rows)), 1):
        for column, text in enumerate(cells, 1):
            cell = sheet.cell(number, column)
            cell.number_format, cell.alignment = "@", top
            if text:
                cell.value, cell.data_type = text, "s"
            if number == 1:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor=COLOURS[kinds[column - 1]])
        lines = max(1 + _cells_wide(c) // (w - 1) for c, w in zip(cells, widths, strict=False))
        sheet.row_dimensions[number].height = LINE * lines
    for column, width in enumerate(widths, 1):
        of = sheet.column_dimensions[get_column_letter(column)]
        of.width, of.number_format = width, "@"
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.print_title_rows = "1:1"


def _cells_wide(text: str) -> int:
    """How wide a text is; a Chinese character takes two places."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _width(heading: Heading) -> int:
    return TEST if heading.kind == "test" else WIDTH.get(heading.name, USUAL)


def _offer(
    sheet: Any,
    column: int,
    heading: Heading,
    listed: Sequence[str],
    offered: list[tuple[str, Sequence[str]]],
    rows: int,
) -> None:
    """Offer words in a column. Others may be typed, for a cell may hold several of them."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if ("", listed) not in [("", words) for _, words in offered]:
        offered.append((f"{sheet.title} · {heading.to_text()}", listed))
    number = next(i for i, (_, words) in enumerate(offered, 1) if words == listed)
    letter = get_column_letter(number)
    source = f"'{VOCABULARY_SHEET}'!${letter}$3:${letter}${len(listed) + 2}"
    choice = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    of = get_column_letter(column)
    choice.add(f"{of}2:{of}{rows + 1 + SPARE}")


VOCABULARY_SHEET = "words"


def _vocabulary(book: Any, offered: Sequence[tuple[str, Sequence[str]]], lang: str) -> None:
    """The sheet that the lists are taken from; its first cell makes it a comment."""
    from openpyxl.styles import Font

    if not offered:
        return
    sheet = book.create_sheet(VOCABULARY_SHEET)
    sheet.cell(1, 1).value = VOCABULARY[lang == "zh"]
    for column, (title, listed) in enumerate(offered, 1):
        for number, text in enumerate((title, *listed), 2):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type, cell.number_format = text, "s", "@"
        sheet.cell(2, column).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(2, column).column_letter].width = 34
    sheet.freeze_panes = "A3"
