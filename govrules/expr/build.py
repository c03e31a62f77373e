"""The fluent front end that authors write in Python; it only builds nodes.

field("kind").is_("task") & field("on").since("2020-01-01") & ~field("approved").yes()
"""

from __future__ import annotations

from datetime import date

import attrs

from ..errors import ExpressionError
from ..values import parse_day
from .nodes import All, Between, Expr, Is, Not, Same, Some, Under

__all__ = ["Condition", "FieldRef", "field"]


@attrs.frozen
class Condition:
    """A condition under construction: combine with ``&``, ``|`` and ``~``."""

    expr: Expr

    def __and__(self, other: Condition) -> Condition:
        return Condition(All((*_parts(self, All), *_parts(other, All))))

    def __or__(self, other: Condition) -> Condition:
        return Condition(Some((*_parts(self, Some), *_parts(other, Some))))

    def __invert__(self) -> Condition:
        return Condition(self.expr.part if isinstance(self.expr, Not) else Not(self.expr))

    def __bool__(self) -> bool:
        raise ExpressionError(
            "a condition is not a Python truth value",
            "条件不是 Python 的真假值",
            hint_en="combine conditions with &, | and ~, not with and, or, not",
            hint_zh="请用 &、|、~ 连接条件，不用 and、or、not",
        )


def _parts(condition: Condition, kind: type[All] | type[Some]) -> tuple[Expr, ...]:
    expr = condition.expr
    return expr.parts if isinstance(expr, kind) else (expr,)


@attrs.frozen
class FieldRef:
    """A field to ask something of; made by :func:`field`."""

    id: str

    def is_(self, *values: str | bool) -> Condition:
        """The field has one of these values."""
        return Condition(Is(self.id, values))

    def yes(self) -> Condition:
        """The flag is true."""
        return Condition(Is(self.id, (True,)))

    def no(self) -> Condition:
        """The flag is false; an unknown flag is not."""
        return Condition(Is(self.id, (False,)))

    def has(self, member: str) -> Condition:
        """The set holds this member."""
        return Condition(Is(f"{self.id}.{member}", (True,)))

    def under(self, *codes: str) -> Condition:
        """The code lies at or below one of these."""
        return Condition(Under(self.id, codes))

    def same(self, other: str | FieldRef) -> Condition:
        """The field and the other one hold the same code."""
        return Condition(Same(self.id, other.id if isinstance(other, FieldRef) else other))

    def since(self, day: str | date) -> Condition:
        """On that day or later."""
        return Condition(Between(self.id, parse_day(day, field=self.id), None))

    def before(self, day: str | date) -> Condition:
        """Earlier than that day."""
        return Condition(Between(self.id, None, parse_day(day, field=self.id)))

    def at_least(self, count: int) -> Condition:
        """The count is this or more."""
        return Condition(Between(self.id, count, None))

    def less_than(self, count: int) -> Condition:
        """The count is below this."""
        return Condition(Between(self.id, None, count))


def field(id: str) -> FieldRef:
    """A reference to a declared field, such as ``field("kind")``."""
    return FieldRef(id)
