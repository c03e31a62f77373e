"""Decisions out: JSON lines, or CSV with flat columns; a bad row keeps its place."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from ..engines.rows import RowError
from .show import cites, error_text

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction
    from ..rules import Decision

__all__ = ["COLUMNS", "CsvWriter", "JsonWriter", "Writer", "bad_row"]

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


class CsvWriter:
    """Flat columns, one row a matter, names and citations in the reader's language."""

    def __init__(self, file: TextIO, jurisdiction: Jurisdiction, lang: str) -> None:
        self.jurisdiction, self.lang = jurisdiction, lang
        self._rows = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        self._rows.writeheader()

    def write(self, at: str, result: Decision | RowError, record: Mapping[str, Any] | None) -> None:
        """Write one row."""
        if isinstance(result, RowError):
            row: dict[str, Any] = {
                "id": result.id or (record or {}).get("id"),
                "error_code": result.error.code,
                "error": error_text(result, self.lang),
            }
        else:
            row = self._decided(result)
        self._rows.writerow({"at": at, **row})

    def _decided(self, d: Decision) -> dict[str, Any]:
        zh = self.lang == "zh"
        row: dict[str, Any] = {
            "id": d.id,
            "disposition": d.disposition,
            "disposition_name": d.disposition_zh if zh else d.disposition_en,
            "prohibited": _flag(d.prohibited),
            "by": self._names([d.by] if d.by else []),
            "ask": "; ".join(a.field for a in d.ask),
            "cites": "; ".join(cites(d, self.jurisdiction, self.lang, full=True)),
        }
        if d.lead is not None:
            row |= {
                "lead_role": d.lead.role,
                "lead_level": d.lead.level,
                "lead_unit": d.lead.unit,
                "lead_name": self._names([d.lead]),
                "lead_is_provisional": _flag(d.lead_is_provisional),
            }
        return row | {part: self._names(getattr(d, part)) for part in ORGANS}

    def _names(self, organs: Iterable[Any]) -> str:
        return "; ".join(o.name if self.lang == "zh" else o.name_en for o in organs)


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
    return json.dumps({**bad.to_dict(), "record": said}, ensure_ascii=False, default=str)
