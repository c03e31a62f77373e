"""Files decided by dask: a task a job, each job a Parquet file of the result.

A task writes its part under a name of its own and then renames it, so that one that runs twice,
because its worker was lost, leaves one part. What is run, where, and again: dask's scheduler.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ..errors import GovrulesError
from ..files.decide import Decider, decide_files
from ..files.options import FileOptions
from ..files.summary import Summary
from ..options import needed
from .jobs import (
    Counts,
    Job,
    PackedJurisdiction,
    check_types,
    checked,
    folder_for,
    jobs,
    report,
    staged,
)
from .runner import Dask

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["decide_with_dask"]


def decide_with_dask(
    jurisdiction: Decider, sources: object, out: str | Path, dask: Dask, options: FileOptions
) -> Summary:
    """Decide files into a folder of Parquet files, in the order of the input.

    Args:
        jurisdiction: What decides.
        sources: A file, a folder, a pattern or several of these, at a path that all workers see.
        out: The folder; it appears when it is whole, and must not be there before.
        dask: Which workers, and how much each task decides.
        options: How; ``progress`` is called after each task.

    Raises:
        RecordError: for a file or a column that cannot be used, before any worker starts.
        GovrulesError: if dask is not installed.
    """
    needed("runner", "dask", "dask", "distributed")
    found, kept = checked(sources, jurisdiction, options.keep)
    check_types(found, kept)
    work, target, counts = jobs(found, dask.job_rows), folder_for(out), Counts(jurisdiction)
    total = sum(job.rows or 0 for job in work) if all(j.rows is not None for j in work) else None
    cache = None if options.cache is None else Path(options.cache).resolve()
    # What is written at the end, and told as it goes, is not for the workers.
    theirs = attrs.evolve(options, keep=kept, class_table=False, cache=cache, progress=None)
    packed, workers = PackedJurisdiction.of(jurisdiction), min(dask.workers or _cores(), len(work))
    with staged(target) as folder, _client(dask.client, workers) as client:
        for part, job, told in _run(client, packed, work, folder, theirs):
            _check(part, job, counts.add_report(told))
            if options.progress is not None:
                options.progress(counts.rows, total)
        _tidy(folder, len(work))
        return counts.finish(target, options.explain, options.class_table)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _client(client: Client | None, workers: int) -> Iterator[Client]:
    """The client given, or one of a cluster that lasts as long as this."""
    from distributed import Client, LocalCluster

    if client is not None:
        yield client
        return
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address="127.0.0.1:0"
        ) as cluster,
        Client(cluster) as made,
    ):
        yield made


def _run(
    client: Client,
    packed: PackedJurisdiction,
    work: Sequence[Job],
    folder: Path,
    options: FileOptions,
) -> Iterator[tuple[Path, Job, str]]:
    """Have each job decided into its part: the part, the job and the report, when it is whole."""
    from distributed import as_completed

    # As a task, so that it can be had again when the worker that holds it is lost.
    carried = client.submit(_carried, packed, pure=False)
    tasks = {
        client.submit(_decide, carried, job, folder / _name(i), options, pure=False): i
        for i, job in enumerate(work)
    }
    try:
        for task in as_completed(tasks):
            told, number = task.result(), tasks[task]
            task.release()
            yield folder / _name(number), work[number], told
    finally:
        client.cancel(list(tasks), force=True)


def _name(number: int) -> str:
    return f"part-{number:05}.parquet"


def _carried(packed: PackedJurisdiction) -> PackedJurisdiction:
    return packed


def _decide(packed: PackedJurisdiction, job: Job, part: Path, options: FileOptions) -> str:
    """What a worker does: decide a job into a part, and report."""
    return report(decide_files(packed.unpacked(), job.path, part, options, groups=job.groups))


def _check(part: Path, job: Job, rows: int) -> None:
    """Raises GovrulesError unless the part is there with all rows of its job."""
    import pyarrow.parquet as pq

    there = pq.read_metadata(part).num_rows if part.is_file() else 0
    wanted = rows if job.rows is None else job.rows
    if not there == rows == wanted:
        raise GovrulesError(
            f"{part.name} holds {there} rows of {wanted}",
            f"{part.name} 有 {there} 行，应为 {wanted} 行",
            field="out",
            value=str(part),
            place=job.path.name,
            hint_en="do all workers see the folder of the result under one path?",
            hint_zh="请确认各工作进程以同一路径访问结果文件夹",
        )


def _tidy(folder: Path, parts: int) -> None:
    """Remove what lost workers have left half written."""
    whole = {_name(i) for i in range(parts)}
    for file in folder.iterdir():
        if file.name not in whole:
            file.unlink(missing_ok=True)
