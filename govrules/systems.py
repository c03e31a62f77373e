"""The systems that a jurisdiction sets out to decide, and how far each stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

__all__ = ["Standing", "System"]


def _tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


@attrs.frozen
class System:
    """One system of a city's government, and what of a pack decides it.

    Args:
        number: Its number in the source.
        zh: Its name in Chinese.
        en: Its name in English.
        inquiries: The inquiries that answer it.
        rules: The rules on ownership that decide it, by patterns of their ids (``JD10.*``).
        examples: The files of examples that show it.
        measured_by: What counts it over decided matters, where it is no question to rules.
        not_public_zh: What of it is not public, in Chinese.
        not_public_en: The same in English.
    """

    number: int
    zh: str
    en: str
    inquiries: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    rules: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    examples: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    measured_by: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    not_public_zh: str = ""
    not_public_en: str = ""


@attrs.frozen
class Standing:
    """How far a system stands: where it is decided, by how many rules, shown by how many cases."""

    system: System
    where: tuple[str, ...]
    rules: int
    cases: int
