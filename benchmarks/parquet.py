"""Parquet of strings to Parquet of decisions: the whole way, as a nightly job would run it.

All write owner and rule, snappy; govrules the decision class instead of the rule, as well as the
disposition and the errors, and beside the file the class table with the reasons of every class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from govrules import Jurisdiction
from govrules.options import Kernel

from . import data, job, measure

__all__ = ["STRINGS", "alone", "main", "write_input"]

STRINGS = ["item", "place", "kind", "assigned_to"]
ROWS = 1 << 20
VERIFIED = 20_000


def write_input(path: Path, rows: int) -> None:
    """Matters as dictionary-encoded strings, days and truth values; snappy, row groups of 2²⁰."""
    import pyarrow.parquet as pq

    writer = None
    for number, start in enumerate(range(0, rows, ROWS)):
        table = data.arrow(data.draw(min(ROWS, rows - start), seed=number), dictionary=True)
        writer = writer or pq.ParquetWriter(path, table.schema, compression="snappy")
        writer.write_table(table, row_group_size=ROWS)
    if writer is not None:
        writer.close()


def _contenders(
    j: Jurisdiction, source: Path, threads: int
) -> dict[str, tuple[Path, Callable[[], Any]]]:
    """Form → the file that it writes, and what writes it."""
    from .peers import duckdb_, polars_

    def out(name: str) -> Path:
        return source.parent / f"decided-by-{name}.parquet"

    def decided(kernel: Kernel) -> tuple[Path, Callable[[], Any]]:
        return out(kernel), lambda: j.decide_file(source, out(kernel), kernel=kernel)

    found = {name: decided(kernel) for name, kernel in measure.kernels("govrules").items()}
    if measure.versions(["duckdb"]):
        connection = duckdb_.connect(threads)
        sql = (
            f"COPY ({duckdb_.query(repr(str(source)))}) TO '{out('duckdb')}' "
            "(FORMAT parquet, COMPRESSION snappy)"
        )
        found["DuckDB COPY"] = out("duckdb"), lambda: connection.execute(sql).fetchall()
    if measure.versions(["polars"]):
        import polars as pl

        def sink() -> None:
            frame = pl.scan_parquet(source).with_columns(pl.col(STRINGS).cast(pl.String))
            polars_.plan(frame).sink_parquet(out("polars"), compression="snappy")

        found["Polars scan→sink"] = out("polars"), sink
    return found


def main(options: dict[str, Any]) -> dict[str, Any]:
    """The stage; ``only`` runs one contender alone, once, for its memory."""
    threads, rows = options["threads"], options["rows"]
    source = Path(options["folder"]) / f"matters-{rows}.parquet"
    if not source.exists():
        write_input(source, rows)
    j = job.jurisdiction()
    forms = _contenders(j, source, threads)
    work = {name: run for name, (_, run) in forms.items()}
    if only := options.get("only"):
        before = measure.peak_mb()
        took = measure.interleaved({only: work[only]}, 1, warm=0)[only][0]
        return {"peak_mb": measure.peak_mb(), "before_mb": before, "seconds": took}
    first = {
        name: measure.interleaved({name: run}, 1, warm=0)[name][0] for name, run in work.items()
    }
    outputs = {name: path for name, (path, _) in forms.items()}
    wrong = _differences(j, source, outputs)
    seconds = measure.interleaved(work, options["repetitions"], warm=0)
    side = source.parent / f"{outputs['govrules, NumPy'].stem}.classes.parquet"
    return {
        "rows": rows,
        "threads": threads,
        "first": first,
        "seconds": seconds,
        "classes": len(j.classes),
        "differences": wrong,
        "input_mb": source.stat().st_size / 1e6,
        "output_mb": {name: path.stat().st_size / 1e6 for name, path in outputs.items()},
        "side_mb": side.stat().st_size / 1e6,
    }


def alone(
    run: Callable[[dict[str, Any]], dict[str, Any]], options: dict[str, Any], found: dict[str, Any]
) -> None:
    """Each contender in a process of its own; govrules on a quarter of the rows too.

    Args:
        run: Runs the stage in a process, with its options.
        options: Those of the stage.
        found: What the stage has found; what is measured here is added.
    """
    found["alone"] = {name: run({**options, "only": name}) for name in found["seconds"]}
    fewer = {**options, "rows": options["rows"] // 4}
    found["quarter"] = {
        name: run({**fewer, "only": name})
        for name in found["seconds"]
        if name.startswith("govrules")
    }


def _differences(j: Jurisdiction, source: Path, outputs: dict[str, Path]) -> dict[str, int]:
    """Rows that differ: the first 20,000 from the plain function, then all, counted by answer.

    The peers' rows come in no certain order, so that how often each owner and rule occurs is
    compared, over the whole file.
    """
    name = "govrules, NumPy"
    mine = _counts(j, outputs[name])
    wrong = {name: _from_plain(j, source, outputs[name])}
    for other, path in outputs.items():
        if other != name:
            theirs = _counts(j, path)
            gap = sum(abs(mine.get(a, 0) - theirs.get(a, 0)) for a in {*mine, *theirs})
            wrong[other] = -(-gap // 2)
    return wrong


def _answers(j: Jurisdiction, path: Path) -> Iterator[Any]:
    """Owner and rule of each batch of a decided file, as plain strings."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = pq.ParquetFile(path)
    is_ours = "decision_class" in file.schema_arrow.names
    told = ["lead", "decision_class"] if is_ours else ["owner", "rule"]
    for batch in file.iter_batches(columns=told):
        plain = [
            c.dictionary_decode() if pa.types.is_dictionary(c.type) else c
            for c in batch.select(told).columns
        ]
        yield plain[0].cast(pa.string()), _rules(j, plain[1].cast(pa.string()))


def _rules(j: Jurisdiction, column: Any) -> Any:
    """Rules; of a class the rule that comes first among its reasons."""
    import pyarrow as pa

    coded = column.dictionary_encode()
    words = [
        w if w in job.RULES else j.classes[w].decision().because[0].rule
        for w in coded.dictionary.to_pylist()
    ]
    return pa.DictionaryArray.from_arrays(coded.indices, pa.array(words)).dictionary_decode()


def _counts(j: Jurisdiction, path: Path) -> dict[tuple[str, str], int]:
    """How many rows have each owner and rule."""
    import pyarrow as pa

    found: dict[tuple[str, str], int] = {}
    for owners, rules in _answers(j, path):
        table = pa.table({"owner": owners, "rule": rules})
        for one in table.group_by(["owner", "rule"]).aggregate([([], "count_all")]).to_pylist():
            key = (one["owner"], one["rule"])
            found[key] = found.get(key, 0) + one["count_all"]
    return found


def _from_plain(j: Jurisdiction, source: Path, path: Path) -> int:
    """How many of the first rows are not as the plain function says."""
    import pyarrow.parquet as pq

    given = next(pq.ParquetFile(source).iter_batches(VERIFIED)).to_pylist()
    owners, rules = next(_answers(j, path))
    pairs = zip(owners[: len(given)].to_pylist(), rules[: len(given)].to_pylist(), strict=True)
    expected = [job.reference({**m, "on": m["on"].isoformat()}) for m in given]
    return sum(a != b for a, b in zip(pairs, expected, strict=False))
