"""What became of a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pyarrow as pa

from ..errors import GovrulesError

__all__ = ["Summary", "counts_of"]


@attrs.frozen
class Summary:
    """What became of a file.

    Args:
        out: The decided file.
        class_table: The table of its classes; ``None`` where none was written.
        rows: How many rows there were.
        decided: How many of them were decided.
        undetermined: How many lack a fact, or are for an organ to adjudicate.
        bad: How many could not be read or decided; their error stands in the column ``error``.
        dispositions: Disposition → rows.
        classes: Class → rows.
        errors: The errors, each with its rows.
        learnt: How many cases the rules had to be asked for, being the first of their kind.
        notes: What else should be known, such as a cache that was not used.
        no_rule: Of how many no rule says what is to be done.
    """

    out: Path
    class_table: Path | None
    rows: int
    decided: int
    undetermined: int
    bad: int
    dispositions: Mapping[str, int]
    classes: Mapping[str, int] = attrs.field(repr=False)
    errors: tuple[tuple[GovrulesError, int], ...] = attrs.field(repr=False)
    learnt: int
    notes: tuple[GovrulesError, ...] = ()
    no_rule: int = 0


def counts_of(column: pa.Array) -> Any:
    """How often each word of a dictionary column occurs."""
    size = len(column.dictionary)
    at = column.indices.fill_null(size).to_numpy(zero_copy_only=False)
    return np.bincount(at, minlength=size + 1)[:size]
