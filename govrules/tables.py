"""Reading the tables that authors write, whatever is wrong with them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from io import StringIO
from pathlib import Path

from .errors import PolicyError

__all__ = ["read_csv", "read_text"]


def read_text(path: Path | Traversable) -> str:
    """The text of a table in UTF-8, with or without a mark at its beginning.

    Raises:
        PolicyError: there is no such file, or it is in another encoding; the place names file and
            line.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise PolicyError(
            f"there is no file {path.name}",
            f"没有文件 {path.name}",
            field="file",
            value=path.name,
            place=str(path),
            hint_en="correct the name, or put the table there",
            hint_zh="请更正文件名，或把表格放在该处",
        ) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte, line = f"{data[error.start]:#04x}", data.count(b"\n", 0, error.start) + 1
        raise PolicyError(
            f"the table is not UTF-8: byte {byte}",
            f"表格不是 UTF-8 编码：字节 {byte}",
            place=f"{path.name}:{line}",
            hint_en="save it as UTF-8; older tables in Chinese are often GB18030",
            hint_zh="请另存为 UTF-8 编码；旧的中文表格常为 GB18030",
        ) from None


def read_csv(path: Path | Traversable) -> Iterator[tuple[str, list[str]]]:
    """The lines of a CSV table with their places (``waste.csv:12``), the header first.

    Raises:
        PolicyError: there is no such file, it is not UTF-8, or a line cannot be taken apart.
    """
    lines = csv.reader(StringIO(read_text(path), newline=""), strict=True)
    while True:
        line = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise PolicyError(
                f"the line cannot be taken apart: {error}",
                "该行无法拆分成单元格",
                place=f"{path.name}:{line}",
                hint_en="look for a quotation mark that is not closed",
                hint_zh="请检查是否有未闭合的引号",
            ) from None
        yield f"{path.name}:{lines.line_num}", cells
