"""Files in, files out: the rows of the table, whatever the format and however it is cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from govrules import Blueprint, GovrulesError, Jurisdiction
from govrules.errors import RecordError

pa = pytest.importorskip("pyarrow")

DECIDED = ["disposition", "lead", "owner", "decision_class", "error"]
ITEMS = ("dogs_animals_dog_fouling", "parking_obstacle", "no_such_item")
PLACES = ("110102013", "110106", "西城区/大栅栏街道", "nowhere")


@pytest.fixture(scope="module")
def matters() -> Any:
    """Three hundred matters of few kinds, some of which cannot be read."""
    rows = [
        {
            "id": str(n),
            "kind": ("violation", "complaint", "投诉|举报")[n % 3],
            "item": ITEMS[n % 7 % 3],
            "place": PLACES[n % 11 % 4],
            "note": f"row {n}",
            "on": f"202{n % 4}-0{1 + n % 9}-1{n % 9}",
            "on_power_list": (None, "true", "否")[n % 5 % 3],
        }
        for n in range(300)
    ]
    return pa.Table.from_pylist(rows)


@pytest.fixture(scope="module")
def expected(beijing_pack: Jurisdiction, matters: Any) -> list[dict[str, Any]]:
    """What one table of them gives."""
    return beijing_pack.decide_table(matters.drop_columns("note"), keep=["id"]).to_pylist()


def written(path: Path, matters: Any) -> Path:
    """The matters in a file of the format that its name says."""
    import pyarrow.csv
    import pyarrow.parquet

    if path.suffix == ".parquet":
        pyarrow.parquet.write_table(matters, path, row_group_size=64)
    elif path.suffix == ".csv":
        pyarrow.csv.write_csv(matters, path)
    else:
        with pa.ipc.new_file(str(path), matters.schema) as file:
            file.write_table(matters, max_chunksize=50)
    return path


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a decided file."""
    import pyarrow.csv
    import pyarrow.parquet

    if path.suffix == ".parquet":
        return pyarrow.parquet.read_table(path).to_pylist()
    if path.suffix == ".csv":
        options = pyarrow.csv.ConvertOptions(
            column_types={"id": pa.string()}, strings_can_be_null=True, null_values=[""]
        )
        return pyarrow.csv.read_csv(path, convert_options=options).to_pylist()
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all().to_pylist()


@pytest.mark.parametrize("source", ["m.parquet", "m.arrow", "m.csv"])
@pytest.mark.parametrize("out", ["d.parquet", "d.arrow", "d.csv"])
def test_every_format_gives_the_rows_of_the_table(
    beijing_pack: Jurisdiction, matters: Any, expected: Any, tmp_path: Path, source: str, out: str
) -> None:
    """Parquet, Arrow and CSV in, Parquet, Arrow and CSV out."""
    path = written(tmp_path / source, matters)
    summary = beijing_pack.decide_file(path, tmp_path / out, keep=["id", "note"])
    found = read(tmp_path / out)
    assert [{k: r[k] for k in ("id", *DECIDED)} for r in found] == expected
    assert [r["note"] for r in found] == matters["note"].to_pylist()
    assert (
        summary.rows
        == 300
        == summary.decided + summary.undetermined + summary.bad + summary.no_rule
    )
    assert summary.bad == sum(r["error"] is not None for r in expected) > 0


@pytest.mark.parametrize("rows", [1, 7, 64, 1000])
def test_how_it_is_cut_makes_no_difference(
    beijing_pack: Jurisdiction, matters: Any, expected: Any, tmp_path: Path, rows: int
) -> None:
    """Batches of one row, of odd sizes, and of all; several files, in the order of their names."""
    folder = tmp_path / "years"
    folder.mkdir()
    for n in range(3):
        part = matters.slice(n * 100, 100).drop_columns("note")
        written(folder / f"{n}.parquet", part)
    beijing_pack.decide_file(folder, tmp_path / "d.parquet", batch_rows=rows)
    assert read(tmp_path / "d.parquet") == expected


def test_a_stream_is_as_good_as_a_file(
    beijing_pack: Jurisdiction, matters: Any, expected: Any, tmp_path: Path
) -> None:
    """Anything that gives Arrow batches one after the other is read so."""
    plain = matters.drop_columns("note")
    reader = pa.RecordBatchReader.from_batches(plain.schema, plain.to_batches(max_chunksize=40))
    beijing_pack.decide_file(reader, tmp_path / "d.parquet")
    assert read(tmp_path / "d.parquet") == expected


def test_the_class_table_accounts_for_every_row(
    beijing_pack: Jurisdiction, matters: Any, expected: Any, tmp_path: Path
) -> None:
    """Its rows add up, each class of the file stands in it, and says what its code says."""
    path = written(tmp_path / "m.parquet", matters)
    summary = beijing_pack.decide_file(path, tmp_path / "d.parquet", keep=["id", "note"])
    assert summary.class_table is not None
    side = read(summary.class_table)
    assert sum(r["rows"] for r in side) == 300
    by_code = {r["decision_class"]: r for r in side if r["decision_class"]}
    assert set(by_code) == {r["decision_class"] for r in expected} - {None}
    for code, row in by_code.items():
        one = beijing_pack.classes[code]
        assert row["explain_en"] == one.explain("en")
        assert row["explain_zh"] == one.explain("zh")
        assert row["policies"] == beijing_pack.digest
        assert row["rules"] == [r.rule for r in one.decision().because]
    assert {r["error"] for r in side if r["error"]} == {r["error"] for r in expected} - {None}


