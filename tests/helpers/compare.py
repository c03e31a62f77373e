"""How the results of many processes are compared with those of one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs

__all__ = ["counts", "parts", "rows", "same"]


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file, or of the parts of a folder in order."""
    import pyarrow.parquet as pq

    files = parts(path) if path.is_dir() else [path]
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]


def parts(folder: Path) -> list[Path]:
    """The parts of a folder in order."""
    return sorted(folder.glob("*.parquet"))


def counts(summary: Any) -> dict[str, Any]:
    """A summary without its paths; errors as records, for they have no equality."""
    found = attrs.asdict(summary, recurse=False)
    errors = [(e.to_dict(), n) for e, n in summary.errors]
    return {**found, "errors": errors, "out": None, "class_table": None, "learnt": None}


def same(one: Any, many: Any, *, ordered: bool) -> None:
    """Nothing is lost, doubled or decided otherwise; the counts and the reasons are the same."""
    left, right = rows(one.out), rows(many.out)
    assert len(right) == len(left)
    if not ordered:
        right.sort(key=lambda row: row["id"])
    assert right == left
    assert counts(many) == counts(one)
    assert rows(many.class_table) == rows(one.class_table)
