"""One row as read, or why it could not be; and the error for a file that cannot be read at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

from ..errors import GovrulesError, RecordError, shortened, shown
from ..plain import plain
from ..rules.facts import said_id

__all__ = [
    "MOST_CELL",
    "Row",
    "RowError",
    "bad_file",
    "bad_row",
    "by_header",
    "header_of",
    "reading",
]

MOST_CELL = 1 << 17
"""Characters of a cell; as many as Python's CSV reader takes, and four times what Excel holds."""


@attrs.frozen
class Row:
    """One matter as read, and where it stands (``matters.csv:12``, ``row 3``)."""

    place: str
    record: Mapping[str, Any]


@attrs.frozen
class RowError:
    """A row that could not be decided: where it stands, its id, and why."""

    place: str
    id: str | None
    error: GovrulesError

    def to_dict(self) -> dict[str, Any]:
        """The error as a record, keyed like a decision: ``id``, ``place``, ``error``."""
        return {"id": plain(self.id), "place": plain(self.place), "error": self.error.to_dict()}


def bad_row(place: str, record: Mapping[str, Any], en: str, zh: str, *hints: str) -> RowError:
    """The error for a row of which no more than ``record`` could be read."""
    error = RecordError(en, zh, value=record, hint_en=hints[0], hint_zh=hints[1])
    return RowError(place, said_id(record), error)


def bad_file(path: Path | str, en: str, zh: str, hint_en: str, hint_zh: str) -> RecordError:
    """The error for a file that cannot be read or written."""
    name = shortened(Path(path).name or str(path))
    return RecordError(
        f"{name} {en}",
        f"{name} {zh}",
        field="file",
        value=str(path),
        hint_en=hint_en,
        hint_zh=hint_zh,
    )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn whatever a library says of a damaged file into a govrules error.

    The readers of workbooks, Parquet and Arrow let through what their innermost parts raise, and
    that can be anything: a list of the kinds met so far would be wrong at the next file.

    Raises:
        RecordError: naming the file and what was said of it.
    """
    try:
        yield
    except GovrulesError:
        raise
    except Exception as error:
        is_said = isinstance(error, OSError | ValueError) and str(error)
        why = str(error) if is_said else f"{type(error).__name__}: {error}"
        why = why.split("\n")[0][:200]
        raise bad_file(
            path,
            f"cannot be read: {why}",
            f"无法读取：{why}",
            "is it whole, and of the format that its name says?",
            "请确认文件完整，且格式与后缀一致",
        ) from None


def header_of(path: Path, cells: Sequence[Any]) -> list[str]:
    """The names of the columns, no two the same; those left empty have none."""
    names = ["" if cell is None else str(cell).strip() for cell in cells]
    said = [name for name in names if name]
    if len(set(said)) < len(said):
        name = next(name for i, name in enumerate(said) if name in said[:i])
        raise RecordError(
            f"column {shown(name)} stands twice",
            f"列 {shown(name)} 重复",
            place=f"{path.name}:1",
            field="file",
            value=name,
            hint_en="keep one",
            hint_zh="请只留一列",
        )
    return names


def by_header(place: str, header: Sequence[str], cells: Sequence[Any]) -> Row | RowError:
    """The row by its header; a cell that stands under none must be empty."""
    record = dict(zip(header, cells, strict=False))
    record.pop("", None)
    for number, cell in enumerate(cells, 1):
        if cell not in (None, "") and not (header[number - 1 : number] or [""])[0]:
            return bad_row(
                place,
                record,
                f"cell {number} ({shown(cell)}) stands under no header",
                f"第 {number} 格（{shown(cell)}）上方没有表头",
                "name its column in the first line",
                "请在第一行给出该列名称",
            )
    return Row(place, record)
