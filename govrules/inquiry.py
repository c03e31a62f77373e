"""An inquiry: another question that a jurisdiction answers beside "who owns this matter".

It has its own fields, its own final question and its own rules, on the same territory, law and
organs. What answers it is a jurisdiction like any other: the reference evaluator, classes, columns,
prose, next questions, checks and proof are those of ``decide``, and nothing of it weighs on that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs

from .decision.outcome import Layout
from .errors import PolicyError, shown
from .rules import DatedList, Policy

__all__ = ["Inquiry", "check_inquiries"]


def _tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@attrs.frozen
class Inquiry:
    """Another question that a jurisdiction answers.

    Args:
        id: Its code (``establishment``), by which the jurisdiction is asked: ``id`` and a dot
            before it name what answers it, ``beijing.establishment``.
        zh: What is asked, in Chinese.
        en: The same in English.
        layout: Which questions make up its answer.
        policies: Its fields, questions and rules; roles and place words are the jurisdiction's.
        lists: The dated lists that its rules look to.
        findings: The flags, worked out by rules, that are told as findings where they hold, with
            how far a count is beyond its bound.
        examples: The folder or the file of its worked examples.
    """

    id: str
    zh: str
    en: str
    layout: Layout
    policies: tuple[Policy, ...] = attrs.field(converter=_tuple)
    lists: tuple[DatedList, ...] = attrs.field(default=(), converter=_tuple)
    findings: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    examples: Path | None = None


def check_inquiries(inquiries: Sequence[Inquiry], place: str) -> None:
    """Raise PolicyError where two inquiries have one id, or an id is no plain word."""
    seen: set[str] = set()
    for inquiry in inquiries:
        if not inquiry.id.isidentifier():
            raise PolicyError(
                f"the id of an inquiry is a word of letters, digits and _, not {shown(inquiry.id)}",
                f"询问的编号应由字母、数字和下划线组成，而不是 {shown(inquiry.id)}",
                field="inquiry",
                value=inquiry.id,
                place=place,
                hint_en="such as establishment",
                hint_zh="例如 establishment",
            )
        if inquiry.id in seen:
            raise PolicyError(
                f"two inquiries have the id {inquiry.id!r}",
                f"两项询问同用编号 {inquiry.id!r}",
                field="inquiry",
                value=inquiry.id,
                place=place,
                hint_en="give each an id of its own",
                hint_zh="请各用一个编号",
            )
        seen.add(inquiry.id)
