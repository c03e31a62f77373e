"""Data frames decided by Spark: ``mapInArrow`` over their partitions, written by its committer.

What is run, where, and again after a loss: Spark. A task that fails is run anew on the same
rows, and only the output of the one that succeeds is committed.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard, TypeVar

import attrs
import pyarrow as pa

from ..columns.keep import DECIDED
from ..errors import GovrulesError
from ..errors_json import from_json, to_json
from ..files.decide import Decider, cached, kept_columns
from ..files.error_counts import ErrorCounts
from ..files.options import FileOptions
from ..files.read import Stream, bad_file, columns_of, in_batches
from ..files.summary import Summary
from ..files.write import DICTIONARY_ROOM
from ..options import Kernel, needed, not_installed
from .jobs import PARQUET, Counts, PackedJurisdiction, check_types, checked, folder_for, staged
from .runner import Spark

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["decide_frame", "decide_with_spark"]

T = TypeVar("T")

# Rows a batch. Text goes to the JVM in full, so each takes some tens of megabytes there.
ROWS = 1 << 16
# What a task tells besides, in one row: its errors, counted, and how much it learnt.
TOLD = "_govrules_told"
# What Hadoop takes for a pattern in the name of a file.
MAGIC = re.compile(r"([\\\[\]{}*?])")


def decide_frame(
    jurisdiction: Decider,
    frame: DataFrame,
    *,
    kernel: Kernel = "numpy",
    keep: Sequence[str] = ("id",),
    cache: str | Path | None = None,
) -> DataFrame:
    """A Spark data frame, decided: the kept columns, then those of the decision, as text.

    Args:
        jurisdiction: What decides.
        frame: The matters, a column a field.
        kernel: ``"numba"`` with the extra ``fast``; the results are the same.
        keep: The columns to carry along; ``id`` only where there is one.
        cache: A folder in which what was learnt is kept, at a path that all workers see.

    Returns:
        A data frame, not yet worked out, to be written anywhere that Spark can write.

    Raises:
        RecordError: for a column or an option that cannot be used.
    """
    options = FileOptions(kernel=kernel, keep=keep, cache=cache)
    return _mapped(jurisdiction, frame, options).drop(TOLD)


def decide_with_spark(
    jurisdiction: Decider, sources: object, out: str | Path, spark: Spark, options: FileOptions
) -> Summary:
    """Decide Parquet files, or a data frame, into a folder of Parquet files.

    Args:
        jurisdiction: What decides.
        sources: A Parquet file, a folder, a pattern or several of these; a URI that Spark reads
            (``s3a://…``); or a Spark data frame.
        out: The folder, at a path that all workers see; it appears when it is whole, and must
            not be there before. To write elsewhere, use :func:`decide_frame`.
        spark: Which session.
        options: How; ``progress`` is called at the end, and Spark shows its own in between.

    Raises:
        RecordError: for a file or a column that cannot be used, before any worker starts.
        GovrulesError: if pyspark or Java is not installed.
    """
    # pandas, because mapInArrow asks for it.
    needed("runner", "spark", "spark", "pyspark", "pandas")
    target, found = folder_for(out), _files(sources, jurisdiction, options.keep)
    rows = sum(one.rows or 0 for one in found) if found else None
    given = spark.session or getattr(sources, "sparkSession", None)
    with staged(target) as folder, _session(given, spark.workers) as session:
        frame = sources if _is_frame(sources) else _read(session, sources, found)
        mapped, counts = _mapped(jurisdiction, frame, options), Counts(jurisdiction)
        there = _count(*_written(mapped, _uri(folder)), counts)
        for wanted in (rows, counts.rows):
            _check(there, wanted, target)
        if options.progress is not None:
            options.progress(counts.rows, rows)
        return counts.finish(target, options.explain, options.class_table)


def _is_frame(source: object) -> TypeGuard[DataFrame]:
    return hasattr(source, "mapInArrow")


def _paths(sources: object) -> list[str]:
    if isinstance(sources, str | Path):
        return [str(sources)]
    return [str(part) for part in sources] if isinstance(sources, Sequence) else []


def _files(sources: object, jurisdiction: Decider, keep: Sequence[str]) -> list[Stream]:
    """The files that a source consists of, checked; none where only Spark can tell."""
    if _is_frame(sources) or any("://" in path for path in _paths(sources)):
        return []
    found, _ = checked(sources, jurisdiction, keep)
    for one in found:
        if one.path is None or one.path.suffix.casefold() not in PARQUET:
            raise bad_file(
                one.path or one.name,
                "is not Parquet",
                "不是 Parquet",
                "write it as Parquet, or use the runner dask",
                "请写成 Parquet，或用运行方式 dask",
            )
    check_types(found)
    return found


def _check(there: int, wanted: int | None, target: Path) -> None:
    """Raises GovrulesError unless the result has as many rows as the files."""
    if wanted is not None and there != wanted:
        raise GovrulesError(
            f"the result holds {there} rows of {wanted}",
            f"结果有 {there} 行，应为 {wanted} 行",
            field="out",
            value=str(target),
            hint_en="do all workers see the files under one path?",
            hint_zh="请确认各工作进程以同一路径访问这些文件",
        )


def _read(spark: SparkSession, sources: object, found: Sequence[Stream]) -> DataFrame:
    paths = [_uri(one.path) for one in found if one.path is not None] or _paths(sources)
    # A column that a file lacks is null there, as it is where files are read one by one.
    merge = len({tuple(one.schema.names) for one in found}) != 1
    return spark.read.option("mergeSchema", str(merge)).parquet(*paths)


def _uri(path: Path) -> str:
    """The path for Spark, which may take another file system for its own."""
    return "file://" + MAGIC.sub(r"\\\1", path.absolute().as_posix())


@contextmanager
def _session(session: SparkSession | None, workers: int | None) -> Iterator[SparkSession]:
    """A session: the one given, the active one, or one that lasts as long as this."""
    from pyspark.sql import SparkSession

    if session := session or SparkSession.getActiveSession():
        yield session
        return
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        made = (
            SparkSession.builder.master(f"local[{workers or '*'},4]")  # a task is tried four times
            .appName("govrules")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
    except Exception as error:
        if "JAVA_GATEWAY" not in str(error):
            raise
        raise not_installed(
            "runner",
            "spark",
            "spark",
            "Java 17",
            hint_en="install a JDK, and set JAVA_HOME to its folder",
            hint_zh="请安装 JDK，并将 JAVA_HOME 设为其文件夹",
        ) from error
    try:
        yield made
    finally:
        made.stop()


def _mapped(jurisdiction: Decider, frame: DataFrame, options: FileOptions) -> DataFrame:
    """The data frame decided, with the columns ``TOLD`` besides."""
    from pyspark.sql.types import StringType, StructType

    source = Stream("source", pa.schema([(n, pa.null()) for n in frame.columns]), None, _never)
    kept = kept_columns([source], options.keep)
    columns = columns_of(source, jurisdiction.fields, kept)
    schema = StructType([frame.schema[name] for name in kept])
    for name in (*DECIDED, TOLD):
        schema = schema.add(name, StringType())
    cache = None if options.cache is None else Path(options.cache).resolve()
    theirs = attrs.evolve(options, keep=kept, cache=cache, progress=None)
    run = _task(PackedJurisdiction.of(jurisdiction), columns, theirs)
    wanted = ["`" + n.replace("`", "``") + "`" for n in dict.fromkeys((*kept, *columns))]
    return frame.select(*wanted).mapInArrow(run, schema)


def _never(columns: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
    raise NotImplementedError("Spark reads")


def _task(
    packed: PackedJurisdiction, columns: Sequence[str], options: FileOptions
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What a worker does with the batches of a partition."""

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        try:
            jurisdiction = packed.unpacked()
        except GovrulesError as error:  # Spark passes on the text alone
            raise RuntimeError(f"{error.text('en')} / {error.text('zh')}") from error
        engine = jurisdiction.columns(kernel=options.kernel, threads=options.threads)
        learner, errors = jurisdiction.classes.learner, ErrorCounts()
        before = learner.learnt
        with cached(jurisdiction, options.cache):
            for batch, is_last in _to_the_last(in_batches(batches, options.batch_rows or ROWS)):
                decided = engine.batch(batch.select(list(columns)))
                errors.add_column(decided.column("error"), engine.errors)
                made = {name: batch.column(name) for name in options.keep}
                made |= {name: decided.column(name).cast(pa.string()) for name in DECIDED}
                told = [_told(errors, learner.learnt - before)] if is_last else []
                made[TOLD] = pa.array(told + [None] * (batch.num_rows - len(told)), pa.string())
                yield pa.RecordBatch.from_pydict(made)

    return run


def _to_the_last(items: Iterator[T]) -> Iterator[tuple[T, bool]]:
    """Each item, and whether it is the last."""
    for item in items:
        for after in items:
            yield item, False
            item = after
        yield item, True


def _told(errors: ErrorCounts, learnt: int) -> str:
    counted = [(to_json(error), rows) for error, rows in errors.errors()]
    return json.dumps({"errors": counted, "learnt": learnt})


def _written(mapped: DataFrame, uri: str) -> tuple[DataFrame, list[str]]:
    """Write the result; the result as written, and what each task that counts has told."""
    from pyspark.sql import Observation
    from pyspark.sql import functions as f

    seen = Observation()
    told = f.concat_ws("\n", f.collect_list(TOLD)).alias(TOLD)
    result = mapped.observe(seen, told).drop(TOLD)
    # Class codes are long, and few: in a dictionary of theirs they take next to no room.
    writer = result.write.option("parquet.dictionary.page.size", str(DICTIONARY_ROOM))
    writer.mode("overwrite").parquet(uri)
    there = mapped.sparkSession.read.schema(result.schema).parquet(uri)
    return there, list(filter(None, seen.get[TOLD].split("\n")))


def _count(written: DataFrame, told: Iterable[str], counts: Counts) -> int:
    """Add up what stands in the result, and the errors as the tasks told them; rows there are."""
    for one in map(json.loads, told):
        errors = [(from_json(error), rows) for error, rows in one["errors"]]
        counts.add({}, {}, errors, learnt=one["learnt"])
    there = 0
    for disposition, code, rows in (
        written.groupBy("disposition", "decision_class").count().collect()
    ):
        there += rows
        if code is not None:  # else the rows that have an error
            counts.add({code: rows}, {disposition: rows})
    return there
