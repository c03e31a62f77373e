"""Scores from a classifier outside, beside the words: they rank, and make nothing certain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import attrs

from ..errors import RecordError, did_you_mean
from ..rules import CodeList
from .candidate import Candidate

__all__ = ["Classify", "classified"]

Classify: TypeAlias = Callable[[str], Mapping[str, float]]
"""A text as it was written → codes of items, each with a score from 0 to 1."""

_LETTERS = 8.0  # what a score of 1 weighs: as much as words of eight letters


def classified(
    found: Mapping[str, Candidate], scores: Mapping[str, float], tree: CodeList
) -> dict[str, Candidate]:
    """The candidates that a classifier scores, their scores with what it says.

    Args:
        found: The candidates by words, by code.
        scores: What the classifier says.
        tree: The catalogue.

    Raises:
        RecordError: a code is no item of the catalogue, or a score is not from 0 to 1.
    """
    raised = {}
    for code, score in scores.items():
        if code not in tree or not tree.is_leaf(code):
            en, zh = did_you_mean(code, tree.leaves)
            raise RecordError(
                f"the classifier scores {code!r}, which is no item",
                f"分类器给出的 {code!r} 不是事项",
                field="item",
                value=code,
                hint_en=en,
                hint_zh=zh,
            )
        if not isinstance(score, (int, float)) or not 0 <= score <= 1:
            raise RecordError(
                f"the classifier scores {code} by {score!r}",
                f"分类器给 {code} 的分数为 {score!r}",
                field="item",
                value=score,
                hint_en="give a number from 0 to 1",
                hint_zh="请给出 0 至 1 的数",
            )
        known = found.get(code) or Candidate(code, 0.0, ())
        total = round(known.score + _LETTERS * score, 3)
        raised[code] = attrs.evolve(known, score=total, classified=float(score))
    return raised
