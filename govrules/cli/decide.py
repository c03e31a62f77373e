"""``govrules decide``: the matters of files, one by one; columns go to ``decide_columns``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from ..errors import GovrulesError, RecordError
from ..files.rows import RowError
from ..rules.facts import said_id
from ..rules.to_come import as_today
from ..whole_file import write_whole, writing
from .base import Argument, Option, Session, command, jurisdiction_option
from .decide_columns import COLUMN_PARAMS, Columns, decide_columns
from .faults import Misuse
from .read import STDIN, Reading, check_files, count_rows
from .screen import Screen
from .show import Rows, error_text, helped
from .tally import TOLD, Tally
from .write import BookWriter, CsvWriter, JsonWriter, Writer, bad_row

if TYPE_CHECKING:
    from ..decision.decision import Decision
    from ..jurisdiction import Jurisdiction

__all__ = ["PARAMS", "decide", "decide_files"]

FORMATS = ("jsonl", "csv", "table")
# What the output may be called, and the form that it then has.
FORM_OF = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".txt": "table", ".xlsx": "xlsx"}
LINES = (".jsonl", ".ndjson")
# Half a character, which UTF-8 does not have, is written as JSON writes it: \ud800.
ODD = "backslashreplace"
# From so many rows on a progress bar is worth its place.
LONG = 2000
# So many rows are laid out at once in a table.
BATCH = 200


PARAMS = (
    Argument(
        "files",
        nargs=-1,
        required=True,
        metavar="FILE",
        zh="事项文件：.jsonl、.csv、.xlsx；- 为标准输入（每行一个 JSON）；"
        "按列：.parquet、.arrow、文件夹、通配符",
        en="matters: .jsonl, .csv, .xlsx; - for JSON lines on standard input; in columns: "
        ".parquet, .arrow, a folder, a pattern",
    ),
    Option(
        "-o",
        "--output",
        metavar="OUT",
        zh="写入此文件，而非标准输出：.jsonl、.csv、.xlsx、.txt（表格）",
        en="write here, not to stdout: .jsonl, .csv, .xlsx, .txt (table)",
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
    Option(
        "--safe",
        is_flag=True,
        zh="CSV 中会被表格软件当作公式的单元格，前加撇号",
        en="in CSV, put an apostrophe before what a spreadsheet would take for a formula",
    ),
    Option(
        "--encoding",
        metavar="NAME",
        zh="CSV 输入的编码，如 gb18030；缺省 utf-8",
        en="the encoding of CSV input, such as gb18030; utf-8 where not given",
    ),
    Option(
        "--sheet",
        metavar="NAME",
        zh="所读的工作表；只有一个工作表有内容时可不给",
        en="the sheet to read; may be left out where only one holds anything",
    ),
    Option(
        "--today",
        metavar="DAY",
        zh="今日；日期晚于今日的事项照常认定，并附提示。缺省不比较：本程序不看时钟",
        en="what day it is: matters of later days are decided with a note; not compared where not "
        "given, for no clock is read",
    ),
    *COLUMN_PARAMS,
)


@command(
    "decide",
    about=(
        "逐件认定文件中的事项：归谁办理，依据何在",
        "decide the matters of files: who acts, under which article",
    ),
    more=(
        "每行一件，列名（键）是字段的代码或中文名，如 kind、item、place、on "
        "或 类型、事项、地点、日期；未填即未知。有误的行逐一报告，在输出中仍占一行，"
        "其余照常认定。\n"
        "FILE 为 Parquet、Arrow、文件夹或加引号的通配符，OUT 为 .parquet、.arrow，"
        "或给出 --kernel、--runner 时，按列认定：文件再大内存也不增；OUT 有处置、承办、认定类别"
        "三列，各类别的理由在类别表 OUT.classes.parquet 中。得出的类别留存于缓存"
        "（GOVRULES_CACHE 所指，否则用户的缓存文件夹），下次更快。",
        "One matter a row; columns are fields by code or Chinese name (kind, item, place, on …); "
        "what is left out is unknown. A bad row is reported and keeps its row in the output; "
        "all others are decided.\n"
        "Where FILE is Parquet, Arrow, a folder or a quoted pattern, OUT is .parquet or .arrow, or "
        "--kernel or --runner is given, columns are decided: in flat memory at any size, with "
        "disposition, owner and decision class in OUT and the reasons of each class in the "
        "class table OUT.classes.parquet. The classes are kept in a cache (where GOVRULES_CACHE "
        "says, else in the user's cache folder), so that the next run is faster.",
    ),
    examples=(
        ("govrules decide matters.jsonl", ("在终端上显示表格", "a table on the terminal")),
        ("govrules decide matters.csv -o decided.xlsx", ("写成 Excel 工作簿", "into a workbook")),
        ("govrules decide matters.csv -o decided.csv --bom", ("供 Excel 打开", "for Excel")),
        (
            "govrules decide matters.csv --errors bad.jsonl --format jsonl",
            ("有误的行另存，以便更正", "bad rows kept apart, to be corrected"),
        ),
        (
            "govrules decide year.parquet -o decided.parquet --keep place",
            ("一年的事项，按列认定", "a year of matters, in columns"),
        ),
        (
            "govrules decide 'months/*.parquet' -o decided.parquet --threads 4",
            ("若干文件合为一个", "several files into one"),
        ),
    ),
    exits=True,
    params=PARAMS,
)
def decide(session: Session, **given: Any) -> int:
    """Decide every row of every file, in order."""
    return decide_files(session, **given)


def decide_files(
    session: Session,
    files: Sequence[str],
    output: str | None,
    format_: str | None,
    jurisdiction: str,
    errors: str | None,
    bom: bool,
    safe: bool,
    encoding: str | None,
    sheet: str | None,
    today: str | None,
    **more: Any,
) -> int:
    """Decide every row of every file; the arguments are those of the command.

    Raises:
        Misuse: for options and files that do not go together.
    """
    columns, reading = Columns(**more), Reading(encoding, sheet)
    if columns.are_wanted(files, output):
        columns.check(files, output)
        _refuse_rows(format_, errors, bom, sheet)
        formats = {"encoding": encoding, "safe": safe, "today": today}
        given = {name: value for name, value in formats.items() if value}
        return decide_columns(session, files, output or "", jurisdiction, columns, given)
    columns.refuse()
    form = _form(format_, output, errors)
    _only_csv(form, {"--bom": bom, "--safe": safe})
    _check_outputs(files, output, errors)
    reading.check(files)
    j = session.load(jurisdiction)
    check_files(files, j, reading)
    day = _day(j, today)
    tally = Tally()
    with ExitStack() as stack:
        bad = _opened(stack, errors, False) if errors else None
        writer = _writer(form, output, bom, safe, session, j, stack)
        for at, result, record in _progress(_results(files, j, reading, day), files, form, stack):
            _count(tally, result, j)
            writer.write(at, result, record)
            if isinstance(result, RowError):
                _tell(session, result, tally.bad, errors)
                if bad is not None:
                    bad.write(bad_row(result, record) + "\n")
    tally.tell(session)
    return tally.exit


def _only_csv(form: str, given: Mapping[str, bool]) -> None:
    """Raises Misuse for an option that is for CSV where something else is written."""
    for name, value in given.items():
        if value and form != "csv":
            raise Misuse(
                f"{name} is for csv, not {form}",
                f"{name} 只用于 csv，不用于 {form}",
                "add --format csv",
                "请加 --format csv",
            )


def _refuse_rows(format_: str | None, errors: str | None, bom: bool, sheet: str | None) -> None:
    """Raises Misuse for an option that columns have no use for."""
    uses = (
        ("--format", format_, "OUT's ending gives the form", "格式依 OUT 的后缀"),
        (
            "--errors",
            errors,
            "the column error of OUT tells of bad rows",
            "OUT 的 error 列注明原因",
        ),
        ("--bom", bom, "leave it out", "请去掉"),
        ("--sheet", sheet, "leave it out", "请去掉"),
    )
    for name, value, en, zh in uses:
        if value:
            raise Misuse(
                f"{name} is for rows decided one by one, not for columns",
                f"{name} 只用于逐行认定，不用于按列认定",
                en,
                zh,
            )


def _count(tally: Tally, result: Decision | RowError, j: Jurisdiction) -> None:
    if isinstance(result, RowError):
        tally.bad += 1
    elif result.disposition == j.layout.no_rule:
        tally.no_rule += 1
    elif result.disposition in j.layout.open:
        tally.undetermined += 1
    else:
        tally.decided += 1


Result = tuple[str, "Decision | RowError", Mapping[str, Any] | None]


def _day(j: Jurisdiction, today: str | None) -> date | None:
    """What day it is, if that is said; raises Misuse."""
    try:
        return None if today is None else as_today(today, j.fields[j.rules.day_field])
    except RecordError as error:
        raise Misuse(error.en, error.zh, error.hint_en, error.hint_zh) from error


def _results(
    files: Sequence[str], j: Jurisdiction, reading: Reading, today: date | None
) -> Iterator[Result]:
    for name in files:
        for row in reading.rows(name):
            if isinstance(row, RowError):
                yield row.place, row, None
                continue
            result: Decision | RowError
            try:
                result = j.decide(row.record, today=today)
            except GovrulesError as error:
                result = RowError(row.place, said_id(row.record), helped(error, j))
            yield row.place, result, row.record


def _form(given: str | None, output: str | None, errors: str | None) -> str:
    """The form of the output.

    Raises:
        Misuse: for an ending that says none, or another than is given.
    """
    if errors is not None and Path(errors).suffix.casefold() not in LINES:
        raise Misuse(
            f"--errors writes JSON lines, and {errors} is not called so",
            f"--errors 写出每行一个 JSON，与文件名 {errors} 不符",
            "let it end in .jsonl",
            "请以 .jsonl 结尾",
        )
    if output is None:
        return given or ("table" if Screen().is_terminal else "jsonl")
    form = FORM_OF.get(Path(output).suffix.casefold())
    if given is not None and form == "xlsx":
        raise Misuse(
            f"{output} is a workbook, and --format says {given}",
            f"{output} 是工作簿，而 --format 为 {given}",
            "leave --format out, or name the output otherwise",
            "请去掉 --format，或更改输出文件名",
        )
    form = given or form
    if form is None:
        raise Misuse(
            f"{output}: its ending does not say what to write",
            f"{output}：后缀未说明写成何种格式",
            f"one of {', '.join(FORM_OF)}, .parquet, .arrow",
            f"可用：{'、'.join(FORM_OF)}、.parquet、.arrow",
        )
    return form


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
            sys.stdout.reconfigure(encoding="utf-8", errors=ODD)
        sys.stdout.write("\ufeff" if bom else "")
        return sys.stdout
    beside = stack.enter_context(write_whole(name))
    return stack.enter_context(_text(name, beside, "utf-8-sig" if bom else "utf-8"))


@contextmanager
def _text(name: str, beside: Path, encoding: str) -> Iterator[TextIO]:
    """The file to be written, open for text."""
    with writing(name), beside.open("w", encoding=encoding, errors=ODD, newline="") as file:
        yield file


def _writer(
    form: str,
    output: str | None,
    bom: bool,
    safe: bool,
    session: Session,
    j: Jurisdiction,
    stack: ExitStack,
) -> Writer:
    if form == "xlsx":
        beside = stack.enter_context(write_whole(output or ""))
        return stack.enter_context(BookWriter(beside, j, session.lang))
    out = _opened(stack, output, bom)
    if form == "jsonl":
        return JsonWriter(out)
    if form == "csv":
        return CsvWriter(out, j, session.lang, safe)
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
