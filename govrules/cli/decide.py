"""``govrules decide``: the matters of files, decided one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import attrs
import click

from ..engines.rows import RowError
from ..errors import GovrulesError
from .base import Argument, Exit, Option, Session, command, jurisdiction_option
from .faults import Misuse
from .read import STDIN, check_files, count_rows, rows_of
from .screen import Screen
from .show import Rows, error_text, helped
from .write import CsvWriter, JsonWriter, Writer, bad_row

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction
    from ..rules import Decision

__all__ = ["decide"]

FORMATS = ("jsonl", "csv", "table")
# So many bad rows are told one by one; the others are only counted.
TOLD = 20
# From so many rows on a progress bar is worth its place.
LONG = 2000
# So many rows are laid out at once in a table.
BATCH = 200


@attrs.define
class Tally:
    """How many rows came out how."""

    decided: int = 0
    undetermined: int = 0
    bad: int = 0

    def count(self, result: Decision | RowError, open_: tuple[str, str]) -> None:
        """Count one row; ``open_`` are the dispositions that leave a matter open."""
        if isinstance(result, RowError):
            self.bad += 1
        elif result.disposition in open_:
            self.undetermined += 1
        else:
            self.decided += 1

    @property
    def exit(self) -> Exit:
        """The exit code that it amounts to."""
        return Exit.BAD if self.bad else Exit.OPEN if self.undetermined else Exit.DONE


PARAMS = (
    Argument(
        "files",
        nargs=-1,
        required=True,
        metavar="FILE",
        zh="事项文件：.jsonl、.csv 或 .xlsx；- 为标准输入（每行一个 JSON）",
        en="matters: .jsonl, .csv or .xlsx; - for JSON lines on standard input",
    ),
    Option(
        "-o",
        "--output",
        metavar="OUT",
        zh="写入此文件，而非标准输出",
        en="write here, not to stdout",
    ),
    Option(
        "--format",
        "format_",
        metavar="|".join(FORMATS),
        type=click.Choice(FORMATS),
        zh="输出格式；缺省依 OUT 的后缀，否则终端上为 table，管道中为 jsonl",
        en="the form of the output; else by OUT's ending; else table on a terminal, jsonl if piped",
    ),
    jurisdiction_option(),
    Option(
        "--errors",
        metavar="FILE",
        zh="另将有误的行连同原文写入此文件（jsonl）",
        en="also write the bad rows here, with what they said (jsonl)",
    ),
    Option(
        "--bom",
        is_flag=True,
        zh="CSV 以 UTF-8 BOM 开头，供 Excel 打开",
        en="begin a CSV with the UTF-8 mark that Excel wants",
    ),
)


@command(
    "decide",
    about=(
        "逐件判定文件中的事项：归谁办理，依据何在",
        "decide the matters of files: who acts, under which article",
    ),
    more=(
        "每行一件，列名（键）是字段的代码或中文名，如 kind、item、place、on "
        "或 类型、事项、地点、日期；未填即未知。有误的行逐一报告，在输出中仍占一行，其余照常判定。",
        "One matter a row; columns are fields by code or Chinese name (kind, item, place, on …); "
        "what is left out is unknown. A bad row is reported and keeps its row in the output; "
        "all others are decided.",
    ),
    examples=(
        ("govrules decide matters.jsonl", ("在终端上显示表格", "a table on the terminal")),
        ("govrules decide matters.csv -o decided.csv --bom", ("供 Excel 打开", "for Excel")),
        (
            "govrules decide matters.csv --errors bad.jsonl --format jsonl",
            ("有误的行另存，以便更正", "bad rows kept apart, to be corrected"),
        ),
    ),
    exits=True,
    params=PARAMS,
)
def decide(
    session: Session,
    files: Sequence[str],
    output: str | None,
    format_: str | None,
    jurisdiction: str,
    errors: str | None,
    bom: bool,
) -> int:
    """Decide every row of every file, in order."""
    form = format_ or _form(output)
    if bom and form != "csv":
        raise Misuse(
            f"--bom is for csv, not {form}",
            f"--bom 只用于 csv，不用于 {form}",
            "add --format csv",
            "请加 --format csv",
        )
    _check_outputs(files, output, errors)
    j = session.load(jurisdiction)
    check_files(files, j)
    tally = Tally()
    with ExitStack() as stack:
        out = _opened(stack, output, bom)
        bad = _opened(stack, errors, False) if errors else None
        writer = _writer(form, out, session, j, stack)
        for at, result, record in _progress(_results(files, j), files, form, stack):
            tally.count(result, (j.layout.undetermined, j.layout.adjudicate))
            writer.write(at, result, record)
            if isinstance(result, RowError):
                _tell(session, result, tally.bad, errors)
                if bad is not None:
                    bad.write(bad_row(result, record) + "\n")
    words = (
        "共 {n} 件：已决定 {d}，待查明或提请裁决 {u}，有误 {b}",
        "{n} matters: {d} decided, {u} undetermined or to be adjudicated, {b} bad",
    )
    n = tally.decided + tally.undetermined + tally.bad
    click.echo(
        session.say(words, n=n, d=tally.decided, u=tally.undetermined, b=tally.bad), err=True
    )
    return tally.exit


Result = tuple[str, "Decision | RowError", Mapping[str, Any] | None]


def _results(files: Sequence[str], j: Jurisdiction) -> Iterator[Result]:
    for name in files:
        for row in rows_of(name):
            if isinstance(row, RowError):
                said = row.error.value if isinstance(row.error.value, Mapping) else {}
                yield row.place, attrs.evolve(row, id=row.id or said.get("id")), None
                continue
            result: Decision | RowError
            try:
                result = j.decide(row.record)
            except GovrulesError as error:
                id = row.record.get("id")
                result = RowError(row.place, None if id is None else str(id), helped(error, j))
            yield row.place, result, row.record


def _form(output: str | None) -> str:
    if output is None:
        return "table" if Screen().is_terminal else "jsonl"
    suffix = Path(output).suffix.casefold()
    return {".csv": "csv", ".txt": "table"}.get(suffix, "jsonl")


def _check_outputs(files: Sequence[str], *outputs: str | None) -> None:
    """An output must not be one of the inputs, nor another output."""
    seen = {Path(f).resolve() for f in files if f != STDIN}
    for name in filter(None, outputs):
        path = Path(name)
        if path.resolve() in seen:
            raise Misuse(
                f"{name} is both read and written, or written twice",
                f"{name} 既读又写，或被写两次",
                "give another name",
                "请换一个名字",
            )
        if not path.parent.is_dir():
            raise Misuse(
                f"no folder {str(path.parent)!r}",
                f"没有文件夹 {str(path.parent)!r}",
                "make it first",
                "请先建立",
            )
        seen.add(path.resolve())


def _opened(stack: ExitStack, name: str | None, bom: bool) -> TextIO:
    if name is None:
        if isinstance(sys.stdout, TextIOWrapper):  # whatever the terminal speaks, files are UTF-8
            sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write("\ufeff" if bom else "")
        return sys.stdout
    encoding = "utf-8-sig" if bom else "utf-8"
    return stack.enter_context(Path(name).open("w", encoding=encoding, newline=""))


def _writer(form: str, out: TextIO, session: Session, j: Jurisdiction, stack: ExitStack) -> Writer:
    if form == "jsonl":
        return JsonWriter(out)
    if form == "csv":
        return CsvWriter(out, j, session.lang)
    writer = TableWriter(Rows(Screen(out), session, j))
    stack.callback(writer.flush)
    return writer


class TableWriter:
    """Lays rows out in batches, so that long files need no more memory than short ones."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._waiting: list[tuple[str, Decision | RowError]] = []
        self._count = 0

    def write(self, at: str, result: Decision | RowError, record: Mapping[str, Any] | None) -> None:
        """Take one row."""
        self._count += 1
        self._waiting.append((str(self._count), result))
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        self._rows.write(self._waiting)
        self._waiting = []


def _progress(
    results: Iterator[Result], files: Sequence[str], form: str, stack: ExitStack
) -> Iterator[Result]:
    """The same results, with a bar on stderr if the files are long and a person looks on."""
    screen = Screen(sys.stderr)
    total = count_rows(files) if screen.is_terminal and form != "table" else 0
    if total is not None and total < LONG:
        return results
    from rich.progress import Progress

    bar = stack.enter_context(Progress(console=screen.console, transient=True))
    return iter(bar.track(results, total=total, description=""))


def _tell(session: Session, bad: RowError, number: int, errors: str | None) -> None:
    if number <= TOLD:
        head = session.say(("错误：", "error: "))
        click.echo(head + " ".join(error_text(bad, session.lang).split("\n")), err=True)
    elif number == TOLD + 1:
        words = ("错误：还有更多，不再逐一列出", "error: there are more, not told one by one")
        hint = (
            ("；用 --errors FILE 保存", "; keep them with --errors FILE")
            if not errors
            else ("", "")
        )
        click.echo(session.say(words) + session.say(hint), err=True)
