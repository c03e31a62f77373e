"""What needs no scheduler: how work is cut up and sent, and what is refused."""

from __future__ import annotations

import json
import pickle
from contextlib import suppress
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import attrs
import govrules
import pytest
from govrules import ROLES, GovrulesError, Jurisdiction
from govrules.errors import RecordError
from govrules.errors_json import KINDS

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def jobs() -> Any:
    from govrules.cluster import jobs

    return jobs


def test_a_jurisdiction_comes_out_of_a_pickle_as_it_went_in(beijing_pack: Jurisdiction) -> None:
    """The rules have the same digest, and a matter the same record."""
    made = pickle.loads(pickle.dumps(beijing_pack))
    matter = {"kind": "complaint", "place": "110109001", "on": "2023-05-23"}
    assert made.digest == beijing_pack.digest
    assert made.decide(matter).to_json() == beijing_pack.decide(matter).to_json()


def test_the_sentinels_keep_their_identity() -> None:
    """The roles of a jurisdiction, and what is unknown, are found by identity."""
    assert pickle.loads(pickle.dumps(ROLES)) is ROLES
    assert pickle.loads(pickle.dumps(govrules.UNKNOWN)) is govrules.UNKNOWN


def test_an_error_comes_out_of_a_pickle_as_it_went_in(beijing_pack: Jurisdiction) -> None:
    """An error of another process has its kind, its fields and both its texts."""
    with pytest.raises(GovrulesError) as caught:
        beijing_pack.decide(place="nowhere")
    made = pickle.loads(pickle.dumps(caught.value))
    assert type(made) is type(caught.value)
    assert (made.to_dict(), made.args) == (caught.value.to_dict(), caught.value.args)


def test_other_rules_on_a_worker_are_refused(beijing_pack: Jurisdiction, jobs: Any) -> None:
    """A worker whose library makes other rules of the same pack says so in both languages."""
    packed = attrs.evolve(jobs.PackedJurisdiction.of(beijing_pack), digest="0" * 64)
    with pytest.raises(GovrulesError) as caught:
        packed.unpacked()
    mine = beijing_pack.digest[:12]
    assert str(caught.value) == (
        f"the rules have the digest {mine} on a worker, and 000000000000 where the work was "
        "given out; install the same versions of govrules and of the packs everywhere"
    )
    assert caught.value.text("zh") == (
        f"规则摘要在工作进程上为 {mine}，在发起处为 000000000000；请在各处安装相同版本的 govrules 和规则包"
    )


def test_a_jurisdiction_is_made_once(beijing_pack: Jurisdiction, jobs: Any) -> None:
    """A second task in the same process finds what the first has learnt."""
    packed = jobs.PackedJurisdiction.of(beijing_pack)
    again = pickle.loads(pickle.dumps(packed))
    assert packed.unpacked() is again.unpacked()
    assert packed.unpacked() is not beijing_pack


def test_what_is_installed_travels_as_its_code(jobs: Any) -> None:
    """A jurisdiction from ``load`` is made of the packs of the worker; nothing of it is sent."""
    mine = govrules.load("beijing")
    packed = jobs.PackedJurisdiction.of(mine)
    assert packed.source == "beijing"
    assert len(pickle.dumps(packed)) < 500
    assert packed.unpacked().digest == mine.digest
    assert packed.unpacked() is not mine


def test_what_was_put_together_travels_whole(beijing_pack: Jurisdiction, jobs: Any) -> None:
    """Of parts, or of plug-ins that were given, there is no code by which another could load it."""
    chosen = govrules.load("beijing", plugins=govrules.Plugins(entry_points(group="govrules")))
    for made in (beijing_pack, chosen):
        packed = jobs.PackedJurisdiction.of(made)
        assert isinstance(packed.source, bytes)
        assert packed.unpacked().digest == made.digest


def test_a_pack_that_a_worker_lacks_is_named(jobs: Any) -> None:
    """The error says that it is a worker that lacks it."""
    packed = attrs.evolve(jobs.PackedJurisdiction.of(govrules.load("beijing")), source="tianjin")
    with pytest.raises(GovrulesError, match=r"^worker: no jurisdiction 'tianjin' is installed"):
        packed.unpacked()


