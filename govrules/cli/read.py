"""Matters in: files, standard input, the demo of a pack, or one matter on the command line."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from inspect import getmodule
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..engines.rows import FORMATS, Row, RowError, read_rows
from ..errors import GovrulesError, RecordError
from .faults import Misuse, no_file

if TYPE_CHECKING:
    from ..jurisdiction import Jurisdiction

__all__ = ["STDIN", "check_files", "count_rows", "demo_matters", "one_matter", "rows_of"]

STDIN = "-"
_NUMBERED = re.compile(r"(.+):(\d+)")


def rows_of(path: str) -> Iterator[Row | RowError]:
    """The rows of a file, or of standard input (JSON lines) for ``-``."""
    if path == STDIN:
        return _lines(sys.stdin.buffer, "stdin")
    return read_rows(path)


def _lines(lines: Iterable[bytes], name: str) -> Iterator[Row | RowError]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            record = json.loads(line.decode("utf-8-sig"))
        except ValueError as error:
            yield _bad(place, line, f"not JSON: {error}", f"不是 JSON：{error}")
            continue
        if isinstance(record, Mapping):
            yield Row(place, record)
        else:
            yield _bad(
                place, record, f"not a mapping: {record!r}"[:120], f"不是记录：{record!r}"[:120]
            )


def _bad(place: str, value: Any, en: str, zh: str) -> RowError:
    return RowError(
        place,
        None,
        RecordError(
            en,
            zh,
            value=value,
            place=place,
            hint_en="one matter a row, by field",
            hint_zh="每行一件，按字段给出",
        ),
    )


def check_files(paths: Iterable[str], j: Jurisdiction) -> None:
    """Look at every file before any row is decided: is it there, can its header be read.

    Raises:
        Misuse: naming the file, or the column that is no field.
    """
    for name in paths:
        if name == STDIN:
            continue
        path = Path(name)
        if not path.is_file():
            beside = path.parent.glob("*") if path.parent.is_dir() else ()
            raise no_file(name, sorted(str(p) for p in beside if p.suffix.casefold() in FORMATS))
        suffix = path.suffix.casefold()
        try:
            first = next(iter(read_rows(path)), None)
        except UnicodeDecodeError:
            first = None
        header = _header(path) if suffix == ".csv" else ()
        if suffix == ".xlsx" and isinstance(first, Row):
            header = tuple(first.record)
        _check_header(path.name, header, j)


def _header(path: Path) -> tuple[str, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(next(csv.reader(file), ()))


def _check_header(name: str, header: Iterable[str], j: Jurisdiction) -> None:
    from ..rules import read_facts

    seen: set[str] = set()
    for column in header:
        if column in seen:
            raise Misuse(
                f"{name}:1: column {column!r} stands twice",
                f"{name}:1: 列 {column!r} 重复",
                "keep one",
                "请只留一列",
            )
        seen.add(column)
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


def demo_matters(id: str) -> list[Row]:
    """The matters that a pack shows: ``demo.jsonl`` beside the plug-in that offers it.

    Raises:
        NotFoundError: if there is no such jurisdiction.
        Misuse: if its pack has no demo.
    """
    from ..plugins import Plugins, load

    offered = Plugins().jurisdictions()
    if id not in offered:
        load(id)  # says what there is
    module = getmodule(offered[id])
    package = getattr(module, "__package__", None)
    source = files(package) / "demo.jsonl" if package else None
    if source is None or not source.is_file():
        raise Misuse(
            f"{id} has no demo", f"{id} 没有演示", "try govrules explain", "请用 govrules explain"
        )
    found = _lines(source.read_bytes().splitlines(), "demo")
    return [row for row in found if isinstance(row, Row)]


def one_matter(words: tuple[str, ...], id: str) -> Mapping[str, Any]:
    """The matter that the command line gives.

    Args:
        words: JSON text, a file with one record, ``file:line``, ``demo:3``, ``-``, or
            ``field=value`` pairs.
        id: The jurisdiction, whose demo is meant.

    Raises:
        Misuse: if it is none of these.
        RecordError: if it is, but cannot be read.
    """
    text = words[0] if len(words) == 1 else ""
    if text == STDIN:
        return _json(sys.stdin.buffer.read().decode("utf-8-sig"), "stdin")
    if text.lstrip().startswith(("{", "[")):
        return _json(text, "MATTER")
    if text and Path(text).is_file():
        return _in_file(text, None)
    numbered = _NUMBERED.fullmatch(text)
    if numbered and numbered[1] == "demo":
        return _pick(demo_matters(id), "demo", int(numbered[2]))
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


def _json(text: str, place: str) -> Mapping[str, Any]:
    try:
        record = json.loads(text)
    except ValueError as error:
        raise _bad(place, text, f"not JSON: {error}", f"不是 JSON：{error}").error from None
    if not isinstance(record, Mapping):
        raise _bad(place, record, "not one matter", "不是一件事项").error
    return record


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
        return _json(path.read_text(encoding="utf-8-sig"), path.name)
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
        raise found[0].error
    return found[0].record
