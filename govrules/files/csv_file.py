"""CSV: one reader for rows and for columns; a bad row costs itself only.

A quotation mark left open makes a reader take the lines that follow for one cell. Here a line that
is a row by itself is a row: it ends what is open before it. A cell that goes over several lines is
taken only where the caller says so, never in a field.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import TextIO

from ..errors import RecordError, did_you_mean
from .row import MOST_CELL, Row, RowError, bad_file, bad_row, by_header, header_of

__all__ = ["ENCODINGS", "CsvReader", "check_encoding", "open_csv"]

ENCODINGS = ("utf-8", "gb18030", "gbk", "gb2312", "big5", "utf-16")
# A line longer than this is not read whole.
MOST_LINE = 1 << 20
# The bytes of a text that are not in its encoding, as ``surrogateescape`` keeps them.
BROKEN = re.compile("[\udc80-\udcff]")
BREAK = re.compile("[\r\n]")
HAN = re.compile("[\u4e00-\u9fff]")
OPEN_QUOTE = (
    "a quotation mark is left open",
    "引号未闭合",
    "close it, and double a mark that is part of the text",
    "请补上引号；文本中的引号须写两个",
)


def check_encoding(encoding: str) -> str:
    """The encoding by its usual name; raises RecordError for one that is not read here."""
    name = str(encoding).casefold().replace("_", "-")
    name = {"utf8": "utf-8", "utf-8-sig": "utf-8", "utf16": "utf-16"}.get(name, name)
    if name not in ENCODINGS:
        en, zh = did_you_mean(name, ENCODINGS)
        raise RecordError(
            f"no encoding {encoding!r}",
            f"没有编码 {encoding!r}",
            field="encoding",
            value=encoding,
            hint_en=en,
            hint_zh=zh,
        )
    # GB18030 holds all of the older two, and whoever says GBK mostly has it.
    return "gb18030" if name in ("gbk", "gb2312") else name


@contextmanager
def open_csv(
    path: Path, encoding: str = "utf-8", multiline: Collection[str] = ()
) -> Iterator[CsvReader]:
    """A reader that has read the header.

    Args:
        path: The file.
        encoding: One of ``ENCODINGS``.
        multiline: The columns in which a cell may hold line breaks.

    Raises:
        RecordError: for a header that cannot be read, and at any time for a file that is not text.
    """
    name = check_encoding(encoding)
    codec = "utf-8-sig" if name == "utf-8" else name
    try:
        # Bytes that are not in the encoding are kept aside, and cost their row only.
        with path.open(encoding=codec, errors="surrogateescape", newline="") as file:
            yield CsvReader(path, file, name, multiline)
    except UnicodeError:
        raise bad_file(path, *_not_text(name, b"")) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise bad_file(
            path, f"cannot be read: {why}", f"无法读取：{why}", "check its rights", "请检查其权限"
        ) from None


class _Lines:
    """The lines of a file one by one; they can be given back."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.waiting: deque[str] = deque()
        self.number = 0

    def take(self) -> str:
        """The next line with its end; ``""`` where there is none. Of a long one, the beginning."""
        line = self.waiting.popleft() if self.waiting else self._read()
        self.number += bool(line)
        return line

    def give_back(self, lines: Sequence[str]) -> None:
        """Put lines back, to be taken again in this order."""
        self.waiting.extendleft(reversed(lines))
        self.number -= len(lines)

    def _read(self) -> str:
        line = self._file.readline(MOST_LINE)
        more = line if len(line) >= MOST_LINE else ""
        while more and not more.endswith(("\n", "\r")):
            more = self._file.readline(MOST_LINE)
        return line

    def block(self, size: int) -> str:
        """So many characters at once, up to the end of a line."""
        text = self._file.read(size)
        line = self._read()
        return text + line + ("\n" if len(line) >= MOST_LINE and not line.endswith("\n") else "")


