"""Batches: every good row is decided, in order; every bad one is reported by its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from govrules import Decision, Jurisdiction, RowError
from govrules.errors import RecordError

HEAD = "id,kind,item,place,on,listed"
GOOD = "violation,litter,110101001,2021-03-01,no"
ROWS = [
    ("a", GOOD),
    ("b", "violation,liter,110101001,2021-03-01,no"),
    ("c", GOOD),
    ("d", "violation,litter,nowhere,2021-03-01,no"),
    ("e", "violation,litter,110101001,2021-13-01,no"),
    ("f", GOOD),
]
WRONG = {
    "b": ("record_error", "'liter' is not in the list items; did you mean litter, littering?"),
    "d": ("place_error", "'nowhere'"),
    "e": ("record_error", "on is not a day: '2021-13-01'; write YYYY-MM-DD, such as 2021-03-01"),
}


def as_records() -> list[dict[str, str]]:
    return [dict(zip(HEAD.split(","), [id, *row.split(",")], strict=True)) for id, row in ROWS]


def write_csv(path: Path) -> Path:
    path.write_text("\n".join([HEAD, *(f"{id},{row}" for id, row in ROWS)]) + "\n", "utf-8")
    return path


def write_jsonl(path: Path) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in as_records()), "utf-8")
    return path


def write_xlsx(path: Path) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in [HEAD.split(","), *(list(r.values()) for r in as_records())]:
        book.worksheets[0].append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("write", "suffix", "first"),
    [(write_csv, ".csv", 2), (write_jsonl, ".jsonl", 1), (write_xlsx, ".xlsx", 2)],
)
def test_a_file_with_bad_rows(
    small: Jurisdiction, tmp_path: Path, write: Any, suffix: str, first: int
) -> None:
    """Good rows are decided and bad ones reported, each in its place and by its line."""
    path = write(tmp_path / f"matters{suffix}")
    found = list(small.decide_many(path))
    assert [r.id for r in found] == [id for id, _ in ROWS]
    for number, result in enumerate(found, first):
        if result.id not in WRONG:
            assert isinstance(result, Decision)
            assert result.disposition == "handle"
            continue
        assert isinstance(result, RowError)
        assert result.place == f"matters{suffix}:{number}"
        code, text = WRONG[str(result.id)]
        assert result.error.code == code
        assert text in result.error.text("en")


def test_a_list_with_bad_rows(small: Jurisdiction) -> None:
    """Rows of an iterable are named by their number, and what is no record is reported."""
    found = list(small.decide_many([*as_records()[:2], "not a record"]))  # type: ignore[list-item]
    assert [type(r) for r in found] == [Decision, RowError, RowError]
    assert [r.place for r in found if isinstance(r, RowError)] == ["row 2", "row 3"]
    assert found[2].error.en == "not a mapping: 'not a record'"


def test_bad_rows_may_be_taken_aside(small: Jurisdiction) -> None:
    """With ``on_error`` the bad rows go there, and only decisions are yielded."""
    aside: list[RowError] = []
    found = list(small.decide_many(as_records(), on_error=aside.append))
    assert [d.id for d in found] == ["a", "c", "f"]
    assert [e.id for e in aside] == ["b", "d", "e"]


def test_rows_are_decided_one_by_one(small: Jurisdiction) -> None:
    """An endless iterator is read no further than it is asked for."""

    def endless() -> Any:
        while True:
            yield as_records()[0]

    many = small.decide_many(endless())
    assert [next(many).id for _ in range(3)] == ["a", "a", "a"]


def test_a_row_error_as_a_record(small: Jurisdiction) -> None:
    """A row error is a record in both languages."""
    (error,) = small.decide_many([as_records()[1]])
    assert error.to_dict() == {
        "id": "b",
        "place": "row 1",
        "error": {
            "code": "record_error",
            "message_en": "'liter' is not in the list items; did you mean litter, littering?",
            "message_zh": "'liter' 不在items清单中；是否指：litter、littering？",
            "field": "item",
            "value": "liter",
            "place": None,
        },
    }


def test_a_conflict_costs_its_row_only(town: Any) -> None:
    """Two rules in conflict spoil the matters that they meet in, and no other."""
    rival = town.rule(
        "R.rival", "route", "number >= 3", {"disposition": "handle", "lead": "hotline@hotline"}
    )
    made = Jurisdiction(town.blueprint(rival))
    found = list(made.decide_many([town.matter(number=3), town.matter(kind="task")]))
    assert [type(r) for r in found] == [RowError, Decision]
    assert found[0].error.code == "conflict_error"


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("short.csv", f"{HEAD}\na,violation\n", "the row has not as many cells as the header"),
        ("long.csv", f"{HEAD}\na,{GOOD},more\n", "the row has not as many cells as the header"),
        ("bad.jsonl", '{"id": "a"\n', "not JSON"),
        ("list.jsonl", "[1, 2]\n", "not a mapping: [1, 2]"),
        ("deep.jsonl", "[" * 200_000 + "\n", "not JSON: nested too deeply"),
        ("deep.jsonl", '{"kind": ' + "[" * 200_000 + "\n", "not JSON: nested too deeply"),
        ("digits.jsonl", '{"place": ' + "1" * 5_000 + "}\n", "not JSON: Exceeds the limit"),
        (
            "twice.jsonl",
            '{"kind": "task", "kind": "complaint"}\n',
            "key 'kind' stands twice; keep one",
        ),
        ("cell.csv", f"kind\n{'x' * 140_000}\n", "not CSV: field larger than field limit (131072)"),
        ("over.csv", "kind,\ntask,more\n", "cell 2 ('more') stands under no header"),
    ],
)
def test_a_row_that_is_no_record(
    small: Jurisdiction, tmp_path: Path, name: str, content: str, text: str
) -> None:
    """A row that cannot be read at all is reported like any other bad one."""
    (tmp_path / name).write_text(content, "utf-8")
    (found,) = small.decide_many(tmp_path / name)
    assert isinstance(found, RowError)
    assert text in found.error.text("en")
    assert found.place.startswith(name)


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("none.csv", None, "none.csv does not exist; check the path"),
        ("a.txt", b"", "a.txt is of no known format; one of .csv, .jsonl, .ndjson, .xlsx"),
        ("a.xlsx", b"no book", "a.xlsx is not an Excel workbook; save it as .xlsx"),
        (
            "gbk.csv",
            "编号,类型\n甲,投诉\n".encode("gbk"),
            "gbk.csv is not UTF-8 text; "
            "if all of it is GB18030, choose the encoding gb18030; or save it as CSV UTF-8",
        ),
        (
            "utf16.csv",
            "id,kind\n1,task\n".encode("utf-16"),
            "utf16.csv is not UTF-8 text; "
            "if all of it is UTF-16, choose the encoding utf-16; or save it as CSV UTF-8",
        ),
        (
            "twice.csv",
            b"kind,id, kind\ntask,1,task\n",
            "twice.csv:1: column 'kind' stands twice; keep one",
        ),
        (
            "head.csv",
            b"x" * 140_000,
            "head.csv has no header: field larger than field limit (131072); "
            "name the columns in the first line",
        ),
    ],
)
def test_a_file_that_cannot_be_read(
    small: Jurisdiction, tmp_path: Path, name: str, content: bytes | None, text: str
) -> None:
    """A file that is not there, or of the wrong kind, is an error of the whole batch."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(RecordError) as caught:
        list(small.decide_many(str(tmp_path / name)))
    assert str(caught.value) == text
    assert caught.value.text("zh").startswith(name)


