"""Files damaged at random: an error of ours or results, never another error and no row lost.

``GOVRULES_FUZZ=10000 GOVRULES_SEED=7 pytest tests/files/test_damage.py`` tries so many of each kind.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.errors import GovrulesError
from openpyxl import Workbook

pa = pytest.importorskip("pyarrow")

COUNT = int(os.environ.get("GOVRULES_FUZZ", "60"))
SEED = int(os.environ.get("GOVRULES_SEED", "1"))
ROWS = 40


@pytest.fixture(scope="module")
def damage(load_helper: Callable[[str], ModuleType]) -> ModuleType:
    """The module that spoils files."""
    return load_helper("damage")


def good(path: Path, damage: ModuleType) -> bytes:
    """A good file of the format that its name says."""
    import pyarrow.feather
    import pyarrow.parquet

    head, *lines = [line.decode().split(",") for line in damage.lines(ROWS)]
    table = pa.Table.from_pylist([dict(zip(head, line, strict=True)) for line in lines])
    if path.suffix == ".parquet":
        pyarrow.parquet.write_table(table, path, row_group_size=16, write_page_checksum=True)
    elif path.suffix == ".feather":
        pyarrow.feather.write_feather(table, path)
    elif path.suffix == ".arrow":
        with pa.ipc.new_file(str(path), table.schema) as file:
            file.write_table(table, max_chunksize=16)
    elif path.suffix == ".arrows":
        with pa.ipc.new_stream(str(path), table.schema) as file:
            file.write_table(table, max_chunksize=16)
    elif path.suffix == ".xlsx":
        book = Workbook()
        for row in (head, *lines):
            book.worksheets[0].append(row)
        book.save(path)
    else:
        path.write_bytes(b"\n".join(damage.lines(ROWS)))
    return path.read_bytes()


def rows_of(j: Jurisdiction, path: Path) -> int:
    """How many results there are."""
    if path.suffix in (".xlsx", ".jsonl"):
        return len(list(j.decide_many(path)))
    return int(j.decide_file(path, path.parent / "out.parquet", class_table=False).rows)


@pytest.mark.parametrize("suffix", [".parquet", ".feather", ".arrow", ".arrows", ".xlsx", ".csv"])
def test_damage(small: Jurisdiction, damage: ModuleType, tmp_path: Path, suffix: str) -> None:
    """Bytes changed, left out, put in and cut off; parts of a workbook as well, packed again."""
    path = tmp_path / f"m{suffix}"
    data = good(path, damage)
    wrong: Counter[str] = Counter()
    for n in range(COUNT):
        rng = Random(f"{SEED}:{n}")
        is_repacked = suffix == ".xlsx" and n % 3
        path.write_bytes((damage.repacked if is_repacked else damage.spoilt)(data, rng))
        try:
            found: Any = rows_of(small, path)
        except GovrulesError:
            continue
        except Exception as error:
            wrong[f"{type(error).__name__}: {str(error)[:80]} (seed {SEED}:{n})"] += 1
            continue
        if suffix != ".csv" and not is_repacked and found != ROWS:
            wrong[f"{found} rows of {ROWS}, and no error (seed {SEED}:{n})"] += 1
    assert not wrong


def test_a_stream_with_an_end_in_the_middle_is_refused(
    small: Jurisdiction, damage: ModuleType, tmp_path: Path
) -> None:
    """Two streams in one file, of which Arrow would read the first: no row is lost in silence."""
    path = tmp_path / "m.arrows"
    path.write_bytes(good(path, damage) * 2)
    with pytest.raises(GovrulesError, match=r"m\.arrows goes on after its end mark"):
        rows_of(small, path)
