"""Terms that an author defines once and uses in conditions, as an act's own definitions are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
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
        terms: Term → condition, in which other terms may occur, in any order.

    Raises:
        ExpressionError: naming the term whose condition cannot be read, that is defined twice, or
            that rests on itself.
    """

    def __init__(self, terms: Mapping[str, str | Condition | Expr] | None = None) -> None:
        self._said: dict[str, Expr] = {}
        self._terms: dict[str, Expr] = {}
        self._define(terms or {})

    def more(self, terms: Mapping[str, str | Condition | Expr]) -> Definitions:
        """These terms and further ones, which may use them."""
        for term in terms:
            if term in self._said:
                raise ExpressionError(
                    f"the term {shown(term)} is defined twice",
                    f"用语 {shown(term)} 定义了两次",
                    field="definitions",
                    value=term,
                    hint_en="give one of the two another name",
                    hint_zh="请将其中之一另行命名",
                )
        return self.instead(terms)

    def instead(self, terms: Mapping[str, str | Condition | Expr]) -> Definitions:
        """These terms, some of them said anew or added: what uses one follows what it now says.

        A city says so what a term of the national layer means there.

        Args:
            terms: Term → condition, as for the class.

        Raises:
            ExpressionError: as for the class.
        """
        made = Definitions()
        made._said.update(self._said)
        made._define(terms)
        return made

    def read(self, condition: str | Condition | Expr) -> Expr:
        """The condition with every term replaced; raises ExpressionError as ``from_text`` does."""
        if isinstance(condition, Condition):
            return self._replaced(condition.expr)
        return self._replaced(from_text(condition) if isinstance(condition, str) else condition)

    def _define(self, terms: Mapping[str, str | Condition | Expr]) -> None:
        for term, said in terms.items():
            with _defining(term):
                if isinstance(said, Condition):
                    said = said.expr
                self._said[term] = from_text(said) if isinstance(said, str) else said
        for term in self._said:
            self._resolve(term, ())

    def _resolve(self, term: str, within: tuple[str, ...]) -> Expr:
        """What a term stands for, every other term in it replaced."""
        if term in within:
            ring = " → ".join((*within[within.index(term) :], term))
            raise ExpressionError(
                f"the term {shown(term)} rests on itself: {ring}",
                f"用语 {shown(term)} 的定义循环：{ring}",
                field="definitions",
                value=term,
                hint_en="say one of them without the others",
                hint_zh="请将其中之一改为不引用其余用语",
            )
        if term not in self._terms:
            with _defining(term):
                self._terms[term] = self._replaced(self._said[term], (*within, term))
        return self._terms[term]

    def _replaced(self, expr: Expr, within: tuple[str, ...] = ()) -> Expr:
        match expr:
            case Is(field, (True,)) if field in self._said:
                return self._resolve(field, within)
            case Not(part):
                return Not(self._replaced(part, within))
            case All(parts):
                return All(_spliced(All, (self._replaced(part, within) for part in parts)))
            case Some(parts):
                return Some(_spliced(Some, (self._replaced(part, within) for part in parts)))
            case Const() | Is() | Under() | Between() | Same():
                return expr
            case _:
                assert_never(expr)


@contextmanager
def _defining(term: str) -> Iterator[None]:
    """Name the term in what is raised, unless it names the one within it already."""
    try:
        yield
    except ExpressionError as error:
        raise error if error.place else error.at(f"definition {shown(term)}") from None


def _spliced(kind: type[All] | type[Some], parts: Iterable[Expr]) -> Iterator[Expr]:
    """The parts, those that are of the same kind taken apart: (a and b) and c is a and b and c."""
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part
