"""What to ask next: the unknown facts that keep an answer open, best first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import attrs

from ..errors import GovrulesError
from ..expr import Atom, Between, Is, Under, atoms
from ..rules import Ask, Facts, Field, RuleSet
from ..values import UNKNOWN
from .answer import Evaluation, is_open
from .reference import evaluate, truth

__all__ = ["is_askable", "next_questions"]

# Of a field with many codes an even spread of this many is tried: the order needs no more.
MOST_BRANCHES = 24


def next_questions(found: Evaluation, final: str) -> tuple[Ask, ...]:
    """The facts that would help to decide, ordered by how few candidates an answer leaves.

    Args:
        found: What was found with the facts at hand.
        final: The question that is open.
    """
    rules = found.rules
    open_atoms: dict[str, list[Atom]] = {}
    for id, atom in _open(found, final):
        open_atoms.setdefault(id, []).extend([atom] if atom is not None else [])
    asks = []
    for id, seen in open_atoms.items():
        field = rules.fields[id]
        options = _options(field, seen)
        left = [n for o in options if (n := _left(rules, found.facts, id, o, final)) is not None]
        leaves = sum(left) / len(left) if left else float(len(found.answers[final].values))
        shown = [o for o in options if field.kind in ("flag", "choice")]
        asks.append(Ask(
            id, field.ask_zh or f"{field.zh}？", field.ask_en or f"{field.en}?",
            tuple(shown), round(leaves, 3),
        ))  # fmt: skip
    order = {id: i for i, id in enumerate(rules.fields)}
    # What rules may yet work out comes after the plain facts that they would work it out from.
    derived = {id: id in found.answers and len(found.answers[id].values) > 1 for id in open_atoms}
    return tuple(sorted(asks, key=lambda a: (derived[a.field], a.leaves, order[a.field])))


def is_askable(found: Evaluation, final: str) -> bool:
    """Whether some fact that may be asked keeps the question open."""
    return next(_open(found, final), None) is not None


def _open(found: Evaluation, final: str) -> Iterator[tuple[str, Atom | None]]:
    """Each fact that may be asked, with the test on it that is still open."""
    fields = found.rules.fields
    contested = found.contested()
    for question in found.behind(final, open_only=True):
        if question in contested and question != final:
            continue  # no fact settles what an organ has to rank
        answer = found.answers[question]
        for rule in answer.live:
            for atom in atoms(rule.when):
                if atom.field in contested:
                    continue
                if truth(atom, found.values, fields) is UNKNOWN:
                    yield from _askable(found, atom.field, atom)
        for rule in (*answer.winners, *answer.live):
            for ref in rule.refs:
                if ref not in contested and found.values.get(ref, UNKNOWN) is UNKNOWN:
                    yield from _askable(found, ref, None)


def _askable(found: Evaluation, id: str, atom: Atom | None) -> Iterator[tuple[str, Atom | None]]:
    field = found.rules.fields[id]
    if field.reads is not None:
        yield field.reads[0], None
    elif (
        found.question_of(id) is None
        or id in found.rules.declared
        or ("." in id and (id.partition(".")[0] in found.rules.declared))
    ):
        yield id, atom


def _options(field: Field, seen: Iterable[Atom]) -> list[Any]:
    """One value for each way in which the open tests can turn out."""
    seen = list(seen)
    if field.kind == "flag":
        return [True, False]
    if field.kind == "choice":
        return [c.code for c in field.choices]
    bounds = {b for a in seen if isinstance(a, Between) for b in (a.low, a.high) if b is not None}
    if field.kind == "day":
        return sorted({d for b in bounds for d in (b, b - timedelta(days=1))})  # type: ignore[operator]
    if field.kind == "count":
        return sorted({n for b in bounds for n in (b, max(0, b - 1))})  # type: ignore[operator]
    codes = {c for a in seen if isinstance(a, Under) for c in a.codes}
    codes |= {str(v) for a in seen if isinstance(a, Is) for v in a.values}
    ordered = sorted(codes)
    return ordered[:: -(-len(ordered) // MOST_BRANCHES) or 1]


def _left(rules: RuleSet, facts: Facts, field: str, value: Any, final: str) -> int | None:
    """How many outcomes would remain if the field had that value; one still open counts twice."""
    values = {**facts.values, field: value}
    try:
        left = evaluate(rules, attrs.evolve(facts, values=values)).answers[final].values
        return len(left) + sum(map(is_open, left))
    except GovrulesError:  # the facts at hand rule that value out
        return None
