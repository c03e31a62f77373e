"""The class table: what each decision class of a decided file means, so that it explains itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from ..classes.decision_class import Classes, DecisionClass
from ..errors import GovrulesError
from .write import write_batches

__all__ = ["CLASS_TABLE", "class_table", "class_table_path", "write_class_table"]

_LIST = pa.list_(pa.string())
CLASS_TABLE = pa.schema(
    [
        ("decision_class", pa.string()),
        ("rows", pa.int64()),
        ("policies", pa.string()),
        ("disposition", pa.string()),
        ("disposition_zh", pa.string()),
        ("disposition_en", pa.string()),
        ("lead_role", pa.string()),
        ("lead_level", pa.string()),
        ("lead_zh", pa.string()),
        ("lead_en", pa.string()),
        ("lead_is_provisional", pa.bool_()),
        ("owner_role", pa.string()),
        ("owner_level", pa.string()),
        ("owner_zh", pa.string()),
        ("owner_en", pa.string()),
        ("owner_status", pa.string()),
        ("owner_cites", _LIST),
        ("rules", _LIST),
        ("cites", _LIST),
        ("cites_zh", _LIST),
        ("cites_en", _LIST),
        ("reasons_zh", _LIST),
        ("reasons_en", _LIST),
        ("explain_zh", pa.string()),
        ("explain_en", pa.string()),
        ("error", pa.string()),
        ("error_zh", pa.string()),
    ]
)
"""Its columns. One row a class, most frequent first; then one an error, without a class."""

AT_ONCE = 2000


def class_table_path(out: Path) -> Path:
    """Where the class table of a decided file or folder stands: ``<out>.classes.parquet``."""
    name = out.stem if out.suffix and not out.is_dir() else out.name
    return out.with_name(f"{name}.classes.parquet")


def write_class_table(
    path: Path,
    counts: Mapping[str, int],
    errors: Iterable[tuple[GovrulesError, int]],
    classes: Classes,
    explain: bool = True,
) -> None:
    """Write the class table, some classes at a time.

    Args:
        path: The file.
        counts: Class code → rows.
        errors: Errors, and how many rows have them.
        classes: The classes.
        explain: Whether to write each class's reasons out as prose as well.
    """
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    failed = sorted(errors, key=lambda pair: (-pair[1], pair[0].text("en")))
    with write_batches(path, CLASS_TABLE) as write:
        for start in range(0, len(ordered), AT_ONCE):
            part = dict(ordered[start : start + AT_ONCE])
            write(class_table(part, (), classes, explain))
        for start in range(0, len(failed), AT_ONCE):
            write(class_table({}, failed[start : start + AT_ONCE], classes, explain))


def class_table(
    counts: Mapping[str, int],
    errors: Iterable[tuple[GovrulesError, int]],
    classes: Classes,
    explain: bool,
) -> pa.RecordBatch:
    """The rows of the class table for some classes and errors; see :func:`write_class_table`."""
    rows = [_row(classes[code], n, classes.digest, explain) for code, n in counts.items()]
    rows += [
        {
            "rows": n,
            "policies": classes.digest,
            "error": f"{e.code}: {e.text('en')}",
            "error_zh": e.text("zh"),
        }
        for e, n in errors
    ]
    columns = [pa.array([row.get(f.name) for row in rows], f.type) for f in CLASS_TABLE]
    return pa.RecordBatch.from_arrays(columns, schema=CLASS_TABLE)


def _row(one: DecisionClass, rows: int, digest: str, explain: bool) -> dict[str, Any]:
    d = one.decision()
    row = {
        "decision_class": one.code,
        "rows": rows,
        "policies": digest,
        "disposition": d.disposition,
        "disposition_zh": d.disposition_zh,
        "disposition_en": d.disposition_en,
        "lead_is_provisional": d.lead_is_provisional if d.lead else None,
        "owner_status": d.owner_status,
        "owner_cites": [r.cite for r in d.owner_because],
        "rules": [r.rule for r in d.because],
        "cites": [r.cite for r in d.because],
        "cites_zh": [r.cite_zh for r in d.because],
        "cites_en": [r.cite_en for r in d.because],
        "reasons_zh": [r.zh for r in d.because],
        "reasons_en": [r.en for r in d.because],
    }
    for part, organ in (("lead", d.lead), ("owner", d.owner)):
        if organ is not None:
            row |= {
                f"{part}_role": organ.role,
                f"{part}_level": organ.level,
                f"{part}_zh": organ.name,
                f"{part}_en": organ.name_en,
            }
    if explain:
        row |= {"explain_zh": d.explain("zh", full=True), "explain_en": d.explain("en", full=True)}
    return row
