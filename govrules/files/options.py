"""How files are decided, wherever that is done: what every runner is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

import attrs

from ..columns.keep import check_list
from ..options import Kernel, as_count, check_word
from .mapping import Mapping

__all__ = ["AsMapped", "FileOptions", "Progress"]

AsMapped: TypeAlias = Mapping | None
"""What the columns and values of another system mean; ``None`` where columns are fields."""
Progress = Callable[[int, int | None], object]
"""Called with the rows decided so far, and all rows where that is known."""


@attrs.frozen
class FileOptions:
    """How files are decided.

    Args:
        kernel: ``"numba"`` with the extra ``fast``; the results are the same.
        threads: How many threads of a process share a batch; reading and writing have one each
            besides.
        keep: The columns to carry along; ``id`` only where there is one.
        batch_rows: Rows a batch, and a row group of the result; memory grows with it. What suits
            the runner where not given.
        explain: Whether the class table also holds each class's reasons written out as prose.
        class_table: Whether to write the class table ``<out>.classes.parquet``.
        cache: A folder in which what was learnt is kept from one process to the next.
        encoding: Of CSV files, such as ``"gb18030"``; UTF-8 where not given.
        safe: Whether a CSV file is written so that a spreadsheet takes no cell for a formula.
        progress: Called after each batch, or after each job of a runner.
        today: What day it is; where given, rows of later days are counted in a note.
        mapping: What the columns and values of another system mean; its columns are all kept.

    Raises:
        RecordError: for another kernel, threads or rows below 1, and a text for a list of columns.
    """

    kernel: Kernel = "numpy"
    threads: int = 1
    keep: Sequence[str] = ("id",)
    batch_rows: int | None = None
    explain: bool = True
    class_table: bool = True
    cache: str | Path | None = None
    encoding: str | None = None
    safe: bool = False
    progress: Progress | None = None
    today: date | None = None
    mapping: AsMapped = None

    def __attrs_post_init__(self) -> None:
        check_word("kernel", self.kernel)
        as_count("threads", self.threads)
        check_list(self.keep)
        if self.batch_rows is not None:
            as_count("batch_rows", self.batch_rows)
