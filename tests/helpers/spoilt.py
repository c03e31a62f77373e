"""Puts a fault into the files of a pack, as ``tests/loading/faults_of_files.yaml`` writes it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["spoil"]

TABLE, BOOK = "tables/guidance.csv", "tables/guidance.xlsx"


def spoil(pack: Path, fault: Mapping[str, Any]) -> None:
    """Make the edits of a fault.

    Args:
        pack: The package of the pack.
        fault: The fault: its one edit, or ``edits``.
    """
    for edit in fault.get("edits", (fault,)):
        if "sheet" in edit:
            _workbook(pack, edit["sheet"])
        else:
            _file(pack / edit["file"], edit)


def _file(path: Path, edit: Mapping[str, Any]) -> None:
    text = path.read_text("utf-8") if path.is_file() else ""
    if edit.get("gone"):
        path.unlink()
    elif "as" in edit:
        path.write_bytes(text.encode(edit["as"]))
    elif "whole" in edit:
        path.write_text(edit["whole"], "utf-8")
    elif "add" in edit:
        path.write_text(f"{text.rstrip()}\n{edit['add']}\n", "utf-8")
    else:
        old, new = edit["put"]
        assert old in text, old
        path.write_text(text.replace(old, new, 1), "utf-8")


def _workbook(pack: Path, change: Mapping[str, Any]) -> None:
    """The table of rules as a workbook, with something changed in it."""
    with (pack / TABLE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "support"
    for row in rows:
        sheet.append(row)
    for what, value in change.items():
        if what == "merge":
            sheet.merge_cells(value)
        elif what == "title":
            sheet.insert_rows(1)
            sheet["A1"] = value
        elif what == "more":
            book.create_sheet("说明").append([value])
        elif what != "keep":
            sheet[what] = value
    if "keep" not in change:
        (pack / TABLE).unlink()
    book.save(pack / BOOK)
