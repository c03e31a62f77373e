"""Weights by code, as a mapping or a table with the columns ``code`` and ``weight``."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from math import isfinite
from os import PathLike
from pathlib import Path
from typing import Any

from ..errors import RecordError, did_you_mean, shown

__all__ = ["read_weights", "unusable"]


def read_weights(what: str, given: Any, known: Iterable[str]) -> dict[str, float]:
    """Read the weights of one thing.

    Args:
        what: Of what they are (``place``).
        given: Code → weight, or a UTF-8 CSV file with the columns ``code`` and ``weight``.
        known: What may be weighted.

    Raises:
        RecordError: for another thing, a file that is not such a table, and what is no weight.
    """
    if what not in known:
        en, zh = did_you_mean(what, known)
        raise unusable("weights", what, "cannot be weighted", "不能加权", en, zh)
    rows = _rows(what, given) if isinstance(given, str | PathLike) else given
    if not isinstance(rows, Mapping):
        raise unusable(
            f"weights {what}",
            given,
            "is neither a mapping nor a file",
            "既非映射也非文件",
            None,
            None,
        )
    found = {str(code): _number(what, code, weight) for code, weight in rows.items()}
    if not sum(found.values()) > 0:
        raise unusable(
            f"weights {what}",
            list(found)[:3],
            "weigh nothing in all",
            "权重合计为零",
            "give at least one weight above zero",
            "至少给出一个大于零的权重",
        )
    return found


def _rows(what: str, file: str | PathLike[str]) -> Mapping[str, Any]:
    path = Path(file)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return {row["code"]: row["weight"] for row in csv.DictReader(stream)}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise unusable(
            f"weights {what}",
            path.name,
            f"cannot be read as weights ({type(error).__name__})",
            f"不能作为权重读取（{type(error).__name__}）",
            "give a UTF-8 CSV file with the columns code and weight",
            "请给出 UTF-8 的 CSV 文件，列为 code 和 weight",
        ) from None


def _number(what: str, code: object, weight: Any) -> float:
    try:
        number = float(weight)
    except (TypeError, ValueError):
        number = -1.0
    if not isfinite(number) or number < 0:
        raise unusable(
            f"weights {what} {code}",
            weight,
            "is no weight",
            "不是权重",
            "write a number of zero or more",
            "请写不小于零的数",
        )
    return number


def unusable(
    field: str,
    value: object,
    en: str,
    zh: str,
    hint_en: str | None = None,
    hint_zh: str | None = None,
) -> RecordError:
    """The error for a weight, a share or a year that cannot be used.

    Args:
        field: Of what it is.
        value: As given; the message begins with it.
        en: What is wrong with it.
        zh: The same in Chinese.
        hint_en: What to write.
        hint_zh: The same in Chinese.
    """
    return RecordError(
        f"{shown(value)} {en}",
        f"{shown(value)} {zh}",
        field=field,
        value=value,
        hint_en=hint_en,
        hint_zh=hint_zh,
    )
