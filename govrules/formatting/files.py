"""Which files of a pack have one layout, and a file in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import RecordError
from .csv_text import lay_out_csv
from .yaml_text import lay_out_yaml

__all__ = ["LAYOUTS", "files_of", "lay_out"]

# How a file's name ends → how it is laid out.
LAYOUTS = {".csv": lay_out_csv, ".yaml": lay_out_yaml, ".yml": lay_out_yaml}


def files_of(path: Path) -> Iterator[Path]:
    """The files below a folder that have a layout, in order; a file is its own.

    Args:
        path: The folder, or the file. What is hidden is left out.
    """
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.iterdir()):
        if not entry.name.startswith(".") and (entry.is_dir() or entry.suffix in LAYOUTS):
            yield from files_of(entry)


def lay_out(path: Path) -> bytes:
    """What a file would hold in the one layout.

    Args:
        path: A table, ``.csv``, or a file of examples, ``.yaml``.

    Raises:
        PolicyError: naming file and line of what cannot be read, or cannot be kept.
        PluginError: an extra is missing that its layout needs.
        RecordError: it is a file of another kind.
    """
    layout = LAYOUTS.get(path.suffix)
    if layout is None:
        raise RecordError(
            f"{path.name} has no layout of ours",
            f"{path.name} 不属于可整理的文件",
            field="file",
            value=str(path),
            hint_en=".csv and .yaml have one; Python is laid out by `ruff format`, a workbook is "
            "written anew by `govrules table import FILE -o FILE`",
            hint_zh="可整理 .csv 和 .yaml；Python 用 `ruff format`，工作簿用 "
            "`govrules table import 文件 -o 文件` 重新写出",
        )
    return layout(path)
