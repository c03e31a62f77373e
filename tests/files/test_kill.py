"""Killed at any moment, a run leaves a whole file or none; a few kills here, more where asked.

``GOVRULES_KILLS=200 pytest tests/files/test_kill.py`` makes so many of each kind.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("pyarrow")

KILLS = int(os.environ.get("GOVRULES_KILLS", "3"))
MATTER = {"kind": "violation", "item": "dogs_animals_dog_fouling", "place": "110102013"}
SIZES = {"out.jsonl": 3_000, "out.csv": 3_000, "out.xlsx": 1_000, "out.parquet": 100_000}


def started(folder: Path, source: str, out: str) -> subprocess.Popen[bytes]:
    """The command line on its way, its first row decided or not."""
    words = [sys.executable, "-m", "govrules.cli", "decide", source, "-o", out]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, cwd=folder, stdout=quiet, stderr=quiet)


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


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("out", list(SIZES))
def test_a_kill_leaves_a_whole_file_or_none(tmp_path: Path, out: str) -> None:
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
    begun = time.monotonic()
    assert started(tmp_path, source, out).wait() in (0, 3)
    whole, made = time.monotonic() - begun, tmp_path / out
    rng, there = Random(out), 0
    for _ in range(KILLS):
        made.unlink(missing_ok=True)
        run = started(tmp_path, source, out)
        time.sleep(rng.uniform(0, whole))
        run.kill()
        run.wait()
        if made.exists():
            assert rows_in(made) == rows
            there += 1
    print(f"{out}: {KILLS} kills within {whole:.1f} s, {there} whole files, 0 broken", flush=True)
    assert started(tmp_path, source, out).wait() in (0, 3)
    assert rows_in(made) == rows
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith(".tmp")] == []
