"""Data frames decided by Spark: ``mapInArrow`` over their partitions, written by its committer.

What is run, where, and again after a loss: Spark. A task that fails is run anew on the same
rows, and only the output of the one that succeeds is committed.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

import attrs
import pyarrow as pa

from ..columns.engine import ColumnEngine
from ..columns.keep import DECIDED
from ..errors import GovrulesError
from ..errors_json import from_json, to_json
from ..files.decide import Decider, cached, kept_columns
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

# Rows a batch. Text goes to the JVM in full, so each takes some tens of megabytes there.
ROWS = 1 << 16
# What a task tells besides: the errors it met, and how much it learnt.
TOLD = FAULT, LEARNT = "_govrules_fault", "_govrules_learnt"
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
    return _mapped(jurisdiction, frame, options).drop(*TOLD)


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
        _count(*_written(mapped, _uri(folder)), counts)
        _check(counts.rows, rows, target)
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
    from pyspark.sql.types import LongType, StringType, StructType

    source = Stream("source", pa.schema([(n, pa.null()) for n in frame.columns]), None, _never)
    kept = kept_columns([source], options.keep)
    columns = columns_of(source, jurisdiction.fields, kept)
    schema = StructType([frame.schema[name] for name in kept])
    for name in (*DECIDED, FAULT):
        schema = schema.add(name, StringType())
    cache = None if options.cache is None else Path(options.cache).resolve()
    theirs = attrs.evolve(options, keep=kept, cache=cache, progress=None)
    run = _task(PackedJurisdiction.of(jurisdiction), columns, theirs)
    wanted = ["`" + n.replace("`", "``") + "`" for n in dict.fromkeys((*kept, *columns))]
    return frame.select(*wanted).mapInArrow(run, schema.add(LEARNT, LongType()))


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
        learner = jurisdiction.classes.learner
        with cached(jurisdiction, options.cache):
            for batch in in_batches(batches, options.batch_rows or ROWS):
                before = learner.learnt
                decided = engine.batch(batch.select(list(columns)))
                made = {name: batch.column(name) for name in options.keep}
                made |= {name: decided.column(name).cast(pa.string()) for name in DECIDED}
                made[FAULT] = _faults(decided.column("error"), engine)
                learnt = [learner.learnt - before] + [None] * (batch.num_rows - 1)
                made[LEARNT] = pa.array(learnt, pa.int64())
                yield pa.RecordBatch.from_pydict(made)

    return run


def _faults(errors: pa.Array, engine: ColumnEngine) -> pa.Array:
    """Each row's error as a line of JSON: its text in the result, and the error itself."""
    if errors.null_count == len(errors):
        return pa.nulls(len(errors), pa.string())
    known = engine.errors
    texts = errors.dictionary.to_pylist()
    lines = [json.dumps([text, to_json(known[text])]) for text in texts]
    coded = pa.DictionaryArray.from_arrays(errors.indices, pa.array(lines, pa.string()))
    return coded.cast(pa.string())


def _written(mapped: DataFrame, uri: str) -> tuple[DataFrame, dict[str, GovrulesError], int]:
    """Write the result; the result as written, the errors by text, and how much was learnt."""
    from pyspark.sql import Observation
    from pyspark.sql import functions as f

    seen = Observation()
    faults = f.concat_ws("\n", f.collect_set(FAULT)).alias(FAULT)
    result = mapped.observe(seen, faults, f.sum(LEARNT).alias(LEARNT)).drop(*TOLD)
    # Class codes are long, and few: in a dictionary of theirs they take next to no room.
    writer = result.write.option("parquet.dictionary.page.size", str(DICTIONARY_ROOM))
    writer.mode("overwrite").parquet(uri)
    met = {
        text: from_json(plain)
        for text, plain in map(json.loads, filter(None, seen.get[FAULT].split("\n")))
    }
    return mapped.sparkSession.read.schema(result.schema).parquet(uri), met, seen.get[LEARNT] or 0


def _count(written: DataFrame, met: dict[str, GovrulesError], learnt: int, counts: Counts) -> None:
    """Add up what stands in the result, with the errors as the workers met them."""
    counts.learnt += learnt
    for row in written.groupBy("disposition", "decision_class", "error").count().collect():
        disposition, code, error, rows = row
        if error is None:
            counts.add({code: rows}, {disposition: rows})
        else:
            counts.add({}, {}, [(met[error], rows)])
