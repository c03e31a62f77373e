"""How many rows have which error: the first thousand texts one by one, all others by kind.

A file may hold as many different bad values as rows. What is kept of them does not grow with
that, and is the same in whatever order and pieces the rows come.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from ..errors import GovrulesError, text_of
from .summary import counts_of

__all__ = ["ErrorCounts", "is_rest"]

MOST_TEXTS = 1000


class ErrorCounts:
    """Errors, and how many rows have each."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[GovrulesError, int]] = {}
        self._rest: dict[str, tuple[GovrulesError, int]] = {}
        self.rows = 0

    def add(self, error: GovrulesError, rows: int) -> None:
        """Count rows that have an error; one that stands for others is counted with those."""
        self.rows += rows
        _count(self._rest if is_rest(error) else self._told, error, rows)
        if len(self._told) >= 2 * MOST_TEXTS:
            self._cut()

    def add_column(self, texts: pa.DictionaryArray, known: Mapping[str, GovrulesError]) -> None:
        """Count the rows of a column ``error``; ``known`` has the error behind each text."""
        if texts.null_count == len(texts):
            return
        counts = counts_of(texts)
        for number in np.flatnonzero(counts).tolist():
            self.add(known[texts.dictionary[number].as_py()], int(counts[number]))

    def errors(self) -> tuple[tuple[GovrulesError, int], ...]:
        """The errors by text, each with its rows; then those that stand for all others."""
        self._cut()
        return tuple(part[text] for part in (self._told, self._rest) for text in sorted(part))

    def _cut(self) -> None:
        """Keep the first texts. One that goes never comes back, so that no count is too low."""
        for text in sorted(self._told)[MOST_TEXTS:]:
            error, rows = self._told.pop(text)
            _count(self._rest, _rest_of(error), rows)


def _count(counts: dict[str, tuple[GovrulesError, int]], error: GovrulesError, rows: int) -> None:
    text = text_of(error)
    known, before = counts.get(text, (error, 0))
    counts[text] = (known, before + rows)


def is_rest(error: GovrulesError) -> bool:
    """Whether an error stands for all of its kind that were not kept one by one."""
    return error.en == _rest_words(error.field)[0]


def _rest_of(error: GovrulesError) -> GovrulesError:
    """What stands for an error and all others of its code and field."""
    return type(error)(
        *_rest_words(error.field),
        field=error.field,
        hint_en="each row has its own in the column error",
        hint_zh="各行的 error 列逐一注明",
    )


def _rest_words(field: str | None) -> tuple[str, str]:
    of, zh = (f" of {field}", f"字段 {field} 的") if field else ("", "")
    return f"further errors{of}", f"{zh}其余错误"
