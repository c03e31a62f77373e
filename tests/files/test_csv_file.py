"""CSV by rows and by columns: the same rows, the same errors; a bad row costs itself only."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from govrules import GovrulesError, Jurisdiction, RowError
from govrules.errors import RecordError

pa = pytest.importorskip("pyarrow")

HEAD = "id,kind,item,place,on,listed"
GOOD = "violation,litter,110101001,2021-03-01,no"
FUZZ = int(os.environ.get("GOVRULES_FUZZ", "40"))

Found = list[tuple[str | None, str | None]]


def by_rows(j: Jurisdiction, path: Path, **options: Any) -> Found:
    """The id and the error of each row, one by one; columns propose no near words."""

    def told(error: GovrulesError) -> str:
        return f"{error.code}: {error.without_search().text('en')}"

    return [
        (r.id, told(r.error) if isinstance(r, RowError) else None)
        for r in j.decide_many(path, **options)
    ]


def by_columns(j: Jurisdiction, path: Path, **options: Any) -> Found:
    """The same by columns."""
    import pyarrow.parquet

    out = path.parent / "out.parquet"
    summary = j.decide_file(path, out, **options)
    found = pyarrow.parquet.read_table(out).to_pylist()
    assert summary.rows == len(found)
    assert summary.bad == sum(n for _, n in summary.errors)
    assert summary.bad == sum(r["error"] is not None for r in found)
    return [(r.get("id"), r["error"]) for r in found]


def both(j: Jurisdiction, path: Path, **options: Any) -> Found:
    """What either way gives, which is the same."""
    found = by_rows(j, path, **options)
    assert by_columns(j, path, **options) == found
    return found


@pytest.fixture(scope="module")
def damage(load_helper: Callable[[str], ModuleType]) -> ModuleType:
    """The module that spoils files."""
    return load_helper("damage")


@pytest.mark.parametrize("seed", range(FUZZ))
def test_no_row_is_lost(small: Jurisdiction, damage: ModuleType, tmp_path: Path, seed: int) -> None:
    """Whatever is wrong with some of them, there are as many results as rows, and errors as faults."""
    rng, path = Random(seed), tmp_path / "m.csv"
    rows, bad = damage.csv_file(path, rng, rng.choice((1, 5, 40)), rng.choice((0, 0.1, 0.5, 1)))
    found = both(small, path)
    assert len(found) == rows
    assert sum(error is not None for _, error in found) == bad


@pytest.mark.parametrize("block", [1, 50, 999])
def test_how_it_is_cut_into_blocks_makes_no_difference(
    small: Jurisdiction,
    damage: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    block: int,
) -> None:
    """Blocks that end anywhere give the rows of the whole."""
    monkeypatch.setattr("govrules.files.read.CSV_BLOCK", block)
    damage.csv_file(tmp_path / "m.csv", Random(block), 60, 0.3)
    assert len(both(small, tmp_path / "m.csv")) == 60


@pytest.mark.parametrize("column", [0, 1, 3, 5])
def test_an_open_quotation_mark_costs_its_row(
    small: Jurisdiction, tmp_path: Path, column: int
) -> None:
    """In whatever column it stands, the lines after it are rows."""
    lines = [f"M{n},{GOOD}" for n in range(1000)]
    cells = lines[1].split(",")
    cells[column] = '"' + cells[column]
    lines[1] = ",".join(cells)
    path = tmp_path / "m.csv"
    path.write_text("\n".join((HEAD, *lines)) + "\n")
    found = both(small, path)
    assert len(found) == 1000
    assert [n for n, (_, error) in enumerate(found) if error] == [1]
    assert "a quotation mark is left open; close it" in str(found[1][1])
    assert found[1][0] == ("M1" if column else None)


def test_an_open_mark_that_a_later_row_closes_costs_no_other(
    small: Jurisdiction, tmp_path: Path
) -> None:
    """Where a row with a stray mark ends what was open, with a short row between, all are told."""
    path = tmp_path / "m.csv"
    lines = [f"a,{GOOD}", 'b,violation,litter,"110101001,2021-03-01,no', "c,violation"]
    lines += ['d,violation,litter,110101001",2021-03-01,no', f"e,{GOOD}"]
    path.write_text("\n".join((HEAD, *lines)) + "\n")
    found = both(small, path)
    assert [error is not None for _, error in found] == [False, True, True, True, False]


def test_a_line_break_in_a_cell_costs_its_row(small: Jurisdiction, tmp_path: Path) -> None:
    """A field of two lines is one bad row, and says which field."""
    path = tmp_path / "m.csv"
    path.write_text(
        f'{HEAD}\na,{GOOD}\n"b\nb",{GOOD}\nc,{GOOD.replace(",no", ",")}"n\no"\nd,{GOOD}\n'
    )
    found = both(small, path)
    assert [id for id, _ in found] == ["a", None, "c", "d"]
    assert "the cell of id goes over several lines" in str(found[1][1])
    assert "the cell of listed goes over several lines" in str(found[2][1])


def test_a_note_may_have_lines(small: Jurisdiction, tmp_path: Path) -> None:
    """What is kept and is no field comes through as it was, line breaks and all."""
    import pyarrow.parquet

    path, out = tmp_path / "m.csv", tmp_path / "out.parquet"
    path.write_text(f'note,{HEAD}\n"one\r\ntwo, ""three""",a,{GOOD}\nplain,b,{GOOD}\n', newline="")
    small.decide_file(path, out, keep=["id", "note"])
    found = pyarrow.parquet.read_table(out).to_pylist()
    assert [(r["id"], r["note"]) for r in found] == [("a", 'one\r\ntwo, "three"'), ("b", "plain")]
    assert [r["error"] for r in found] == [None, None]


