"""As many different errors as rows: counted whole, told in a bounded number of texts."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import Any

import pytest
from govrules import Jurisdiction
from govrules.errors import PlaceError, RecordError, text_of
from govrules.errors_json import from_json, to_json
from govrules.files.error_counts import MOST_TEXTS, ErrorCounts, is_rest

pa = pytest.importorskip("pyarrow")

ROWS = int(os.environ.get("GOVRULES_BAD", "4000"))


def bad(number: int) -> RecordError:
    kind, field = (PlaceError, "place") if number % 3 == 0 else (RecordError, "item")
    return kind(f"no such thing: {number:07}", f"没有：{number:07}", field=field)


def counted(numbers: list[int]) -> ErrorCounts:
    counts = ErrorCounts()
    for number in numbers:
        counts.add(bad(number), 2)
    return counts


def told(counts: ErrorCounts) -> list[tuple[str, int]]:
    return [(text_of(error), rows) for error, rows in counts.errors()]


def test_the_first_texts_are_kept_and_the_rest_by_kind() -> None:
    """No more than a thousand texts, then one for each code and field; no row is left out."""
    counts = counted(list(range(5000)))
    found = counts.errors()
    assert len(found) == MOST_TEXTS + 2
    assert sum(rows for _, rows in found) == counts.rows == 10_000
    assert [(e.en, e.zh, is_rest(e)) for e, _ in found[-2:]] == [
        ("further errors of place", "字段 place 的其余错误", True),
        ("further errors of item", "字段 item 的其余错误", True),
    ]


def test_the_order_and_the_pieces_make_no_difference() -> None:
    """Shuffled, and counted by two workers whose reports are put together: the same."""
    numbers = list(range(5000))
    expected = told(counted(numbers))
    Random(1).shuffle(numbers)
    assert told(counted(numbers)) == expected
    together = ErrorCounts()
    for part in (numbers[:2100], numbers[2100:]):
        for error, rows in counted(part).errors():
            together.add(from_json(to_json(error)), rows)
    assert told(together) == expected


def test_few_errors_are_all_told() -> None:
    """Below the bound each text has its rows, and none stands for others."""
    found = counted([1, 2, 1]).errors()
    assert [(e.en, rows) for e, rows in found] == [
        ("no such thing: 0000001", 4),
        ("no such thing: 0000002", 2),
    ]


@pytest.mark.parametrize(
    ("source", "out"), [("m.parquet", "d.arrow"), ("m.csv", "d.parquet"), ("short.csv", "d.csv")]
)
def test_a_file_of_different_bad_values(
    small: Jurisdiction, tmp_path: Path, source: str, out: str
) -> None:
    """Each row has its own error in the result, the summary a bounded number; no row is lost."""
    import pyarrow.csv
    import pyarrow.parquet

    names = ["id", "kind", "item", "place", "on"]
    rows = [[f"M{n}", "violation", f"none{n}", "110101001", "2021-03-01"] for n in range(ROWS)]
    if source == "m.parquet":
        table = pa.table(dict(zip(names, zip(*rows, strict=True), strict=True)))
        pyarrow.parquet.write_table(table, tmp_path / source)
    else:
        more = [f"more {n}" for n in range(ROWS)] if source == "short.csv" else [""] * ROWS
        head = ",".join(names) + ",\n"  # a column without a name, under which nothing may stand
        text = "".join(",".join((*row, m)) + "\n" for row, m in zip(rows, more, strict=True))
        (tmp_path / source).write_text(head + text, "utf-8")
    summary = small.decide_file(tmp_path / source, tmp_path / out, batch_rows=ROWS // 8)
    assert (summary.rows, summary.bad) == (ROWS, ROWS)
    assert len(summary.errors) == MOST_TEXTS + 1
    assert sum(n for _, n in summary.errors) == ROWS
    found = read(tmp_path / out)
    assert found["id"] == [row[0] for row in rows]
    words = ("stands under no header", "more ") if source == "short.csv" else ("item", "none")
    assert all(words[0] in e and f"{words[1]}{n}'" in e for n, e in enumerate(found["error"]))


def read(path: Path) -> dict[str, list[Any]]:
    import pyarrow.csv
    import pyarrow.parquet

    if path.suffix == ".parquet":
        return pyarrow.parquet.read_table(path).to_pydict()
    if path.suffix == ".csv":
        return pyarrow.csv.read_csv(path).to_pydict()
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all().to_pydict()
