"""Decisions out: JSON lines, or flat columns in CSV or a workbook; a bad row keeps its place."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from ..files.formula import inert
from ..files.rows import RowError
from ..whole_file import writing
from .show import cites, error_text

if TYPE_CHECKING:
    from ..decision.decision import Decision
    from ..jurisdiction import Jurisdiction

__all__ = ["COLUMNS", "BookWriter", "CsvWriter", "JsonWriter", "Writer", "bad_row"]

COLUMNS = (
    "id",
    "at",
    "disposition",
    "disposition_name",
    "lead_role",
    "lead_level",
    "lead_unit",
    "lead_name",
    "lead_is_provisional",
    "owner_role",
    "owner_level",
    "owner_unit",
    "owner_name",
    "owner_status",
    "owner_cites",
    "by",
    "prohibited",
    "assist",
    "supervise",
    "copy_to",
    "must_not_lead",
    "candidates",
    "ask",
    "cites",
    "error_code",
    "error",
)
# So many rows fit on a sheet of Excel's, the header included.
SHEET = 1 << 20
ORGANS = ("assist", "supervise", "copy_to", "must_not_lead", "candidates")


class Writer(Protocol):
    """Takes decisions and bad rows as they come."""

    def write(self, at: str, result: Decision | RowError, record: Mapping[str, Any] | None) -> None:
        """Write one row; ``at`` is where it stood, ``record`` what it said."""


class JsonWriter:
    """One JSON object a line: a decision, or a bad row with its error and what it said."""

    def __init__(self, file: TextIO) -> None:
        self.file = file

    def write(self, at: str, result: Decision | RowError, record: Mapping[str, Any] | None) -> None:
        """Write one row."""
        bad = isinstance(result, RowError)
        text = bad_row(result, record) if isinstance(result, RowError) else result.to_json()
        self.file.write(text + "\n")
        if bad:
            self.file.flush()


class Flat:
    """Flat columns, one row a matter, names and citations in the reader's language."""

    def __init__(self, jurisdiction: Jurisdiction, lang: str) -> None:
        self.jurisdiction, self.lang = jurisdiction, lang
        self.findings = jurisdiction.context.findings
        self.columns = (*COLUMNS[:-2], "findings", *COLUMNS[-2:]) if self.findings else COLUMNS

    def cells(self, at: str, result: Decision | RowError) -> dict[str, Any]:
        """The cells of one row that are not empty."""
        if isinstance(result, RowError):
            return {
                "at": at,
                "id": result.id,
                "error_code": result.error.code,
                "error": error_text(result, self.lang),
            }
        return {"at": at, **self._decided(result)}

    def _decided(self, d: Decision) -> dict[str, Any]:
        zh = self.lang == "zh"
        row: dict[str, Any] = {
            "id": d.id,
            "disposition": d.disposition,
            "disposition_name": d.disposition_zh if zh else d.disposition_en,
            "prohibited": _flag(d.prohibited),
            "by": self._names([d.by] if d.by else []),
            "ask": "; ".join(a.field for a in d.ask),
            "owner_status": d.owner_status,
            "owner_cites": "; ".join(r.cite_zh if zh else r.cite_en for r in d.owner_because),
            "cites": "; ".join(cites(d, self.jurisdiction, self.lang, full=True)),
        }
        if self.findings:
            found = [n.zh if zh else n.en for n in d.notes if n.code in self.findings]
            row["findings"] = "; ".join(found)
        for part, organ in (("lead", d.lead), ("owner", d.owner)):
            if organ is not None:
                row |= {
                    f"{part}_role": organ.role,
                    f"{part}_level": organ.level,
                    f"{part}_unit": organ.unit,
                    f"{part}_name": self._names([organ]),
                }
        if d.lead is not None:
            row["lead_is_provisional"] = _flag(d.lead_is_provisional)
        return row | {part: self._names(getattr(d, part)) for part in ORGANS}

    def _names(self, organs: Iterable[Any]) -> str:
        return "; ".join(o.name if self.lang == "zh" else o.name_en for o in organs)


class CsvWriter(Flat):
    """Flat columns in CSV; ``safe`` where no cell may be taken for a formula."""

    def __init__(
        self, file: TextIO, jurisdiction: Jurisdiction, lang: str, safe: bool = False
    ) -> None:
        super().__init__(jurisdiction, lang)
        self._safe = safe
        self._rows = csv.DictWriter(file, self.columns, restval="", lineterminator="\n")
        self._rows.writeheader()

    def write(self, at: str, result: Decision | RowError, record: Mapping[str, Any] | None) -> None:
        """Write one row."""
        cells = self.cells(at, result)
        if self._safe:
            cells = {k: inert(v) if isinstance(v, str) else v for k, v in cells.items()}
        self._rows.writerow(cells)


class BookWriter(Flat):
    """Flat columns in a workbook; a sheet that is full is followed by another.

    The file is written at the end, and not at all by a run that fails.

    Args:
        path: Where to write.
        jurisdiction: Who decided.
        lang: The language of names and citations.
    """

    def __init__(self, path: Path, jurisdiction: Jurisdiction, lang: str) -> None:
        from openpyxl import Workbook

        super().__init__(jurisdiction, lang)
        self._path, self._book = path, Workbook(write_only=True)
        self._sheet: Any = None
        self._count = 0

    def write(self, at: str, result: Decision | RowError, record: Mapping[str, Any] | None) -> None:
        """Write one row."""
        if self._count % (SHEET - 1) == 0:
            self._begin()
        self._count += 1
        cells = self.cells(at, result)
        self._sheet.append([self._cell(cells.get(name)) for name in self.columns])

    def _begin(self) -> None:
        """A new sheet, with its header held in sight."""
        self._sheet = self._book.create_sheet()
        self._sheet.freeze_panes = "A2"
        self._sheet.append(self.columns)

    def _cell(self, value: Any) -> Any:
        """The value as text: what begins with ``=`` must not become a formula."""
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

        if value is None:
            return None
        cell = WriteOnlyCell(self._sheet, ILLEGAL_CHARACTERS_RE.sub("\ufffd", str(value)))
        cell.data_type = "s"
        return cell

    def __enter__(self) -> BookWriter:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            if self._sheet is None:
                self._begin()
            with writing(self._path):
                self._book.save(self._path)


def _flag(value: bool) -> str:
    return "true" if value else "false"


def bad_row(bad: RowError, record: Mapping[str, Any] | None) -> str:
    """A row that could not be decided, as one line of JSON: its error, and what it said."""
    said = dict(record) if record is not None else None
    value = bad.error.value
    if said is None and isinstance(value, bytes):
        said = {"text": value.decode("utf-8", "replace").rstrip("\n")}
    elif said is None and isinstance(value, Mapping):
        said = {str(k): v for k, v in value.items()}
    try:
        return json.dumps({**bad.to_dict(), "record": said}, ensure_ascii=False, default=str)
    except RecursionError:  # lists without end in what was said
        return json.dumps({**bad.to_dict(), "record": None}, ensure_ascii=False)