@pytest.mark.parametrize("source", [[], ()])
def test_an_empty_list_of_sources_is_refused(
    beijing_pack: Jurisdiction, tmp_path: Path, source: Any
) -> None:
    """No file at all is a mistake that is named, and leaves nothing behind."""
    with pytest.raises(RecordError, match="the list of sources is empty") as caught:
        beijing_pack.decide_file(source, tmp_path / "d.parquet")
    assert caught.value.field == "source"
    assert "来源列表为空" in caught.value.text("zh")
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_fails_leaves_nothing(
    beijing_pack: Jurisdiction, matters: Any, tmp_path: Path
) -> None:
    """A source that breaks off costs the run: no half file, no class table, no temporary one."""
    plain = matters.drop_columns("note")

    def batches() -> Any:
        yield from plain.to_batches(max_chunksize=40)[:3]
        raise OSError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(plain.schema, batches())
    with pytest.raises(OSError, match="the disk is gone"):
        beijing_pack.decide_file(reader, tmp_path / "d.parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ids", [[[1]], [b"\xff"]], ids=["lists", "bytes"])
def test_identifiers_that_are_no_text_are_told(
    small: Jurisdiction, tmp_path: Path, ids: list[Any]
) -> None:
    """Where files of one name differ in the type of the id, what cannot be text is refused."""
    for folder, values in (("a", ["M1"]), ("b", ids)):
        (tmp_path / folder).mkdir()
        written(tmp_path / folder / "m.parquet", pa.table({"id": values, "kind": ["violation"]}))
    with pytest.raises(RecordError, match=r"'id' is .* in m.parquet, and of another"):
        small.decide_file([tmp_path / "a", tmp_path / "b"], tmp_path / "d.parquet")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("suffix", [".parquet", ".arrow", ".csv"])
def test_a_full_disk_is_an_error_of_ours(small: Jurisdiction, tmp_path: Path, suffix: str) -> None:
    """By columns as by rows the error names the file, and no class table is left beside it."""
    path = written(tmp_path / "m.parquet", pa.table({"kind": ["violation"]}))
    out = tmp_path / f"full{suffix}"
    out.symlink_to("/dev/full")
    with pytest.raises(RecordError, match="cannot be written: No space left on device"):
        small.decide_file(path, out)
    assert {p.name for p in tmp_path.iterdir()} == {"m.parquet", out.name}


def test_the_next_process_starts_with_what_was_learnt(
    shipped: Blueprint, matters: Any, expected: Any, tmp_path: Path
) -> None:
    """With a cache a new jurisdiction learns nothing of matters that were met before."""
    path = written(tmp_path / "m.parquet", matters.drop_columns("note"))
    for learns in (True, False):
        fresh = Jurisdiction(shipped)
        summary = fresh.decide_file(path, tmp_path / "d.parquet", cache=tmp_path / "cache")
        assert (summary.learnt > 0) is learns
        assert summary.notes == ()
        assert read(tmp_path / "d.parquet") == expected


WRONG = [
    ({"keep": ["nothing"]}, "there is no column 'nothing' to keep"),
    ({"keep": ["error"]}, "the column 'error' cannot be kept"),
    ({"out": "d.xml"}, "d.xml is of no format that can be written"),
    ({"out": 4}, "the decided file is a path, not int"),
    ({"out": "no/d.parquet"}, "no folder"),
    ({"out": "m.parquet"}, "is both read and written"),
    ({"source": "x.parquet"}, "x.parquet does not exist; did you mean m.parquet"),
    ({"source": "broken.parquet"}, "broken.parquet cannot be read"),
    ({"source": 7}, "cannot read matters from int"),
]


@pytest.mark.parametrize(("wrong", "text"), WRONG, ids=[t for _, t in WRONG])
def test_what_cannot_be_done_is_told_first(
    beijing_pack: Jurisdiction, matters: Any, tmp_path: Path, wrong: dict[str, Any], text: str
) -> None:
    """A wrong file, column or name is an error before anything is written."""
    written(tmp_path / "m.parquet", matters.drop_columns("note"))
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    source, out = wrong.get("source", "m.parquet"), wrong.get("out", "d.parquet")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(GovrulesError) as caught:
        beijing_pack.decide_file(
            tmp_path / source if isinstance(source, str) else source,
            tmp_path / out if isinstance(out, str) else out,
            keep=wrong.get("keep", ()),
        )
    assert text in caught.value.text("en")
    assert caught.value.text("zh") != caught.value.text("en")
    assert sorted(tmp_path.iterdir()) == before


def test_frames_of_other_libraries_come_and_go(
    beijing_pack: Jurisdiction, matters: Any, expected: Any
) -> None:
    """pandas and polars frames are decided as the Arrow table is."""
    polars = pytest.importorskip("polars")
    plain = matters.drop_columns("note")
    found = beijing_pack.decide_table(polars.from_arrow(plain), keep=["id"])
    assert found.to_pylist() == expected
    assert polars.from_arrow(found)["owner"].to_list() == [r["owner"] for r in expected]


@pytest.mark.parametrize("suffix", [".parquet", ".arrow"])
def test_what_was_learnt_before_does_not_show_in_the_file(
    tmp_path: Path, town: Any, suffix: str
) -> None:
    """Classes met in another order before are written in the same bytes."""
    rows = [
        {**town.matter(), "item": item, "on": on}
        for on in ("2021-03-01", "2019-03-01", "2017-01-01")
        for item in ("litter", "noise", "dump")
    ]
    written = []
    for order in (1, -1):
        made = Jurisdiction(town.blueprint())
        made.decide_table(pa.Table.from_pylist(rows[::order]))
        out = tmp_path / f"{order}{suffix}"
        made.decide_file(pa.Table.from_pylist(rows), out, batch_rows=4)
        written.append(out.read_bytes())
    assert written[0] == written[1]