def test_spaces_and_a_byte_order_mark_do_no_harm(small: Jurisdiction, tmp_path: Path) -> None:
    """A CSV as Excel saves it, with a byte order mark and blank cells, is read."""
    path = tmp_path / "excel.csv"
    path.write_text(f"{HEAD},urgent\na,{GOOD},\n", "utf-8-sig")
    (d,) = small.decide_many(path)
    assert isinstance(d, Decision)
    assert d.id == "a"


def test_a_line_in_another_encoding_costs_itself(small: Jurisdiction, tmp_path: Path) -> None:
    """A line of GBK in a file of UTF-8 is one bad row, named by its line; all others count."""
    good = "投诉,乱扔垃圾,东区/甲街道,2021-03-01,否"
    lines = [line.encode() for line in (HEAD, f"a,{good}", f"c,{good}", f"d,{good}")]
    lines.insert(2, f"b,{good}".encode("gbk"))
    path = tmp_path / "mixed.csv"
    path.write_bytes(b"\r\n".join(lines) + b"\r\n")
    found = list(small.decide_many(path))
    assert [r.id for r in found] == ["a", "b", "c", "d"]
    assert [type(r) for r in found] == [Decision, RowError, Decision, Decision]
    assert found[1].place == "mixed.csv:3"
    assert found[1].error.text("en") == (
        "the row is not UTF-8 text; "
        "if all of it is GB18030, choose the encoding gb18030; or save it as CSV UTF-8"
    )


