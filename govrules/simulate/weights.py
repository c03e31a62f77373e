"""Weights by code, as a mapping or a table with the columns ``code`` and ``weight``."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from numbers import Real
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from ..errors import RecordError, did_you_mean, shown

__all__ = ["as_share", "coded", "read_weights", "unusable"]

Hint: TypeAlias = "tuple[str, str]"


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
            rows = [(row["code"], row["weight"]) for row in csv.DictReader(stream)]
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise unusable(
            f"weights {what}",
            path.name,
            f"cannot be read as weights ({type(error).__name__})",
            f"不能作为权重读取（{type(error).__name__}）",
            "give a UTF-8 CSV file with the columns code and weight",
            "请给出 UTF-8 的 CSV 文件，列为 code 和 weight",
        ) from None

    found = dict(rows)
    if len(found) < len(rows):
        codes = [code for code, _ in rows]
        twice = next(code for code in codes if codes.count(code) > 1)
        raise unusable(f"weights {what}", twice, "is said twice", "重复", path.name, path.name)
    return found


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


def coded(
    what: str, given: Mapping[str, float], code_of: Callable[[str], str | None], hint: Hint
) -> dict[str, float]:
    """Weights by code; two names of one code weigh together.

    Args:
        what: Of what they are.
        given: Code or name → weight.
        code_of: The code of a word, ``None`` for what is none.
        hint: What may be written, in English and in Chinese.

    Raises:
        RecordError: for a word that there is not.
    """
    found: dict[str, float] = {}
    for word, weight in given.items():
        code = code_of(word)
        if code is None:
            raise unusable(f"weights {what}", word, "is not known", "无此代码或名称", *hint)
        found[code] = found.get(code, 0.0) + weight
    return found


def as_share(event: str, value: Any) -> float:
    """The value as a share; raises RecordError for what is none."""
    if isinstance(value, bool) or not isinstance(value, Real) or not 0 <= float(value) <= 1:
        hints = "write a number from 0 to 1", "请写 0 至 1 的数"
        raise unusable(event, value, "is no share", "不是份额", *hints)
    return float(value)


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
        value: As given; the message names both.
        en: What is wrong with it.
        zh: The same in Chinese.
        hint_en: What to write.
        hint_zh: The same in Chinese.
    """
    return RecordError(
        f"{field}: {shown(value)} {en}",
        f"{field}：{shown(value)} {zh}",
        field=field,
        value=value,
        hint_en=hint_en,
        hint_zh=hint_zh,
    )