def test_a_report_is_json_and_adds_up(beijing_pack: Jurisdiction, alone: Any, jobs: Any) -> None:
    """What a worker tells twice counts twice; errors and notes come back as they were."""
    noted = attrs.evolve(alone, notes=(RecordError("no room", "空间不足", field="cache"),))
    counts = jobs.Counts(beijing_pack)
    text = jobs.report(noted)
    assert {error["kind"] for error, _ in json.loads(text)["errors"]} <= {*KINDS}
    assert [counts.add_report(text) for _ in range(2)] == [alone.rows] * 2
    total = counts.finish(alone.out, False, False)
    assert (total.rows, total.bad) == (2 * alone.rows, 2 * alone.bad)
    assert [(e.to_dict(), n) for e, n in total.errors] == [
        (e.to_dict(), 2 * n) for e, n in alone.errors
    ]
    assert [note.text("zh") for note in total.notes] == ["空间不足"]


def test_jobs_cover_every_row_once(
    beijing_pack: Jurisdiction, files: Path, jobs: Any, tmp_path: Path
) -> None:
    """Row groups are taken in order, each once; a file without row groups is a job as well."""
    from govrules.files.read import streams

    empty = tmp_path / "empty.parquet"
    pq.ParquetWriter(empty, pa.schema([("kind", pa.string())])).close()
    found = streams([files, empty], beijing_pack.fields)
    cut = [(p.path.name, p.groups, p.rows) for p in jobs.jobs(found, 100)]
    assert cut == [
        *(
            (f"{n}.parquet", groups, rows)
            for n in range(3)
            for groups, rows in (((0, 2), 120), ((2, 4), 120), ((4, 5), 60))
        ),
        ("empty.parquet", None, 0),
    ]


def test_a_stream_cannot_be_shared_out(beijing_pack: Jurisdiction, jobs: Any) -> None:
    """What can be read only once, in one place, is refused with the way out."""
    from govrules.files.read import streams

    found = streams(pa.table({"kind": ["help"]}), beijing_pack.fields)
    with pytest.raises(GovrulesError, match=r"only files can be shared out.*write it to Parquet"):
        jobs.jobs(found, 100)


def test_a_column_of_two_types_is_refused(
    beijing_pack: Jurisdiction, jobs: Any, tmp_path: Path
) -> None:
    """A folder of results has one type a column; a dictionary of text is text."""
    from govrules.files.read import streams

    folder = tmp_path / "in"
    folder.mkdir()
    pq.write_table(pa.table({"id": [1], "kind": ["help"]}), folder / "a.parquet")
    pq.write_table(pa.table({"id": ["1"], "kind": ["help"]}), folder / "b.parquet")
    found = streams(folder, beijing_pack.fields)
    jobs.check_types(found, ["kind"])
    with pytest.raises(GovrulesError) as caught:
        jobs.check_types(found, ["id"])
    assert str(caught.value) == (
        "the column 'id' is int64 in a.parquet and string in b.parquet; write it with one type "
        "in all files"
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("full", "full is there already, and a folder is not written over; remove it"),
        ("file", "file is there already"),
        ("out.csv", "the result is a folder of Parquet files; such as 'out'"),
        ("no/out", "cannot be written: no folder"),
    ],
)
def test_a_result_takes_the_place_of_nothing(
    jobs: Any, tmp_path: Path, name: str, message: str
) -> None:
    """A folder that holds something, a file, or a name of another format is refused."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").touch()
    (tmp_path / "file").touch()
    with pytest.raises(GovrulesError, match=message):
        jobs.folder_for(tmp_path / name)


def test_a_run_that_fails_leaves_nothing(jobs: Any, tmp_path: Path) -> None:
    """The folder in which the result is made goes with the run."""
    with suppress(ZeroDivisionError), jobs.staged(tmp_path / "decided") as folder:
        (folder / "part-00000.parquet").touch()
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