def test_a_monstrous_row_costs_itself(small: Jurisdiction, tmp_path: Path) -> None:
    """A row that Python's own reader gives up on ends neither the file nor the list."""
    path = tmp_path / "huge.csv"
    path.write_text(f"{HEAD}\na,{GOOD}\nb,{'x' * 200_000},,,,\nc,{GOOD}\n", "utf-8")
    found = list(small.decide_many(path))
    assert [type(r) for r in found] == [Decision, RowError, Decision]
    assert found[1].place == "huge.csv:3"
    rows = [as_records()[0], {"id": "b", "place": 10**20_000}, as_records()[2]]
    found = list(small.decide_many(rows))
    assert [type(r) for r in found] == [Decision, RowError, Decision]
    assert found[1].to_dict()["error"]["value"] == "<int>"


def test_a_byte_order_mark_costs_no_row(small: Jurisdiction, tmp_path: Path) -> None:
    """JSON lines may begin with the mark, also where two such files were joined."""
    path = tmp_path / "marked.jsonl"
    part = "\ufeff" + json.dumps(as_records()[0]) + "\n"
    path.write_text(part + part + "\ufeff\n", "utf-8")
    assert [type(r) for r in small.decide_many(path)] == [Decision, Decision]


def sheet(path: Path, *rows: Any) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def test_a_workbook_loses_no_cell(small: Jurisdiction, tmp_path: Path) -> None:
    """A cell that stands under no header is an error of its row, and not left out in silence."""
    path = sheet(
        tmp_path / "m.xlsx",
        ["id", "kind", None],
        ["a", "task", None],
        ["b", "task", "urgent"],
        ["c", "task", None, "x"],
        [None, None, None],
    )
    found = list(small.decide_many(path))
    assert [type(r) for r in found] == [Decision, RowError, RowError]
    assert [r.error.en for r in found[1:] if isinstance(r, RowError)] == [
        "cell 3 ('urgent') stands under no header",
        "cell 4 ('x') stands under no header",
    ]


def test_a_workbook_with_a_column_twice(small: Jurisdiction, tmp_path: Path) -> None:
    """Two columns of one name are an error of the file: Python would keep the last."""
    path = sheet(tmp_path / "m.xlsx", ["kind", "kind "], ["task", "complaint"])
    with pytest.raises(RecordError) as caught:
        list(small.decide_many(path))
    assert str(caught.value) == "m.xlsx:1: column 'kind' stands twice; keep one"
    assert caught.value.text("zh") == "m.xlsx:1: 列 'kind' 重复；请只留一列"


def test_columns_without_a_name_may_be_empty(small: Jurisdiction, tmp_path: Path) -> None:
    """Excel leaves empty columns at the end; they do no harm."""
    path = tmp_path / "m.csv"
    path.write_text(f"{HEAD},,\na,{GOOD},,\n", "utf-8")
    assert [r.id for r in small.decide_many(path)] == ["a"]


@pytest.mark.parametrize("source", [None, 5, {"kind": "task"}, b"matters.csv"])
def test_what_is_no_source(small: Jurisdiction, source: Any) -> None:
    """What is neither a path nor many matters is refused at once, not row by row."""
    with pytest.raises(RecordError, match="matters are a path or an iterable of mappings, not"):
        small.decide_many(source)


def test_a_place_is_said_once(small: Jurisdiction) -> None:
    """A row error names its place; its error does not, whether it was read or decided."""
    found = list(small.decide_many(["no record", as_records()[1]]))  # type: ignore[list-item]
    assert [(e.place, e.error.place) for e in found if isinstance(e, RowError)] == [
        ("row 1", None),
        ("row 2", None),
    ]
