"""The columns that a decision adds, as dictionaries of what is said of classes and organs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from ..classes.decision_class import DecisionClass
from ..errors import text_of
from .arrow import by_class, dictionary, mask
from .coded import Faults
from .kernel import Ints
from .organs import OrganNames

__all__ = ["Written"]


class Written:
    """Writes the decisions of batches; words are made again only where there are more of them.

    Args:
        used: The classes met, by number; there may be more from one batch to the next.
        organs: The names of organs.
    """

    def __init__(self, used: Sequence[DecisionClass], organs: OrganNames) -> None:
        self._used, self._organs = used, organs
        self._names: pa.Array = pa.array([], pa.string())
        self._codes: pa.Array = pa.array([], pa.string())
        self._code_of: Ints = np.empty(0, np.int32)

    def columns(self, classes: Ints, organs: Ints, faults: Faults) -> dict[str, pa.Array]:
        """The decision columns, dictionary-encoded.

        Args:
            classes: The class of each row, −1 where it has none; shape: (rows,).
            organs: Its lead and owner by number; shape: (organs told, rows).
            faults: The rows that cannot be read.
        """
        dispositions: list[str | None] = []
        errors: list[str | None] = []
        for one in self._used:
            dispositions.append(one.outcome.disposition if one.outcome is not None else None)
            errors.append(None if one.error is None else text_of(one.error))
        for column in (dispositions, errors):
            column.append(None)  # the last, which is −1: a row that has no class
        names, none = self._organ_words(), np.zeros_like(classes)
        organs = self._organs.named(organs)
        codes, code_of = self._class_words()
        error_of = classes
        if faults.of_row is not None:
            error_of = np.where(faults.of_row < 0, classes, len(errors) + faults.of_row)
        return {
            "disposition": by_class(dispositions, classes),
            "lead": dictionary(organs[0], names),
            "owner": dictionary(organs[1], names) if len(organs) > 1 else by_class([None], none),
            "decision_class": dictionary(code_of[classes], codes),
            "error": by_class([*errors, *map(text_of, faults.errors)], error_of),
        }

    def _organ_words(self) -> pa.Array:
        """The names of all organs as Arrow has them."""
        if len(self._names) != len(self._organs.names):
            self._names = pa.array(self._organs.names, pa.string())
        return self._names

    def _class_words(self) -> tuple[pa.Array, Ints]:
        """The codes of the classes met as Arrow has them, and where each class's is; −1 if none.

        The last class, which is −1, is that of a row of none.
        """
        if len(self._code_of) != len(self._used) + 1:
            codes = [one.code if one.outcome is not None else None for one in self._used]
            is_none = mask([*codes, None])
            self._code_of = np.where(is_none, -1, np.cumsum(~is_none) - 1).astype(np.int32)
            self._codes = pa.array([code for code in codes if code is not None], pa.string())
        return self._codes, self._code_of
