"""Matters in: files, standard input, the demo of a pack, or one matter on the command line."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from inspect import getmodule
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import GovrulesError
from ..files.csv_file import open_csv
from ..files.rows import FORMATS, Row, RowError, json_rows, parsed, read_rows
from .faults import Misuse, no_file

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction
    from ..plugins import Plugins

__all__ = ["STDIN", "Reading", "check_files", "count_rows", "demo_matters", "one_matter"]

STDIN = "-"
_NUMBERED = re.compile(r"(.+):(\d+)")


@attrs.frozen
class Reading:
    """How files are read, as given: the encoding of those in CSV, the sheet of workbooks."""

    encoding: str | None = None
    sheet: str | None = None

    def check(self, files: Iterable[str]) -> None:
        """Raises Misuse for an option that none of the files has a use for."""
        suffixes = {Path(name).suffix.casefold() for name in files}
        for option, value, suffix in (
            ("--encoding", self.encoding, ".csv"),
            ("--sheet", self.sheet, ".xlsx"),
        ):
            if value is not None and suffix not in suffixes:
                raise Misuse(
                    f"{option} is for {suffix}, and no such file is given",
                    f"{option} 只用于 {suffix}，而未给出此类文件",
                    "leave it out",
                    "请去掉",
                )

    def rows(self, path: str | Path) -> Iterator[Row | RowError]:
        """The rows of a file, or of standard input (JSON lines) for ``-``."""
        if path == STDIN:
            return json_rows(sys.stdin.buffer, "stdin")
        suffix = Path(path).suffix.casefold()
        return read_rows(
            path,
            encoding=self.encoding if suffix == ".csv" else None,
            sheet=self.sheet if suffix == ".xlsx" else None,
        )


def check_files(paths: Iterable[str], j: Jurisdiction, reading: Reading) -> None:
    """Look at every file before any row is decided: is it there, can its header be read.

    Raises:
        Misuse: naming the file, or the column that is no field.
        RecordError: naming the file that cannot be read, or the column that stands twice.
    """
    for name in paths:
        if name == STDIN:
            continue
        path = Path(name)
        if not path.is_file():
            beside = path.parent.glob("*") if path.parent.is_dir() else ()
            raise no_file(name, sorted(str(p) for p in beside if p.suffix.casefold() in FORMATS))
        first = next(reading.rows(path), None)
        header: Iterable[str] = ()
        if path.suffix.casefold() == ".csv":
            with open_csv(path, reading.encoding or "utf-8") as opened:
                header = filter(None, opened.header)
        elif path.suffix.casefold() == ".xlsx" and isinstance(first, Row):
            header = first.record
        _check_header(path.name, header, j)


def _check_header(name: str, header: Iterable[str], j: Jurisdiction) -> None:
    from ..rules import read_facts

    for column in header:
        try:
            read_facts({column: None}, j.fields, day_field=j.rules.day_field)
        except GovrulesError as error:
            raise Misuse(
                f"{name}:1: column {column!r} is no field of a matter",
                f"{name}:1: 列 {column!r} 不是事项的字段",
                error.hint_en or "rename or remove it",
                error.hint_zh or "请改名或删去",
            ) from None


def count_rows(paths: Iterable[str]) -> int | None:
    """How many rows the files have, nearly; ``None`` where that cannot be told at once."""
    total = 0
    for name in paths:
        if name == STDIN or Path(name).suffix.casefold() == ".xlsx":
            return None
        with Path(name).open("rb") as file:
            total += sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
    return total


def demo_matters(id: str, plugins: Plugins) -> list[Row]:
    """The matters that a pack shows: ``demo.jsonl`` beside the plug-in that offers it.

    Args:
        id: The jurisdiction.
        plugins: The plug-ins of this run.

    Raises:
        NotFoundError: if there is no such jurisdiction.
        Misuse: if its pack has no demo.
    """
    offered = plugins.jurisdictions()
    if id not in offered:
        plugins.blueprint(id)  # says what there is
    module = getmodule(offered[id])
    package = getattr(module, "__package__", None)
    source = files(package) / "demo.jsonl" if package else None
    if source is None or not source.is_file():
        raise Misuse(
            f"{id} has no demo", f"{id} 没有演示", "try govrules explain", "请用 govrules explain"
        )
    found = json_rows(source.read_bytes().splitlines(), "demo")
    return [row for row in found if isinstance(row, Row)]


def one_matter(words: tuple[str, ...], id: str, plugins: Plugins) -> Mapping[str, Any]:
    """The matter that the command line gives.

    Args:
        words: JSON text, a file with one record, ``file:line``, ``demo:3``, ``-``, or
            ``field=value`` pairs.
        id: The jurisdiction, whose demo is meant.
        plugins: The plug-ins of this run, one of which offers it.

    Raises:
        Misuse: if it is none of these.
        RecordError: if it is, but cannot be read.
    """
    text = words[0] if len(words) == 1 else ""
    if text == STDIN:
        return _json(sys.stdin.buffer.read(), "stdin")
    if text.lstrip().startswith(("{", "[")):
        return _json(text.encode(errors="surrogateescape"), "MATTER")
    if text and Path(text).is_file():
        return _in_file(text, None)
    numbered = _NUMBERED.fullmatch(text)
    if numbered and numbered[1] == "demo":
        return _pick(demo_matters(id, plugins), "demo", int(numbered[2]))
    if numbered and Path(numbered[1]).is_file():
        return _in_file(numbered[1], int(numbered[2]))
    if all("=" in word for word in words):
        return _pairs(words)
    if text and Path(text.partition(":")[0]).suffix.casefold() in (*FORMATS, ".json"):
        raise no_file(text.partition(":")[0])
    wrong = next(word for word in words if "=" not in word)
    raise Misuse(
        f"MATTER cannot be read: {wrong!r}",
        f"MATTER 读不懂：{wrong!r}",
        "give JSON, a file, file:line, demo:1, or field=value pairs",
        "请给 JSON、文件、文件:行号、demo:1 或 字段=值",
    )


def _json(text: bytes, place: str) -> Mapping[str, Any]:
    try:
        return parsed(text)
    except GovrulesError as error:
        raise error.at(place) from None


def _pairs(words: Iterable[str]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for word in words:
        field, _, value = word.partition("=")
        if field.strip() in record:
            raise Misuse(
                f"{field} is given twice", f"{field} 给出了两次", "give it once", "只给一次"
            )
        record[field.strip()] = value
    return record


def _in_file(name: str, line: int | None) -> Mapping[str, Any]:
    path = Path(name)
    if path.suffix.casefold() == ".json":
        return _json(path.read_bytes(), path.name)
    return _pick(read_rows(path), path.name, line)


def _pick(rows: Iterable[Row | RowError], name: str, line: int | None) -> Mapping[str, Any]:
    """The record on that line; without a line, the only one."""
    found = list(rows)
    if line is not None:
        place = f"{name}:{line}"
        found = [row for row in found if row.place == place]
        if not found:
            raise Misuse(
                f"{name} has no matter on line {line}",
                f"{name} 第 {line} 行没有事项",
                "check the number",
                "请检查行号",
            )
    if len(found) != 1:
        raise Misuse(
            f"{name} holds {len(found)} matters",
            f"{name} 有 {len(found)} 件事项",
            f"name one by its line: {name}:2",
            f"请指明行号：{name}:2",
        )
    if isinstance(found[0], RowError):
        raise found[0].error.at(found[0].place)
    return found[0].record
