"""Deciding on Spark's own scheduler and Python workers, one of which is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from govrules import GovrulesError, Jurisdiction
from govrules.cluster import Spark

pytestmark = [
    # Arrow alone is used, of which no version of pandas makes a difference.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """Two tasks at a time; one that fails is tried four times."""
    sql = pytest.importorskip("pyspark.sql")
    pytest.importorskip("pandas")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("no Java")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = sql.SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false")
    made = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    yield made
    made.stop()


@pytest.fixture
def decide(beijing_pack: Jurisdiction, files: Path, out: Path, session: Any) -> Callable[..., Any]:
    """Decides the files in the session."""

    def run(source: Any = files, **options: Any) -> Any:
        return beijing_pack.decide_file(source, out, runner=Spark(session), **options)

    return run


def test_the_result_is_that_of_one_process(
    decide: Callable[..., Any], alone: Any, beyond: Any, tmp_path: Path
) -> None:
    """Rows, counts and class table are the same; what was learnt is kept."""
    many = decide(cache=tmp_path / "cache")
    beyond.same(alone, many, ordered=False)
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_data_frame_is_decided_as_the_files_are(
    decide: Callable[..., Any], files: Path, alone: Any, beyond: Any, session: Any
) -> None:
    """A frame of the user's, of several partitions, gives the same."""
    frame = session.createDataFrame(
        [
            {**row, "channel": row.get("channel")}
            for path in beyond.parts(files)
            for row in beyond.rows(path)
        ],
        "id long, kind string, item string, place string, on string, channel string",
    )
    beyond.same(alone, decide(frame.repartition(3)), ordered=False)


def test_a_uri_is_read_by_spark(
    decide: Callable[..., Any], files: Path, alone: Any, beyond: Any
) -> None:
    """A source with a scheme is Spark's to read; here too a column may be absent from a file."""
    folder = str(files).replace("[", "\\[").replace("]", "\\]")
    beyond.same(alone, decide(f"file://{folder}/*.parquet"), ordered=False)


def test_a_frame_may_be_written_by_the_user(
    beijing_pack: Jurisdiction, files: Path, alone: Any, beyond: Any, session: Any
) -> None:
    """The decided frame has the columns of a decided file, and its rows."""
    from govrules.cluster.spark import decide_frame

    frame = session.createDataFrame(
        beyond.rows(files / "1.parquet"),
        "id long, kind string, item string, place string, on string, channel string",
    )
    decided = decide_frame(beijing_pack, frame)
    wanted = beyond.rows(alone.out)
    assert decided.columns == list(wanted[0])
    found = sorted((row.asDict() for row in decided.collect()), key=lambda row: row["id"])
    assert found == wanted[300:600]


def test_different_errors_are_counted_by_kind_in_the_end(
    decide: Callable[..., Any], session: Any, out: Path
) -> None:
    """More wrong words than are kept: the first by their text, the others together, none lost."""
    from govrules.files.error_counts import MOST_TEXTS

    rows = 3 * MOST_TEXTS
    frame = session.range(rows).selectExpr("id", "concat('none', id) as item")
    found = decide(frame.repartition(2), batch_rows=700, class_table=False)
    assert (found.rows, found.bad) == (rows, rows)
    assert len(found.errors) == MOST_TEXTS + 1
    assert sum(n for _, n in found.errors) == rows
    texts = session.read.parquet(str(out)).select("error").distinct()
    assert texts.count() == rows


def _deadly(task: Callable[..., Any], marker: Path) -> Callable[..., Any]:
    """The same task, but its first worker kills itself after some of its output."""

    def made(*args: Any) -> Callable[[Any], Iterator[Any]]:
        run = task(*args)

        def dying(batches: Any) -> Iterator[Any]:
            for number, batch in enumerate(run(batches)):
                yield batch
                if number == 1 and not marker.exists():
                    marker.touch()
                    os.kill(os.getpid(), signal.SIGKILL)

        return dying

    return made


def test_a_worker_killed_in_mid_run_costs_nothing(
    decide: Callable[..., Any],
    alone: Any,
    beyond: Any,
    session: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Killed after it gave out some rows: its task is run again, none is lost or doubled."""
    from govrules.cluster import spark

    monkeypatch.setattr(spark, "_task", _deadly(spark._task, tmp_path / "marker"))
    many = decide(batch_rows=50)
    assert (tmp_path / "marker").exists()
    beyond.same(alone, many, ordered=False)


def test_other_rules_on_a_worker_end_the_run(
    beijing_pack: Jurisdiction,
    decide: Callable[..., Any],
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Spark's error holds ours in both languages, and nothing is left behind."""
    from govrules.cluster import spark

    real = spark.PackedJurisdiction.of
    other = attrs.evolve(real(beijing_pack), digest="0" * 64)
    monkeypatch.setattr(spark.PackedJurisdiction, "of", lambda _: other)
    with pytest.raises(Exception, match=r"install the same versions.*请在各处安装相同版本"):
        decide()
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "column", "message"),
    [
        ("a.parquet", "knd", "a.parquet: the column 'knd' is no field of a matter; did you mean"),
        ("a.csv", "kind", "a.csv is not Parquet; write it as Parquet, or use the runner dask"),
    ],
)
def test_a_bad_file_is_refused_before_any_session(
    beijing_pack: Jurisdiction, out: Path, tmp_path: Path, name: str, column: str, message: str
) -> None:
    """A column that is no field, or another format, is refused before Java is started."""
    pytest.importorskip("pyspark")
    pytest.importorskip("pandas")
    csv, pq = pytest.importorskip("pyarrow.csv"), pytest.importorskip("pyarrow.parquet")
    table = pytest.importorskip("pyarrow").table({column: ["help"]})
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / name
    csv.write_csv(table, path) if path.suffix == ".csv" else pq.write_table(table, path)
    with pytest.raises(GovrulesError, match=message):
        beijing_pack.decide_file(path, out, runner=Spark("never used"))


def test_a_bad_column_of_a_frame_is_refused(decide: Callable[..., Any], session: Any) -> None:
    """A frame is checked before it is worked out."""
    with pytest.raises(GovrulesError, match=r"the column 'knd' is no field.*did you mean kind"):
        decide(session.createDataFrame([("help",)], "knd string"))


def test_a_missing_extra_names_the_fix(
    beijing_pack: Jurisdiction, files: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the package, one line says what to install."""
    pytest.importorskip("pyspark")
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(GovrulesError) as caught:
        beijing_pack.decide_file(files, out, runner="spark")
    assert str(caught.value) == (
        "the runner 'spark' needs pandas, which cannot be found; pip install \"govrules[spark]\""
    )
    assert '请运行 pip install "govrules[spark]"' in caught.value.text("zh")


def test_a_missing_java_names_the_fix(files: Path, out: Path) -> None:
    """Without Java, one line says what to install, and nothing is left behind."""
    pytest.importorskip("pyspark")
    pytest.importorskip("pandas")
    code = (
        "import sys, govrules\n"
        "try: govrules.load('beijing').decide_file(sys.argv[1], sys.argv[2], runner='spark')\n"
        "except govrules.GovrulesError as error: print(error.text('en'), error.text('zh'))"
    )
    env = {**os.environ, "JAVA_HOME": str(out / "no-java"), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code, files, out],
        env=env,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    assert done.stdout == (
        "the runner 'spark' needs Java 17, which cannot be found; install a JDK, and set "
        "JAVA_HOME to its folder 运行方式 'spark' 需要 Java 17，但未找到；请安装 JDK，并将 JAVA_HOME "
        "设为其文件夹\n"
    )
