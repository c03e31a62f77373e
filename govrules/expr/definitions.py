"""Terms that an author defines once and uses in conditions, as an act's own definitions are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from ..errors import ExpressionError, shown
from .build import Condition
from .nodes import All, Between, Const, Expr, Is, Not, Same, Some, Under
from .text import from_text

__all__ = ["Definitions"]


class Definitions:
    """Defined terms: each stands for a condition and is written where a flag could be.

    >>> terms = Definitions({"街乡辖区": "街乡类别 属于 (街道, 地区, 镇, 乡)"})
    >>> terms.read("类型 = 发现违法 且 街乡辖区")  # doctest: +SKIP

    A term is replaced by what it stands for as soon as a condition is read: a rule holds no term,
    and its digest is that of the whole condition.

    Args:
        terms: Term → condition, in which earlier terms may occur.

    Raises:
        ExpressionError: naming the term whose condition cannot be read, or that is defined twice.
    """

    def __init__(self, terms: Mapping[str, str | Condition | Expr] | None = None) -> None:
        self._terms: dict[str, Expr] = {}
        self._define(terms or {})

    def more(self, terms: Mapping[str, str | Condition | Expr]) -> Definitions:
        """These terms and further ones, which may use them."""
        made = Definitions()
        made._terms.update(self._terms)
        made._define(terms)
        return made

    def read(self, condition: str | Condition | Expr) -> Expr:
        """The condition with every term replaced; raises ExpressionError as ``from_text`` does."""
        if isinstance(condition, Condition):
            return self._replaced(condition.expr)
        return self._replaced(from_text(condition) if isinstance(condition, str) else condition)

    def _define(self, terms: Mapping[str, str | Condition | Expr]) -> None:
        for term, condition in terms.items():
            if term in self._terms:
                raise ExpressionError(
                    f"the term {shown(term)} is defined twice",
                    f"用语 {shown(term)} 定义了两次",
                    field="definitions",
                    value=term,
                    hint_en="give one of the two another name",
                    hint_zh="请将其中之一另行命名",
                )
            try:
                self._terms[term] = self.read(condition)
            except ExpressionError as error:
                raise error.at(f"definition {shown(term)}") from None

    def _replaced(self, expr: Expr) -> Expr:
        match expr:
            case Is(field, (True,)) if field in self._terms:
                return self._terms[field]
            case Not(part):
                return Not(self._replaced(part))
            case All(parts):
                return All(_spliced(All, map(self._replaced, parts)))
            case Some(parts):
                return Some(_spliced(Some, map(self._replaced, parts)))
            case Const() | Is() | Under() | Between() | Same():
                return expr
            case _:
                assert_never(expr)


def _spliced(kind: type[All] | type[Some], parts: Iterable[Expr]) -> Iterator[Expr]:
    """The parts, those that are of the same kind taken apart: (a and b) and c is a and b and c."""
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part