class CsvReader:
    """Rows of an open CSV file, one by one or by blocks of text.

    Args:
        path: The file, for its name.
        file: The text, opened with ``newline=""`` and ``errors="surrogateescape"``.
        encoding: Its encoding.
        multiline: The columns in which a cell may hold line breaks.
    """

    def __init__(
        self, path: Path, file: TextIO, encoding: str, multiline: Collection[str] = ()
    ) -> None:
        self._name, self._encoding, self._multiline = path.name, encoding, frozenset(multiline)
        self._lines = _Lines(file)
        self.header: list[str] = []
        while line := self._lines.take():
            if cells := self._named(path, line):
                self.header = header_of(path, cells)
                break

    def _named(self, path: Path, line: str) -> list[str]:
        if BROKEN.search(line):
            raise bad_file(path, *self._not_text(line))
        try:
            return next(csv.reader((line,), strict=True), [])
        except csv.Error as error:
            raise bad_file(
                path,
                f"has no header: {error}",
                f"没有表头：{error}",
                "name the columns in the first line",
                "请在第一行给出各列名称",
            ) from None

    def rows(self) -> Iterator[Row | RowError]:
        """The rows that are left."""
        while line := self._lines.take():
            yield from self._row(line)

    def blocks(self, size: int) -> Iterator[str]:
        """The text that is left, in pieces of about so many characters that end with a line."""
        while text := self._lines.block(size):
            yield text

    def rows_of(self, block: str) -> Iterator[Row | RowError]:
        """The rows of a block; the last may go on into the next one, which is then shorter."""
        self._lines.give_back(list(StringIO(block, newline="")))
        while self._lines.waiting:
            yield from self._row(self._lines.take())

    def _row(self, first: str) -> Iterator[Row | RowError]:
        """The row that begins with a line, if the line is not blank."""
        place = f"{self._name}:{self._lines.number}"
        taken: list[str] = [first]
        try:
            cells = next(csv.reader(self._continued(taken), strict=True), [])
        except csv.Error as error:
            is_open = "unexpected end" in str(error)
            words = (f"not CSV: {error}", f"不是 CSV：{error}", *OPEN_QUOTE[2:])
            why = OPEN_QUOTE if is_open else words
        else:
            if not cells:
                return
            if len(taken) == 1 or not self._swallows(cells):
                yield self._checked(place, cells, "".join(taken))
                return
            why = OPEN_QUOTE
        self._lines.give_back(taken[1:])
        yield bad_row(place, self._said(first), *why)

    def _swallows(self, cells: list[str]) -> bool:
        """Whether the cells of a row over several lines are rather those of several rows.

        A field's cell that holds commas as well as line breaks is taken for rows, whole or not:
        each line is then told by itself, and none is lost.
        """
        return len(cells) != len(self.header) or any(
            BREAK.search(cell) and "," in cell
            for name, cell in zip(self.header, cells, strict=True)
            if name not in self._multiline
        )

    def _continued(self, taken: list[str]) -> Iterator[str]:
        """The first line, then those into which a cell goes on: none that is a row by itself."""
        yield taken[0]
        while line := self._lines.take():
            if self._is_row(line):
                self._lines.give_back([line])
                return
            taken.append(line)
            yield line

    def _is_row(self, line: str) -> bool:
        if line.count('"') % 2:
            return False
        try:
            return len(next(csv.reader((line,), strict=True), [])) == len(self.header)
        except csv.Error:
            return False

    def _said(self, line: str) -> dict[str, str]:
        """What the first cells of a broken row say, for its id."""
        before = _shown(line.partition('"')[0])
        return dict(zip(self.header, before[:MOST_CELL].split(",")[:-1], strict=False))

    def _checked(self, place: str, cells: list[str], text: str) -> Row | RowError:
        header = self.header
        record = {k: _shown(v) for k, v in zip(header, cells, strict=False) if k}
        if not text.isascii() and BROKEN.search(text):
            return bad_row(place, record, *self._not_text(text, "the row ", "该行"))
        if len(text) >= MOST_LINE:
            return bad_row(
                place,
                {},
                f"the row is longer than {MOST_LINE} characters",
                f"该行超过 {MOST_LINE} 个字符",
                "is a line break missing?",
                "请检查是否缺少换行",
            )
        if text.count('"') % 2:
            return bad_row(place, record, *OPEN_QUOTE)
        if len(cells) != len(header):
            return bad_row(
                place,
                record,
                "the row has not as many cells as the header",
                "该行的单元格数与表头不符",
                "quote a cell that holds a comma",
                "含逗号的单元格须加引号",
            )
        for name, cell in zip(header, cells, strict=True):
            if name not in self._multiline and BREAK.search(cell):
                return bad_row(
                    place,
                    {k: v for k, v in record.items() if k != name},
                    f"the cell of {name} goes over several lines",
                    f"{name} 的单元格内有换行",
                    "write it on one line; is a quotation mark left open?",
                    "请写在一行内；请检查引号是否成对",
                )
        return by_header(place, header, cells)

    def _not_text(self, text: str, en: str = "", zh: str = "") -> tuple[str, str, str, str]:
        raw = text.encode(self._encoding, "surrogateescape")
        said_en, said_zh, *hints = _not_text(self._encoding, raw)
        return en + said_en, zh + said_zh, hints[0], hints[1]


def _not_text(encoding: str, raw: bytes) -> tuple[str, str, str, str]:
    """That bytes are not in an encoding, and in which they seem to be."""
    name = encoding.upper()
    said = (f"is not {name} text", f"不是 {name} 文本")
    other = _looks_like(raw)
    if other is None or other == encoding:
        return *said, "save it as CSV UTF-8", "请另存为 CSV UTF-8"
    return (
        *said,
        f"if all of it is {other.upper()}, choose the encoding {other}; or save it as CSV UTF-8",
        f"如整个文件均为 {other.upper()}，请指定编码 {other}；或另存为 CSV UTF-8",
    )


def _looks_like(raw: bytes) -> str | None:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        return "gb18030" if HAN.search(raw.decode("gb18030")) else None
    except UnicodeDecodeError:
        return None


def _shown(text: str) -> str:
    """The text with U+FFFD for each byte that is not in its encoding."""
    return text if text.isascii() else BROKEN.sub("\ufffd", text)
