"""Files in and out of the command line: every form that an output has, and no row lost."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from govrules.cli import write
from govrules.cli.write import COLUMNS

Run = Callable[..., Result]


def cells(path: Path, sheet: int = 0) -> list[tuple[Any, ...]]:
    from openpyxl import load_workbook

    return list(load_workbook(path).worksheets[sheet].iter_rows(values_only=True))


def test_a_workbook_holds_what_csv_holds(run: Run, folder: Path) -> None:
    """OUT.xlsx is a workbook with a header, and the cells of the CSV file of the same matters."""
    import csv

    result = run("decide", "bad.jsonl", "matters.csv", "-o", "out.xlsx")
    assert (result.stdout, result.exit_code) == ("", 4)
    run("decide", "bad.jsonl", "matters.csv", "-o", "out.csv")
    header, *rows = cells(folder / "out.xlsx")
    assert header == COLUMNS
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        wanted = list(csv.reader(file))[1:]
    assert [[cell or "" for cell in row] for row in rows] == wanted


def test_a_workbook_in_and_out(run: Run, folder: Path) -> None:
    """An empty input still gives a workbook with its header."""
    run("decide", "empty.csv", "-o", "out.xlsx")
    assert cells(folder / "out.xlsx") == [COLUMNS]


def test_a_workbook_runs_no_formula(run: Run, folder: Path) -> None:
    """What begins like a formula is text, and what a workbook cannot hold is replaced."""
    matters = [{"id": "=1+1", "kind": "task"}, {"id": "a\x07b", "kind": "task"}]
    run("decide", "-", "-o", "out.xlsx", input="\n".join(map(json.dumps, matters)))
    from openpyxl import load_workbook

    sheet = load_workbook(folder / "out.xlsx").worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["A3"].value == "a\ufffdb"


def test_a_full_sheet_is_followed_by_another(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More matters than a sheet has rows fill several, each with the header."""
    monkeypatch.setattr(write, "SHEET", 3)
    run("decide", "-", "-o", "out.xlsx", input='{"kind": "task"}\n' * 5)
    assert [len(cells(folder / "out.xlsx", n)) for n in range(3)] == [3, 3, 2]
    assert cells(folder / "out.xlsx", 2)[0] == COLUMNS


@pytest.mark.parametrize(
    "name", ["out.xls", "out.json", "out", "out.docx", "out.pdf", "out.xlsx.bak"]
)
def test_an_ending_that_says_nothing_is_refused(run: Run, folder: Path, name: str) -> None:
    """No other form is written under a name that does not say so."""
    result = run("decide", "matters.jsonl", "-o", name, "--lang", "en")
    assert result.exit_code == 2
    assert result.stderr == (
        f"error: {name}: its ending does not say what to write; "
        "one of .jsonl, .ndjson, .csv, .txt, .xlsx, .parquet, .arrow\n"
    )
    assert not (folder / name).exists()


def test_a_form_that_is_given_needs_no_ending(run: Run, folder: Path) -> None:
    """With --format any name will do, but a workbook's."""
    assert run("decide", "decided.jsonl", "-o", "out", "--format", "csv").exit_code == 0
    assert (folder / "out").read_text("utf-8").startswith("id,at,")
    result = run("decide", "decided.jsonl", "-o", "out.xlsx", "--format", "csv", "--lang", "en")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: out.xlsx is a workbook, and --format says csv; ")


def test_errors_are_lines_of_json(run: Run, folder: Path) -> None:
    """The bad rows are JSON lines, and so must their file be called."""
    result = run("decide", "bad.jsonl", "--errors", "bad.xlsx", "--lang", "en")
    assert result.exit_code == 2
    assert "--errors writes JSON lines, and bad.xlsx is not called so" in result.stderr
    assert not (folder / "bad.xlsx").exists()


def test_one_line_in_another_encoding(run: Run, folder: Path) -> None:
    """A line of GBK costs its row only, and what it said is in the output as far as it goes."""
    path = folder / "mixed.csv"
    path.write_bytes(
        "编号,类型,日期\n1,投诉,2021-03-01\n".encode() + "2,投诉,2021-03-01\n".encode("gbk")
    )
    result = run("decide", str(path))
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["id"], first["matter"]["kind"]) == ("1", "complaint")
    assert (second["id"], second["place"]) == ("2", "mixed.csv:3")
    assert second["record"]["日期"] == "2021-03-01"
    assert result.exit_code == 4


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_half_a_character_costs_no_run(run: Run, folder: Path, form: str) -> None:
    """Half a character, which JSON can hold and UTF-8 cannot, is written as its escape."""
    rows = '{"id": "\\ud800", "kind": "task"}\n{"id": "b", "place": "\\ud800"}\n{"id": "c"}\n'
    result = run("decide", "-", "-o", f"out.{form}", "--errors", "bad.jsonl", input=rows)
    assert result.exit_code == 4
    lines = (folder / f"out.{form}").read_text("utf-8").splitlines()[-3:]
    assert "\\ud800" in lines[0]
    if form == "jsonl":
        assert [json.loads(line)["id"] for line in lines] == [r"\ud800", "b", "c"]


def test_lists_as_deep_as_json_allows(run: Run) -> None:
    """A row that can be read but hardly be written out keeps its place like any other."""
    for depth in range(100, 1100, 100):
        text = '{"kind": ' + "[" * depth + "]" * depth + "}\n"
        result = run("decide", "-", input=text + '{"kind": "task"}\n')
        assert len(result.stdout.splitlines()) == 2
        assert result.exit_code == 4


def test_one_matter_is_read_as_rows_are(run: Run, folder: Path) -> None:
    """A key twice, a byte order mark, another encoding: told with the place, as of a row."""
    (folder / "marked.json").write_text('\ufeff{"kind": "task"}', "utf-8")
    assert run("explain", "marked.json").exit_code == 3
    (folder / "gbk.json").write_bytes('{"类型": "投诉"}'.encode("gbk"))
    result = run("explain", "gbk.json", "--lang", "en")
    assert result.exit_code == 4
    assert result.stderr.startswith("error: gbk.json: not JSON: 'utf-8' codec can't decode")
    result = run("explain", '{"kind": "task", "kind": "help"}', "--lang", "en")
    assert result.stderr == "error: MATTER: key 'kind' stands twice; keep one\n"
    result = run("explain", "bad.jsonl:2", "--lang", "en")
    assert result.stderr.count("bad.jsonl:2") == 1
