"""``govrules decide`` on columns: a year of matters in Parquet, a batch at a time."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from glob import has_magic
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import attrs
import click

from ..cluster.runner import Dask, Runner, Spark
from ..errors import GovrulesError, RecordError
from ..files.mapping import Mapping as Mapping_
from ..files.rows import FORMATS
from ..options import Kernel, RunnerName
from .base import Both, Option, Session
from .faults import Misuse
from .read import STDIN
from .screen import Screen
from .tally import TOLD, Tally

if TYPE_CHECKING:
    from ..files.summary import Summary
    from ..jurisdiction import Jurisdiction

__all__ = ["COLUMN_PARAMS", "Columns", "decide_columns", "needs"]

SUFFIXES = (".parquet", ".pq", ".arrow", ".feather", ".ipc", ".arrows")
# Read row by row only; a CSV file is read either way.
ROWS_ONLY = tuple(suffix for suffix in FORMATS if suffix != ".csv")

COLUMN_PARAMS = (
    Option(
        "--map",
        "mapping",
        metavar="MAP.toml",
        zh="按列：他系统的列与取值对应哪些字段，见 govrules map；其各列原样保留",
        en="columns: what the columns and values of another system mean, see govrules map; all of "
        "them are kept",
    ),
    Option(
        "--kernel",
        metavar="|".join(get_args(Kernel)),
        type=click.Choice(get_args(Kernel)),
        zh="按列：所用的内核，结果相同；缺省 numpy",
        en="columns: the kernel that gathers them; the results are the same; numpy where not given",
    ),
    Option(
        "--runner",
        metavar="|".join(get_args(RunnerName)),
        type=click.Choice(get_args(RunnerName)),
        zh="按列：在何处运行，结果相同；缺省 local，即本进程",
        en="columns: where they are decided; the results are the same; local, this process, where "
        "not given",
    ),
    Option(
        "--threads",
        metavar="N",
        type=click.IntRange(min=1),
        zh="按列：每个进程的线程数，缺省 1",
        en="columns: threads of each process; 1 where not given",
    ),
    Option(
        "--workers",
        metavar="N",
        type=click.IntRange(min=1),
        zh="dask、spark 的工作进程数",
        en="worker processes of dask or Spark",
    ),
    Option(
        "--keep",
        metavar="COLUMN",
        multiple=True,
        zh="按列时原样保留此列，可重复；id 总是保留",
        en="columns: carry this one along, may be repeated; id always is",
    ),
    Option(
        "--no-class-table",
        is_flag=True,
        zh="不写类别表 OUT.classes.parquet",
        en="write no class table OUT.classes.parquet",
    ),
    Option(
        "--no-explain",
        is_flag=True,
        zh="类别表不写成文的说明，只有规则、引用和理由各列",
        en="leave the prose out of the class table; rules, citations and reasons are columns",
    ),
    Option(
        "--no-cache",
        is_flag=True,
        zh="既不采用也不留存以往得出的认定类别",
        en="neither use nor keep the decision classes of earlier runs",
    ),
)


@attrs.frozen
class Columns:
    """The options that are for columns, as given."""

    kernel: Kernel | None = None
    runner: RunnerName | None = None
    threads: int | None = None
    workers: int | None = None
    keep: tuple[str, ...] = ()
    no_class_table: bool = False
    no_explain: bool = False
    no_cache: bool = False
    mapping: str | None = None

    def are_wanted(self, files: Iterable[str], output: str | None) -> bool:
        """Whether a kernel, a runner, the output or an input asks for columns."""
        out = Path(output or "").suffix.casefold()
        is_said = any(x is not None for x in (self.kernel, self.runner, self.mapping))
        return is_said or out in SUFFIXES or any(map(_is_columnar, files))

    def check(self, files: Iterable[str], output: str | None) -> None:
        """Raises Misuse for inputs and options that columns, or the runner, cannot do with."""
        for name in files:
            rows_only = () if self.mapping else ROWS_ONLY  # a mapping reads rows and makes columns
            if name == STDIN or Path(name).suffix.casefold() in rows_only:
                raise Misuse(
                    f"{'stdin' if name == STDIN else name} is read row by row, not in columns",
                    f"{'标准输入' if name == STDIN else name} 只能逐行读取，不能按列读取",
                    "give Parquet, Arrow or CSV; or leave --kernel and --runner out and let OUT "
                    "end in .jsonl or .csv",
                    "请给 Parquet、Arrow 或 CSV；或不用 --kernel、--runner，且 OUT 以 .jsonl 或 "
                    ".csv 结尾",
                )
        if output is None:
            raise Misuse(
                "columns are decided into a file, and -o is missing",
                "按列认定须写入文件，缺少 -o",
                "add -o decided.parquet",
                "请加 -o decided.parquet",
            )
        if self.workers is not None and self.runner in (None, "local"):
            raise Misuse(
                "--workers is for the runners dask and spark, not local",
                "--workers 只用于运行方式 dask、spark，不用于 local",
                "use --threads instead",
                "请改用 --threads",
            )
        needs(self.kernel, self.runner)

    def refuse(self) -> None:
        """Raises Misuse if one of the options is given though rows are decided one by one."""
        for field in attrs.fields(Columns):
            if getattr(self, field.name) not in (None, (), False):
                name = f"--{field.name.replace('_', '-')}"
                raise Misuse(
                    f"{name} is for columns, and these matters are decided row by row",
                    f"{name} 只用于按列认定，而这些事项将逐行认定",
                    "give Parquet or Arrow, or for CSV add --kernel numpy",
                    "请给 Parquet 或 Arrow 文件；CSV 请加 --kernel numpy",
                )

    @property
    def runner_value(self) -> Runner:
        """The runner as ``decide_file`` takes it."""
        match self.runner:
            case "dask":
                return Dask(workers=self.workers)
            case "spark":
                return Spark(workers=self.workers)
            case _:
                return "local"


def _is_columnar(name: str) -> bool:
    """Whether a file, a folder or a pattern is for columns; a pattern may also name a file."""
    path = Path(name)
    is_pattern = has_magic(name) and not path.exists()
    return path.suffix.casefold() in SUFFIXES or path.is_dir() or is_pattern


NEEDS: dict[str, tuple[tuple[str, ...], str]] = {
    "numpy": (("numpy", "pyarrow"), "columns"),
    "numba": (("numba",), "fast"),
    "local": ((), "columns"),
    "dask": (("distributed",), "dask"),
    "spark": (("pyspark",), "spark"),
}


def needs(kernel: Kernel | None = None, runner: RunnerName | None = None) -> None:
    """Raises Misuse if a library that columns, the kernel or the runner rest on is missing."""
    for name in dict.fromkeys(("numpy", kernel or "numpy", runner or "local")):
        libraries, extra = NEEDS[name]
        missing = [library for library in libraries if find_spec(library) is None]
        if missing:
            raise Misuse(
                f"columns ({name}) need {', '.join(missing)}, not installed here",
                f"按列处理（{name}）需要 {'、'.join(missing)}，尚未安装",
                f'pip install "govrules[{extra}]"',
                f'请运行 pip install "govrules[{extra}]"',
            )


def decide_columns(
    session: Session,
    files: Sequence[str],
    output: str,
    jurisdiction: str,
    columns: Columns,
    formats: Mapping[str, Any],
) -> int:
    """Decide the files into one, and say what became of them.

    Args:
        session: The language.
        files: Files, folders and patterns.
        output: The file to write.
        jurisdiction: Whose rules.
        columns: The options.
        formats: How CSV is read and written, as ``decide_file`` calls it.
    """
    _check_formats(files, output, columns, formats)
    j = session.load(jurisdiction)
    cache = session.cache_folder(columns.no_cache)
    try:
        summary = _decided(session, files, output, j, cache, columns, formats)
    except GovrulesError as error:  # no row's error is raised, but one of a file or a column is
        if not isinstance(error, RecordError) and error.field not in ("kernel", "runner"):
            raise
        hints = (_as_options(error.hint_en), _as_options(error.hint_zh))
        raise Misuse(error.en, error.zh, *hints) from error
    _tell(session, summary)
    tally = Tally(summary.decided, summary.undetermined, summary.bad, summary.no_rule)
    tally.tell(session)
    return tally.exit


def _check_formats(
    files: Sequence[str], output: str, columns: Columns, formats: Mapping[str, Any]
) -> None:
    """Raises Misuse for options of CSV where none is read or written, or not by this process."""
    reads = any(_is_csv(name) or _is_columnar(name) for name in files)
    for name, is_of_use in (("encoding", reads), ("safe", _is_csv(output))):
        if name in formats and not (is_of_use and columns.runner in (None, "local")):
            raise Misuse(
                f"--{name} is for .csv with the runner local",
                f"--{name} 只用于 .csv，且运行方式为 local",
                "leave it out",
                "请去掉",
            )


def _is_csv(name: str) -> bool:
    return Path(name).suffix.casefold() == ".csv"


def _decided(
    session: Session,
    files: Sequence[str],
    output: str,
    j: Jurisdiction,
    cache: Path | None,
    columns: Columns,
    formats: Mapping[str, Any],
) -> Summary:
    screen = Screen(sys.stderr)
    progress: Callable[[int, int | None], object] | None = None
    with ExitStack() as stack:
        if screen.is_terminal:
            from .bar import bar

            progress = stack.enter_context(bar(session, screen, j.classes))
        source = files[0] if len(files) == 1 else list(files)
        mapping = None if columns.mapping is None else Mapping_.load(columns.mapping)
        return j.decide_file(
            source,
            output,
            runner=columns.runner_value,
            kernel=columns.kernel or "numpy",
            threads=columns.threads or 1,
            keep=tuple(dict.fromkeys(("id", *columns.keep))),
            explain=not columns.no_explain,
            class_table=not columns.no_class_table,
            cache=cache,
            progress=progress,
            mapping=mapping,
            **formats,
        )


def _as_options(hint: str | None) -> str | None:
    """A hint with the arguments of Python as the options of the command line."""
    return hint and re.sub(r"\bkeep=(.+)$", lambda m: f"--keep {shlex.quote(m[1])}", hint)


# --- what became of it -----------------------------------------------------------------------


def _tell(session: Session, summary: Summary) -> None:
    """The notes, the errors by kind, and where the reasons are, on stderr."""
    for note in summary.notes:
        _line(session, ("注意：{text}", "note: {text}"), text=note.text(session.lang))
    kinds = _kinds(summary.errors)
    for first, rows, more in kinds[:TOLD]:
        head = ("错误（{n} 件）：{text}", "error (rows: {n}): {text}")
        also = ("（此类另有 {more} 种）", " (and {more} more of this kind)") if more else ("", "")
        text = first.text(session.lang) + session.say(also, more=more)
        _line(session, head, n=rows, text=" ".join(text.split("\n")))
    if len(kinds) > TOLD:
        words = ("错误：还有 {n} 类，不再逐一列出", "error: {n} more kinds, not told one by one")
        _line(session, words, n=len(kinds) - TOLD)
    if summary.bad:
        words = (
            "有误的行：{out} 的 error 列注明原因",
            "bad rows: the column error of {out} says why",
        )
        _line(session, words, out=summary.out)
    if summary.class_table is not None:
        words = ("理由：{table}，{n} 个认定类别", "reasons: {table}, decision classes: {n}")
        _line(session, words, table=summary.class_table, n=len(summary.classes))


def _line(session: Session, words: Both, **parts: object) -> None:
    click.echo(session.say(words, **parts), err=True)


def _kinds(errors: Iterable[tuple[GovrulesError, int]]) -> list[tuple[GovrulesError, int, str]]:
    """The errors by code and field: the most frequent one, the rows of all, how many others."""
    from ..files.error_counts import is_rest

    groups: dict[tuple[str, str], list[tuple[GovrulesError, int]]] = {}
    for error, rows in errors:
        key = (error.code, error.field or error.text("en"))
        groups.setdefault(key, []).append((error, rows))
    found = []
    for group in groups.values():
        group.sort(key=lambda pair: (is_rest(pair[0]), -pair[1], pair[0].text("en")))
        more = f"{len(group) - 1}{'+' if is_rest(group[-1][0]) else ''}" if group[1:] else ""
        found.append((group[0][0], sum(rows for _, rows in group), more))
    return sorted(found, key=lambda kind: (-kind[1], kind[0].text("en")))
