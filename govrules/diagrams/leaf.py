"""What a question comes to where its diagram ends."""

from __future__ import annotations

from typing import Any

import attrs

__all__ = ["Leaf"]


@attrs.frozen
class Leaf:
    """What a question comes to.

    Args:
        values: What remains possible, see ``Answer.values``; symbols stand for what is passed on.
        disputes: Pairs of rules that an organ must rank.
        conflict: The two rules that nothing ranks, where there are such; then no values.
        rules: Of a question that gathers, the rules that apply.
        live: Of such a question, the rules of which it is not told.
    """

    values: tuple[Any, ...] = ()
    disputes: tuple[tuple[str, str], ...] = ()
    conflict: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    live: tuple[str, ...] = ()