def test_a_mark_within_the_file_stays(small: Jurisdiction, tmp_path: Path) -> None:
    """A byte order mark after the first line is part of the cell, wherever a block begins."""
    path = tmp_path / "m.csv"
    path.write_text("id,kind\n\ufeffM1,violation\nM2,violation\n", "utf-8")
    assert [id for id, _ in both(small, path)] == ["\ufeffM1", "M2"]


@pytest.mark.parametrize("text", ["", "\n\n", HEAD, f"\ufeff{HEAD}\r\n"])
def test_a_file_without_rows_has_none(small: Jurisdiction, tmp_path: Path, text: str) -> None:
    """Empty, or with a header only: no matters, by rows and by columns."""
    (tmp_path / "m.csv").write_text(text)
    assert both(small, tmp_path / "m.csv") == []


def test_spaces_and_names_of_the_header(small: Jurisdiction, tmp_path: Path) -> None:
    """Spaces around names do no harm, an identifier may be called 编号, a last column nothing."""
    path = tmp_path / "m.csv"
    path.write_text(f"\ufeff 编号 , kind,item ,place, on,listed,\na,{GOOD},\nb,{GOOD},x\n")
    found = both(small, path)
    assert [id for id, _ in found] == ["a", "b"]
    assert found[0][1] is None
    assert "cell 7 ('x') stands under no header" in str(found[1][1])


@pytest.mark.parametrize("encoding", ["gb18030", "GBK", "utf-16", "utf_8"])
def test_the_encoding_can_be_chosen(
    beijing_pack: Jurisdiction, tmp_path: Path, encoding: str
) -> None:
    """What Excel writes in China is read when the encoding is said."""
    path = tmp_path / "m.csv"
    path.write_text("id,kind,place\n甲,投诉,110102013\n", encoding=encoding)
    assert both(beijing_pack, path, encoding=encoding) == [("甲", None)]


WRONG = [
    ("twice.csv", b"kind,id, kind\ntask,1,task\n", {}, "twice.csv:1: column 'kind' stands twice"),
    ("gbk.csv", "编号,类型\n".encode("gbk"), {}, "choose the encoding gb18030"),
    ("wide.csv", "id,kind\n".encode("utf-16"), {}, "choose the encoding utf-16"),
    (
        "half.csv",
        "id,kind\n1,task\n".encode("utf-16")[:-1],
        {"encoding": "utf-16"},
        "not UTF-16 text",
    ),
    ("head.csv", b'id,"kind\n1,task\n', {}, "head.csv has no header: unexpected end of data"),
    ("name.csv", b"id\n", {"encoding": "gb1830"}, "no encoding 'gb1830'; did you mean gb18030"),
    ("codec.csv", b"id\n", {"encoding": "rot13"}, "no encoding 'rot13'; one of utf-8"),
]


@pytest.mark.parametrize(("name", "data", "options", "text"), WRONG, ids=[w[0] for w in WRONG])
def test_a_file_that_cannot_be_read(
    small: Jurisdiction, tmp_path: Path, name: str, data: bytes, options: Any, text: str
) -> None:
    """The same error either way, before anything is decided."""
    (tmp_path / name).write_bytes(data)
    for way in (by_rows, by_columns):
        with pytest.raises(RecordError) as caught:
            way(small, tmp_path / name, **options)
        assert text in str(caught.value)
        assert caught.value.text("zh") != caught.value.text("en")


def test_an_option_for_another_format_is_refused(small: Jurisdiction, tmp_path: Path) -> None:
    """JSON has one encoding, and CSV no sheets."""
    for name, option in (("m.jsonl", "encoding"), ("m.csv", "sheet")):
        (tmp_path / name).write_text("")
        with pytest.raises(RecordError, match=f"{option} is for .+, not for {name}"):
            list(small.decide_many(tmp_path / name, **{option: "x"}))


def test_formulas_are_made_inert(small: Jurisdiction, tmp_path: Path) -> None:
    """With ``safe`` what a spreadsheet would run has an apostrophe before it."""
    path, out = tmp_path / "m.csv", tmp_path / "out.csv"
    path.write_text(f"{HEAD}\n=1+1,{GOOD}\n-x,{GOOD}\nm-1,{GOOD}\n")
    small.decide_file(path, out, safe=True)
    assert [line.split(",")[0] for line in out.read_text().splitlines()[1:]] == [
        '"\'=1+1"',
        '"\'-x"',
        '"m-1"',
    ]


def test_an_identifier_of_two_types_is_text(small: Jurisdiction, tmp_path: Path) -> None:
    """A number in one file and text in the next: both keep what was written."""
    import pyarrow.parquet

    for n, id in enumerate((7, "08")):
        table = pa.table({"id": [id], "kind": ["task"]})
        pyarrow.parquet.write_table(table, tmp_path / f"{n}.parquet")
    small.decide_file(str(tmp_path / "?.parquet"), tmp_path / "out.csv")
    assert [line.split(",")[0] for line in (tmp_path / "out.csv").read_text().splitlines()[1:]] == [
        '"7"',
        '"08"',
    ]
