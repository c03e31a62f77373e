"""Damaged files of every format: no row lost, and rows and columns of one mind."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import Any

import govrules
import pyarrow as pa
import pyarrow.parquet as pq
from damage import csv_file, lines, repacked, spoilt
from govrules import GovrulesError, RowError
from openpyxl import Workbook
from report import Report
from town import blueprint

ROWS = 40
SUFFIXES = (".csv", ".csv", ".jsonl", ".xlsx", ".parquet", ".arrow", ".arrows")
ENCODINGS = ("gb18030", "utf-16", "big5", "utf-8-sig")


def attack(report: Report, count: int) -> None:
    """Try ``count`` files of a small town's matters."""
    j = govrules.Jurisdiction(blueprint())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        good = {suffix: _good(folder / f"good{suffix}") for suffix in set(SUFFIXES)}
        for n in report.within(range(count)):
            draw = random.Random(f"{report.seed}:{n}")
            suffix = SUFFIXES[n % len(SUFFIXES)]
            path = folder / f"m{suffix}"
            about = f"{suffix} {report.seed}:{n}"
            wanted = _damaged(path, good[suffix], draw)
            _try(report, j, path, wanted, about)


def _damaged(path: Path, data: bytes, draw: random.Random) -> int | None:
    """Write the file damaged; how many rows it must still give, where that can be said."""
    if path.suffix == ".csv" and draw.random() < 0.4:
        return csv_file(path, draw, ROWS, 0.3)[0]
    if path.suffix == ".csv" and draw.random() < 0.2:
        text = data.replace(b"litter", "乱扔垃圾".encode()).decode()
        path.write_bytes(text.encode(draw.choice(ENCODINGS), "replace"))
        return None
    if path.suffix == ".xlsx" and draw.random() < 0.6:
        path.write_bytes(repacked(data, draw))
        return None
    made = spoilt(data, draw)
    path.write_bytes(made)
    if path.suffix == ".jsonl":
        return sum(bool(x.removeprefix(b"\xef\xbb\xbf").strip()) for x in made.split(b"\n"))
    return None if path.suffix == ".csv" else ROWS


def _try(report: Report, j: Any, path: Path, wanted: int | None, about: str) -> None:
    ways = []
    if path.suffix in (".csv", ".jsonl", ".xlsx"):
        ways.append(report.call(lambda: [_row(r) for r in j.decide_many(path)], about))
    if path.suffix not in (".jsonl", ".xlsx"):
        ways.append(report.call(lambda: _columns(j, path), about))
    for found in ways:
        if isinstance(found, list) and wanted is not None and len(found) != wanted:
            report.lose(f"{about}: {len(found)} rows of {wanted}")
    if len(ways) == 2 and None not in ways:
        one, other = (f.text("en") if isinstance(f, GovrulesError) else f for f in ways)
        if one != other and not _is_header(one, other):
            report.differs("rows and columns", about)


def _is_header(rows: Any, columns: Any) -> bool:
    """Whether a column is no field: columns refuse the file then, and rows each row."""
    is_file = isinstance(columns, str) and "is no field of a matter" in columns
    return is_file and isinstance(rows, list) and all(error is not None for *_, error in rows)


def _row(found: Any) -> tuple[str | None, str | None, str | None]:
    if isinstance(found, RowError):
        error = found.error.without_search()
        return found.id, None, f"{error.code}: {error.text('en')}"
    return found.id, found.disposition, None


def _columns(j: Any, path: Path) -> list[tuple[Any, ...]]:
    out = path.with_name("out.parquet")
    j.decide_file(path, out, class_table=False, keep=["id"])
    table = pq.ParquetFile(out).read()
    ids = table["id"].to_pylist() if "id" in table.column_names else [None] * len(table)
    return list(zip(ids, table["disposition"].to_pylist(), table["error"].to_pylist(), strict=True))


def _good(path: Path) -> bytes:
    """A good file of the format that its name says."""
    head, *rows = [line.decode().split(",") for line in lines(ROWS)]
    records = [dict(zip(head, row, strict=True)) for row in rows]
    table = pa.Table.from_pylist(records)
    match path.suffix:
        case ".parquet":
            pq.write_table(table, path, row_group_size=16, write_page_checksum=True)
        case ".arrow" | ".arrows" as suffix:
            new = pa.ipc.new_file if suffix == ".arrow" else pa.ipc.new_stream
            with new(str(path), table.schema) as file:
                file.write_table(table, max_chunksize=16)
        case ".xlsx":
            book = Workbook()
            for row in (head, *rows):
                book.worksheets[0].append(row)
            book.save(path)
        case ".jsonl":
            path.write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
        case _:
            path.write_bytes(b"\n".join(lines(ROWS)))
    return path.read_bytes()
