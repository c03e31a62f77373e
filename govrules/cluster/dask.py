"""Files decided by dask: a task a piece, each piece a Parquet file of the result.

A task writes its part under a name of its own and then renames it, so that one that runs twice,
because its worker was lost, leaves one part. What is run, where, and again: dask's scheduler.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from ..columns.engine import BATCH
from ..columns.kernel import Engine
from ..errors import GovrulesError
from ..files.decide import Decider, Progress, decide_files
from ..files.summary import Summary
from .jobs import Cargo, Piece, Tally, check_types, checked, folder_for, missing, pieces, staged

__all__ = ["PIECE", "decide_with_dask"]

PIECE = 2 * BATCH
"""Rows a task: a second or so of work, so that handing it out costs little."""


def decide_with_dask(
    jurisdiction: Decider,
    sources: Any,
    out: str | Path,
    *,
    engine: Literal["dask"] = "dask",
    client: Any = None,
    workers: int | None = None,
    kernel: Engine = "numpy",
    keep: Sequence[str] = ("id",),
    piece_rows: int = PIECE,
    batch_rows: int = BATCH,
    explain: bool = True,
    class_table: bool = True,
    cache: str | Path | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Decide files into a folder of Parquet files, in the order of the input.

    Options that are not named here are those of :func:`.files.decide_files`.

    Args:
        jurisdiction: What decides.
        sources: A file, a folder, a pattern or several of these, at a path that all workers see.
        out: The folder; it appears when it is whole, and must not be there before.
        engine: ``"dask"``.
        client: A ``distributed.Client``; a cluster of processes on this machine where not given.
        workers: How many processes that has; as many as there are processors where not given.
        kernel: ``"numba"`` with the extra ``fast``; the results are the same.
        piece_rows: About how many rows a task decides; at least a row group of a Parquet file,
            and all of a file of another format.
        progress: Called after each task.

    Raises:
        RecordError: for a file or a column that cannot be used, before any worker starts.
        GovrulesError: if dask is not installed.
    """
    _needed()
    found, kept = checked(sources, jurisdiction, keep)
    check_types(found, kept)
    work, target, tally = pieces(found, piece_rows), folder_for(out), Tally(jurisdiction)
    total = sum(p.rows or 0 for p in work) if all(p.rows is not None for p in work) else None
    folder = None if cache is None else Path(cache).resolve()
    options = {
        "engine": kernel,
        "keep": kept,
        "batch_rows": batch_rows,
        "class_table": False,
        "cache": folder,
    }
    with staged(target) as made, _client(client, min(workers or _cores(), len(work))) as given:
        for one in _run(given, Cargo.of(jurisdiction), work, made, options):
            tally.add(one.classes, one.dispositions, one.errors, learnt=one.learnt, notes=one.notes)
            if progress is not None:
                progress(tally.rows, total)
        return tally.finish(target, explain, class_table)


def _needed() -> None:
    try:
        import distributed  # noqa: F401 - only whether it is there
    except ImportError:
        raise missing("dask", "distributed") from None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _client(client: Any, workers: int) -> Iterator[Any]:
    """The client given, or one of a cluster that lasts as long as this."""
    from distributed import Client, LocalCluster

    if client is not None:
        yield client
        return
    options = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    with LocalCluster(**options) as cluster, Client(cluster) as made:
        yield made


def _run(
    client: Any, cargo: Cargo, work: Sequence[Piece], folder: Path, options: dict[str, Any]
) -> Iterator[Summary]:
    """Have each piece decided into its part; what became of it, as soon as the part is whole."""
    from distributed import as_completed

    # As a task, so that it can be had again when the worker that holds it is lost.
    carried = client.submit(_carried, cargo, pure=False)
    tasks = {
        client.submit(_decide, carried, piece, folder / _name(i), options, pure=False): i
        for i, piece in enumerate(work)
    }
    try:
        for task in as_completed(tasks):
            summary, number = task.result(), tasks[task]
            task.release()
            _check(folder / _name(number), work[number], summary)
            yield summary
    finally:
        client.cancel(list(tasks), force=True)
    _tidy(folder, len(work))


def _name(number: int) -> str:
    return f"part-{number:05}.parquet"


def _carried(cargo: Cargo) -> Cargo:
    return cargo


def _decide(cargo: Cargo, piece: Piece, part: Path, options: dict[str, Any]) -> Summary:
    """What a worker does: a piece into a part."""
    return decide_files(cargo.unpacked(), piece.path, part, groups=piece.groups, **options)


def _check(part: Path, piece: Piece, summary: Summary) -> None:
    """Raises GovrulesError unless the part is there with all rows of its piece."""
    import pyarrow.parquet as pq

    there = pq.read_metadata(part).num_rows if part.is_file() else 0
    wanted = summary.rows if piece.rows is None else piece.rows
    if not there == summary.rows == wanted:
        raise GovrulesError(
            f"{part.name} holds {there} rows of {wanted}",
            f"{part.name} 有 {there} 行，应为 {wanted} 行",
            field="out",
            value=str(part),
            place=piece.path.name,
            hint_en="do all workers see the folder of the result under one path?",
            hint_zh="请确认各工作进程以同一路径访问结果文件夹",
        )


def _tidy(folder: Path, parts: int) -> None:
    """Remove what lost workers have left half written."""
    whole = {_name(i) for i in range(parts)}
    for file in folder.iterdir():
        if file.name not in whole:
            file.unlink(missing_ok=True)
