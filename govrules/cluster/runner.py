"""Where files are decided: in this process, under dask, or under Spark.

A name alone has the runner on this machine, with what suits it; a value says more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, assert_never

import attrs

from ..errors import RecordError
from ..options import RunnerName, as_count, check_word

if TYPE_CHECKING:
    from distributed import Client
    from pyspark.sql import SparkSession

__all__ = ["JOB_ROWS", "Dask", "Runner", "Spark", "as_runner", "only_local"]

JOB_ROWS = 1 << 21
"""Rows a job of dask's: a second or so of work, so that handing it out costs little."""


@attrs.frozen
class Dask:
    """Decide files under dask.

    Args:
        client: A ``distributed.Client``; a cluster of processes on this machine where not given.
        workers: How many processes that has; as many as there are processors where not given.
        job_rows: About how many rows a task decides; at least a row group of a Parquet file, and
            all of a file of another format.

    Raises:
        RecordError: for workers or rows below 1.
    """

    client: Client | None = None
    workers: int | None = None
    job_rows: int = JOB_ROWS

    def __attrs_post_init__(self) -> None:
        if self.workers is not None:
            as_count("workers", self.workers)
        as_count("job_rows", self.job_rows)


@attrs.frozen
class Spark:
    """Decide files under Spark.

    Args:
        session: A ``SparkSession``; where not given, the active one, else one of this machine.
        workers: How many tasks that runs at once; one a processor where not given.

    Raises:
        RecordError: for workers below 1.
    """

    session: SparkSession | None = None
    workers: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.workers is not None:
            as_count("workers", self.workers)


Runner: TypeAlias = RunnerName | Dask | Spark
"""Where files are decided: a name, or a value that says more."""


def as_runner(runner: Runner) -> Literal["local"] | Dask | Spark:
    """The runner that a name or a value means.

    Raises:
        RecordError: for anything else.
    """
    if isinstance(runner, Dask | Spark):
        return runner
    check_word("runner", runner)
    match runner:
        case "local":
            return "local"
        case "dask":
            return Dask()
        case "spark":
            return Spark()
        case _:
            assert_never(runner)


def only_local(runner: Runner, **given: object) -> None:
    """Raises RecordError for an option that only the runner local has a use for."""
    for option, value in given.items() if isinstance(runner, Dask | Spark) else ():
        if value is not None:
            raise RecordError(
                f"{option} is for the runner local",
                f"{option} 只用于运行方式 local",
                field=option,
                value=value,
                hint_en="leave it out",
                hint_zh="请去掉",
            )
