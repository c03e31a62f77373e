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
        PolicyError: it is in another encoding; the place names file and line.
        FileNotFoundError: there is no such file.
    """
    data = path.read_bytes()
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
        PolicyError: the table is not UTF-8, or a line cannot be taken apart.
        FileNotFoundError: there is no such file.
    """
    lines = csv.reader(StringIO(read_text(path), newline=""))
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise PolicyError(
                f"the line cannot be taken apart: {error}",
                "该行无法拆分成单元格",
                place=f"{path.name}:{lines.line_num}",
                hint_en="look for a quotation mark that is not closed",
                hint_zh="请检查是否有未闭合的引号",
            ) from None
        yield f"{path.name}:{lines.line_num}", cells
