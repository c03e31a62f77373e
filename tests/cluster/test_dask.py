"""Deciding on dask's own scheduler and workers, some of which are killed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import govrules
import pytest
from govrules import GovrulesError, Jurisdiction
from govrules.cluster import Dask

JOB = 60
EXTRA = '"govrules[dask]"'


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """Two worker processes, each started anew when it is lost."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.fixture
def decide(beijing_pack: Jurisdiction, files: Path, out: Path, client: Any) -> Callable[..., Any]:
    """Decides the files with a task for each row group."""

    def run(source: Any = files, client: Any = client, job_rows: int = JOB, **options: Any) -> Any:
        runner = Dask(client, options.pop("workers", None), job_rows)
        return beijing_pack.decide_file(source, out, runner=runner, **options)

    return run


def test_the_result_is_that_of_one_process_in_order(
    decide: Callable[..., Any], alone: Any, beyond: Any
) -> None:
    """Rows, counts and class table are the same, each job a part, in the order of the input."""
    said: list[tuple[int, int | None]] = []
    many = decide(progress=lambda rows, total: said.append((rows, total)))
    beyond.same(alone, many, ordered=True)
    assert [p.name for p in beyond.parts(many.out)] == [f"part-{i:05}.parquet" for i in range(15)]
    assert said[-1] == (900, 900)
    assert len(said) == 15


def test_it_makes_its_own_cluster(
    decide: Callable[..., Any], alone: Any, beyond: Any, tmp_path: Path
) -> None:
    """Without a client, processes of this machine decide; what they learnt is kept."""
    many = decide(client=None, workers=1, job_rows=10_000, cache=tmp_path / "cache")
    beyond.same(alone, many, ordered=True)
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_workers_load_what_is_installed(
    files: Path, out: Path, client: Any, alone: Any, beyond: Any
) -> None:
    """A jurisdiction from ``load`` is loaded by each worker anew, and decides the same."""
    mine = govrules.load("beijing")
    many = mine.decide_file(files, out, runner=Dask(client), threads=2, batch_rows=100)
    beyond.same(alone, many, ordered=True)


def _deadly(marker: Path, when: str) -> Callable[[], None]:
    """What makes a worker kill itself at the sixth job, if none has done so before."""

    def arm() -> None:
        from govrules.cluster import dask

        real = dask.decide_files

        def die(*_: Any) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        def decide_files(j: Any, source: Any, part: Any, options: Any, **more: Any) -> Any:
            if part.name != "part-00005.parquet" or marker.exists():
                return real(j, source, part, options, **more)
            marker.touch()
            if when == "before":
                die()
            if when == "half written":
                options = attrs.evolve(options, progress=die, batch_rows=20)
            real(j, source, part, options, **more)
            return die()

        dask.decide_files = decide_files

    return arm


@pytest.mark.parametrize("when", ["before", "half written", "written"])
def test_a_worker_killed_in_a_task_costs_nothing(
    decide: Callable[..., Any], alone: Any, beyond: Any, client: Any, tmp_path: Path, when: str
) -> None:
    """Killed before its part, amid it, or before it could report it: no row is lost or doubled."""
    client.wait_for_workers(2)
    client.run(_deadly(tmp_path / "marker", when))
    many = decide()
    assert (tmp_path / "marker").exists()
    beyond.same(alone, many, ordered=True)
    assert len(list(many.out.iterdir())) == 15


def test_all_workers_killed_cost_nothing(
    decide: Callable[..., Any], alone: Any, beyond: Any, client: Any
) -> None:
    """With every worker gone, the rules that they held too, the rest is decided by new ones."""
    client.wait_for_workers(2)
    pids = list(client.run(os.getpid).values())
    assert len(pids) == 2

    def kill(rows: int, total: int | None) -> None:
        while pids:
            os.kill(pids.pop(), signal.SIGKILL)

    beyond.same(alone, decide(progress=kill), ordered=True)
    assert pids == []


def test_an_error_of_a_worker_comes_whole(
    beijing_pack: Jurisdiction,
    decide: Callable[..., Any],
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Other rules on a worker end the run with the error in both languages, and no folder."""
    from govrules.cluster import dask

    real = dask.PackedJurisdiction.of
    other = attrs.evolve(real(beijing_pack), digest="0" * 64)
    monkeypatch.setattr(dask.PackedJurisdiction, "of", lambda _: other)
    with pytest.raises(GovrulesError, match="install the same versions") as caught:
        decide()
    assert "请在各处安装相同版本" in caught.value.text("zh")
    assert not out.exists()


def test_a_bad_column_is_refused_before_any_worker_starts(
    decide: Callable[..., Any], beyond: Any, tmp_path: Path
) -> None:
    """The error is that of one process; no cluster is needed to give it."""
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    (tmp_path / "in").mkdir()
    pq.write_table(pa.table({"kind": ["help"]}), tmp_path / "in" / "a.parquet")
    pq.write_table(pa.table({"knd": ["help"]}), tmp_path / "in" / "b.parquet")
    with pytest.raises(GovrulesError, match=r"b\.parquet: the column 'knd' is no field.*mean kind"):
        decide(tmp_path / "in", client="never used")


def test_a_missing_extra_names_the_fix(
    beijing_pack: Jurisdiction, files: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the package, one line says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(GovrulesError) as caught:
        beijing_pack.decide_file(files, out, runner="dask")
    assert str(caught.value) == (
        f"the runner 'dask' needs distributed, which cannot be found; pip install {EXTRA}"
    )
    assert caught.value.text("zh") == (
        f"运行方式 'dask' 需要 distributed，但未找到；请运行 pip install {EXTRA}"
    )
