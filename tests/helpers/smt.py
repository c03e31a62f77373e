"""Conditions as formulas of an SMT solver, written apart from the diagrams: a second opinion.

A field is a whole number: which of its values a matter has. What is worked out is given as freely
as what is said, so that two rules that the solver lets meet may still be kept apart by the rules
behind them; what it excludes is excluded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

import z3
from govrules.diagrams import Link
from govrules.expr import All, Between, Const, Expr, Is, Not, Same, Some, Under
from govrules.rules import Field
from govrules.values import OneOf


class Formulas:
    """The conditions of one question as formulas over the values of its fields.

    Args:
        fields: The fields that conditions may name.
        values: Field → every value that it may have; of days and counts, none: they are ordered.
    """

    def __init__(self, fields: dict[str, Field], values: dict[str, Sequence[Any]]) -> None:
        self._fields, self._values = fields, values
        self._numbers = {field: z3.Int(field) for field in fields}

    @cached_property
    def _solver(self) -> z3.Solver:
        solver = z3.Solver()
        for field, values in self._values.items():
            solver.add(self._numbers[field] >= 0, self._numbers[field] < len(values))
        return solver

    def can_be(self, *conditions: Any) -> bool:
        """Whether some values meet all the formulas."""
        answer = self._solver.check(*conditions)
        assert answer != z3.unknown
        return bool(answer == z3.sat)

    def of(self, expr: Expr) -> Any:
        """The formula of a condition."""
        match expr:
            case Const(value):
                return z3.BoolVal(value)
            case Not(part):
                return z3.Not(self.of(part))
            case All(parts):
                return z3.And([self.of(p) for p in parts])
            case Some(parts):
                return z3.Or([self.of(p) for p in parts])
            case Between(field, low, high):
                n = self._numbers[field]
                bounds = [n >= _number(low)] if low is not None else []
                return z3.And(bounds + ([n < _number(high)] if high is not None else []))
            case Is(field, wanted) if field in self._values:
                return self._one_of(field, (v in wanted for v in self._values[field]))
            case Is(field, wanted):
                return z3.Or([self._numbers[field] == _number(v) for v in wanted])
            case Under(field, codes):
                tree = self._fields[field].tree
                lies = (_lies_under(tree, v, codes) for v in self._values[field])
                return self._one_of(field, lies)
            case Same():
                return z3.Bool(str(sorted((expr.first, expr.second))))
        raise AssertionError(expr)

    def _one_of(self, field: str, meant: Iterable[bool]) -> Any:
        """The number lies in one of the runs of values that are meant."""
        n, at, runs = self._numbers[field], 0, []
        for is_meant, run in groupby(meant):
            length = len(list(run))
            if is_meant:
                runs.append(z3.And(n >= at, n < at + length))
            at += length
        return z3.Or(runs)


def _lies_under(tree: Any, value: Any, codes: Sequence[str]) -> bool:
    while value is not None and value not in codes:
        value = tree.parent(value)
    return value is not None


def _number(value: Any) -> int:
    return value.toordinal() if isinstance(value, date) else int(value)


def formulas(link: Link, chain: Any) -> Formulas:
    """The formulas of a question's conditions."""
    fields = dict(link.rules.fields)
    named = {k for k in link.variables.order if isinstance(k, str)}
    ordered = {f for f in named if fields[f].kind in ("day", "count")}
    values = {f: [v for v in chain.values(f) if not isinstance(v, OneOf)] for f in named - ordered}
    return Formulas(fields, values)
