"""Killed at any moment, a run leaves a whole file or none; a few kills here, more where asked.

``GOVRULES_KILLS=200 pytest -s tests/files/test_kill.py`` makes so many of each kind.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest

pytest.importorskip("pyarrow")
pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "ITIMER_PROF"), reason="no such timer"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork"),
]

KILLS = int(os.environ.get("GOVRULES_KILLS", "3"))
SEED = os.environ.get("GOVRULES_SEED", "")
MATTER = {"kind": "violation", "item": "dogs_animals_dog_fouling", "place": "110102013"}
SIZES = {"out.jsonl": 500, "out.csv": 500, "out.xlsx": 300, "out.parquet": 100_000}
Run: TypeAlias = Callable[[Path, list[str], float | None], list[float]]


@pytest.fixture
def run(forked_run: Run) -> Run:
    """Runs the command line in a folder, killed after some seconds; exit code and seconds used."""
    return forked_run


def rows_in(path: Path) -> int:
    """How many rows a file holds; an error where it is not whole."""
    if path.suffix == ".parquet":
        import pyarrow.parquet

        return int(pyarrow.parquet.read_table(path).num_rows)
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        return len(list(load_workbook(path).worksheets[0].rows)) - 1
    text = path.read_text("utf-8")
    assert text.endswith("\n")
    count = text.count("\n")
    if path.suffix == ".jsonl":
        json.loads(text.splitlines()[-1])
        return count
    return count - 1


@pytest.mark.parametrize("out", list(SIZES))
def test_a_kill_leaves_a_whole_file_or_none(run: Run, tmp_path: Path, out: str) -> None:
    """The file is there whole, or not at all, and the next run removes what the killed ones left."""
    rows, source = SIZES[out], "m.parquet" if out.endswith(".parquet") else "m.jsonl"
    matters = [{"id": str(n), "on": f"202{n % 4}-03-0{1 + n % 9}", **MATTER} for n in range(rows)]
    if source == "m.jsonl":
        (tmp_path / source).write_text("".join(json.dumps(m) + "\n" for m in matters), "utf-8")
    else:
        import pyarrow as pa
        import pyarrow.parquet

        table = pa.Table.from_pylist(matters)
        pyarrow.parquet.write_table(table, tmp_path / source, row_group_size=20_000)
    words, made = ["decide", source, "-o", out], tmp_path / out
    run(tmp_path, words, None)  # from here on each run finds what the ones to come will find
    code, whole = run(tmp_path, words, None)
    assert code in (0, 3)
    draw, there, killed = Random(f"{SEED}{out}"), 0, 0
    for _ in range(KILLS):
        made.unlink(missing_ok=True)
        code, _ = run(tmp_path, words, draw.uniform(0.001, whole))
        killed += code < 0
        if made.exists():
            assert rows_in(made) == rows
            there += 1
    print(
        f"{out}: killed {killed} of {KILLS} within {whole:.2f} s, {there} whole, 0 broken",
        flush=True,
    )
    assert run(tmp_path, words, None)[0] in (0, 3)
    assert rows_in(made) == rows
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".tmp")] == []
