"""``govrules coverage``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def test_coverage_by_files(run: Run, folder: Path) -> None:
    """Examples and matters are taken together, and a bad row is counted."""
    (folder / "cases.yaml").write_text(
        "- {id: a, matter: {kind: task, on: 2021-03-01}, expect: {disposition: undetermined}}\n",
        "utf-8",
    )
    (folder / "m.jsonl").write_text('{"kind": "nonsense"}\n{"kind": "task"}\n', "utf-8")
    result = run("coverage", "--cases", "cases.yaml", "--matters", "m.jsonl", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["matters"], found["bad"]) == (3, 1)
    assert "JD32.own" in found["untouched_rules"]


@pytest.mark.parametrize("option", ["--cases", "--matters"])
def test_coverage_of_a_file_that_is_not_there(run: Run, folder: Path, option: str) -> None:
    """Wrong usage."""
    assert run("coverage", option, "gone.yaml").exit_code == 2


def test_coverage_by_a_table(run: Run, folder: Path) -> None:
    """A matter of a Parquet file counts as the same one in a file of lines."""
    import pyarrow as pa
    from pyarrow import parquet

    rows = [{"kind": "task", "on": "2021-03-01"}, {"kind": "violation", "on": None}]
    parquet.write_table(pa.Table.from_pylist(rows), folder / "m.parquet")
    lines = [json.dumps({k: v for k, v in row.items() if v}) for row in rows]
    (folder / "m.jsonl").write_text("\n".join(lines), "utf-8")
    by_table, by_lines = (
        json.loads(run("coverage", "--matters", file, "--json").stdout)
        for file in ("m.parquet", "m.jsonl")
    )
    assert by_table == by_lines
    assert by_table["matters"] == 2
