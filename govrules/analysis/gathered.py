"""Which rules of the questions that gather apply otherwise under other rules, or on another day.

Who helps, who is told, which duties there are: each such rule stands by itself, so two versions of
it are held against each other by themselves, over what they read. What changes only because an
earlier answer does is told of that answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any, Literal, TypeAlias

import attrs

from ..classes.cells import FieldCells
from ..diagrams.conditions import Conditions
from ..diagrams.variables import Variables, complete_values
from ..expr import atoms
from ..expr.analyse import as_of
from ..rules import Compiled, RuleSet
from ..values import OneOf
from .context import AnalysisContext

__all__ = ["Altered", "altered"]

How: TypeAlias = Literal["begins", "ends", "applies", "says"]


@attrs.frozen
class Altered:
    """A rule of a question that gathers which is another than before.

    Args:
        question: The question.
        rule: The rule.
        how: It ``begins`` or ``ends`` to apply at all, ``applies`` to other matters, or ``says``
            something else.
        where: The fewest facts and answers for which it is so; none where it always is.
    """

    question: str
    rule: str
    how: How
    where: Mapping[str, str] = attrs.field(hash=False)


def altered(
    one: AnalysisContext, other: AnalysisContext, days: tuple[date, date]
) -> Iterator[Altered]:
    """Tell the rules that apply otherwise or say something else, by question and rule.

    Args:
        one: The jurisdiction before.
        other: The jurisdiction after, of the same fields; it may be the same.
        days: The day of the law of either.
    """
    sides = [_gathering(c, day) for c, day in zip((one, other), days, strict=True)]
    for id in sorted({*sides[0], *sides[1]}):
        before, after = (side.get(id) for side in sides)
        is_alike = before and after and before.when == after.when and before.then == after.then
        if not is_alike:
            yield from _held(one.rules, before, after)


def _gathering(context: AnalysisContext, day: date) -> dict[str, Compiled]:
    """The rules of the questions that gather, as they are on a day."""
    questions = [q.id for q in context.rules.questions if q.kind == "every"]
    rules = (r for question in questions for r in context.rules_of(question))
    field = context.rules.day_field
    return {r.id: attrs.evolve(r, when=as_of(r.when, field, day)) for r in rules}


def _held(rules: RuleSet, before: Compiled | None, after: Compiled | None) -> Iterator[Altered]:
    """One rule before and after, over what both read."""
    sides = [r for r in (before, after) if r is not None]
    conditions = Conditions(Variables(rules, sides, _answers(rules, sides)))
    here, there = (_where(conditions, r) for r in (before, after))
    won, lost = _apart(conditions, there, here), _apart(conditions, here, there)
    if won != lost:
        never = conditions.false
        how: How = "begins" if here == never else "ends" if there == never else "applies"
        yield _told(conditions, sides[-1], how, lost if won == never else won)
    both = conditions.every((here, there))
    if both != conditions.false and sides[0].then != sides[-1].then:
        yield _told(conditions, sides[-1], "says", both)


def _where(conditions: Conditions, rule: Compiled | None) -> int:
    """Where a rule applies for certain."""
    if rule is None:
        return conditions.false
    return conditions.store.map(conditions.of(rule.when), lambda v: conditions.leaf(v is True))


def _apart(conditions: Conditions, inside: int, outside: int) -> int:
    without = conditions.store.map(outside, lambda v: conditions.leaf(v is not True))
    return conditions.every((inside, without))


def _told(conditions: Conditions, rule: Compiled, how: How, region: int) -> Altered:
    variables = conditions.variables
    path = variables.store.shortest(region, conditions.true, lambda *_: 1.0) or {}
    cells = [(variables.order[level], cell) for level, cell in path.items()]
    where = {key: _said(variables.cells[key][n]) for key, n in cells if isinstance(key, str)}
    return Altered(rule.rule.question, rule.id, how, where)


def _answers(rules: RuleSet, sides: Sequence[Compiled]) -> dict[str, Sequence[Any]]:
    """What the answers that are read may be: none, one, or any two that the rules tell apart."""
    found: dict[str, Sequence[Any]] = {}
    tests = {t for r in sides for t in atoms(r.when)}
    for field in {f for r in sides for f in r.reads if f not in rules.declared}:
        read = [t for t in tests if getattr(t, "field", None) == field]
        single = [*complete_values(FieldCells(rules.fields[field], read, is_named=False))]
        found[field] = (None, *single, *map(OneOf, combinations(single, 2)))
    return found


def _said(value: Any) -> str:
    if isinstance(value, OneOf):
        return "|".join(map(_said, value.values))
    return {None: "none", True: "true", False: "false"}.get(value, str(value))
