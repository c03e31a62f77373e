"""A naive evaluator: classical two-valued logic over every completion of what is unknown.

It shares nothing with the engines but the rules' conditions and the ranking of two rules. What a
text leaves open (either of two organs, an order that an organ must settle) is followed both ways,
so that one matter may have several *worlds*; a world in which the rules contradict each other or
the facts is ``None``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import product
from typing import Any

from govrules.expr import (
    All,
    Between,
    Const,
    Is,
    Not,
    Ref,
    Same,
    Some,
    Under,
    atoms,
    fields_at,
    options_of,
)
from govrules.rules import Conclusion, Field, RuleSet

World = dict[str, Any]


def holds(expr: Any, facts: Mapping[str, Any], fields: Mapping[str, Field]) -> bool:
    """Whether a condition is true of facts that are all known and precise."""
    if isinstance(expr, Const):
        return expr.value
    if isinstance(expr, Not):
        return not holds(expr.part, facts, fields)
    if isinstance(expr, All):
        return all([holds(p, facts, fields) for p in expr.parts])
    if isinstance(expr, Some):
        return any([holds(p, facts, fields) for p in expr.parts])
    if isinstance(expr, Same):
        return same(facts[expr.first], facts[expr.second])
    value = facts[expr.field]
    if value is None:
        return False
    if isinstance(expr, Is):
        return value in expr.values
    if isinstance(expr, Under):
        above, code = {value}, value
        while (code := fields[expr.field].tree.parent(code)) is not None:
            above.add(code)
        return bool(above & set(expr.codes))
    assert isinstance(expr, Between)
    return not (expr.low is not None and value < expr.low) and not (
        expr.high is not None and value >= expr.high
    )


def same(first: str | None, second: str | None) -> bool:
    """Whether two precise codes are one; of two organs, a level left open may be either."""
    if first is None or second is None or first == second:
        return first is not None and first == second
    (one, _, at), (other, _, there) = first.partition("@"), second.partition("@")
    return (
        one == other
        and "district_or_city" in (at, there)
        and {at, there} <= {"city", "district", "district_or_city"}
    )


def worlds(rules: RuleSet, facts: Mapping[str, Any], assumed: frozenset[str]) -> list[World | None]:
    """Every way in which the questions can be answered, the facts being all known."""
    found: list[World | None] = []
    open_ones: list[tuple[int, World, dict[str, Any]]] = [(0, {}, dict(facts))]
    while open_ones:
        at, answers, known = open_ones.pop()
        if at == len(rules.questions):
            found.append(answers)
            continue
        q = rules.questions[at]
        for value in _answers(rules, q, known):
            if value == "conflict":
                found.append(None)
                continue
            then = dict(known)
            if q.kind == "fact":
                if value is not None and q.id in facts and q.id not in assumed:
                    if value != facts[q.id]:
                        found.append(None)
                        continue
                elif value is not None:
                    then[q.id] = value
            elif q.kind == "one" and q.is_simple:
                then[q.id] = value
            elif q.kind == "one":
                for slot in q.slots:
                    then[f"{q.id}.{slot.id}"] = None if value is None else value.get(slot.id)
            open_ones.append((at + 1, {**answers, q.id: value}, then))
    return found


def _answers(rules: RuleSet, q: Any, known: Mapping[str, Any]) -> list[Any]:
    applying = [
        r
        for r in rules.rules.values()
        if r.rule.question == q.id and holds(r.when, known, rules.fields)
    ]
    if q.kind == "every":
        return [frozenset(r.id for r in applying)]
    found: list[Any] = []
    for chosen in product(*(_readings(r, q, known) for r in applying)):
        said = [(r, v) for r, v in zip(applying, chosen, strict=True) if v is not None]
        for value in _prevailing(rules, said):
            if value is None and q.follows is not None:
                value = known[q.follows]
            if value not in found:
                found.append(value)
    return found


def _readings(rule: Any, q: Any, known: Mapping[str, Any]) -> Iterator[Any]:
    """What a rule can be read to say: one thing, or either of several; None is silence."""
    parts = [[_reading(t, known) for t in options_of(term)] for _, term in rule.then.one]
    for values in product(*parts):
        if None in values:
            yield None
        else:
            slots = [s for s, _ in rule.then.one]
            yield values[0] if q.is_simple else dict(zip(slots, values, strict=True))


def _reading(term: Any, known: Mapping[str, Any]) -> Any:
    if isinstance(term, Ref):
        return known[term.field]
    return getattr(term, "code", None) or term.value


def _prevailing(rules: RuleSet, said: list[Any]) -> list[Any]:
    if not said:
        return [None]
    left = [
        (r, v)
        for r, v in said
        if not any(w != v and rules.rank(o, r).kind == "first" for o, w in said)
    ]
    if not left:
        return ["conflict"]
    for i, (a, v) in enumerate(left):
        for b, w in left[:i]:
            if v != w and rules.rank(a, b).kind != "adjudicate":
                return ["conflict"]
    distinct: list[Any] = []
    for _, v in left:
        if v not in distinct:
            distinct.append(v)
    return distinct


def plain(value: Any) -> Any:
    """An engine's answer in the form used here."""
    return dict(value.one) if isinstance(value, Conclusion) else value


def domain(field: Field, rules: RuleSet) -> list[Any]:
    """A value of a record for each case that the rules can tell apart, and precise."""
    if field.kind == "flag":
        return [True, False]
    if field.kind == "choice":
        return [c.code for c in field.choices]
    if field.kind == "set":
        codes = [c.code for c in field.choices]
        return [
            ";".join(c for c, bit in zip(codes, bits, strict=True) if bit) or "none"
            for bits in product([True, False], repeat=len(codes))
        ]
    if field.kind == "code":
        return [c for c in field.tree or () if field.tree is not None and field.tree.is_leaf(c)]
    tests = [a for r in rules.rules.values() for a in atoms(r.when) if fields_at(a) == (field.id,)]
    bounds = {b for a in tests for b in (a.low, a.high) if b is not None}  # type: ignore[union-attr]
    if field.kind == "count":
        return list(range(field.most + 1))
    return sorted({d for b in bounds for d in (b, b - timedelta(days=1))}) or ["2020-01-01"]


def below(field: Field, value: Any, rules: RuleSet) -> list[Any]:
    """The precise values that a given one may stand for: itself, or the leaves below a code."""
    if field.kind != "code" or field.tree is None or field.tree.is_leaf(value):
        return [value]
    return [c for c in domain(field, rules) if value in field.tree.path(c)]
