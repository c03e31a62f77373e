"""Wrong records, rules, tables and delegations say what is wrong, where, and what to do."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from govrules import GovrulesError

HERE = Path(__file__).parent
PINNED: dict[str, dict[str, str]] = json.loads((HERE / "errors.json").read_text(encoding="utf-8"))


def _faulty() -> Any:
    if "faulty" not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            "faulty", HERE.parent / "helpers" / "faulty.py"
        )
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["faulty"] = module
        spec.loader.exec_module(module)
    return sys.modules["faulty"]


@pytest.mark.parametrize("name", sorted(PINNED))
def test_a_fault_is_told_as_pinned(name: str, tmp_path: Path) -> None:
    """Wrong input raises its own kind of error with the pinned words in both languages."""
    attempt = _faulty().attempts(tmp_path)[name]
    with pytest.raises(GovrulesError) as caught:
        attempt()
    error = caught.value
    found = {"code": error.code, "en": error.text("en"), "zh": error.text("zh")}
    assert {k: v.replace(str(tmp_path), "…") for k, v in found.items()} == PINNED[name]


def test_every_attempt_is_pinned(tmp_path: Path) -> None:
    """Nothing is tried without its message being pinned, and there are enough of them."""
    assert sorted(_faulty().attempts(tmp_path)) == sorted(PINNED)
    assert len(PINNED) >= 60


@pytest.mark.parametrize("name", sorted(PINNED))
def test_a_fault_names_a_way_out(name: str) -> None:
    """Each message holds the cause and, after a semicolon, how to put it right."""
    assert "; " in PINNED[name]["en"]
    assert "；" in PINNED[name]["zh"]


GOOD = {
    "kind": "violation",
    "item": "携犬人不清除犬粪便",
    "place": "110102013",
    "on": "2021-03-01",
    "on_power_list": True,
}


def test_a_batch_loses_no_row() -> None:
    """Bad rows are reported in their places and all good ones decided, in order."""
    beijing = _faulty().beijing()
    rows = [GOOD, {**GOOD, "kind": "vilation"}, GOOD, "not a record", {**GOOD, "on": "soon"}, GOOD]
    results = list(
        beijing.decide_many(
            [{**r, "id": i} if isinstance(r, dict) else r for i, r in enumerate(rows)]
        )
    )
    places = [getattr(r, "place", None) for r in results]
    assert places == [None, "row 2", None, "row 4", "row 5", None]
    assert [r.id for r in results] == ["0", "1", "2", None, "4", "5"]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".xlsx"])
def test_a_file_loses_no_row(suffix: str, tmp_path: Path) -> None:
    """In each format a bad row costs itself, named by file and line."""
    rows = [GOOD, {**GOOD, "kind": "vilation"}, GOOD]
    path = tmp_path / f"matters{suffix}"
    header = list(GOOD)
    if suffix == ".csv":
        lines = [",".join(header), *(",".join(str(r[h]) for h in header) for r in rows)]
        path.write_text("\n".join(lines), encoding="utf-8")
    elif suffix == ".jsonl":
        path.write_text("\n".join(map(json.dumps, rows)) + "\n{broken\n", encoding="utf-8")
    else:
        from openpyxl import Workbook

        book = Workbook()
        for cells in (header, *([r[h] for h in header] for r in rows)):
            book.worksheets[0].append(cells)
        book.save(path)
    results = list(_faulty().beijing().decide_many(path))
    bad = {r.place: r.error.field for r in results if hasattr(r, "error")}
    line = 2 if suffix == ".jsonl" else 3
    assert bad.pop(f"matters{suffix}:{line}") == "kind"
    assert list(bad) == ([f"matters{suffix}:4"] if suffix == ".jsonl" else [])
    assert [r.disposition for r in results if not hasattr(r, "error")] == ["handle", "handle"]
