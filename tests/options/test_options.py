"""A wrong value of an option is one error with the values that can be used, and never passed over."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from govrules import GovrulesError, Jurisdiction
from govrules.cluster import Dask, Spark
from govrules.cluster.runner import as_runner
from govrules.errors import RecordError
from govrules.options import as_count, check_word, needed

Call = Callable[..., object]
COUNTS = [0, -1, True, None, 1.5, "2", float("nan")]


@pytest.fixture
def table() -> Any:
    pa = pytest.importorskip("pyarrow")
    return pa.table({"id": [1], "kind": ["help"], "note": ["x"]})


@pytest.fixture(params=["table", "file", "columns"])
def decide(request: Any, beijing_pack: Jurisdiction, table: Any, tmp_path: Path) -> Call:
    """Each way in by columns."""
    source, out = table.drop_columns(["note"]), tmp_path / "out.parquet"

    def decide_table(**options: Any) -> object:
        return beijing_pack.decide_table(source, **options)

    def decide_file(**options: Any) -> object:
        try:
            return beijing_pack.decide_file(source, out, **options)
        finally:
            assert list(tmp_path.iterdir()) == []

    ways = {"table": decide_table, "file": decide_file, "columns": beijing_pack.columns}
    return ways[request.param]


@pytest.mark.parametrize("value", ["dask", "Numba", "", None, 1, ["numpy"]])
def test_a_kernel_that_there_is_not(decide: Call, value: Any) -> None:
    """Any other kernel is refused, of whatever type, and a runner's name is no kernel."""
    with pytest.raises(RecordError, match=r"^no kernel .*; one of numpy, numba$") as caught:
        decide(kernel=value)
    assert caught.value.text("zh").endswith("；可用：numpy、numba")
    assert caught.value.field == "kernel"


@pytest.mark.parametrize("value", COUNTS)
def test_threads_that_are_no_number(decide: Call, value: Any) -> None:
    """Threads are a whole number, 1 or more; nothing else is rounded or passed over."""
    with pytest.raises(RecordError, match=r"threads cannot be .*; give a whole number, 1 or more"):
        decide(threads=value)


@pytest.mark.parametrize("value", ["numba", "Dask", "", None, 2, Dask, Spark])
def test_a_runner_that_there_is_not(beijing_pack: Jurisdiction, value: Any, tmp_path: Path) -> None:
    """Any other runner is refused before a source is looked at; a class is no runner either."""
    with pytest.raises(RecordError, match=r"^no runner .*; one of local, dask, spark$") as caught:
        beijing_pack.decide_file("nowhere.parquet", tmp_path / "out", runner=value)
    assert caught.value.text("zh").endswith("；可用：local、dask、spark")


@pytest.mark.parametrize("runner", ["local", "dask", "spark"])
@pytest.mark.parametrize(
    ("name", "value"), [("kernel", "dask"), ("threads", 0), ("batch_rows", 0), ("keep", "id")]
)
def test_every_runner_refuses_alike(
    beijing_pack: Jurisdiction, runner: Any, name: str, value: Any, tmp_path: Path
) -> None:
    """What one runner refuses, all do, before anything is started."""
    options: dict[str, Any] = {name: value}
    with pytest.raises(RecordError) as caught:
        beijing_pack.decide_file("nowhere.parquet", tmp_path / "out", runner=runner, **options)
    assert caught.value.field == name


@pytest.mark.parametrize("value", [v for v in COUNTS if v is not None])
def test_rows_and_workers_that_are_no_number(value: Any) -> None:
    """The counts that a runner takes are checked as it is made."""
    attempts: list[Callable[[], object]] = [
        lambda: Dask(workers=value),
        lambda: Dask(job_rows=value),
        lambda: Spark(workers=value),
    ]
    for attempt in attempts:
        with pytest.raises(RecordError, match="give a whole number, 1 or more"):
            attempt()


@pytest.mark.parametrize(
    ("keep", "message"),
    [
        (["nte"], "there is no column 'nte' to keep; it has id, kind, note"),
        (["note", "owner"], "the column 'owner' cannot be kept: the decision has one of that name"),
        ([5], "there is no column 5 to keep; it has id, kind, note"),
        ("note", r"keep takes a list of columns, not the text 'note'; write keep=\['note'\]"),
    ],
)
def test_a_column_that_cannot_be_kept(
    beijing_pack: Jurisdiction, table: Any, keep: Any, message: str, tmp_path: Path
) -> None:
    """In a table and in a file alike, it is one error with the columns that there are."""
    with pytest.raises(RecordError, match=message):
        beijing_pack.decide_table(table, keep=keep)
    with pytest.raises(RecordError, match=message):
        beijing_pack.decide_file(table, tmp_path / "out.parquet", keep=keep)


def test_an_empty_table_is_checked_as_well(beijing_pack: Jurisdiction, table: Any) -> None:
    """Without a row, a column that is not there is refused all the same."""
    with pytest.raises(RecordError, match="there is no column 'nte' to keep"):
        beijing_pack.decide_table(table.slice(0, 0), keep=["nte"])


@pytest.mark.parametrize("value", ["numba", "class", None, 0])
def test_an_engine_that_there_is_not(beijing_pack: Jurisdiction, value: Any) -> None:
    """One matter is decided by one of two engines; no other word is taken for one of them."""
    with pytest.raises(RecordError, match=r"^no engine .*; one of classes, reference$"):
        beijing_pack.decide(kind="help", engine=value)


def test_numbers_of_any_library_count() -> None:
    """A whole number of NumPy's is one, and comes out as Python's own."""
    assert type(as_count("threads", np.int64(4))) is int
    assert as_count("threads", np.int64(4)) == 4


def test_the_words_are_taken() -> None:
    """Each word of each option passes, and each runner's name means that runner."""
    for option, words in {
        "engine": ("classes", "reference"),
        "kernel": ("numpy", "numba"),
        "runner": ("local", "dask", "spark"),
    }.items():
        for word in words:
            check_word(option, word)  # type: ignore[arg-type]
    assert [as_runner(name) for name in ("local", "dask", "spark")] == ["local", Dask(), Spark()]
    assert as_runner(Dask(workers=3)) == Dask(workers=3)


def test_a_kernel_that_is_not_installed(
    beijing_pack: Jurisdiction, table: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Numba, asking for it is an error of ours that says what to install."""
    monkeypatch.setitem(sys.modules, "numba", None)
    with pytest.raises(GovrulesError) as caught:
        beijing_pack.decide_table(table.select(["kind"]), kernel="numba")
    assert str(caught.value) == (
        "the kernel 'numba' needs numba, which cannot be found; pip install \"govrules[fast]\""
    )
    assert caught.value.text("zh") == (
        "内核 'numba' 需要 numba，但未找到；请运行 pip install \"govrules[fast]\""
    )


def test_what_is_missing_is_named_together() -> None:
    """Of several modules all that are missing are named."""
    needed("runner", "spark", "spark", "sys")
    with pytest.raises(GovrulesError, match=r"needs no_one and nobody, which cannot be found"):
        needed("runner", "spark", "spark", "no_one", "sys", "nobody")
